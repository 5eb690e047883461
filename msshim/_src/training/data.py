"""What `Model` takes for data: any iterable of batches, or what has MindSpore's iterators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from msshim._src.tensor.tensor import Tensor


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


class DatasetHelper:
    """The batches of a dataset as tuples of Tensors; each `for` over it is one epoch.

    Args:
        dataset: A dataset, or any iterable of batches.
        dataset_sink_mode: No effect; there is no queue on a device.
        sink_size: Kept; -1 for the dataset's size.
        epoch_num: How many epochs will be asked for.

    Raises:
        TypeError: An argument is of another type.
    """

    def __init__(self, dataset: Any, dataset_sink_mode: bool = True, sink_size: int = -1, epoch_num: int = 1) -> None:
        if not isinstance(dataset_sink_mode, bool):
            raise TypeError(f"For 'DatasetHelper', 'dataset_sink_mode' must be a bool, but got {dataset_sink_mode!r}.")
        if not isinstance(sink_size, int):
            raise TypeError(f"For 'DatasetHelper', the 'sink_size' must be an int, but got {sink_size!r}.")
        if sink_size < -1 or sink_size == 0:
            raise ValueError(f"For 'DatasetHelper', the 'sink_size' must be -1 or positive, but got {sink_size}.")
        self._dataset, self._items = dataset, epochs(dataset)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return batches(self._items)

    def sink_size(self) -> int:
        """The steps of one call of a network: 1, for data are not sent ahead."""
        return 1

    def types_shapes(self) -> tuple[Any, Any]:
        """The dtypes and shapes of the columns, of a dataset of MindSpore's kind."""
        return self._dataset.output_types(), self._dataset.output_shapes()

    def stop_send(self) -> None:
        """No data are sent ahead, so there is nothing to stop."""

    release = continue_send = stop_send
