"""Layouts that torch mistakes, and the same values in ones that it does not.

With an axis of 1, other than the channels', one set of strides can stand for channels first and channels last. In torch
2.11 to 2.14.1 the CPU's gradient of batch_norm then takes the incoming gradient for the other one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

Norm = Callable[..., torch.Tensor]


def apply(norm: Norm, x: torch.Tensor, *args: Any) -> torch.Tensor:
    """``norm(x, *args)`` of (N, C, ...), whose gradient is right in any layout.

    Channels that come first get one axis for all places, of which there is one layout; channels that come last get the
    strides that say so. In other orders torch's kernel goes by the strides, and is right.
    """
    if not torch.is_grad_enabled() or x.dim() < 4 or not x.is_cpu or 1 not in (x.shape[0], *x.shape[2:]):
        return norm(x, *args)
    if x.is_contiguous():
        return norm(x.flatten(2), *args).view(x.shape)
    last = x.movedim(1, -1)
    if last.is_contiguous():
        x = last.reshape(-1).view(last.shape).movedim(-1, 1)
    return norm(x, *args)


def dense(x: torch.Tensor) -> torch.Tensor:
    """`x`, copied where elements share memory.

    The CPU's median along an axis then reads beyond it (torch 2.13); and what is computed of a strided view of such a
    tensor, as by stft, has one gradient, the mean, for elements that share.
    """
    return x.contiguous() if 0 in x.stride() else x


def fill_diagonal_(x: torch.Tensor, value: Any, wrap: bool) -> torch.Tensor:
    """``x.fill_diagonal_(value, wrap)``, which takes wrapped ones for contiguous (torch 2.13)."""
    if wrap and not x.is_contiguous():
        return x.copy_(x.contiguous().fill_diagonal_(value, wrap))
    return x.fill_diagonal_(value, wrap)
