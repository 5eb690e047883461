"""What lets gradients through collectives, by MindSpore's rules. Source: mindspore.ops._grad_experimental of 2.10.

No rank knows what the loss of another one is; a collective takes each rank's gradient of its own output, and gives what
the ranks' losses together want of its input.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

Operation = Callable[[torch.Tensor], torch.Tensor]


class _Linear(torch.autograd.Function):
    @staticmethod
    def forward(x: torch.Tensor, there: Operation, back: Operation, first: Operation | None) -> torch.Tensor:
        return (first or there)(x)

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> None:
        _, ctx.there, ctx.back, _ = inputs

    @staticmethod
    def backward(ctx: Any, *grads: torch.Tensor) -> Any:
        return linear(grads[0], ctx.back, ctx.there), None, None, None

    @staticmethod
    def jvp(ctx: Any, *tangents: Any) -> Any:
        return ctx.there(tangents[0])


def linear(x: torch.Tensor, there: Operation, back: Operation, first: Operation | None = None) -> torch.Tensor:
    """``there(x)``, whose gradient goes through `back`, and that one's through `there` again.

    first: `there` as it is done the first time, without waiting.
    """
    found: torch.Tensor = _Linear.apply(x, there, back, first)  # type: ignore[no-untyped-call]
    return found
