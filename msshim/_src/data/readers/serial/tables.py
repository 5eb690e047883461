"""Files of fields: CSVDataset, and the collections that are such files. Source: minddata's CsvOp of 2.10.

A field in quotes may hold delimiters, ends of lines, and quotes that are doubled; empty lines are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.serial.files import Source, opened, text
from msshim._src.data.readers.serial.lines import of_usage
from msshim._src.data.rows import Row

_INT = re.compile(rb"\s*[+-]?\d+")
_FLOAT = re.compile(rb"\s*[+-]?(?:0[xX](?:[\da-fA-F]+\.?[\da-fA-F]*|\.[\da-fA-F]+)(?:[pP][+-]?\d+)?"
                    rb"|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)", re.IGNORECASE)  # fmt: skip
_END = re.compile(rb"[\r\n]+")
_SMALLEST = float(np.finfo(np.float32).tiny)
Fields = list[bytes]
Convert = Callable[[bytes, str], Any]


def csv(
    dataset_files: list[str],
    field_delim: str = ",",
    column_defaults: Sequence[Any] = (),
    column_names: Sequence[str] = (),
) -> Source:
    """CSVDataset: the first line has the columns' names, where these are not given."""
    if not field_delim:
        raise ValueError("The 'field_delim' must be one character, but is empty.")
    files = sorted(dataset_files)
    return _source(files, list(column_names), field_delim.encode(), [_converter(one) for one in column_defaults])


def csv_folder(columns: Sequence[str], dataset_dir: str, usage: str = "all") -> Source:
    """A collection of two CSV files without the columns' names."""
    return _source(sorted(_two(dataset_dir, usage)), list(columns), b",", [])


def csv_folder_train_first(columns: Sequence[str], dataset_dir: str, usage: str = "all") -> Source:
    """The same for SogouNewsDataset and YelpReviewDataset, whose files MindSpore does not sort."""
    return _source(_two(dataset_dir, usage), list(columns), b",", [])


def _two(folder: str, usage: str) -> list[str]:
    return of_usage(folder, usage, train="train.csv", test="test.csv")


def sst2(dataset_dir: str, usage: str = "train") -> Source:
    """SST2Dataset: tabs between sentence and label; those to be tested have a number before it, which is left out."""
    files = of_usage(dataset_dir, usage, train="train.tsv", test="test.tsv", dev="dev.tsv")
    return _source(files, [], b"\t", [], 1 if usage == "test" else 0)


def _source(
    files: list[str], names: list[str], delimiter: bytes, converters: list[Convert], skipped: int = 0
) -> Source:
    header = not names
    _check_names(names)
    fields = partial(_records, delimiter=delimiter, header=header, skipped=skipped)

    @cache
    def columns() -> list[str]:
        found = names or _header(files, delimiter)[skipped:]
        _check_names(found)
        if not found:
            raise Refused(f"Invalid file, failed to obtain column name from {files[0]}, which has no first line.")
        if len(converters) > len(found):
            raise Refused(
                f"Invalid parameter, the 'column_defaults' must be as many as the 'column_names', {len(found)}, "
                f"but are {len(converters)}."
            )
        return found

    def rows(path: str, start: int, stop: int) -> Iterator[Row]:
        return _rows(fields(path), [*converters, *[text] * (len(columns()) - len(converters))], path, start, stop)

    return Source(files, partial(_count, header=header), rows, columns)


def _check_names(names: list[str]) -> None:
    repeated = [name for i, name in enumerate(names) if name in names[:i]]
    if repeated:
        raise Refused(f"Invalid parameter, duplicate column {repeated[0]}: the columns' names are {names}.")


def _header(files: list[str], delimiter: bytes) -> list[str]:
    found = []
    for path in files:
        with opened(path) as file:
            first = file.readline().rstrip(b"\n")
        pieces = first.split(delimiter)
        found.append(pieces[: len(pieces) - (not pieces[-1])])
        if found[-1] != found[0]:
            raise Refused(
                f"Invalid file, failed to obtain column name from the files: {files[0]} has {found[0]}, "
                f"but {path} has {found[-1]}."
            )
    return [text(one.rstrip(b"\r"), files[0]).item() for one in found[0]]


def _rows(rows: Iterator[Fields], converters: list[Convert], path: str, start: int, stop: int) -> Iterator[Row]:
    for number, values in enumerate(rows):  # to the end: a quote behind `stop` is refused, too
        if not start <= number < stop:
            continue
        if len(values) != len(converters):
            raise Refused(
                f"Invalid columns, {path} must have {len(converters)} fields a row, as many as columns, "
                f"but has {len(values)} in row {number + 1}."
            )
        try:
            yield tuple([convert(value, path) for convert, value in zip(converters, values, strict=True)])
        except ValueError as error:
            raise Refused(f"Invalid csv, {path} parse failed at line {number + 1}, {error}.") from None


def _records(path: str, delimiter: bytes, header: bool, skipped: int) -> Iterator[Fields]:
    """The fields of each row. MindSpore leaves out a last row of one field without the line's end."""
    field = re.compile(rb'"((?:[^"]|"")*)"|([^"\r\n' + re.escape(delimiter) + rb"]*)")
    with opened(path) as file:
        if header:
            file.readline()
        for piece in _pieces(file):
            ended = piece.endswith((b"\n", b"\r"))
            if b'"' in piece:
                rows: Any = _quoted(piece, field, delimiter, path)
            else:
                rows = (one.split(delimiter) for one in _END.split(piece) if one)
            for row in rows:
                if skipped:
                    row = row[skipped:]
                if ended or len(row) > 1:
                    yield row


def _pieces(file: Any) -> Iterator[bytes]:
    """Lines, with those behind them where a quote is still open."""
    kept: list[bytes] = []
    for line in file:
        if kept or line.count(b'"') % 2:
            if bool(kept) and line.count(b'"') % 2:
                yield b"".join([*kept, line])
                kept = []
            else:
                kept.append(line)
        else:
            yield line
    if kept:
        yield b"".join(kept)


def _quoted(piece: bytes, field: re.Pattern[bytes], delimiter: bytes, path: str) -> Iterator[Fields]:
    place, row = 0, list[bytes]()
    while place < len(piece):
        if not row and piece[place : place + 1] in (b"\r", b"\n"):
            place += 1
            continue
        match: Any = field.match(piece, place)
        row.append(match[2] if match[1] is None else match[1].replace(b'""', b'"'))
        place = match.end()
        mark = piece[place : place + 1]
        if mark not in (delimiter, b"\r", b"\n", b""):
            raise Refused(
                f"Invalid file, failed to parse csv file: {path} has a quote within a field, or one that is not closed."
            )
        place += 1
        if mark == delimiter:
            if place == len(piece):
                row.append(b"")
                yield row
        else:
            yield row
            row = []


def _count(path: str, header: bool) -> int:
    """How many lines are not empty; those within quotes are none, and one whose quote stays open is not counted."""
    count = 0
    with opened(path) as file:
        if header:
            file.readline()
        for piece in _pieces(file):
            parts = piece.split(b'"')
            unclosed = len(parts) % 2 == 0
            outside = b"q".join(parts[::2]) + b"q" * unclosed
            count += sum(1 for one in _END.split(outside) if one) - unclosed
    return count


def _converter(default: Any) -> Convert:
    if isinstance(default, str):
        return text
    return _int if isinstance(default, int) else _float


def _int(value: bytes, path: str) -> Any:
    match = _INT.match(value)
    if match is None:
        raise ValueError(f"type does not match: {value!r} is no int")
    found = int(match[0])
    if not -(2**31) <= found < 2**31:
        raise ValueError(f"value out of range: {found} is no int32")
    return np.array(found, np.int32)


def _float(value: bytes, path: str) -> Any:
    match = _FLOAT.match(value)
    if match is None:
        raise ValueError(f"type does not match: {value!r} is no float")
    found = float.fromhex(match[0].decode()) if b"x" in match[0].lower() else float(match[0])
    with np.errstate(over="ignore", under="ignore"):
        made = np.array(found, np.float32)
    if (np.isinf(made) and abs(found) != np.inf) or (found and abs(float(made)) < _SMALLEST):
        raise ValueError(f"value out of range: {found} is no float32")
    return made
