"""Learning rates that change: lists for each step, and cells of the step number. Source: mindspore.nn of 2.10."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.tensor.tensor import Tensor, wrap


def _float(who: str, name: str, value: Any, zero: bool = False) -> None:
    if not isinstance(value, float):
        raise TypeError(f"For '{who}', the '{name}' must be a float, but got {value!r} of type {type(value).__name__}.")
    if not 0 <= value < math.inf or (value == 0 and not zero):
        must = f"{'at least 0' if zero else 'positive'} and finite"
        raise ValueError(f"For '{who}', the '{name}' must be {must}, but got {value}.")


def _steps(who: str, **given: Any) -> None:
    for name, value in given.items():
        if not isinstance(value, int) or isinstance(value, bool) or value >= 2**63:
            raise TypeError(f"For '{who}', the '{name}' must be an int that fits int64, but got {value!r}.")
        if value <= 0:
            raise ValueError(f"For '{who}', the '{name}' must be positive, but got {value}.")


def _bool(who: str, name: str, value: Any) -> None:
    if not isinstance(value, bool):
        raise TypeError(f"For '{who}', the '{name}' must be a bool, but got {value!r}.")


def _between(who: str, low: Any, high: Any) -> None:
    _float(who, "min_lr", low, zero=True)
    _float(who, "max_lr", high)
    if low >= high:
        raise ValueError(f"For '{who}', the 'max_lr' must be greater than the 'min_lr', but got {high} and {low}.")


def _epochs(total_step: int, step_per_epoch: int) -> list[int]:
    return [step // step_per_epoch for step in range(total_step)]


def cosine_decay_lr(
    min_lr: float, max_lr: float, total_step: int, step_per_epoch: int, decay_epoch: int
) -> list[float]:
    """From `max_lr` to `min_lr` along half a cosine in `decay_epoch` epochs; one number for each step."""
    who = "cosine_decay_lr"
    _between(who, min_lr, max_lr)
    _steps(who, total_step=total_step, step_per_epoch=step_per_epoch, decay_epoch=decay_epoch)
    wave = (math.cos(math.pi * min(e, decay_epoch) / decay_epoch) for e in _epochs(total_step, step_per_epoch))
    return [min_lr + (max_lr - min_lr) / 2 * (1 + w) for w in wave]


def _decay(
    who: str,
    rule: Callable[[float, float], float],
    learning_rate: float,
    decay_rate: float,
    total_step: int,
    step_per_epoch: int,
    decay_epoch: int,
    is_stair: bool,
) -> list[float]:
    _float(who, "learning_rate", learning_rate)
    _float(who, "decay_rate", decay_rate)
    _steps(who, total_step=total_step, step_per_epoch=step_per_epoch, decay_epoch=decay_epoch)
    _bool(who, "is_stair", is_stair)
    parts = (e // decay_epoch if is_stair else e / decay_epoch for e in _epochs(total_step, step_per_epoch))
    return [learning_rate * rule(decay_rate, part) for part in parts]


def exponential_decay_lr(
    learning_rate: float,
    decay_rate: float,
    total_step: int,
    step_per_epoch: int,
    decay_epoch: int,
    is_stair: bool = False,
) -> list[float]:
    """``learning_rate * decay_rate ** (epoch / decay_epoch)`` for each step; by whole powers with `is_stair`."""
    given = (learning_rate, decay_rate, total_step, step_per_epoch, decay_epoch, is_stair)
    return _decay("exponential_decay_lr", lambda rate, part: rate**part, *given)


def natural_exp_decay_lr(
    learning_rate: float,
    decay_rate: float,
    total_step: int,
    step_per_epoch: int,
    decay_epoch: int,
    is_stair: bool = False,
) -> list[float]:
    """``learning_rate * exp(-decay_rate * epoch)``; the epoch counts in steps of decay_epoch with `is_stair`."""
    who = "natural_exp_decay_lr"
    given = (learning_rate, decay_rate, total_step, step_per_epoch, decay_epoch, is_stair)
    _decay(who, lambda rate, part: 0.0, *given)
    epochs = _epochs(total_step, step_per_epoch)
    counted = [e // decay_epoch * decay_epoch if is_stair else e for e in epochs]
    return [learning_rate * math.exp(-decay_rate * e) for e in counted]


def inverse_decay_lr(
    learning_rate: float,
    decay_rate: float,
    total_step: int,
    step_per_epoch: int,
    decay_epoch: int,
    is_stair: bool = False,
) -> list[float]:
    """``learning_rate / (1 + decay_rate * epoch / decay_epoch)`` for each step."""
    given = (learning_rate, decay_rate, total_step, step_per_epoch, decay_epoch, is_stair)
    return _decay("inverse_decay_lr", lambda rate, part: 1 / (1 + rate * part), *given)


def piecewise_constant_lr(milestone: Any, learning_rates: Any) -> list[float]:
    """Each learning rate up to its milestone, a step number."""
    who = "piecewise_constant_lr"
    for name, value in (("milestone", milestone), ("learning_rates", learning_rates)):
        if not isinstance(value, (tuple, list)):
            raise TypeError(f"For '{who}', the '{name}' must be a tuple or list, but got {value!r}.")
    if len(milestone) != len(learning_rates):
        raise ValueError(
            f"For '{who}', there must be as many learning rates as milestones, but got {len(learning_rates)} and "
            f"{len(milestone)}."
        )
    rates: list[float] = []
    for i, (end, rate) in enumerate(zip(milestone, learning_rates, strict=True)):
        _steps(who, **{f"milestone[{i}]": end})
        if end < len(rates) or (i and end <= milestone[i - 1]):
            raise ValueError(f"For '{who}', the milestones must grow, but got {milestone}.")
        if not isinstance(rate, float):
            raise TypeError(f"For '{who}', each learning rate must be a float, but got {rate!r}.")
        rates += [rate] * (end - len(rates))
    return rates


def polynomial_decay_lr(
    learning_rate: float,
    end_learning_rate: float,
    total_step: int,
    step_per_epoch: int,
    decay_epoch: int,
    power: float,
    update_decay_epoch: bool = False,
) -> list[float]:
    """From `learning_rate` to `end_learning_rate` along a power in `decay_epoch` epochs."""
    who = "polynomial_decay_lr"
    _float(who, "learning_rate", learning_rate)
    _float(who, "end_learning_rate", end_learning_rate, zero=True)
    _float(who, "power", power)
    _steps(who, total_step=total_step, step_per_epoch=step_per_epoch, decay_epoch=decay_epoch)
    _bool(who, "update_decay_epoch", update_decay_epoch)
    rates = []
    for epoch in _epochs(total_step, step_per_epoch):
        whole = decay_epoch * max(math.ceil(epoch / decay_epoch), 1) if update_decay_epoch else decay_epoch
        left = 1 - min(epoch, whole) / whole
        rates.append((learning_rate - end_learning_rate) * left**power + end_learning_rate)
    return rates


def warmup_lr(learning_rate: float, total_step: int, step_per_epoch: int, warmup_epoch: int) -> list[float]:
    """From 0 to `learning_rate` in `warmup_epoch` epochs, then constant."""
    who = "warmup_lr"
    _float(who, "learning_rate", learning_rate, zero=True)
    _steps(who, total_step=total_step, step_per_epoch=step_per_epoch, warmup_epoch=warmup_epoch)
    return [learning_rate * min(e, warmup_epoch) / warmup_epoch for e in _epochs(total_step, step_per_epoch)]


class LearningRateSchedule(Cell):
    """The base of learning rates of the step number; subclasses compute in `construct`."""

    def construct(self, global_step: Any) -> Any:
        """The learning rate at a step."""
        raise NotImplementedError

    @staticmethod
    def _step(global_step: Tensor) -> torch.Tensor:
        return global_step._t.float()


class CosineDecayLR(LearningRateSchedule):
    """From `max_lr` to `min_lr` along half a cosine in `decay_steps` steps."""

    def __init__(self, min_lr: float, max_lr: float, decay_steps: int) -> None:
        super().__init__()
        _between("CosineDecayLR", min_lr, max_lr)
        _steps("CosineDecayLR", decay_steps=decay_steps)
        self.min_lr, self.max_lr, self.decay_steps = min_lr, max_lr, decay_steps

    def construct(self, global_step: Any) -> Any:
        """The learning rate at a step."""
        part = torch.clamp(self._step(global_step), max=self.decay_steps) / self.decay_steps
        return wrap(self.min_lr + (self.max_lr - self.min_lr) / 2 * (1 + torch.cos(math.pi * part)))


class _Decay(LearningRateSchedule):
    def __init__(self, learning_rate: float, decay_rate: float, decay_steps: int, is_stair: bool = False) -> None:
        super().__init__()
        who = self.cls_name
        _float(who, "learning_rate", learning_rate)
        _float(who, "decay_rate", decay_rate)
        _steps(who, decay_steps=decay_steps)
        _bool(who, "is_stair", is_stair)
        self.learning_rate, self.decay_rate, self.decay_steps = learning_rate, decay_rate, decay_steps
        self.is_stair = is_stair

    def _part(self, global_step: Any) -> torch.Tensor:
        part = self._step(global_step) / self.decay_steps
        return torch.floor(part) if self.is_stair else part


class ExponentialDecayLR(_Decay):
    """``learning_rate * decay_rate ** (step / decay_steps)``; by whole powers with `is_stair`."""

    def construct(self, global_step: Any) -> Any:
        """The learning rate at a step."""
        return wrap(self.learning_rate * self.decay_rate ** self._part(global_step))


class NaturalExpDecayLR(_Decay):
    """``learning_rate * exp(-decay_rate * step)``; the step counts in steps of decay_steps with `is_stair`."""

    def construct(self, global_step: Any) -> Any:
        """The learning rate at a step."""
        step = self._part(global_step) * self.decay_steps if self.is_stair else self._step(global_step)
        return wrap(self.learning_rate * torch.exp(-self.decay_rate * step))


class InverseDecayLR(_Decay):
    """``learning_rate / (1 + decay_rate * step / decay_steps)``."""

    def construct(self, global_step: Any) -> Any:
        """The learning rate at a step."""
        return wrap(self.learning_rate / (1 + self.decay_rate * self._part(global_step)))


class PolynomialDecayLR(LearningRateSchedule):
    """From `learning_rate` to `end_learning_rate` along a power in `decay_steps` steps."""

    def __init__(
        self,
        learning_rate: float,
        end_learning_rate: float,
        decay_steps: int,
        power: float,
        update_decay_steps: bool = False,
    ) -> None:
        super().__init__()
        who = "PolynomialDecayLR"
        _float(who, "learning_rate", learning_rate)
        _float(who, "end_learning_rate", end_learning_rate, zero=True)
        _float(who, "power", power)
        _steps(who, decay_steps=decay_steps)
        _bool(who, "update_decay_steps", update_decay_steps)
        self.start_learning_rate, self.end_learning_rate, self.decay_steps = (
            learning_rate,
            end_learning_rate,
            decay_steps,
        )
        self.power, self.update_decay_steps = power, update_decay_steps

    def construct(self, global_step: Any) -> Any:
        """The learning rate at a step."""
        step = self._step(global_step)
        whole: Any = float(self.decay_steps)
        if self.update_decay_steps:
            whole = whole * torch.clamp(torch.ceil(step / whole), min=1)
        left = 1 - torch.minimum(step, torch.as_tensor(whole)) / whole
        return wrap((self.start_learning_rate - self.end_learning_rate) * left**self.power + self.end_learning_rate)


class WarmUpLR(LearningRateSchedule):
    """From 0 to `learning_rate` in `warmup_steps` steps, then constant."""

    def __init__(self, learning_rate: float, warmup_steps: int) -> None:
        super().__init__()
        _float("WarmUpLR", "learning_rate", learning_rate, zero=True)
        _steps("WarmUpLR", warmup_steps=warmup_steps)
        self.warmup_steps, self.learning_rate = warmup_steps, learning_rate

    def construct(self, global_step: Any) -> Any:
        """The learning rate at a step."""
        return wrap(
            self.learning_rate * torch.clamp(self._step(global_step), max=self.warmup_steps) / self.warmup_steps
        )
