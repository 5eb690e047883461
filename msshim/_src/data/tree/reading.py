"""Pipelines of JSON that `to_json` wrote, here or in MindSpore. Source: minddata's Serdes of 2.10."""

from __future__ import annotations

import importlib
import inspect
import json
from collections.abc import Callable
from functools import cached_property
from typing import Any

from msshim._src.data import failures, samplers
from msshim._src.data.base import Dataset, Epochs
from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Reader
from msshim._src.data.readers.serial.base import SerialReader
from msshim._src.data.readers.serial.schema import Schema
from msshim._src.data.sampler_base import Shuffle
from msshim._src.data.tree.operations import restored
from msshim._src.data.weighted import PKSampler, WeightedRandomSampler

Node = dict[str, Any]
_LEVELS = (False, Shuffle.FILES, Shuffle.GLOBAL, Shuffle.INFILE, Shuffle.PARTIAL, Shuffle.ADAPTIVE)


class DeserializedDataset(Dataset):
    """The pipeline that JSON describes; it is read when something is asked of it.

    Args:
        input_obj: The JSON, parsed; or a file of it.
    """

    def __init__(self, input_obj: Any) -> None:
        super().__init__()
        self.input_obj = input_obj

    @cached_property
    def made(self) -> Dataset:
        """The pipeline. Raises RuntimeError for what is none."""
        with failures.shown():
            return _made(self.input_obj if isinstance(self.input_obj, dict) else _content(self.input_obj))

    def _columns(self) -> list[str]:
        return self.made._columns()

    def _size(self) -> int:
        return self.made._size()

    def _start(self) -> Epochs:
        return self.made._start()

    def get_batch_size(self) -> int:
        """How many rows a batch has."""
        return self.made.get_batch_size()

    def get_repeat_count(self) -> int:
        """How often the rows come in an epoch."""
        return self.made.get_repeat_count()

    def is_shuffled(self) -> bool:
        """Whether a step shuffles rows."""
        return self.made.is_shuffled()

    def is_sharded(self) -> bool:
        """Whether only a part of the rows comes."""
        return self.made.is_sharded()


def _content(path: Any) -> Any:
    try:
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
    except OSError as error:
        raise Refused(f"Invalid file, failed to open json file: {path}: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        raise Refused(f"Invalid file, failed to parse json file: {path}, error message: {error}.") from None
    return found.get("tree", found) if isinstance(found, dict) else found


def _made(node: Any) -> Dataset:
    if not isinstance(node, dict) or not isinstance(node.get("children"), list):
        raise Refused(f"Failed to find children in {str(node)[:200]}.")
    kind = node.get("op_type")
    if not isinstance(kind, str):
        raise Refused("Failed to find op_type in json.")
    children = [_made(child) for child in node["children"]]
    step = _STEPS.get(kind)
    try:
        if step is not None and children:
            return step(children, node)
        if not children:
            return _source(kind, node)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise Refused(f"The JSON of {kind} is not that of one: {error!r}.") from None
    raise Refused(f"Invalid data, unsupported operation type: {kind}")


def _source(kind: str, node: Node) -> Dataset:
    """A reader of files; rows of Python do not come back."""
    if kind.endswith("Node"):
        kind = f"{kind.removeprefix('k').removesuffix('Node')}Dataset"
    datasets = importlib.import_module("msshim.dataset")
    make: Any = getattr(datasets, kind) if kind in datasets.__all__ else None
    if not isinstance(make, type) or not issubclass(make, (Reader, SerialReader)):
        raise Refused(f"Invalid data, unsupported operation type: {kind}")
    given = {
        name: node[name] for name in inspect.signature(make).parameters if node.get(name) not in (None, [], "", {})
    }
    if kind == "CLUEDataset":
        given["dataset_files"] = node["dataset_dir"]
    if node.get("schema_file_path"):
        given["schema"] = node["schema_file_path"]
    elif "schema_json_string" in node:
        given["schema"] = Schema()
        given["schema"].from_json(node["schema_json_string"])
    if not given.get("num_samples"):
        given.pop("num_samples", None)
    if given.get("num_shards", 1) == 1:
        given.pop("num_shards", None)
        given.pop("shard_id", None)
    if issubclass(make, SerialReader):
        given["shuffle"] = _LEVELS[node["shuffle"]]
    else:
        given["sampler"] = _sampler(node["sampler"])
    made: Dataset = make(**given)
    return made


def _sampler(node: Node) -> Any:
    kind = node["sampler_name"]
    if kind not in _SAMPLERS:
        raise Refused(f"Invalid data, unsupported sampler type: {kind}")
    found = _SAMPLERS[kind](node, node["num_samples"] or None)
    for child in node.get("child_sampler", []):
        found.add_child(_sampler(child))
    return found


def _random(node: Node, count: int | None) -> Any:
    found = samplers.RandomSampler(node["replacement"], count)
    found.reshuffle_each_epoch = node["reshuffle_each_epoch"]
    return found


_SAMPLERS: dict[str, Callable[[Node, int | None], Any]] = {
    "SequentialSampler": lambda node, count: samplers.SequentialSampler(node["start_index"], count),
    "RandomSampler": _random,
    "SubsetSampler": lambda node, count: samplers.SubsetSampler(node["indices"], count),
    "SubsetRandomSampler": lambda node, count: samplers.SubsetRandomSampler(node["indices"], count),
    "DistributedSampler": lambda node, count: samplers.DistributedSampler(
        node["num_shards"], node["shard_id"], bool(node["shuffle_mode"]), count, node["offset"]
    ),
    "PKSampler": lambda node, count: PKSampler(node["num_val"], None, node["shuffle"], num_samples=count),
    "WeightedRandomSampler": lambda node, count: WeightedRandomSampler(node["weights"], count, node["replacement"]),
}


def _map(children: list[Dataset], node: Node) -> Dataset:
    given = {name: node[name] or None for name in ("input_columns", "output_columns")}
    return children[0].map(restored(node["operations"]), num_parallel_workers=node["num_parallel_workers"], **given)


def _batch(children: list[Dataset], node: Node) -> Dataset:
    if "per_batch_map" in node:
        raise Refused("The 'per_batch_map' of a batch is a function of a program, which does not come back.")
    return children[0].batch(node["batch_size"], node["drop_remainder"], node["num_parallel_workers"])


def _shuffle(children: list[Dataset], node: Node) -> Dataset:
    made: Any = children[0].shuffle(node["buffer_size"])
    made.reshuffle_each_epoch = node["reset_each_epoch"]
    return made  # type: ignore[no-any-return]


_STEPS: dict[str, Callable[[list[Dataset], Node], Dataset]] = {
    "Map": _map,
    "Batch": _batch,
    "Shuffle": _shuffle,
    "Repeat": lambda children, node: children[0].repeat(node["count"]),
    "Skip": lambda children, node: children[0].skip(node["count"]),
    "Take": lambda children, node: children[0].take(node["count"]),
    "Project": lambda children, node: children[0].project(node["columns"]),
    "Rename": lambda children, node: children[0].rename(node["input_columns"], node["output_columns"]),
    "Zip": lambda children, node: children[0].zip(tuple(children[1:])),
    "Concat": lambda children, node: children[0].concat(children[1:]),
}
