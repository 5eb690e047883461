"""safetensors files with MindSpore's metadata, read through the safetensors library.

They are written here, because the library writes a file of its own beside the one that it is given, does not sync it,
and leaves it where the process is killed. The bytes are the library's.
"""

from __future__ import annotations

import binascii
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import prod
from typing import IO, Any

import safetensors
import safetensors.torch
import torch

from msshim._src.checkpoint.ckpt import bytes_of

_MOST = 1 << 30
_CODES = {
    torch.uint64: "U64",
    torch.int64: "I64",
    torch.float64: "F64",
    torch.complex64: "C64",
    torch.float32: "F32",
    torch.uint32: "U32",
    torch.int32: "I32",
    torch.bfloat16: "BF16",
    torch.float16: "F16",
    torch.uint16: "U16",
    torch.int16: "I16",
    torch.float8_e4m3fn: "F8_E4M3",
    torch.float8_e5m2: "F8_E5M2",
    torch.int8: "I8",
    torch.uint8: "U8",
    torch.bool: "BOOL",
}
"""The names of dtypes in a file, in the order in which the safetensors library writes them."""


def _covered(tensor: torch.Tensor) -> bytes | memoryview:
    """What MindSpore's checksum sees of a tensor: of a 0-d integer n, ``bytes(n)``, which are n zeros."""
    if tensor.ndim or tensor.dtype == torch.bool or tensor.is_floating_point() or tensor.is_complex():
        return bytes_of(tensor)
    if not 0 <= int(tensor) < _MOST:
        raise ValueError(f"MindSpore has no checksum of a file with the 0-d integer {int(tensor)}")
    return bytes(int(tensor))


def _checksum(tensors: Iterator[tuple[str, torch.Tensor]]) -> int:
    crc = 0
    for name, tensor in tensors:
        crc = binascii.crc32(_covered(tensor), binascii.crc32(name.encode(), crc))
    return crc


def write(
    file: IO[bytes], tensors: dict[str, torch.Tensor], checksum: bool = False, redundant: bool | None = None
) -> None:
    """Write tensors to an open file; `redundant` is kept in its metadata unless it is None.

    Raises:
        TypeError: safetensors files have no such dtype.
    """
    metadata = {"format": "ms"}
    if redundant is not None:
        metadata["remove_redundancy"] = str(redundant)
    if checksum:
        metadata["crc_num"] = str(_checksum((name, tensors[name]) for name in sorted(tensors)))
    kinds = {name: (tensor.dtype, tuple(tensor.shape)) for name, tensor in tensors.items()}
    write_each(file, kinds, tensors.__getitem__, metadata)


def write_each(
    file: IO[bytes],
    kinds: dict[str, tuple[torch.dtype, tuple[int, ...]]],
    tensor_of: Callable[[str], torch.Tensor],
    metadata: dict[str, str],
) -> None:
    """Write tensors to an open file, each asked for when its turn comes.

    Args:
        file: The file.
        kinds: Dtypes and shapes by name.
        tensor_of: Gives a tensor by its name.
        metadata: What the file says of itself.

    Raises:
        TypeError: safetensors files have no such dtype.
    """
    for name, (dtype, _) in kinds.items():
        if dtype not in _CODES:
            raise TypeError(f"a safetensors file holds no {str(dtype).removeprefix('torch.')}, but {name!r} is one")
    header: dict[str, Any] = {"__metadata__": metadata}
    codes = list(_CODES)
    order = sorted(kinds, key=lambda name: (codes.index(kinds[name][0]), name))  # larger types first: aligned
    end = 0
    for name in order:
        dtype, shape = kinds[name]
        start, end = end, end + prod(shape) * dtype.itemsize
        header[name] = {"dtype": _CODES[dtype], "shape": list(shape), "data_offsets": [start, end]}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    file.write(len(text).to_bytes(8, "little") + text)
    for name in order:
        file.write(bytes_of(tensor_of(name)))


@dataclass(frozen=True)
class Place:
    """Where in a file a tensor is, and what it is."""

    dtype: torch.dtype
    shape: tuple[int, ...]
    start: int


def index(path: str) -> tuple[dict[str, Place], dict[str, str]]:
    """What a file holds, by name in the order of the file, and its metadata. Nothing but its header is read.

    Raises:
        ValueError: The file is no safetensors file, or has a dtype that torch lacks.
    """
    try:
        with safetensors.safe_open(path, framework="np"):  # which checks all that a header may say
            pass
    except safetensors.SafetensorError as error:
        raise ValueError(f"it is no whole safetensors file: {error}") from error
    with open(path, "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
    metadata = header.pop("__metadata__", None) or {}
    dtypes = {code: dtype for dtype, code in _CODES.items()}
    places: dict[str, Place] = {}
    for name, item in sorted(header.items(), key=lambda pair: (*pair[1]["data_offsets"], pair[0])):
        if item["dtype"] not in dtypes:
            raise ValueError(f"the type {item['dtype']!r} of {name!r} is unknown")
        places[name] = Place(dtypes[item["dtype"]], tuple(item["shape"]), 8 + size + item["data_offsets"][0])
    return places, metadata


def read(source: str | bytes, wanted: Callable[[str], bool], check: bool = False) -> dict[str, torch.Tensor]:
    """The wanted tensors of a file, or of the bytes of one, by name, sorted.

    Raises:
        ValueError: The file is no safetensors file, or its checksum is wrong.
    """
    try:
        if isinstance(source, bytes):
            tensors = safetensors.torch.load(source)
            size = int.from_bytes(source[:8], "little")
            metadata = json.loads(source[8 : 8 + size]).get("__metadata__")
            return _wanted(tensors, tensors.__getitem__, metadata, wanted, check)
        with safetensors.safe_open(source, framework="pt") as file:
            return _wanted(file.keys(), file.get_tensor, file.metadata(), wanted, check)
    except safetensors.SafetensorError as error:
        raise ValueError(f"it is no whole safetensors file: {error}") from error


def _wanted(
    names: Iterable[str],
    tensor_of: Callable[[str], torch.Tensor],
    metadata: dict[str, str] | None,
    wanted: Callable[[str], bool],
    check: bool,
) -> dict[str, torch.Tensor]:
    names = sorted(names)
    known = (metadata or {}).get("crc_num")
    if check and known is not None:
        if not (known.isascii() and known.isdigit()):
            raise ValueError(f"the 'crc_num' of its metadata must be a number, but is {known!r}")
        if _checksum((name, tensor_of(name)) for name in names) != int(known):
            raise ValueError("the crc check failed; the file is damaged")
    return {name: tensor_of(name) for name in names if wanted(name)}
