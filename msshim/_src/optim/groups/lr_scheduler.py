"""Schedules that set the 'lr' of an optimizer's groups. Source: mindspore.experimental.optim.lr_scheduler of 2.10."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import torch

from msshim._src.cell.parameter import Parameter
from msshim._src.optim.groups.checks import types
from msshim._src.optim.groups.optimizer import Optimizer
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor

Rates = list[Any]


def _counter(value: float, name: str) -> Parameter:
    """A number that stays on the host, so that reading it waits for no device."""
    return Parameter._over(torch.nn.Parameter(torch.tensor(float(value)), requires_grad=False), name, True)


def _assign(parameter: Parameter, value: Any) -> None:
    with torch.no_grad():
        parameter._p.copy_(value._t if isinstance(value, Tensor) else torch.as_tensor(value))


def _is_optimizer(who: str, optimizer: Any) -> None:
    if not isinstance(optimizer, Optimizer):
        raise TypeError(f"For '{who}', 'optimizer' must be an experimental.optim.Optimizer, but got {optimizer!r}.")


def _int(who: str, name: str, value: Any) -> None:
    if not isinstance(value, int):
        raise TypeError(f"For '{who}', '{name}' must be an int, but got {value!r} of type {type(value).__name__}.")


def _float(who: str, name: str, value: Any) -> None:
    if not isinstance(value, float):
        raise TypeError(f"For '{who}', '{name}' must be a float, but got {value!r} of type {type(value).__name__}.")


def _factor(who: str, name: str, value: float, above: bool = False) -> None:
    if value > 1 or value < 0 or (above and value == 0):
        raise ValueError(f"For '{who}', '{name}' must be between 0 and 1, but got {value}.")


def _each(who: str, name: str, value: Any, optimizer: Any) -> list[Any]:
    """One value for each group."""
    count = len(optimizer.param_groups)
    if not isinstance(value, (list, tuple)):
        return [value] * count
    if len(value) != count:
        raise ValueError(f"For '{who}', '{name}' must be {count} values, one for each group, but got {len(value)}.")
    return list(value)


class LRScheduler:
    """Base of schedules: a subclass's `get_lr` gives the rates of an epoch from `last_epoch`, `base_lrs`, `_last_lr`.

    Args:
        optimizer: An optimizer with groups. The schedule makes its first step at once.
        last_epoch: -1, or the epoch to go on from; then each group has an 'initial_lr'.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `last_epoch` is below -1.
        KeyError: A group has no 'initial_lr'.
    """

    def __init__(self, optimizer: Optimizer, last_epoch: int = -1) -> None:
        who = type(self).__name__
        _is_optimizer(who, optimizer)
        _int(who, "last_epoch", last_epoch)
        if last_epoch < -1:
            raise ValueError(f"For '{who}', 'last_epoch' must be at least -1, but got {last_epoch}.")
        for i, group in enumerate(optimizer.param_groups):
            if last_epoch == -1:
                group.setdefault("initial_lr", Tensor(group["lr"]._p.detach().clone()))
            elif "initial_lr" not in group:
                raise KeyError(f"For '{who}', group {i} must have an 'initial_lr' to go on from {last_epoch}.")
        self.base_lrs: Rates = [group["initial_lr"] for group in optimizer.param_groups]
        self.optimizer = optimizer
        self._last_lr = list(optimizer.lrs)
        self.groups_num = len(optimizer.param_groups)
        self.last_epoch = _counter(last_epoch, f"last_epoch_{who}")
        self.step()

    @property
    def _epoch(self) -> int:
        return int(self.last_epoch._p)

    def get_lr(self) -> Rates:
        """The rates of this epoch; each subclass says which."""
        raise NotImplementedError

    def get_last_lr(self) -> list[Tensor]:
        """The present rates."""
        return [lr.value() for lr in self._last_lr]

    def step(self, epoch: Any = None) -> bool:
        """Go to the next epoch, or to a given one, and set the rates."""
        if epoch is None:
            self.last_epoch._p.data.add_(1)
            values = self.get_lr()
        else:
            _assign(self.last_epoch, epoch)
            values = self._get_closed_form_lr() if hasattr(self, "_get_closed_form_lr") else self.get_lr()
        for parameter, value in zip(self._last_lr, values, strict=True):
            _assign(parameter, value)
        return True

    def _scaled(self, factor: Any) -> Rates:
        return [lr * factor for lr in self._last_lr]


class StepLR(LRScheduler):
    """The rate times `gamma` after each `step_size` epochs."""

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float = 0.1, last_epoch: int = -1) -> None:
        _int("StepLR", "step_size", step_size)
        _float("StepLR", "gamma", gamma)
        self.step_size, self.gamma = step_size, gamma
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> Rates:
        """The rates of this epoch."""
        turns = self._epoch != 0 and self._epoch % self.step_size == 0
        return self._scaled(self.gamma if turns else 1.0)

    def _get_closed_form_lr(self) -> Rates:
        return [base * self.gamma ** (self._epoch // self.step_size) for base in self.base_lrs]


class LinearLR(LRScheduler):
    """From `start_factor` of the rate to `end_factor` of it in `total_iters` epochs."""

    def __init__(
        self,
        optimizer: Optimizer,
        start_factor: float = 1.0 / 3,
        end_factor: float = 1.0,
        total_iters: int = 5,
        last_epoch: int = -1,
    ) -> None:
        _factor("LinearLR", "start_factor", start_factor, above=True)
        _factor("LinearLR", "end_factor", end_factor)
        _int("LinearLR", "total_iters", total_iters)
        self.start_factor, self.end_factor, self.total_iters = start_factor, end_factor, total_iters
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> Rates:
        """The rates of this epoch."""
        epoch, change = self._epoch, self.end_factor - self.start_factor
        if epoch == 0:
            return self._scaled(self.start_factor)
        if epoch > self.total_iters:
            return self._scaled(1.0)
        return self._scaled(1.0 + change / (self.total_iters * self.start_factor + (epoch - 1) * change))

    def _get_closed_form_lr(self) -> Rates:
        share = min(self.total_iters, self._epoch) / self.total_iters
        return [base * (self.start_factor + (self.end_factor - self.start_factor) * share) for base in self.base_lrs]


class ExponentialLR(LRScheduler):
    """The rate times `gamma` after each epoch."""

    def __init__(self, optimizer: Optimizer, gamma: float, last_epoch: int = -1) -> None:
        _float("ExponentialLR", "gamma", gamma)
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> Rates:
        """The rates of this epoch."""
        return self._scaled(self.gamma if self._epoch else 1.0)

    def _get_closed_form_lr(self) -> Rates:
        return [base * self.gamma**self._epoch for base in self.base_lrs]


class PolynomialLR(LRScheduler):
    """From the rate to 0 in `total_iters` epochs, as a power of what is left of them."""

    def __init__(self, optimizer: Optimizer, total_iters: int = 5, power: float = 1.0, last_epoch: int = -1) -> None:
        _float("PolynomialLR", "power", power)
        if power < 0:
            raise ValueError(f"For 'PolynomialLR', 'power' must be at least 0, but got {power}.")
        _int("PolynomialLR", "total_iters", total_iters)
        self.total_iters, self.power = total_iters, power
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> Rates:
        """The rates of this epoch."""
        epoch, total = self._epoch, self.total_iters
        if epoch == 0 or epoch > total:
            return self._scaled(1.0)
        return self._scaled(((1.0 - epoch / total) / (1.0 - (epoch - 1) / total)) ** self.power)

    def _get_closed_form_lr(self) -> Rates:
        left = 1.0 - min(self.total_iters, self._epoch) / self.total_iters
        return [base * left**self.power for base in self.base_lrs]


class LambdaLR(LRScheduler):
    """The first rate times what a function of the epoch gives, one function or one for each group."""

    def __init__(self, optimizer: Optimizer, lr_lambda: Any, last_epoch: int = -1) -> None:
        self.lr_lambdas = _each("LambdaLR", "lr_lambda", lr_lambda, optimizer)
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> Rates:
        """The rates of this epoch."""
        return [base * f(self.last_epoch) for f, base in zip(self.lr_lambdas, self.base_lrs, strict=True)]


class MultiplicativeLR(LRScheduler):
    """The last rate times what a function of the epoch gives, one function or one for each group."""

    def __init__(self, optimizer: Optimizer, lr_lambda: Any, last_epoch: int = -1) -> None:
        self.lr_lambdas = _each("MultiplicativeLR", "lr_lambda", lr_lambda, optimizer)
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> Rates:
        """The rates of this epoch."""
        if self._epoch <= 0:
            return self._scaled(1.0)
        return [lr * f(self.last_epoch) for f, lr in zip(self.lr_lambdas, self._last_lr, strict=True)]


class MultiStepLR(LRScheduler):
    """The rate times `gamma` at each of the epochs `milestones`."""

    def __init__(self, optimizer: Optimizer, milestones: list[int], gamma: float = 0.1, last_epoch: int = -1) -> None:
        types("MultiStepLR", (list,), milestones=milestones)
        for item in milestones:
            _int("MultiStepLR", "milestones", item)
        types("MultiStepLR", (float, int), gamma=gamma)
        self.milestones, self.gamma = Counter(milestones), gamma
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> Rates:
        """The rates of this epoch."""
        return self._scaled(self.gamma ** self.milestones[self._epoch])


class ConstantLR(LRScheduler):
    """The rate times `factor` for the first `total_iters` epochs."""

    def __init__(
        self, optimizer: Optimizer, factor: float = 1.0 / 3, total_iters: int = 5, last_epoch: int = -1
    ) -> None:
        _factor("ConstantLR", "factor", factor)
        _int("ConstantLR", "total_iters", total_iters)
        self.factor, self.total_iters = factor, total_iters
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> Rates:
        """The rates of this epoch."""
        if self._epoch == 0:
            return self._scaled(self.factor)
        return [lr / self.factor if self._epoch == self.total_iters else lr * 1.0 for lr in self._last_lr]

    def _get_closed_form_lr(self) -> Rates:
        over = self._epoch >= self.total_iters
        return [base * (self.factor + over * (1 - self.factor)) for base in self.base_lrs]


class SequentialLR:
    """One schedule after the other, each from its milestone on.

    Args:
        optimizer: The optimizer of all schedules.
        schedulers: The schedules.
        milestones: At which epoch each but the first begins.
        last_epoch: -1, or the epoch to go on from.

    Raises:
        ValueError: A schedule has another optimizer, or there is not one milestone less than schedules.
    """

    def __init__(
        self, optimizer: Optimizer, schedulers: Sequence[Any], milestones: Sequence[int], last_epoch: int = -1
    ) -> None:
        for i, scheduler in enumerate(schedulers):
            if scheduler.optimizer is not optimizer:
                raise ValueError(f"For 'SequentialLR', schedule {i} must have the same optimizer.")
        if len(milestones) != len(schedulers) - 1:
            raise ValueError(
                f"For 'SequentialLR', there must be one milestone less than schedules, but got {len(milestones)} and "
                f"{len(schedulers)}."
            )
        self._schedulers, self.milestones, self.optimizer = schedulers, milestones, optimizer
        self.last_epoch = _counter(last_epoch + 1, "last_epoch_SequentialLR")
        for group in optimizer.param_groups:
            _assign(group["lr"], group["initial_lr"])
        for scheduler in schedulers:
            scheduler.last_epoch._p.data.sub_(1)
        schedulers[0].step()
        self._last_lr = schedulers[0]._last_lr

    def step(self) -> None:
        """Go to the next epoch."""
        self.last_epoch._p.data.add_(1)
        epoch = int(self.last_epoch._p)
        chosen = bisect_right(self.milestones, epoch)
        if chosen and self.milestones[chosen - 1] == epoch:
            self._schedulers[chosen].step(0)
        else:
            self._schedulers[chosen].step()

    def get_last_lr(self) -> list[Tensor]:
        """The present rates."""
        return [lr.value() for lr in self._last_lr]


class ReduceLROnPlateau:
    """The rate times `factor` where a number has not become better for more than `patience` epochs.

    Args:
        optimizer: An optimizer with groups.
        mode: "min" or "max": which is better.
        factor: Below 1.
        patience, cooldown: Numbers of epochs.
        threshold: What counts as better.
        threshold_mode: "rel" (a share of the best) or "abs".
        min_lr: The least rate, or one for each group.
        eps: The least change of a rate.

    Raises:
        TypeError: `optimizer` is another.
        ValueError: An option has a wrong value.
    """

    def __init__(
        self,
        optimizer: Optimizer,
        mode: str = "min",
        factor: float = 0.1,
        patience: int = 10,
        threshold: float = 1e-4,
        threshold_mode: str = "rel",
        cooldown: int = 0,
        min_lr: Any = 0,
        eps: float = 1e-8,
    ) -> None:
        who = "ReduceLROnPlateau"
        if factor >= 1.0:
            raise ValueError(f"For '{who}', 'factor' must be below 1, but got {factor}.")
        _is_optimizer(who, optimizer)
        self.min_lrs = [Tensor(lr, mstype.float32) for lr in _each(who, "min_lr", min_lr, optimizer)]
        for name, value, known in (("mode", mode, ("min", "max")), ("threshold_mode", threshold_mode, ("rel", "abs"))):
            if value not in known:
                raise ValueError(f"For '{who}', '{name}' must be {' or '.join(map(repr, known))}, but got {value!r}.")
        self.optimizer, self.mode, self.threshold_mode = optimizer, mode, threshold_mode
        self.factor, self.patience, self.threshold, self.cooldown, self.eps = factor, patience, threshold, cooldown, eps
        self.mode_worse = math.inf if mode == "min" else -math.inf
        self.last_epoch = _counter(0, f"last_epoch_{who}")
        self.best = _counter(self.mode_worse, "best")
        self.cooldown_counter, self.wait = _counter(0, "cooldown_counter"), _counter(0, "wait")
        self._last_lr = [group["lr"] for group in optimizer.param_groups]

    def step(self, metrics: Any) -> bool:
        """Look at the number of an epoch."""
        current = float(metrics)
        self.last_epoch._p.data.add_(1)
        if self._better(current):
            _assign(self.best, current)
            _assign(self.wait, 0)
        else:
            self.wait._p.data.add_(1)
        if self.in_cooldown():
            self.cooldown_counter._p.data.sub_(1)
            _assign(self.wait, 0)
        if self.wait._p > self.patience:
            for lr, least in zip(self._last_lr, self.min_lrs, strict=True):
                old, new = lr._p.detach(), torch.maximum(lr._p.detach() * self.factor, least._t)
                _assign(lr, torch.where(old > new + self.eps, new, old))
            _assign(self.cooldown_counter, self.cooldown)
            _assign(self.wait, 0)
        return True

    def in_cooldown(self) -> bool:
        """Whether the rate was lowered less than `cooldown` epochs ago."""
        return bool(self.cooldown_counter._p > 0)

    def _better(self, current: float) -> bool:
        best, sign = float(self.best._p), -1 if self.mode == "min" else 1
        mark = best * (1 + sign * self.threshold) if self.threshold_mode == "rel" else best + sign * self.threshold
        return current < mark if self.mode == "min" else current > mark

    def get_last_lr(self) -> list[Tensor]:
        """The present rates."""
        return [lr.value() for lr in self._last_lr]


def _scale_of(mode: str, gamma: float) -> tuple[Callable[[Any], Any], str]:
    """The factor of a cycle, and what it is a function of."""
    return {
        "triangular": (lambda x: 1.0, "cycle"),
        "triangular2": (lambda x: 1 / 2.0 ** (x - 1), "cycle"),
        "exp_range": (lambda x: gamma**x, "iterations"),
    }[mode]


class CyclicLR(LRScheduler):
    """Up from `base_lr` to `max_lr` and down again, Smith 2017.

    Args:
        optimizer: An optimizer with groups.
        base_lr, max_lr: The bounds, or one for each group.
        step_size_up, step_size_down: How many epochs up and down (None: as many as up).
        mode: "triangular", "triangular2" (each cycle half as high) or "exp_range" (`gamma` to the power of the epoch).
        gamma: For "exp_range".
        scale_fn: A function instead, of the cycle or (`scale_mode` "iterations") of the epoch.
        scale_mode: See `scale_fn`.
        last_epoch: -1, or the epoch to go on from.

    Raises:
        ValueError: The mode is unknown, or there is not one bound for each group.
    """

    def __init__(
        self,
        optimizer: Optimizer,
        base_lr: Any,
        max_lr: Any,
        step_size_up: int = 2000,
        step_size_down: int | None = None,
        mode: str = "triangular",
        gamma: float = 1.0,
        scale_fn: Callable[[Any], Any] | None = None,
        scale_mode: str = "cycle",
        last_epoch: int = -1,
    ) -> None:
        bases = _each("CyclicLR", "base_lr", base_lr, optimizer)
        if last_epoch == -1:
            for lr, group in zip(bases, optimizer.param_groups, strict=True):
                _assign(group["lr"], lr)
        self.max_lrs = _each("CyclicLR", "max_lr", max_lr, optimizer)
        up = float(step_size_up)
        self.total_step_size = up + (up if step_size_down is None else float(step_size_down))
        self.step_up_ratio = up / self.total_step_size
        if scale_fn is None and mode not in ("triangular", "triangular2", "exp_range"):
            raise ValueError(f"For 'CyclicLR', 'mode' must be known or 'scale_fn' given, but got {mode!r}.")
        self.mode, self.gamma = mode, gamma
        self.scale_fn, self.scale_mode = (scale_fn, scale_mode) if scale_fn else _scale_of(mode, gamma)
        super().__init__(optimizer, last_epoch)
        self.base_lrs = bases

    def get_lr(self) -> Rates:
        """The rates of this epoch."""
        cycle = math.floor(1 + self._epoch / self.total_step_size)
        x = 1.0 + self._epoch / self.total_step_size - cycle
        up = self.step_up_ratio
        height = x / up if x <= up else (x - 1) / (up - 1)
        scale = self.scale_fn(cycle if self.scale_mode == "cycle" else self._epoch)
        return [base + (top - base) * height * scale for base, top in zip(self.base_lrs, self.max_lrs, strict=True)]


class CosineAnnealingWarmRestarts(LRScheduler):
    """Down as a cosine, and back after `T_0`, then `T_0 * T_mult` epochs and so on, Loshchilov and Hutter 2017.

    Args:
        optimizer: An optimizer with groups.
        T_0: A positive int: the epochs of the first descent.
        T_mult: A positive int: how much longer each next one is.
        eta_min: The least rate.
        last_epoch: -1, or the epoch to go on from.

    Raises:
        TypeError: `eta_min` is no number.
        ValueError: `T_0` or `T_mult` is no positive int.
    """

    def __init__(
        self, optimizer: Optimizer, T_0: int, T_mult: int = 1, eta_min: float = 0, last_epoch: int = -1
    ) -> None:
        for name, value in (("T_0", T_0), ("T_mult", T_mult)):
            if value < 1 or not isinstance(value, int):
                raise ValueError(
                    f"For 'CosineAnnealingWarmRestarts', '{name}' must be a positive int, but got {value}."
                )
        types("CosineAnnealingWarmRestarts", (float, int), eta_min=eta_min)
        self.T_0, self.T_i, self.T_cur = _counter(T_0, "T_0"), _counter(T_0, "T_i"), _counter(last_epoch, "T_cur")
        self.T_mult, self.eta_min = T_mult, eta_min
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> Rates:
        """The rates of this epoch."""
        share = (1 + math.cos(math.pi * float(self.T_cur._p) / float(self.T_i._p))) / 2
        return [self.eta_min + (base - self.eta_min) * share for base in self.base_lrs]

    def step(self, epoch: Any = None) -> None:  # type: ignore[override]
        """Go to the next epoch, or to a given one, also between two. Raises ValueError for a negative one."""
        first, now = int(self.T_0._p), float(self.T_cur._p)
        if epoch is None and self._epoch >= 0:
            epoch, length = self._epoch + 1, float(self.T_i._p)
            now += 1
            if now >= length:
                now, length = now - length, length * self.T_mult
        else:
            epoch = 0 if epoch is None else float(epoch)
            if epoch < 0:
                raise ValueError(f"For 'CosineAnnealingWarmRestarts', 'epoch' must be at least 0, but got {epoch}.")
            now, length = float(epoch), float(first)
            if epoch >= first and self.T_mult == 1:
                now = epoch % first
            elif epoch >= first:
                turns = int(math.log(epoch / first * (self.T_mult - 1) + 1, self.T_mult))
                now = epoch - first * (self.T_mult**turns - 1) / (self.T_mult - 1)
                length = first * self.T_mult**turns
        _assign(self.T_cur, now)
        _assign(self.T_i, length)
        _assign(self.last_epoch, math.floor(epoch))
        for parameter, value in zip(self._last_lr, self.get_lr(), strict=True):
            _assign(parameter, value)


class CosineAnnealingLR(LRScheduler):
    """Down from the rate to `eta_min` as a cosine in `T_max` epochs, and up again.

    Args:
        optimizer: An optimizer with groups.
        T_max: An int.
        eta_min: A number.
        last_epoch: -1, or the epoch to go on from.

    Raises:
        TypeError: `T_max` or `eta_min` is of another type.
    """

    def __init__(self, optimizer: Optimizer, T_max: int, eta_min: float = 0.0, last_epoch: int = -1) -> None:
        if not isinstance(eta_min, (float, int)):
            raise TypeError(f"For 'CosineAnnealingLR', 'eta_min' must be a float or int, but got {eta_min!r}.")
        _int("CosineAnnealingLR", "T_max", T_max)
        self.T_max, self.eta_min = T_max, eta_min
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> Rates:
        """The rates of this epoch."""
        epoch, length, least = self._epoch, self.T_max, self.eta_min
        if epoch == 0:
            return self._scaled(1.0)
        if (epoch - 1 - length) % (2 * length) == 0:
            rise = (1 - math.cos(math.pi / length)) / 2
            return [lr + (base - least) * rise for base, lr in zip(self.base_lrs, self._last_lr, strict=True)]
        ratio = (1 + math.cos(math.pi * epoch / length)) / (1 + math.cos(math.pi * (epoch - 1) / length))
        return [(lr - least) * ratio + least for lr in self._last_lr]

    def _get_closed_form_lr(self) -> Rates:
        share = (1 + math.cos(math.pi * self._epoch / self.T_max)) / 2
        return [self.eta_min + (base - self.eta_min) * share for base in self.base_lrs]
