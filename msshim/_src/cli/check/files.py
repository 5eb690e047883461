"""The Python sources below some paths: files and notebooks, read without running them."""

from __future__ import annotations

import ast
import json
import os
import tokenize
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from msshim._src.cli.check import notebook, scan, syntax
from msshim._src.cli.check.depth import with_room
from msshim._src.cli.check.scan import Use


@dataclass(frozen=True)
class Cell:
    """A stretch of lines of a file: a cell of a notebook, or the whole file (number 0).

    uses: what it uses. error: why it could not be read, "" where it could.
    """

    number: int
    lines: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class File:
    """A file that was looked at."""

    path: str
    cells: tuple[Cell, ...] = field(default=())

    @property
    def uses(self) -> Iterator[tuple[Cell, Use]]:
        """Each use, with the cell that it stands in."""
        return ((cell, use) for cell in self.cells for use in cell.uses)

    @property
    def runs(self) -> bool:
        """Whether it runs as it is: it was read whole, and msshim has every name in it."""
        return not any(self.errors) and all(use.status in ("supported", "differs") for _, use in self.uses)

    @property
    def errors(self) -> Iterator[str]:
        """What could not be read."""
        return (cell.error for cell in self.cells if cell.error)


def find(paths: Iterable[str]) -> Iterator[Path]:
    """The files that are named, and the ``.py`` and ``.ipynb`` files below folders that are, hidden folders left out.

    Raises:
        FileNotFoundError: A path does not exist.
    """
    for path in map(Path, paths):
        if not path.exists():
            raise FileNotFoundError(path)
        if not path.is_dir():
            yield path
            continue
        for folder, below, names in os.walk(path):
            below[:] = sorted(name for name in below if not name.startswith(".") and name != "__pycache__")
            sources = (Path(folder, name) for name in sorted(names) if name.endswith((".py", ".ipynb")))
            yield from filter(Path.is_file, sources)  # a pipe of that name would be waited for


def look(path: Path) -> File:
    """What a file uses; what is wrong with it stands in its cells."""
    return with_room(lambda: _look(path))


def _look(path: Path) -> File:
    try:
        if not path.is_file():
            raise OSError("it is no regular file")
        if path.suffix == ".ipynb":
            return File(str(path), tuple(_notebook(path)))
        data = path.read_bytes()
        if b"mindspore" not in data:
            return File(str(path))
        with tokenize.open(path) as file:
            text = file.read()
    except (OSError, SyntaxError, ValueError, LookupError, RecursionError, MemoryError) as error:
        return File(str(path), (Cell(0, error=_said(error)),))
    return File(str(path), (_cell(0, tuple(text.split("\n")), data, scan.scanner()),))


def _cell(number: int, lines: tuple[str, ...], source: str | bytes, uses: Callable[[ast.Module], list[Use]]) -> Cell:
    try:
        return Cell(number, lines, tuple(uses(syntax.tree(source))))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return Cell(number, lines, error=f"cell {number}, {_said(error)}" if number else _said(error))


def _said(error: BaseException) -> str:
    where = f"line {error.lineno}: " if isinstance(error, SyntaxError) and error.lineno else ""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{where}{type(error).__name__}: {text}"


def _notebook(path: Path) -> Iterator[Cell]:
    """The cells of code, numbered from 1 as they stand in the notebook; one sees the names of those above it."""
    uses = scan.scanner()
    for number, text in notebook.cells(json.loads(path.read_bytes())):
        own = scan.scanner() if notebook.is_file(text) else uses
        yield _cell(number, tuple(text.split("\n")), notebook.python(text), own)
