"""Losses with structure. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim.cells.wrap import LossBase
from msshim.core.tensor import Tensor


class TripletMarginWithDistanceLoss(LossBase):
    """``max(distance(x, positive) - distance(x, negative) + margin, 0)``.

    Args:
        distance_function: A function of two tensors; None for the Euclidean distance along the last axis.
        swap: Whether the negative's distance is the nearer of those to `x` and to `positive`.
        reduction: 'mean', 'sum' or 'none'.
        margin: A float.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `reduction` is unknown.
    """

    def __init__(
        self,
        distance_function: Callable[..., Any] | None = None,
        swap: bool = False,
        reduction: str = "mean",
        margin: float = 1.0,
    ) -> None:
        super().__init__(reduction)
        if not isinstance(margin, float):
            raise TypeError(f"For '{self.cls_name}', 'margin' must be a float, but got {margin!r}.")
        if not isinstance(swap, bool):
            raise TypeError(f"For '{self.cls_name}', 'swap' must be a bool, but got {swap!r}.")
        self.distance_function = distance_function or _euclidean
        self.swap = swap
        self.margin = margin

    def construct(self, x: Tensor, positive: Tensor, negative: Tensor) -> Tensor:  # type: ignore[override]
        """The loss of tensors of one shape."""
        for name, value in (("x", x), ("positive", positive), ("negative", negative)):
            if not isinstance(value, Tensor):
                raise TypeError(f"For '{self.cls_name}', '{name}' must be a Tensor, but got {value!r}.")
        near, far = self.distance_function(x, positive), self.distance_function(x, negative)
        if self.swap:
            far = Tensor(torch.minimum(far._t, self.distance_function(positive, negative)._t))
        return self.get_loss(Tensor((near._t - far._t + self.margin).clamp(min=0)))


def _euclidean(a: Tensor, b: Tensor) -> Tensor:
    return Tensor((a._t - b._t).square().sum(-1).sqrt())
