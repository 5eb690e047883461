"""Loss scalers for training loops of one's own. Source: mindspore.amp of 2.10."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

import torch

from msshim._src.cell.parameter import Parameter
from msshim._src.precision.managers import positive_int
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.interop import _walk
from msshim._src.tensor.tensor import Tensor


def _times(inputs: Any, factor: torch.Tensor) -> Any:
    """Each Tensor times a number, in its own dtype."""
    return _walk(inputs, lambda leaf: Tensor(leaf._t * factor.to(leaf._t.dtype)) if isinstance(leaf, Tensor) else leaf)


def _grad_scale_map(scale_value: Tensor, inputs: Any) -> Any:
    """Each Tensor times the scale; MindSpore's page on `LossScaler` builds scalers of one's own with it."""
    return _times(inputs, scale_value._t.detach())


def _grad_unscale_map(scale_value: Tensor, inputs: Any) -> Any:
    """Each Tensor divided by the scale."""
    return _times(inputs, 1 / scale_value._t.detach())


def all_finite(inputs: Any) -> Tensor:
    """Whether no element of the tensors, a tuple or list, is inf or nan: a bool Tensor of rank 0."""
    items = inputs if isinstance(inputs, (tuple, list)) else (inputs,)
    if not all(isinstance(item, Tensor) for item in items):
        raise TypeError(f"For 'all_finite', 'inputs' must be Tensors, but got {inputs!r}.")
    return Tensor(torch.stack([torch.isfinite(item._t).all() for item in items]).all())


class LossScaler(ABC):
    """Base of loss scalers."""

    @abstractmethod
    def scale(self, inputs: Any) -> Any:
        """The loss, or what is in a tuple, times the scale."""
        raise NotImplementedError

    @abstractmethod
    def unscale(self, inputs: Any) -> Any:
        """The gradients divided by the scale."""
        raise NotImplementedError

    @abstractmethod
    def adjust(self, grads_finite: Any) -> Any:
        """Change the scale after a step."""
        raise NotImplementedError


class StaticLossScaler(LossScaler):
    """A scale that stays.

    Args:
        scale_value: The scale, a number of at least 1.

    Raises:
        TypeError: It is no number.
        ValueError: It is below 1.
    """

    def __init__(self, scale_value: float) -> None:
        if not isinstance(scale_value, (float, int)) or isinstance(scale_value, bool):
            raise TypeError(f"For '{type(self).__name__}', 'scale_value' must be a number, but got {scale_value!r}.")
        if scale_value < 1:
            raise ValueError(f"For '{type(self).__name__}', 'scale_value' must be at least 1, but got {scale_value}.")
        self.scale_value = Parameter(Tensor(scale_value, mstype.float32), name="scale_value")

    def scale(self, inputs: Any) -> Any:
        """The loss, or what is in a tuple, times the scale."""
        return _grad_scale_map(self.scale_value, inputs)

    def unscale(self, inputs: Any) -> Any:
        """The gradients divided by the scale."""
        return _grad_unscale_map(self.scale_value, inputs)

    def adjust(self, grads_finite: Any) -> bool:
        """False: nothing changes."""
        return False


class DynamicLossScaler(StaticLossScaler):
    """A scale that shrinks by a factor where gradients are not finite, and grows after some steps where they are.

    Args:
        scale_value: The scale at first, a number of at least 1.
        scale_factor: The factor, a positive int.
        scale_window: After how many steps the scale grows, a positive int.

    Raises:
        TypeError: An argument is of another type.
        ValueError: An argument is out of its range.
    """

    def __init__(self, scale_value: float, scale_factor: int, scale_window: int) -> None:
        super().__init__(scale_value)
        positive_int("DynamicLossScaler", "scale_window", scale_window)
        positive_int("DynamicLossScaler", "scale_factor", scale_factor)
        self.scale_window = scale_window
        self.scale_factor = scale_factor
        self.counter = Parameter(Tensor(0, mstype.int32), name="counter")

    @torch.no_grad()
    def adjust(self, grads_finite: Any) -> bool:
        """Change the scale after a step; True."""
        scale, counter = self.scale_value._p, self.counter._p
        finite = grads_finite._t if isinstance(grads_finite, Tensor) else torch.tensor(grads_finite)
        larger = scale * self.scale_factor
        grows = (counter == self.scale_window - 1) & torch.isfinite(larger)
        smaller = (scale / self.scale_factor).clamp(min=1)
        scale.copy_(torch.where(finite, torch.where(grows, larger, scale), smaller))
        counter.copy_((counter + 1) % self.scale_window * finite)
        return True
