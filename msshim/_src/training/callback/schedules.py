"""Callbacks that stop training or change the learning rate. Source: mindspore.train.callback of 2.10."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.cell.parameter import Parameter
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor
from msshim._src.training.callback.base import Callback, RunContext, scalar

_SMALLER_IS_BETTER = {
    *("loss", "eval_loss", "mae", "mse", "perplexity"),
    *("hausdorff_distance", "mean_surface_distance", "root_mean_square_distance"),
}


def _is(who: str, name: str, value: Any, *kinds: type) -> None:
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        expected = " or ".join(kind.__name__ for kind in kinds)
        raise TypeError(f"For '{who}', '{name}' must be {expected}, but got {value!r} of type {type(value).__name__}.")


def _non_negative_int(who: str, name: str, value: Any) -> None:
    _is(who, name, value, int)
    if value < 0:
        raise ValueError(f"For '{who}', '{name}' must be at least 0, but got {value}.")


class _Watching(Callback):
    """A callback that watches one number: 'loss', or a result of the validation."""

    def _watch(self, monitor: str, mode: str, min_delta: float, patience: int, verbose: bool) -> None:
        who = type(self).__name__
        _is(who, "monitor", monitor, str)
        _is(who, "min_delta", min_delta, float, int)
        _non_negative_int(who, "patience", patience)
        _is(who, "verbose", verbose, bool)
        _is(who, "mode", mode, str)
        if mode not in ("auto", "min", "max"):
            raise ValueError(f"For '{who}', 'mode' must be 'auto', 'min' or 'max', but got {mode!r}.")
        self.monitor, self.mode, self.patience, self.verbose = monitor, mode, patience, verbose
        self.min_delta = abs(min_delta)
        self._smaller = mode == "min" or (mode == "auto" and monitor in _SMALLER_IS_BETTER)
        self._restart()

    def _restart(self) -> None:
        self.wait = 0
        self.best: Any = np.inf if self._smaller else -np.inf

    def is_improvement(self, value: Any, other: Any) -> bool:
        """Whether `value` is better than `other` by more than the least difference."""
        return bool(value < other - self.min_delta if self._smaller else value > other + self.min_delta)

    def _value(self, params: Any) -> Any:
        """The number watched; None where there is none."""
        if self.monitor == "loss":
            value = scalar(params.get("net_outputs"))
        else:
            value = params.get("eval_results", {}).get(self.monitor)
        if isinstance(value, np.ndarray) and value.shape != ():
            raise ValueError(
                f"For '{type(self).__name__}', 'monitor' must name one number, but it names {value.shape}."
            )
        return np.array(value) if value else None


class EarlyStopping(_Watching):
    """Stops training where a number has not become better for some epochs.

    Args:
        monitor: 'loss', or a result of the validation such as 'eval_loss'.
        min_delta: By how much it must become better.
        patience: For how many epochs it may not.
        verbose: Whether to print.
        mode: 'min', 'max' or 'auto': what is better.
        baseline: A number that it must reach.
        restore_best_weights: Whether the network gets the weights of its best epoch back.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `mode` is unknown, or `patience` negative.
    """

    def __init__(
        self,
        monitor: str = "eval_loss",
        min_delta: float = 0,
        patience: int = 0,
        verbose: bool = False,
        mode: str = "auto",
        baseline: float | None = None,
        restore_best_weights: bool = False,
    ) -> None:
        super().__init__()
        self._watch(monitor, mode, min_delta, patience, verbose)
        _is("EarlyStopping", "restore_best_weights", restore_best_weights, bool)
        self.baseline = min_delta if baseline else None  # as MindSpore has it
        self.restore_best_weights = restore_best_weights
        self.stopped_epoch = 0
        self.best_weights_param_dict: dict[str, Parameter] | None = None

    def on_train_begin(self, run_context: RunContext) -> None:
        """Start anew."""
        self._restart()
        self.stopped_epoch = 0
        self.best_weights_param_dict = None

    def on_train_epoch_end(self, run_context: RunContext) -> None:
        """Look at the number."""
        params = run_context.original_args()
        current = self._value(params)
        if current is None:
            return
        network = params.train_network
        if self.restore_best_weights and self.best_weights_param_dict is None:
            self.best_weights_param_dict = copy.deepcopy(network.parameters_dict())
        self.wait += 1
        if self.is_improvement(current, self.best):
            self.best = current
            if self.restore_best_weights:
                self.best_weights_param_dict = copy.deepcopy(network.parameters_dict())
            if self.baseline is None or self.is_improvement(current, self.baseline):
                self.wait = 0
        if self.wait >= self.patience:
            self.stopped_epoch = params.get("cur_epoch_num")
            run_context.request_stop()
            if self.restore_best_weights and self.best_weights_param_dict is not None:
                if self.verbose:
                    print("Restoring model weights from the end of the best epoch.")
                for name, parameter in network.parameters_dict().items():
                    parameter.set_data(self.best_weights_param_dict[name])

    def on_train_end(self, run_context: RunContext) -> None:
        """Say when training stopped."""
        if self.stopped_epoch > 0 and self.verbose:
            print(f"Epoch {self.stopped_epoch:05d}: early stopping")


class ReduceLROnPlateau(_Watching):
    """Multiplies the learning rate by a factor where a number has not become better for some epochs.

    Args:
        factor: Between 0 and 1.
        cooldown: For how many epochs after that nothing happens.
        min_lr: The least learning rate.
        others: As of `EarlyStopping`.

    Raises:
        TypeError: An argument is of another type.
        ValueError: An argument is out of its range; in training, the optimizer has no single learning rate.
    """

    def __init__(
        self,
        monitor: str = "eval_loss",
        factor: float = 0.1,
        patience: int = 10,
        verbose: bool = False,
        mode: str = "auto",
        min_delta: float = 1e-4,
        cooldown: int = 0,
        min_lr: float = 0,
    ) -> None:
        super().__init__()
        who = "ReduceLROnPlateau"
        _is(who, "factor", factor, float)
        if not 0 < factor < 1:
            raise ValueError(f"For '{who}', 'factor' must be between 0 and 1, but got {factor}.")
        self._watch(monitor, mode, min_delta, patience, verbose)
        _non_negative_int(who, "cooldown", cooldown)
        _is(who, "min_lr", min_lr, float, int)
        self.factor, self.cooldown, self.min_lr = factor, cooldown, min_lr
        self.cooldown_counter = 0

    def on_train_begin(self, run_context: RunContext) -> None:
        """Start anew."""
        self._restart()
        self.cooldown_counter = 0

    def on_train_epoch_end(self, run_context: RunContext) -> None:
        """Look at the number."""
        params = run_context.original_args()
        rate = params.optimizer.learning_rate
        if not isinstance(rate, Parameter):
            raise ValueError("For 'ReduceLROnPlateau', the optimizer must have one learning rate that does not change.")
        current = self._value(params)
        if current is None:
            return
        if self.cooldown_counter > 0:
            self.cooldown_counter -= 1
            self.wait = 0
        if self.is_improvement(current, self.best):
            self.best = current
            self.wait = 0
        elif self.cooldown_counter <= 0:
            self.wait += 1
            if self.wait >= self.patience:
                if float(rate.asnumpy()) > self.min_lr:
                    new = Tensor(max(rate.asnumpy() * np.float32(self.factor), self.min_lr), mstype.float32)
                    rate.set_data(new)
                    if self.verbose:
                        print(f"Epoch {params.cur_epoch_num:05d}: ReduceLROnPlateau reducing learning rate to {new}.")
                self.cooldown_counter = self.cooldown
                self.wait = 0


class LearningRateScheduler(Callback):
    """Sets the learning rate after each step to what ``learning_rate_function(rate, step)`` gives."""

    def __init__(self, learning_rate_function: Callable[[float, int], float]) -> None:
        super().__init__()
        self.learning_rate_function = learning_rate_function

    def step_end(self, run_context: RunContext) -> None:
        """Set the learning rate."""
        params = run_context.original_args()
        rate = float(np.array2string(params.optimizer.learning_rate.asnumpy()))
        new = self.learning_rate_function(rate, params.cur_step_num)
        if not math.isclose(rate, new, rel_tol=1e-10):
            params.optimizer.learning_rate.set_data(Tensor(new, mstype.float32))
