"""`FileReader`. Source: mindspore.mindrecord.filereader of 2.10."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from msshim import log
from msshim._src.data import failures
from msshim._src.data.mindrecord import schema
from msshim._src.data.mindrecord.errors import ParamTypeError, ParamValueError
from msshim._src.data.mindrecord.records import Records

_CONSUMERS = 4  # the default, which is right on any machine


def check(file_name: Any, num_consumer: Any) -> None:
    """Raise ParamValueError for what are no names of files, or no number of threads."""
    for name in file_name if isinstance(file_name, list) else [file_name]:
        schema.check_name(name)
    if not isinstance(num_consumer, int):
        raise ParamValueError(f"Parameter num_consumer must be an int, but is {num_consumer!r}.")
    most = max(os.cpu_count() or 1, _CONSUMERS)
    if not 1 <= num_consumer <= most:
        raise ParamValueError(f"Parameter num_consumer: {num_consumer} should between 1 and {most}.")


class FileReader:
    """The rows of MindRecord files, one after the other.

    Args:
        file_name: One file, with which come those that were written with it; or a list of files, and no others.
        num_consumer: How many threads read in MindSpore; no effect here. From 1 to the number of processors.
        columns: Which fields a row has; all unless said.
        operator: No effect.

    Raises:
        ParamValueError: `file_name` or `num_consumer` is none of these.
        ParamTypeError: `columns` is no list.
        RuntimeError: A file is not there, is damaged, or has no such column.
    """

    def __init__(
        self,
        file_name: str | list[str],
        num_consumer: int = _CONSUMERS,
        columns: list[str] | None = None,
        operator: Any = None,
    ) -> None:
        check(file_name, num_consumer)
        if operator is not None:
            log.warning("The parameter 'operator' has no effect.")
        if columns and not isinstance(columns, list):
            raise ParamTypeError("columns", "list")
        with failures.shown():
            self._records = Records(file_name, columns)
            self._records.check()
        self._left = iter(range(len(self._records)))

    def get_next(self) -> Iterator[dict[str, Any]]:
        """The rows that did not come yet, as dicts of numbers, texts, bytes and arrays.

        A float that is a whole number comes as an int.

        Raises:
            RuntimeError: A row is damaged.
        """
        for row in self._left:
            with failures.shown():
                values = self._records.values(row)
            yield values

    def schema(self) -> dict[str, dict[str, Any]]:
        """The type, and of arrays the shape, by name of the field."""
        return self._records.header.schema

    def len(self) -> int:
        """How many rows there are."""
        return len(self._records)

    def close(self) -> None:
        """Give no further rows."""
        self._left = iter(())
