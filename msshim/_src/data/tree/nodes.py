"""The steps and sources of a pipeline as JSON. Source: the nodes of minddata of 2.10, `to_json` of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.data import batches, buckets, concat, config, maps, operations, samplers, sources
from msshim._src.data.base import Dataset
from msshim._src.data.minddataset import MindDataset
from msshim._src.data.readers.base import Reader
from msshim._src.data.readers.serial.base import SerialReader
from msshim._src.data.readers.serial.schema import Schema
from msshim._src.data.sampler_base import Shuffle
from msshim._src.data.tree import operations as transforms
from msshim._src.data.tree.reading import DeserializedDataset
from msshim._src.data.weighted import PKSampler, WeightedRandomSampler

Node = dict[str, Any]
NODES = {
    **{f"{name}Dataset": f"{name}Node" for name in ("UDPOS", "CoNLL2000", "EMnist", "FakeImage", "YesNo")},
    "GTZANDataset": "kGTZANNode",
}
"""The readers that have another name in JSON."""
_IN_PYTHON = ("Caltech101Dataset", "Flowers102Dataset", "SBDataset", "SVHNDataset")
_WITHOUT_QUEUE = ("LFWDataset", "LSUNDataset", "OmniglotDataset", "RenderedSST2Dataset")
LEVELS = {
    Shuffle.FALSE: 0, Shuffle.FILES: 1, Shuffle.GLOBAL: 2, Shuffle.INFILE: 3, Shuffle.PARTIAL: 4, Shuffle.ADAPTIVE: 5,
}  # fmt: skip


def described(dataset: Dataset) -> Node:
    """What `to_json` gives for a pipeline."""
    if isinstance(dataset, DeserializedDataset):
        return described(dataset.made)
    if type(dataset).__name__ in _IN_PYTHON:
        return {**_source(dataset), "op_type": "GeneratorDataset", "children": []}
    for kind, (name, say) in _KINDS.items():
        if isinstance(dataset, kind):
            children = [described(child) for child in dataset.children]
            own = type(dataset).__name__
            return {**say(dataset), "op_type": name or NODES.get(own, own), "children": children}
    raise RuntimeError(f"A {type(dataset).__name__} has no form as JSON.")


def _workers(dataset: Any) -> Node:
    return {
        "connector_queue_size": config.get_prefetch_size(),
        "num_parallel_workers": dataset.num_parallel_workers or config.workers(),
    }


def _source(dataset: Any) -> Node:
    return {**_workers(dataset), "num_parallel_workers": dataset.num_parallel_workers or 1}


def _map(dataset: Any) -> Node:
    inputs = dataset._inputs or []
    return {
        **_workers(dataset), "callback": [], "input_columns": inputs, "output_columns": dataset._outputs or inputs,
        "operations": transforms.described(dataset.operations),
    }  # fmt: skip


def _batch(dataset: Any) -> Node:
    found = {
        **_workers(dataset), "batch_size": 1 if callable(dataset.batch_size) else dataset.batch_size,
        "drop_remainder": dataset.drop_remainder, "input_columns": dataset._inputs or [],
        "output_columns": dataset._outputs or [],
    }  # fmt: skip
    return found if dataset.per_batch_map is None else {**found, "per_batch_map": "pyfunc"}


def _filter(dataset: Any) -> Node:
    return {
        "input_columns": dataset.input_columns or [], "predicate": "pyfunc",
        "num_parallel_workers": dataset.num_parallel_workers or config.workers(),
    }  # fmt: skip


def _concat(dataset: Any) -> Node:
    sizes = [child.get_dataset_size() for child in dataset.children]
    known = [
        0 if isinstance(one, sources.GeneratorDataset) and not hasattr(one.source, "__getitem__") else size
        for one, size in zip(dataset.children, sizes, strict=True)
    ]
    kinds = [int(not isinstance(child, sources.MappableDataset)) for child in dataset.children]
    return {
        "children_flag_and_nums": [list(pair) for pair in zip(kinds, known, strict=True)], "children_sizes": sizes,
        "children_start_end_index": [[-1, -1] for _ in sizes],
        "sampler": sampler(samplers.SequentialSampler()),
    }  # fmt: skip


def _serial(dataset: Any) -> Node:
    name = type(dataset).__name__
    own = {key: value for key, value in dataset._own.items() if key not in _LEFT_OUT.get(name, ())}
    if name == "CLUEDataset":
        own["dataset_dir"] = own.pop("dataset_files")
    elif name == "TFRecordDataset":
        own |= {"shuffle_global": dataset.shuffle_flag == 2, "shuffle_files": dataset.shuffle_flag in (1, 2)}
        own |= _schema(own.pop("schema"), dataset.num_samples)
    if "dataset_files" in own:
        own["dataset_files"] = sorted(own["dataset_files"])
    shared = {"num_samples": dataset.num_samples, "num_shards": dataset.num_shards, "shard_id": dataset.shard_id}
    return {**_workers(dataset), **_plain(own), **shared, "shuffle": dataset.shuffle_flag}


def _schema(schema: Any, count: int) -> Node:
    if not isinstance(schema, Schema):
        return {"schema_file_path": schema or ""}
    found = {**schema.described(), "datasetType": "TF", "numRows": count}
    return {"schema_json_string": {key: value for key, value in found.items() if value != 0}}


def _mappable(dataset: Any) -> Node:
    name = type(dataset).__name__
    own = {key: value for key, value in dataset._own.items() if key not in ("decrypt", *_LEFT_OUT.get(name, ()))}
    for key, value in _EMPTY.items():
        if key in own and own[key] is None:
            own[key] = value
    if isinstance(own.get("extensions"), list):
        own["extensions"] = sorted(own["extensions"])
    shared = _workers(dataset)
    if name in _WITHOUT_QUEUE:
        del shared["connector_queue_size"]
    return {**shared, **_plain(own), **_MORE.get(name, {}), "sampler": sampler(dataset.sampler)}


_LEFT_OUT = {"CSVDataset": ("column_defaults",), "Multi30kDataset": ("usage",)}
_EMPTY: Node = {"extensions": [], "class_indexing": {}, "classes": []}
_MORE: Node = {"ImageFolderDataset": {"recursive": False}}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_plain(one) for one in value]
    return value.item() if isinstance(value, np.generic) else value


def sampler(given: Any) -> Node:
    """A sampler, and the one that picks first. Raises RuntimeError for one of a program."""
    for kind, say in _SAMPLERS.items():
        if isinstance(given, kind):
            found = {**say(given), "sampler_name": kind.__name__, "num_samples": given.num_samples or 0}
            child = given.child_sampler
            return found if child is None else {**found, "child_sampler": [sampler(child)]}
    raise RuntimeError(f"A sampler of a program has no form as JSON: {given!r}.")


_SAMPLERS: dict[type[Any], Callable[[Any], Node]] = {
    samplers.SequentialSampler: lambda one: {"start_index": one.start_index},
    samplers.RandomSampler: lambda one: {
        "replacement": one.replacement, "reshuffle_each_epoch": one.reshuffle_each_epoch,
        "shuffle_mode": LEVELS[one.shuffle],
    },
    samplers.SubsetRandomSampler: lambda one: {"indices": _plain(one.indices)},
    samplers.SubsetSampler: lambda one: {"indices": _plain(one.indices)},
    samplers.DistributedSampler: lambda one: {
        "num_shards": one.num_shards, "shard_id": one.shard_id, "shuffle_mode": LEVELS[one.shuffle],
        "offset": one.offset, "seed": one.seed + 1, "even_dist": True,
    },
    PKSampler: lambda one: {"num_val": one.num_val, "shuffle": bool(one.shuffle)},
    WeightedRandomSampler: lambda one: {"weights": _plain(one.weights), "replacement": one.replacement},
}  # fmt: skip
_KINDS: dict[type, tuple[str, Callable[[Any], Node]]] = {
    SerialReader: ("", _serial),
    Reader: ("", _mappable),
    MindDataset: ("MindDataDataset", _workers),
    sources.GeneratorDataset: ("GeneratorDataset", _source),
    maps.MapDataset: ("Map", _map),
    batches.BatchDataset: ("Batch", _batch),
    buckets.BucketBatchByLengthDataset: ("BucketBatchByLength", _workers),
    operations.SyncWaitDataset: ("SyncWait", _workers),
    operations.ShuffleDataset: (
        "Shuffle", lambda one: {"buffer_size": one.buffer_size, "reset_each_epoch": one.reshuffle_each_epoch}
    ),
    operations.RepeatDataset: ("Repeat", lambda one: {"count": one.count}),
    operations.SkipDataset: ("Skip", lambda one: {"count": one.count}),
    operations.TakeDataset: ("Take", lambda one: {"count": one.count}),
    operations.FilterDataset: ("Filter", _filter),
    operations.ZipDataset: ("Zip", _workers),
    concat.ConcatDataset: ("Concat", _concat),
    operations.RenameDataset: ("Rename", lambda one: {"input_columns": one._old, "output_columns": one._new}),
    operations.ProjectDataset: ("Project", lambda one: {"columns": one.columns}),
}  # fmt: skip
