"""Methods around MindSpore's own memory, of which torch takes care here."""

from __future__ import annotations

from typing import Any

import torch


def set_init_flag(input: torch.Tensor, value: Any) -> None:
    """Nothing: a tensor has its values from the start."""
    return None


def requires_grad_(input: torch.Tensor, requires_grad: Any) -> None:
    """Nothing: MindSpore's Tensors have no such flag, its Parameters have."""
