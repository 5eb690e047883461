"""What one call of a cell costs over the same torch module: small inputs, so that the frame is what is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

import msshim as ms
import msshim.nn as nn
from benchmarks.timing import Table, interleaved

PAIRS: dict[str, tuple[Callable[[], Any], Callable[[], Any], tuple[int, ...]]] = {
    "ReLU": (nn.ReLU, torch.nn.ReLU, (4, 4)),
    "Dense": (lambda: nn.Dense(4, 4), lambda: torch.nn.Linear(4, 4), (4, 4)),
    "Conv2d": (lambda: nn.Conv2d(2, 2, 3, has_bias=True), lambda: torch.nn.Conv2d(2, 2, 3, padding=1), (1, 2, 4, 4)),
    "Conv3d": (lambda: nn.Conv3d(2, 2, 3, has_bias=True), lambda: torch.nn.Conv3d(2, 2, 3, padding=1), (1, 2, 4, 4, 4)),
    "Conv3dTranspose": (
        lambda: nn.Conv3dTranspose(2, 2, 2, stride=2, has_bias=True),
        lambda: torch.nn.ConvTranspose3d(2, 2, 2, stride=2),
        (1, 2, 2, 2, 2),
    ),
    "BatchNorm2d": (lambda: nn.BatchNorm2d(2), lambda: torch.nn.BatchNorm2d(2).eval(), (1, 2, 4, 4)),
    "LayerNorm": (lambda: nn.LayerNorm((4,)), lambda: torch.nn.LayerNorm(4), (4, 4)),
    "MaxPool2d": (lambda: nn.MaxPool2d(2, 2), lambda: torch.nn.MaxPool2d(2, 2), (1, 2, 4, 4)),
}


def main() -> list[Table]:
    """The table: torch tensors in, and MindSpore tensors in."""
    torch.set_num_threads(1)  # threads that wait for each other would hide the frame
    rows = {}
    for name, (ours, theirs, shape) in PAIRS.items():
        a, b, x = ours(), theirs(), torch.from_numpy(np.ones(shape, np.float32))
        handle = ms.from_torch(x)
        calls = {
            "torch": lambda b=b, x=x: b(x),
            "msshim, torch in": lambda a=a, x=x: a(x),
            "msshim, MindSpore in": lambda a=a, handle=handle: a(handle),
        }
        rows[name] = interleaved(calls, rounds=31, number=300)
    return [Table("One call of a small layer", "µs", "torch", rows)]
