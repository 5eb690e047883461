"""What programs take from `mindspore.common.api`: whether gradients are recorded. Source: that module of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim._src.runtime.context import synchronize

no_grad = torch.no_grad


class Executor:
    """MindSpore's PyNative executor, as far as programs ask it: torch records gradients or not, and runs at once."""

    def enable_grad(self) -> bool:
        """Whether gradients are recorded."""
        return torch.is_grad_enabled()

    def set_enable_grad(self, flag: bool) -> None:
        """Record gradients from here on, or do not."""
        torch.set_grad_enabled(flag)

    def sync(self) -> None:
        """Wait for all operations on the accelerator."""
        synchronize()


executor = Executor()


def forbid_reuse(fn: Callable[..., Any]) -> Callable[..., Any]:
    """The function itself: there is no compiled one that could be used again."""
    return fn
