"""`Callback`, its context, and the manager of several. Source: mindspore.train.callback of 2.10."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import numpy as np

from msshim._src.tensor.tensor import Tensor


class _Absent(KeyError, AttributeError):
    """MindSpore's KeyError, in words; also what `hasattr` and `getattr` with a default ask for."""

    def __str__(self) -> str:
        return str(self.args[0])


class CallbackParam(dict[str, Any]):
    """What callbacks see: `cur_epoch_num`, `cur_step_num`, `batch_num`, `net_outputs` ..., also as attributes."""

    def __getattr__(self, key: str) -> Any:
        try:
            return self[key]
        except KeyError:
            mode = f" while it is in the mode {self['mode']!r}" if "mode" in self else ""
            raise _Absent(
                f"A run has no parameter {key!r}{mode}; it has {', '.join(map(str, self)) or 'none'}."
            ) from None

    def __setattr__(self, key: str, value: Any) -> None:
        self[key] = value


class RunContext:
    """What a callback gets: the parameters of the run, and the way to stop it.

    Raises:
        TypeError: `original_args` is no dict.
    """

    def __init__(self, original_args: dict[str, Any]) -> None:
        if not isinstance(original_args, dict):
            raise TypeError(f"For 'RunContext', 'original_args' must be a dict, but got {original_args!r}.")
        self._original_args = original_args
        self._stop_requested = False

    def original_args(self) -> Any:
        """The parameters of the run."""
        return self._original_args

    def request_stop(self) -> None:
        """Ask for an end after this step."""
        self._stop_requested = True

    def get_stop_requested(self) -> bool:
        """Whether an end was asked for."""
        return self._stop_requested


def _nothing(self: Callback, run_context: RunContext) -> None:
    """Nothing, unless a subclass says so."""


class Callback:
    """Base of callbacks: a method for each moment, all of which do nothing."""

    begin = end = epoch_begin = epoch_end = step_begin = step_end = _nothing

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *err: Any) -> None:
        """Nothing to close."""


def _moment(name: str) -> Any:
    def method(self: Any, run_context: RunContext) -> None:
        getattr(self, name)(run_context)

    method.__doc__ = f"By default `{name}`."
    return method


MOMENTS = ("begin", "end", "epoch_begin", "epoch_end", "step_begin", "step_end")
for _mode in ("train", "eval"):
    for _name in MOMENTS:
        setattr(Callback, f"on_{_mode}_{_name}", _moment(_name))


class Callbacks(Callback):
    """Several callbacks as one.

    Raises:
        TypeError: There is something else among them.
    """

    def __init__(self, callbacks: Any) -> None:
        items = callbacks if isinstance(callbacks, list) else [] if callbacks is None else [callbacks]
        for item in items:
            if not isinstance(item, Callback):
                raise TypeError(f"For 'Model', 'callbacks' must be a Callback or a list of them, but got {item!r}.")
        self._callbacks = list(items)
        self._stack = ExitStack()

    def __enter__(self) -> Any:
        entered = [self._stack.enter_context(item) for item in self._callbacks]
        pairs = zip(entered, self._callbacks, strict=True)
        self._callbacks = [found if isinstance(found, Callback) else item for found, item in pairs]
        return self

    def __exit__(self, *err: Any) -> Any:
        return self._stack.__exit__(*err)


def _all(name: str) -> Any:
    def method(self: Callbacks, run_context: RunContext) -> None:
        for item in self._callbacks:
            getattr(item, name)(run_context)

    return method


for _name in (*MOMENTS, *(f"on_{mode}_{name}" for mode in ("train", "eval") for name in MOMENTS)):
    setattr(Callbacks, _name, _all(_name))


def scalar(loss: Any) -> Any:
    """The loss among a step's outputs as a float; what is no Tensor as it is."""
    if isinstance(loss, (tuple, list)) and isinstance(loss[0], Tensor):
        return loss[0]
    return float(np.mean(loss.asnumpy())) if isinstance(loss, Tensor) else loss
