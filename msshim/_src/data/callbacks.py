"""What a program is told of the rows of a `map`. Source: mindspore.dataset.callback of 2.10."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from msshim._src.data import config
from msshim._src.data.epochs import Epoch
from msshim._src.data.parallel import Result, settled
from msshim._src.data.transforms.checks import SIZE, typed, within

Results = Iterator[tuple[Any, Result]]


class DSRunContext:
    """Where the pipeline is.

    cur_epoch_num: the epoch, from 1; 0 before the first. cur_step_num: the row, over all epochs, from 1.
    cur_step_num_in_epoch: the row in its epoch, from 1.
    """

    def __init__(self, cur_epoch_num: int, cur_step_num: int, cur_step_num_in_epoch: int) -> None:
        self.cur_epoch_num, self.cur_step_num = cur_epoch_num, cur_step_num
        self.cur_step_num_in_epoch = cur_step_num_in_epoch


class DSCallback:
    """The base of what is called for the rows of a `map`; subclasses have some of the methods.

    Args:
        step_size: Of so many rows, one is told.

    Raises:
        TypeError: It is no int.
        ValueError: It is not positive.
    """

    _waits = False

    def __init__(self, step_size: int = 1) -> None:
        typed("step_size", step_size, int)
        within("step_size", step_size, SIZE)
        self.step_size = step_size

    def ds_begin(self, ds_run_context: DSRunContext) -> None:
        """Before the first row."""

    def ds_epoch_begin(self, ds_run_context: DSRunContext) -> None:
        """Before the first row of an epoch."""

    def ds_epoch_end(self, ds_run_context: DSRunContext) -> None:
        """After the last row of an epoch."""

    def ds_step_begin(self, ds_run_context: DSRunContext) -> None:
        """Before a row."""

    def ds_step_end(self, ds_run_context: DSRunContext) -> None:
        """After a row."""

    def _told(self) -> set[str]:
        """The methods that are called: those that the class has of its own."""
        return {name for name in _EVENTS if getattr(type(self), name) is not getattr(DSCallback, name)}


_EVENTS = ("ds_begin", "ds_epoch_begin", "ds_epoch_end", "ds_step_begin", "ds_step_end")


class Callbacks:
    """The callbacks of one `map`: None, one, or a list of them.

    Raises:
        TypeError: One is no DSCallback.
    """

    def __init__(self, given: Any) -> None:
        if given is not None:
            typed("callbacks", given, list, DSCallback)
        self._all: list[DSCallback] = list(given) if isinstance(given, list) else [] if given is None else [given]
        for one in self._all:
            typed("callbacks", one, DSCallback)

    @property
    def wait(self) -> bool:
        """Whether one of them waits for training, so that no row may be made ahead."""
        return any(one._waits for one in self._all)

    def around(self) -> Callable[[Results, Epoch], Results]:
        """What tells of the rows of each epoch, of a new iterator. Raises AttributeError for one that has no method."""
        if not self._all:
            return lambda results, epoch: results
        for one in self._all:
            if not one._told():
                raise AttributeError(f"A callback must have a method of its own, but {type(one).__name__} has none.")
        ahead = 1 if self.wait else config.get_prefetch_size()
        return _Telling(self._all, ahead).rows


class _Telling:
    """Tells of rows as MindSpore's threads do: a step is told of when its row is pulled, which may be ahead."""

    def __init__(self, callbacks: list[DSCallback], ahead: int) -> None:
        self._callbacks, self._ahead = [(one, one._told()) for one in callbacks], ahead
        self._epoch = self._step = self._step_in_epoch = 0
        self._begun = False

    def _now(self) -> DSRunContext:
        return DSRunContext(self._epoch, self._step, self._step_in_epoch)

    def _tell(self, event: str, context: DSRunContext, step: bool = False) -> None:
        for one, told in self._callbacks:
            if event in told and not (step and (context.cur_step_num_in_epoch - 1) % one.step_size):
                getattr(one, event)(context)

    def rows(self, results: Results, epoch: Epoch) -> Results:
        """The rows of one epoch."""
        if not self._begun:
            self._begun = True
            self._tell("ds_begin", self._now())
        if epoch.begins:
            self._epoch, self._step_in_epoch = epoch.number + 1, 0
            self._tell("ds_epoch_begin", self._now())
        waiting: deque[tuple[Any, Result, DSRunContext]] = deque()
        for one, result in results:
            self._step += 1
            self._step_in_epoch += 1
            waiting.append((one, result, self._now()))
            self._tell("ds_step_begin", waiting[-1][-1], True)
            if len(waiting) == self._ahead:
                yield self._made(*waiting.popleft())
        while waiting:
            yield self._made(*waiting.popleft())
        if epoch.ends:
            self._tell("ds_epoch_end", self._now())

    def _made(self, one: Any, result: Result, context: DSRunContext) -> tuple[Any, Result]:
        made = settled(result)
        self._tell("ds_step_end", context, True)
        return one, made
