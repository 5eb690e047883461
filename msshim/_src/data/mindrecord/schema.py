"""What FileWriter checks: names of files, schemas, and rows against them. Source: mindspore.mindrecord of 2.10."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from msshim import log
from msshim._src.data.failures import Refused
from msshim._src.data.mindrecord import packing
from msshim._src.data.mindrecord.errors import MRMBuildSchemaError, MRMInvalidSchemaError, ParamValueError
from msshim._src.data.mindrecord.header import KINDS, Header

_FORBIDDEN = frozenset("\\/:*?\"<>|`&;'")
_NAME = re.compile(r"^[0-9a-zA-Z_]+$")
_ARRAYS = ("int32", "int64", "float32", "float64")
_TAKEN: dict[type, tuple[str, ...]] = {
    int: ("int32", "int64"),
    float: ("float32", "float64"),
    str: ("string",),
    bytes: ("bytes",),
    np.int32: ("int32",),
    np.int64: ("int64",),
    np.float32: ("float32",),
    np.float64: ("float64",),
    np.ndarray: _ARRAYS,
}


def check_name(path: Any) -> None:
    """Raise ParamValueError for what can not be the path of a file."""
    if not path:
        raise ParamValueError("File path is not allowed None or empty!")
    if not isinstance(path, str):
        raise ParamValueError(f"File path: {path} is not string.")
    if path.endswith("/"):
        raise ParamValueError("File path can not end with '/'")
    name = os.path.basename(path)
    if _FORBIDDEN & set(name):
        raise ParamValueError(f"File name {name!r} should not contains any of {' '.join(sorted(_FORBIDDEN))}")
    if name != name.strip(" "):
        raise ParamValueError(f"File name {name!r} should not start/end with space.")


def check_schema(content: Any) -> None:
    """Raise for what is no schema.

    Raises:
        MRMInvalidSchemaError: It is no dict of fields with a type and perhaps a shape.
        MRMBuildSchemaError: A shape has a size that is neither positive nor -1, or -1 twice.
    """
    if not content:
        raise MRMInvalidSchemaError("Schema content is empty.")
    if not isinstance(content, dict):
        raise MRMInvalidSchemaError(f"Schema content should be dict, but is {type(content).__name__}.")
    for name, one in content.items():
        if not _NAME.match(name):
            raise MRMInvalidSchemaError(f"Field '{name}' should be composed of '0-9' or 'a-z' or 'A-Z' or '_'.")
        if not one or not isinstance(one, dict):
            raise MRMInvalidSchemaError(f"Field '{name}' should be dict.")
        if set(one) not in ({"type"}, {"type", "shape"}):
            raise MRMInvalidSchemaError(f"Field '{name}' contains illegal attributes: {one}.")
        if one["type"] not in (_ARRAYS if "shape" in one else KINDS):
            raise MRMInvalidSchemaError(f"Field '{name}' contain illegal attribute '{one['type']}'.")
        if not isinstance(one.get("shape", []), list):
            raise MRMInvalidSchemaError(f"Field '{name}' contain illegal attribute '{one['shape']}'.")
        sizes = [size for size in one.get("shape", []) if isinstance(size, int)]
        if any(size < 1 and size != -1 for size in sizes) or sizes.count(-1) > 1:
            raise MRMBuildSchemaError


def fitting(rows: list[dict[str, Any]], schema: Mapping[str, Any]) -> None:
    """Take the rows that do not fit the schema out of the list, with a warning for each."""
    for i in reversed(range(len(rows))):
        why = next((why for name, one in schema.items() if (why := _misfit(rows[i], name, one))), None)
        if why:
            del rows[i]
            log.warning("Row %d is not written: %s", i, why)


def _misfit(row: Mapping[str, Any], name: str, one: Mapping[str, Any]) -> str | None:
    if name not in row:
        return f"it has no field {name!r}"
    value, kind = row[name], one["type"]
    if kind not in _TAKEN.get(type(value), ()):
        return f"its field {name!r} must be {kind}, but is of type {type(value).__name__}"
    if isinstance(value, np.ndarray):
        if "shape" not in one:
            return f"its field {name!r} is an array, but the schema has no shape for it"
        if kind != str(value.dtype):
            return f"its field {name!r} must be an array of {kind}, but is one of {value.dtype}"
        try:
            value.reshape(one["shape"])
        except ValueError:
            return f"its field {name!r} must have the shape {one['shape']}, but has {value.shape}"
    return None


class Encoder:
    """Rows as the bytes of their raw data and of their blobs.

    Args:
        header: What the files begin with.
        bare: What a row without numbers and texts has for them.
    """

    def __init__(self, header: Header, bare: dict[str, Any] | None = None) -> None:
        self._bare = bare
        self._blobs = header.blobs
        self._shortened = {
            name: one["type"]
            for name, one in header.schema.items()
            if "shape" in one and one["type"] in ("int32", "int64") and header.version >= "3.0"
        }
        self._raw = [name for name in header.schema if name not in self._blobs]

    def __call__(self, row: Mapping[str, Any]) -> tuple[bytes, bytes, int]:
        """The raw data, the blob, and how many bytes were saved by shortening ints.

        Raises:
            Refused: The only blob of the schema is empty.
        """
        saved, parts = 0, []
        for name in self._blobs:
            part, plain = self._part(name, row[name])
            saved += plain - len(part)
            parts.append(part)
        if len(parts) == 1 and not parts[0]:
            raise Refused(f"The field {self._blobs[0]!r}, the only one of bytes or arrays, must not be empty.")
        raw = {name: row[name].item() if isinstance(row[name], np.generic) else row[name] for name in self._raw}
        # A row without numbers and texts has a field of its own or is nothing, and one without blobs four zeros.
        blob = packing.join(parts) if len(parts) > 1 else parts[0] if parts else bytes(4)
        return packing.pack(raw or self._bare), blob, saved

    def _part(self, name: str, value: Any) -> tuple[bytes, int]:
        if name in self._shortened:
            array = np.asarray(value, self._shortened[name])
            return packing.shorten(array), array.nbytes
        plain = value if isinstance(value, bytes) else np.asarray(value).tobytes()
        return plain, len(plain)
