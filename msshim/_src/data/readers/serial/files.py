"""Files of rows: which ones a pattern means, how one is opened, and what its lines are."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.rows import Row

_CHUNK = 1 << 20
_NEWLINE = 10


@dataclass(frozen=True)
class Source:
    """Files whose rows are read from their beginning.

    count: How many rows a file is taken to have; what `rows` gives may be fewer.
    rows: The rows of a file from one number on, up to another.
    columns: Finds their names, where a row's table does not say them.
    told: How many rows MindSpore says that a file has, where that is not `count`.
    parts: How many files MindSpore takes these for where it shuffles rows, if not for as many as there are.
    """

    files: list[str]
    count: Callable[[str], int]
    rows: Callable[[str, int, int], Iterator[Row]]
    columns: Callable[[], list[str]] | None = None
    told: Callable[[str], int] | None = None
    parts: int | None = None


def found(patterns: str | list[str]) -> list[str]:
    """The files that names or patterns mean, in order of the patterns. Raises ValueError for one that means none."""
    matches = {
        one: [path for path in glob.glob(one, recursive=True) if os.path.isfile(path)]
        for one in ([patterns] if isinstance(patterns, str) else patterns)
    }
    without = [one for one, paths in matches.items() if not paths]
    if without:
        raise ValueError(f"The 'dataset_files' must be files, or patterns of them, but none is {without}.")
    return [path for one in ([patterns] if isinstance(patterns, str) else patterns) for path in matches[one]]


def opened(path: str) -> BinaryIO:
    """The file, to be read."""
    try:
        return open(path, "rb")
    except OSError as error:
        raise Refused(f"The file {path} can not be read: {error.strerror}.") from None


def lines(path: str) -> Iterator[bytes]:
    """The lines of a file, without their ends."""
    with opened(path) as file:
        for line in file:
            yield line[:-1] if line.endswith(b"\n") else line


def count_lines(path: str) -> int:
    """How many lines are not empty."""
    count, inside = 0, False
    with opened(path) as file:
        while chunk := file.read(_CHUNK):
            text = np.frombuffer(chunk, np.uint8) != _NEWLINE
            count += int(np.count_nonzero(text[1:] > text[:-1])) + int(text[0] and not inside)
            inside = bool(text[-1])
    return count


def text(value: bytes, path: str) -> Any:
    """A value of a row: a str, of UTF-8."""
    try:
        return np.array(value.decode())
    except UnicodeDecodeError as error:
        raise Refused(f"The text of {path} must be UTF-8, but has a UnicodeDecodeError: {error}.") from None
