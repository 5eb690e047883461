"""CSV as MindRecord; pandas reads it, and says which type a column has."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from msshim._src.data.mindrecord import schema
from msshim._src.data.mindrecord.converters import writing
from msshim._src.data.mindrecord.writer import FileWriter

_KINDS = {"int64": "int64", "float64": "float64", "bool": "int32"}


class CsvToMR:
    """A CSV file as MindRecord.

    Args:
        source: The CSV file; its first line has the names of the columns.
        destination: The MindRecord file.
        columns_list: The columns that are taken; all unless said.
        partition_number: How many MindRecord files there are.

    Raises:
        ModuleNotFoundError: There is no pandas.
        ValueError, ParamValueError: An argument is none of these.
    """

    def __init__(
        self, source: str, destination: str, columns_list: list[str] | None = None, partition_number: int = 1
    ) -> None:
        self._pandas = import_module("pandas")
        writing.check_str("source", source)
        schema.check_name(source)
        if columns_list and not (isinstance(columns_list, list) and all(isinstance(one, str) for one in columns_list)):
            raise ValueError(f"The parameter columns_list must be list of str, but is {columns_list!r}.")
        writing.check_str("destination", destination)
        schema.check_name(destination)
        self.source, self.destination, self.columns_list = source, destination, columns_list
        self.partition_number = writing.check_parts(partition_number)
        self.writer = FileWriter(destination, partition_number)

    def run(self) -> int:
        """As `transform`; says that it was done."""
        if not os.path.exists(self.source):
            raise OSError(f"Csv file {self.source} do not exist.")
        table = self._pandas.read_csv(self.source)
        for name in self.columns_list or []:
            if name not in table.columns:
                raise RuntimeError(f"The parameter columns_list is illegal, column {name} does not exist.")
        columns = self.columns_list or list(table.columns)
        kinds = {name: _KINDS.get(str(table[name].dtype), "string") for name in columns}
        if not kinds:
            raise RuntimeError(f"Failed to generate schema from csv file: {self.source}.")
        self.writer.set_page_size(1 << 26)
        self.writer.add_schema({name: {"type": kind} for name, kind in kinds.items()}, "csv_schema")
        for name in columns:
            if str(name).isdigit():
                raise ValueError(f"The first line of the CSV file has the names of columns; {name} is none.")
        self.writer.add_index(columns)
        writing.write(self.writer, self._rows(table, columns), len(table))
        return 0

    def transform(self) -> None:
        """Write the MindRecord files.

        Raises:
            OSError: There is no such CSV file.
            ValueError: A column's name is a number.
            RuntimeError: A column is not there, or a MindRecord file is.
        """
        self.run()

    def _rows(self, table: Any, columns: list[str]) -> Iterator[dict[str, Any]]:
        flags = {name for name in columns if str(table[name].dtype) == "bool"}
        for _, row in table.iterrows():
            yield {name: int(row[name]) if name in flags else row[name] for name in columns}
