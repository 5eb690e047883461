"""safetensors files with MindSpore's metadata, through the safetensors library."""

from __future__ import annotations

import binascii
from collections.abc import Callable, Iterator

import safetensors
import safetensors.torch
import torch

from msshim.checkpoint.ckpt import bytes_of

_MOST = 1 << 30


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


def _own(tensor: torch.Tensor, taken: set[int]) -> torch.Tensor:
    """The tensor on the CPU in memory that is its alone, which safetensors asks for."""
    tensor = tensor.detach().cpu().contiguous()
    storage = tensor.untyped_storage()
    if storage.nbytes() != tensor.nbytes or storage.data_ptr() in taken:
        return tensor.clone()
    taken.add(storage.data_ptr())
    return tensor


def write(path: str, tensors: dict[str, torch.Tensor], checksum: bool = False, redundant: bool | None = None) -> None:
    """Write tensors to a safetensors file; `redundant` is kept in its metadata unless it is None."""
    metadata = {"format": "ms"}
    if redundant is not None:
        metadata["remove_redundancy"] = str(redundant)
    taken: set[int] = set()
    ready = {name: _own(tensors[name], taken) for name in sorted(tensors)}
    if checksum:
        metadata["crc_num"] = str(_checksum(iter(ready.items())))
    safetensors.torch.save_file(ready, path, metadata)


def read(path: str, wanted: Callable[[str], bool], check: bool = False) -> dict[str, torch.Tensor]:
    """The wanted tensors of a file, by name, sorted.

    Raises:
        ValueError: The file is no safetensors file, or its checksum is wrong.
    """
    try:
        with safetensors.safe_open(path, framework="pt") as file:
            names = sorted(file.keys())
            known = (file.metadata() or {}).get("crc_num")
            if check and known is not None and _checksum((n, file.get_tensor(n)) for n in names) != int(known):
                raise ValueError("the crc check failed; the file is damaged")
            return {name: file.get_tensor(name) for name in names if wanted(name)}
    except safetensors.SafetensorError as error:
        raise ValueError(f"it is no safetensors file: {error}") from error
