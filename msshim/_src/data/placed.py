"""Rows as Tensors, where torch's default device says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import torch

from msshim._src.tensor.tensor import Tensor


def placing() -> Callable[[Any], Tensor]:
    """What makes an array of numbers a Tensor on the device that is torch's default now."""
    device = torch.get_default_device()
    return partial(_pinned, device) if device.type == "cuda" else Tensor


def _pinned(device: torch.device, array: Any) -> Tensor:
    """By way of pinned memory, so that this thread does not wait; what the device's stream computes next, does."""
    with torch.device("cpu"):
        host = Tensor(array)
    return Tensor(host._t.pin_memory().to(device, non_blocking=True))
