"""MindRecord taken to what other libraries read: Parquet, and the tar files of WebDataset."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import IO, Any

import numpy as np

from msshim._src.checkpoint.files import whole
from msshim._src.data import failures
from msshim._src.data.mindrecord.records import Records

Each = Callable[[Iterable[int]], Iterable[int]]
_BATCH = 256
_IMAGES = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png", b"GIF8": "gif", b"BM": "bmp", b"RIFF": "webp"}


class ExportError(ValueError):
    """Rows that can not be read or written, with the reason."""


def opened(path: str) -> Records:
    """The rows of a file, and of those that were written with it. Raises ExportError where they can not be read."""
    try:
        with failures.shown():
            return Records(path)
    except RuntimeError as error:
        raise ExportError(f"{path} can not be read: {_reason(error)}") from None


def _reason(error: RuntimeError) -> str:
    return str(error).rpartition("Error Message:\n")[2]


def write(records: Records, path: str, each: Each = iter) -> None:
    """Write rows whole or not at all, as the name's ending says: ``.parquet`` or ``.tar``.

    Args:
        records: The rows.
        path: The file.
        each: Goes through the numbers of the rows as they are written.

    Raises:
        ExportError: pyarrow is not there, or rows can not be read or written.
    """
    to = _parquet if path.endswith(".parquet") else _tar
    try:
        with failures.shown(), whole(path) as file:
            to(records, file, each)
    except ModuleNotFoundError as error:
        raise ExportError(f"{path} needs {error.name}: pip install 'msshim[parquet]'") from None
    except OSError as error:
        raise ExportError(f"{path} can not be written: {error.strerror or error}") from None
    except RuntimeError as error:
        raise ExportError(f"{path} is not written: {_reason(error)}") from None


def _parquet(records: Records, file: IO[bytes], each: Each) -> None:
    """A column a field: arrays are lists of lists, as deep as they have axes."""
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    schema = records.header.schema
    fields = [arrow.field(name, _kind(arrow, schema[name])) for name in records.columns]
    numbers = iter(each(range(len(records))))
    with parquet.ParquetWriter(file, arrow.schema(fields)) as writer:
        while some := list(islice(numbers, _BATCH)):
            rows = [records.values(i) for i in some]
            columns = [
                arrow.array([_plain(row[field.name], schema[field.name]) for row in rows], field.type)
                for field in fields
            ]
            writer.write_table(arrow.Table.from_arrays(columns, schema=arrow.schema(fields)))


def _kind(arrow: Any, one: dict[str, Any]) -> Any:
    kind = {"bytes": arrow.binary(), "string": arrow.string()}.get(one["type"]) or arrow.from_numpy_dtype(
        np.dtype(one["type"])
    )
    for _ in one.get("shape", []):
        kind = arrow.list_(kind)
    return kind


def _plain(value: Any, one: dict[str, Any]) -> Any:
    """A field's value as pyarrow takes it."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if "shape" in one:  # an array without axes
        return np.frombuffer(value, one["type"])[0].item()
    return float(value) if one["type"].startswith("float") else value


def _tar(records: Records, file: IO[bytes], each: Each) -> None:
    """A file a field of bytes or arrays, and ``.json`` with the numbers and texts, under the number of the row."""
    width = len(str(max(len(records) - 1, 0)))
    schema = records.header.schema
    with tarfile.open(fileobj=file, mode="w|") as archive:
        for i in each(range(len(records))):
            row = records.values(i)
            for name, data in _members(row, schema):
                member = tarfile.TarInfo(f"{i:0{width}d}.{name}")
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))


def _members(row: dict[str, Any], schema: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    plain = {}
    for name, value in row.items():
        if isinstance(value, np.ndarray):
            file = io.BytesIO()
            np.save(file, value, allow_pickle=False)
            yield f"{name}.npy", file.getvalue()
        elif isinstance(value, bytes):
            kind = next((kind for start, kind in _IMAGES.items() if value.startswith(start)), "bin")
            yield f"{name}.{kind}", value
        else:
            plain[name] = float(value) if schema[name]["type"].startswith("float") else value
    if plain:
        yield "json", json.dumps(plain, ensure_ascii=False).encode()
