"""The callback of a pipeline and of training in one. Source: mindspore.dataset.callback of 2.10."""

from __future__ import annotations

import threading
from typing import Any

from msshim._src.data import config
from msshim._src.data.callbacks import DSCallback, DSRunContext
from msshim._src.training.callback.base import Callback


class WaitedDSCallback(Callback, DSCallback):
    """A callback of a `map` and of `Model.train` in one: rows wait for the step or epoch of training before them.

    Args:
        step_size: Of so many rows, one waits; as many as a batch has, where batches follow.
    """

    _waits = True

    def __init__(self, step_size: int = 1) -> None:
        super().__init__()
        self.step_size = step_size
        self.step_event, self.epoch_event = threading.Event(), threading.Event()
        self.step_run_context: Any = None
        self.epoch_run_context: Any = None
        self.training_ended = False

    def sync_epoch_begin(self, train_run_context: Any, ds_run_context: DSRunContext) -> None:
        """Before the first row of an epoch, but of the first one, once the one before was trained on."""

    def sync_step_begin(self, train_run_context: Any, ds_run_context: DSRunContext) -> None:
        """Before a row, but the first `step_size`, once the step of training before it has ended."""

    def epoch_end(self, run_context: Any) -> None:
        """An epoch of training has ended."""
        self.epoch_run_context = run_context
        self.epoch_event.set()

    def step_end(self, run_context: Any) -> None:
        """A step of training has ended."""
        self.step_run_context = run_context
        self.step_event.set()

    def end(self, run_context: Any) -> None:
        """Training has ended: nothing waits any more."""
        self.epoch_end(run_context)
        self.step_end(run_context)
        self.training_ended = True

    def ds_epoch_begin(self, ds_run_context: DSRunContext) -> None:
        """Wait for the end of an epoch of training. Raises RuntimeError after `callback_timeout` seconds."""
        if ds_run_context.cur_epoch_num > 1:
            self._wait("ds_epoch_begin", self.epoch_event)
            self.sync_epoch_begin(self.epoch_run_context, ds_run_context)

    def ds_step_begin(self, ds_run_context: DSRunContext) -> None:
        """Wait for the end of a step of training. Raises RuntimeError after `callback_timeout` seconds."""
        if ds_run_context.cur_step_num > self.step_size:
            self._wait("ds_step_begin", self.step_event)
            self.sync_step_begin(self.step_run_context, ds_run_context)

    def _wait(self, who: str, event: threading.Event) -> None:
        if self.training_ended:
            return
        seconds = config.get_callback_timeout()
        if not event.wait(seconds):
            raise RuntimeError(f"{who} waited for training for {seconds} seconds, and nothing came.")
        event.clear()

    def _told(self) -> set[str]:
        pairs = {"ds_step_begin": "sync_step_begin", "ds_epoch_begin": "sync_epoch_begin"}
        return {name for name, own in pairs.items() if getattr(type(self), own) is not getattr(WaitedDSCallback, own)}
