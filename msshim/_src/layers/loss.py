"""Losses with structure. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.factory.registry import get
from msshim._src.layers.activations import get_activation
from msshim._src.steps.wrap import LossBase
from msshim._src.tensor.tensor import Tensor


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


class MultiClassDiceLoss(LossBase):
    """The mean of the Dice losses of the classes, which stand in the second axis.

    Args:
        weights: A Tensor with a row of factors for each class, or None.
        ignore_indiex: The class that does not count, or None.
        activation: What the logits go through: a Cell, the name of one, or None.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `weights` has not two axes or not as many rows as there are classes, the name is not one of the six,
            or logits and label differ in shape or have fewer than two axes.
    """

    _names = ("softmax", "logsoftmax", "relu", "relu6", "tanh", "sigmoid")

    def __init__(self, weights: Tensor | None = None, ignore_indiex: int | None = None, activation: Any = "softmax"):
        super().__init__()
        if weights is not None and not isinstance(weights, Tensor):
            raise TypeError(f"For '{self.cls_name}', 'weights' must be a Tensor or None, but got {weights!r}.")
        if weights is not None and weights.ndim != 2:
            raise ValueError(f"For '{self.cls_name}', 'weights' must have two axes, but got {weights.ndim}.")
        if ignore_indiex is not None and (not isinstance(ignore_indiex, int) or isinstance(ignore_indiex, bool)):
            raise TypeError(f"For '{self.cls_name}', 'ignore_indiex' must be an int, but got {ignore_indiex!r}.")
        if isinstance(activation, str) and activation not in self._names:
            raise ValueError(f"For '{self.cls_name}', 'activation' must be in {self._names}, but got {activation!r}.")
        if activation is not None and not isinstance(activation, (str, Cell)):
            raise TypeError(f"For '{self.cls_name}', 'activation' must be a str or Cell, but got {activation!r}.")
        self.binarydiceloss = get("nn", "DiceLoss")(smooth=1e-5)
        self.weights = weights
        self.ignore_indiex = ignore_indiex
        self.activation = get_activation(activation) if isinstance(activation, str) else activation

    def construct(self, logits: Tensor, label: Tensor) -> Tensor:  # type: ignore[override]
        """The loss of tensors of one shape, (N, C, ...)."""
        for name, value in (("logits", logits), ("label", label)):
            if not isinstance(value, Tensor):
                raise TypeError(f"For '{self.cls_name}', '{name}' must be a Tensor, but got {value!r}.")
        if logits.shape != label.shape or logits.ndim < 2:
            shapes = f"{logits.shape} and {label.shape}"
            raise ValueError(f"For '{self.cls_name}', both inputs must have one shape, (N, C, ...), but got {shapes}.")
        classes = label.shape[1]
        if self.weights is not None and self.weights.shape[0] != classes:
            raise ValueError(
                f"For '{self.cls_name}', 'weights' must have {classes} rows, but got {self.weights.shape}."
            )
        x = logits if self.activation is None else self.activation(logits)
        total: Any = 0
        for i in range(classes):
            if i != self.ignore_indiex:
                part = self.binarydiceloss(x[:, i], label[:, i])
                total = total + (part if self.weights is None else part * self.weights[i])
        return total / classes  # type: ignore[no-any-return]
