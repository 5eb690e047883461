"""Who calls the functions that rows go through: this thread, several threads, or several processes.

A `Crew` deals rows to its workers in turns and gives the results in the rows' order. Which worker gets a row depends on
its place alone, and each worker works its rows off in their order, so that results do not depend on who calls: a
worker's engines of random numbers are its own. Rows are pulled from the step before in the thread that asks, up to
`prefetch_size` ahead for each worker.

Threads are for native transforms, whose work releases Python's lock; and as handing a row over costs time too, the
first rows are timed here and the threads take over only where these cost more than that. Processes are for functions
in Python, where the program asks for them (`python_multiprocessing`). Source: MindSpore 2.10's pipelines.
"""

from __future__ import annotations

import signal
import time
import warnings
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from itertools import cycle
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol

from msshim._src.data import config, failures, messages
from msshim._src.data.failures import Refused

Function = Callable[..., Any]
Result = Callable[[], Any]
"""Gives what a function gave, or raises what it raised."""

HERE, THREADS, PROCESSES = "here", "threads", "processes"
_TRIED, _WORTH = 4, 2e-4  # so many rows are timed; so many seconds a row are worth a thread
_alone: ContextVar[bool] = ContextVar("alone", default=False)


def settled(result: Result) -> Result:
    """The same, called now."""
    try:
        made = result()
    except Exception as error:
        return partial(_raise, error)
    return lambda: made


@contextmanager
def alone() -> Iterator[None]:
    """Crews that begin within work here: for a question, one row is made and nothing is made ahead."""
    token = _alone.set(True)
    try:
        yield
    finally:
        _alone.reset(token)


class _Worker(Protocol):
    def give(self, values: tuple[Any, ...]) -> int: ...

    def take(self, number: int) -> Any: ...

    def close(self) -> None: ...


class _ThreadWorker:
    """A thread that calls one function, in the order in which it is given values."""

    def __init__(self, function: Function) -> None:
        self._given: SimpleQueue[Any] = SimpleQueue()
        self._made: SimpleQueue[Any] = SimpleQueue()
        self._count = 0
        Thread(target=_work, args=(function, self._given.get, self._made.put), daemon=True).start()

    def give(self, values: tuple[Any, ...]) -> int:
        self._count += 1
        self._given.put((self._count, values))
        return self._count

    def take(self, number: int) -> Any:
        while True:  # results that nobody waits for any more come first
            at, failure, made = self._made.get()
            if at == number:
                if failure is not None:
                    raise failure
                return made

    def close(self) -> None:
        self._given.put(None)


def _work(function: Function, get: Callable[[], Any], put: Callable[[Any], None]) -> None:
    while (task := get()) is not None:
        number, values = task
        try:
            put((number, None, function(*values)))
        except BaseException as error:
            put((number, error, None))
        del task, values


class _ProcessWorker:
    """A process that calls one function, which it makes itself, in the order in which it is given values."""

    def __init__(self, make: Callable[[int], Function], number: int) -> None:
        import multiprocessing

        method = config.get_multiprocessing_start_method()
        context: Any = multiprocessing.get_context(method)
        self._here, there = context.Pipe()
        inherited = self._here if method == "fork" else None
        args = (make, number, config.get_seed(), there, inherited)
        self._process = context.Process(target=_live, args=args, daemon=True)
        with warnings.catch_warnings():  # of threads that are not there in a forked process: it starts its own
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        there.close()
        self._count = 0

    def give(self, values: tuple[Any, ...]) -> int:
        self._count += 1
        task = messages.packed((self._count, values))
        with suppress(OSError):  # where it is gone, `take` will say so in the row's turn
            messages.send(self._here, task)
        return self._count

    def take(self, number: int) -> Any:
        while True:
            try:
                self._watch()
                at, failure, made = messages.unpacked(messages.receive(self._here))
            except (EOFError, OSError):
                self._process.join(10)
                raise Refused(
                    f"A process of the pipeline (pid {self._process.pid}) ended while it made a row, with exit code "
                    f"{self._process.exitcode}."
                ) from None
            if at == number:
                if failure is not None:
                    raise Refused.told(failure)
                return made

    def _watch(self) -> None:
        """Wait for a result, with a warning from time to time where the watchdog is on."""
        while config.get_enable_watchdog() and not self._here.poll(config.get_multiprocessing_timeout_interval()):
            seconds = config.get_multiprocessing_timeout_interval()
            warnings.warn(
                f"A process of the pipeline (pid {self._process.pid}) has made no row for {seconds} seconds.",
                stacklevel=2,
            )

    def close(self) -> None:
        self._here.close()


def _live(make: Callable[[int], Function], number: int, seed: int, connection: Any, inherited: Any) -> None:
    """What a worker's process does: it ends when the connection does."""
    import torch

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program's own process says when to end
    if inherited is not None:
        inherited.close()
    torch.set_num_threads(1)
    if seed != config.UNSEEDED:
        config.set_seed((seed + number) % 2**32)
    given: SimpleQueue[Any] = SimpleQueue()
    # A thread reads, so that this process can always be given more while it has results to send.
    Thread(target=_receive, args=(connection, given.put), daemon=True).start()
    function = make(number)
    while (task := given.get()) is not None:
        at, values = messages.unpacked(task)
        try:
            made = messages.packed((at, None, function(*values)))
        except (Exception, SystemExit) as error:
            made = messages.packed((at, str(failures.failed(error)), None))
        try:
            messages.send(connection, made)
        except OSError:
            return


def _receive(connection: Any, put: Callable[[Any], None]) -> None:
    try:
        while True:
            put(messages.receive(connection))
    except (EOFError, OSError):
        put(None)


class Crew:
    """The workers of one step of a pipeline.

    Args:
        make: The function of a worker by its number, from 0.
        count: How many workers there are.
        by: Who calls: `HERE`, `THREADS`, `PROCESSES`.
    """

    def __init__(self, make: Callable[[int], Function], count: int, by: str) -> None:
        self._make, self._count = make, count
        self._by = HERE if config.get_debug_mode() or _alone.get() else by
        self._turns = cycle(range(count))
        self._functions = [] if self._by == PROCESSES else [make(number) for number in range(count)]
        self._times: list[float] = []
        self._workers: list[_Worker] = []
        weakref.finalize(self, _close, self._workers)

    def results(self, rows: Iterator[Any], places: list[int]) -> Iterator[tuple[Any, Result]]:
        """Each row, with what the function of the worker whose turn it is makes of the columns at `places`."""
        for one in rows if not self._at_work() else ():
            number = next(self._turns)
            result: Result = partial(self._functions[number], *[one[place] for place in places])
            if self._by is HERE:
                yield one, result
                continue
            yield one, self._timed(result)
            if self._at_work():
                break
        if self._at_work():
            yield from self._ahead(rows, places)

    def first_turn(self) -> None:
        """The next row is the first worker's."""
        self._turns = cycle(range(self._count))

    def pass_turn(self) -> None:
        """The next worker's turn is over: it got something that is no row."""
        next(self._turns)

    def _at_work(self) -> bool:
        return self._by == PROCESSES or (len(self._times) == _TRIED and min(self._times) > _WORTH)

    def _timed(self, result: Result) -> Result:
        if len(self._times) == _TRIED:
            self._by = HERE
            return result
        begun = time.perf_counter()
        result = settled(result)
        self._times.append(time.perf_counter() - begun)
        return result

    def _ahead(self, rows: Iterator[Any], places: list[int]) -> Iterator[tuple[Any, Result]]:
        if not self._workers:
            self._workers += (
                [_ProcessWorker(self._make, number) for number in range(self._count)]
                if self._by == PROCESSES
                else [_ThreadWorker(function) for function in self._functions]
            )
        waiting: deque[tuple[Any, Result]] = deque()
        failure: BaseException | None = None
        ended = False
        while True:
            while not ended and len(waiting) < config.get_prefetch_size() * self._count:
                try:
                    one = next(rows)
                except StopIteration:
                    ended = True
                except Exception as error:  # it comes after the rows before it
                    failure, ended = error, True
                else:
                    worker = self._workers[next(self._turns)]
                    waiting.append((one, partial(worker.take, worker.give(tuple(one[place] for place in places)))))
            if not waiting:
                break
            yield waiting.popleft()
        if failure is not None:
            raise failure


def _raise(error: Exception) -> Any:
    raise error


def _close(workers: list[_Worker]) -> None:
    for worker in workers:
        worker.close()
