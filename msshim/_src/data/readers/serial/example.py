"""`Example`, the message in a TFRecord: named lists of bytes, floats or ints. Source: TensorFlow's example.proto.

    Example   1: Features           Feature   1: BytesList  2: FloatList  3: Int64List
    Features  1: map of features    a list    1: values, floats and ints packed or one by one

Of a name that comes again the last one counts. What is of no known field is passed over.
"""

from __future__ import annotations

from typing import Any

import numpy as np

NONE, BYTES, FLOATS, INTS = 0, 1, 2, 3
_VARINT, _FIXED64, _DELIMITED, _FIXED32 = 0, 1, 2, 5
_FIRST, _SECOND = 1 << 3 | _DELIMITED, 2 << 3 | _DELIMITED
_SINGLE_INT, _SINGLE_FLOAT = 1 << 3 | _VARINT, 1 << 3 | _FIXED32
_FEW = 8
Feature = tuple[int, bytes]
"""Which kind of list, and its message."""


class Malformed(ValueError):
    """Bytes that are no such message."""


def features(message: bytes) -> dict[str, Feature]:
    """The features of an Example; one without a list counts only where no other has its name."""
    found: dict[str, Feature] = {}
    try:
        for within in _all(message, _FIRST):
            place, end = 0, len(within)
            while place < end:
                tag = within[place]
                if tag != _FIRST:
                    place = _passed(within, place)
                    continue
                size = within[place + 1]
                place += 2
                if size > 127:
                    size, place = varint(within, place - 1)
                if place + size > end:
                    raise Malformed("a feature is longer than its message")
                name, feature = _entry(within[place : place + size])
                if feature[0] or name not in found:
                    found[name] = feature
                place += size
    except (IndexError, UnicodeDecodeError) as error:
        raise Malformed(f"it ends too early or has a name that is no UTF-8 ({error})") from None
    return found


def _entry(message: bytes) -> tuple[str, Feature]:
    """A name and its feature. Most begin with a short name, and have no more than a list; their tags say so."""
    size = message[1]
    if message[0] == _FIRST and size < 128 and len(message) > 2 + size and message[2 + size] == _SECOND:
        place = 3 + size
        inner, place = varint(message, place)
        if place + inner == len(message):
            return message[2 : 2 + size].decode(), _feature(message[place:])
    name = feature = b""
    for number, value in _fields(message):
        if number == 1:
            name = value
        elif number == 2:
            feature += value
    return name.decode(), _feature(feature)


def _feature(message: bytes) -> Feature:
    found: Feature = NONE, b""
    for number, value in _fields(message):
        if number in (BYTES, FLOATS, INTS):
            found = number, (found[1] if found[0] == number else b"") + value
    return found


def byte_list(message: bytes) -> list[bytes]:
    """The values of a BytesList."""
    try:
        return list(_all(message, _FIRST))
    except IndexError:
        raise Malformed("a list of bytes ends too early") from None


def floats(message: bytes) -> Any:
    """The values of a FloatList, float32 (n,)."""
    payload = _packed(message)
    if payload is None:
        payload = b"".join(_values(message, _SINGLE_FLOAT))
    if len(payload) % 4:
        raise Malformed("a list of floats has a part of one")
    return np.frombuffer(bytearray(payload), "<f4")


def ints(message: bytes) -> Any:
    """The values of an Int64List, int64 (n,)."""
    payload = _packed(message)
    if payload is None:
        payload = b"".join(_values(message, _SINGLE_INT))
    if not payload:
        return np.empty(0, np.int64)
    if payload[-1] > 127:
        raise Malformed("a list of ints ends within one")
    if len(payload) <= _FEW:
        place, few = 0, list[int]()
        while place < len(payload):
            value, place = varint(payload, place)
            few.append(value)
        return np.array(few, np.uint64).view(np.int64)
    return varints(payload)[0]


def varints(payload: bytes) -> tuple[Any, Any]:
    """All the ints of a payload, int64 (n,), and the places of their last bytes."""
    raw = np.frombuffer(payload, np.uint8)
    ends = np.flatnonzero(raw < 128)
    if len(ends) == len(raw):
        return raw.astype(np.int64), ends
    if not len(ends) or ends[-1] != len(raw) - 1:
        raise Malformed("a list of ints ends within one")
    starts = np.concatenate([[0], ends[:-1] + 1])
    widths = ends - starts + 1
    if widths.max() > 10:
        raise Malformed("an int is longer than 64 bits")
    shifts = 7 * (np.arange(len(raw)) - np.repeat(starts, widths))
    parts = (raw & 127).astype(np.uint64) << shifts.astype(np.uint64)
    return np.bitwise_or.reduceat(parts, starts).view(np.int64), ends


def _packed(message: bytes) -> bytes | None:
    """The values, where the message is one packed list of them; None where it is not."""
    if not message:
        return b""
    try:
        if message[0] != _FIRST:
            return None
        size, place = varint(message, 1)
    except IndexError:
        raise Malformed("a list ends too early") from None
    return message[place:] if place + size == len(message) else None


def _values(message: bytes, single: int) -> list[bytes]:
    """The values of a list, of which parts may be packed, and others not."""
    found, place = [], 0
    try:
        while place < len(message):
            tag, begin = message[place], place + 1
            if tag == _FIRST:
                size, begin = varint(message, begin)
                place = begin + size
            elif tag == single:
                place = begin + 4 if tag == _SINGLE_FLOAT else varint(message, begin)[1]
            else:
                place = _passed(message, place)
                continue
            if place > len(message):
                raise IndexError
            found.append(message[begin:place])
    except IndexError:
        raise Malformed("a list ends too early") from None
    return found


def _all(message: bytes, wanted: int) -> list[bytes]:
    """The values of the fields with a tag."""
    found, place, end = [], 0, len(message)
    while place < end:
        if message[place] != wanted:
            place = _passed(message, place)
            continue
        size = message[place + 1]
        place += 2
        if size > 127:
            size, place = varint(message, place - 1)
        if place + size > end:
            raise Malformed("a field is longer than its message")
        found.append(message[place : place + size])
        place += size
    return found


def _fields(message: bytes) -> list[tuple[int, bytes]]:
    """The fields that hold bytes, with their numbers; others are passed over."""
    found, place, end = [], 0, len(message)
    while place < end:
        tag, begin = varint(message, place)
        if tag & 7 != _DELIMITED:
            place = _passed(message, place)
            continue
        size, begin = varint(message, begin)
        place = begin + size
        if place > end:
            raise Malformed("a field is longer than its message")
        found.append((tag >> 3, message[begin:place]))
    return found


def _passed(message: bytes, place: int) -> int:
    """The place behind a field that is not known."""
    tag, place = varint(message, place)
    kind = tag & 7
    if not tag >> 3:
        raise Malformed("a field has the number 0")
    if kind == _VARINT:
        return varint(message, place)[1]
    if kind == _DELIMITED:
        size, place = varint(message, place)
        place += size
    elif kind in (_FIXED64, _FIXED32):
        place += 8 if kind == _FIXED64 else 4
    else:
        raise Malformed(f"a field has the wire type {kind}")
    if place > len(message):
        raise Malformed("a field is longer than its message")
    return place


def varint(message: bytes, place: int) -> tuple[int, int]:
    """The number at a place, of at most 64 bits, and the place behind it."""
    value = message[place]
    place += 1
    if value < 128:
        return value, place
    value &= 127
    for shift in range(7, 70, 7):
        part = message[place]
        place += 1
        value |= (part & 127) << shift
        if part < 128:
            return value & 0xFFFFFFFFFFFFFFFF, place
    raise Malformed("an int is longer than 64 bits")
