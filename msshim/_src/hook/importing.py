"""`import mindspore` answered by msshim: a finder for the modules of `mappings/places.txt`, and what undoes it."""

from __future__ import annotations

import builtins
import importlib.metadata
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import FrameType, ModuleType, TracebackType
from typing import Any

from msshim._src.names import deep, naming
from msshim._src.tables import places, renamed

VERSION = "2.10.0"
_lock = threading.RLock()


_PACKAGE = os.path.dirname(str(sys.modules["msshim"].__file__))


class Served(ModuleType):
    """A module of MindSpore: its names, each as msshim has it, or what stands for it."""

    def __init__(self, name: str) -> None:
        path = name.partition(".")[2] or "mindspore"
        super().__init__(name, f"`{name}`, as msshim {sys.modules['msshim'].__version__} has it on torch.")
        self._path = path
        self.__spec__ = ModuleSpec(name, _finder, origin=naming.public_file(path), is_package=deep.is_package(path))
        self.__spec__.has_location = True
        self.__loader__ = _finder
        self.__package__ = self.__spec__.parent
        if deep.is_package(path):
            self.__path__ = [os.path.join(_PACKAGE, *name.split("."))]
            self.__spec__.submodule_search_locations = self.__path__
        self.__all__ = places.starred(path)
        if path == "mindspore":
            self.__version__ = VERSION

    @property
    def __file__(self) -> str:  # type: ignore[override]
        """The file of msshim where something of the module is defined, as far as there is one."""
        return naming.source(self._path)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__") and not deep.has(self._path, name):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        found = deep.find(self._path, name)
        if isinstance(found, ModuleType) and found.__name__.partition(".")[0] == "msshim":
            found = served(f"mindspore{found.__name__[6:]}")
        return self.__dict__.setdefault(name, found)

    def __dir__(self) -> list[str]:
        return deep.public(self._path)

    def _refresh(self) -> None:
        """Forget what a program put in the place of MindSpore's names, as `importlib.reload` does."""
        for name in deep.names_of(self._path) & self.__dict__.keys():
            del self.__dict__[name]


_served: dict[str, Served] = {}


def served(name: str) -> Served | None:
    """The module for ``mindspore`` or a path below it; None where MindSpore has none."""
    path = name.partition(".")[2]
    if name not in _served and (not path or deep.known(path)):
        _served.setdefault(name, Served(name))
    return _served.get(name)


def present(name: str) -> None:
    """Put a module where classes that name it look for it."""
    found = served(name)
    if found is not None:
        sys.modules.setdefault(name, found)
        if not deep.is_package(found._path):  # what C++ puts below a module that is no package
            for below in places.children(found._path):
                present(f"{name}.{below}")


class _Finder(MetaPathFinder, Loader):
    """Finds `mindspore` and what is below it; and its version, for importlib.metadata."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        top = name.partition(".")[0]
        if top == "msshim":
            spec = PathFinder.find_spec(name, path, target)
            if spec is not None and isinstance(spec.loader, SourceFileLoader):
                spec.loader = _Adopting(name, spec.loader.path)
            return spec
        if top != "mindspore":
            return None
        found = served(name)
        if found is not None:
            return found.__spec__
        if _imports():
            said = renamed.message(name.partition(".")[2]) or "msshim answers for mindspore and has no such module."
            raise ModuleNotFoundError(f"No module named {name!r}: {said}", name=name)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return served(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        if isinstance(module, Served):
            module._refresh()
            present(module.__name__)

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


class _Adopting(SourceFileLoader):
    """Loads a module of msshim, whose classes are then called as in MindSpore."""

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        naming.adopt_module(module.__name__)


class _Listing:
    """What `pkgutil` asks for the modules below one, by the one entry of its `__path__`."""

    def __init__(self, entry: str) -> None:
        top = os.path.join(_PACKAGE, "mindspore")
        if entry != top and not entry.startswith(top + os.sep):
            raise ImportError(entry)
        self.path = entry[len(top) + 1 :].replace(os.sep, ".") or "mindspore"

    def find_spec(self, name: str, target: ModuleType | None = None) -> None:
        """Nothing: the finder on `sys.meta_path` has answered."""

    def iter_modules(self, prefix: str = "") -> Iterator[tuple[str, bool]]:
        """The names and whether they are packages."""
        for name in places.children(self.path):
            yield prefix + name, places.is_package(name if self.path == "mindspore" else f"{self.path}.{name}")


def _imports() -> bool:
    """Whether `find_spec` is asked by an import, and not by a program that only wants to know."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename.startswith("<frozen importlib"):
        if frame.f_code.co_name == "_find_and_load":
            return True
        frame = frame.f_back
    return False


_finder = _Finder()
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
        if there is not None and there is not served("mindspore"):
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
        sys.path_hooks.insert(0, _Listing)
        present("mindspore")  # at once, for what asks which mindspore is there
        naming.present = present
    naming.switch(for_all)
    if not for_all and _finder in sys.meta_path:
        sys.meta_path.remove(_finder)
        sys.path_hooks.remove(_Listing)
        for entry in [entry for entry, found in sys.path_importer_cache.items() if isinstance(found, _Listing)]:
            del sys.path_importer_cache[entry]
        for name in [name for name, module in sys.modules.items() if isinstance(module, Served)]:
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
    for last in fromlist or ():
        if last != "*" and not hasattr(found, last):
            meant = deep.meant(name.partition(".")[2] or "mindspore", last)
            raise ImportError(f"cannot import name {last!r} from {name!r}{meant}", name=name)
    return found if fromlist else served("mindspore")
