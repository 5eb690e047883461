"""Pooling as functions: windows over one to three axes, powers, fractions, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.pooling.cells import avg_pool


def sizes(name: str, parameter: str, value: Any, axes: int, least: int = 1) -> tuple[int, ...]:
    """One int of at least `least` for each axis, from an int or a tuple.

    Raises:
        TypeError: The value is neither.
        ValueError: The tuple has another length, or a number is too small.
    """
    if type(value) is int and value >= least:
        return (value,) * axes
    if not isinstance(value, (int, tuple)) or isinstance(value, bool):
        raise TypeError(f"For '{name}', the '{parameter}' must be an int or a tuple of {axes}, but got {value!r}.")
    items = value if isinstance(value, tuple) else (value,) * axes
    if len(items) != axes or not all(isinstance(item, int) and item >= least for item in items):
        raise ValueError(f"For '{name}', the '{parameter}' must be {axes} ints of at least {least}, but got {value!r}.")
    return items


def _is(name: str, kind: type, **given: Any) -> None:
    for parameter, value in given.items():
        if not isinstance(value, kind):
            raise TypeError(f"For '{name}', the '{parameter}' must be {kind.__name__}, but got {value!r}.")


def _average(
    input: torch.Tensor, window: tuple[int, ...], step: tuple[int, ...], rims: tuple[int, ...], ceil_mode: bool,
    counted: bool, divisor: int | None,
) -> torch.Tensor:  # fmt: skip
    """The mean of windows; `rims` are the amounts at the head and tail of each axis."""
    heads, tails = rims[::2], rims[1::2]
    if heads == tails:
        return avg_pool(input, window, step, heads, ceil_mode, counted, divisor)
    pad = [amount for pair in reversed(list(zip(heads, tails, strict=True))) for amount in pair]
    none = (0,) * len(window)
    means = avg_pool(F.pad(input, pad), window, step, none, ceil_mode, True, divisor)
    if counted or divisor:
        return means
    return means / avg_pool(F.pad(torch.ones_like(input), pad), window, step, none, ceil_mode, True, None)


def avg_pool1d(
    input: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, ceil_mode: bool, count_include_pad: bool
) -> torch.Tensor:
    """The mean of windows of (N, C, L); TypeError or ValueError for bad options."""
    name = "avg_pool1d"
    _is(name, int, kernel_size=kernel_size)
    _is(name, bool, ceil_mode=ceil_mode, count_include_pad=count_include_pad)
    window, step = sizes(name, "kernel_size", kernel_size, 1), sizes(name, "stride", stride, 1)
    rims = sizes(name, "padding", padding, 1, 0) * 2
    return _average(input, window, step, rims, ceil_mode, count_include_pad, None)


def avg_pool2d(
    input: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, ceil_mode: bool, count_include_pad: bool,
    divisor_override: int,
) -> torch.Tensor:  # fmt: skip
    """The mean of windows of (N, C, H, W), with one padding or top, bottom, left, right; errors as of `avg_pool1d`."""
    return _averages(
        "avg_pool2d", 2, input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override
    )


def avg_pool3d(
    input: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, ceil_mode: bool, count_include_pad: bool,
    divisor_override: int,
) -> torch.Tensor:  # fmt: skip
    """The mean of windows of (N, C, D, H, W), with one padding or six; errors as of `avg_pool1d`."""
    return _averages(
        "avg_pool3d", 3, input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override
    )


def _averages(
    name: str, axes: int, input: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, ceil_mode: bool,
    counted: bool, divisor: int,
) -> torch.Tensor:  # fmt: skip
    window, step = sizes(name, "kernel_size", kernel_size, axes), sizes(name, "stride", stride, axes)
    rims = sizes(name, "padding", padding, 2 * axes, 0)
    _is(name, bool, ceil_mode=ceil_mode, count_include_pad=counted)
    if not isinstance(divisor, int) or divisor < 0:
        raise ValueError(f"For '{name}', the 'divisor_override' must be an int of at least 0, but got {divisor!r}.")
    return _average(input, window, step, rims, ceil_mode, counted, divisor or None)


def lp_pool1d(input: torch.Tensor, norm_type: float, kernel_size: int, stride: Any, ceil_mode: bool) -> torch.Tensor:
    """The p-norm of windows of (N, C, L) or (C, L)."""
    _power("lp_pool1d", norm_type)
    means = avg_pool1d(_raised(input, norm_type), kernel_size, stride or kernel_size, 0, ceil_mode, True)
    return (F.relu(means) * kernel_size).pow(1 / norm_type)


def lp_pool2d(input: torch.Tensor, norm_type: float, kernel_size: Any, stride: Any, ceil_mode: bool) -> torch.Tensor:
    """The p-norm of windows of (N, C, H, W)."""
    _power("lp_pool2d", norm_type)
    height, width = sizes("lp_pool2d", "kernel_size", kernel_size, 2)
    means = avg_pool2d(_raised(input, norm_type), (height, width), stride or (height, width), 0, ceil_mode, True, 0)
    return (torch.sign(means) * F.relu(means.abs()) * (height * width)).pow(1 / norm_type)


def _raised(input: torch.Tensor, power: float) -> torch.Tensor:
    return torch.pow(input, float(power))


def _power(name: str, norm_type: Any) -> None:
    if not isinstance(norm_type, (int, float)):
        raise TypeError(f"For '{name}', the 'norm_type' must be an int or float, but got {norm_type!r}.")
    if norm_type == 0:
        raise ValueError(f"For '{name}', the 'norm_type' must not be 0.")


# --- max

_MAX: dict[int, Callable[..., Any]] = {2: F.max_pool2d, 3: F.max_pool3d}


def max_pool2d(
    input: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, dilation: Any, return_indices: bool,
    ceil_mode: bool,
) -> Any:  # fmt: skip
    """The largest values of windows of (N, C, H, W), and their places where asked for."""
    return _max("max_pool2d", 2, input, kernel_size, stride, padding, dilation, return_indices, ceil_mode)


def max_pool3d(
    input: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, dilation: Any, return_indices: bool,
    ceil_mode: bool,
) -> Any:  # fmt: skip
    """The largest values of windows of (N, C, D, H, W), and their places where asked for."""
    return _max("max_pool3d", 3, input, kernel_size, stride, padding, dilation, return_indices, ceil_mode)


def _max(
    name: str, axes: int, input: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, dilation: Any,
    return_indices: bool, ceil_mode: bool,
) -> Any:  # fmt: skip
    window = sizes(name, "kernel_size", kernel_size, axes)
    step = window if stride is None else sizes(name, "stride", stride, axes)
    amounts, spread = sizes(name, "padding", padding, axes, 0), sizes(name, "dilation", dilation, axes)
    _is(name, bool, ceil_mode=ceil_mode)
    if padding != 0 and any(2 * amount > size for amount, size in zip(amounts, window, strict=True)):
        raise ValueError(f"For '{name}', the 'padding' must be at most half of 'kernel_size', but got {padding!r}.")
    return _MAX[axes](input, window, step, amounts, spread, ceil_mode, return_indices)


# --- unpool


def max_unpool1d(
    input: torch.Tensor, indices: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> torch.Tensor:
    """Each value at its place among zeros, (N, C, L) or (C, L)."""
    return _unpool("max_unpool1d", 1, input, indices, kernel_size, stride, padding, output_size)


def max_unpool2d(
    input: torch.Tensor, indices: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> torch.Tensor:
    """Each value at its place among zeros, (N, C, H, W) or (C, H, W)."""
    return _unpool("max_unpool2d", 2, input, indices, kernel_size, stride, padding, output_size)


def max_unpool3d(
    input: torch.Tensor, indices: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> torch.Tensor:
    """Each value at its place among zeros, (N, C, D, H, W) or (C, D, H, W)."""
    return _unpool("max_unpool3d", 3, input, indices, kernel_size, stride, padding, output_size)


def _unpool(
    name: str, axes: int, input: torch.Tensor, indices: torch.Tensor, kernel_size: Any, stride: Any, padding: Any,
    output_size: Any,
) -> torch.Tensor:  # fmt: skip
    window = sizes(name, "kernel_size", kernel_size, axes)
    step = window if stride is None or (stride == 0 and axes > 1) else sizes(name, "stride", stride, axes)
    amounts = sizes(name, "padding", padding, axes, 0)
    if input.shape != indices.shape or input.dim() not in (axes + 1, axes + 2):
        raise ValueError(
            f"For '{name}', the 'x' and 'indices' must have one shape of {axes + 1} or {axes + 2} dimensions, but got "
            f"{tuple(input.shape)} and {tuple(indices.shape)}."
        )
    plain = zip(input.shape[-axes:], step, amounts, window, strict=True)
    size = tuple((n - 1) * s - 2 * p + k for n, s, p, k in plain)
    if output_size:
        if not isinstance(output_size, tuple) or len(output_size) not in (axes, axes + 1, axes + 2):
            raise ValueError(
                f"For '{name}', the 'output_size' must be a tuple of {axes} to {axes + 2}, but got {output_size!r}."
            )
        given = tuple(output_size[-axes:])
        if not all(n - s < one < n + s for one, n, s in zip(given, size, step, strict=True)):
            raise ValueError(f"For '{name}', the 'output_size' must be within a stride of {size}, but got {given}.")
        size = given
    flat = input.flatten(-axes)
    places = indices.flatten(-axes).long()
    total = 1
    for one in size:
        total *= one
    made = flat.new_zeros((*flat.shape[:-1], total)).scatter(-1, places, flat)
    return made.view(*flat.shape[:-1], *size)


# --- fractional


def fractional_max_pool2d(
    input: torch.Tensor, kernel_size: Any, output_size: Any, output_ratio: Any, return_indices: bool,
    random_samples: torch.Tensor | None,
) -> Any:  # fmt: skip
    """The largest values of windows at random places of (N, C, H, W) or (C, H, W)."""
    return _fractional(
        "fractional_max_pool2d", 2, F.fractional_max_pool2d, input, kernel_size, output_size, output_ratio,
        return_indices, random_samples,
    )  # fmt: skip


def fractional_max_pool3d(
    input: torch.Tensor, kernel_size: Any, output_size: Any, output_ratio: Any, return_indices: bool,
    random_samples: torch.Tensor | None,
) -> Any:  # fmt: skip
    """The largest values of windows at random places of (N, C, D, H, W) or (C, D, H, W)."""
    return _fractional(
        "fractional_max_pool3d", 3, F.fractional_max_pool3d, input, kernel_size, output_size, output_ratio,
        return_indices, random_samples,
    )  # fmt: skip


def _fractional(
    name: str, axes: int, call: Any, input: torch.Tensor, kernel_size: Any, output_size: Any, output_ratio: Any,
    return_indices: bool, random_samples: torch.Tensor | None,
) -> Any:  # fmt: skip
    if output_size is None and output_ratio is None:
        raise ValueError(f"For '{name}', one of 'output_size' and 'output_ratio' must be given.")
    _is(name, bool, return_indices=return_indices)
    if output_size is None:
        if isinstance(output_ratio, int):
            raise TypeError(f"For '{name}', the 'output_ratio' must be a float or a tuple, but got {output_ratio!r}.")
        ratios = output_ratio if isinstance(output_ratio, tuple) else (output_ratio,) * axes
        if not all(0 < ratio < 1 for ratio in ratios):
            raise ValueError(f"For '{name}', the 'output_ratio' must be in (0, 1), but got {output_ratio!r}.")
        output_size = tuple(int(n * ratio) for n, ratio in zip(input.shape[-axes:], ratios, strict=True))
    window, size = sizes(name, "kernel_size", kernel_size, axes), sizes(name, "output_size", output_size, axes)
    if random_samples is not None and random_samples.dtype != input.dtype:
        raise TypeError(f"For '{name}', the samples must be {input.dtype}, but got {random_samples.dtype}.")
    half = input.dtype in (torch.float16, torch.bfloat16)
    given = input.float() if half else input
    samples = None if random_samples is None else random_samples.detach().to(given.dtype)
    values, places = call(given, window, size, None, True, samples)
    values = values.to(input.dtype)
    return (values, places) if return_indices else values
