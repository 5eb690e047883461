"""What the readers of rows without numbers share. Source: SourceDataset and its heirs of 2.10, and their nodes.

Files are looked at when a program first asks for rows, columns or their number; what is wrong with them is then a
RuntimeError.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from msshim._src.data import config, failures
from msshim._src.data.base import Dataset, Epochs
from msshim._src.data.buffer import shuffled
from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Form, check_shared
from msshim._src.data.readers.serial import order
from msshim._src.data.readers.serial.files import Source, found
from msshim._src.data.rows import Row
from msshim._src.data.sampler_base import Shuffle
from msshim._src.runtime.streams import Mersenne64

_BY_FILES, _ALL = 1, 2
_FLAGS = {
    False: 0, Shuffle.FILES: _BY_FILES, Shuffle.GLOBAL: _ALL, Shuffle.INFILE: 3, Shuffle.PARTIAL: 4,
    Shuffle.ADAPTIVE: 5, Shuffle.FALSE: 5,
}  # fmt: skip
"""MindSpore's numbers of the levels, of which these readers know two; others leave the order as it is."""


class SerialReader(Dataset):
    """The rows of files that are read from their beginning; what a row of kind `reader` makes is a subclass."""

    _form: Form

    def _set_up(self, values: dict[str, Any], wrong: str | None = None) -> None:
        """Keep checked arguments. wrong: what is refused once the pipeline is looked at."""
        check_shared(values, Shuffle)
        super().__init__(None, values["num_parallel_workers"], values["cache"])
        self._own = self._form.arguments(values)
        if "dataset_files" in self._own:
            self._own["dataset_files"] = found(self._own["dataset_files"])
        vars(self).update(self._own)
        self.num_samples, self.num_shards = values["num_samples"] or 0, values["num_shards"] or 1
        self.shard_id = values["shard_id"] or 0
        level = values["shuffle"]
        self.shuffle_flag = _FLAGS[Shuffle.GLOBAL if level is None or level is True else level]
        self._kept: Source | None = None
        self._wrong = wrong or ""

    @property
    def _source(self) -> Source:
        if self._wrong:
            raise Refused(self._wrong)
        if self._kept is None:
            given = {**self._own, "columns": self._form.columns}
            self._kept = self._form.find(**{name: given[name] for name in self._form.names})
        return self._kept

    def _columns(self) -> list[str]:
        with failures.shown():
            find = self._source.columns
            return self._form.columns_of(self._own) if find is None or self._form.columns else find()

    def is_shuffled(self) -> bool:
        """Whether `shuffle` is anything but False."""
        return self.shuffle_flag > 0

    @property
    def _shuffles(self) -> bool:
        return self.shuffle_flag == _ALL

    def is_sharded(self) -> bool:
        """Whether only a part of the rows comes."""
        return self.num_shards > 1

    def _size(self) -> int:
        with failures.shown():
            rows = self._share(self._source)
        return min(rows, self.num_samples) if self.num_samples else rows

    def _start(self) -> Epochs:
        with failures.shown():
            source, _ = self._source, self._columns()
            counts = self._counts(source)
        seed, files = config.drawn_seed(), len(source.files)
        keys = order.keys(files, seed, self.num_shards)
        size = order.buffer_size(source.parts or files, self._total(source, counts), self.num_shards)
        engine = Mersenne64(seed)
        workers = self.num_parallel_workers or config.workers()

        def epoch() -> Iterator[Row]:
            numbers = keys() if self.shuffle_flag in (_BY_FILES, _ALL) else range(files)
            pieces = (source.rows(source.files[one.file], one.start, one.stop) for one in self._pieces(numbers, counts))
            rows = islice(order.in_turns(pieces, workers), self._limit())
            yield from shuffled(rows, size, engine) if self._shuffles else rows

        return epoch

    # What kinds of files differ in

    def _share(self, source: Source) -> int:
        """How many rows a shard is taken to have."""
        return math.ceil(sum(map(source.told or source.count, source.files)) / self.num_shards)

    def _counts(self, source: Source) -> Sequence[int]:
        """How many rows each file is taken to have. Raises Refused where there are none."""
        counts = [source.count(path) for path in source.files]
        if not sum(counts):
            raise Refused(
                f"Invalid data, {self._form.name} can't read the data file (interface mismatch or no data found). "
                f"Check file path: {source.files}."
            )
        return counts

    def _total(self, source: Source, counts: Sequence[int]) -> int:
        """How many rows there are, for the size of the buffer in which they are shuffled."""
        return sum(map(source.told, source.files)) if source.told else sum(counts)

    def _pieces(self, numbers: Sequence[int], counts: Sequence[int]) -> Iterable[order.Piece]:
        """Which rows of which files come."""
        return order.blocks(numbers, counts, self.num_shards, self.shard_id)

    def _limit(self) -> int | None:
        """How many rows come at most."""
        return self.num_samples or None
