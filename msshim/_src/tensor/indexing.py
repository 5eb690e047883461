"""MindSpore's indexing of tensors, as functions of torch tensors.

Basic indices give views, as in torch. What differs from torch: negative steps, ints beside index tensors,
nested lists as tuples, which types are taken, and the exception classes. Handles have been replaced by
their torch tensors before these functions are called. Source: measured on mindspore 2.10.
"""

from __future__ import annotations

import operator
from types import EllipsisType, NoneType
from typing import Any

import numpy as np
import torch

_SIGNED = (torch.int8, torch.int16, torch.int32, torch.int64)


def is_plain(index: Any) -> bool:
    """Whether torch does with the index what MindSpore does: an int, forward slice, None, '...', or a tuple."""
    kind = type(index)
    if kind is slice:
        start, stop, step = index.start, index.stop, index.step
        bounds = (start is None or type(start) is int) and (stop is None or type(stop) is int)
        return bounds and (step is None or (type(step) is int and step > 0))
    if kind is tuple:
        return all(map(is_plain, index)) and not (... in index and index.count(...) > 1)
    return kind is int or index is None or index is ...


def getitem(t: torch.Tensor, index: Any, plain: bool = False) -> torch.Tensor:
    """``t[index]``: a view for basic indices, else a copy; `plain` says that `is_plain(index)`.

    Raises:
        IndexError: `index` is out of range, of a type that MindSpore does not take, False, or an empty list.
        TypeError: A list or tuple holds something that is no index, or an int indexes a 0-d tensor.
        ValueError: A step is 0, a mask does not fit, or a 0-d tensor is indexed otherwise.
        RuntimeError: The bounds of a slice are no ints.
    """
    try:
        if plain:
            return t[index]
        items = _items(t, index)
        if _selects_nothing(index, items):
            raise IndexError(f"A tensor index must not be False or an empty list, but got {index!r}.")
        t, items, _ = _forward(t, items)
        return t[items]
    except IndexError as error:
        if t.ndim or index is False:
            raise
        kind = TypeError if isinstance(index, int) else ValueError
        raise kind(f"A 0-d tensor can not be indexed with {index!r}.") from error


def setitem(t: torch.Tensor, index: Any, value: Any) -> None:
    """``t[index] = value``, the value cast to the dtype of `t` and broadcast. False and ``[]`` select nothing.

    Raises:
        IndexError: As for `getitem`, or `value` is of a type that MindSpore does not take.
        TypeError: As for `getitem`, or `value` is None or a numpy array, or a 0-d tensor has no such item.
        ValueError: `value` does not broadcast, or as for `getitem`.
    """
    source = _value(t, value)
    try:
        items = _items(t, index)
        if _selects_nothing(index, items):
            if t.ndim or not isinstance(index, list):
                return
            raise IndexError("a 0-d tensor has no items")
        forward, items, axes = _forward(t, items)
        forward[items] = source
    except IndexError as error:
        if t.ndim:
            raise
        raise TypeError(f"A 0-d tensor has no item {index!r}.") from error
    except RuntimeError as error:
        if "shape" not in str(error) and "size" not in str(error):
            raise
        raise ValueError(f"For 'Tensor.__setitem__', 'value' must broadcast to the item: {error}") from error
    if axes:
        t.copy_(forward.flip(axes))


def _items(t: torch.Tensor, index: Any) -> tuple[Any, ...]:
    """The index as a tuple of what torch takes. False stays, for `_selects_nothing`."""
    if isinstance(index, list) and not all(isinstance(item, int) for item in index):
        index = tuple(index)
    if not isinstance(index, tuple):
        if not isinstance(index, (int, slice, list, torch.Tensor, EllipsisType, NoneType)):
            raise IndexError(
                "A tensor index must be an int, slice, '...', None, bool, Tensor, list or tuple, "
                f"but got {index!r} of type {type(index).__name__}."
            )
        if isinstance(index, torch.Tensor) and index.dtype is torch.bool and t.shape[: index.ndim] != index.shape:
            raise ValueError(f"A mask must have the shape {tuple(t.shape)}, but got {tuple(index.shape)}.")
        index = (index,)
    items = tuple(_item(item) for item in index)
    if sum(item is ... for item in items) > 1:
        raise IndexError(f"An index can hold one '...' only, but got {index!r}.")
    if any(isinstance(item, torch.Tensor) and item.ndim for item in items):
        # torch would apply ints and 0-d tensors first; MindSpore and numpy broadcast them with the index tensors.
        items = tuple(_as_vector(item) for item in items)
    return items


def _as_vector(item: Any) -> Any:
    if type(item) is int:
        return torch.tensor([item])
    return item.reshape(1) if isinstance(item, torch.Tensor) and not item.ndim else item


def _item(item: Any) -> Any:
    if item is None or item is ... or type(item) is int:
        return item
    if isinstance(item, bool):
        return None if item else item
    if isinstance(item, int):
        return int(item)
    if isinstance(item, slice):
        return _slice(item)
    if isinstance(item, (list, tuple)):
        item = torch.tensor(item) if len(item) else torch.tensor(item, dtype=torch.int64)
        if item.dtype not in (torch.bool, torch.int64):
            raise TypeError(f"A list in a tensor index must hold ints or bools, but got {item.tolist()}.")
        return item
    if isinstance(item, torch.Tensor):
        if item.dtype in _SIGNED:
            return item.long()
        if item.dtype is not torch.bool:
            raise IndexError(f"An index tensor must be of a signed integer type or bool, but got {item.dtype}.")
        return item
    raise TypeError(
        "A tuple index must hold ints, slices, '...', None, bools, Tensors or lists, "
        f"but got {item!r} of type {type(item).__name__}."
    )


def _slice(item: slice) -> slice:
    bounds = (item.start, item.stop, item.step)
    for bound in bounds:
        if not (bound is None or isinstance(bound, (int, torch.Tensor))):
            raise RuntimeError(f"The bounds of a slice must be ints, Tensors or None, but got {bound!r}.")
    if item.step is not None and item.step == 0:
        raise ValueError("The step of a slice must not be 0.")
    return slice(*(operator.index(bound) if isinstance(bound, torch.Tensor) else bound for bound in bounds))


def _selects_nothing(index: Any, items: tuple[Any, ...]) -> bool:
    return any(item is False for item in items) or (isinstance(index, list) and not index)


def _forward(t: torch.Tensor, items: tuple[Any, ...]) -> tuple[torch.Tensor, tuple[Any, ...], list[int]]:
    """`t` flipped along each axis that is walked backwards, the items for it, and those axes."""
    if not any(isinstance(item, slice) and item.step is not None and item.step < 0 for item in items):
        return t, items, []
    used = [item.ndim if isinstance(item, torch.Tensor) and item.dtype is torch.bool else 1 for item in items]
    used = [0 if item is None or item is ... else count for item, count in zip(items, used, strict=True)]
    axis, axes, forward = 0, [], list(items)
    for position, item in enumerate(items):
        if item is ...:
            axis += t.ndim - sum(used)
        elif isinstance(item, slice) and item.step is not None and item.step < 0 and axis < t.ndim:
            start, stop, step = item.indices(t.shape[axis])
            first = t.shape[axis] - 1 - start
            count = len(range(start, stop, step))
            forward[position] = slice(first, first - count * step, -step) if count else slice(0, 0)
            axes.append(axis)
        axis += used[position]
    return t.flip(axes), tuple(forward), axes


def _value(t: torch.Tensor, value: Any) -> torch.Tensor:
    """The assigned value in the dtype of `t`, cast as C casts."""
    if isinstance(value, (int, float)):
        if isinstance(value, int) and value.bit_length() > 63:
            raise RuntimeError(f"For 'Tensor.__setitem__', an int 'value' must fit int64, but got {value}.")
        value = torch.tensor(value, dtype=torch.float64 if isinstance(value, float) else None)
    elif isinstance(value, (list, tuple)):
        array = np.array(value)
        if array.dtype.kind not in "biufc":
            raise TypeError(f"For 'Tensor.__setitem__', 'value' must hold numbers, but got {value!r}.")
        value = torch.from_numpy(array)
    elif value is None or isinstance(value, np.ndarray):
        raise TypeError(
            "For 'Tensor.__setitem__', 'value' must be a number, Tensor, list or tuple, "
            f"but got {value!r} of type {type(value).__name__}."
        )
    elif not isinstance(value, torch.Tensor):
        raise IndexError(
            "For 'Tensor.__setitem__', 'value' must be a number, Tensor, list or tuple, "
            f"but got {value!r} of type {type(value).__name__}."
        )
    if _share_memory(value, t):
        value = value.clone()  # x[1:] = x[:-1] moves what was there before
    return cast(value, t.dtype).to(t.device)


def _share_memory(a: torch.Tensor, b: torch.Tensor) -> bool:
    if torch.compiler.is_compiling():
        return False  # a compiled graph keeps values apart by itself
    return a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()


def cast(t: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    """`t` in `dtype`; of a complex number the real part, without torch's warning."""
    if t.is_complex() and not dtype.is_complex and dtype is not torch.bool:
        t = t.real.contiguous()
    return t.to(dtype)
