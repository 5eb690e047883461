"""Tensors from one process of a group to another, several at once; their gradients take the same ways back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from msshim._src.communication.collectives import wire
from msshim._src.communication.groups import Group

Way = tuple[int, int]
"""The place of the other process in the group, and the tag of what passes."""
Kind = tuple[Sequence[int], torch.dtype]
"""The shape and the dtype of what comes."""


class _Passed(torch.autograd.Function):
    @staticmethod
    def forward(
        group: Group, sends: Sequence[Way], kinds: Sequence[Kind], receives: Sequence[Way], *xs: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        device = xs[0].device if xs else None
        rooms = [torch.empty([*shape], dtype=dtype, device=device) for shape, dtype in kinds]
        own = iter([x for x, (peer, _) in zip(xs, sends, strict=True) if peer == group.rank])
        for room, (peer, _) in zip(rooms, receives, strict=True):
            if peer == group.rank:
                room.copy_(next(own))
        wire.pass_on([*zip(xs, sends, strict=True)], [*zip(rooms, receives, strict=True)], group).wait()
        return tuple(rooms)

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> None:
        ctx.group, ctx.sends, _, ctx.receives, *xs = inputs
        ctx.kinds = [(x.shape, x.dtype) for x in xs]

    @staticmethod
    def backward(ctx: Any, *grads: torch.Tensor) -> Any:
        found = passed([*grads], ctx.receives, ctx.kinds, ctx.sends, ctx.group)
        return None, None, None, None, *found


def passed(
    xs: Sequence[torch.Tensor], sends: Sequence[Way], kinds: Sequence[Kind], receives: Sequence[Way], group: Group
) -> tuple[torch.Tensor, ...]:
    """Each of `xs` goes its way of `sends`; of each way of `receives` comes a tensor of `kinds`.

    What one process sends another is received in the same order.
    """
    found: tuple[torch.Tensor, ...] = _Passed.apply(group, sends, kinds, receives, *xs)  # type: ignore[no-untyped-call]
    return found
