"""TFRecord files of messages `Example`, written by a few lines of our own, so that they can be wrong on purpose."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Any

INT, LIST = 0, 2


def varint(value: int) -> bytes:
    value &= 2**64 - 1
    parts = bytearray()
    while value > 127:
        parts.append(value & 127 | 128)
        value >>= 7
    return bytes([*parts, value])


def field(number: int, content: bytes) -> bytes:
    """A field that holds bytes."""
    return varint(number << 3 | LIST) + varint(len(content)) + content


def feature(value: Any, packed: bool = True) -> bytes:
    """A list of bytes, floats or ints; bytes stay as they are."""
    if isinstance(value, bytes):
        return value
    kind, values = value
    if kind == "bytes":
        return field(1, b"".join(field(1, one) for one in values))
    if kind == "floats":
        parts = [struct.pack("<f", one) for one in values]
        return field(2, field(1, b"".join(parts)) if packed else b"".join(b"\x0d" + one for one in parts))
    parts = [varint(one) for one in values]
    return field(3, field(1, b"".join(parts)) if packed else b"".join(b"\x08" + one for one in parts))


def example(features: Any, packed: bool = True) -> bytes:
    """A message of a dict, or of pairs, in which a name may come twice."""
    pairs = features.items() if isinstance(features, dict) else features
    return field(
        1, b"".join(field(1, field(1, name.encode()) + field(2, feature(value, packed))) for name, value in pairs)
    )


def records(messages: Iterable[bytes]) -> bytes:
    """The file of these messages."""
    parts = []
    for message in messages:
        length = struct.pack("<Q", len(message))
        parts += [length, struct.pack("<I", checksum(length)), message, struct.pack("<I", checksum(message))]
    return b"".join(parts)


def checksum(data: bytes) -> int:
    found = 0xFFFFFFFF
    for byte in data:
        found ^= byte
        for _ in range(8):
            found = found >> 1 ^ (0x82F63B78 if found & 1 else 0)
    found ^= 0xFFFFFFFF
    return (found >> 15 | found << 17) + 0xA282EAD8 & 0xFFFFFFFF


def numbered(start: int, count: int) -> bytes:
    """Records of which each column tells them apart, packed and not in turns."""
    return records(
        example(
            {
                "i": ("ints", [i, -2, 3 * i]),
                "f": ("floats", [i + 0.5] * (i % 3)),
                "s": ("bytes", [b"abc", b"%d" % i]),
                "o": ("ints", [i]),
            },
            packed=i % 2 == 0,
        )
        for i in range(start, start + count)
    )
