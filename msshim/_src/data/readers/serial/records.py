"""The records of TFRecord files, which may be compressed: each is a length, its checksum, bytes, and their checksum.

As in MindSpore, the checksum of the first length says whether a file is one, and no other is looked at; the last record
may lack its own. All else that a file lacks is refused. Source: TensorFlow's record_writer.h; CRC-32C of RFC 3720.
"""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import BinaryIO

from msshim._src.data.failures import Refused
from msshim._src.data.readers.serial.files import opened

_HEAD, _LENGTH, _SUM = 12, 8, 4
_CHUNK = 1 << 16
Reading = Callable[[int], bytes]


def records(path: str, compression: str) -> Iterator[bytes]:
    """The records of a file; `compression` is ``GZIP``, ``ZLIB`` or empty."""
    with opened(path) as file:
        if compression:
            gzipped = compression == "GZIP" and file.peek(2)[:2] == b"\x1f\x8b"  # type: ignore[attr-defined]
            plain = compression == "GZIP" and not gzipped  # as zlib's gzopen has it
            read = file.read if plain else _Inflated(file, path, 31 if gzipped else 15).read
            yield from _streamed(lambda count: _parts(read, count), path)
        else:
            left = os.fstat(file.fileno()).st_size
            while left:
                count = _size(file.read(_HEAD), path)
                left -= _HEAD + count
                if left < 0:
                    raise _truncated(path)
                yield file.read(count)
                left -= len(file.read(_SUM))


def count(path: str, compression: str) -> int:
    """How many records a file has."""
    if compression:
        return sum(1 for _ in records(path, compression))
    found = 0
    with opened(path) as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            size = _size(file.read(_HEAD), path)
            left -= _HEAD + size
            if left < 0:
                raise _truncated(path)
            file.seek(size + _SUM, io.SEEK_CUR)
            left -= _SUM
            found += 1
    return found


def is_one(path: str) -> bool:
    """Whether a file that is not compressed begins as these files do."""
    try:
        with open(path, "rb") as file:
            return has_sum(file.read(_HEAD))
    except OSError:
        return False


def has_sum(head: bytes) -> bool:
    """Whether a length is followed by its checksum."""
    return len(head) == _HEAD and int.from_bytes(head[_LENGTH:], "little") == _masked(head[:_LENGTH])


def _streamed(read: Reading, path: str) -> Iterator[bytes]:
    first = True
    while head := read(_HEAD):
        if first and not has_sum(head):
            raise Refused(f"Invalid TFRecord file: {path}")
        first = False
        size = _size(head, path)
        record = read(size)
        if len(record) < size:
            raise _truncated(path)
        yield record
        read(_SUM)


def _size(head: bytes, path: str) -> int:
    if len(head) < _HEAD:
        raise _truncated(path)
    return int.from_bytes(head[:_LENGTH], "little")


def _truncated(path: str) -> Refused:
    return Refused(f"TFReaderOp: failed to parse example in tfrecord file: {path}, which ends within a record.")


def _parts(read: Reading, count: int) -> bytes:
    """So many bytes, or what there is: memory is taken for what was read, not for what a file says."""
    parts: list[bytes] = []
    while count and (part := read(min(count, _CHUNK))):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


class _Inflated:
    """What is compressed in a file; `bits` says in which format."""

    def __init__(self, file: BinaryIO, path: str, bits: int) -> None:
        self._file, self._path, self._bits = file, path, bits
        self._inflate = zlib.decompressobj(bits)

    def read(self, count: int) -> bytes:
        """Up to so many bytes; none at the end."""
        while True:
            source = self._inflate.unconsumed_tail or self._inflate.unused_data
            if self._inflate.eof:
                if self._bits == 15 or not source.startswith(b"\x1f\x8b"):
                    return b""
                self._inflate = zlib.decompressobj(self._bits)  # a further member
            source = source or self._file.read(_CHUNK)
            if not source:
                raise _truncated(self._path)
            try:
                found = self._inflate.decompress(source, count)
            except zlib.error as error:
                raise Refused(
                    f"Invalid or incomplete inflate data when inflating file {self._path}: {error}."
                ) from None
            if found:
                return found


@cache
def _table() -> tuple[int, ...]:
    found = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        found.append(byte)
    return tuple(found)


def _masked(data: bytes) -> int:
    """CRC-32C, turned and moved as these files have it."""
    table, found = _table(), 0xFFFFFFFF
    for byte in data:
        found = table[(found ^ byte) & 255] ^ found >> 8
    found ^= 0xFFFFFFFF
    return (found >> 15 | found << 17) + 0xA282EAD8 & 0xFFFFFFFF
