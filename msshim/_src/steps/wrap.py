"""Cells around a network and its loss. Source: mindspore.nn.wrap and mindspore.nn.loss of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import torch

from msshim._src.cell.cell import Cell
from msshim._src.factory.registry import get
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.interop import cast_floating
from msshim._src.tensor.tensor import Tensor


class LossBase(Cell):
    """The base of losses: weights and the reduction. Raises ValueError for an unknown one."""

    # What subclasses find to compute with, made when it is asked for.
    _operators: ClassVar[dict[str, Callable[[Any], Any]]] = {
        "average": lambda self: self.reduction != "sum",
        "reduce": lambda self: self.reduction != "none",
        "reduce_mean": lambda self: get("ops", "ReduceMean")(),
        "reduce_sum": lambda self: get("ops", "ReduceSum")(),
        "mul": lambda self: get("ops", "Mul")(),
        "cast": lambda self: get("ops", "Cast")(),
    }

    _bare = True  # rows keep their own `reduction`
    reduction = "mean"

    def __init__(self, reduction: str = "mean") -> None:
        super().__init__()
        if reduction not in ("mean", "sum", "none"):
            raise ValueError(
                f"For '{self.cls_name}', 'reduction' must be 'mean', 'sum' or 'none', but got {reduction!r}."
            )
        self.reduction = reduction

    def get_axis(self, x: Tensor) -> tuple[int, ...]:
        """All axes of a tensor."""
        return tuple(range(x.ndim))

    def get_loss(self, x: Tensor, weights: Any = 1.0) -> Tensor:
        """The elements times the weights, reduced, in the dtype of `x`."""
        if not self._operators.keys().isdisjoint(self.__dict__):  # one was asked for, and may be another one now
            return self._spelled_loss(x, weights)
        found: Tensor = x.astype(mstype.float32) * weights
        if self.reduction == "mean":
            found = found.mean(self.get_axis(found))
        elif self.reduction == "sum":
            found = found.sum(self.get_axis(found))
        return found.astype(x.dtype)

    def _spelled_loss(self, x: Tensor, weights: Any) -> Tensor:
        found = self.mul(self.cast(weights, mstype.float32), self.cast(x, mstype.float32))
        if self.reduce:
            found = (self.reduce_mean if self.average else self.reduce_sum)(found, self.get_axis(found))
        done: Tensor = self.cast(found, x.dtype)
        return done

    def construct(self, logits: Any, labels: Any) -> Any:
        """The loss; each subclass says how."""
        raise NotImplementedError


class _Loss(LossBase):
    """`LossBase` under its old name; none of the losses is one."""


class WithLossCell(Cell):
    """``loss_fn(backbone(data), label)``."""

    def __init__(self, backbone: Any, loss_fn: Any) -> None:
        super().__init__(auto_prefix=False)
        self._backbone = backbone
        self._loss_fn = loss_fn

    @property
    def backbone_network(self) -> Any:
        """The network."""
        return self._backbone

    def construct(self, data: Any, label: Any) -> Any:
        """The loss."""
        return self._loss_fn(self._backbone(data), label)


class WithEvalCell(Cell):
    """The loss, the output and the label of a network; both in float32 with `add_cast_fp32`."""

    def __init__(self, network: Any, loss_fn: Any, add_cast_fp32: bool = False) -> None:
        super().__init__(auto_prefix=False)
        if not isinstance(add_cast_fp32, bool):
            raise TypeError(f"For 'WithEvalCell', 'add_cast_fp32' must be a bool, but got {add_cast_fp32!r}.")
        self._network = network
        self._loss_fn = loss_fn
        self.add_cast_fp32 = add_cast_fp32

    def construct(self, data: Any, label: Any) -> Any:
        """Loss, output and label."""
        outputs = self._network(data)
        if self.add_cast_fp32:
            outputs, label = cast_floating(outputs, torch.float32), cast_floating(label, torch.float32)
        return self._loss_fn(outputs, label), outputs, label
