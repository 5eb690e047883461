"""What `Model` takes for data: any iterable of batches, or what has MindSpore's iterators."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
import torch

from msshim._src.data.ahead import Ahead
from msshim._src.data.placed import placing
from msshim._src.tensor.tensor import Tensor

_AHEAD = 2  # so many batches wait: one is used while the next one arrives


def size(dataset: Any) -> int:
    """The number of batches; -1 where the dataset does not know."""
    if hasattr(dataset, "get_dataset_size"):
        return int(dataset.get_dataset_size())
    return len(dataset) if hasattr(dataset, "__len__") else -1


def epochs(dataset: Any, number: int = -1) -> Any:
    """What each `for` takes one epoch of; of MindSpore's datasets one iterator, whose order goes on over `number`."""
    return dataset.create_tuple_iterator(num_epochs=number) if hasattr(dataset, "create_tuple_iterator") else dataset


def batches(items: Any) -> Iterator[tuple[Any, ...]]:
    """Each batch of an epoch as a tuple of Tensors."""
    made = placing()

    def tensor(column: Any) -> Any:
        if isinstance(column, np.ndarray):
            return made(column)
        return Tensor(column) if isinstance(column, torch.Tensor) else column

    for item in items:
        columns = item.values() if isinstance(item, dict) else item if isinstance(item, (tuple, list)) else (item,)
        yield tuple(tensor(column) for column in columns)


def ahead(dataset: Any, made: Iterator[Any]) -> Ahead[Any]:
    """The batches of a dataset, the next ones made while one is used, unless a step of the dataset waits for that."""
    waits = hasattr(dataset, "_waits") and dataset._waits()
    return Ahead(made, 0 if waits else _AHEAD)


def taken(dataset: Any, items: Any, in_advance: bool) -> AbstractContextManager[Iterator[tuple[Any, ...]]]:
    """The batches of an epoch, made ahead or when they are asked for; at the end of the context no more are made."""
    made = batches(items)
    return ahead(dataset, made) if in_advance else nullcontext(made)


def reset(dataset: Any) -> None:
    """Start the dataset anew, where it has a way."""
    if hasattr(dataset, "reset"):
        dataset.reset()
