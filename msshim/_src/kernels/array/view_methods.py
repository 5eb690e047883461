"""Methods that look at the same elements in another shape, dtype or place. Source: MindSpore 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.runtime import device
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.axes import axes_of, axis_of, sizes_of
from msshim._src.tensor.dtype import Type, dtype_to_torch
from msshim._src.tensor.indexing import cast
from msshim._src.tensor.tensor import Tensor


def reshape(input: torch.Tensor, shape: Any) -> torch.Tensor:
    """Another shape: ints, a tuple, a list or a Tensor; one size may be -1."""
    return input.reshape(sizes_of("reshape", shape))


def view(input: torch.Tensor, *shape: Any, **named: Any) -> torch.Tensor:
    """As `reshape`; with a dtype, the same bytes read as that dtype."""
    shape = shape or tuple(named.values())
    if len(shape) == 1 and isinstance(shape[0], torch.dtype):
        return input.view(shape[0])
    return reshape(input, shape)


def _permuted(name: str, t: torch.Tensor, axes: list[int]) -> torch.Tensor:
    axes = axes or list(range(t.ndim))[::-1]
    if len(axes) != t.ndim:
        raise ValueError(f"For '{name}', there must be {t.ndim} axes, one for each, but got {axes}.")
    try:
        return t.permute(axes)
    except (IndexError, RuntimeError):
        for axis in axes:
            axis_of(name, axis, t.ndim)
        raise


def transpose(input: torch.Tensor, *axes: Any, **named: Any) -> torch.Tensor:
    """The axes in the order given, reversed if none is; with two ints, those two swapped."""
    axes = (*axes, *named.values())
    if named and len(axes) != 2:
        raise TypeError(f"For 'transpose', 'dim0' and 'dim1' must both be given, but got {', '.join(named)}.")
    if axes in ((), (None,)):
        return input.permute(tuple(range(input.ndim))[::-1])
    if len(axes) == 2:
        first, second = axes
        return input.transpose(axis_of("transpose", first, input.ndim), axis_of("transpose", second, input.ndim))
    return _permuted("transpose", input, sizes_of("transpose", axes))


def permute(input: torch.Tensor, *dims: Any, **named: Any) -> torch.Tensor:
    """The axes in the order given; reversed, if none is."""
    dims = dims or tuple(named.values())
    return _permuted("permute", input, [] if dims in ((), (None,)) else sizes_of("permute", dims))


def swapaxes(input: torch.Tensor, axis0: int, axis1: int) -> torch.Tensor:
    """Two axes swapped."""
    return input.transpose(axis_of("swapaxes", axis0, input.ndim), axis_of("swapaxes", axis1, input.ndim))


def flatten(input: torch.Tensor, order: Any = "C", *sizes: int, start_dim: int = 0, end_dim: int = -1) -> torch.Tensor:
    """The axes from `start_dim` to `end_dim` as one, in C or F order; the two may also come by position."""
    if sizes and not isinstance(order, int):
        raise TypeError(f"For 'flatten', after 'order' the axes must go by name, but got {sizes}.")
    if isinstance(order, int):
        order, start_dim, end_dim = "C", order, sizes[0] if sizes else end_dim
    if order not in ("C", "F"):
        raise ValueError(f"For 'flatten', 'order' must be 'C' or 'F', but got {order!r}.")
    t = input if order == "C" else input.permute(list(range(input.ndim))[::-1])
    return t.flatten(axis_of("flatten", start_dim, t.ndim), axis_of("flatten", end_dim, t.ndim))


def squeeze(input: torch.Tensor, *axis: Any, **named: Any) -> torch.Tensor:
    """Without the axes of size 1: all, or those given."""
    given = axis or tuple(named.values())
    if not given or given[0] is None or not input.ndim:
        return input.squeeze()
    return input.squeeze(axes_of("squeeze", given[0] if len(given) == 1 else given, input.ndim))


def expand_dims(input: torch.Tensor, axis: int) -> torch.Tensor:
    """A new axis of size 1 at `axis`."""
    return input.unsqueeze(axis_of("expand_dims", axis, input.ndim + 1))


def unsqueeze(input: torch.Tensor, dim: int) -> torch.Tensor:
    """A new axis of size 1 at `dim`."""
    return input.unsqueeze(axis_of("unsqueeze", dim, input.ndim + 1))


def to(input: torch.Tensor, *given: Any, **named: Any) -> torch.Tensor:
    """In a dtype, on a device, or as another tensor has both."""
    wanted: dict[str, Any] = {"non_blocking": False, "copy": False, **named}
    for value in given:
        if isinstance(value, torch.Tensor):
            wanted["other"] = value
        elif isinstance(value, torch.dtype):
            wanted["dtype"] = value
        elif isinstance(value, str):
            wanted["device"] = value
        elif not isinstance(value, bool):
            raise TypeError(f"For 'to', the arguments must be a dtype, a device or a tensor, but got {value!r}.")
    other = wanted.get("other")
    if other is not None and {"dtype", "device"} & wanted.keys():
        raise TypeError("For 'to', 'other' must be alone, but got a dtype or device, too.")
    dtype = other.dtype if isinstance(other, torch.Tensor) else wanted.get("dtype")
    result = input if dtype is None else cast(input, dtype)
    if wanted.get("device") is not None:
        result = move_to(result, wanted["device"], not wanted["non_blocking"])
    return result.clone() if wanted["copy"] and result is input else result


def move_to(input: torch.Tensor, to: str, blocking: bool) -> torch.Tensor:
    """On another device: "CPU", "GPU" or "Ascend", with a number such as "GPU:1" where there are several."""
    if not isinstance(blocking, bool):
        raise ValueError(f"For 'move_to', 'blocking' must be a bool, but got {blocking!r}.")
    target, _, number = str(to).partition(":")
    if not isinstance(to, str) or target not in device.TARGETS or not (number or "0").isdecimal():
        raise ValueError(f"For 'move_to', 'to' must be one of {list(device.TARGETS)} with a number, but got {to!r}.")
    return input.to(device.of(target, int(number) if number else None), non_blocking=not blocking)


def fill(input: torch.Tensor, value: Any) -> torch.Tensor:
    """A new tensor of this shape and dtype, full of `value`."""
    if value is None:
        raise TypeError("For 'fill', 'value' must be a number, but got None.")
    return torch.full_like(input, value)


def itemset(input: torch.Tensor, args: Any) -> torch.Tensor:
    """A copy with one element changed: ``(value,)``, ``(place, value)`` with a flat place or one for each axis."""
    *place, value = args
    if len(place) > 1:
        raise ValueError(f"For 'itemset', there must be a value, or a place and a value, but got {args!r}.")
    if not place and input.numel() != 1:
        raise IndexError("For 'itemset', the place must be given where there is more than one element.")
    found = input.clone(memory_format=torch.contiguous_format)
    at = place[0] if place else 0
    if not isinstance(at, (int, tuple)):
        raise TypeError(f"For 'itemset', the place must be an int or some ints, but got {at!r}.")
    try:
        if isinstance(at, tuple):
            found[at] = value
        else:
            found.reshape(-1)[at] = value
    except IndexError as error:
        raise IndexError(f"For 'itemset', the place {at!r} does not fit: {error}") from None
    return found


def get_bytes(input: torch.Tensor) -> bytes:
    """The bytes of the elements in order."""
    return input.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy().tobytes()


def set_const_arg(self: Tensor, const_arg: bool = True) -> Tensor:
    """The Tensor itself, whose `const_arg` says what it says; torch.compile knows constants without it.

    Raises:
        TypeError: `const_arg` is no bool.
    """
    if not isinstance(const_arg, bool):
        raise TypeError(f"For 'set_const_arg', 'const_arg' must be a bool, but got {const_arg!r}.")
    self.const_arg = const_arg
    return self


def flush_from_cache(input: torch.Tensor) -> None:
    """Nothing: there is no cache of a parameter server."""


def is_init(input: torch.Tensor) -> bool:
    """False: what MindSpore's own loader marks does not exist here."""
    return False


def astype(input: torch.Tensor, dtype: Any, copy: bool) -> torch.Tensor:
    """In a dtype, or one given by its name or as a numpy or Python type; the same memory if `copy` is false."""
    if isinstance(dtype, str):
        if dtype.lower() not in _NAMED:
            raise TypeError(f"For 'astype', 'dtype' must be the name of a dtype, but got {dtype!r}.")
        dtype = _NAMED[dtype.lower()]
    elif isinstance(dtype, type):
        dtype = mstype.pytype_to_dtype(dtype)
    held = dtype if isinstance(dtype, torch.dtype) else dtype_to_torch(dtype)
    return cast(input, held)


_NAMED: dict[str, Type] = {
    **{name: getattr(mstype, name) for name in mstype.__all__ if isinstance(getattr(mstype, name), Type)},
    "bool": mstype.bool_,
    "int": mstype.int64,
    "float": mstype.float64,
}
