"""Rows of several records at once: most records are written alike, so that the values of a column are read together.

What is unusual in a record (fields in another order, lists that are not packed, other counts than the schema's) is left
to `columns.py`, which reads one record after the other, and says what is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np

from msshim._src.data.readers.serial import example
from msshim._src.data.readers.serial.columns import INT_TYPES, Column
from msshim._src.data.readers.serial.example import BYTES, FLOATS, INTS
from msshim._src.data.rows import Row

SIZE = 64
"""How many records are read together."""
_FIELD, _SECOND, _KINDS = 10, 18, {10: BYTES, 18: FLOATS, 26: INTS}
Found = dict[bytes, tuple[int, bytes]]


def rows(columns: Sequence[Column], records: Sequence[bytes]) -> list[Row] | None:
    """The rows of records; None where one is unusual."""
    features = [_features(record) for record in records]
    made = []
    for column in columns:
        name = column.name.encode()
        found = [one[name] for one in features if one is not None and name in one]
        kinds = {kind for kind, _ in found}
        if len(found) != len(records) or len(kinds) != 1:
            return None
        values = _column(column, kinds.pop(), [message for _, message in found])
        if values is None:
            return None
        made.append(values)
    return list(zip(*made, strict=True))


def _features(record: bytes) -> Found | None:
    """The kinds and messages of the features, where they are written as usual."""
    found: Found = {}
    try:
        if record[0] != _FIELD:
            return None
        size, place = example.varint(record, 1)
        end = len(record)
        if place + size != end:
            return None
        while place < end:
            size = record[place + 1]
            head = record[place]
            place += 2
            if size > 127:
                size, place = example.varint(record, place - 1)
            stop, name = place + size, place + 2
            place = name + record[name - 1]  # behind the name
            if head != _FIELD or record[name - 2] != _FIELD or record[name - 1] > 127 or stop > end or place >= stop:
                return None
            key = record[name:place]
            size, head = record[place + 1], record[place]
            place += 2
            if size > 127:
                size, place = example.varint(record, place - 1)
            if head != _SECOND or place + size != stop or place == stop:
                return None
            kind, size = _KINDS.get(record[place]), record[place + 1]
            place += 2
            if size > 127:
                size, place = example.varint(record, place - 1)
            if kind is None or place + size != stop:
                return None
            found[key] = kind, record[place:stop]
            place = stop
    except (IndexError, example.Malformed):
        return None
    return found


def _column(column: Column, kind: int, messages: list[bytes]) -> Any:
    """The values of a column, one a record."""
    if kind == BYTES:
        return _bytes(column, messages)
    if (column.type in INT_TYPES) != (kind == INTS) or column.type == "string":
        return None
    payloads = [_packed(message) for message in messages]
    if None in payloads:
        return None
    joined = b"".join(payloads)  # type: ignore[arg-type]
    ends = list(accumulate(map(len, payloads)))  # type: ignore[arg-type]
    if kind == FLOATS:
        if any(end % 4 for end in ends):
            return None
        values, places = np.frombuffer(bytearray(joined), "<f4"), [end // 4 for end in ends]
    else:
        try:
            values, last = example.varints(joined)
        except example.Malformed:
            return None
        places = np.searchsorted(last, np.array(ends) - 1, "right").tolist()
        if any(end and joined[end - 1] > 127 for end in ends):
            return None
    with np.errstate(invalid="ignore", over="ignore"):
        return _cut(column, values.astype(column.type, copy=False), places)


def _bytes(column: Column, messages: list[bytes]) -> Any:
    if column.type != "uint8":
        return None
    payloads = [_packed(message) for message in messages]
    if None in payloads or (column.shape is not None and column.elements is None and len(column.shape) > 1):
        return None
    places = list(accumulate(map(len, payloads)))  # type: ignore[arg-type]
    return _cut(column, np.frombuffer(bytearray(b"".join(payloads)), np.uint8), places)  # type: ignore[arg-type]


def _packed(message: bytes) -> bytes | None:
    """The one field of a list; None where it has another number of them."""
    if not message:
        return b""
    if message[0] != _FIELD:
        return None
    try:
        size, place = example.varint(message, 1)
    except (IndexError, example.Malformed):
        return None
    return message[place:] if place + size == len(message) else None


def _cut(column: Column, values: Any, places: list[int]) -> Any:
    """The values up to each place, in the column's shape; None where they do not fit as simply."""
    count = column.elements
    if count is not None:
        if places != list(range(count, count * len(places) + 1, count)):
            return None
        return list(values.reshape(len(places), *column.shape))  # type: ignore[misc]
    if column.rank == 0 or (column.shape or (-1,)) != (-1,):
        return None
    cut = [0, *places]
    if column.shape is not None and any(begin == end for begin, end in pairwise(cut)):
        return None
    return [values[begin:end] for begin, end in pairwise(cut)]
