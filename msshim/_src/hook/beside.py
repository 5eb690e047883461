"""Files beside a program that are named as installed modules: the program gets its own, all others the installed ones.

Plain Python would give the program's `yaml.py` to whoever imports `yaml`. Here msshim has imported PyYAML before, and
torch imports more while the program runs. So where such files are, and only there, an import looks at who imports.
"""

from __future__ import annotations

import builtins
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.machinery import PathFinder, all_suffixes
from pathlib import Path
from types import ModuleType
from typing import Any

from msshim._src.hook.alone import before


def serve(folder: str) -> None:
    """Give the program in a folder its own files, which `sys.path` has first."""
    names = _shadows(folder)
    if names:
        builtins.__import__ = _Importer(Path(folder).resolve(), names, builtins.__import__)


def _shadows(folder: str) -> frozenset[str]:
    """The names of the folder's modules that are also installed, less those that Python has imported at its start."""
    here = Path(folder).resolve()
    elsewhere = [path for path in sys.path if Path(path).resolve() != here]
    try:
        files = [path for path in here.iterdir() if _is_module(path)]
    except OSError:
        return frozenset()
    names = {path.name.partition(".")[0] for path in files} - before - {"mindspore", "__main__"}
    return frozenset(name for name in names if PathFinder.find_spec(name, elsewhere) is not None)


def _is_module(path: Path) -> bool:
    return path.name.endswith(tuple(all_suffixes())) if path.is_file() else (path / "__init__.py").is_file()


class _Importer:
    """Stands for `__import__`, and switches the names in question between the program's modules and the installed."""

    def __init__(self, folder: Path, names: frozenset[str], plain: Callable[..., Any]) -> None:
        self.folder, self.names, self.plain = folder, names, plain
        self.kept: dict[tuple[str, bool], dict[str, ModuleType]] = {}
        self.own: dict[str, bool] = dict.fromkeys(names, False)  # whose modules are in sys.modules now
        self.lock = threading.RLock()

    def __call__(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> Any:
        """As `import`."""
        top = name.partition(".")[0]
        if level or top not in self.names:
            return self.plain(name, globals, locals, fromlist or (), level)
        with self.lock, self.switched(top, self.is_beside(globals or {})):
            return self.plain(name, globals, locals, fromlist or (), level)

    def is_beside(self, importer: Mapping[str, Any]) -> bool:
        """Whether the code that imports is the program's."""
        file = importer.get("__file__")
        if file is None:
            return importer.get("__name__") == "__main__"
        path = Path(file).resolve()
        return path.is_relative_to(self.folder) and not {"site-packages", "dist-packages"} & {*path.parts}

    @contextmanager
    def switched(self, top: str, own: bool) -> Iterator[None]:
        """With the program's own modules of a name, or with the installed ones, and where those are found."""
        was = self.own[top]
        if was is own is False and top in sys.modules:
            yield
            return
        path = sys.path
        self.show(top, own)
        if not own:
            sys.path = [one for one in path if Path(one).resolve() != self.folder]
        try:
            yield
        finally:
            sys.path = path
            self.show(top, was)

    def show(self, top: str, own: bool) -> None:
        if own is self.own[top]:
            return
        below = [name for name in sys.modules if name == top or name.startswith(f"{top}.")]
        self.kept[top, self.own[top]] = {name: sys.modules.pop(name) for name in below}
        sys.modules.update(self.kept.get((top, own), {}))
        self.own[top] = own
