"""Iterators over datasets: each `for` is one epoch. Source: mindspore.dataset.engine.iterators of 2.10."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import Any

import numpy as np

from msshim._src.data import failures
from msshim._src.data.arguments import names
from msshim._src.data.base import Dataset
from msshim._src.data.failures import Refused
from msshim._src.data.placed import placing
from msshim._src.data.rows import Row


class Iterator:
    """An iterator over a dataset."""

    def __init__(self, dataset: Dataset, columns: Any, num_epochs: int, output_numpy: bool, do_copy: bool) -> None:
        if not isinstance(num_epochs, int) or isinstance(num_epochs, bool):
            raise TypeError(f"The 'num_epochs' must be an int, but got {num_epochs!r}.")
        if num_epochs < 1 and num_epochs != -1:
            wrong = RuntimeError if num_epochs == 0 else ValueError
            raise wrong(f"The 'num_epochs' must be positive or -1, but got {num_epochs}.")
        for name, flag in (("output_numpy", output_numpy), ("do_copy", do_copy)):
            if not isinstance(flag, bool):
                raise TypeError(f"The '{name}' must be a bool, but got {flag!r}.")
        given = dataset._columns()
        self._names = (
            [name for name in given if not name.startswith("_meta-")] if columns is None else names("columns", columns)
        )
        for name in self._names:
            if name not in given:
                raise RuntimeError(f"The 'columns' must be of {given}, but one is {name!r}.")
        if not self._names:
            raise ValueError("The 'columns' must not be empty.")
        self._places = [given.index(name) for name in self._names]
        self._dataset, self._left, self._numpy = dataset, num_epochs, output_numpy
        self._epochs: Any = dataset._start()
        self._rows: Any = None
        step = dataset.get_init_step()
        if step:
            self._begin_at(step, dataset.get_dataset_size())

    def _begin_at(self, step: int, size: int) -> None:
        """Leave out the first `step` rows of epochs of `size` rows; random numbers go on as if they had come."""
        if not isinstance(step, int):
            raise TypeError(f"The 'init_step' must be an int, but got {step!r}.")
        for _ in range(step // size):
            self._next_epoch()
            deque(self._rows, maxlen=0)
        self._rows = None
        if step % size:
            self._next_epoch()
            deque(islice(self._rows, step % size), maxlen=0)

    def _next_epoch(self) -> None:
        self._left -= 1 if self._left > 0 else 0
        self._rows, self._tensor = failures.rows(self._epochs()), placing()

    def get_col_names(self) -> list[str]:
        """The names of the columns of a row."""
        return list(self._names)

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        if self._rows is None:
            if self._left == 0:
                raise failures.failed(Refused("The iterator has no further epoch: 'num_epochs' of them were given."))
            self._next_epoch()
        try:
            row = next(self._rows)
        except StopIteration:
            self._rows = None if self._epochs is not None else self._rows
            raise
        return self._make(tuple(self._value(row[place]) for place in self._places))

    def _value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return self._inner(value)
        if self._numpy or value.dtype.kind in "SU":
            return value
        return self._tensor(np.ascontiguousarray(value).reshape(value.shape))

    def _inner(self, value: Any) -> Any:
        """What is in a dict, and in dicts, lists and tuples therein."""
        if isinstance(value, dict):
            return {key: self._inner(one) for key, one in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self._inner(one) for one in value)
        return value if value is None or isinstance(value, bytes) else self._value(np.asarray(value))

    def _make(self, values: Row) -> Any:
        raise NotImplementedError

    def stop(self) -> None:
        """End: no further row comes."""
        self._rows, self._epochs = iter(()), None

    release = stop


class TupleIterator(Iterator):
    """Rows as lists, in the order of the columns."""

    def _make(self, values: Row) -> list[Any]:
        return list(values)


class DictIterator(Iterator):
    """Rows as dicts, by the columns' names."""

    def _make(self, values: Row) -> dict[str, Any]:
        return dict(zip(self._names, values, strict=True))
