"""Functions applied to columns, row by row. Source: mindspore.dataset.engine.datasets of 2.10."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from typing import Any

from msshim import log
from msshim._src.data import config
from msshim._src.data.arguments import names, whole
from msshim._src.data.base import Dataset, Epochs
from msshim._src.data.callbacks import Callbacks
from msshim._src.data.columns import Through, given, replaced
from msshim._src.data.config import ErrorSamplesMode
from msshim._src.data.debug import hooked
from msshim._src.data.epochs import numbered
from msshim._src.data.failures import Refused
from msshim._src.data.parallel import HERE, PROCESSES, THREADS, Crew
from msshim._src.data.rows import Row, array
from msshim._src.data.transforms.checks import typed
from msshim._src.data.transforms.compound import decided, native_alone, steps

_CACHED = 16  # so many good rows stand by for bad ones


class MapDataset(Through):
    """Functions applied to columns.

    Args:
        input_dataset: The step before.
        operations: A function, or several that are called one after the other.
        input_columns: The columns that go to the first; the first column, unless said.
        output_columns: The names of what comes out of the last.
        num_parallel_workers: To how many workers the rows are dealt, with engines of random numbers of their own.
        python_multiprocessing: Whether processes call functions in Python.
        cache: Not supported.
        callbacks: A DSCallback, or a list of them.
        max_rowsize: No effect: no memory is set aside for rows, which may have any size.
        offload: No effect.

    Raises:
        TypeError, ValueError: An argument is none of these.
        RuntimeError: There are no operations, or columns that are not there.
    """

    def __init__(
        self,
        input_dataset: Dataset,
        operations: Any = None,
        input_columns: Any = None,
        output_columns: Any = None,
        num_parallel_workers: int | None = None,
        python_multiprocessing: bool = False,
        cache: Any = None,
        callbacks: Any = None,
        max_rowsize: int | list[int] | None = None,
        offload: bool | None = None,
    ) -> None:
        super().__init__(input_dataset, num_parallel_workers, cache)
        typed("python_multiprocessing", python_multiprocessing, bool)
        check_max_rowsize(max_rowsize)
        if offload is not None:
            typed("offload", offload, bool)
        self.operations = list(operations) if isinstance(operations, (list, tuple)) else [operations]
        if operations is None or not self.operations:
            raise RuntimeError("The 'operations' of map must be functions, but there are none.")
        for operation in self.operations:
            if not callable(operation) or type(operation) is type:
                raise ValueError(f"The 'operations' must be functions, but one is {operation!r}.")
        self._inputs = None if input_columns is None else names("input_columns", input_columns)
        self._outputs = None if output_columns is None else names("output_columns", output_columns)
        self._callbacks, self._processes = Callbacks(callbacks), python_multiprocessing

    def _unsaid(self) -> list[str]:
        return super()._unsaid()[:1]

    def _size(self) -> int:
        skips = config.get_error_samples_mode() is ErrorSamplesMode.SKIP
        return super()._size() if skips else self.children[0]._size()

    def _waits(self) -> bool:
        return self._callbacks.wait or super()._waits()

    def _crew(self) -> Crew:
        seed, found = config.drawn_seed(), decided(self.operations)
        count, by = self.num_parallel_workers or config.workers(), HERE
        if self._waits():
            pass  # a row must not be made ahead
        elif self._processes and any(not native_alone(one) for one in found):
            by = PROCESSES
        elif count > 1 and all(native_alone(one) and not one._holds_lock for one in found):
            by = THREADS
        hooks = config._get_debug_hook_list() if config.get_debug_mode() else []
        return Crew(partial(_function, self.operations, seed, hooks), count, by)

    def _start(self) -> Epochs:
        inner = self.children[0]._start()
        inputs, outputs = self._between()
        places, crew, times = given(self.children[0], inputs), self._crew(), numbered()
        make = partial(_replaced, places, outputs)
        rows = {
            ErrorSamplesMode.RETURN: lambda results: (make(one, result()) for one, result in results),
            ErrorSamplesMode.SKIP: lambda results: (row for row in _tried(make, results) if row is not None),
            ErrorSamplesMode.REPLACE: _Replacing(make).rows,
        }[config.get_error_samples_mode()]
        called = self._callbacks.around()

        def epoch() -> Iterator[Row]:
            yield from rows(called(crew.results(inner(), places), next(times)))
            crew.pass_turn()  # the mark of the epoch's end takes a worker's turn

        return epoch


def check_max_rowsize(value: Any) -> None:
    """An int, or two, of -1 or more. Raises TypeError and ValueError."""
    if value is None:
        return
    typed("max_rowsize", value, int, list)
    sizes = value if isinstance(value, list) else [value]
    if isinstance(value, list) and len(value) != 2:
        raise TypeError(f"The 'max_rowsize' must be an int or two of them, but got {value!r}.")
    for size in sizes:
        whole("max_rowsize", size, -1)


def _function(operations: list[Any], seed: int, hooks: list[Any], worker: int) -> Callable[..., tuple[Any, ...]]:
    """What a worker does with the columns of a row."""
    found = steps(operations, seed, worker)
    if hooks:
        found = hooked(found, [_name(one) for one in decided(operations)], hooks)

    def run(*values: Any) -> tuple[Any, ...]:
        for step in found:
            made = step(*values)
            values = made if isinstance(made, tuple) else (made,)
        return tuple([array(value) for value in values])

    return run


def _name(operation: Any) -> str:
    function = getattr(operation, "transform", operation)
    return getattr(function, "__name__", type(function).__name__)


def _replaced(places: list[int], outputs: list[str], one: Row, values: tuple[Any, ...]) -> Row:
    if len(values) != len(outputs):
        raise Refused(f"The 'operations' of map gave {len(values)} columns, but 'output_columns' are {outputs}.")
    return tuple(replaced(list(one), places, list(values)))


def _tried(make: Callable[..., Row], results: Iterator[Any]) -> Iterator[Row | None]:
    """The rows, with None for one whose functions fail, which the log tells."""
    for one, result in results:
        try:
            values = result()
        except Exception as error:
            log.warning("A row of map failed, and is skipped or replaced: %s: %s", type(error).__name__, error)
            yield None
            continue
        yield make(one, values)


class _Replacing:
    """Rows with good ones in place of bad ones: once 16 are known the oldest of them, before the next good row; or else
    at the end of the epoch."""

    def __init__(self, make: Callable[..., Row]) -> None:
        self._make = make
        self._known: deque[Row] = deque()

    def rows(self, results: Iterator[Any]) -> Iterator[Row]:
        known, bad = self._known, 0
        for row in _tried(self._make, results):
            if row is None:
                bad += 1
                continue
            if bad and len(known) == _CACHED:
                bad -= 1
                yield known.popleft()
            if len(known) < _CACHED:
                known.append(row)
            yield row
        if bad and not known:
            raise Refused("No row of the epoch was good, so that none can be put in place of the bad ones.")
        spare = cycle(list(known))
        for _ in range(bad):
            if known:
                known.popleft()
            yield next(spare)
