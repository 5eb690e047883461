"""What a DataLoader reads. Source: mindspore.dataset.dataloader of 2.10."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import torch.utils.data

from msshim._src.tensor.tensor import Tensor

T = TypeVar("T", covariant=True)


class Dataset(torch.utils.data.Dataset[T]):
    """The base of datasets whose items have numbers: subclasses have `__getitem__`, and `__len__`."""

    def __init__(self) -> None:
        pass

    def __getitem__(self, index: int) -> T:
        raise NotImplementedError(f"{type(self).__name__} must have a __getitem__ that gives the item of a number.")


class IterableDataset(Dataset[T], torch.utils.data.IterableDataset[T]):
    """The base of datasets that are iterated over: subclasses have `__iter__`."""

    def __iter__(self) -> Iterator[T]:
        raise NotImplementedError(f"{type(self).__name__} must have an __iter__ that gives the items.")


class TensorDataset(Dataset[tuple[Tensor, ...]]):
    """The items of Tensors along their first axis, side by side.

    Raises:
        ValueError: Their first axes have different sizes.
    """

    def __init__(self, *tensors: Tensor) -> None:
        super().__init__()
        sizes = [tensor.shape[0] for tensor in tensors]
        if len(set(sizes)) > 1:
            raise ValueError(f"The 'tensors' must have one size along the first axis, but got {sizes}.")
        self.tensors = tensors

    def __getitem__(self, index: int) -> tuple[Any, ...]:
        return tuple(tensor[index] for tensor in self.tensors)

    def __len__(self) -> int:
        return int(self.tensors[0].shape[0])
