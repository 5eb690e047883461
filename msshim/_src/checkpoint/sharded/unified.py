"""`unified_safetensors`. Source: the function of this name in mindspore 2.10."""

from __future__ import annotations

import json
import logging
import math
import os
from collections.abc import Callable
from typing import Any

from msshim._src.checkpoint.files import whole
from msshim._src.checkpoint.sharded import collect, pieces
from msshim._src.checkpoint.sharded.layout import Layouts, devices_of, layouts, messages_of
from msshim._src.checkpoint.sharded.pieces import Piece, Pieces, Values
from msshim._src.checkpoint.sharded.ranks import needed_ranks
from msshim._src.checkpoint.sharded.redundancy import groups_of
from msshim._src.checkpoint.sharded.transform import check_strategy
from msshim._src.checkpoint.sharded.values import Held, cut_anew, planned

_WHO = "unified_safetensors"
_PART = 3 << 30  # about as many bytes are in one file
_DEDUPLICATED = "remove_redundancy"
Choice = Callable[[str], "bool | str"]
_logger = logging.getLogger("msshim")


def groups(sizes: dict[str, int], count: int) -> list[list[str]]:
    """Names in so many groups of about the same size: the largest first, each to the group that has least."""
    found: list[list[str]] = [[] for _ in range(count)]
    totals = [0] * count
    for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
        least = totals.index(min(totals))
        found[least].append(name)
        totals[least] += size
    return found


def _chosen(choose: Choice | None, name: str) -> str | None:
    """What a parameter is called; None where it is not wanted."""
    answer = True if choose is None else choose(name)
    if not isinstance(answer, (bool, str)):
        raise ValueError(f"For '{_WHO}', the 'choice_func' must return a bool or a str, but got {answer!r}.")
    return answer if isinstance(answer, str) else name if answer else None


def _read(files: dict[int, str], redundant: bool) -> tuple[dict[int, Pieces], dict[str, str], bool]:
    """What the files of all ranks have, their metadata, and whether each has all that its rank holds."""
    contents: dict[int, Pieces] = {}
    metadata: dict[str, str] = {"format": "ms"}
    for rank, path in files.items():
        contents[rank], own = pieces.read(_WHO, path)
        metadata |= {name: value for name, value in own.items() if name != "crc_num"}
        said = own.get(_DEDUPLICATED)
        if said in ("True", "False") and (said == "False") is not redundant:
            redundant = said == "False"
            _logger.warning("For '%s', %s is taken for what it says of itself: %s=%s.", _WHO, path, _DEDUPLICATED, said)
    if _DEDUPLICATED in metadata:
        metadata[_DEDUPLICATED] = "False"
    return contents, metadata, redundant


def _found(contents: dict[int, Pieces], wanted: list[int], devices: int) -> Held:
    found: Held = {}
    for rank in wanted:
        for name, piece in contents[rank].items():
            found.setdefault(name, {})[rank % devices] = piece
    return found


def _found_elsewhere(contents: dict[int, Pieces], wanted: list[int], of: Layouts) -> Held:
    """The same where each slice is in one file of those whose ranks hold it."""
    holders: dict[str, list[int]] = {}
    for rank in sorted(contents):
        for name in contents[rank]:
            holders.setdefault(name, []).append(rank)
    found: Held = {}
    for name, layout in of.items():
        alike = {rank: group for group in groups_of(layout) for rank in group}
        for rank in [rank % layout.ranks for rank in wanted] if name in holders else []:
            there = [holder for holder in holders[name] if holder % layout.ranks in alike.get(rank, ())]
            if not there:
                raise ValueError(
                    f"For '{_WHO}', {name!r} must be in the file of one of the ranks {alike.get(rank, [])}, but is in "
                    f"those of {holders[name]}."
                )
            found.setdefault(name, {})[rank] = contents[there[-1]][name]
    return found


def _sizes(contents: dict[int, Pieces], of: Layouts, choose: Choice | None) -> tuple[dict[str, int], set[str]]:
    """The bytes of each whole parameter that is wanted, in order; and what else the strategy names and is wanted."""
    sizes: dict[str, int] = {}
    for content in contents.values():
        for name, piece in content.items():
            named = name in of and not name.startswith("accu_grads") and isinstance(piece, Piece)
            if name not in sizes and named and _chosen(choose, name) is not None:
                shape = planned(name, of[name], None, piece.shape).shape  # type: ignore[union-attr]
                sizes[name] = math.prod(shape) * piece.dtype.itemsize  # type: ignore[union-attr]
    return sizes, set(sizes)


def _own_part(split_dst_file: Any, count: int) -> range:
    """Which of so many files this call shall write."""
    if not split_dst_file:
        return range(count)
    current, total = split_dst_file
    each, more = divmod(count, total)
    start = each * (current - 1) + min(current - 1, more)
    return range(start, start + each + (current <= more))


def unified_safetensors(
    src_dir: str,
    src_strategy_file: str,
    dst_dir: str,
    merge_with_redundancy: bool = True,
    file_suffix: str | None = None,
    max_process_num: int = 64,
    choice_func: Choice | None = None,
    split_dst_file: tuple[int, int] | tuple[()] = (),
) -> None:
    """Write the .safetensors files of all ranks as whole parameters.

    ``part0.safetensors`` and so on have about 3 GiB each, ``hyper_param.safetensors`` what rank 0 has beside, and
    ``param_name_map.json`` says where each parameter is.

    Args:
        src_dir: The folder of ``rank_0``, ``rank_1`` ....
        src_strategy_file: How their files are cut.
        dst_dir: Where to write; the folder is made.
        merge_with_redundancy: Whether the file of a rank has all that the rank holds, or each slice is in one file
            alone. What the files say of themselves counts more.
        file_suffix: How the names of the files end, without the format.
        max_process_num: How many files are made at a time, at most.
        choice_func: Gets a parameter's name, and returns whether it is wanted, or what it shall be called.
        split_dst_file: ``(n, of)``: write the n-th part (from 1) of the files alone, because others write the rest.

    Raises:
        ValueError: `src_dir` is a file, has .ckpt files or lacks a rank; a strategy file is not there or wrong.
        TypeError: A folder is no str.
    """
    check_strategy("src_strategy_file", src_strategy_file)
    folder = pieces.check_folder("dst_dir", dst_dir)
    if os.path.isfile(src_dir):
        raise ValueError(f"For '{_WHO}', the 'src_dir' must be a folder, but got {src_dir!r}, a file.")
    files = collect.files(_WHO, src_dir, "safetensors", file_suffix)
    if files and collect.files(_WHO, src_dir, "ckpt"):
        raise ValueError(f"For '{_WHO}', the 'src_dir' must have .safetensors files alone, but has .ckpt files, too.")
    messages = messages_of(src_strategy_file)
    devices = devices_of(messages)
    wanted = needed_ranks(0, messages, None)
    missing = [rank for rank in wanted if rank not in files]
    if missing:
        raise ValueError(f"For '{_WHO}', the files of the ranks {wanted} are needed, but {missing} lack.")
    if messages is None:
        raise TypeError(f"For '{_WHO}', the 'src_strategy_file' must be a str, but got None.")
    of = layouts(messages)
    contents, metadata, redundant = _read(files, merge_with_redundancy)
    sizes, names = _sizes(contents, of, choice_func)
    count = min(math.ceil(sum(sizes.values()) / _PART), len(names))
    if not count:
        raise ValueError(f"For '{_WHO}', the strategy file must name a parameter of the files, but names none.")
    parts, own = groups(sizes, count), _own_part(split_dst_file, count)
    found = _found(contents, wanted, devices) if redundant else _found_elsewhere(contents, wanted, of)
    targets: dict[str, Values] = {}
    for n in own:
        values, _ = cut_anew(0, {name: found[name] for name in parts[n] if name in found}, of, None, redundant)
        targets[os.path.join(folder, f"part{n}.safetensors")] = {
            str(_chosen(choice_func, name)): value for name, value in values.items()
        }
    if not split_dst_file or split_dst_file[0] == 1:
        rest: Values = {
            name: pieces.copied(piece)
            for name, piece in contents[0].items()
            if name not in names and isinstance(piece, Piece)
        }
        if rest:
            pieces.write_all(_WHO, {os.path.join(folder, "hyper_param.safetensors"): rest})
        _write_map(os.path.join(folder, "param_name_map.json"), parts, sizes, choice_func)
    pieces.write_all(_WHO, targets, metadata, min(len(own), max_process_num))


def _write_map(path: str, parts: list[list[str]], sizes: dict[str, int], choose: Choice | None) -> None:
    where = {str(_chosen(choose, name)): f"part{n}.safetensors" for n, part in enumerate(parts) for name in part}
    document = {"metadata": {"total_size": sum(sizes.values())}, "weight_map": where}
    with whole(path) as file:
        file.write(json.dumps(document, indent=4).encode())
