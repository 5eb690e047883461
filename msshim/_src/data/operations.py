"""The steps of pipelines. Source: mindspore.dataset.engine.datasets of 2.10."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from msshim._src.data import config
from msshim._src.data.arguments import names, whole
from msshim._src.data.base import Dataset, Epochs
from msshim._src.data.buffer import shuffled
from msshim._src.data.columns import given, renamed
from msshim._src.data.epochs import finished, repeated
from msshim._src.data.rows import Row
from msshim._src.runtime.streams import Mersenne64


class FilterDataset(Dataset):
    """The rows for which `predicate` of their columns is true."""

    def __init__(
        self, input_dataset: Dataset, predicate: Any, input_columns: Any = None, num_parallel_workers: int | None = None
    ) -> None:
        super().__init__(input_dataset, num_parallel_workers)
        if not callable(predicate):
            raise TypeError(f"The 'predicate' must be a function, but got {predicate!r}.")
        columns = input_dataset._columns() if input_columns is None else names("input_columns", input_columns)
        self.input_columns = None if input_columns is None else columns
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
            return shuffled(inner(), self.buffer_size, engine)

        return epoch


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
        """How often the rows come in an epoch; -1 for ever. A step that repeats once says what the one before says."""
        return super().get_repeat_count() if self.count == 1 else self.count

    def _endless(self) -> bool:
        return self.count == -1 or super()._endless()

    def _start(self) -> Epochs:
        with repeated(self.count):
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
        inner = finished(self.children[0]._start(), self.children[0]._endless())
        return lambda: islice(inner(), None if self.count == -1 else self.count)


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

    def _waits(self) -> bool:
        return True

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

    def _columns(self) -> list[str]:
        found = [name for child in self.children for name in child._columns()]
        for name in found:
            if found.count(name) > 1:
                raise RuntimeError(f"The columns of zipped datasets must have different names, but two are {name!r}.")
        return found

    def _size(self) -> int:
        return min(child._size() for child in self.children)

    def _start(self) -> Epochs:
        inner = [finished(child._start(), child._endless()) for child in self.children]

        def epoch() -> Iterator[Row]:
            for rows in zip(*(one() for one in inner), strict=False):
                yield tuple(value for one in rows for value in one)

        return epoch


class ProjectDataset(Dataset):
    """Some columns, in an order of their own."""

    def __init__(self, input_dataset: Dataset, columns: Any) -> None:
        super().__init__(input_dataset)
        self.columns = names("columns", columns)

    def _columns(self) -> list[str]:
        given(self.children[0], self.columns)
        return self.columns

    def _size(self) -> int:
        return self.children[0]._size()

    def _start(self) -> Epochs:
        inner, places = self.children[0]._start(), given(self.children[0], self.columns)
        return lambda: (tuple(one[place] for place in places) for one in inner())


class RenameDataset(Dataset):
    """Columns with other names."""

    def __init__(self, input_dataset: Dataset, input_columns: Any, output_columns: Any) -> None:
        super().__init__(input_dataset)
        self._old, self._new = names("input_columns", input_columns), names("output_columns", output_columns)
        if len(self._old) != len(self._new):
            raise ValueError(
                f"'input_columns' and 'output_columns' must be as many, but got {self._old} and {self._new}."
            )

    def _columns(self) -> list[str]:
        given(self.children[0], self._old)
        there = self.children[0]._columns()
        for name in self._new:
            if name in there and name not in self._old:
                raise RuntimeError(f"The 'output_columns' must be new names, but {name!r} is one of {there}.")
        return renamed(there, self._old, self._new)

    def _size(self) -> int:
        return self.children[0]._size()

    def _start(self) -> Epochs:
        self._columns()
        return self.children[0]._start()


def zip_datasets(datasets: Any) -> Dataset:
    """The rows of several datasets side by side, until one ends.

    Args:
        datasets: A tuple of two Datasets or more, no column's name twice.

    Raises:
        TypeError: It is no tuple of Datasets.
        ValueError: They are fewer than two.
    """
    return ZipDataset(datasets)
