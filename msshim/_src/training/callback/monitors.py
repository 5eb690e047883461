"""Callbacks that print, record, or call functions. Source: mindspore.train.callback of 2.10."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.tensor.tensor import Tensor
from msshim._src.training.callback.base import Callback, RunContext, scalar

Function = Callable[[RunContext], Any]


class LossMonitor(Callback):
    """Prints the loss of steps, and the metrics after an epoch.

    Args:
        per_print_times: After how many steps; 0 for never.

    Raises:
        TypeError: It is no int.
        ValueError: It is negative; in training, the loss is nan or inf.
    """

    def __init__(self, per_print_times: int = 1) -> None:
        super().__init__()
        if not isinstance(per_print_times, int) or isinstance(per_print_times, bool):
            raise TypeError(f"For 'LossMonitor', 'per_print_times' must be an int, but got {per_print_times!r}.")
        if per_print_times < 0:
            raise ValueError(f"For 'LossMonitor', 'per_print_times' must be at least 0, but got {per_print_times}.")
        self._per_print_times = per_print_times
        self._last_print_time = 0

    def step_end(self, run_context: RunContext) -> None:
        """Print the loss."""
        params = run_context.original_args()
        epoch, loss = params.get("cur_epoch_num", 1), scalar(params.net_outputs)
        step = (params.cur_step_num - 1) % params.batch_num + 1
        if isinstance(loss, float) and not np.isfinite(loss):
            raise ValueError(f"In epoch: {epoch} step: {step}, loss is NAN or INF; the training ends here.")
        if not self._per_print_times:
            return
        if params.cur_step_num < self._last_print_time:
            self._last_print_time = 0
        if params.cur_step_num - self._last_print_time >= self._per_print_times:
            self._last_print_time = params.cur_step_num
            print(f"epoch: {epoch} step: {step}, loss is {loss}", flush=True)

    def on_train_epoch_end(self, run_context: RunContext) -> None:
        """Print the metrics of a validation."""
        params = run_context.original_args()
        if params.get("metrics"):
            print(f"Eval result: epoch {params.cur_epoch_num}, metrics: {params.metrics}")


class TimeMonitor(Callback):
    """Prints how long an epoch and its steps took, in milliseconds.

    Args:
        data_size: The number of steps where the dataset does not say.
        data_time: Whether the time for data is printed, too.

    Raises:
        TypeError: `data_time` is no bool.
    """

    def __init__(self, data_size: int | None = None, data_time: bool = False) -> None:
        super().__init__()
        if not isinstance(data_time, bool):
            raise TypeError(f"For 'TimeMonitor', 'data_time' must be a bool, but got {data_time!r}.")
        self.data_size = data_size
        self.data_time = data_time
        self.epoch_time = self.data_time_start = time.time()
        self.data_time_sum = 0.0

    def on_train_step_begin(self, run_context: RunContext) -> None:
        """Add the time since the last step."""
        self.data_time_sum += time.time() - self.data_time_start

    def on_train_step_end(self, run_context: RunContext) -> None:
        """Start the time for data."""
        self.data_time_start = time.time()

    def epoch_begin(self, run_context: RunContext) -> None:
        """Start the time."""
        self.epoch_time = self.data_time_start = time.time()
        self.data_time_sum = 0.0

    def epoch_end(self, run_context: RunContext) -> None:
        """Print the times."""
        elapsed = (time.time() - self.epoch_time) * 1000
        params = run_context.original_args()
        steps = params.get("batch_num") or self.data_size
        if not isinstance(steps, int) or steps <= 0:
            raise ValueError(f"For 'TimeMonitor', 'data_size' must be above 0, but got {steps!r}.")
        text = (
            f"{params.get('mode', '').title()} epoch time: {elapsed:5.3f} ms, per step time: {elapsed / steps:5.3f} ms"
        )
        if self.data_time:
            text += f" (data time: {self.data_time_sum * 1000 / steps:5.3f} ms)"
        print(text, flush=True)


class History(Callback):
    """Keeps the network's outputs and the metrics after each epoch, in `history` and `epoch`."""

    def __init__(self) -> None:
        super().__init__()
        self.history: dict[str, list[Any]] = {}
        self.epoch: dict[str, list[int]] | None = None

    def begin(self, run_context: RunContext) -> None:
        """Start anew."""
        self.epoch = {"epoch": []}

    def epoch_end(self, run_context: RunContext) -> None:
        """Keep what an epoch gave."""
        params = run_context.original_args()
        if self.epoch is not None:
            self.epoch["epoch"].append(params.get("cur_epoch_num", 1))
        output = params.net_outputs
        output = output[0] if isinstance(output, (tuple, list)) and isinstance(output[0], Tensor) else output
        output = np.mean(output.asnumpy()) if isinstance(output, Tensor) else output
        for key, value in {"net_output": output, **(params.get("metrics") or {})}.items():
            self.history.setdefault(key, []).append(value)


class LambdaCallback(Callback):
    """Calls a function at each moment that has one."""

    def __init__(
        self,
        on_train_epoch_begin: Function | None = None,
        on_train_epoch_end: Function | None = None,
        on_train_step_begin: Function | None = None,
        on_train_step_end: Function | None = None,
        on_train_begin: Function | None = None,
        on_train_end: Function | None = None,
        on_eval_epoch_begin: Function | None = None,
        on_eval_epoch_end: Function | None = None,
        on_eval_step_begin: Function | None = None,
        on_eval_step_end: Function | None = None,
        on_eval_begin: Function | None = None,
        on_eval_end: Function | None = None,
    ) -> None:
        given = {name: value for name, value in locals().items() if name.startswith("on_")}
        super().__init__()
        for name, value in given.items():
            setattr(self, name, value or (lambda run_context: None))
