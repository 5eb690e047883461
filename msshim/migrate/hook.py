"""`import mindspore` answered by msshim: a finder for the module paths of `mappings/`, and what undoes it."""

from __future__ import annotations

import builtins
import importlib
import importlib.metadata
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType, TracebackType
from typing import Any

from msshim.factory import deep
from msshim.tables import load, renamed

VERSION = "2.10.0"
_lock = threading.RLock()


@cache
def public() -> frozenset[str]:
    """The paths below `mindspore` that are packages or modules of msshim."""
    found = {"common.dtype", "dataset.config", "log"}
    for namespace in load.namespaces():
        if namespace not in ("mindspore", "Tensor"):
            parts = namespace.split(".")
            found |= {".".join(parts[: i + 1]) for i in range(len(parts))}
    return frozenset(found)


class _Mindspore(ModuleType):
    """The module `mindspore`: msshim's names, under MindSpore's name and version."""

    def __init__(self) -> None:
        super().__init__("mindspore", "msshim, which answers as MindSpore on torch.")
        self.__version__ = VERSION
        self.__path__: list[str] = []
        self.__file__ = sys.modules["msshim"].__file__
        self.__spec__ = ModuleSpec("mindspore", _finder, is_package=True)
        self.__all__ = list(sys.modules["msshim"].__all__)

    def __getattr__(self, name: str) -> Any:
        if name not in load.index("mindspore") and (name in public() or deep.known(name)):
            return served(f"mindspore.{name}")
        return getattr(sys.modules["msshim"], name)

    def __dir__(self) -> list[str]:
        return dir(sys.modules["msshim"])

    def __repr__(self) -> str:
        import msshim

        return f"<module 'mindspore' as msshim {msshim.__version__} has it, from {self.__file__!r}>"


def served(name: str) -> ModuleType | None:
    """The module for ``mindspore`` or a path below it; None where msshim has none."""
    path = name.partition(".")[2]
    if not path:
        return _mindspore
    if path in public():
        return importlib.import_module(f"msshim.{path}")
    return deep.module(path) if deep.known(path) else None


class _Finder(MetaPathFinder, Loader):
    """Finds `mindspore` and what is below it; and its version, for importlib.metadata."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name.partition(".")[0] != "mindspore":
            return None
        if served(name) is None:
            said = renamed.message(name.partition(".")[2]) or "msshim answers for mindspore and has no such module."
            raise ModuleNotFoundError(f"No module named {name!r}: {said}", name=name)
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        # The import machinery takes what stands in sys.modules when this returns.
        found = served(module.__name__)
        assert found is not None
        sys.modules[module.__name__] = found

    def find_distributions(self, context: Any = None) -> Iterator[importlib.metadata.Distribution]:
        """MindSpore's name and version, where packages ask for either."""
        name = getattr(context, "name", None)
        if name is None or name.lower() == "mindspore":
            yield _Distribution()


class _Distribution(importlib.metadata.Distribution):
    def read_text(self, filename: str) -> str | None:
        return f"Metadata-Version: 2.1\nName: mindspore\nVersion: {VERSION}\n" if filename == "METADATA" else None

    def locate_file(self, path: str | os.PathLike[str]) -> Any:
        return path


_finder = _Finder()
_mindspore = _Mindspore()
_installed: list[Handle] = []
_plain_import: Callable[..., Any] | None = None
"""What `_scoped_import` stands over, while it does."""


class Handle:
    """An installed hook; as a context manager it is undone at the end.

    Args:
        scope: The top packages whose imports are answered, ``__main__`` for the program itself; None for all.
    """

    def __init__(self, scope: frozenset[str] | None) -> None:
        self.scope = scope

    def uninstall(self) -> None:
        """Undo this installation; where it was the last, `import mindspore` is Python's own again."""
        with _lock:
            if self in _installed:
                _installed.remove(self)
                _arrange()

    def __enter__(self) -> Handle:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.uninstall()

    def __repr__(self) -> str:
        state = "installed" if self in _installed else "uninstalled"
        return f"<msshim as mindspore, {state}, for {'all' if self.scope is None else ', '.join(sorted(self.scope))}>"


def install(scope: Iterable[str] | None = None) -> Handle:
    """Answer to `import mindspore` in this process.

    Args:
        scope: The top packages whose imports are answered, since libraries probe ``try: import mindspore``; the
            program itself is ``__main__``. None answers all.

    Raises:
        ImportError: The real mindspore is imported already.
        TypeError: `scope` is a str.
    """
    if isinstance(scope, str):
        raise TypeError(f"The 'scope' must be an iterable of names of packages, but got the str {scope!r}.")
    with _lock:
        there = sys.modules.get("mindspore")
        if there is not None and there is not _mindspore:
            raise ImportError(
                "msshim.install_as_mindspore(): the real mindspore is imported already, so its modules and msshim's "
                "would be mixed. Call this first, or start the program with `python -m msshim`."
            )
        handle = Handle(None if scope is None else frozenset(scope))
        _installed.append(handle)
        _arrange()
        return handle


def installed() -> bool:
    """Whether `import mindspore` is answered for all packages of this process."""
    return any(handle.scope is None for handle in _installed)


def uninstall_all() -> None:
    """Undo every installation."""
    for handle in list(_installed):
        handle.uninstall()


def _arrange() -> None:
    """Put the finder and the scoped import in place, or take them out, as the handles want it."""
    deep.stand_ins = bool(_installed)
    for_all = installed()
    if for_all and _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
        sys.modules["mindspore"] = _mindspore  # at once, for what asks which mindspore is there
    if not for_all:
        if _finder in sys.meta_path:
            sys.meta_path.remove(_finder)
        for name in [name for name in sys.modules if name.partition(".")[0] == "mindspore"]:
            if sys.modules[name] is served(name):
                del sys.modules[name]
    _arrange_import(any(handle.scope is not None for handle in _installed) and not for_all)


def _arrange_import(scoped: bool) -> None:
    """Put `_scoped_import` over the import that stands there, or take it away; one that another put over it stays."""
    global _plain_import
    if scoped and _plain_import is None:
        _plain_import, builtins.__import__ = builtins.__import__, _scoped_import
    elif not scoped and builtins.__import__ is _scoped_import:
        builtins.__import__, _plain_import = _plain_import, None  # type: ignore[assignment]


def _scoped_import(
    name: str, globals: Any = None, locals: Any = None, fromlist: Sequence[str] | None = (), level: int = 0
) -> Any:
    """As `import`, but answering for mindspore in the packages of a scope."""
    plain = _plain_import or builtins.__import__
    importer = str((globals or {}).get("__name__", "")).partition(".")[0]
    if level or name.partition(".")[0] != "mindspore" or not any(importer in (h.scope or ()) for h in _installed):
        return plain(name, globals, locals, fromlist or (), level)
    found = served(name)
    if found is None:
        raise ModuleNotFoundError(f"No module named {name!r}: msshim answers for mindspore here.", name=name)
    return found if fromlist else _mindspore
