"""Max and average pooling: one call of torch's, with torch's own padding, also where 'same' is not symmetric.

Windows are planned at construction as `window`, `step`, `spread` (the dilation) and `padding`, one number an axis.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.convolution.cells import same

# --- arguments


def _must(cls_name: str, name: str, what: str, value: Any) -> str:
    return f"For '{cls_name}', the '{name}' must be {what}, but got {value!r} of type {type(value).__name__}."


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _bool(cls_name: str, name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(_must(cls_name, name, "a bool", value))
    return value


def _mode(cls_name: str, pad_mode: Any) -> str:
    if not isinstance(pad_mode, str):
        raise TypeError(_must(cls_name, "pad_mode", "a str", pad_mode))
    if pad_mode.upper() not in ("VALID", "SAME", "PAD"):
        raise ValueError(_must(cls_name, "pad_mode", "'valid', 'same' or 'pad', in any case", pad_mode))
    return pad_mode.upper()


def _sizes(cls_name: str, name: str, value: Any, axes: int, single: bool) -> tuple[int, ...]:
    """One positive int an axis; `single`: a tuple of one stands for all axes."""
    what = "a positive int" if axes == 1 and not single else f"a positive int or a tuple of {axes} of them"
    if not _is_int(value) and not isinstance(value, tuple):
        raise TypeError(_must(cls_name, name, what, value))
    items = value if isinstance(value, tuple) else (value,)
    if not all(_is_int(item) and item > 0 for item in items):
        raise ValueError(_must(cls_name, name, what, value))
    if len(items) == 1 and (single or not isinstance(value, tuple)):
        return items * axes
    if len(items) != axes or axes == 1:
        raise (TypeError if axes == 1 else ValueError)(_must(cls_name, name, what, value))
    return items


def _dilation(cls_name: str, dilation: Any, axes: int) -> tuple[int, ...]:
    if not isinstance(dilation, (int, tuple)) and axes < 3:
        raise ValueError(_must(cls_name, "dilation", "an int or a tuple", dilation))
    one = isinstance(dilation, tuple) and len(dilation) == 1 and axes < 3
    if isinstance(dilation, tuple) and not one and len(dilation) != axes:
        raise ValueError(_must(cls_name, "dilation", f"an int or a tuple of {axes}", dilation))
    return _sizes(cls_name, "dilation", dilation[0] if one else dilation, axes, single=True)


def _padding(cls_name: str, mode: str, padding: Any, window: tuple[int, ...]) -> tuple[int, ...] | None:
    """The amount at both ends of each axis; None for 'same', where it depends on the input's size."""
    what = f"a non-negative int or a tuple or list of {len(window)} of them"
    if not _is_int(padding) and not isinstance(padding, (tuple, list)):
        raise TypeError(_must(cls_name, "padding", what, padding))
    amounts = (padding,) if isinstance(padding, int) else tuple(padding)
    if not all(map(_is_int, amounts)):
        raise TypeError(_must(cls_name, "padding", what, padding))
    if len(amounts) not in (1, len(window)) or min(amounts) < 0:
        raise ValueError(_must(cls_name, "padding", what, padding))
    if len(amounts) == 1:
        amounts *= len(window)
    if mode != "PAD" and any(amounts):
        raise ValueError(_must(cls_name, "padding", "0 where 'pad_mode' is not 'pad'", padding))
    if any(2 * amount > size for amount, size in zip(amounts, window, strict=True)):
        raise ValueError(_must(cls_name, "padding", f"at most half of 'kernel_size' {window}", padding))
    return None if mode == "SAME" else amounts


def _shown(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


# --- max


def _max_plan(
    axes: int, cls_name: str, kernel_size: Any, stride: Any, pad_mode: str, padding: Any, dilation: Any
) -> dict[str, Any]:
    window = _sizes(cls_name, "kernel_size", kernel_size, axes, single=axes == 2)
    return {
        "pad_mode": pad_mode,
        "kernel_size": _shown(kernel_size),
        "stride": _shown(stride),
        "window": window,
        "step": _sizes(cls_name, "stride", stride, axes, single=axes == 2),
        "spread": _dilation(cls_name, dilation, axes),
        "padding": _padding(cls_name, pad_mode, padding, window),
    }


def max_plan(
    cls_name: str, kernel_size: Any, stride: Any, pad_mode: Any, padding: Any, dilation: Any, return_indices: Any,
    ceil_mode: Any,
) -> dict[str, Any]:  # fmt: skip
    """The window of MaxPool1d and MaxPool2d; TypeError or ValueError for what MindSpore refuses."""
    mode = _mode(cls_name, pad_mode)
    if mode == "PAD":
        _bool(cls_name, "ceil_mode", ceil_mode)
    elif padding != 0 or dilation != 1 or return_indices or ceil_mode:
        raise ValueError(
            f"For '{cls_name}', the 'pad_mode' must be 'pad' for any 'padding', 'dilation', 'return_indices' or "
            f"'ceil_mode', but got {pad_mode!r} with {padding!r}, {dilation!r}, {return_indices!r} and {ceil_mode!r}."
        )
    else:
        padding, dilation, ceil_mode = 0, 1, False
    plan = _max_plan(2 if cls_name == "MaxPool2d" else 1, cls_name, kernel_size, stride, mode, padding, dilation)
    plan |= {"ceil_mode": ceil_mode, "return_indices": bool(return_indices), "integers": mode == "PAD"}
    if cls_name == "MaxPool2d":
        return plan
    ones = (1, 1) if mode == "PAD" else (1,)
    return {**plan, "kernel_size": (*ones, kernel_size), "stride": (*ones, stride)}


def max_plan_3d(
    cls_name: str, kernel_size: Any, stride: Any, pad_mode: Any, padding: Any, dilation: Any, return_indices: Any,
    ceil_mode: Any,
) -> dict[str, Any]:  # fmt: skip
    """The window of MaxPool3d; TypeError or ValueError for what MindSpore refuses."""
    mode = _mode(cls_name, pad_mode)
    integers = bool(dilation != 1 or return_indices)
    if mode != "PAD" and (integers or ceil_mode):
        raise ValueError(
            f"For '{cls_name}', the 'pad_mode' must be 'pad' for any 'dilation', 'return_indices' or 'ceil_mode', but "
            f"got {pad_mode!r} with {dilation!r}, {return_indices!r} and {ceil_mode!r}."
        )
    if integers:
        _bool(cls_name, "ceil_mode", ceil_mode)
    plan = _max_plan(3, cls_name, kernel_size, stride, mode, padding, 1 if dilation == 1 else dilation)
    return {**plan, "ceil_mode": bool(ceil_mode), "return_indices": bool(return_indices), "integers": integers}


_MAX: dict[int, Callable[..., torch.Tensor]] = {1: torch.max_pool1d, 2: torch.max_pool2d, 3: torch.max_pool3d}
_MAX_AND_INDICES: dict[int, Callable[..., tuple[torch.Tensor, torch.Tensor]]] = {
    1: F.max_pool1d_with_indices,
    2: F.max_pool2d_with_indices,
    3: F.max_pool3d_with_indices,
}


def max_pool(
    x: torch.Tensor,
    window: tuple[int, ...],
    step: tuple[int, ...],
    spread: tuple[int, ...],
    padding: tuple[int, ...] | None,
    ceil_mode: bool,
    return_indices: bool,
    integers: bool,
) -> Any:
    """The largest value of each window, and its flat index in the unpadded input where asked for.

    Raises:
        TypeError: The input is not floating-point; with pad_mode 'pad' MindSpore mostly takes integers.
        ValueError: The window does not fit the input.
    """
    if not (integers or x.is_floating_point()):
        raise TypeError("The 'x' must be a floating-point Tensor where 'pad_mode' is not 'pad'.")
    axes = len(window)
    try:
        if return_indices:
            return _MAX_AND_INDICES[axes](x, window, step, padding, spread, ceil_mode)
        if padding is not None:
            return _MAX[axes](x, window, step, padding, spread, ceil_mode)
        padding, ceil_mode, skip = _same(x.shape[-axes:], window, step)
        return _without(_MAX[axes](x, window, step, padding, spread, ceil_mode), skip)
    except RuntimeError:
        if _fits(x, window, padding, spread):
            raise
        raise ValueError(f"The 'kernel_size' {window} with 'dilation' {spread} does not fit the input.") from None


def _fits(
    x: torch.Tensor, window: tuple[int, ...], padding: tuple[int, ...] | None, spread: tuple[int, ...] | None = None
) -> bool:
    """Whether there is a window on each axis, so that it is something else that torch refused."""
    axes = zip(x.shape[-len(window) :], window, padding or window, spread or (1,) * len(window), strict=True)
    return all(n + 2 * p > (k - 1) * d for n, k, p, d in axes)


def _same(
    size: Sequence[int], window: tuple[int, ...], step: tuple[int, ...]
) -> tuple[tuple[int, ...], bool, tuple[int, ...]]:
    """'same' in torch's terms: padding, ceil_mode, and how many outputs to drop at the head of each axis.

    Where the tail is one longer than the head, ceil_mode adds the window that needs it, or (with a stride of 1, which
    ceil_mode does not touch) both ends get the tail's padding and the first output goes.
    """
    pads = same(size, window, step, (1,) * len(window))
    skip = tuple(int(tail > head and s == 1) for (head, tail), s in zip(pads, step, strict=True))
    padding = tuple(head + drop for (head, _), drop in zip(pads, skip, strict=True))
    return padding, any(tail > pad for (_, tail), pad in zip(pads, padding, strict=True)), skip


def _without(y: torch.Tensor, skip: tuple[int, ...]) -> torch.Tensor:
    for axis, drop in enumerate(skip, y.dim() - len(skip)):
        if drop:
            y = y.narrow(axis, drop, y.shape[axis] - drop)
    return y


# --- average


def _average_plan(
    axes: int, cls_name: str, kernel_size: Any, stride: Any, pad_mode: Any, padding: Any, ceil_mode: Any,
    count_include_pad: Any, divisor_override: Any = None,
) -> dict[str, Any]:  # fmt: skip
    """`counted`: whether padded zeros count; `divisor`: what to divide by, where it is the same for all windows.

    `plain`: nothing but the window is given; in 1-D and 2-D MindSpore then goes another way.
    """
    mode = _mode(cls_name, pad_mode)
    window = _sizes(cls_name, "kernel_size", kernel_size, axes, single=True)
    step = _sizes(cls_name, "stride", stride, axes, single=True)
    given = mode == "PAD" or padding != 0 or ceil_mode or not count_include_pad or divisor_override is not None
    plain = axes < 3 and not given
    if plain:
        padding, ceil_mode, count_include_pad = 0, False, False
    _bool(cls_name, "ceil_mode", ceil_mode)
    _bool(cls_name, "count_include_pad", count_include_pad)
    if divisor_override is not None:
        if not _is_int(divisor_override):
            raise TypeError(_must(cls_name, "divisor_override", "a positive int or None", divisor_override))
        if divisor_override <= 0:
            raise ValueError(_must(cls_name, "divisor_override", "a positive int or None", divisor_override))
    elif mode == "SAME" and count_include_pad:
        divisor_override = math.prod(window)
    return {
        "pad_mode": mode,
        "kernel_size": _shown(kernel_size),
        "stride": _shown(stride),
        "window": window,
        "step": step,
        "padding": _padding(cls_name, mode, padding, window),
        "ceil_mode": ceil_mode,
        "counted": count_include_pad,
        "divisor": divisor_override,
        "plain": plain,
    }


def average_plan_1d(
    cls_name: str, kernel_size: Any, stride: Any, pad_mode: Any, padding: Any, ceil_mode: Any, count_include_pad: Any
) -> dict[str, Any]:
    """The window of AvgPool1d; TypeError or ValueError for what MindSpore refuses."""
    plan = _average_plan(1, cls_name, kernel_size, stride, pad_mode, padding, ceil_mode, count_include_pad)
    shown = {"kernel_size": (1, plan["kernel_size"]), "stride": (1, plan["stride"])} if plan["plain"] else {}
    return {**plan, **shown}


def average_plan(
    cls_name: str, kernel_size: Any, stride: Any, pad_mode: Any, padding: Any, ceil_mode: Any, count_include_pad: Any,
    divisor_override: Any,
) -> dict[str, Any]:  # fmt: skip
    """The window of AvgPool2d and AvgPool3d; TypeError or ValueError for what MindSpore refuses."""
    axes = 2 if cls_name == "AvgPool2d" else 3
    return _average_plan(
        axes, cls_name, kernel_size, stride, pad_mode, padding, ceil_mode, count_include_pad, divisor_override
    )


def _avg_pool1d(
    x: torch.Tensor,
    window: tuple[int, ...],
    step: tuple[int, ...],
    padding: tuple[int, ...],
    ceil_mode: bool,
    counted: bool,
    divisor: int | None,
) -> torch.Tensor:
    """F.avg_pool1d, which takes no divisor."""
    if divisor is None:
        return F.avg_pool1d(x, window, step, padding, ceil_mode, counted)
    sums = F.avg_pool2d(x.unsqueeze(-2), (1, *window), (1, *step), (0, *padding), ceil_mode, counted, divisor)
    return sums.squeeze(-2)


def _avg_pool3d(
    x: torch.Tensor,
    window: tuple[int, ...],
    step: tuple[int, ...],
    padding: tuple[int, ...],
    ceil_mode: bool,
    counted: bool,
    divisor: int | None,
) -> torch.Tensor:
    """F.avg_pool3d, which refuses inputs smaller than the window, and float16 and bfloat16 on the CPU."""
    if x.device.type == "cpu" and x.dtype in (torch.float16, torch.bfloat16):
        return _avg_pool3d(x.float(), window, step, padding, ceil_mode, counted, divisor).to(x.dtype)
    if not any(map(operator.lt, x.shape[-3:], window)):
        return F.avg_pool3d(x, window, step, padding, ceil_mode, counted, divisor)
    rims, counts = [], []
    for n, k, s, p in zip(x.shape[-3:], window, step, padding, strict=True):
        windows = (n + 2 * p - k + (s - 1 if ceil_mode else 0)) // s + 1
        windows -= ceil_mode and (windows - 1) * s >= n + p  # ceil_mode starts no window beyond the input
        rims.append((p, (windows - 1) * s + k - n - p))
        end = n + p if counted else n  # where what is counted ends
        starts = range(-p, windows * s - p, s)
        counts.append([min(i + k, end) - (i if counted else max(i, 0)) for i in starts])
    x = F.pad(x, [amount for rim in reversed(rims) for amount in rim])
    if divisor is not None:
        return F.avg_pool3d(x, window, step, divisor_override=divisor)
    d, h, w = (x.new_tensor(count) for count in counts)
    return F.avg_pool3d(x, window, step, divisor_override=1) / (d[:, None, None] * h[:, None] * w)


_AVERAGE: dict[int, Callable[..., torch.Tensor]] = {1: _avg_pool1d, 2: F.avg_pool2d, 3: _avg_pool3d}


def avg_pool(
    x: torch.Tensor,
    window: tuple[int, ...],
    step: tuple[int, ...],
    padding: tuple[int, ...] | None,
    ceil_mode: bool,
    counted: bool,
    divisor: int | None,
) -> torch.Tensor:
    """The mean of each window; RuntimeError where the window does not fit the input."""
    axes = len(window)
    try:
        if padding is not None:
            return _AVERAGE[axes](x, window, step, padding, ceil_mode, counted, divisor)
        padding, ceil_mode, skip = _same(x.shape[-axes:], window, step)
        return _without(_AVERAGE[axes](x, window, step, padding, ceil_mode, counted, divisor), skip)
    except RuntimeError:
        if _fits(x, window, padding):
            raise
        raise RuntimeError(f"The 'kernel_size' {window} does not fit the input.") from None


def avg_pool1d(
    x: torch.Tensor,
    window: tuple[int, ...],
    step: tuple[int, ...],
    padding: tuple[int, ...] | None,
    ceil_mode: bool,
    counted: bool,
    divisor: int | None,
    plain: bool,
) -> torch.Tensor:
    """`avg_pool` of (N, C, L) or (C, L); in the plain form a single window where fewer than a stride is left.

    Raises:
        ValueError: The window is longer than the input, in the plain form.
        RuntimeError: The window does not fit the input, otherwise.
    """
    if plain:
        length, size = x.shape[-1], window[0]
        if length < size:
            raise ValueError(f"The 'kernel_size' {size} must be at most the length of the input, {length}.")
        if length - size < step[0]:
            return x[..., :size].mean(-1, keepdim=True)
    return avg_pool(x, window, step, padding, ceil_mode, counted, divisor)
