"""Rows put together: as they are, or padded to one shape. Source: mindspore.dataset.engine.datasets of 2.10."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from msshim._src.data import config
from msshim._src.data.arguments import names, whole
from msshim._src.data.base import Dataset, Epochs
from msshim._src.data.columns import Through, given, replaced
from msshim._src.data.epochs import numbered
from msshim._src.data.failures import Refused
from msshim._src.data.maps import check_max_rowsize
from msshim._src.data.parallel import HERE, PROCESSES, Crew
from msshim._src.data.rows import Row, array
from msshim._src.data.transforms.checks import typed


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

    @classmethod
    def _of(cls, epoch: int, batch: int) -> BatchInfo:
        info = cls()
        info._epoch, info._batch = epoch, batch
        return info


class BatchDataset(Through):
    """Rows put together.

    Args:
        input_dataset: The step before.
        batch_size: How many rows, or a function of a BatchInfo that says so.
        drop_remainder: Whether the last rows go where they are too few.
        num_parallel_workers: How many processes call the `per_batch_map`, if any do.
        per_batch_map: A function of lists of the columns' values, and a BatchInfo, that gives lists.
        input_columns: The columns that go to it; all, unless said.
        output_columns: The names of what comes out of it.
        python_multiprocessing: Whether processes call it.
        max_rowsize: No effect: no memory is set aside for rows, which may have any size.

    Raises:
        TypeError, ValueError: An argument is none of these.
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
        max_rowsize: int | list[int] | None = None,
    ) -> None:
        super().__init__(input_dataset, num_parallel_workers)
        if not callable(batch_size):
            whole("batch_size", int(batch_size) if isinstance(batch_size, bool) else batch_size)
        elif len(inspect.signature(batch_size).parameters) != 1:
            raise ValueError(f"The 'batch_size' must be a function of one BatchInfo, but got {batch_size!r}.")
        typed("drop_remainder", drop_remainder, bool)
        typed("python_multiprocessing", python_multiprocessing, bool)
        check_max_rowsize(max_rowsize)
        if per_batch_map is not None and not callable(per_batch_map):
            raise ValueError(f"The 'per_batch_map' must be a function, but got {per_batch_map!r}.")
        if per_batch_map is None and input_columns is not None:
            raise ValueError("'input_columns' need a 'per_batch_map'.")
        self.batch_size, self.drop_remainder, self.per_batch_map = batch_size, drop_remainder, per_batch_map
        self._inputs = None if input_columns is None else names("input_columns", input_columns)
        outputs = None if output_columns is None else names("output_columns", output_columns)
        self._outputs = None if per_batch_map is None else outputs
        self._processes = python_multiprocessing

    def _size(self) -> int:
        if callable(self.batch_size):
            return super()._size()
        size = self.children[0]._size()
        batch = int(self.batch_size)
        return size // batch if self.drop_remainder else -(-size // batch)

    def _batch_rows(self) -> int:
        return -1 if callable(self.batch_size) else int(self.batch_size)

    def _start(self) -> Epochs:
        inner, times = self.children[0]._start(), numbered()
        inputs, outputs = self._between()
        places = given(self.children[0], inputs)
        if self.per_batch_map is None:
            return lambda: (self._put_together(columns) for *columns, _ in self._gathered(inner(), next(times).number))
        processes = self._processes and not self._waits()
        count = self.num_parallel_workers or config.workers()
        crew = Crew(partial(_function, self.per_batch_map), count, PROCESSES if processes else HERE)

        def epoch() -> Iterator[Row]:
            gathered = self._gathered(inner(), next(times).number)
            for (*columns, _), result in crew.results(gathered, [*places, -1]):
                yield self._put_together(replaced(columns, places, _mapped(result(), len(columns[0]), outputs)))
            crew.pass_turn()

        return epoch

    def _gathered(self, rows: Iterator[Row], epoch: int) -> Iterator[tuple[Any, ...]]:
        """Lists of the columns' values, and the batch's BatchInfo last."""
        info, gathered = BatchInfo._of(epoch, 0), list[Row]()
        size = self._wanted(info)
        for one in rows:
            gathered.append(one)
            if len(gathered) == size:
                yield (*map(list, zip(*gathered, strict=True)), info)
                info, gathered = BatchInfo._of(epoch, info._batch + 1), []
                size = self._wanted(info)
        if gathered and not self.drop_remainder:
            yield (*map(list, zip(*gathered, strict=True)), info)

    def _wanted(self, info: BatchInfo) -> int:
        return whole("batch_size", self.batch_size(info)) if callable(self.batch_size) else int(self.batch_size)

    def _put_together(self, columns: list[Any]) -> Row:
        return tuple([stacked(column, place) for place, column in enumerate(columns)])


def _function(per_batch_map: Callable[..., Any], worker: int) -> Callable[..., Any]:
    return per_batch_map


def _mapped(made: Any, count: int, outputs: list[str]) -> list[Any]:
    """What a `per_batch_map` gave for `count` rows, as a list of columns."""
    columns = list(made) if isinstance(made, tuple) else [made]
    if len(columns) != len(outputs):
        raise Refused(f"The 'per_batch_map' must give the {len(outputs)} columns {outputs}, not {len(columns)}.")
    for name, column in zip(outputs, columns, strict=True):
        if not isinstance(column, (list, np.ndarray)):
            raise Refused(f"The 'per_batch_map' must give lists, but for {name!r} it gave {column!r}.", of_program=True)
        if len(column) != count:
            raise Refused(f"The 'per_batch_map' must give {count} rows, but for {name!r} it gave {len(column)}.")
    return columns


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
        if pad_info is not None:
            typed("pad_info", pad_info, dict)
        there = input_dataset._columns()
        # None pads nothing, an empty dict all columns.
        self.pad_info: dict[str, Any] = dict.fromkeys(there) if pad_info == {} else pad_info or {}

    def _start(self) -> Epochs:
        self._padded = list(zip(given(self.children[0], self.pad_info), self.pad_info.values(), strict=True))
        return super()._start()

    def _put_together(self, columns: list[Any]) -> Row:
        for place, wanted in self._padded:
            columns[place] = pad(columns[place], *(wanted or (None, None)))
        return super()._put_together(columns)


def pad(column: list[Any], shape: Any, value: Any) -> list[Any]:
    """The values of a column, cut and filled up to one shape, of which None and -1 are the largest there is."""
    text = column[0].dtype.kind in "SU"
    if value is not None and isinstance(value, (str, bytes)) is not text:
        raise Refused(f"The value to pad with must be like the column's, of {column[0].dtype}, but is {value!r}.")
    for one in column:
        if one.ndim != (column[0].ndim if shape is None else len(shape)):
            raise Refused(f"The shape to pad to must have as many axes as the values, {one.shape}, but is {shape}.")
    if not column[0].ndim:
        return column
    largest = np.max([one.shape for one in column], axis=0)
    wanted = [int(n) if shape is None or shape[i] in (None, -1) else int(shape[i]) for i, n in enumerate(largest)]
    found = []
    for one in column:
        cut = one[tuple(slice(n) for n in wanted)]
        space = [(0, n - have) for n, have in zip(wanted, cut.shape, strict=True)]
        found.append(np.pad(cut, space, constant_values=("" if text else 0) if value is None else value))
    return found


def stacked(column: Any, place: int = 0) -> Any:
    """The values of a column in one array; of dicts, a dict of arrays."""
    if isinstance(column, list) and column and isinstance(column[0], dict):
        return {key: stacked([one[key] for one in column], place) for key in column[0]}
    values = [array(value) for value in column]
    kinds = {(value.shape, value.dtype) for value in values}
    if len(kinds) > 1:
        shapes, dtypes = ({kind[i] for kind in kinds} for i in range(2))
        if len(shapes) > 1:
            raise Refused(
                f"The rows of a batch must have one shape, but column {place} has {sorted(shapes)}; pad them."
            )
        if len({dtype if dtype.kind not in "SU" else "text" for dtype in dtypes}) > 1:
            raise Refused(
                f"The rows of a batch must have one dtype, but column {place} has {sorted(map(str, dtypes))}."
            )
    return np.stack(values)
