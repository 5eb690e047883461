"""`Dataset.save`: the rows of a pipeline as MindRecord files. Source: mindspore.dataset.Dataset.save of 2.10."""

from __future__ import annotations

from typing import Any

import numpy as np

from msshim._src.data import failures
from msshim._src.data.failures import Refused
from msshim._src.data.mindrecord import schema
from msshim._src.data.mindrecord.errors import MRMInvalidSchemaError, ParamValueError
from msshim._src.data.mindrecord.header import SHARDS
from msshim._src.data.mindrecord.writer import FileWriter
from msshim._src.data.transforms.checks import typed

_TYPES = {
    **dict.fromkeys(("bool", "int8", "uint8", "int16", "uint16", "int32"), "int32"),
    **dict.fromkeys(("uint32", "int64", "uint64"), "int64"),
    **dict.fromkeys(("float16", "float32"), "float32"),
    "float64": "float64",
}
_TEXTS = {"S": "bytes", "U": "string"}


def save(dataset: Any, file_name: str, num_files: int = 1, file_type: str = "mindrecord") -> None:
    """Write the rows of one epoch; see `Dataset.save`."""
    typed("num_files", num_files, int)
    if not 0 < num_files <= SHARDS:
        raise ValueError(f"The 'num_files' must be in [1, {SHARDS}], but got {num_files}.")
    typed("file_name", file_name, str)
    typed("file_type", file_type, str)
    if file_type != "mindrecord":
        raise ValueError(f"The 'file_type' must be 'mindrecord', but got {file_type!r}.")
    columns, writer = dataset.get_col_names(), None
    kinds: dict[str, dict[str, Any]] = {}
    with failures.shown():
        for row in failures.rows(dataset._start()()):
            if writer is None:
                kinds = {name: _kind(name, value) for name, value in zip(columns, row, strict=True)}
                writer = _writer(file_name, num_files, kinds)
            # A call a row, since MindSpore puts each into a random one of the files.
            values = zip(columns, row, strict=True)
            writer.write_raw_data([{name: _value(name, kinds[name], value) for name, value in values}])
        if writer is None:
            raise Refused("A dataset must have a row to be saved, but has none.")
    writer.commit()


def _writer(file_name: str, count: int, kinds: dict[str, dict[str, Any]]) -> FileWriter:
    try:
        schema.check_name(file_name)
        paths = [f"{file_name}{i}" for i in range(count)] if count > 1 else [file_name]
        writer = FileWriter.to_paths(paths)
        writer.add_schema(kinds, "mindrecord")
    except (ParamValueError, MRMInvalidSchemaError) as error:
        raise Refused(str(error)) from None
    return writer


def _kind(name: str, value: Any) -> dict[str, Any]:
    """How a column is written, as its first value shows it: the first axis of arrays has any size."""
    if isinstance(value, dict):
        raise Refused(f"Invalid type, a column of dicts can not be saved, but {name!r} is one.")
    kind = _TEXTS.get(value.dtype.kind) or _TYPES.get(value.dtype.name)
    if kind is None:
        raise Refused(f"Invalid type, a column of {value.dtype} can not be saved, but {name!r} is one.")
    if value.ndim == 0:
        return {"type": kind}
    if value.dtype.kind in _TEXTS:
        raise Refused(f"Invalid data, mindrecord can not support multi-dimensional string tensor: {name!r}.")
    return {"type": kind, "shape": [-1, *value.shape[1:]]}


def _value(name: str, kind: dict[str, Any], value: Any) -> Any:
    found = np.asarray(value)
    if found.ndim and list(found.shape[1:]) != kind.get("shape", [])[1:]:
        raise Refused(
            "Tensor with dynamic shape do not currently support saving. Except for the shape of dimension 0, the other "
            f"dimension shapes must be fixed: {name!r} has {list(found.shape)} for {kind}."
        )
    if found.dtype.kind not in _TEXTS:
        found = found.astype(kind["type"])
    return found if found.ndim else found.item()
