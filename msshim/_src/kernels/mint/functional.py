"""Where `mindspore.mint.nn.functional` is not quite torch.nn.functional. Source: MindSpore 2.10."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.tensor.writes import writable


def elu(input: torch.Tensor, alpha: float, inplace: bool) -> torch.Tensor:
    """``x`` where positive, ``alpha * (exp(x) - 1)`` elsewhere."""
    return F.elu(writable(input) if inplace else input, alpha, inplace)


def one_hot(tensor: torch.Tensor, num_classes: int) -> torch.Tensor:
    """Ones at the places that numbers name."""
    return F.one_hot(tensor.long(), num_classes)


def avg_pool3d(
    input: torch.Tensor,
    kernel_size: Any,
    stride: Any,
    padding: Any,
    ceil_mode: bool,
    count_include_pad: bool,
    divisor_override: int | None,
) -> torch.Tensor:
    """The means of windows over the last three axes."""
    options = (kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)
    if input.device.type == "cpu" and input.dtype in (torch.float16, torch.bfloat16):  # torch has no kernel
        return F.avg_pool3d(input.float(), *options).to(input.dtype)
    return F.avg_pool3d(input, *options)


def pad(input: torch.Tensor, pad: Any, mode: str, value: float | None) -> torch.Tensor:
    """The last axes padded by amounts for both ends of each, the last axis first."""
    return F.pad(input, tuple(pad), mode, value)
