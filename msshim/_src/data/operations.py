"""The steps of pipelines. Source: mindspore.dataset.engine.datasets of 2.10."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

from msshim._src.data import config
from msshim._src.data.base import Dataset, Epochs, Row, array, names, whole
from msshim._src.data.columns import given, renamed, replaced
from msshim._src.data.failures import Refused
from msshim._src.data.transforms.compound import steps
from msshim._src.runtime.streams import Mersenne64


class MapDataset(Dataset):
    """Functions applied to columns.

    Args:
        input_dataset: The step before.
        operations: A function, or several that are called one after the other.
        input_columns: The columns that go to the first; the first column, unless said.
        output_columns: The names of what comes out of the last.
        num_parallel_workers: To how many engines of random numbers the rows are dealt; they are made in one thread.
        python_multiprocessing, max_rowsize, offload: No effect.
        cache, callbacks: Not supported.
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
        max_rowsize: int | None = None,
        offload: bool | None = None,
    ) -> None:
        super().__init__(input_dataset, num_parallel_workers, cache)
        if callbacks is not None:
            raise NotImplementedError("The 'callbacks' of map are not in msshim; leave them out.")
        self.operations = list(operations) if isinstance(operations, (list, tuple)) else [operations]
        for operation in self.operations:
            if not callable(operation) or type(operation) is type:
                raise ValueError(f"The 'operations' must be functions, but one is {operation!r}.")
        there = input_dataset._columns()
        self._inputs = there[:1] if input_columns is None else names("input_columns", input_columns)
        self._outputs = self._inputs if output_columns is None else names("output_columns", output_columns)
        self._places = given(input_dataset, self._inputs)

    def _columns(self) -> list[str]:
        return renamed(self.children[0]._columns(), self._inputs, self._outputs)

    def _size(self) -> int:
        return self.children[0]._size()

    def _start(self) -> Epochs:
        inner, seed = self.children[0]._start(), config.drawn_seed()
        count = self.num_parallel_workers or config.workers()
        workers = cycle([steps(self.operations, seed, worker) for worker in range(count)])

        def epoch() -> Iterator[Row]:
            for one in inner():
                values = [one[place] for place in self._places]
                for step in next(workers):
                    made = step(*values)
                    values = list(made) if isinstance(made, tuple) else [made]
                if len(values) != len(self._outputs):
                    raise Refused(
                        f"The 'operations' of map gave {len(values)} columns, but 'output_columns' are {self._outputs}."
                    )
                yield tuple(replaced(list(one), self._places, [array(value) for value in values]))
            next(workers)  # the mark of the epoch's end takes a worker's turn

        return epoch


class FilterDataset(Dataset):
    """The rows for which `predicate` of their columns is true."""

    def __init__(
        self, input_dataset: Dataset, predicate: Any, input_columns: Any = None, num_parallel_workers: int | None = None
    ) -> None:
        super().__init__(input_dataset, num_parallel_workers)
        if not callable(predicate):
            raise TypeError(f"The 'predicate' must be a function, but got {predicate!r}.")
        columns = input_dataset._columns() if input_columns is None else names("input_columns", input_columns)
        self.predicate, self._places = predicate, given(input_dataset, columns)

    def _start(self) -> Epochs:
        inner = self.children[0]._start()
        return lambda: (one for one in inner() if bool(self.predicate(*(one[place] for place in self._places))))


class ShuffleDataset(Dataset):
    """Rows leave a buffer in random order; the order is MindSpore's from the same seed: std::mt19937_64."""

    def __init__(self, input_dataset: Dataset, buffer_size: int) -> None:
        super().__init__(input_dataset)
        self.buffer_size = whole("buffer_size", buffer_size, 2)
        self.reshuffle_each_epoch = True

    def is_shuffled(self) -> bool:
        """True."""
        return True

    def _size(self) -> int:
        return self.children[0]._size()

    def _start(self) -> Epochs:
        inner, seed = self.children[0]._start(), config.drawn_seed()
        engine = Mersenne64(seed)

        def epoch() -> Iterator[Row]:
            nonlocal engine
            engine = engine if self.reshuffle_each_epoch else Mersenne64(seed)
            buffer: list[Row] = []
            for one in inner():
                if len(buffer) == self.buffer_size:
                    yield _leave(buffer, engine)
                buffer.append(one)
            while buffer:
                yield _leave(buffer, engine)

        return epoch


def _leave(buffer: list[Row], engine: Mersenne64) -> Row:
    place = engine.next() % len(buffer)
    buffer[place], buffer[-1] = buffer[-1], buffer[place]
    return buffer.pop()


class RepeatDataset(Dataset):
    """All rows several times; None or -1 for ever."""

    def __init__(self, input_dataset: Dataset, count: int | None = None) -> None:
        super().__init__(input_dataset)
        self.count = -1 if count is None else whole("count", count, -1)
        if self.count == 0:
            raise ValueError("The 'count' must be positive or -1, but got 0.")

    def _size(self) -> int:
        size = self.children[0]._size()
        return size if self.count == -1 else size * self.count

    def get_repeat_count(self) -> int:
        """How often the rows come in an epoch; -1 for ever."""
        return self.count

    def _start(self) -> Epochs:
        inner = self.children[0]._start()

        def epoch() -> Iterator[Row]:
            done = 0
            while done != self.count:
                yield from inner()
                done += 1

        return epoch


class TakeDataset(Dataset):
    """The first rows."""

    def __init__(self, input_dataset: Dataset, count: int = -1) -> None:
        super().__init__(input_dataset)
        self.count = whole("count", count, -1)
        if self.count == 0:
            raise ValueError("The 'count' must be positive or -1, but got 0.")

    def _size(self) -> int:
        size = self.children[0]._size()
        return size if self.count == -1 else min(size, self.count)

    def _start(self) -> Epochs:
        inner = self.children[0]._start()

        def epoch() -> Iterator[Row]:
            for i, one in enumerate(inner()):
                if i == self.count:
                    return
                yield one

        return epoch


class SkipDataset(Dataset):
    """All rows but the first."""

    def __init__(self, input_dataset: Dataset, count: int) -> None:
        super().__init__(input_dataset)
        self.count = whole("count", count, 0)

    def _size(self) -> int:
        return max(self.children[0]._size() - self.count, 0)

    def _start(self) -> Epochs:
        inner = self.children[0]._start()
        return lambda: (one for i, one in enumerate(inner()) if i >= self.count)


class SyncWaitDataset(Dataset):
    """Rows that wait for `sync_update`."""

    def __init__(
        self,
        input_dataset: Dataset,
        condition_name: str,
        num_batch: int = 1,
        callback: Callable[[Any], Any] | None = None,
    ) -> None:
        super().__init__(input_dataset)
        if not isinstance(condition_name, str):
            raise TypeError(f"The 'condition_name' must be a str, but got {condition_name!r}.")
        whole("num_batch", num_batch)
        if condition_name in input_dataset.get_sync_notifiers():
            raise RuntimeError(f"The 'condition_name' must be a new one, but {condition_name!r} is in use already.")
        self._condition_name, self._callback = condition_name, callback

    def get_sync_notifiers(self) -> dict[str, Callable[[Any], None]]:
        """Those before it, and its own."""
        return {**super().get_sync_notifiers(), self._condition_name: self._update}

    def _update(self, data: Any) -> None:
        if self._callback is not None:
            self._callback(data)

    def is_sync(self) -> bool:
        """True."""
        return True

    def disable_sync(self) -> None:
        """Nothing: no row waits."""

    def _size(self) -> int:
        return self.children[0]._size()

    def _start(self) -> Epochs:
        return self.children[0]._start()


class ZipDataset(Dataset):
    """Rows of several side by side, until one ends."""

    def __init__(self, datasets: Any) -> None:
        for one in datasets if isinstance(datasets, tuple) else [None]:
            if not isinstance(one, Dataset):
                raise TypeError(f"The 'datasets' must be a tuple of Datasets, but got {datasets!r}.")
        if len(datasets) < 2:
            raise ValueError("The 'datasets' of zip must be two or more.")
        super().__init__(list(datasets))
        names("columns", self._columns())

    def _columns(self) -> list[str]:
        return [name for child in self.children for name in child._columns()]

    def _size(self) -> int:
        return min(child._size() for child in self.children)

    def _start(self) -> Epochs:
        inner = [child._start() for child in self.children]

        def epoch() -> Iterator[Row]:
            for rows in zip(*(one() for one in inner), strict=False):
                yield tuple(value for one in rows for value in one)

        return epoch


class ConcatDataset(Dataset):
    """Rows of several, one after the other."""

    def __init__(self, datasets: Any) -> None:
        for one in datasets:
            if not isinstance(one, Dataset):
                raise TypeError(f"The 'datasets' must be Datasets, but one is {one!r}.")
        super().__init__(list(datasets))

    def _size(self) -> int:
        return sum(child._size() for child in self.children)

    def _start(self) -> Epochs:
        inner = [child._start() for child in self.children]
        return lambda: (row for one in inner for row in one())


class ProjectDataset(Dataset):
    """Some columns, in an order of their own."""

    def __init__(self, input_dataset: Dataset, columns: Any) -> None:
        super().__init__(input_dataset)
        self.columns = names("columns", columns)
        self._places = given(input_dataset, self.columns)

    def _columns(self) -> list[str]:
        return self.columns

    def _size(self) -> int:
        return self.children[0]._size()

    def _start(self) -> Epochs:
        inner = self.children[0]._start()
        return lambda: (tuple(one[place] for place in self._places) for one in inner())


class RenameDataset(Dataset):
    """Columns with other names."""

    def __init__(self, input_dataset: Dataset, input_columns: Any, output_columns: Any) -> None:
        super().__init__(input_dataset)
        old, new = names("input_columns", input_columns), names("output_columns", output_columns)
        if len(old) != len(new):
            raise ValueError(f"'input_columns' and 'output_columns' must be as many, but got {old} and {new}.")
        given(input_dataset, old)
        self._new = renamed(input_dataset._columns(), old, new)

    def _columns(self) -> list[str]:
        return self._new

    def _size(self) -> int:
        return self.children[0]._size()

    def _start(self) -> Epochs:
        return self.children[0]._start()


def zip_datasets(datasets: Any) -> Dataset:
    """The rows of several datasets side by side, until one ends.

    Args:
        datasets: A tuple of two Datasets or more, no column's name twice.

    Raises:
        TypeError: It is no tuple of Datasets.
        ValueError: They are fewer than two, or a name comes twice.
    """
    return ZipDataset(datasets)
