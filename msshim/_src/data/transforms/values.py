"""What the transforms of one value compute, of any array. Source: mindspore.dataset.transforms of 2.10."""

from __future__ import annotations

import operator as op
from collections.abc import Sequence
from typing import Any

import numpy as np

from msshim._src.data.kinds import Relational
from msshim._src.tensor.dtype import dtype_to_nptype

_COMPARED = {
    Relational.EQ: op.eq,
    Relational.NE: op.ne,
    Relational.GT: op.gt,
    Relational.GE: op.ge,
    Relational.LT: op.lt,
    Relational.LE: op.le,
}


def _text(array: Any) -> bool:
    return array.dtype.kind in "US"


def _kind(value: Any) -> str:
    """What goes together: texts, bytes, or numbers."""
    kind = np.asarray(value).dtype.kind
    return kind if kind in "US" else "number"


def cast(array: Any, data_type: str) -> Any:
    """The value in another dtype."""
    if array.dtype.kind == "U" and data_type == "string":
        return array
    if _text(array) or data_type in ("string", "bytes"):
        raise ValueError(f"{array.dtype} can not become {data_type}.")
    return array.astype(data_type)


def one_hot(label: Any, num_classes: int, smoothing_rate: float = 0.0) -> Any:
    """A row of zeros with a one where the label says; smoothed, a part of it is spread over all."""
    labels = label.squeeze()
    if labels.ndim > 1:
        raise ValueError(f"there must be one label for each row, but the shape is {label.shape}.")
    if labels.dtype.kind not in "iu" or (labels >= num_classes).any() or (labels < 0).any():
        raise ValueError(f"the label must be an int in [0, {num_classes}), but got {label!r}.")
    found = np.eye(num_classes, dtype=labels.dtype)[labels]
    return found * (1 - smoothing_rate) + smoothing_rate / num_classes if smoothing_rate else found


def fill(array: Any, fill_value: Any) -> Any:
    """An array of the same shape and dtype with one value."""
    if _kind(fill_value) != _kind(array) or array.dtype == np.float16:
        raise ValueError(f"{fill_value!r} does not fit an array of {array.dtype}.")
    value = np.asarray(fill_value)
    return np.full(array.shape, value if _text(array) else value.astype(array.dtype))


def mask(array: Any, operator: Relational, constant: Any, dtype: Any) -> Any:
    """Where a comparison with a constant is true."""
    if isinstance(constant, (str, bytes)) != _text(array):
        raise ValueError(f"{constant!r} can not be compared with {array.dtype}.")
    other = np.asarray(constant)
    array = array.astype(str) if array.dtype.kind == "S" and other.dtype.kind == "U" else array
    return _COMPARED[operator](array, other if _text(array) else other.astype(array.dtype)).astype(
        dtype_to_nptype(dtype)
    )


def pad_end(array: Any, pad_shape: Sequence[int | None], pad_value: Any = None) -> Any:
    """The array cut or filled up at its ends to a shape; None leaves an axis."""
    value = np.zeros((), array.dtype)[()] if pad_value is None else pad_value
    if _kind(value) != _kind(array):
        raise ValueError(f"{value!r} does not fit an array of {array.dtype}.")
    if array.ndim == 0:
        return array
    if len(pad_shape) != array.ndim:
        raise ValueError(f"the shape {list(pad_shape)} has another rank than {array.shape}.")
    shape = [have if wanted is None else wanted for have, wanted in zip(array.shape, pad_shape, strict=True)]
    dtype = np.promote_types(array.dtype, np.asarray(value).dtype) if _text(array) else array.dtype
    found = np.full(shape, np.asarray(value) if _text(array) else np.asarray(np.float32(value)).astype(dtype), dtype)
    inside = tuple(slice(min(*pair)) for pair in zip(shape, array.shape, strict=True))
    found[inside] = array[inside]
    return found


def part(array: Any, slices: Sequence[Any]) -> Any:
    """What slices, ints and lists of ints take; an int keeps its axis, and axes without one stay whole."""
    if not array.ndim:
        raise ValueError("a scalar can not be sliced.")
    if len(slices) > array.ndim:
        raise ValueError(f"there are {len(slices)} slices for {array.ndim} axes.")
    for axis, one in enumerate(slices):
        places = _places(one, array.shape[axis])
        array = array.take(places, axis=axis)
    return np.array(array.tolist()) if _text(array) and array.size else array


def _places(one: Any, size: int) -> list[int]:
    if one is None or one is Ellipsis or one is True:
        return list(range(size))
    if isinstance(one, slice):
        return list(range(*one.indices(size)))
    found = [one] if isinstance(one, int) and one is not False else list(one or ())
    if not found or any(not -size <= i < size for i in found):
        raise IndexError(f"{found} is not in an axis of {size}.")
    return found


def concatenate(*arrays: Any, axis: int = 0, prepend: Any = None, append: Any = None) -> Any:
    """Arrays of one axis, one after the other, with what comes before and after."""
    if any(array.ndim != 1 for array in arrays):
        raise ValueError("only arrays of one axis can be put together.")
    parts = [one for one in (prepend, *arrays, append) if one is not None]
    if len({one.dtype if not _text(one) else _kind(one) for one in parts}) > 1:
        raise ValueError(f"the dtypes {[str(one.dtype) for one in parts]} are not one.")
    return np.concatenate(parts, axis)


def duplicate(array: Any) -> Any:
    """The array twice."""
    return array, array.copy()


def unique(array: Any) -> Any:
    """The values in the order in which they come first, the place of each, and how often each comes; int32."""
    flat = array.ravel()
    values, first, inverse, counts = np.unique(flat, return_index=True, return_inverse=True, return_counts=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return values[order], rank[inverse].astype(np.int32), counts[order].astype(np.int32)
