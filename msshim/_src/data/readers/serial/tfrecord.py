"""`TFRecordDataset`. Source: mindspore.dataset.engine.datasets_standard_format and minddata's TFReaderOp of 2.10."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import islice
from typing import Any

from msshim._src.data.failures import Refused
from msshim._src.data.readers.serial import chunks, columns, order, records, schema
from msshim._src.data.readers.serial.base import SerialReader
from msshim._src.data.readers.serial.files import Source
from msshim._src.data.rows import Row


def tfrecord(
    dataset_files: list[str],
    schema: Any = None,
    columns_list: Sequence[str] = (),
    shard_equal_rows: bool = False,
    compression_type: str = "",
) -> Source:
    """The columns of a schema, or those of the first record: all, or those that are named."""
    files, names = sorted(dataset_files), list(columns_list)
    wrong = [path for path in files if not compression_type and not records.is_one(path)]
    if wrong:
        raise Refused(
            "Invalid file. The following files either cannot be opened, or are not valid TFRecordDataset files: "
            f"{', '.join(wrong)}"
        )
    described = cache(lambda: _described(files[0], schema, names, compression_type))
    plain = schema is None and not names
    parser = columns.plain_parser if plain else columns.parser

    def rows(path: str, start: int, stop: int) -> Iterator[Row]:
        wanted, number = islice(records.records(path, compression_type), stop), 0
        parse = parser(described(), path)
        for _ in islice(wanted, start):
            number += 1
        while chunk := list(islice(wanted, chunks.SIZE)):
            number += len(chunk)
            found = chunks.rows(described(), chunk)
            yield from map(parse, chunk) if found is None else found
        if number < stop != sys.maxsize:
            raise Refused(f"This tfrecord file: {path} must have {stop} rows, but has {number}.")

    count = partial(records.count, compression=compression_type)
    return Source(files, count, rows, lambda: [column.name for column in described()])


def _described(path: str, given: Any, names: list[str], compression: str) -> list[columns.Column]:
    if given is not None:
        return schema.columns(given, names)
    first = next(records.records(path, compression), None)
    if first is None:
        raise Refused(f"Invalid data, {path} has no records.")
    return columns.of_record(first, names, path)


class TFRecordReader(SerialReader):
    """Records: a shard has whole files, unless it is to have as many rows as others."""

    shard_equal_rows: bool
    compression_type: str

    def _set_up(self, values: dict[str, Any], wrong: str | None = None) -> None:
        """Keep checked arguments; a schema may say how many rows there are.

        Raises:
            ValueError: There are more shards than compressed files, of which rows are taken.
        """
        files, shards = values["dataset_files"], values["num_shards"] or 1
        count = len(files) if isinstance(files, list) else 1
        if values["compression_type"] and values["num_samples"] is not None and count < shards:
            raise ValueError(
                f"The 'dataset_files' must not be fewer than 'num_shards', {shards}, with a 'compression_type', "
                f"but are {count}."
            )
        super()._set_up(values, wrong)
        if values["schema"] is not None and not self.num_samples:
            self.num_samples = schema.Schema.get_num_rows(values["schema"])

    @property
    def _source(self) -> Source:
        found, files = super()._source, len(self._own["dataset_files"])
        if files < self.num_shards and (self.compression_type or not self.shard_equal_rows):
            raise Refused(
                "Invalid file, numbers of tfrecord file should not less than num_shards when shard_equal_rows is "
                f"false, but got numbers of tfrecord file: {files}, num_shards: {self.num_shards}"
            )
        return found

    @property
    def _taken(self) -> bool:
        """Whether so many rows are taken of each compressed file, which are then not counted."""
        return bool(self.compression_type and self.num_samples)

    def _each(self, files: int) -> int:
        return self.num_samples // (files // self.num_shards)

    def _share(self, source: Source) -> int:
        if self._taken:
            return self.num_samples
        if self.shard_equal_rows:
            return super()._share(source)
        return sum(map(source.count, source.files[self.shard_id :: self.num_shards]))

    def _counts(self, source: Source) -> Sequence[int]:
        files = len(source.files)
        if self._taken:
            return [self._each(files)] * files
        if self.shard_equal_rows or self._shuffles:
            return super()._counts(source)
        return [sys.maxsize] * files  # they are read to their ends

    def _total(self, source: Source, counts: Sequence[int]) -> int:
        return self.num_samples * self.num_shards if self._taken else sum(counts)

    def _pieces(self, numbers: Sequence[int], counts: Sequence[int]) -> Iterable[order.Piece]:
        if self.shard_equal_rows and not self._taken:
            return super()._pieces(numbers, counts)
        cut = len(numbers) - len(numbers) % self.num_shards if self._taken else len(numbers)
        return [order.Piece(one, 0, counts[one]) for one in numbers[:cut][self.shard_id :: self.num_shards]]

    def _limit(self) -> int | None:
        return self.num_samples * self.num_shards if self._taken else super()._limit()
