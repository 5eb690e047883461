"""Iterators over datasets: each `for` is one epoch. Source: mindspore.dataset.engine.iterators of 2.10."""

from __future__ import annotations

from typing import Any

import numpy as np

from msshim._src.data import failures
from msshim._src.data.base import Dataset, Row, names
from msshim._src.tensor.tensor import Tensor


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
        self._names = given if columns is None else names("columns", columns)
        for name in self._names:
            if name not in given:
                raise RuntimeError(f"The 'columns' must be of {given}, but one is {name!r}.")
        if not self._names:
            raise ValueError("The 'columns' must not be empty.")
        self._places = [given.index(name) for name in self._names]
        self._dataset, self._left, self._numpy = dataset, num_epochs, output_numpy
        self._epochs = dataset._start()
        self._rows: Any = None

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        if self._rows is None:
            if self._left == 0:
                raise StopIteration
            self._left -= 1 if self._left > 0 else 0
            self._rows = failures.rows(self._epochs())
        try:
            row = next(self._rows)
        except StopIteration:
            self._rows = None
            raise
        return self._make(tuple(self._value(row[place]) for place in self._places))

    def _value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return self._inner(value)
        if self._numpy or value.dtype.kind in "SU":
            return value
        return Tensor(np.ascontiguousarray(value).reshape(value.shape))

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
        self._left, self._rows = 0, iter(())
        self._epochs = iter

    release = stop


class TupleIterator(Iterator):
    """Rows as lists, in the order of the columns."""

    def _make(self, values: Row) -> list[Any]:
        return list(values)


class DictIterator(Iterator):
    """Rows as dicts, by the columns' names."""

    def _make(self, values: Row) -> dict[str, Any]:
        return dict(zip(self._names, values, strict=True))
