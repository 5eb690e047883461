"""`RandomDataset`: rows of random bytes. Source: minddata's RandomDataOp of 2.10."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from msshim._src.data import config, failures
from msshim._src.data.base import Epochs
from msshim._src.data.engine import Engine
from msshim._src.data.failures import Refused
from msshim._src.data.readers.serial.base import SerialReader
from msshim._src.data.readers.serial.columns import Column
from msshim._src.data.readers.serial.schema import Schema, columns
from msshim._src.data.rows import Row

_ROWS, _COLUMNS, _AXES, _SIZE = 1000, 4, 4, 32
"""The most of what is drawn."""
_KINDS = (
    "bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float16", "float32", "float64",
    "string",
)  # fmt: skip


def described(schema: Any, columns_list: list[str], engine: Engine) -> list[Column]:
    """The columns of a schema, or such that are drawn."""
    return columns(schema, columns_list) if schema else _drawn(engine)


def _drawn(engine: Engine) -> list[Column]:
    found = []
    for i in range(engine.integer(1, _COLUMNS)):
        kind = _KINDS[engine.integer(1, len(_KINDS)) - 1]
        rank = engine.integer(1, _AXES)
        sizes = [engine.integer(0, _SIZE) for _ in range(rank)]
        found.append(Column(f"c{i}", kind, tuple(size or -1 for size in sizes), rank))
    return found


def _value(column: Column, engine: Engine) -> Any:
    """An array whose bytes are all one."""
    if column.type == "string":
        raise Refused(f"The column {column.name} of random rows must be of numbers, but is of type {column.type}.")
    shape = [engine.integer(1, _SIZE) if size == -1 else size for size in column.shape or ()]
    byte, dtype = engine.integer(0, 255), np.dtype(column.type)
    return np.frombuffer(bytearray([byte]) * (int(np.prod(shape)) * dtype.itemsize), dtype).reshape(shape)


class RandomReader(SerialReader):
    """Random rows, the same in each epoch; those of one seed are MindSpore's."""

    def _set_up(self, values: dict[str, Any], wrong: str | None = None) -> None:
        super()._set_up(values, wrong)
        total, schema, limit = values["total_rows"], values["schema"], self.num_samples
        self.total_rows = limit or total or 0
        if schema is not None:
            told = Schema.get_num_rows(schema)
            self.total_rows = told if total is None else total
        self.columns_list = values["columns_list"] or []
        if self.total_rows < 0:
            self._wrong = f"The 'total_rows' must not be negative, but is {self.total_rows}."

    def _drawn(self) -> tuple[Engine, int]:
        """An engine anew, and the number of rows."""
        if self._wrong:
            raise failures.failed(Refused(self._wrong))
        engine = Engine(config.drawn_seed())
        return engine, self.total_rows or engine.integer(1, _ROWS)

    def _described(self, engine: Engine) -> list[Column]:
        with failures.shown():
            found: list[Column] = self._form.find(self._own["schema"], self.columns_list, engine)
            return found

    def _columns(self) -> list[str]:
        return [column.name for column in self._described(self._drawn()[0])]

    def _size(self) -> int:
        return self._drawn()[1]

    def _start(self) -> Epochs:
        engine, count = self._drawn()
        found = self._described(engine)
        kept: list[Row] = []

        def epoch() -> Iterator[Row]:
            if not kept:
                kept.extend([tuple(_value(column, engine) for column in found) for _ in range(count)])
            yield from (tuple(value.copy() for value in row) for row in kept)

        return epoch
