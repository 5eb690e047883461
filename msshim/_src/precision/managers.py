"""Loss scales for `Model`. Source: mindspore.train.loss_scale_manager of 2.10."""

from __future__ import annotations

from typing import Any

from msshim._src.steps.training import DynamicLossScaleUpdateCell, FixedLossScaleUpdateCell


class LossScaleManager:
    """Base of loss scales."""

    def get_loss_scale(self) -> Any:
        """The scale."""

    def update_loss_scale(self, overflow: Any) -> None:
        """Change the scale after a step."""

    def get_update_cell(self) -> Any:
        """The Cell that `TrainOneStepWithLossScaleCell` takes."""


class FixedLossScaleManager(LossScaleManager):
    """A loss scale that stays.

    Args:
        loss_scale: The scale, at least 1.
        drop_overflow_update: Whether a step that overflows changes no weights.

    Raises:
        ValueError: `loss_scale` is below 1.
    """

    def __init__(self, loss_scale: float = 128.0, drop_overflow_update: bool = True) -> None:
        if loss_scale < 1:
            raise ValueError(f"For 'FixedLossScaleManager', 'loss_scale' must be at least 1, but got {loss_scale}.")
        self._loss_scale = loss_scale
        self._drop_overflow_update = drop_overflow_update

    def get_loss_scale(self) -> float:
        """The scale."""
        return self._loss_scale

    def get_drop_overflow_update(self) -> bool:
        """Whether a step that overflows changes no weights."""
        return self._drop_overflow_update

    def get_update_cell(self) -> FixedLossScaleUpdateCell | None:
        """The Cell that `TrainOneStepWithLossScaleCell` takes; None without `drop_overflow_update`."""
        return FixedLossScaleUpdateCell(self._loss_scale) if self._drop_overflow_update else None


class DynamicLossScaleManager(LossScaleManager):
    """A loss scale that shrinks by a factor where a step overflows, and grows after many steps that do not.

    Args:
        init_loss_scale: The scale at first, at least 1.
        scale_factor: The factor, above 0.
        scale_window: After how many steps the scale grows, a positive int.

    Raises:
        ValueError: An argument is out of its range.
        TypeError: An argument is of another type.
    """

    def __init__(self, init_loss_scale: float = 2**24, scale_factor: int = 2, scale_window: int = 2000) -> None:
        who = "DynamicLossScaleManager"
        if init_loss_scale < 1.0:
            raise ValueError(f"For '{who}', 'init_loss_scale' must be at least 1, but got {init_loss_scale}.")
        positive_int(who, "scale_window", scale_window)
        if scale_factor <= 0:
            raise ValueError(f"For '{who}', 'scale_factor' must be above 0, but got {scale_factor}.")
        self.loss_scale = init_loss_scale
        self.scale_window = scale_window
        self.scale_factor = scale_factor
        self.increase_ratio = scale_factor
        self.decrease_ratio = 1 / scale_factor
        self.cur_iter = 1
        self.last_overflow_iter = 0
        self.bad_step_max = 1000
        self.bad_step = 0

    def get_loss_scale(self) -> float:
        """The scale."""
        return self.loss_scale

    def update_loss_scale(self, overflow: Any) -> None:
        """Change the scale after a step. Raises RuntimeError after more than 1000 overflows in a row."""
        if overflow:
            self.loss_scale = max(self.loss_scale * self.decrease_ratio, 1)
            self.last_overflow_iter = self.cur_iter
            self.bad_step += 1
        else:
            if (self.cur_iter - self.last_overflow_iter) % self.scale_window == 0:
                self.loss_scale *= self.increase_ratio
            self.bad_step = 0
        if self.bad_step > self.bad_step_max:
            raise RuntimeError(f"For 'DynamicLossScaleManager', {self.bad_step} steps in a row have overflowed.")
        self.cur_iter += 1

    def get_drop_overflow_update(self) -> bool:
        """True: a step that overflows changes no weights."""
        return True

    def get_update_cell(self) -> DynamicLossScaleUpdateCell:
        """The Cell that `TrainOneStepWithLossScaleCell` takes."""
        return DynamicLossScaleUpdateCell(self.loss_scale, self.scale_factor, self.scale_window)


def positive_int(who: str, name: str, value: Any) -> None:
    """Raise TypeError unless `value` is an int, ValueError unless it is above 0."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"For '{who}', '{name}' must be an int, but got {value!r} of type {type(value).__name__}.")
    if value <= 0:
        raise ValueError(f"For '{who}', '{name}' must be above 0, but got {value}.")
