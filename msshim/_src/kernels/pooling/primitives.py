"""Pooling as MindSpore's primitives do it: three axes, places of the largest, fractions, and back."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.convolution.cells import pairs, same
from msshim._src.kernels.pooling.cells import avg_pool
from msshim._src.kernels.pooling.functions import max_unpool2d, max_unpool3d
from msshim._src.kernels.pooling.windows import choice, flags, only, rims, window

_PAD_MODES = ("valid", "same", "pad")


def _rims(
    name: str, input: torch.Tensor, size: tuple[int, ...], step: tuple[int, ...], pad_mode: str, pad: Any
) -> tuple[tuple[int, int], ...]:
    """The amounts at head and tail of each axis; ValueError where they are more than a window."""
    if pad_mode == "same":
        return same(input.shape[2:], size, step, (1,) * len(size))
    found = pairs(pad, len(size))
    if any(sum(amounts) > k for amounts, k in zip(found, size, strict=True)):
        raise ValueError(f"For '{name}', the padding of an axis must be at most the window {size}, but got {pad}.")
    return found


def _counts(
    input: torch.Tensor, size: tuple[int, ...], step: tuple[int, ...], pads: tuple[tuple[int, int], ...], ceil: bool
) -> list[int]:
    """The number of windows of each axis; none starts in the padding at the tail because of `ceil`."""
    found = []
    for n, k, s, (head, tail) in zip(input.shape[2:], size, step, pads, strict=True):
        count = (n + head + tail - k + (s - 1 if ceil else 0)) // s + 1
        found.append(count - int(ceil and (count - 1) * s >= n + head))
    return found


def _padded(
    input: torch.Tensor, size: tuple[int, ...], step: tuple[int, ...], pads: tuple[tuple[int, int], ...],
    counts: list[int], value: float,
) -> torch.Tensor:  # fmt: skip
    """The input with just what the windows need."""
    rims = [
        (head, (c - 1) * s + k - n - head)
        for n, k, s, (head, _), c in zip(input.shape[2:], size, step, pads, counts, strict=True)
    ]
    return F.pad(input, [amount for rim in reversed(rims) for amount in rim], value=value)


def _ranked(name: str, input: torch.Tensor, *ranks: int) -> None:
    if input.dim() not in ranks:
        raise ValueError(f"For '{name}', the input must have {ranks} dimensions, but got {tuple(input.shape)}.")


# --- three axes


def plan_avg_pool3d(
    kernel_size: Any, strides: Any, pad_mode: Any, pad: Any, ceil_mode: Any, count_include_pad: Any,
    divisor_override: Any, data_format: Any,
) -> dict[str, Any]:  # fmt: skip
    """The init arguments of AvgPool3D, checked and in one form."""
    name = "AvgPool3D"
    mode = choice(name, "pad_mode", pad_mode, _PAD_MODES)
    flags(name, ceil_mode=ceil_mode, count_include_pad=count_include_pad)
    only(name, "data_format", data_format, "NCDHW")
    if type(divisor_override) is not int:
        raise TypeError(f"For '{name}', the 'divisor_override' must be an int, but got {divisor_override!r}.")
    if divisor_override < 0:
        raise ValueError(f"For '{name}', the 'divisor_override' must be at least 0, but got {divisor_override}.")
    return {
        "kernel_size": window(name, "kernel_size", kernel_size, 3),
        "strides": window(name, "strides", strides, 3),
        "pad_mode": mode,
        "pad": rims(name, "pad", pad, 3, mode),
    }


def avg_pool3d(
    input: torch.Tensor, kernel_size: tuple[int, ...], strides: tuple[int, ...], pad_mode: str, pad: tuple[int, ...],
    ceil_mode: bool, count_include_pad: bool, divisor_override: int,
) -> torch.Tensor:  # fmt: skip
    """The means of windows of (N, C, D, H, W)."""
    _ranked("AvgPool3D", input, 5)
    pads = _rims("AvgPool3D", input, kernel_size, strides, pad_mode, pad)
    divisor = divisor_override or None
    ceil = ceil_mode and pad_mode != "same"
    counts = _counts(input, kernel_size, strides, pads, ceil)
    if min(counts) < 1:
        raise RuntimeError(f"For 'AvgPool3D', the 'kernel_size' {kernel_size} is larger than {tuple(input.shape)}.")
    heads = tuple(head for head, _ in pads)
    if all(head == tail for head, tail in pads):
        return avg_pool(input, kernel_size, strides, heads, ceil, count_include_pad, divisor)
    full = _padded(input, kernel_size, strides, pads, counts, 0)
    sums = avg_pool(full, kernel_size, strides, (0, 0, 0), False, True, divisor or 1)
    return sums if divisor else sums / _window_sizes(input, kernel_size, strides, pads, counts, count_include_pad)


def _window_sizes(
    input: torch.Tensor, size: tuple[int, ...], step: tuple[int, ...], pads: tuple[tuple[int, int], ...],
    counts: list[int], counted: bool,
) -> torch.Tensor:  # fmt: skip
    """How many elements each window has; `counted`: with those of the padding."""
    total = torch.ones((), dtype=input.dtype, device=input.device)
    for axis, (n, k, s, (head, tail), count) in enumerate(zip(input.shape[2:], size, step, pads, counts, strict=True)):
        begin = torch.arange(-head, count * s - head, s, device=input.device)
        least, most = (-head, n + tail) if counted else (0, n)
        lengths = (begin + k).clamp(max=most) - begin.clamp(min=least)
        total = total * lengths.to(input.dtype).view([-1] + [1] * (len(size) - 1 - axis))
    return total


def plan_max_pool3d(
    kernel_size: Any, strides: Any, pad_mode: Any, pad_list: Any, ceil_mode: Any, data_format: Any
) -> dict[str, Any]:
    """The init arguments of MaxPool3D, checked and in one form."""
    name = "MaxPool3D"
    mode = choice(name, "pad_mode", pad_mode, _PAD_MODES)
    only(name, "data_format", data_format, "NCDHW")
    size, step = window(name, "kernel_size", kernel_size, 3), window(name, "strides", strides, 3)
    if ceil_mode is not None:
        flags(name, ceil_mode=ceil_mode)
        if mode != "pad":
            raise ValueError(f"For '{name}', the 'ceil_mode' goes with the 'pad_mode' 'pad', but got {pad_mode!r}.")
    if isinstance(pad_list, tuple) and len(pad_list) == 3:
        pad_list = tuple(amount for amount in pad_list for _ in range(2))
    return {
        "kernel_size": size,
        "strides": step,
        "pad_mode": mode,
        "pad_list": rims(name, "pad_list", pad_list, 3, mode),
        "ceil_mode": bool(ceil_mode),
    }


def max_pool3d(
    input: torch.Tensor, kernel_size: tuple[int, ...], strides: tuple[int, ...], pad_mode: str,
    pad_list: tuple[int, ...], ceil_mode: bool,
) -> torch.Tensor:  # fmt: skip
    """The largest values of windows of (N, C, D, H, W)."""
    _ranked("MaxPool3D", input, 5)
    pads = _rims("MaxPool3D", input, kernel_size, strides, pad_mode, pad_list)
    counts = _counts(input, kernel_size, strides, pads, ceil_mode)
    if min(counts) < 1:
        raise ValueError(f"For 'MaxPool3D', the 'kernel_size' {kernel_size} is larger than {tuple(input.shape)}.")
    heads = tuple(head for head, _ in pads)
    if all(head == tail and 2 * head <= k for (head, tail), k in zip(pads, kernel_size, strict=True)):
        return F.max_pool3d(input, kernel_size, strides, heads, 1, ceil_mode)
    return F.max_pool3d(_padded(input, kernel_size, strides, pads, counts, -torch.inf), kernel_size, strides)


# --- the largest, and where


def _plan_argmax(
    name: str, axes: int, kernel_size: Any, strides: Any, pads: Any, dilation: Any, ceil_mode: Any
) -> tuple[tuple[int, ...], ...]:
    flags(name, ceil_mode=ceil_mode)
    size = window(name, "kernel_size", kernel_size, axes)
    step = window(name, "strides", strides, axes)
    amounts = window(name, "pads", pads, axes, 0)
    return size, step, amounts, window(name, "dilation", dilation, axes)


def _index_type(name: str, argmax_type: Any) -> None:
    if str(argmax_type) not in ("Int32", "Int64"):
        raise TypeError(f"For '{name}', the 'argmax_type' must be int32 or int64, but got {argmax_type!r}.")


def plan_max_pool2d_argmax(
    kernel_size: Any, strides: Any, pads: Any, dilation: Any, ceil_mode: Any, argmax_type: Any
) -> dict[str, Any]:
    """The init arguments of MaxPoolWithArgmaxV2, checked and in one form."""
    name = "MaxPoolWithArgmaxV2"
    _index_type(name, argmax_type)
    step = kernel_size if strides is None else strides
    found = _plan_argmax(name, 2, kernel_size, step, pads, dilation, ceil_mode)
    return dict(zip(("kernel_size", "strides", "pads", "dilation"), found, strict=True))


def plan_max_pool3d_argmax(
    ksize: Any, strides: Any, pads: Any, dilation: Any, ceil_mode: Any, data_format: Any, argmax_type: Any
) -> dict[str, Any]:
    """The init arguments of MaxPool3DWithArgmax, checked and in one form."""
    name = "MaxPool3DWithArgmax"
    _index_type(name, argmax_type)
    if not isinstance(data_format, str):
        raise TypeError(f"For '{name}', the 'data_format' must be a str, but got {data_format!r}.")
    only(name, "data_format", data_format, "NCDHW")
    found = _plan_argmax(name, 3, ksize, strides, pads, dilation, ceil_mode)
    return dict(zip(("ksize", "strides", "pads", "dilation"), found, strict=True))


def max_pool_with_argmax(
    input: torch.Tensor, kernel_size: tuple[int, ...], strides: tuple[int, ...], pads: tuple[int, ...],
    dilation: tuple[int, ...], ceil_mode: bool, argmax_type: torch.dtype,
) -> tuple[torch.Tensor, torch.Tensor]:  # fmt: skip
    """The largest value of each window of (N, C, H, W) or (N, C, D, H, W), and where in its channel it is."""
    axes = len(kernel_size)
    _ranked("MaxPoolWithArgmax", input, axes + 2)
    call = F.max_pool2d_with_indices if axes == 2 else F.max_pool3d_with_indices
    values, where = call(input, kernel_size, strides, pads, dilation, ceil_mode)
    return values, where.to(argmax_type)


def adaptive_max_pool2d(input: torch.Tensor, output_size: Any) -> tuple[torch.Tensor, torch.Tensor]:
    """F.adaptive_max_pool2d with the places; ValueError or RuntimeError for another number of axes or sizes."""
    _ranked("AdaptiveMaxPool2D", input, 3, 4)
    if len(output_size) != 2:
        raise RuntimeError(f"For 'AdaptiveMaxPool2D', the 'output_size' must be 2 ints, but got {output_size!r}.")
    return F.adaptive_max_pool2d(input, output_size, True)


def plan_adaptive(output_size: Any) -> dict[str, Any]:
    """TypeError for a size that is no list or tuple."""
    if not isinstance(output_size, (list, tuple)):
        raise TypeError(f"For 'AdaptiveMaxPool2D', the 'output_size' must be a tuple, but got {output_size!r}.")
    return {}


def adaptive_max_pool3d(input: torch.Tensor, output_size: Any) -> tuple[torch.Tensor, torch.Tensor]:
    """F.adaptive_max_pool3d, with the places as int32; ValueError for another number of axes."""
    _ranked("AdaptiveMaxPool3D", input, 4, 5)
    work = input if input.is_floating_point() and input.dtype is not torch.float16 else input.double()
    values, where = F.adaptive_max_pool3d(work, output_size, True)
    return values.to(input.dtype), where.int()


# --- back


def plan_unpool(
    cls_name: str, ksize: Any, strides: Any, pads: Any, output_shape: Any, data_format: Any
) -> dict[str, Any]:
    """The init arguments of MaxUnpool2D or MaxUnpool3D, checked and in one form."""
    axes = 2 if cls_name == "MaxUnpool2D" else 3
    if data_format not in (("NCHW", "NHWC") if axes == 2 else ("NCDHW", "NDHWC")):
        raise ValueError(f"For '{cls_name}', there is no 'data_format' {data_format!r}.")
    if not isinstance(output_shape, tuple):
        raise TypeError(f"For '{cls_name}', the 'output_shape' must be a tuple, but got {output_shape!r}.")
    step = ksize if strides == 0 or strides == (0,) * axes else strides
    return {
        "ksize": window(cls_name, "ksize", ksize, axes),
        "strides": window(cls_name, "strides", step, axes),
        "pads": window(cls_name, "pads", pads, axes, 0),
    }


def max_unpool(
    input: torch.Tensor, indices: torch.Tensor, ksize: tuple[int, ...], strides: tuple[int, ...],
    pads: tuple[int, ...], output_shape: tuple[int, ...], data_format: str,
) -> torch.Tensor:  # fmt: skip
    """Each value at its place among zeros, with the channels second or last."""
    _ranked("MaxUnpool", input, len(ksize) + 2)
    call = max_unpool2d if len(ksize) == 2 else max_unpool3d
    if data_format.endswith("C"):
        shape = (*output_shape[:1], *output_shape[-1:], *output_shape[1:-1])
        moved = (input.movedim(-1, 1), indices.movedim(-1, 1))
        return call(*moved, ksize, strides, pads, shape or None).movedim(1, -1)
    return call(input, indices, ksize, strides, pads, output_shape or None)
