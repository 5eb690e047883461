"""The rows of one or several MindRecord files, by number, with the values of their columns."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.mindrecord import packing
from msshim._src.data.mindrecord.header import Header
from msshim._src.data.mindrecord.shard import Shard, damaged

_NUMBERS: dict[str, Any] = {"int32": int, "int64": int, "float32": (int, float), "float64": (int, float), "string": str}


class Records:
    """Rows of files.

    Args:
        files: One file, whose header names those that were written with it; or a list of files, and no others.
        columns: The columns that are read; all, in alphabetical order, unless said.

    Raises:
        Refused: A file is damaged, is none of the same schema, or has no such column.
        RuntimeError: A file is not there, or is encrypted otherwise.
    """

    def __init__(self, files: str | list[str], columns: list[str] | None = None) -> None:
        self._made_of = files, columns
        if not files:
            raise Refused("The list of files must not be empty.")
        self.shards = _shards(files) if isinstance(files, str) else [Shard(path) for path in files]
        first = self.shards[0]
        self.header: Header = first.header
        for shard in self.shards[1:]:
            if (shard.header.schema, shard.header.desc) != (self.header.schema, self.header.desc):
                raise Refused(
                    f"Invalid file, the metadata of mindrecord file: {shard.path} is different from others; "
                    "all of them must have one schema."
                )
        self.ends = list(accumulate(len(shard) for shard in self.shards))
        self.columns = list(columns or sorted(self.header.schema))
        self._readers = {name: _reader(name, self.header) for name in self.columns if name in self.header.schema}

    def check(self) -> None:
        """Raise Refused where a column is none of the schema."""
        for name in self.columns:
            if name not in self.header.schema:
                raise Refused(
                    f"Invalid data, column name: {name} can not found in schema. Please check the 'column_list': "
                    f"{sorted(self.header.schema)}."
                )

    def __len__(self) -> int:
        return self.ends[-1]

    def __deepcopy__(self, memo: Any) -> Records:
        return self  # nothing of it changes

    def __reduce__(self) -> Any:
        return Records, self._made_of

    def shard_of(self, row: int) -> tuple[Shard, int]:
        """The file of a row, and the row's number in it."""
        number = bisect_right(self.ends, row)
        return self.shards[number], row - (self.ends[number - 1] if number else 0)

    def raw(self, row: int) -> dict[str, Any]:
        """The numbers and texts of a row, of the types that the schema says."""
        shard, i = self.shard_of(row)
        return self._raw(shard, i)

    def _raw(self, shard: Shard, row: int) -> dict[str, Any]:
        found, schema = shard.raw(row), self.header.schema
        for name, value in found.items():
            one = schema.get(name)
            if one is not None and not isinstance(value, _NUMBERS.get(one["type"], ())):
                raise damaged(shard.path, f"the column {name!r} of its row {row} is {value!r}, and no {one['type']}")
        return found

    def arrays(self, row: int) -> tuple[Any, ...]:
        """The columns' values as NumPy has them."""
        shard, i = self.shard_of(row)
        raw: dict[str, Any] | None = None
        blob: Any = None
        found = []
        for name, (place, read) in self._readers.items():
            try:
                if place is None:
                    raw = self._raw(shard, i) if raw is None else raw
                    found.append(read(raw[name]))
                else:
                    blob = blob or shard.blob(i)
                    found.append(read(blob[0], *blob[1][place]))
            except (ValueError, KeyError, OverflowError) as error:
                raise damaged(shard.path, f"failed to read the column {name!r} of its row {i}: {error}") from None
        return tuple(found)

    def filling(self, values: dict[str, Any]) -> tuple[Any, ...]:
        """The columns' values of a row that is in no file; blobs as bytes. Raises Refused where one does not fit."""
        found = []
        for name, (place, read) in self._readers.items():
            value, one = values[name], self.header.schema[name]
            try:
                if place is None and not isinstance(value, _NUMBERS[one["type"]]):
                    raise TypeError
                if place is None:
                    found.append(read(value))
                elif one["type"] == "bytes":
                    found.append(_bytes(value, 0, len(value)))
                else:
                    found.append(np.frombuffer(value, one["type"]).reshape(one["shape"]).copy())
            except (TypeError, ValueError, OverflowError):
                raise Refused(
                    f"Invalid padded_sample, the value of column: {name} must fit {one}, but is {value!r}."
                ) from None
        return tuple(found)

    def values(self, row: int) -> dict[str, Any]:
        """The columns' values as FileReader gives them: numbers, texts, bytes, and arrays that can not be written to.

        The numbers come first, and a float that is a whole number is an int.
        """
        shard, i = self.shard_of(row)
        raw = self._raw(shard, i)
        found: dict[str, Any] = {name: _plain(raw[name]) for name in sorted(raw) if name in self._readers}
        blobs = self.header.blobs
        if any(name in self._readers for name in blobs):
            data, parts = shard.blob(i)
            for name, (start, end) in zip(blobs, parts, strict=True):
                if name in self._readers:
                    try:
                        found[name] = _value(data[start:end], self.header, name)
                    except ValueError as error:
                        raise damaged(shard.path, f"failed to read {name!r} of its row {i}: {error}") from None
        return found


def _shards(path: str) -> list[Shard]:
    """The files that were written together, of which one is named."""
    named = Shard(path)
    if len(named.header.files) < 2:
        return [named]  # also under another name than its header's
    folder, own = os.path.split(path)
    found = []
    for name in named.header.files:
        if os.path.basename(name) != name or name in ("", ".", ".."):
            raise damaged(path, f"the name {name!r} in its header is none of a file beside it")
        found.append(named if name == own else Shard(os.path.join(folder, name)))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 63:
        return int(value)
    return value


def _shortened(header: Header, name: str) -> bool:
    one = header.schema[name]
    return "shape" in one and one["type"] in ("int32", "int64") and header.version >= "3.0"


def _value(data: bytes, header: Header, name: str) -> Any:
    one = header.schema[name]
    if _shortened(header, name):
        made = packing.lengthen(data, one["type"])
    elif "shape" in one:
        made = np.frombuffer(data, one["type"])
    else:
        return data
    made.flags.writeable = False
    return made.reshape(one["shape"]) if one["shape"] else made.tobytes()


def _reader(name: str, header: Header) -> tuple[int | None, Callable[..., Any]]:
    """Where a column is among the blobs, None if it is raw; and a function that makes an array of its value."""
    one = header.schema[name]
    kind = one["type"]
    if name not in header.blobs:
        if kind == "string":
            return None, np.array
        dtype = np.dtype(kind)
        return None, _int32 if kind == "int32" else lambda value: np.array(value, dtype)
    place = header.blobs.index(name)
    if kind == "bytes":
        return place, _bytes
    shape = one["shape"]
    if _shortened(header, name):
        return place, lambda data, start, end: packing.lengthen(data[start:end], kind).reshape(shape)
    dtype = np.dtype(kind)

    def read(data: Any, start: int, end: int) -> Any:
        count, rest = divmod(end - start, dtype.itemsize)
        if rest:
            raise ValueError("an array has no whole number of values")
        # A copy, so that a function of the program may write to it.
        return np.frombuffer(data, dtype, count, start).reshape(shape).copy()

    return place, read


def _int32(value: int) -> Any:
    if not -(1 << 31) <= value < 1 << 31:
        raise OverflowError(f"column value: {value} is out of range")
    return np.array(value, np.int32)


def _bytes(data: Any, start: int, end: int) -> Any:
    """Bytes as an array of one: NumPy's dtype S, of their length."""
    if start == end:
        return np.zeros(1, "S1")
    return np.frombuffer(data, f"S{end - start}", 1, start).copy()
