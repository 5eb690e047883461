"""Activations that are not one torch call with other names."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
import torch.nn.functional as F

from msshim._src.kernels.random import functions as random_functions
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def fast_gelu(x: torch.Tensor) -> torch.Tensor:
    """x * sigmoid(1.702 x)."""
    return x * torch.sigmoid(1.702 * x)


def log_sigmoid(input_x: torch.Tensor) -> torch.Tensor:
    """log(1 / (1 + exp(-x))), computed as written, as MindSpore does."""
    return torch.log(torch.reciprocal(torch.exp(-input_x) + 1))


def softmax2d(x: torch.Tensor) -> torch.Tensor:
    """Softmax over the channels of (N, C, H, W) or (C, H, W)."""
    return torch.softmax(x, -3)


def one_axis(cls_name: str, axis: Any) -> dict[str, Any]:
    """The axis as an int; MindSpore's CPU also takes a tuple of one.

    Raises:
        TypeError: `axis` is neither.
        ValueError: The tuple is empty.
        RuntimeError: The tuple is longer.
    """
    if isinstance(axis, tuple) and len(axis) != 1:
        refused = RuntimeError if axis else ValueError
        raise refused(f"For '{cls_name}', the 'axis' must be an int or a tuple of one, but got {axis!r}.")
    one = axis[0] if isinstance(axis, tuple) else axis
    if not isinstance(one, int) or isinstance(one, bool):
        raise TypeError(f"For '{cls_name}', the 'axis' must be an int or a tuple of one, but got {axis!r}.")
    return {"axis": one}


def nonzero_alpha(cls_name: str, alpha: float) -> dict[str, Any]:
    """ValueError for an alpha of 0."""
    if alpha == 0:
        raise ValueError(f"For '{cls_name}', the 'alpha' must not be 0, but got {alpha}.")
    return {}


def check_bounds(cls_name: str, min_val: float, max_val: float) -> dict[str, Any]:
    """ValueError unless min_val < max_val."""
    if min_val >= max_val:
        raise ValueError(
            f"For '{cls_name}', the 'min_val' must be less than 'max_val', but got {min_val} and {max_val}."
        )
    return {}


def gelu_form(approximate: bool) -> dict[str, Any]:
    """torch's word for the form."""
    return {"approximate": "tanh" if approximate else "none"}


def prelu_slopes(cls_name: str, channel: int, w: Any) -> dict[str, Any]:
    """The initial slopes, checked: a number for all, or a Tensor of one a channel.

    Raises:
        TypeError: `w` is no float, list or Tensor.
        ValueError: Its length is not `channel`, or an item is no float.
    """
    if isinstance(w, list):
        if len(w) != channel or not all(isinstance(slope, float) for slope in w):
            raise ValueError(f"For '{cls_name}', the 'w' must be a list of {channel} floats, but got {w}.")
        return {"w": Tensor(w)}
    if isinstance(w, Tensor):
        if tuple(w.shape) != (channel,) or w.dtype not in (mstype.float16, mstype.float32):
            raise ValueError(
                f"For '{cls_name}', the 'w' must be a float16 or float32 Tensor of shape ({channel},), but got "
                f"{w.dtype} of shape {tuple(w.shape)}."
            )
    elif not isinstance(w, (float, np.float32)):
        raise TypeError(f"For '{cls_name}', the 'w' must be float, list or Tensor, but got {w!r}.")
    return {}


def prelu(x: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
    """F.prelu with the slopes in the input's dtype; ValueError unless there is one, or one a channel."""
    if not w.ndim:
        raise ValueError("The 'w' must have one axis, but it is 0-d.")
    try:
        return F.prelu(x, w if w.dtype == x.dtype else w.to(x.dtype))
    except RuntimeError:
        raise ValueError(f"The 'w' must be 1 slope or one for each channel, but there are {w.numel()}.") from None


def prelu_start(init: Any) -> dict[str, Any]:
    """The slope to start with, as a number; ValueError where `init` is more than one, or none."""
    value = init.asnumpy() if isinstance(init, Tensor) else init
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    slope = np.empty(1, np.float32)
    try:
        slope[0] = value
    except ValueError:
        raise ValueError(f"For 'PReLUExt', the 'init' must be a number, but got {init!r}.") from None
    return {"init": slope.item() if isinstance(init, (Tensor, np.ndarray)) or value is None else value}


def prelu_ext(input: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """As `prelu`."""
    return prelu(input, weight)


def check_slopes(cls_name: str, lower: float, upper: float) -> dict[str, Any]:
    """ValueError unless lower <= upper."""
    if lower > upper:
        raise ValueError(f"For '{cls_name}', the 'lower' must not be above 'upper', but got {lower} and {upper}.")
    return {}


def rrelu(x: torch.Tensor, lower: float, upper: float) -> torch.Tensor:
    """x, times a slope of its own where negative, in every mode and floating-point dtype (F.rrelu knows no float16)."""
    slopes = random_functions.uniform(x.shape, lower, upper, None, torch.float32).to(x)
    return x * torch.where(x < 0, slopes, (x != 0).to(x.dtype))  # at 0 the gradient is 0


def lrn(input_x: torch.Tensor, depth_radius: int, alpha: float, beta: float, bias: float) -> torch.Tensor:
    """torch's local response norm, whose alpha is divided by the number of channels; in float32 at least."""
    size = 2 * depth_radius + 1
    x = input_x.float() if input_x.dtype in (torch.float16, torch.bfloat16) else input_x
    return F.local_response_norm(x, size, alpha * size, beta, bias).to(input_x.dtype)


def glu(x: torch.Tensor, axis: int) -> torch.Tensor:
    """F.glu; ValueError where the axis can not be halved."""
    try:
        return F.glu(x, axis)
    except RuntimeError:
        raise ValueError(f"The 'axis' {axis} must be one of an even size.") from None
