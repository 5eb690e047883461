"""`Schema`: the columns of a file, in words. Source: mindspore.dataset.engine.datasets and SchemaObj of 2.10."""

from __future__ import annotations

import json
import os
from typing import Any

from msshim._src.data import failures
from msshim._src.data.failures import Refused
from msshim._src.data.readers.serial.columns import TYPES, Column
from msshim._src.data.transforms.checks import as_nptype, typed
from msshim._src.tensor import dtype as mstype

_WORDS = ("name", "type", "rank", "t_impl", "shape")


class Schema:
    """The columns of a dataset: their names, types and shapes.

    Args:
        schema_file: A file of JSON that has them.

    Raises:
        TypeError: It is no str.
        ValueError: There is no such file.
        RuntimeError: It has no columns, or is no JSON.
    """

    def __init__(self, schema_file: str | None = None) -> None:
        self.schema_file = schema_file or ""
        self._columns: list[dict[str, Any]] = []
        self._rows, self._kind = 0, ""
        if schema_file:
            self._take(_content(schema_file))

    def add_column(self, name: str, de_type: Any, shape: list[int] | None = None) -> None:
        """A further column.

        Args:
            name: Its name.
            de_type: Its type, MindSpore's or as a str.
            shape: The sizes of its axes, of which one may be -1, for any; without a shape there is one axis.

        Raises:
            TypeError: An argument is none of these.
        """
        typed("name", name, str)
        if not name:
            raise TypeError("The 'name' must not be empty.")
        kind = _type(de_type)
        if shape is not None:
            typed("shape", shape, list)
            for one in shape:
                typed("shape", one, int)
        self._columns.append(_described(name, kind, shape))

    def parse_columns(self, columns: Any) -> None:
        """These columns in place of all others.

        Args:
            columns: A list of dicts with ``name``, ``type`` and perhaps ``shape``; or a dict of such by the names.

        Raises:
            RuntimeError: They are something else.
        """
        with failures.shown():
            self._columns = list(_parsed(columns))

    def to_json(self) -> str:
        """The columns as JSON."""
        return json.dumps(self.described(), indent=2, sort_keys=True)

    def from_json(self, json_obj: dict[str, Any]) -> None:
        """The columns, and the number of rows, of what `to_json` gave, parsed.

        Raises:
            RuntimeError: It is something else.
        """
        with failures.shown():
            self._take(json_obj)

    def __str__(self) -> str:
        return self.to_json()

    @staticmethod
    def get_num_rows(schema: Any) -> int:
        """How many rows a Schema, or the file of one, says that there are; 0 where it does not."""
        return (schema if isinstance(schema, Schema) else Schema(schema))._rows

    def described(self) -> dict[str, Any]:
        """What `to_json` writes."""
        found: dict[str, Any] = {"columns": self._columns or None}
        if self._kind:
            found["datasetType"] = self._kind
        if self._rows:
            found["numRows"] = self._rows
        return found

    def _take(self, source: Any) -> None:
        with failures.shown():
            if not isinstance(source, dict) or "columns" not in source:
                raise Refused('"columns" node is required in the schema json.')
            for key in source:
                if key not in ("columns", "numRows", "datasetType"):
                    raise Refused(f"Unknown field {key}")
            rows = source.get("numRows", 0)
            if not isinstance(rows, (int, float)):
                raise Refused(f"The 'numRows' of a schema must be a number, but is {rows!r}.")
            if rows < 0:
                raise Refused(f"numRows must be greater than or equal to 0, but is {rows}.")
            self._columns = list(_parsed(source["columns"]))
            if not self._columns:
                raise Refused("Columns are missing.")
            self._rows, self._kind = int(rows), source.get("datasetType", self._kind)


def columns(schema: Any, names: list[str]) -> list[Column]:
    """The columns of a Schema or of the file of one: all, or those that are named."""
    source = schema.described() if isinstance(schema, Schema) else _content(schema)
    if not isinstance(source, dict) or not source.get("columns"):
        raise Refused('Invalid data, "columns" field is missing in the JSON schema.')
    given = source["columns"]
    listed: list[tuple[str | None, Any]] = (
        sorted(given.items()) if isinstance(given, dict) else [(None, one) for one in given]
    )
    if names:
        listed = [_named(name, listed) for name in names]
    found: dict[str, Column] = {}
    for key, one in listed:
        column = _loaded(key, one)
        if column.name in found:
            raise Refused(f"column name '{column.name}' already exists in schema.")
        found[column.name] = column
    return list(found.values())


def _named(name: str, listed: list[tuple[str | None, Any]]) -> tuple[str | None, Any]:
    for key, one in listed:
        if name == (one.get("name") if key is None and isinstance(one, dict) else key):
            return key, one
    raise Refused(f"Invalid data, failed to find column: {name} in JSON schema.")


def _content(path: str) -> Any:
    typed("schema_file", path, str)
    if not os.path.isfile(path) or not os.access(path, os.R_OK):
        raise ValueError(f"The 'schema_file' must be a file that can be read, but {path!r} is none.")
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError, RecursionError) as error:
        raise failures.failed(Refused(f"Schema file failed to load: {path}: {error}")) from None


def _loaded(key: str | None, source: Any) -> Column:
    """A column as a schema's file has it, where all must be said."""
    if not isinstance(source, dict):
        raise Refused(f"Invalid data, a column of a JSON schema must be a dict, but is {source!r}.")
    for word in source:
        if word not in _WORDS:
            raise Refused(f"Invalid data, unexpected column attribute {word} for column {key}, expected: {_WORDS}.")
    name = source.get("name") or key
    if not name or (key and name != key):
        raise Refused(f"Invalid data, failed to find column: {key} in JSON schema, whose name is {name!r}.")
    kind, rank = source.get("type"), source.get("rank", -1)
    if kind not in TYPES:
        raise Refused(f"Invalid data, the type of column {name} must be one of {TYPES}, but is {kind!r}.")
    if not isinstance(rank, int) or rank < 0:
        raise Refused(f'Invalid data, "rank" field of column {name} must have value >= 0 in JSON schema file.')
    shape = source.get("shape")
    return Column(name, kind, None if shape is None else tuple(shape), rank)


def _parsed(source: Any) -> Any:
    """The columns of a list or dict, as `to_json` writes them."""
    if not isinstance(source, (list, dict)):
        raise Refused(f"columns must be dict or list, columns contain name, type, shape(optional), but got {source!r}.")
    for key, one in sorted(source.items()) if isinstance(source, dict) else [(None, one) for one in source]:
        name = one.get("name") if key is None and isinstance(one, dict) else key
        if name is None:
            raise Refused(f"Column's name is missing: {one!r}.")
        if not isinstance(one, dict) or "type" not in one:
            raise Refused(f"Column's type is missing: {one!r}.")
        shape = one.get("shape", [])
        if not isinstance(shape, list) or not all(isinstance(size, int) for size in shape):
            raise Refused(f"The 'shape' of column {name} must be a list of ints, but is {shape!r}.")
        if one["type"] not in TYPES:
            raise Refused(f"Type is unknown: column {name} has {one['type']!r}, which is none of {TYPES}.")
        yield _described(name, one["type"], shape)


def _described(name: str, kind: str, shape: list[int] | None) -> dict[str, Any]:
    if shape is None:
        return {"name": name, "rank": 1, "type": kind}
    return {"name": name, "rank": len(shape), "shape": list(shape), "type": kind}


def _type(value: Any) -> str:
    if isinstance(value, str) and value in TYPES:
        return value
    if isinstance(value, mstype.Type):
        kind = "string" if value == mstype.string else as_nptype("de_type", value).name
        if kind in TYPES:
            return kind
    raise TypeError(f"The 'de_type' must be a type of MindSpore, or one of {TYPES}, but got {value!r}.")
