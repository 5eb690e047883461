"""The `.ckpt` format: protobuf messages of `checkpoint.proto`, read and written a tensor at a time.

The protobuf library takes and gives whole messages, in memory, of less than 2 GiB. Here it does the
names, types and shapes; the contents, which are nearly all of a file, go straight between the file and
the tensors. Source: mindspore.save_checkpoint and load_checkpoint of 2.10.
"""

from __future__ import annotations

import binascii
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

import numpy as np
import torch
from google.protobuf.message import DecodeError

from msshim._src.checkpoint.checkpoint_pb2 import Tensor as Header
from msshim._src.checkpoint.checkpoint_pb2 import Value
from msshim._src.tensor import dtype as mstype

SLICE = 512 * 1024 * 1024  # the most bytes of one value
CRC = b"crc_num"
CRC_BYTES = len(CRC) + 10
_CONTENT = 3
_READ = {str(item): dtype for dtype, item in mstype.FROM_TORCH.items() if not dtype.is_complex}
_DTYPES = {kind: dtype for kind, dtype in _READ.items() if not kind.startswith("Float8")}
"""Those that MindSpore reads, too."""


def holds(dtype: torch.dtype) -> bool:
    """Whether MindSpore, too, reads tensors of a dtype from a file."""
    return dtype in _DTYPES.values()


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def bytes_of(data: torch.Tensor | str) -> memoryview:
    """The bytes of a value as they stand in a file: a CPU tensor's own memory, or a text as UTF-32."""
    if isinstance(data, str):
        return memoryview(np.array(data).tobytes())
    flat = data.detach().cpu().contiguous().reshape(-1)
    return flat.view(torch.uint8).numpy().data if flat.numel() else memoryview(b"")


class Writer:
    """Writes named tensors and texts to a file, counting their CRC32.

    Args:
        file: An open binary file.
        checksum: Whether to end the file with the CRC32 of all before.
    """

    def __init__(self, file: IO[bytes], checksum: bool = False) -> None:
        self._file, self._checksum, self._crc = file, checksum, 0

    def _write(self, data: bytes | memoryview) -> None:
        if self._checksum:
            self._crc = binascii.crc32(data, self._crc)
        self._file.write(data)

    def add(self, name: str, data: torch.Tensor | str) -> None:
        """Write one value, in slices where it is large. An empty tensor is not written, as in MindSpore."""
        if isinstance(data, str):
            header = Header(dims=[0], tensor_type="str").SerializePartialToString()
        else:
            kind = str(mstype.torch_to_dtype(data.dtype))
            header = Header(dims=data.shape, tensor_type=kind).SerializePartialToString()
        tag = Value(tag=name).SerializePartialToString()
        content = bytes_of(data)
        for start in range(0, len(content), SLICE):
            part = content[start : start + SLICE]
            tensor = header + b"\x1a" + _varint(len(part))
            value = tag + b"\x12" + _varint(len(tensor) + len(part)) + tensor
            self._write(b"\x0a" + _varint(len(value) + len(part)) + value)
            self._write(part)

    def close(self) -> None:
        """Write the checksum, if one was asked for."""
        if self._checksum:
            self._file.write(CRC + self._crc.to_bytes(10, "big"))


@dataclass
class Entry:
    """Where in a file one tensor is: its header, and the parts of its content as (offset, bytes)."""

    header: Header
    parts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def nbytes(self) -> int:
        """Bytes of the content."""
        return sum(size for _, size in self.parts)


def _read_varint(file: IO[bytes], end: int) -> int:
    number = 0
    for shift in range(0, 64, 7):
        byte = file.read(1)
        if not byte or file.tell() > end:
            raise DecodeError("it ends within a number")
        number |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return number
    raise DecodeError("a number has more than 64 bits")


_FIXED = {1: 8, 5: 4}


def _fields(file: IO[bytes], end: int) -> Iterator[tuple[int, int, int, int]]:
    """The fields up to `end`: each one's number, and the offsets of it, its value and what follows."""
    while (start := file.tell()) < end:
        key = _read_varint(file, end)
        number, wire = key >> 3, key & 7
        if wire == 0:
            _read_varint(file, end)
            value = stop = file.tell()
        elif wire == 2 or wire in _FIXED:
            size = _FIXED[wire] if wire in _FIXED else _read_varint(file, end)
            value = file.tell()
            stop = value + size
        else:
            raise DecodeError(f"wire type {wire}")
        if not number or stop > end:
            raise DecodeError("a field is longer than what holds it")
        yield number, start, value, stop
        file.seek(stop)


def _raw(file: IO[bytes], start: int, stop: int) -> bytes:
    file.seek(start)
    return file.read(stop - start)


def _tensor(file: IO[bytes], end: int) -> tuple[Header, tuple[int, int]]:
    """The header of the tensor that ends at `end`, and where its content is."""
    rest: list[bytes] = []
    content = None
    for number, start, value, stop in _fields(file, end):
        if number == _CONTENT:
            content = value, stop - value
        else:
            rest.append(_raw(file, start, stop))
    header = Header()
    header.MergeFromString(b"".join(rest))
    if content is None or not header.HasField("tensor_type"):
        raise DecodeError("a tensor has no type or no content")
    return header, content


def _value(file: IO[bytes], end: int) -> tuple[str, Entry]:
    tag, tensor = Value(), None
    for number, start, value, stop in _fields(file, end):
        if number == 1:
            text = _raw(file, start, stop)
            try:
                tag.MergeFromString(text)
            except UnicodeDecodeError as error:
                raise DecodeError("a name is not UTF-8") from error
        elif number == 2:
            file.seek(value)
            tensor = _tensor(file, stop)
    if not tag.HasField("tag") or tensor is None:
        raise DecodeError("a value has no name or no tensor")
    if not isinstance(tag.tag, str):  # so protobuf's other implementation says it
        raise DecodeError("a name is not UTF-8")
    return tag.tag, Entry(tensor[0], [tensor[1]])


def _checked_end(file: IO[bytes], check: bool) -> int:
    """Where the values end: before the checksum, if there is one. Raises ValueError where it does not match."""
    end = file.seek(0, io.SEEK_END)
    if not end:
        raise DecodeError("it is empty")
    trailer = _raw(file, max(end - CRC_BYTES, 0), end)
    if not trailer.startswith(CRC):
        return end
    end -= CRC_BYTES
    if check:
        file.seek(0)
        crc, left = 0, end
        while left:
            block = file.read(min(left, 1 << 20))
            crc, left = binascii.crc32(block, crc), left - len(block)
        if crc != int.from_bytes(trailer[len(CRC) :], "big"):
            raise ValueError("the crc check failed; the file is damaged")
    return end


def index(file: IO[bytes], crc_check: bool = False) -> dict[str, Entry]:
    """What a file holds, by name. Nothing but names, types and shapes is read.

    Raises:
        DecodeError: The file is no checkpoint.
        ValueError: Its checksum is wrong.
    """
    end = _checked_end(file, crc_check)
    file.seek(0)
    entries: dict[str, Entry] = {}
    last = None
    for number, _, value, stop in _fields(file, end):
        if number != 1:
            continue
        file.seek(value)
        tag, entry = _value(file, stop)
        if tag == last:  # one more slice of the same tensor
            entries[tag].parts += entry.parts
        else:
            entries[tag] = entry
        last = tag
    return entries


def described(entry: Entry) -> tuple[torch.dtype, tuple[int, ...]]:
    """The dtype and shape of a tensor of a file, which are those of its content.

    Raises:
        ValueError: The type is unknown, the shape too large, or the content not as long as type and shape say.
    """
    kind = entry.header.tensor_type
    if kind not in _READ:
        raise ValueError(f"the type {kind!r} is unknown")
    shape = tuple(entry.header.dims)
    shape = () if shape == (0,) else shape
    dtype = _READ[kind]
    if min(shape, default=0) < 0 or math.prod(shape) * dtype.itemsize != entry.nbytes:
        raise ValueError(f"{entry.nbytes} bytes are not a tensor of shape {shape} and type {kind}")
    if not entry.nbytes and (max(shape, default=0) >= 1 << 31 or math.prod(n or 1 for n in shape) >= 1 << 63):
        raise ValueError(f"the shape {shape} is too large")  # MindSpore takes axes of 31 bits
    return dtype, shape


def read(file: IO[bytes], entry: Entry) -> torch.Tensor | str:
    """One tensor (or text) of a file, read straight into its memory.

    Raises:
        ValueError: The type is unknown, the shape too large, or the content not as long as type and shape say.
    """
    if entry.header.tensor_type == "str":
        content = b"".join(_raw(file, at, at + size) for at, size in entry.parts)
        return content.decode("utf-32-le", "surrogatepass").rstrip("\0")
    dtype, shape = described(entry)
    tensor = torch.empty(shape, dtype=dtype)
    if not entry.nbytes:
        return tensor
    memory = bytes_of(tensor)
    done = 0
    for at, size in entry.parts:
        file.seek(at)
        if file.readinto(memory[done : done + size]) != size:  # type: ignore[attr-defined]
            raise ValueError("the file ends within a tensor")
        done += size
    return tensor
