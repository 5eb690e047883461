"""Max and average pooling: torch's own call, with an explicit padding only where 'same' is not symmetric.

The 1-D cells are 2-D ones with a height of 1. Windows (`window`, `step`, `pads`) are planned at construction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F

from msshim.kernels.convolution import Pairs, absorb, same

_MAX: dict[int, Callable[..., Any]] = {2: F.max_pool2d, 3: F.max_pool3d}
_AVERAGE: dict[int, Callable[..., torch.Tensor]] = {2: F.avg_pool2d, 3: F.avg_pool3d}
_MODES = ("VALID", "SAME", "PAD")


# --- arguments


def _must(cls_name: str, name: str, what: str, value: Any) -> str:
    return f"For '{cls_name}', the '{name}' must be {what}, but got {value!r} of type {type(value).__name__}."


def _axes(cls_name: str, name: str, value: Any, axes: int, least: int = 1) -> tuple[int, ...]:
    """One int an axis. TypeError unless int or tuple (int alone where there is one axis), ValueError for bad ones."""
    kinds: tuple[type, ...] = (int,) if axes == 1 and least == 1 else (int, tuple) if least == 1 else (int, tuple, list)
    what = f"an int of at least {least}" + (f" or a tuple of {axes}" if tuple in kinds else "")
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise TypeError(_must(cls_name, name, what, value))
    items = tuple(value) if isinstance(value, (tuple, list)) else (value,)
    items = items * axes if len(items) == 1 else items
    if len(items) != axes or not all(isinstance(n, int) and n >= least for n in items):
        raise ValueError(_must(cls_name, name, what, value))
    return items


def _mode(cls_name: str, pad_mode: Any) -> str:
    if not isinstance(pad_mode, str):
        raise TypeError(_must(cls_name, "pad_mode", "a str", pad_mode))
    if pad_mode.upper() not in _MODES:
        raise ValueError(_must(cls_name, "pad_mode", f"one of {_MODES}, in any case", pad_mode))
    return pad_mode.upper()


def _pads(cls_name: str, mode: str, padding: Any, window: tuple[int, ...]) -> Pairs | None:
    """The amounts at both ends of each axis; None for 'same', where they depend on the input's size."""
    amounts = _axes(cls_name, "padding", padding, len(window), least=0)
    if mode != "PAD" and any(amounts):
        raise ValueError(_must(cls_name, "padding", "0 where 'pad_mode' is not 'pad'", padding))
    if any(2 * amount > size for amount, size in zip(amounts, window, strict=True)):
        raise ValueError(_must(cls_name, "padding", f"at most half of 'kernel_size' {window}", padding))
    return None if mode == "SAME" else tuple((amount, amount) for amount in amounts)


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


def _lift(window: dict[str, Any]) -> dict[str, Any]:
    """A 1-D window as a 2-D one with a height of 1."""
    pads = window["pads"]
    return {
        "window": (1, *window["window"]),
        "step": (1, *window["step"]),
        "pads": None if pads is None else ((0, 0), *pads),
    }


# --- max


def _max_plan(
    axes: int, cls_name: str, kernel_size: Any, stride: Any, pad_mode: Any, padding: Any, dilation: Any, options: Any
) -> dict[str, Any]:
    mode = _mode(cls_name, pad_mode)
    window = _axes(cls_name, "kernel_size", kernel_size, axes)
    step = _axes(cls_name, "stride", stride, axes)
    if not isinstance(dilation, (int, tuple)):
        raise ValueError(_must(cls_name, "dilation", "an int or a tuple", dilation))
    spread = _axes(cls_name, "dilation", _one(dilation), axes)
    if mode != "PAD" and (spread != (1,) * axes or any(options)):
        raise ValueError(_must(cls_name, "pad_mode", "'pad' for a dilation, indices or ceil_mode", pad_mode))
    return {
        "pad_mode": mode,
        "kernel_size": _one(kernel_size),
        "stride": _one(stride),
        "window": window,
        "step": step,
        "spread": spread,
        "pads": _pads(cls_name, mode, padding, window),
    }


def max_plan_1d(
    cls_name: str,
    kernel_size: Any,
    stride: Any,
    pad_mode: Any,
    padding: Any,
    dilation: Any,
    return_indices: bool,
    ceil_mode: bool,
) -> dict[str, Any]:
    """The window of MaxPool1d; TypeError or ValueError for what MindSpore refuses."""
    plan = _max_plan(1, cls_name, kernel_size, stride, pad_mode, padding, dilation, (return_indices, ceil_mode))
    ones = (1, 1) if plan["pad_mode"] == "PAD" else (1,)
    shown = {"kernel_size": (*ones, kernel_size), "stride": (*ones, stride)}
    return {**plan, **shown, **_lift(plan), "spread": (1, *plan["spread"])}


def max_plan_2d(
    cls_name: str,
    kernel_size: Any,
    stride: Any,
    pad_mode: Any,
    padding: Any,
    dilation: Any,
    return_indices: bool,
    ceil_mode: bool,
) -> dict[str, Any]:
    """The window of MaxPool2d; TypeError or ValueError for what MindSpore refuses."""
    return _max_plan(2, cls_name, kernel_size, stride, pad_mode, padding, dilation, (return_indices, ceil_mode))


def max_plan_3d(
    cls_name: str, kernel_size: Any, stride: Any, pad_mode: Any, padding: Any, dilation: Any, return_indices: bool
) -> dict[str, Any]:
    """The window of MaxPool3d, where `ceil_mode` goes with every `pad_mode`."""
    return _max_plan(3, cls_name, kernel_size, stride, pad_mode, padding, dilation, (return_indices,))


def max_pool(
    x: torch.Tensor,
    window: tuple[int, ...],
    step: tuple[int, ...],
    spread: tuple[int, ...],
    pads: Pairs | None,
    ceil_mode: bool,
    return_indices: bool,
) -> Any:
    """The largest value of each window, and its flat index in the unpadded input where asked for."""
    axes = len(window)
    if pads is None:
        pads, ceil_mode = same(x.shape[-axes:], window, step, spread), False
    padding, rest = absorb(pads)
    if rest or any(2 * amount > size for amount, size in zip(padding, window, strict=True)):
        x = F.pad(x, [amount for pair in reversed(pads) for amount in pair], value=-torch.inf)
        padding = (0,) * axes
    try:
        return _MAX[axes](x, window, step, padding, spread, ceil_mode, return_indices)
    except RuntimeError as error:
        raise ValueError(f"The 'kernel_size' {window} does not fit the padded input: {error}") from None


def max_pool1d(
    x: torch.Tensor,
    window: tuple[int, ...],
    step: tuple[int, ...],
    spread: tuple[int, ...],
    pads: Pairs | None,
    ceil_mode: bool,
    return_indices: bool,
) -> Any:
    """`max_pool` of (N, C, L) or (C, L)."""
    y = max_pool(x.unsqueeze(-2), window, step, spread, pads, ceil_mode, return_indices)
    return tuple(part.squeeze(-2) for part in y) if return_indices else y.squeeze(-2)


# --- average


def _average_plan(
    axes: int,
    cls_name: str,
    kernel_size: Any,
    stride: Any,
    pad_mode: Any,
    padding: Any,
    divisor_override: Any = None,
) -> dict[str, Any]:
    mode = _mode(cls_name, pad_mode)
    window = _axes(cls_name, "kernel_size", kernel_size, axes)
    if divisor_override is not None and divisor_override <= 0:
        raise ValueError(_must(cls_name, "divisor_override", "positive or None", divisor_override))
    return {
        "pad_mode": mode,
        "kernel_size": _one(kernel_size),
        "stride": _one(stride),
        "window": window,
        "step": _axes(cls_name, "stride", stride, axes),
        "pads": _pads(cls_name, mode, padding, window),
    }


def average_plan_1d(
    cls_name: str,
    kernel_size: Any,
    stride: Any,
    pad_mode: Any,
    padding: Any,
    ceil_mode: bool,
    count_include_pad: bool,
) -> dict[str, Any]:
    """The window of AvgPool1d. With all options at their defaults MindSpore takes another way, without padding."""
    plan = _average_plan(1, cls_name, kernel_size, stride, pad_mode, padding)
    plain = plan["pad_mode"] != "PAD" and not ceil_mode and count_include_pad
    shown = {"kernel_size": (1, kernel_size), "stride": (1, stride)} if plain else {}
    return {**plan, **shown, **_lift(plan), "plain": plain}


def average_plan_2d(
    cls_name: str,
    kernel_size: Any,
    stride: Any,
    pad_mode: Any,
    padding: Any,
    ceil_mode: bool,
    count_include_pad: bool,
    divisor_override: Any,
) -> dict[str, Any]:
    """The window of AvgPool2d. With all options at their defaults the zeros of 'same' are not counted."""
    plan = _average_plan(2, cls_name, kernel_size, stride, pad_mode, padding, divisor_override)
    plain = plan["pad_mode"] != "PAD" and not ceil_mode and divisor_override is None
    return {**plan, "counted": count_include_pad and not plain}


def average_plan_3d(
    cls_name: str, kernel_size: Any, stride: Any, pad_mode: Any, padding: Any, divisor_override: Any,
    count_include_pad: bool,
) -> dict[str, Any]:  # fmt: skip
    """The window of AvgPool3d."""
    plan = _average_plan(3, cls_name, kernel_size, stride, pad_mode, padding, divisor_override)
    return {**plan, "counted": count_include_pad}


def avg_pool(
    x: torch.Tensor,
    window: tuple[int, ...],
    step: tuple[int, ...],
    pads: Pairs | None,
    ceil_mode: bool,
    counted: bool,
    divisor_override: int | None,
) -> torch.Tensor:
    """The mean of each window; `counted`: whether padded zeros count."""
    axes = len(window)
    call = _AVERAGE[axes]
    if pads is None:
        pads, ceil_mode = same(x.shape[-axes:], window, step, (1,) * axes), False
    padding, rest = absorb(pads)
    if not rest and all(2 * amount <= size for amount, size in zip(padding, window, strict=True)):
        return call(x, window, step, padding, ceil_mode, counted, divisor_override)
    flat = [amount for pair in reversed(pads) for amount in pair]
    if counted or divisor_override is not None:
        return call(F.pad(x, flat), window, step, 0, False, True, divisor_override)
    ones = F.pad(x.new_ones((1, 1, *x.shape[-axes:])), flat)
    shares = call(ones, window, step)
    return call(F.pad(x, flat), window, step) / (shares if x.dim() > axes + 1 else shares[0])


def avg_pool1d(
    x: torch.Tensor,
    window: tuple[int, ...],
    step: tuple[int, ...],
    pads: Pairs | None,
    ceil_mode: bool,
    count_include_pad: bool,
    plain: bool,
) -> torch.Tensor:
    """`avg_pool` of (N, C, L) or (C, L); in the plain form a single window where fewer than a stride is left."""
    if plain:
        length, size = x.shape[-1], window[1]
        if length < size:
            raise ValueError(f"The 'kernel_size' {size} must be at most the length of the input 'x', {length}.")
        if length - size < step[1]:
            return x[..., :size].mean(-1, keepdim=True)
    counted = count_include_pad and not plain
    return avg_pool(x.unsqueeze(-2), window, step, pads, ceil_mode, counted, None).squeeze(-2)
