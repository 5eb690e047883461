"""Vectors of words, from files. Source: Vectors, its subclasses and ToVectors of mindspore.dataset.text 2.10."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from msshim._src.data.text import strings
from msshim._src.data.transforms.checks import NATURAL, integer, typed

_Table = dict[bytes, Any]
_NUMBER = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


class Vectors:
    """Vectors of words, made by `from_file`."""

    def __init__(self) -> None:
        self._table: _Table = {}
        self._size = 0

    @classmethod
    def from_file(cls, file_path: str, max_vectors: int | None = None) -> Vectors:
        """The vectors of a file.

        Args:
            file_path: Its lines are a word and its numbers, with spaces between; a line of two parts in front is
                passed over.
            max_vectors: How many, the first; all, unless said, or for 0.

        Raises:
            TypeError: `file_path` is no str, or `max_vectors` no int.
            ValueError: `max_vectors` is negative.
            RuntimeError: There is no such file, its name is not as it must be, or its vectors differ in size.
        """
        typed("file_path", file_path, str)
        if max_vectors is not None:
            integer("max_vectors", max_vectors, NATURAL)
        if not file_path or not Path(file_path).is_file():
            raise RuntimeError(f"The 'file_path' must be a file, but there is none: {file_path!r}.")
        cls._check(Path(file_path).name)
        made = cls()
        made._table, made._size = _read(Path(file_path).read_bytes(), max_vectors or 0)
        return made

    @classmethod
    def _check(cls, name: str) -> None:
        """Raise RuntimeError for a file's name that is not as it must be."""

    def _of(self, word: bytes, otherwise: Any) -> Any:
        """The vector of a word."""
        return self._table.get(word, otherwise)


class FastText(Vectors):
    """Vectors of words as FastText has them, made by `from_file`; the name of the file must end with ``.vec``."""

    @classmethod
    def _check(cls, name: str) -> None:
        if name.rpartition(".")[2] != "vec":
            raise RuntimeError(f"The 'file_path' must be a file named '*.vec', but got {name!r}.")


class GloVe(Vectors):
    """Vectors of words as GloVe has them, made by `from_file`; the file must be named ``glove.6B.*.txt``."""

    @classmethod
    def _check(cls, name: str) -> None:
        if not re.fullmatch(r"glove\.6B\.[^.]*\.txt", name):
            raise RuntimeError(f"The 'file_path' must be a file named 'glove.6B.*.txt', but got {name!r}.")


class CharNGram(Vectors):
    """Vectors of runs of two to four characters, of which those of a word are the mean; made by `from_file`."""

    def _of(self, word: bytes, otherwise: Any) -> Any:
        parts = [b"#BEGIN#", *(word[i : i + 1] for i in range(len(word))), b"#END#"]
        total, count = np.zeros(self._size, np.float32), 0
        for n in (2, 3, 4):
            for i in range(len(parts) - n + 1):
                found = self._table.get(b"%dgram-%s" % (n, b"".join(parts[i : i + n])))
                if found is not None and (found != otherwise).any():
                    total += found
                    count += 1
        return total / np.float32(count) if count else otherwise


def _read(data: bytes, largest: int) -> tuple[_Table, int]:
    lines = data.split(b"\n")
    lines = lines[:-1] if not lines[-1] else lines
    headers, size = 0, -1
    for line in lines:
        parts = line.split(b" ")
        parts = parts[:-1] if not parts[-1] else parts
        if size != -1:
            break
        if len(parts) == 2:
            headers += 1
        else:
            size = len(parts) - 1
    count = len(lines) - headers
    if count < 1:
        raise RuntimeError("The file has no vectors.")
    table: _Table = {}
    for line in lines[headers:][: min(count, largest or count)]:
        word, _, rest = line.partition(b" ")
        values = rest.split()
        if len(values) < 2 or len(values) != size:
            raise RuntimeError(
                f"All vectors must have one size, of 2 or more: {word!r} has {len(values)}, the first {size}."
            )
        table.setdefault(word, _numbers(values))
    return table, size


def _numbers(values: list[bytes]) -> Any:
    """Numbers as C's atof reads them: as far as they are some, and else 0."""
    try:
        return np.array(values, np.float64).astype(np.float32)
    except ValueError:
        found = [_NUMBER.match(value) for value in values]
        return np.array([float(one[0]) if one else 0.0 for one in found], np.float32)


def to_vectors(array: Any, vectors: Vectors, unk_init: Any, lower_case_backup: bool) -> Any:
    """The vectors of words, float32, a row each; of one word no row. Words without one get `unk_init`, or zeros."""
    if unk_init and len(unk_init) != vectors._size:
        raise ValueError(f"the 'unk_init' must have {vectors._size} numbers, but got {len(unk_init)}.")
    otherwise = np.array(unk_init or [0] * vectors._size, np.float32)
    words = [text.encode() for text in strings.several(array)]
    found = np.stack([vectors._of(word.lower() if lower_case_backup else word, otherwise) for word in words])
    return found[0] if len(found) == 1 else found
