"""Batches of rows of similar lengths. Source: mindspore.dataset.engine.datasets of 2.10."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from msshim._src.data.arguments import names, whole
from msshim._src.data.base import Dataset, Epochs
from msshim._src.data.batches import pad, stacked
from msshim._src.data.failures import Refused
from msshim._src.data.rows import Row


class BucketBatchByLengthDataset(Dataset):
    """See `Dataset.bucket_batch_by_length`."""

    def __init__(
        self,
        input_dataset: Dataset,
        column_names: list[str],
        bucket_boundaries: list[int],
        bucket_batch_sizes: list[int],
        element_length_function: Callable[..., int] | None = None,
        pad_info: dict[str, Any] | None = None,
        pad_to_bucket_boundary: bool = False,
        drop_remainder: bool = False,
    ) -> None:
        super().__init__(input_dataset)
        lists = {
            "column_names": column_names, "bucket_boundaries": bucket_boundaries,
            "bucket_batch_sizes": bucket_batch_sizes,
        }  # fmt: skip
        for name, value in lists.items():
            if not isinstance(value, list):
                raise TypeError(f"The '{name}' must be a list, but got {value!r}.")
        for name, flag in (("pad_to_bucket_boundary", pad_to_bucket_boundary), ("drop_remainder", drop_remainder)):
            if not isinstance(flag, bool):
                raise TypeError(f"The '{name}' must be a bool, but got {flag!r}.")
        self.column_names = names("column_names", column_names)
        if element_length_function is None and len(column_names) != 1:
            raise ValueError(f"Without an 'element_length_function' one column must be named, but got {column_names}.")
        if element_length_function is not None and not callable(element_length_function):
            raise TypeError(f"The 'element_length_function' must be a function, but got {element_length_function!r}.")
        if not bucket_boundaries:
            raise ValueError("The 'bucket_boundaries' must not be empty.")
        for one in bucket_boundaries:
            whole("bucket_boundaries", one)
        if any(one >= other for one, other in pairwise(bucket_boundaries)):
            raise ValueError(f"The 'bucket_boundaries' must increase, but got {bucket_boundaries}.")
        if len(bucket_batch_sizes) != len(bucket_boundaries) + 1:
            raise ValueError(
                f"The 'bucket_batch_sizes' must be {len(bucket_boundaries) + 1}, one more than the boundaries, "
                f"but got {bucket_batch_sizes}."
            )
        for one in bucket_batch_sizes:
            whole("bucket_batch_sizes", one)
        if pad_info is not None and not (
            isinstance(pad_info, dict) and all(isinstance(value, (tuple, list)) for value in pad_info.values())
        ):
            raise TypeError(f"The 'pad_info' must be a dict of pairs of a shape and a value, but got {pad_info!r}.")
        self.bucket_boundaries, self.bucket_batch_sizes = bucket_boundaries, bucket_batch_sizes
        self.element_length_function, self.pad_info = element_length_function, pad_info or {}
        self.pad_to_bucket_boundary, self.drop_remainder = pad_to_bucket_boundary, drop_remainder

    def _start(self) -> Epochs:
        inner, there = self.children[0]._start(), self._columns()
        for name in [*self.column_names, *self.pad_info]:
            if name not in there:
                raise RuntimeError(f"The columns of bucket_batch_by_length must be of {there}, but one is {name!r}.")
        places = [there.index(name) for name in self.column_names]

        def epoch() -> Iterator[Row]:
            buckets: list[list[Row]] = [[] for _ in self.bucket_batch_sizes]
            for one in inner():
                length = self._length([one[place] for place in places])
                number = int(np.searchsorted(self.bucket_boundaries, length, "right"))
                buckets[number].append(one)
                if len(buckets[number]) == self.bucket_batch_sizes[number]:
                    yield self._put_together(buckets[number], number)
                    buckets[number] = []
            for number, rows in enumerate(buckets):
                if rows and not self.drop_remainder:
                    yield self._put_together(rows, number)

        return epoch

    def _length(self, values: list[Any]) -> int:
        if self.element_length_function is None:
            return values[0].shape[0] if values[0].ndim else int(values[0])
        length = np.asarray(self.element_length_function(*values))
        if length.dtype.kind not in "iu" or length.size != 1 or length < 0:
            raise Refused(f"The 'element_length_function' must give an int of 0 or more, but gave {length!r}.")
        return int(length.item())

    def _put_together(self, rows: list[Row], number: int) -> Row:
        columns = [list(column) for column in zip(*rows, strict=True)]
        for place, name in enumerate(self._columns()):
            if self.pad_info and name not in self.pad_info:
                continue
            shape, value = self.pad_info.get(name) or (None, None)
            if self.pad_to_bucket_boundary and shape is not None:
                if number == len(self.bucket_boundaries):
                    raise Refused(f"A row is longer than the last of 'bucket_boundaries', {self.bucket_boundaries}.")
                shape = [self.bucket_boundaries[number] - 1 if n is None else n for n in shape]
            columns[place] = pad(columns[place], shape, value)
        return tuple(stacked(column, place) for place, column in enumerate(columns))
