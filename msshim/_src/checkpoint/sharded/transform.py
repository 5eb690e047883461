"""Checkpoints of one cut made into checkpoints of another.

A target's file is written tensor by tensor, each put together of what it needs of the sources' files, which are mapped
into memory: at most one tensor is there at a time. Source: the functions of these names in mindspore 2.10.
"""

from __future__ import annotations

import os
import re
from typing import Any

from msshim._src.checkpoint.sharded import collect, pieces
from msshim._src.checkpoint.sharded.layout import (
    Layouts,
    devices_of,
    layouts,
    messages_of,
    of_rank,
    stage_devices,
    stages_of,
)
from msshim._src.checkpoint.sharded.pieces import Pieces, Values
from msshim._src.checkpoint.sharded.ranks import needed_ranks
from msshim._src.checkpoint.sharded.strategy import stage_of
from msshim._src.checkpoint.sharded.values import held, values_of

_WHO = "transform_checkpoints"
_UNSAFE = (r"\.\.", "//", "~", r"^\s*$", r"\./\.")
_OPTIMIZER = ("accu_grads", "adam_v", "adam_m")
Messages = dict[str, Any] | None


def check_strategy(argument: str, path: Any) -> None:
    """Raise ValueError where the folder of a strategy file is not there."""
    folder = os.path.dirname(path) if isinstance(path, str) else ""
    if folder and not os.path.exists(folder):
        raise ValueError(f"The '{argument}' must be in a folder that exists, but got {path!r}.")


def _all_of(source: Messages, target: Messages) -> tuple[Layouts | None, Layouts | None]:
    return None if source is None else layouts(source), None if target is None else layouts(target)


def transform_checkpoint_by_rank(
    rank_id: int,
    checkpoint_files_map: dict[int, str],
    save_checkpoint_file_name: str,
    src_strategy_file: str | None = None,
    dst_strategy_file: str | None = None,
) -> None:
    """Write the checkpoint of one rank of the target.

    Args:
        rank_id: The rank.
        checkpoint_files_map: The checkpoints of the ranks that `rank_list_for_transform` gives.
        save_checkpoint_file_name: The file to write, a .ckpt.
        src_strategy_file: How the checkpoints are cut; None where there is a whole one.
        dst_strategy_file: How they shall be cut; None for whole.

    Raises:
        TypeError: An argument is of another type.
        ValueError: A file is not there, `save_checkpoint_file_name` is no .ckpt, or a rank lacks a parameter.
        FileNotFoundError: The folder of `save_checkpoint_file_name` is not there.
        IndexError: The target has no such rank.
    """
    if not isinstance(checkpoint_files_map, dict):
        raise TypeError(f"The 'checkpoint_files_map' must be a dict, but got {type(checkpoint_files_map).__name__}.")
    if not isinstance(rank_id, int):
        raise TypeError(f"The 'rank_id' must be an int, but got {type(rank_id).__name__}.")
    if not isinstance(save_checkpoint_file_name, str):
        raise TypeError(
            f"The 'save_checkpoint_file_name' must be a str, but got {type(save_checkpoint_file_name).__name__}."
        )
    if not save_checkpoint_file_name.endswith(".ckpt"):
        raise ValueError(f"The 'save_checkpoint_file_name' must end in .ckpt, but got {save_checkpoint_file_name!r}.")
    check_strategy("dst_strategy_file", dst_strategy_file)
    for rank, path in checkpoint_files_map.items():
        if not os.path.exists(path):
            raise ValueError(f"The checkpoint file of rank {rank} must exist, but {path!r} does not.")
    source, target = messages_of(src_strategy_file), messages_of(dst_strategy_file)
    here = of_rank(rank_id, source, target)
    devices, there = (stage_devices(of, rank_id) for of in here)
    who = "transform_checkpoint_by_rank"
    files = ((rank % devices, pieces.read(who, path, "ckpt")[0]) for rank, path in checkpoint_files_map.items())
    values = values_of(rank_id % there, held(files), _all_of(source, target), here, some=True)
    pieces.write_all(who, {pieces.check_place(save_checkpoint_file_name): values})


def transform_checkpoints(
    src_checkpoints_dir: str,
    dst_checkpoints_dir: str,
    ckpt_prefix: str,
    src_strategy_file: str | None = None,
    dst_strategy_file: str | None = None,
    process_num: int = 1,
    output_format: str = "ckpt",
) -> None:
    """Write the checkpoints of all ranks of the target, as ``rank_<r>/<prefix><r>``, from those of all of the source.

    Args:
        src_checkpoints_dir: The folder of ``rank_0``, ``rank_1`` ..., each with a .ckpt or a .safetensors file (of
            several .ckpt the last by name counts, of several .safetensors the one of the highest step), or one whole
            .safetensors file.
        dst_checkpoints_dir: Where to write; the folder is made.
        ckpt_prefix: How the names of files begin.
        src_strategy_file: How the checkpoints are cut; None where there is a whole one.
        dst_strategy_file: How they shall be cut; None for whole.
        process_num: How many files of .safetensors sources are made at a time.
        output_format: "ckpt" or "safetensors"; the latter of .safetensors files alone.

    Raises:
        TypeError: `ckpt_prefix` or a folder is no str.
        ValueError: There are no checkpoints, or of both formats; a strategy file is not there or wrong; a rank or a
            parameter of one is missing.
        NotADirectoryError: `dst_checkpoints_dir` is a file.
    """
    tensor_files = collect.files(_WHO, src_checkpoints_dir, "safetensors")
    ckpt_files = collect.files(_WHO, src_checkpoints_dir, "ckpt")
    if tensor_files and ckpt_files:
        raise ValueError(f"For '{_WHO}', the 'src_checkpoints_dir' must have one format of files, but has both.")
    if not tensor_files and not ckpt_files:
        raise ValueError(f"For '{_WHO}', the 'src_checkpoints_dir' must have checkpoints, but has none.")
    if ckpt_files and output_format == "safetensors":
        raise ValueError(f"For '{_WHO}', the 'output_format' must be 'ckpt' where the files are .ckpt.")
    if not isinstance(ckpt_prefix, str):
        raise TypeError(f"For '{_WHO}', the 'ckpt_prefix' must be a str, but got {type(ckpt_prefix).__name__}.")
    check_strategy("src_strategy_file", src_strategy_file)
    check_strategy("dst_strategy_file", dst_strategy_file)
    if tensor_files and output_format not in pieces.FORMATS:
        raise ValueError(
            f"For '{_WHO}', the 'output_format' must be 'safetensors' or 'ckpt', but got {output_format!r}."
        )
    folder = pieces.check_folder("dst_checkpoints_dir", dst_checkpoints_dir)
    source, target = messages_of(src_strategy_file), messages_of(dst_strategy_file)
    stages = stages_of(source), stages_of(target)
    if source is None and target is None:
        raise ValueError(f"For '{_WHO}', a strategy file must be given, but both are None.")
    if tensor_files:
        made = _of_tensors(tensor_files, source, target)
        _write(folder, f"{ckpt_prefix}{{}}.{output_format}", made, process_num)
        return
    newest = {rank: collect.last(path, "ckpt") for rank, path in collect.rank_folders(src_checkpoints_dir).items()}
    files = {rank: path for rank, path in newest.items() if path is not None}
    if source and target and stages == (1, 1) and _is_part(source, target):
        stage = stage_of(str(src_strategy_file))
        _write(folder, f"{ckpt_prefix}{{}}_part{stage}.ckpt", _of_stage(files, stage, source, target))
        return
    for argument, value in (("dst_checkpoints_dir", dst_checkpoints_dir), ("ckpt_prefix", ckpt_prefix)):
        if any(re.search(pattern, value) for pattern in _UNSAFE):
            raise ValueError(f"The '{argument}' must be a plain path without '..', '//' or '~', but got {value!r}.")
    _write(folder, f"{ckpt_prefix}{{}}.ckpt", _of_ranks(files, source, target, some=True))


def _write(folder: str, name: str, made: dict[int, Values], workers: int = 1) -> None:
    targets = {
        os.path.join(folder, f"rank_{rank}", name.format(rank)): values for rank, values in made.items() if values
    }
    for path in targets:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    pieces.write_all(_WHO, targets, workers=workers)


def _is_part(source: dict[str, Any], target: dict[str, Any]) -> bool:
    """Whether the source is one stage of the target: it has a part of its parameters alone."""
    src, dst = ({name for name in layouts(one) if not name.startswith(_OPTIMIZER)} for one in (source, target))
    return src < dst


def _of_ranks(files: dict[int, str], source: Messages, target: Messages, some: bool) -> dict[int, Values]:
    """What each rank of the target gets. Raises ValueError where the file of a rank is missing."""
    needed = {rank: needed_ranks(rank, source, target) for rank in range(devices_of(target) * stages_of(target))}
    for rank, wanted in needed.items():
        missing = [one for one in wanted if one not in files]
        if missing:
            raise ValueError(
                f"The checkpoints of ranks {wanted} are needed for that of rank {rank}, but {missing} lack."
            )
    contents: dict[int, Pieces] = {}
    for one in sorted({one for wanted in needed.values() for one in wanted}):
        contents[one] = pieces.read(_WHO, files[one])[0]
    all_of, devices, there = _all_of(source, target), devices_of(source), devices_of(target)
    made: dict[int, Values] = {}
    for rank, wanted in needed.items():
        found = held((one % devices, contents[one]) for one in wanted)
        made[rank] = values_of(rank % there, found, all_of, of_rank(rank, source, target), some)
    return made


def _of_tensors(files: dict[int, str], source: Messages, target: Messages) -> dict[int, Values]:
    """What each rank gets of .safetensors files; of a pipeline that shall be none, stage by stage."""
    if source is None or stages_of(source) <= 1 or stages_of(target) > 1:
        return _of_ranks(files, source, target, some=False)
    stages: dict[int, dict[str, Any]] = {}
    for name, message in source.items():
        stages.setdefault(int(name.partition("-")[0]), {})[name] = message
    made: dict[int, Values] = {}
    for stage in stages.values():
        for rank, values in _of_ranks(files, stage, target, some=False).items():
            made.setdefault(rank, {}).update(values)
    return made


def _of_stage(files: dict[int, str], stage: int, source: dict[str, Any], target: dict[str, Any]) -> dict[int, Values]:
    """What each rank of the target gets of the files of one stage."""
    devices = devices_of(source)
    wanted = [rank for rank in range(stage * devices, (stage + 1) * devices) if rank in files]
    found = held((rank % devices, pieces.read(_WHO, files[rank])[0]) for rank in wanted)
    all_of = _all_of(source, target)
    src = layouts(source)
    dst = {name: layout for name, layout in layouts(target).items() if name in src}
    return {rank: values_of(rank, found, all_of, (src, dst), some=True) for rank in range(stage_devices(dst, 0))}


def convert_checkpoint_by_rank(
    rank_id: int,
    checkpoint_files_map: dict[int, str],
    save_checkpoint_file_name: str,
    src_strategy_file: str | None = None,
    dst_strategy_file: str | None = None,
) -> None:
    """`transform_checkpoint_by_rank` by its other name."""
    transform_checkpoint_by_rank(
        rank_id, checkpoint_files_map, save_checkpoint_file_name, src_strategy_file, dst_strategy_file
    )


def convert_checkpoints(
    src_checkpoints_dir: str,
    dst_checkpoints_dir: str,
    ckpt_prefix: str,
    src_strategy_file: str | None = None,
    dst_strategy_file: str | None = None,
    process_num: int = 1,
    output_format: str = "ckpt",
) -> None:
    """`transform_checkpoints` by its other name."""
    folders = src_checkpoints_dir, dst_checkpoints_dir, ckpt_prefix
    transform_checkpoints(*folders, src_strategy_file, dst_strategy_file, process_num, output_format)
