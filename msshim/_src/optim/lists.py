"""Arithmetic on lists of tensors, with torch's multi-tensor kernels, of which the updates are made."""

from __future__ import annotations

from typing import Any

import torch

Tensors = list[torch.Tensor]


def number(t: torch.Tensor) -> Any:
    """The number in a tensor of one element, which stays a tensor, of rank 0, where it would have to be waited for."""
    t = t.reshape(())
    return t.item() if t.device.type == "cpu" else t


def add(tensors: Tensors, others: Tensors, rate: Any) -> None:
    """``tensor += rate * other`` for each, in place; the rate is a number or a tensor of rank 0."""
    if isinstance(rate, torch.Tensor):
        others = list(torch._foreach_mul(others, rate))
        rate = 1
    torch._foreach_add_(tensors, others, alpha=rate)


def average(moments: Tensors, new: Tensors, beta: Any) -> None:
    """``moment = beta * moment + (1 - beta) * new`` for each, in place."""
    torch._foreach_mul_(moments, beta)
    torch._foreach_add_(moments, new, alpha=1 - beta)


def squares(tensors: Tensors) -> Tensors:
    """The square of each."""
    return list(torch._foreach_mul(tensors, tensors))


def roots(squares: Tensors, eps: float) -> Tensors:
    """``sqrt(square) + eps`` for each."""
    found = list(torch._foreach_sqrt(squares))
    torch._foreach_add_(found, eps)
    return found
