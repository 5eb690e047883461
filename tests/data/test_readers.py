"""Readers beside MindSpore's on the same files: columns, rows, order, sizes and classes, from one seed."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import mindspore
import mindspore.dataset
import pytest
from answers import WRONG_ARGUMENTS
from rows import all_rows
from sample_files import WRITERS

import msshim
import msshim.dataset

Found = Any
"""The class that making raised, or the answers to all questions, of which a class stands for what raised it."""
SIDES = {"theirs": mindspore, "ours": msshim}
for _name in ("sample_images", "sample_matlab", "sample_recordings"):
    importlib.import_module(_name)
ROWS = {row.name: row for row in all_rows("reader") if row.name.removesuffix("Dataset") in WRITERS}
LARGE = "Cifar10Dataset", "Cifar100Dataset"
"""Files whose number of records is fixed, of which the first rows are enough."""
OPTIONS = (
    "shuffle=False",
    "shuffle=True",
    "num_samples=3",
    "num_samples=3, shuffle=False",
    "num_samples=0",
    "num_samples=1000",
    "num_shards=2, shard_id=1",
    "num_shards=3, shard_id=2, shuffle=False",
    "num_parallel_workers=1",
    "sampler=[1, 0, 1]",
    "sampler=2",
    "sampler=ds.SequentialSampler(1, 2)",
    "sampler=ds.RandomSampler(True, 4)",
    "sampler=ds.DistributedSampler(2, 0, False)",
    "sampler=ds.SubsetRandomSampler([0, 2, 1])",
    "sampler=ds.PKSampler(2)",
    "sampler=ds.PKSampler(3, shuffle=True, num_samples=4)",
    "sampler=ds.WeightedRandomSampler([0.2, 0, 1])",
    "sampler=ds.WeightedRandomSampler([0.2, 3, 1], 2, False)",
    "sampler=chained(ds.SequentialSampler(1, 2), ds.PKSampler(2))",
    "sampler=chained(ds.RandomSampler(), ds.WeightedRandomSampler([1, 2, 3], 2))",
)
"""Arguments that all readers have."""
WRONG = (
    *WRONG_ARGUMENTS,
    "shuffle=ds.Shuffle.GLOBAL",
    "sampler=[1], shuffle=True",
    "sampler=[1], num_samples=2",
    "sampler=[1], num_shards=2, shard_id=1",
    "sampler='ab'",
    "sampler=ds.PKSampler(0)",
    "sampler=ds.WeightedRandomSampler([])",
    "sampler=ds.WeightedRandomSampler([0.0])",
)


@pytest.fixture(scope="module", params=ROWS)
def collection(request, tmp_path_factory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("collection")
    WRITERS[request.param.removesuffix("Dataset")](folder)
    return request.param, folder


def chained(sampler: Any, child: Any) -> Any:
    sampler.add_child(child)
    return sampler


def make(side: str, name: str, call: str, folder: Path) -> Any:
    ds = SIDES[side].dataset
    return eval(
        f"reader({call})",
        {"reader": getattr(ds, name), "folder": str(folder), "ds": ds, "chained": chained, "Path": Path},
    )


def tried(ask: Any) -> Any:
    """What a call answers, or the class of what it raises."""
    try:
        return ask()
    except Exception as error:
        return type(error)


def spelled(value: Any) -> Any:
    return str(value.dtype), value.shape, value.tolist() if value.dtype.kind in "SU" else value.tobytes()


def epochs(made: Any, count: int = 2) -> Any:
    rows = made.create_dict_iterator(num_epochs=count, output_numpy=True)
    return [[{name: spelled(value) for name, value in row.items()} for row in rows] for _ in range(count)]


def seen(side: str, name: str, call: str, folder: Path) -> Any:
    """All that can be asked: columns, size, classes, two epochs."""
    SIDES[side].set_seed(3)
    made = tried(lambda: make(side, name, call, folder))
    if isinstance(made, type):
        return made
    if name in LARGE:
        made = made.take(20)
    asked = [made.get_col_names, made.get_dataset_size, made.get_class_indexing, made.get_batch_size]
    asked += [made.num_classes] if callable(made.num_classes) else []
    return [*(tried(ask) for ask in asked), tried(lambda: epochs(made))]


def failed(found: Found) -> Found:
    """The class that making raised, or those of asking for columns, size and rows."""
    if isinstance(found, type):
        return found
    return [one if isinstance(one, type) else None for one in (*found[:2], found[-1])]


def beside(name: str, call: str, folder: Path) -> Any:
    """What both see; msshim's is asserted to be MindSpore's."""
    ours, theirs = (seen(side, name, call, folder) for side in ("ours", "theirs"))
    assert ours == theirs, call
    return theirs


def test_calls(collection) -> None:
    name, folder = collection
    for call in ROWS[name].calls:
        assert not isinstance(beside(name, call, folder), type), call


def test_shared_options(collection) -> None:
    name, folder = collection
    first = ROWS[name].calls[0]
    for option in OPTIONS:
        beside(name, f"{first}, {option}", folder)


def test_errors(collection) -> None:
    name, folder = collection
    first = ROWS[name].calls[0]
    for call in (*ROWS[name].errors, *(f"{first}, {wrong}" for wrong in WRONG)):
        ours, theirs = (failed(seen(side, name, call, folder)) for side in ("ours", "theirs"))
        assert ours == theirs and theirs != [None] * 3, call


def test_every_reader_is_tried() -> None:
    assert {row.name for row in all_rows("reader") if ".serial." not in (row.base or "")} == set(ROWS)
