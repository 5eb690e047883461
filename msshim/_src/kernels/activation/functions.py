"""Activation functions where torch's own differ from MindSpore's, mostly for integers."""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F

from msshim._src.kernels import kinks
from msshim._src.kernels.random import functions as random_functions
from msshim._src.tensor.writes import writable


def _through_float(x: torch.Tensor, function: Callable[[torch.Tensor], torch.Tensor]) -> torch.Tensor:
    """The function of floats; integers go through float32, and the fraction of the result is dropped."""
    return function(x) if x.is_floating_point() else function(x.float()).to(x.dtype)


def selu(input: torch.Tensor) -> torch.Tensor:
    """F.selu, of integers too; TypeError for the dtypes that MindSpore refuses."""
    if input.dtype not in (torch.float16, torch.float32, torch.float64, torch.int32, torch.int8, torch.bfloat16):
        raise TypeError(f"For 'selu', the 'input_x' must be a floating-point, int8 or int32 Tensor, got {input.dtype}.")
    if input.is_floating_point():
        return kinks.selu(input)
    return torch.where(input > 0, input, torch.expm1(input.float()).to(input.dtype))  # the scales lose their fractions


def hardsigmoid(input: torch.Tensor) -> torch.Tensor:
    """F.hardsigmoid, of integers too."""
    return _through_float(input, F.hardsigmoid)


def hardswish(input: torch.Tensor) -> torch.Tensor:
    """F.hardswish, of integers too."""
    return _through_float(input, F.hardswish)


def hardtanh(input: torch.Tensor, min_val: float, max_val: float) -> torch.Tensor:
    """The input between two bounds, in its own dtype; `max_val` where the bounds are the wrong way round."""
    if not type(min_val) is type(max_val) is float:
        _real("hardtanh", min_val=min_val, max_val=max_val)
    if input.is_floating_point():
        return kinks.between(input, min_val, max_val)
    return torch.clamp(input.float(), min_val, max_val).to(input.dtype)


def _real(name: str, **given: object) -> None:
    for parameter, value in given.items():
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise TypeError(f"For '{name}', the '{parameter}' must be an int or float, but got {value!r}.")


def leaky_relu(input: torch.Tensor, negative_slope: float) -> torch.Tensor:
    """F.leaky_relu; of integers with the slope's fraction dropped."""
    _real("leaky_relu", alpha=negative_slope)
    if input.is_floating_point():
        return kinks.leaky_relu(input, negative_slope)
    if input.dtype is torch.bool:
        return input
    scaled = input * int(negative_slope)
    return torch.minimum(scaled, input) if negative_slope > 1 else torch.maximum(scaled, input)


def threshold(input: torch.Tensor, threshold: float, value: float) -> torch.Tensor:
    """The input where it is above the threshold, elsewhere the value in the input's dtype."""
    _real("threshold", thr=threshold, value=value)
    fill = torch.full((), value, dtype=torch.float64, device=input.device).to(input.dtype)
    return torch.where(input > threshold, input, fill)


def log_sigmoid(input: torch.Tensor) -> torch.Tensor:
    """The logarithm of the sigmoid, computed as written."""
    return torch.log(torch.sigmoid(input))


def softplus(input: torch.Tensor, beta: float, threshold: float) -> torch.Tensor:
    """F.softplus; ValueError for a beta of 0. A float for it makes floats of ints."""
    if beta == 0:
        raise ValueError(f"For 'softplus', the 'beta' must not be 0, but got {beta}.")
    if isinstance(beta, float) and not (input.is_floating_point() or input.is_complex()):
        input = input.float()
    return F.softplus(input, beta, threshold)


def softmax(input: torch.Tensor, dim: int, dtype: torch.dtype | None) -> torch.Tensor:
    """torch.softmax over one axis; TypeError where the axis is no int."""
    if not isinstance(dim, int):
        raise TypeError(f"For 'softmax', the 'axis' must be an int, but got {dim!r}.")
    return torch.softmax(input, dim, dtype)


def softmin(input: torch.Tensor, dim: int | tuple[int, ...], dtype: torch.dtype | None) -> torch.Tensor:
    """torch.softmax of the negative input."""
    axis = dim[0] if isinstance(dim, tuple) and len(dim) == 1 else dim
    if not isinstance(axis, int):
        raise TypeError(f"For 'softmin', the 'axis' must be an int, but got {dim!r}.")
    return torch.softmax(-input, axis, dtype)


def glu(input: torch.Tensor, dim: int) -> torch.Tensor:
    """F.glu, of complex numbers too; ValueError where the axis can not be halved."""
    if input.shape[dim] % 2:
        raise ValueError(f"For 'glu', the 'axis' {dim} must be one of an even size, but got {tuple(input.shape)}.")
    if not input.is_complex():
        return F.glu(input, dim)
    value, gate = input.chunk(2, dim)
    return value * torch.sigmoid(gate)


def rrelu(input: torch.Tensor, lower: float, upper: float) -> torch.Tensor:
    """The input, times a random slope of its own where it is negative; integers have slopes without fraction."""
    _real("rrelu", lower=lower, upper=upper)
    if lower > upper:
        raise ValueError(f"For 'rrelu', the 'lower' must not be above 'upper', but got {lower} and {upper}.")
    slopes = random_functions.uniform(input.shape, lower, upper, None, torch.float32).to(input)
    return input * torch.where(input < 0, slopes, (input != 0).to(input.dtype))  # at 0 the gradient is 0


def relu(input: torch.Tensor, inplace: bool) -> torch.Tensor:
    """torch.relu, of bools too."""
    if input.dtype is torch.bool:
        return input
    return torch.relu_(writable(input)) if inplace else torch.relu(input)


def gelu(input: torch.Tensor, approximate: str) -> torch.Tensor:
    """F.gelu; ValueError for an unknown form."""
    if approximate not in ("none", "tanh"):
        raise ValueError(f"For 'gelu', the 'approximate' must be 'none' or 'tanh', but got {approximate!r}.")
    return F.gelu(input, approximate=approximate)


def swiglu(input: torch.Tensor, dim: int) -> torch.Tensor:
    """The SiLU of the first half of an axis, times the second half."""
    if input.shape[dim] % 2:
        raise ValueError(f"For 'swiglu', the 'dim' {dim} must be an axis of an even size, got {tuple(input.shape)}.")
    gate, value = input.chunk(2, dim)
    return F.silu(gate) * value
