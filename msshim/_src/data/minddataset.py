"""`MindDataset`: the rows of MindRecord files. Source: mindspore.dataset.engine.datasets_standard_format of 2.10."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import numpy as np

from msshim._src.data import failures, samplers
from msshim._src.data.arguments import whole
from msshim._src.data.base import Dataset, Epochs
from msshim._src.data.mindrecord import order, schema
from msshim._src.data.mindrecord.errors import ParamValueError
from msshim._src.data.mindrecord.records import Records
from msshim._src.data.rows import Row
from msshim._src.data.sampler_base import Shuffle
from msshim._src.data.sources import MappableDataset
from msshim._src.data.weighted import PKSampler

_SAMPLERS = (
    samplers.SequentialSampler,
    samplers.RandomSampler,
    samplers.SubsetSampler,
    samplers.DistributedSampler,
)


class MindDataset(MappableDataset):
    """The rows of MindRecord files. A `.db` beside a file is not needed.

    Args:
        dataset_files: One file, with which come those that were written with it; or a list of files, and no others.
        columns_list: Which columns come, in this order; all in alphabetical order unless said.
        num_parallel_workers: No effect.
        shuffle: Whether rows come in random order, as they do unless said; or the level of shuffling: all, files,
            within files, or each million of rows.
        num_shards, shard_id: How many parts there are, and which one comes. They are blocks of rows where the
            environment variable `MS_DEV_MINDRECORD_SHARD_BY_BLOCK` is ``True``.
        sampler: Which rows come, in which order.
        padded_sample: A row, as a dict of the `columns_list`, with which is filled up at the end.
        num_padded: How often it comes.
        num_samples: How many rows come at most; shuffled ones may then come again.
        cache: Not supported.

    Raises:
        TypeError: An argument is of another type.
        ValueError: A file is not there, an argument is too small, the sampler is not supported, or the row to fill up
            with lacks a column.
        RuntimeError: Arguments exclude each other, or a file is damaged or encrypted otherwise.
    """

    def __init__(
        self,
        dataset_files: str | list[str],
        columns_list: list[str] | None = None,
        num_parallel_workers: int | None = None,
        shuffle: bool | Shuffle | None = None,
        num_shards: int | None = None,
        shard_id: int | None = None,
        sampler: Any = None,
        padded_sample: dict[str, Any] | None = None,
        num_padded: int | None = None,
        num_samples: int | None = None,
        cache: Any = None,
    ) -> None:
        for path in dataset_files if isinstance(dataset_files, list) else [dataset_files]:
            _check_file(path)
        for name, value, kind in (("columns_list", columns_list, list), ("padded_sample", padded_sample, dict)):
            if value is not None and not isinstance(value, kind):
                raise TypeError(f"The '{name}' must be a {kind.__name__}, but got {value!r}.")
        for name, number in (("num_samples", num_samples), ("num_padded", num_padded), ("shard_id", shard_id)):
            if number is not None:
                whole(name, number, 0)
        _check_order(shuffle, sampler, num_shards, shard_id, num_samples)
        _check_padding(columns_list, padded_sample, num_padded)
        Dataset.__init__(self, None, num_parallel_workers, cache)
        level = shuffle if isinstance(shuffle, Shuffle) else Shuffle.FALSE if shuffle is False else Shuffle.ADAPTIVE
        self.sampler = sampler or samplers.select(num_samples, None, level, num_shards, shard_id)
        self._padding, self._padded = padded_sample or {}, num_padded or 0
        self._numbers: Any = None  # of the rows, once one was asked for by its place
        with failures.shown():
            self._records = Records(dataset_files, columns_list)

    def add_sampler(self, new_sampler: Any) -> None:
        """Let `new_sampler` pick from what the sampler gives. Raises RuntimeError for other levels of shuffling."""
        if self.sampler is not None and self.sampler.get_shuffle_mode() is Shuffle.PARTIAL:
            raise RuntimeError("No sampler can be added to one with Shuffle.PARTIAL.")
        if new_sampler.get_shuffle_mode() not in (Shuffle.GLOBAL, Shuffle.FALSE):
            raise RuntimeError("The 'new_sampler' must have Shuffle.GLOBAL or Shuffle.FALSE.")
        super().add_sampler(new_sampler)
        self._numbers = None

    def use_sampler(self, new_sampler: Any) -> None:
        """Another sampler in place of the last one. Raises TypeError for anything but a Sampler."""
        super().use_sampler(new_sampler)
        self._numbers = None

    def _columns(self) -> list[str]:
        with failures.shown():
            self._records.check()
        if len(set(self._records.columns)) < len(self._records.columns):
            raise RuntimeError(f"The 'columns_list' must have no name twice, but is {self._records.columns}.")
        return self._records.columns

    def _length(self) -> int:
        return len(self._records) + self._padded

    def _item(self, index: int) -> Row:
        return self._records.arrays(index) if index < len(self._records) else self._padding_row()

    def _padding_row(self) -> Row:
        return self._records.filling({
            name: value.tobytes() if isinstance(value, np.ndarray) else value for name, value in self._padding.items()
        })  # fmt: skip

    def __getitem__(self, index: int) -> list[Any]:
        """The row with a number, as arrays. Raises TypeError, ValueError and RuntimeError for what is none."""
        if not isinstance(index, int):
            raise TypeError(f"The 'index' must be an int, but got {index!r}.")
        if index < 0:
            raise ValueError(f"The 'index' must not be negative, but got {index}.")
        with failures.shown():
            rows = self._numbers = self._order()() if self._numbers is None else self._numbers
            if index >= len(rows):
                raise RuntimeError(f"The 'index' must be in [0, {len(rows)}), but got {index}.")
            return list(self._item(int(rows[index])))

    def _order(self) -> Any:
        return order.epochs(self.sampler, self._records.ends, self._padded)

    def _size(self) -> int:
        with failures.shown():
            return len(self._order()())

    def _start(self) -> Epochs:
        numbers = self._order()

        def epoch() -> Iterator[Row]:
            for i in numbers().tolist():
                yield self._item(i)

        return epoch


def _check_file(path: Any) -> None:
    if not isinstance(path, str):
        raise TypeError(f"The 'dataset_files' must be a str or a list of them, but got {path!r}.")
    try:
        schema.check_name(os.path.realpath(path))
    except ParamValueError as error:
        raise ValueError(f"The 'dataset_files' must be names of files, but got {path!r}. {error.error_msg}") from None
    if not os.path.isfile(path) or not os.access(path, os.R_OK):
        raise ValueError(f"The 'dataset_files' must be files that can be read, but {path!r} is none.")


def _check_order(shuffle: Any, sampler: Any, num_shards: Any, shard_id: Any, num_samples: Any) -> None:
    if sampler is not None:
        given = {"shuffle": shuffle, "num_shards": num_shards, "shard_id": shard_id, "num_samples": num_samples}
        for name, value in given.items():
            if value is not None:
                raise RuntimeError(f"The 'sampler' and '{name}' can not be given together.")
        if isinstance(sampler, PKSampler):
            raise NotImplementedError(
                "MindDataset takes no PKSampler in msshim: MindSpore 2.10 gives its first row again and again. "
                "Give the numbers of the rows to SubsetSampler."
            )
        if not isinstance(sampler, _SAMPLERS):
            raise ValueError(
                f"The 'sampler' must be one of {[one.__name__ for one in _SAMPLERS]}, but got {sampler!r}."
            )
    if shuffle is not None and not isinstance(shuffle, (bool, Shuffle)):
        raise TypeError(f"The 'shuffle' must be a bool or a level of Shuffle, but got {shuffle!r}.")
    if (num_shards is None) != (shard_id is None):
        raise RuntimeError("The 'num_shards' and 'shard_id' must be given together, but only one of them is.")
    if num_shards is not None and not 0 <= shard_id < whole("num_shards", num_shards):
        raise ValueError(f"The 'shard_id' must be in [0, {num_shards}), but got {shard_id}.")
    if num_samples and shuffle in (Shuffle.FILES, Shuffle.INFILE):
        raise ValueError("The 'num_samples' can not be given with Shuffle.FILES or Shuffle.INFILE.")


def _check_padding(columns: list[str] | None, sample: dict[str, Any] | None, count: int | None) -> None:
    if (sample is None) != (count is None):
        raise RuntimeError("The 'padded_sample' and 'num_padded' must be given together, but only one of them is.")
    if sample is None:
        return
    if columns is None:
        raise RuntimeError("With a 'padded_sample', the 'columns_list' must be given.")
    lacking = [name for name in columns if name not in sample]
    if lacking:
        raise ValueError(f"The 'padded_sample' must have all of the 'columns_list', but lacks {lacking}.")
