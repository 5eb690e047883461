"""Rows put together: as they are, or padded to one shape. Source: mindspore.dataset.engine.datasets of 2.10."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from msshim._src.data.base import Dataset, Epochs, Row, array, names, whole
from msshim._src.data.columns import given, renamed, replaced
from msshim._src.data.failures import Refused


class BatchInfo:
    """What a function of batches is told: the number of the epoch and of the batch in it."""

    def __init__(self) -> None:
        self._epoch, self._batch = 0, 0

    def get_epoch_num(self) -> int:
        """The epoch, from 0."""
        return self._epoch

    def get_batch_num(self) -> int:
        """The batch in its epoch, from 0."""
        return self._batch


class BatchDataset(Dataset):
    """Rows put together.

    Args:
        input_dataset: The step before.
        batch_size: How many rows, or a function of a BatchInfo that says so.
        drop_remainder: Whether the last rows go where they are too few.
        num_parallel_workers: No effect.
        per_batch_map: A function of lists of the columns' values, and a BatchInfo, that gives lists.
        input_columns: The columns that go to it; all, unless said.
        output_columns: The names of what comes out of it.
        python_multiprocessing, max_rowsize: No effect.
    """

    def __init__(
        self,
        input_dataset: Dataset,
        batch_size: Any,
        drop_remainder: bool = False,
        num_parallel_workers: int | None = None,
        per_batch_map: Callable[..., Any] | None = None,
        input_columns: Any = None,
        output_columns: Any = None,
        python_multiprocessing: bool = False,
        max_rowsize: int | None = None,
    ) -> None:
        super().__init__(input_dataset, num_parallel_workers)
        if not callable(batch_size):
            whole("batch_size", batch_size)
        if not isinstance(drop_remainder, bool):
            raise TypeError(f"The 'drop_remainder' must be a bool, but got {drop_remainder!r}.")
        if per_batch_map is None and (input_columns is not None or output_columns is not None):
            raise ValueError("'input_columns' and 'output_columns' need a 'per_batch_map'.")
        self.batch_size, self.drop_remainder, self.per_batch_map = batch_size, drop_remainder, per_batch_map
        there = input_dataset._columns()
        self._inputs = there if input_columns is None else names("input_columns", input_columns)
        self._outputs = self._inputs if output_columns is None else names("output_columns", output_columns)
        self._places = given(input_dataset, self._inputs)

    def _columns(self) -> list[str]:
        return renamed(self.children[0]._columns(), self._inputs, self._outputs)

    def _size(self) -> int:
        if callable(self.batch_size):
            return super()._size()
        size = self.children[0]._size()
        batch = int(self.batch_size)
        return size // batch if self.drop_remainder else -(-size // batch)

    def get_batch_size(self) -> int:
        """How many rows a batch has; -1 where a function says so."""
        return -1 if callable(self.batch_size) else int(self.batch_size)

    def _start(self) -> Epochs:
        inner, info = self.children[0]._start(), BatchInfo()
        info._epoch = -1

        def epoch() -> Iterator[Row]:
            info._epoch, info._batch = info._epoch + 1, 0
            rows: list[Row] = []
            size = self._wanted(info)
            for one in inner():
                rows.append(one)
                if len(rows) == size:
                    yield self._put_together(rows, info)
                    info._batch, rows = info._batch + 1, []
                    size = self._wanted(info)
            if rows and not self.drop_remainder:
                yield self._put_together(rows, info)

        return epoch

    def _wanted(self, info: BatchInfo) -> int:
        return whole("batch_size", self.batch_size(info)) if callable(self.batch_size) else int(self.batch_size)

    def _put_together(self, rows: list[Row], info: BatchInfo) -> Row:
        columns: list[Any] = [list(column) for column in zip(*rows, strict=True)]
        if self.per_batch_map is not None:
            made = self.per_batch_map(*(columns[place] for place in self._places), info)
            made = made if isinstance(made, tuple) else (made,)
            if len(made) != len(self._outputs):
                raise Refused(
                    f"The 'per_batch_map' must give the {len(self._outputs)} columns {self._outputs}, not {len(made)}."
                )
            columns = replaced(columns, self._places, list(made))
        return tuple(stacked(column) for column in columns)


class PaddedBatchDataset(BatchDataset):
    """Rows padded to one shape and put together; see `Dataset.padded_batch`."""

    def __init__(
        self,
        input_dataset: Dataset,
        batch_size: Any,
        drop_remainder: bool = False,
        num_parallel_workers: int | None = None,
        pad_info: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(input_dataset, batch_size, drop_remainder, num_parallel_workers)
        self.pad_info = pad_info or {}
        self._padded = given(input_dataset, self.pad_info) if self.pad_info else range(len(input_dataset._columns()))

    def _put_together(self, rows: list[Row], info: BatchInfo) -> Row:
        columns = [list(column) for column in zip(*rows, strict=True)]
        there = self.children[0]._columns()
        for place in self._padded:
            shape, value = self.pad_info.get(there[place]) or (None, 0)
            columns[place] = pad(columns[place], shape, 0 if value is None else value)
        return tuple(stacked(column) for column in columns)


def pad(column: list[Any], shape: Any, value: Any) -> list[Any]:
    largest = np.max([np.shape(one) for one in column], axis=0)
    if not largest.size:  # numbers
        return column
    wanted = [int(n) if shape is None or shape[i] in (None, -1) else int(shape[i]) for i, n in enumerate(largest)]
    found = []
    for one in column:
        cut = one[tuple(slice(n) for n in wanted)]
        space = [(0, n - have) for n, have in zip(wanted, cut.shape, strict=True)]
        found.append(np.pad(cut, space, constant_values=value))
    return found


def stacked(column: Any) -> Any:
    if isinstance(column, list) and column and isinstance(column[0], dict):
        return {key: stacked([one[key] for one in column]) for key in column[0]}
    shapes = {np.shape(value) for value in column}
    if len(shapes) > 1:
        raise Refused(f"The rows of a batch must have one shape, but got {sorted(shapes)}; pad them first.")
    return np.stack([array(value) for value in column])
