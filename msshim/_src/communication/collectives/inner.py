"""Primitives of groups that MindSpore keeps for itself, and programs import.

Source: mindspore.ops.operations.comm_ops of 2.10.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import torch

from msshim._src.cell.primitive import PrimitiveWithCheck, PrimitiveWithInfer, prim_attr_register
from msshim._src.communication.collectives import attributes, exchange, plain, wire
from msshim._src.communication.collectives.gradients import Operation, linear
from msshim._src.tensor.interop import holds_torch, to_handles, to_values


def _answer(inputs: Any, found: torch.Tensor) -> Any:
    return found if holds_torch(inputs) else to_handles(found)


class _AllSwap(PrimitiveWithCheck):
    """The rows of a matrix that all processes have for this one, by how many elements go to each and come of each.

    Args:
        group: The name of the group.

    Raises:
        TypeError: `group` is no str.
    """

    @prim_attr_register
    def __init__(self, group: str = "hccl_world_group") -> None:
        self.init_prim_io_names(["tensor_in", "send_size", "recv_size"], ["tensor_out"])
        self.add_prim_attr("group", attributes.named("_AllSwap", group))
        self.add_prim_attr("no_eliminate", True)
        self.add_prim_attr("order_enforce_skip", True)

    def __call__(self, *args: Any) -> Any:
        x, sends, receives = to_values(args)
        return _answer(args, exchange.all_swap(x, sends.tolist(), receives.tolist(), self.group))


class _Unchanged(PrimitiveWithInfer):
    """What it is given, whose gradient takes a way of its own."""

    def __call__(self, *args: Any) -> Any:
        (x,) = to_values(args)
        return _answer(args, linear(x, _same, self._back()))

    def _back(self) -> Operation:
        raise NotImplementedError


def _same(x: torch.Tensor) -> torch.Tensor:
    return x


class _MirrorOperator(_Unchanged):
    """What it is given, whose gradient is the sum of those of all processes, or their mean.

    Args:
        group: The name of the group.
        dev_num: How many processes it has.
        mean_flag: Whether the gradient is divided by `dev_num`.
    """

    @prim_attr_register
    def __init__(self, group: str | None = None, dev_num: int | None = None, mean_flag: bool | None = None) -> None:
        self.add_prim_attr("fusion", 1)
        self.add_prim_attr("order_enforce_skip", True)

    def _back(self) -> Operation:
        if (self.dev_num or 1) == 1:
            return _same
        total = partial(plain.reduced, op="sum", group=wire.joined(self.group))
        return (lambda grad: total(grad).div_(self.dev_num)) if self.mean_flag else total


class _VirtualDiv(_Unchanged):
    """What it is given, whose gradient is divided.

    Args:
        divisor: By what.
    """

    @prim_attr_register
    def __init__(self, divisor: float | None = None) -> None:
        self.add_prim_attr("order_enforce_skip", True)

    def _back(self) -> Operation:
        return lambda grad: grad / self.divisor
