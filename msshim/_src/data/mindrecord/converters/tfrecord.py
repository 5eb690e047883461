"""TFRecord as MindRecord."""

from __future__ import annotations

from collections.abc import Iterator
from string import punctuation
from typing import Any

import numpy as np

from msshim._src.data.mindrecord import schema
from msshim._src.data.mindrecord.converters import example, writing
from msshim._src.data.mindrecord.writer import FileWriter

_KINDS = {
    "string": "string", "int8": "int32", "int16": "int32", "int32": "int32", "int64": "int64", "uint8": "int32",
    "uint16": "int32", "uint32": "int64", "uint64": "int64", "float16": "float32", "float32": "float32",
    "float64": "float64", "bool": "int32",
}  # fmt: skip
_PLAIN = str.maketrans(dict.fromkeys((set(punctuation) | {" "}) - {"_"}, "_"))


class TFRecordToMR:
    """A TFRecord file as MindRecord. TensorFlow is not needed, but for the `FixedLenFeature`.

    Args:
        source: The TFRecord file.
        destination: The MindRecord file.
        feature_dict: For each feature its `FixedLenFeature`, or anything else with a `shape` and a `dtype`.
        bytes_fields: The features that are bytes, and no texts.

    Raises:
        ValueError, ParamValueError: An argument is none of these.
    """

    def __init__(
        self, source: str, destination: str, feature_dict: dict[str, Any], bytes_fields: list[str] | None = None
    ) -> None:
        for name, path in (("source", source), ("destination", destination)):
            writing.check_str(name, path)
            schema.check_name(path)
        if not isinstance(feature_dict, dict):
            raise ValueError(f"Parameter feature_dict must be a dict, but is {feature_dict!r}.")
        for name, feature in feature_dict.items():
            if not hasattr(feature, "shape") or not hasattr(feature, "dtype"):
                raise ValueError(f"Parameter feature_dict must have FixedLenFeatures, but {name!r} is {feature!r}.")
        if bytes_fields is not None and not isinstance(bytes_fields, list):
            raise ValueError(f"Parameter bytes_fields must be list(str), but is {bytes_fields!r}.")
        for name in bytes_fields or []:
            if name not in feature_dict or _kind(feature_dict[name]) != "string":
                raise ValueError(f"Parameter bytes_fields must be strings of feature_dict, but one is {name!r}.")
        self.source, self.destination, self.feature_dict = source, destination, feature_dict
        self.bytes_fields_list = [name.translate(_PLAIN) for name in bytes_fields or []]
        self.mindrecord_schema = {name.translate(_PLAIN): self._field(name) for name in feature_dict}

    def _field(self, name: str) -> dict[str, Any]:
        feature = self.feature_dict[name]
        shape, kind = list(feature.shape), _kind(feature)
        if kind not in _KINDS:
            raise ValueError(f"The type {kind} of feature_dict[{name!r}] is not supported in MindRecord.")
        if not shape:
            return {"type": "bytes" if name.translate(_PLAIN) in self.bytes_fields_list else _KINDS[kind]}
        if len(shape) != 1 or not isinstance(shape[0], int) or shape[0] < 1 or kind == "string":
            raise ValueError(f"Parameter feature_dict[{name!r}] must be a scalar, or one axis of numbers.")
        return {"type": _KINDS[kind], "shape": shape}

    def run(self) -> None:
        """As `transform`."""
        writer = FileWriter(self.destination)
        writer.add_schema(self.mindrecord_schema, "TFRecord to MindRecord")
        writing.write(writer, self._rows(), None, parallel=True)

    def transform(self) -> None:
        """Write the MindRecord file.

        Raises:
            ValueError: The TFRecord file is damaged, or a feature is not there or of another size.
            RuntimeError: The MindRecord file is there already.
        """
        self.run()

    def _rows(self) -> Iterator[dict[str, Any]]:
        for found in example.records(self.source):
            yield {name.translate(_PLAIN): self._value(name, found.get(name)) for name in self.feature_dict}

    def _value(self, name: str, values: list[Any] | None) -> Any:
        one, feature = self.mindrecord_schema[name.translate(_PLAIN)], self.feature_dict[name]
        default = getattr(feature, "default_value", None)
        if not values and default is not None:
            values = list(default) if isinstance(default, (list, tuple)) else [default]
        if not values or len(values) != one.get("shape", [1])[0]:
            raise ValueError(f"feature_dict[{name!r}] has not as many values as the TFRecord file: {self.source}.")
        if "shape" in one:
            return np.asarray(values, one["type"])
        value = values[0]
        if one["type"] == "string":
            return value.decode() if isinstance(value, bytes) else str(value)
        return value if one["type"] == "bytes" else int(value) if one["type"].startswith("int") else float(value)


def _kind(feature: Any) -> str:
    """The name of a feature's type: TensorFlow's have it, and a str or NumPy's type is one."""
    dtype = feature.dtype
    if isinstance(dtype, str):
        return dtype
    return str(getattr(dtype, "name", None) or np.dtype(dtype).name)
