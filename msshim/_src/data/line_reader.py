"""`LineReader`: the lines of a text by their numbers. Source: mindspore.dataset.utils of 2.10."""

from __future__ import annotations

import os
from itertools import accumulate
from typing import Any

from msshim._src.data.transforms.checks import typed


class LineReader:
    """The lines of a text file by their numbers, from 1; the places of all are known once it is made.

    Args:
        filename: The file.

    Raises:
        TypeError: `filename` is no str.
        RuntimeError: It is no file.
    """

    def __init__(self, filename: str) -> None:
        typed("filename", filename, str)
        self.filename = os.path.realpath(filename)
        if not os.path.isfile(self.filename):
            raise RuntimeError(f"The 'filename' must be a file that is there, but got {filename!r}.")
        with open(self.filename, "rb") as lines:
            self.offsets = list(accumulate(map(len, lines), initial=0))[:-1]
        self.fo_handle: Any = None

    def readline(self, line: int) -> str:
        """The line, without its end.

        Raises:
            TypeError: `line` is no int.
            ValueError: There is no such line.
        """
        typed("line", line, int)
        if not 1 <= line <= len(self.offsets):
            raise ValueError(f"The 'line' must be in [1, {len(self.offsets)}], but got {line}.")
        if self.fo_handle is None:
            self.fo_handle = open(self.filename)  # noqa: SIM115 - it stays open until `close`
        self.fo_handle.seek(self.offsets[line - 1])
        return str(self.fo_handle.readline()).removesuffix("\n")

    def len(self) -> int:
        """How many lines there are."""
        return len(self.offsets)

    def close(self) -> None:
        """Close the file; the next line opens it anew."""
        if getattr(self, "fo_handle", None) is not None:
            self.fo_handle.close()
            self.fo_handle = None

    def __getitem__(self, line: int) -> str:
        return self.readline(line)

    def __len__(self) -> int:
        return self.len()

    def __del__(self) -> None:
        self.close()
