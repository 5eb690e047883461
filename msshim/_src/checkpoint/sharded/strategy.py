"""Strategy files: how each parameter of a program is cut over devices.

A file whose name ends in .json is JSON, any other protobuf. Source: build_searched_strategy, merge_pipeline_strategys
and restore_group_info_list of mindspore 2.10.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from glob import glob
from typing import Any

from google.protobuf.message import DecodeError

from msshim._src.checkpoint.files import whole
from msshim._src.checkpoint.sharded.strategy_pb2 import ParallelGroupMap, ParallelLayouts, ParallelStrategyMap

JSON = ".json"
_ONE, _MANY = ("field", "opt_weight_shard_size", "opt_weight_shard_step"), ("dev_matrix", "tensor_map")
_OPTIONAL = ("param_split_shape", "indices_offset")


def check_file(who: str, argument: str, path: Any) -> str:
    """The path of a file that is there and not empty.

    Raises:
        TypeError: It is no str.
        ValueError: There is no such file, or nothing in it.
    """
    if not isinstance(path, str):
        raise TypeError(f"For '{who}', the '{argument}' must be a str, but got {type(path).__name__}.")
    if not os.path.isfile(path):
        raise ValueError(f"For '{who}', the '{argument}' must be a file, but got {path!r}.")
    if not os.path.getsize(path):
        raise ValueError(f"For '{who}', the '{argument}' must not be empty, but {path!r} is.")
    return path


def _protobuf(path: str, data: bytes) -> Any:
    strategy = ParallelStrategyMap()
    try:
        strategy.ParseFromString(data)
    except (DecodeError, RuntimeWarning) as error:
        raise TypeError(
            f"The strategy file {path!r} must be protobuf, because its name does not end in '.json', but can not be "
            f"read as that: {error}."
        ) from error
    return strategy


def _document(path: str) -> Any:
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def _layouts(item: Any) -> Any:
    """The message that an item of a JSON file stands for."""
    layouts = ParallelLayouts()
    for name in _ONE:
        setattr(layouts, name, item.get(name))
    for name in (*_MANY, *_OPTIONAL):
        message = getattr(layouts, name).add()
        message.dim.extend(item.get(name) if name in _MANY else item.get(name, ()))
    return layouts


def build_searched_strategy(strategy_filename: str | None) -> dict[str, Any] | None:
    """How each parameter is cut, by name.

    Args:
        strategy_filename: The strategy file. None gives None.

    Returns:
        For each parameter a message with `dev_matrix`, `tensor_map`, `param_split_shape` and `indices_offset` (each a
        list of messages with `dim`), `field`, `opt_weight_shard_step` and `opt_weight_shard_size`.

    Raises:
        TypeError: `strategy_filename` is no str, or its protobuf can not be read.
        ValueError: There is no such file, nothing in it, or no JSON in a JSON file.
    """
    if strategy_filename is None:
        return None
    path = check_file("build_searched_strategy", "strategy_filename", strategy_filename)
    if not path.endswith(JSON):
        with open(path, "rb") as file:
            strategy = _protobuf(path, file.read())
        return {item.param_name: item.parallel_layouts for item in strategy.parallel_layout_item}
    document = _document(path)
    found: dict[str, Any] = {}
    if "parallel_layout_item" not in document:
        return found
    for name, item in document["parallel_layout_item"].items():
        try:
            found[name] = _layouts(item)
        except (AttributeError, TypeError, ValueError) as error:
            raise type(error)(f"The layout of {name!r} in the strategy file {path!r} is wrong: {error}.") from error
    return found


def stage_of(path: str) -> int:
    """The stage of a pipeline that a strategy file is of: that of its first operator.

    Raises:
        ValueError: It has no operator.
    """
    if path.endswith(JSON):
        items = list((_document(path).get("parallel_strategy_item") or {}).values())
        stages = [item.get("stage") for item in items]
    else:
        with open(path, "rb") as file:
            stages = [item.parallel_strategys.stage for item in _protobuf(path, file.read()).parallel_strategy_item]
    if not stages:
        raise ValueError(f"The strategy file {path!r} must have a 'parallel_strategy_item', but has none.")
    return int(stages[0])


def _empty(path: str) -> ValueError:
    return ValueError(f"The strategy file {path!r} must have operators and layouts, but lacks one of them.")


def _merged_protobuf(paths: Iterable[str]) -> bytes:
    merged = ParallelStrategyMap(current_stage=1)
    stages, seen = set(), set()
    for path in paths:
        with open(path, "rb") as file:
            data = file.read()
        if data in seen:
            continue
        seen.add(data)
        strategy = _protobuf(path, data)
        if not strategy.parallel_strategy_item or not strategy.parallel_layout_item:
            raise _empty(path)
        stage = strategy.parallel_strategy_item[0].parallel_strategys.stage
        if stage not in stages:
            stages.add(stage)
            for item in strategy.parallel_layout_item:
                item.param_name = f"{stage}-{item.param_name}"
            merged.parallel_strategy_item.extend(strategy.parallel_strategy_item)
            merged.parallel_layout_item.extend(strategy.parallel_layout_item)
    data = merged.SerializeToString()
    return bytes(data)


def _merged_json(paths: Iterable[str]) -> bytes:
    merged: dict[str, Any] = {"current_stage": 1, "parallel_strategy_item": {}, "parallel_layout_item": {}}
    stages = set()
    for path in paths:
        document = _document(path)
        layouts, operators = document.get("parallel_layout_item"), document.get("parallel_strategy_item")
        if not layouts or not operators:
            raise _empty(path)
        stage = next(iter(operators.values())).get("stage")
        if stage not in stages:
            stages.add(stage)
            merged["parallel_layout_item"] |= {f"{stage}-{name}": item for name, item in layouts.items()}
            merged["parallel_strategy_item"] |= operators
    return json.dumps(merged).encode()


def merge_pipeline_strategys(src_strategy_dirs: str, dst_strategy_file: str) -> None:
    """Write the strategy files of all stages of a pipeline as one, in which a parameter is called "<stage>-<name>".

    Args:
        src_strategy_dirs: A folder with one ``*.ckpt`` or one ``*.json`` for each rank or stage.
        dst_strategy_file: The file to write; its folder is made.

    Raises:
        NotADirectoryError: `src_strategy_dirs` is no folder.
        ValueError: It has files of both kinds, or one without operators or layouts.
        TypeError: A protobuf file can not be read.
    """
    target = os.path.abspath(dst_strategy_file)
    os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
    if not os.path.isdir(src_strategy_dirs):
        raise NotADirectoryError(
            f"For 'merge_pipeline_strategys', the 'src_strategy_dirs' must be a folder, but got {src_strategy_dirs!r}."
        )
    binary, texts = (sorted(glob(os.path.join(src_strategy_dirs, f"*{suffix}"))) for suffix in (".ckpt", JSON))
    if binary and texts:
        raise ValueError(
            f"For 'merge_pipeline_strategys', the files in 'src_strategy_dirs' must be all '.ckpt' or all '.json', but "
            f"{src_strategy_dirs!r} has both."
        )
    data = _merged_protobuf(binary) if binary else _merged_json(texts)
    with whole(target) as file:
        file.write(data)


def restore_group_info_list(group_info_file_name: str) -> list[int]:
    """The ranks that hold the same checkpoint as the one whose file of groups this is.

    Args:
        group_info_file_name: What MindSpore wrote where the environment's GROUP_INFO_FILE said.

    Raises:
        TypeError: `group_info_file_name` is no str.
        ValueError: There is no such file, or nothing in it.
        google.protobuf.message.DecodeError: It is no file of groups.
    """
    path = check_file("restore_group_info_list", "group_info_file_name", group_info_file_name)
    groups = ParallelGroupMap()
    with open(path, "rb") as file:
        groups.ParseFromString(file.read())
    return list(groups.ckpt_restore_rank_list.dim)
