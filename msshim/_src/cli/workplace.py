"""A copy of a program's folders for `msshim verify`, so that what the program writes stays out of the real ones."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

LIMIT = 1 << 30
"""The most bytes that are copied for one side."""
_LEFT_OUT = {".git", ".hg", ".svn", "__pycache__", ".venv", "venv", "node_modules", ".mypy_cache", ".pytest_cache"}


class TooLarge(Exception):
    """A folder holds more than is copied; the text says what to do."""


class Workplace:
    """Copies of the folder in which a command was started and of a script's folder.

    Args:
        temporary: A folder for the copies, which is not copied itself where it lies in one of these.
        side: The name of the folder in it that is made for these copies.
        script: The program.
        read_only: Folders or files that the program only reads: the copies have links to them.

    Raises:
        TooLarge: There is more than `LIMIT` to copy.
    """

    def __init__(self, temporary: Path, side: str, script: Path, read_only: list[Path]) -> None:
        start, home = Path.cwd().resolve(), script.resolve().parent
        self._linked = {path.resolve() for path in read_only}
        self._left, self._own = LIMIT, temporary.resolve()
        place = self._own / f"{side} works here"
        self.start = place / "start" / start.name
        self._copy(start, self.start)
        if home.is_relative_to(start):
            self.script = self.start / home.relative_to(start) / script.name
        else:
            self.script = place / "script" / home.name / script.name
            self._copy(home, self.script.parent)

    def _copy(self, source: Path, target: Path) -> None:
        target.mkdir(parents=True)
        with os.scandir(source) as entries:
            for entry in entries:
                path, copy = Path(entry.path), target / entry.name
                if path in self._linked or entry.is_symlink():
                    copy.symlink_to(path.resolve())
                elif entry.is_dir():
                    if path != self._own and entry.name not in _LEFT_OUT and not (path / "pyvenv.cfg").exists():
                        self._copy(path, copy)
                elif entry.is_file():
                    self._left -= entry.stat().st_size
                    if self._left < 0:
                        raise TooLarge(
                            f"there is more than {LIMIT / 2**30:g} GiB to copy below {source}: start in a folder that "
                            "holds the program alone, or name what it only reads: --read-only FOLDER"
                        )
                    shutil.copy2(path, copy)
