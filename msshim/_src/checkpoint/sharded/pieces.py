"""The files of ranks, read and written a tensor at a time.

Contents are only moved, so that they are unsigned integers (or complex numbers) of their size here, whatever they mean.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from math import prod
from typing import Any

import numpy as np
import torch
from google.protobuf.message import DecodeError

from msshim._src.checkpoint import ckpt, tensors
from msshim._src.checkpoint.files import whole
from msshim._src.checkpoint.kinds import irregular, kind_of
from msshim._src.checkpoint.sharded.plan import Array
from msshim._src.checkpoint.sharded.progress import progress

FORMATS = ("ckpt", "safetensors")
_RAW = {1: np.uint8, 2: np.uint16, 4: np.uint32, 8: np.uint64, 16: np.complex128}


@dataclass(frozen=True)
class Piece:
    """What a file has of one parameter."""

    path: str
    dtype: torch.dtype
    shape: tuple[int, ...]
    parts: tuple[tuple[int, int], ...]

    def read(self) -> Array:
        """Its content, in memory only as far as it is looked at."""
        raw, size = _RAW[self.dtype.itemsize], prod(self.shape)
        if not size:
            return np.empty(self.shape, raw)
        if len(self.parts) == 1:
            return np.memmap(self.path, raw, "r", self.parts[0][0], (size,)).reshape(self.shape)
        data = bytearray()
        with open(self.path, "rb") as file:
            for start, length in self.parts:
                file.seek(start)
                data += file.read(length)
        return np.frombuffer(data, raw).reshape(self.shape)

    def empty(self, shape: tuple[int, ...]) -> Array:
        """Memory for a parameter of this type."""
        return np.empty(shape, _RAW[self.dtype.itemsize])


Pieces = dict[str, Piece | str]
"""What a file has, by name."""


def _unreadable(who: str, path: str, error: Exception, own: str) -> ValueError:
    kind = kind_of(path, own)
    return ValueError(f"For '{who}', the file {path} can not be read: {f'it is {kind}' if kind else error}.")


def read(who: str, path: str, form: str | None = None) -> tuple[Pieces, dict[str, str]]:
    """What a file has, by name in its order, and its metadata (those of a .ckpt are none).

    Args:
        who: The function that wants it, for errors.
        path: The file.
        form: Its format; None where the name says it.

    Raises:
        ValueError: It is no file, its name does not end as it must, or it can not be read.
    """
    form = form or path.rpartition(".")[2]
    if form not in FORMATS or not path.endswith(form):
        wanted = " or ".join(f".{one}" for one in (FORMATS if form not in FORMATS else (form,)))
        raise ValueError(f"For '{who}', a checkpoint's name must end in {wanted}, but got {path!r}.")
    odd = irregular(path)
    if odd:
        raise ValueError(f"For '{who}', a checkpoint must be a file, but {path} is {odd}.")
    try:
        if form == "safetensors":
            places, metadata = tensors.index(path)
            return {name: _placed(path, place) for name, place in places.items()}, metadata
        with open(path, "rb") as file:
            return {name: _entry(path, file, entry) for name, entry in ckpt.index(file).items()}, {}
    except (DecodeError, ValueError, OSError) as error:
        raise _unreadable(who, path, error, "a safetensors" if form == "safetensors" else "") from error


def _placed(path: str, place: tensors.Place) -> Piece:
    return Piece(path, place.dtype, place.shape, ((place.start, prod(place.shape) * place.dtype.itemsize),))


def _entry(path: str, file: Any, entry: ckpt.Entry) -> Piece | str:
    if entry.header.tensor_type == "str":
        return str(ckpt.read(file, entry))
    dtype, shape = ckpt.described(entry)
    return Piece(path, dtype, shape, tuple(entry.parts))


@dataclass(frozen=True)
class Made:
    """A tensor to write: what it is, and what makes it when its turn comes."""

    dtype: torch.dtype
    shape: tuple[int, ...]
    make: Callable[[], Array]

    @property
    def nbytes(self) -> int:
        """How many bytes it has."""
        return prod(self.shape) * self.dtype.itemsize

    def tensor(self) -> torch.Tensor:
        """It."""
        return torch.from_numpy(self.make().reshape(-1)).view(self.dtype).reshape(self.shape)


def copied(piece: Piece) -> Made:
    """A piece as it is."""
    return Made(piece.dtype, piece.shape, lambda: np.array(piece.read()))


Values = dict[str, Made | str]
"""What to write, by name."""


def write(path: str, values: Values, metadata: dict[str, str] | None, done: Callable[[int], None]) -> None:
    """Write a file whole or not at all, in the format that its name says, which only its owner may read.

    Args:
        path: The file.
        values: Tensors and, in a .ckpt, texts.
        metadata: Those of a safetensors file.
        done: Told how many bytes of content were written.

    Raises:
        TypeError: The format has no such dtype.
        ValueError: A safetensors file shall have a text.
    """

    def tensor(name: str) -> torch.Tensor:
        value = values[name]
        assert isinstance(value, Made)
        found = value.tensor()
        done(found.nbytes)
        return found

    with whole(path, stat.S_IRUSR) as file:
        if path.endswith(".safetensors"):
            kinds = {}
            for name, value in values.items():
                if isinstance(value, str):
                    raise ValueError(f"a safetensors file holds tensors only, but {name!r} is a str")
                kinds[name] = value.dtype, value.shape
            tensors.write_each(file, kinds, tensor, metadata or {"format": "ms"})
            return
        writer = ckpt.Writer(file)
        for name, value in values.items():
            writer.add(name, value if isinstance(value, str) else tensor(name))
        writer.close()


def write_all(who: str, targets: dict[str, Values], metadata: dict[str, str] | None = None, workers: int = 1) -> None:
    """Write files, so many at a time, with a bar."""
    total = sum(value.nbytes for values in targets.values() for value in values.values() if isinstance(value, Made))
    with progress() as bar:
        task = bar.add_task(who, total=total)
        done = partial(bar.advance, task)
        with ThreadPoolExecutor(max(workers, 1)) as pool:
            for result in [pool.submit(write, *target, metadata, done) for target in targets.items()]:
                result.result()


def check_place(path: str) -> str:
    """A file to write. Raises FileNotFoundError where its folder is not there."""
    if not os.path.isdir(os.path.dirname(os.path.abspath(path))):
        raise FileNotFoundError(f"A checkpoint must be written to a folder that exists, but got {path!r}.")
    return path


def check_folder(argument: str, path: Any) -> str:
    """Make a folder, if it is not there.

    Raises:
        TypeError: It is no str.
        ValueError: It is blank, or longer than 1024 characters.
        NotADirectoryError: There is a file.
    """
    if not isinstance(path, str):
        raise TypeError(f"The '{argument}' must be a str, but got {type(path).__name__}.")
    if not path.strip():
        raise ValueError(f"The '{argument}' must not be blank, but got {path!r}.")
    real = os.path.realpath(path)
    if len(real) > 1024:
        raise ValueError(f"The '{argument}' must have at most 1024 characters, but got {len(real)}.")
    if os.path.exists(real) and not os.path.isdir(real):
        raise NotADirectoryError(f"The '{argument}' must be a folder, but got {path!r}, a file.")
    os.makedirs(real, mode=0o700, exist_ok=True)
    return real
