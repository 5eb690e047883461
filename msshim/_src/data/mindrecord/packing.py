"""How MindRecord packs a row: its numbers and texts as a map of MessagePack, its arrays of ints shortened.

The maps hold what FileWriter puts there: names in alphabetical order, with ints, floats and texts; `Dataset.save` has
nothing in place of an empty one. Any other mark, or a length beyond the bytes that are there, is a ValueError.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

_UNSIGNED = ((0xCC, ">B", 1 << 8), (0xCD, ">H", 1 << 16), (0xCE, ">I", 1 << 32), (0xCF, ">Q", 1 << 64))
_SIGNED = ((0xD0, ">b", 1 << 7), (0xD1, ">h", 1 << 15), (0xD2, ">i", 1 << 31), (0xD3, ">q", 1 << 63))
_NUMBERS = {
    0xCA: struct.Struct(">f"),
    0xCB: struct.Struct(">d"),
    **{mark: struct.Struct(form) for mark, form, _ in (*_UNSIGNED, *_SIGNED)},
}
_NOTHING = b"\xc0"
_LENGTHS = {0xD9: struct.Struct(">B"), 0xDA: struct.Struct(">H"), 0xDB: struct.Struct(">I")}
_INTS: dict[str, np.dtype[Any]] = {"int32": np.dtype("<i4"), "int64": np.dtype("<i8")}
_SIZES = 1 << (np.arange(256)[:, None] >> np.array((6, 4, 2, 0)) & 3)  # of the four values that a byte tells of
_FORMS: tuple[np.dtype[Any], ...] = tuple(np.dtype(f"<i{1 << width}") for width in range(4))


def pack(row: Mapping[str, int | float | str] | None) -> bytes:
    """A row's numbers and texts as a map, or as nothing."""
    if row is None:
        return _NOTHING
    head = bytes((0x80 | len(row),)) if len(row) < 16 else b"\xde" + struct.pack(">H", len(row))
    return head + b"".join(_text(name) + _value(row[name]) for name in sorted(row))


def _value(value: int | float | str) -> bytes:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return _int(value)
    with np.errstate(over="ignore"):
        short = float(np.float32(value)) == value
    return b"\xca" + struct.pack(">f", value) if short else b"\xcb" + struct.pack(">d", value)


def _text(value: str) -> bytes:
    data = value.encode()
    size = len(data)
    if size < 32:
        return bytes((0xA0 | size,)) + data
    if size < 1 << 8:
        return b"\xd9" + struct.pack(">B", size) + data
    return (b"\xda" + struct.pack(">H", size) if size < 1 << 16 else b"\xdb" + struct.pack(">I", size)) + data


def _int(value: int) -> bytes:
    if -32 <= value < 128:
        return bytes((value & 0xFF,))
    forms, limit = (_UNSIGNED, value) if value > 0 else (_SIGNED, -value - 1)
    mark, form = next((mark, form) for mark, form, bound in forms if limit < bound)
    return bytes((mark,)) + struct.pack(form, value)


def unpack(data: bytes) -> dict[str, int | float | str]:
    """The values of a map by their names; nothing has none."""
    if data == _NOTHING:
        return {}
    mark = data[0] if data else 0
    place = 1
    if mark & 0xF0 == 0x80:
        count = mark & 0x0F
    elif mark == 0xDE and len(data) > 2:
        count, place = int.from_bytes(data[1:3], "big"), 3
    else:
        raise ValueError("a row is no map")
    row: dict[str, int | float | str] = {}
    for _ in range(count):
        name, place = _read(data, place)
        if not isinstance(name, str):
            raise ValueError("a name in a row is no text")
        row[name], place = _read(data, place)
    return row


def _read(data: bytes, place: int) -> tuple[int | float | str, int]:
    if place >= len(data):
        raise ValueError("a row ends too early")
    mark = data[place]
    place += 1
    if mark < 0x80:
        return mark, place
    if mark >= 0xE0:
        return mark - 256, place
    try:
        if mark in _NUMBERS:
            number = _NUMBERS[mark]
            return number.unpack_from(data, place)[0], place + number.size
        if 0xA0 <= mark < 0xC0:
            size = mark & 0x1F
        else:
            (size,) = _LENGTHS[mark].unpack_from(data, place)
            place += _LENGTHS[mark].size
    except (KeyError, struct.error):
        raise ValueError("a row holds what is neither a number nor a text") from None
    end = place + size
    if end > len(data):
        raise ValueError("a text ends too early")
    return data[place:end].decode(), end


def shorten(values: np.ndarray[Any, Any]) -> bytes:
    """Ints, each in as few bytes as it needs: how many, two bits each for how wide it is, then they themselves."""
    flat = values.reshape(-1)
    if len(flat) and flat.min() >= -128 and flat.max() < 128:
        return b"".join((struct.pack(">I", len(flat)), bytes((len(flat) + 3) // 4), flat.astype(np.int8).tobytes()))
    widths = (flat != flat.astype(np.int8)).astype(np.uint8)
    widths += flat != flat.astype(np.int16)
    widths += flat != flat.astype(np.int32)
    marks = np.zeros(-(-len(flat) // 4) * 4, np.uint8)
    marks[: len(flat)] = widths
    four = marks.reshape(-1, 4)
    bits = four[:, 0] << 6 | four[:, 1] << 4 | four[:, 2] << 2 | four[:, 3]
    whole = flat.astype("<i8", copy=False).view(np.uint8).reshape(-1, 8)
    kept = whole[np.arange(8) < (1 << widths)[:, None]]
    return b"".join((struct.pack(">I", len(flat)), bits.tobytes(), kept.tobytes()))


def lengthen(data: bytes, kind: str) -> np.ndarray[Any, Any]:
    """The ints that `shorten` made shorter, as int32 or int64. Raises ValueError where the bytes are not enough."""
    count = int.from_bytes(data[:4], "big")
    start = 4 + (count + 3) // 4
    if len(data) < start + count:  # each has one byte at least
        raise ValueError("an array ends too early")
    if not count:
        return np.empty(0, _INTS[kind])
    first = data[4] >> 6
    marks = first * 0x55
    if data[4:start] == bytes((marks,)) * (count // 4) + bytes((marks << 8 - count % 4 * 2 & 0xFF,))[: count % 4]:
        _same_length(len(data), start + (count << first))
        return np.frombuffer(data, _FORMS[first], count, start).astype(_INTS[kind])
    sizes = _SIZES[np.frombuffer(data, np.uint8, start - 4, 4)].reshape(-1)[:count]
    ends = np.cumsum(sizes)
    _same_length(len(data), start + int(ends[-1]))
    # Eight bytes from each place on, of which those of the next values are shifted out.
    every: np.ndarray[Any, Any] = np.ndarray((len(data) - start,), "<i8", data + bytes(7), start, (1,))
    beyond = 64 - 8 * sizes
    found: np.ndarray[Any, Any] = (every[ends - sizes] << beyond >> beyond).astype(_INTS[kind], copy=False)
    return found


def _same_length(found: int, said: int) -> None:
    if found != said:
        raise ValueError("an array has another length than it says")


def join(parts: Iterable[bytes]) -> bytes:
    """Several blobs of a row as one: each with its length before it."""
    return b"".join(struct.pack(">Q", len(part)) + part for part in parts)
