"""The columns of TFRecords: what a schema says of them, and what becomes of a feature. Source: minddata of 2.10."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.serial import example
from msshim._src.data.readers.serial.example import BYTES, FLOATS, INTS, Feature, Malformed
from msshim._src.data.rows import Row

INT_TYPES = ("bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64")
_FLOATS = ("float16", "float32", "float64")
TYPES = (*INT_TYPES, *_FLOATS, "string")
_KINDS = {BYTES: "string", FLOATS: "float32", INTS: "int64"}
_PARSE = "map operation: [ParseExample] failed."
Parse = Callable[[bytes], Row]


@dataclass(frozen=True)
class Column:
    """A column of a schema.

    type: one of `TYPES`.
    shape: the sizes of the axes, of which one may be -1; None where any number of values makes one axis.
    rank: 0 where one value has no axis, if there is no shape.
    """

    name: str
    type: str
    shape: tuple[int, ...] | None = None
    rank: int = 1

    @property
    def elements(self) -> int | None:
        """How many values there are, where the shape says so."""
        return None if self.shape is None or -1 in self.shape else math.prod(self.shape)

    def filled(self, count: int) -> tuple[int, ...]:
        """The shape of so many values. Raises Refused where they do not fit."""
        if self.shape is None:
            return () if self.rank == 0 and count == 1 else (count,)
        if self.shape.count(-1) > 1:
            raise Refused(f"Requested shape has more than one unknown dimension: {list(self.shape)} of {self.name}.")
        known = math.prod(one for one in self.shape if one != -1)
        if known <= 0 or count < known or count % known:
            raise Refused(
                f"Requested shape has an invalid element count! Number elements: {count}, of column {self.name} "
                f"with the shape {list(self.shape)}."
            )
        return tuple(count // known if one == -1 else one for one in self.shape)


def parser(columns: Iterable[Column], path: str) -> Parse:
    """What makes rows of a file's records, of the columns of a schema."""
    found = [(column.name, partial(_value, column)) for column in columns]

    def parse(record: bytes) -> Row:
        features = _features(record, path)
        return tuple([make(features.get(name)) for name, make in found])

    return _named(parse, path)


def plain_parser(columns: list[Column], path: str) -> Parse:
    """The same without a schema: the columns are those of the first record, and all records must have their kinds."""

    def parse(record: bytes) -> Row:
        features = _features(record, path)
        return tuple([_plain(column, features.get(column.name)) for column in columns])

    return _named(parse, path)


def of_record(record: bytes, names: list[str], path: str) -> list[Column]:
    """The columns that a record has, or those that are named, with the types of its lists."""
    features = _features(record, path)
    found = []
    for name in names or sorted(features, key=str.encode):
        if name not in features:
            raise Refused(f"Invalid columns_list, tfrecord file failed to find column name: {name} in {path}.")
        kind = features[name][0]
        if kind not in _KINDS:
            raise Refused(f"Unrecognized column type, {name} of {path} must have bytes, floats or ints, but has none.")
        found.append(Column(name, "uint8" if kind == BYTES else _KINDS[kind]))
    if not found:
        raise Refused(f"GetColumnNames: there must be a column, but the first record of {path} has none.")
    return found


def _named(parse: Parse, path: str) -> Parse:
    def run(record: bytes) -> Row:
        try:
            return parse(record)
        except Malformed as error:
            raise _failed(path, error) from None

    return run


def _features(record: bytes, path: str) -> dict[str, Feature]:
    try:
        return example.features(record)
    except Malformed as error:
        raise _failed(path, error) from None


def _failed(path: str, error: Malformed) -> Refused:
    return Refused(f"TFReaderOp: failed to parse example in tfrecord file: {path}: {error}.")


def _value(column: Column, feature: Feature | None) -> Any:
    if feature is None or feature[0] not in _KINDS:
        raise Refused(f"Feature name: {column.name} is required in schema but could not be found in tfrecord file.")
    kind, message = feature
    if kind == BYTES:
        return _of_bytes(column, example.byte_list(message))
    if column.type == "string":
        raise _mismatch(column, kind)
    values = example.ints(message) if kind == INTS else example.floats(message)
    if column.elements is None:
        return _cast(column, values)
    if len(values) != column.elements:
        raise _misshapen(column)
    if kind == FLOATS and column.type in INT_TYPES:
        raise _mismatch(column, kind)  # of these MindSpore makes values of memory that it has not set
    if kind == INTS and column.type in _FLOATS:
        values = values.view(np.float32)[: len(values)]  # as MindSpore has it: the first bits, unchanged
    return _cast(column, values)


def _cast(column: Column, values: Any) -> Any:
    with np.errstate(invalid="ignore", over="ignore"):
        return values.reshape(column.filled(len(values))).astype(column.type, copy=False)


def _of_bytes(column: Column, values: list[bytes]) -> Any:
    if column.type == "string":
        if column.elements not in (None, len(values)):
            raise _misshapen(column)
        return _texts(column, values).reshape(column.filled(len(values)))
    if column.type != "uint8":
        raise _mismatch(column, BYTES)
    joined = np.frombuffer(bytearray(b"".join(values)), np.uint8)
    if column.elements is None:
        column.filled(len(values))
        return joined
    if len(joined) != column.elements:
        raise _misshapen(column)
    return joined.reshape(column.shape)  # type: ignore[arg-type]


def _plain(column: Column, feature: Feature | None) -> Any:
    if feature is None:
        raise Refused(
            f"Invalid columns_list, column name: {column.name} does not exist in tfrecord file, check tfrecord files."
        )
    kind, message = feature
    wanted = "uint8" if kind == BYTES else _KINDS.get(kind)
    if column.type != wanted and not (kind == INTS and column.type == "uint8"):
        raise Refused(
            f"Invalid column type, the column type of {column.name} should be {column.type}, as in the first record, "
            f"but a record has {wanted}."
        )
    if kind == BYTES:
        values = example.byte_list(message)
        longest = max(map(len, values), default=0)
        return np.frombuffer(bytearray(b"".join(one.ljust(longest) for one in values)), np.uint8)
    values = example.ints(message) if kind == INTS else example.floats(message)
    return values.astype(column.type, copy=False)


def _texts(column: Column, values: list[bytes]) -> Any:
    try:
        return np.array([one.decode() for one in values], np.str_)
    except UnicodeDecodeError as error:
        raise Refused(f"The texts of {column.name} must be UTF-8, but have a UnicodeDecodeError: {error}.") from None


def _mismatch(column: Column, kind: int) -> Refused:
    return Refused(
        f"{_PARSE} The data type loaded from the example for feature name: {column.name} does not match the predefined "
        f"type in schema, the actual type: {_KINDS[kind]}, but the predefined type: {column.type}"
    )


def _misshapen(column: Column) -> Refused:
    return Refused(f"{_PARSE} Column shape of {column.name} defined in schema does not match the shape actually load.")
