"""All that can be asked of a pipeline, of MindSpore's and of ours, so that it can be compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mindspore
import mindspore.dataset
import numpy as np

import msshim
import msshim.dataset

THEIRS, OURS = mindspore.dataset, msshim.dataset
SEED = 3
WRONG_ARGUMENTS = (
    "num_samples=-1",
    "num_samples=1.0",
    "num_parallel_workers=0",
    "num_parallel_workers=1000",
    "num_parallel_workers=True",
    "shuffle=1",
    "num_shards=2",
    "shard_id=1",
    "num_shards=2, shard_id=2",
    "num_shards=0, shard_id=0",
    "num_shards=True, shard_id=0",
    "num_shards=2, shard_id=-1",
    "num_shards=2, shard_id=1.0",
)
"""Arguments that all readers have, and that are wrong."""
Make = Callable[[Any], Any]
"""A pipeline of a module `dataset`."""


def tried(ask: Callable[[], Any]) -> Any:
    """What a call answers, or the class of what it raises."""
    try:
        return ask()
    except Exception as error:
        return type(error)


def spelled(value: Any) -> Any:
    """A value of a row, to the bit."""
    if isinstance(value, dict):
        return {name: spelled(one) for name, one in value.items()}
    value = np.asarray(value)
    return str(value.dtype), value.shape, value.tolist() if value.dtype.kind in "SU" else value.tobytes()


def epochs(made: Any, count: int = 2) -> Any:
    """The rows of so many epochs of one iterator."""
    rows = made.create_dict_iterator(num_epochs=count, output_numpy=True)
    return [[{name: spelled(value) for name, value in row.items()} for row in rows] for _ in range(count)]


def seen(ds: Any, make: Make, seed: int = SEED) -> Any:
    """The class that making raises; or columns, size, rows and whether they are shuffled and sharded."""
    ds.config.set_seed(seed)
    made = tried(lambda: make(ds))
    if isinstance(made, type):
        return made
    asked = [made.get_col_names, made.get_dataset_size, made.get_batch_size, made.is_shuffled, made.is_sharded]
    return [*(tried(ask) for ask in asked), tried(lambda: epochs(made))]


def failure(found: Any) -> Any:
    """Of what was seen, the classes that were raised: by making, or for columns, size and rows."""
    if isinstance(found, type):
        return found
    return [one if isinstance(one, type) else None for one in (*found[:2], found[-1])]


def beside(make: Make, seed: int = SEED, what: Any = None) -> Any:
    """What MindSpore's pipeline shows; ours is asserted to show it, too. A failed one is compared by its classes."""
    ours, theirs = (seen(ds, make, seed) for ds in (OURS, THEIRS))
    failed = failure(theirs)
    if failed in ([None] * 3, None):
        assert ours == theirs, f"{what}: {ours} for {theirs}"
    else:
        assert failure(ours) == failed, f"{what}: {failure(ours)} for {failed}"
    return theirs
