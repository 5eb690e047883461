"""What `Model` takes for data: any iterable of batches, or what has MindSpore's iterators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from msshim.core.tensor import Tensor


def size(dataset: Any) -> int:
    """The number of batches; -1 where the dataset does not know."""
    if hasattr(dataset, "get_dataset_size"):
        return int(dataset.get_dataset_size())
    return len(dataset) if hasattr(dataset, "__len__") else -1


def epochs(dataset: Any) -> Any:
    """What each `for` takes one epoch of; of MindSpore's datasets one iterator, whose order goes on over the epochs."""
    return dataset.create_tuple_iterator() if hasattr(dataset, "create_tuple_iterator") else dataset


def batches(items: Any) -> Iterator[tuple[Any, ...]]:
    """Each batch of an epoch as a tuple of Tensors."""
    for item in items:
        columns = item.values() if isinstance(item, dict) else item if isinstance(item, (tuple, list)) else (item,)
        yield tuple(Tensor(column) if isinstance(column, (np.ndarray, torch.Tensor)) else column for column in columns)


def reset(dataset: Any) -> None:
    """Start the dataset anew, where it has a way."""
    if hasattr(dataset, "reset"):
        dataset.reset()
