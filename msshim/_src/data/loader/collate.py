"""How a DataLoader makes a batch of items. Source: mindspore.dataset.dataloader of 2.10."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, MutableMapping, MutableSequence, Sequence
from typing import Any

import numpy as np
from torch.utils.data._utils import collate

from msshim._src.tensor import dtype
from msshim._src.tensor.tensor import Tensor


def _plain(array: np.ndarray[Any, Any]) -> bool:
    """Whether a Tensor can be made of an array."""
    return array.dtype.kind not in "SUO"


def _arrays(batch: list[Any], *, collate_fn_map: Any = None) -> Any:
    if not _plain(batch[0]):
        raise TypeError(f"A batch must be of numbers, but its arrays have the dtype {batch[0].dtype}.")
    return Tensor(np.stack(batch))


def _tensors(batch: list[Any], *, collate_fn_map: Any = None) -> Any:
    return Tensor(np.stack([one.asnumpy() for one in batch]))


def _numbers(batch: list[Any], *, collate_fn_map: Any = None) -> Any:
    return Tensor(batch)


def _floats(batch: list[Any], *, collate_fn_map: Any = None) -> Any:
    return Tensor(batch, dtype=dtype.float64)


def _texts(batch: list[Any], *, collate_fn_map: Any = None) -> Any:
    return batch


_COLLATE: dict[Any, Callable[..., Any]] = {
    Tensor: _tensors,
    np.ndarray: _arrays,
    (np.bool_, np.number, np.object_): _numbers,
    float: _floats,
    int: _numbers,
    str: _texts,
    bytes: _texts,
}


def default_collate(batch: list[Any]) -> Any:
    """Items as a batch: numbers, arrays and Tensors as one Tensor, texts as a list, dicts and lists item by item.

    Raises:
        TypeError: An item is none of these.
        RuntimeError: Lists of different lengths.
    """
    return collate.collate(batch, collate_fn_map=_COLLATE)


def default_convert(data: Any) -> Any:
    """numpy's arrays and numbers as Tensors, in dicts, lists and tuples, too; all else as it is."""
    if isinstance(data, (np.number, np.bool_)) or (isinstance(data, np.ndarray) and _plain(data)):
        return Tensor(data) if isinstance(data, np.generic) else Tensor.from_numpy(data)
    if isinstance(data, Mapping):
        return _again(data, {key: default_convert(data[key]) for key in data}, MutableMapping)
    if isinstance(data, tuple):
        found = [default_convert(one) for one in data]
        return type(data)(*found) if hasattr(data, "_fields") else found
    if isinstance(data, Sequence) and not isinstance(data, (str, bytes)):
        return _again(data, [default_convert(one) for one in data], MutableSequence)
    return data


def _again(data: Any, found: Any, mutable: type) -> Any:
    """What was found as the kind that the data is, if that can be made."""
    try:
        if not isinstance(data, mutable):
            return type(data)(found)
        clone = copy.copy(data)
        for key in found if isinstance(found, dict) else range(len(found)):
            clone[key] = found[key]  # type: ignore[index]
        return clone
    except TypeError:
        return found
