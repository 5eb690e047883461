"""Checkpoints of ranks loaded into a network. Source: the functions of these names in mindspore 2.10."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from glob import glob
from math import prod
from typing import Any

import numpy as np
import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.checkpoint.load import load_checkpoint, load_param_into_net
from msshim._src.checkpoint.sharded import collect, pieces
from msshim._src.checkpoint.sharded.layout import Layout, Layouts, layouts
from msshim._src.checkpoint.sharded.merge import merged
from msshim._src.checkpoint.sharded.pieces import Piece
from msshim._src.checkpoint.sharded.plan import Array
from msshim._src.checkpoint.sharded.redundancy import groups_of
from msshim._src.checkpoint.sharded.strategy import build_searched_strategy
from msshim._src.checkpoint.sharded.unite import load_united, write_united
from msshim._src.checkpoint.sharded.values import Held, cut_anew, held
from msshim._src.communication.group import get_group_size, get_rank
from msshim._src.runtime.parallel_context import get_auto_parallel_context

_WHO = "load_distributed_checkpoint"
_PLAN = "a dict of name: [dev_matrix, tensor_map, param_split_shape, 0, ...], lists of ints"


def _is_ints(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, int) for item in value)


def _check_files(names: Any) -> list[str]:
    for n, name in enumerate(names):
        there = isinstance(name, str) and name.endswith(".ckpt") and os.path.exists(name) and os.path.getsize(name)
        if not there:
            raise ValueError(
                f"For '{_WHO}', the 'checkpoint_filenames' must be .ckpt files, but number {n} is {name!r}."
            )
    return list(names)


def _predicted(strategy: Any) -> Layouts | None:
    """The layouts that a network shall have here. Raises ValueError for anything else."""
    if strategy is None:
        return None
    error = ValueError(f"For '{_WHO}', the 'predict_strategy' must be {_PLAN}, but got {strategy!r}.")
    if not isinstance(strategy, dict):
        raise error
    found: Layouts = {}
    for name, item in strategy.items():
        if not isinstance(name, str) or not isinstance(item, (list, tuple)) or len(item) < 4:
            raise error
        devices, axes, lengths, fields = item[:4]
        if not _is_ints(devices) or not _is_ints(axes) or (lengths and not _is_ints(lengths)) or fields != 0:
            raise error
        found[name] = Layout(tuple(devices), tuple(axes))
    return found


def _slice(data: Array, layout: Layout, rank: int) -> Array:
    """The slice of a whole parameter that a rank has."""
    box = []
    for size, axis, count in zip(data.shape, layout.axes, layout.counts(), strict=True):
        if size % count:
            raise ValueError(f"For '{_WHO}', an axis of {size} can not be cut into {count} slices.")
        assert isinstance(axis, int)
        stride = prod(layout.devices[len(layout.devices) - axis :]) if axis >= 0 else 1
        place = rank // stride % count
        box.append(slice(place * (size // count), (place + 1) * (size // count)))
    return data[tuple(box)]


def _whole(name: str, found: Held, source: Layouts) -> tuple[torch.dtype, Array]:
    """A parameter put together of the slices of all ranks."""
    own, layout = found[name], source[name]
    first = next(iter(own.values()))
    assert isinstance(first, Piece)
    if layout.fields > 0 or layout.split_shape:
        parts = [own[rank] for rank in sorted(own)]
        return first.dtype, merged([part.read() for part in parts if isinstance(part, Piece)], layout)
    made = cut_anew(0, {name: own}, source, None)[0][name]
    assert isinstance(made, pieces.Made)
    return first.dtype, made.make()


def _parameter(name: str, dtype: torch.dtype, data: Array) -> Parameter:
    tensor = torch.from_numpy(np.ascontiguousarray(data).reshape(-1)).view(dtype).reshape(data.shape)
    found = Parameter._over(torch.nn.Parameter(tensor, requires_grad=tensor.is_floating_point()), "", True)
    found.name = name
    return found


def _loaded(network: Cell, files: list[str], source: Layouts, target: Layouts | None, groups: Any) -> dict[str, Any]:
    ranks = next(iter(source.values())).ranks
    if ranks != len(files):
        raise ValueError(
            f"For '{_WHO}', the 'checkpoint_filenames' must be as many as the devices of the training, {ranks}, but "
            f"got {len(files)}."
        )
    found = held((rank, pieces.read(_WHO, os.path.abspath(name), "ckpt")[0]) for rank, name in enumerate(files))
    parameters: dict[str, Any] = {}
    for _, parameter in network.parameters_and_names():
        name = parameter.name
        if name not in source or name not in found or (target is not None and name not in target):
            continue
        dtype, data = _whole(name, found, source)
        if target is not None:
            data = _slice(data, target[name], get_rank())
            group = groups[name][5] if len(groups[name]) > 5 else None
            if group:
                data = np.split(data, get_group_size(group))[get_rank(group)]
        parameters[name] = _parameter(name, dtype, data)
    return parameters


def load_distributed_checkpoint(
    network: Cell | None,
    checkpoint_filenames: list[str] | None = None,
    predict_strategy: dict[str, Any] | str | None = None,
    train_strategy_filename: str | None = None,
    strict_load: bool = False,
    dec_key: bytes | None = None,
    dec_mode: str = "AES-GCM",
    format: str = "ckpt",
    unified_safetensors_dir: str | None = None,
    dst_safetensors_dir: str | None = None,
    rank_id: int | None = None,
    output_format: str = "safetensors",
    name_map: dict[str, str] | None = None,
    max_process_num: int = 64,
    return_param_dict: bool = False,
) -> Any:
    """Load the checkpoints of a training's ranks into a network, or what `unified_safetensors` wrote.

    Args:
        network: The network. None, with "safetensors": write what each rank has to load.
        checkpoint_filenames: The .ckpt of each rank of the training.
        predict_strategy: How the network is cut here; None for whole. With "ckpt" a dict, with "safetensors" a
            strategy file.
        train_strategy_filename: How the checkpoints are cut; where None the file that
            ``set_auto_parallel_context(strategy_ckpt_load_file=...)`` names.
        strict_load: As in `load_param_into_net`.
        dec_key: msshim reads no encrypted checkpoints here.
        dec_mode: The same.
        format: "ckpt" or "safetensors".
        unified_safetensors_dir: The folder that `unified_safetensors` wrote.
        dst_safetensors_dir: Where to write ``rank_<r>/net.<format>``.
        rank_id: The rank to write, where there is no network; all where None.
        output_format: "safetensors" or "ckpt": what to write.
        name_map: The names in the files of names in the strategy.
        max_process_num: How many files are written at a time, at most.
        return_param_dict: Return the parameters, and load them not.

    Returns:
        True; with "safetensors" and a network what `load_param_into_net` returns, or the parameters.

    Raises:
        ValueError: An argument has another value than the format takes, or a file is missing or wrong.
        NotImplementedError: `dec_key` is given.
    """
    if format not in pieces.FORMATS or output_format not in pieces.FORMATS:
        raise ValueError(
            f"For '{_WHO}', the 'format' and 'output_format' must be 'ckpt' or 'safetensors', but got {format!r} and "
            f"{output_format!r}."
        )
    if format == "safetensors":
        given = {"checkpoint_filenames": checkpoint_filenames, "train_strategy_filename": train_strategy_filename}
        _check_defaults(given | {"dec_key": dec_key}, strict_load, dec_mode, unified_safetensors_dir)
        return _of_united(
            network, str(unified_safetensors_dir), predict_strategy, dst_safetensors_dir, rank_id, output_format,
            name_map, max_process_num, return_param_dict,
        )  # fmt: skip
    if not isinstance(network, Cell):
        raise ValueError(f"For '{_WHO}', the 'network' must be a Cell, but got {type(network).__name__}.")
    files, target = _check_files(checkpoint_filenames), _predicted(predict_strategy)
    if not isinstance(dec_key, (type(None), bytes)) or not isinstance(dec_mode, str):
        raise ValueError(f"For '{_WHO}', the 'dec_key' must be bytes and 'dec_mode' a str.")
    if dec_key is not None:
        raise NotImplementedError(
            "load_distributed_checkpoint reads no encrypted checkpoints; write them anew, by load_checkpoint with "
            "'dec_key' and save_checkpoint."
        )
    if train_strategy_filename is None:
        train_strategy_filename = get_auto_parallel_context("strategy_ckpt_load_file")
    messages = build_searched_strategy(train_strategy_filename)
    if messages:
        parameters = _loaded(network, files, layouts(messages), target, predict_strategy)
        load_param_into_net(network, parameters, strict_load)
    return True


def _check_defaults(given: dict[str, Any], strict_load: Any, dec_mode: Any, folder: Any) -> None:
    if folder is None:
        raise ValueError(f"For '{_WHO}', the 'unified_safetensors_dir' must be given with format='safetensors'.")
    for name, value in given.items():
        if value is not None:
            raise ValueError(f"For '{_WHO}', the {name!r} must be None with format='safetensors', but got {value!r}.")
    if strict_load or dec_mode != "AES-GCM":
        raise ValueError(f"For '{_WHO}', 'strict_load' and 'dec_mode' must be left out with format='safetensors'.")


def _of_united(
    network: Cell | None, folder: str, strategy: Any, target: str | None, rank: int | None, form: str,
    names: dict[str, str] | None, workers: int, keep: bool,
) -> Any:  # fmt: skip
    if network is not None:
        parameters = load_united(folder, strategy, get_rank(), names)
        return parameters if keep else load_param_into_net(network, parameters)
    if target is None:
        raise ValueError(f"For '{_WHO}', the 'dst_safetensors_dir' must be given where 'network' is None.")
    write_united(folder, strategy, target, rank, form, names, workers)
    return True


def load_segmented_checkpoints(
    ckpt_file_dir: str,
    net: Cell | None = None,
    strict_load: bool = False,
    filter_prefix: str | list[str] | tuple[str, ...] | None = None,
    dec_key: bytes | None = None,
    dec_mode: str = "AES-GCM",
    specify_prefix: str | list[str] | tuple[str, ...] | None = None,
    choice_func: Callable[[str], bool] | None = None,
) -> dict[str, Any]:
    """What all .ckpt files of a folder have, by name; of the same name the one of the last file.

    Args:
        ckpt_file_dir: The folder.
        net: A cell that takes the values.
        strict_load: As the others, for `load_checkpoint`.
        filter_prefix: See there.
        dec_key: See there.
        dec_mode: See there.
        specify_prefix: See there.
        choice_func: See there.

    Raises:
        TypeError: `ckpt_file_dir` is no str.
        ValueError: It is no folder, or a file can not be read.
    """
    if not isinstance(ckpt_file_dir, str):
        raise TypeError(f"The 'ckpt_file_dir' must be a str, but got {type(ckpt_file_dir).__name__}.")
    if not os.path.isdir(ckpt_file_dir):
        raise ValueError(f"The 'ckpt_file_dir' must be a folder, but got {ckpt_file_dir!r}.")
    found: dict[str, Any] = {}
    for path in sorted(glob(os.path.join(collect.glob_escaped(ckpt_file_dir), "*.ckpt"))):
        found |= load_checkpoint(path, net, strict_load, filter_prefix, dec_key, dec_mode, specify_prefix, choice_func)
    return found


def get_ckpt_path_with_strategy(cur_ckpt_path: str, cur_strategy_path: str) -> str | None:
    """The checkpoint of this rank, or of another that has the same; None where there is none.

    Args:
        cur_ckpt_path: This rank's, whose path has ``rank_<r>`` in it.
        cur_strategy_path: How this rank's network is cut.

    Raises:
        ValueError: The strategy file is not there or wrong.
    """
    rank = get_rank()
    if f"rank_{rank}" in cur_ckpt_path and os.path.isfile(cur_ckpt_path):
        return cur_ckpt_path
    for other in _alike(rank, layouts(build_searched_strategy(cur_strategy_path) or {})):
        path = re.sub(r"rank_\d+", f"rank_{other}", cur_ckpt_path)
        if os.path.isfile(path):
            return path
    return None


def _alike(rank: int, source: Layouts) -> list[int]:
    """The ranks that hold the same of all parameters; the rank alone where no parameter's ranks are among others'."""
    least: list[int] = []
    for name in sorted(source):
        layout = source[name]
        start = rank // layout.ranks * layout.ranks
        groups = [[one + start for one in group] for group in groups_of(layout)]
        group = next((group for group in groups if rank in group), None)
        if group is None or name.startswith(("accu_grads", "inputs")):
            continue
        smaller, larger = (group, least) if not least or len(group) < len(least) else (least, group)
        if least and not set(smaller) <= set(larger):
            return [rank]
        least = smaller
    return least
