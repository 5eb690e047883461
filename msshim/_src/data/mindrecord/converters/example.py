"""TensorFlow's records: framed messages of `tf.train.Example`, read without TensorFlow."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from functools import cache
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

_HEAD = struct.Struct("<QI")  # a record's length and its checksum; 4 bytes of another one follow the record
_LISTS = {"bytes_list": "TYPE_BYTES", "float_list": "TYPE_FLOAT", "int64_list": "TYPE_INT64"}


def records(path: str) -> Iterator[dict[str, list[Any]]]:
    """The features of each record: its bytes, floats or ints by name.

    Raises:
        ValueError: The file is damaged.
    """
    size, place = os.path.getsize(path), 0
    with open(path, "rb") as file:
        while head := file.read(_HEAD.size):
            place += _HEAD.size
            length = _HEAD.unpack(head)[0] if len(head) == _HEAD.size else size
            place += length + 4
            if place > size:
                raise ValueError(f"The TFRecord file is damaged: {path} ends within a record.")
            yield _features(path, file.read(length))
            file.read(4)


def _features(path: str, data: bytes) -> dict[str, list[Any]]:
    example = _message()()
    try:
        example.ParseFromString(data)
    except Exception as error:  # the class of its own differs between protobuf's versions
        raise ValueError(f"The TFRecord file is damaged: {path}. {error}") from None
    found = {}
    for name, feature in example.features.feature.items():
        kind = feature.WhichOneof("kind")
        found[name] = list(getattr(feature, kind).value) if kind else []
    return found


@cache
def _message() -> Any:
    """The class of `Example`, made of what its fields are."""
    file = descriptor_pb2.FileDescriptorProto(name="msshim_example.proto", package="msshim.example", syntax="proto3")
    for name, kind in _LISTS.items():
        one = file.message_type.add(name=name)
        _field(one, "value", 1, kind, repeated=True)
    feature = file.message_type.add(name="Feature")
    feature.oneof_decl.add(name="kind")
    for number, name in enumerate(_LISTS, 1):
        _field(feature, name, number, name).oneof_index = 0
    features = file.message_type.add(name="Features")
    entry = features.nested_type.add(name="FeatureEntry")
    entry.options.map_entry = True
    _field(entry, "key", 1, "TYPE_STRING")
    _field(entry, "value", 2, "Feature")
    _field(features, "feature", 1, "Features.FeatureEntry", repeated=True)
    _field(file.message_type.add(name="Example"), "features", 1, "Features")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("msshim.example.Example"))


def _field(message: Any, name: str, number: int, kind: str, repeated: bool = False) -> Any:
    labels = descriptor_pb2.FieldDescriptorProto
    field = message.field.add(
        name=name, number=number, label=labels.LABEL_REPEATED if repeated else labels.LABEL_OPTIONAL
    )
    if kind.startswith("TYPE_"):
        field.type = getattr(labels, kind)
    else:
        field.type, field.type_name = labels.TYPE_MESSAGE, f".msshim.example.{kind}"
    return field
