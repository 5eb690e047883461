"""The modules below `mindspore` that programs import, such as `ops.operations`, and what their names stand for.

MindSpore's own modules and names come from `mappings/places.txt`; where msshim has what a name stands for, and it is
not a row, `mappings/modules.yaml` says so. What msshim lacks can be imported and named; it raises when it is called,
subclassed objects included, or when something of it is asked for. `mappings/absent.yaml` has the reasons.
"""

from __future__ import annotations

import ast
import difflib
import sys
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from msshim._src.names import asking, old
from msshim._src.tables import load, missing, places
from msshim._src.tensor.absent_members import Missing


@cache
def table() -> dict[str, dict[str, str | None]]:
    """For each deep path the names whose object stands elsewhere; None for what only MindSpore's own code uses."""
    found: dict[str, dict[str, str | None]] = load.document("modules.yaml")
    return found


@cache
def absent() -> dict[str, dict[str, str]]:
    """For each module that msshim does not have: why, what to use instead, and its names."""
    found: dict[str, dict[str, str]] = load.document("absent.yaml")
    return found


PLAIN = {
    "common.dtype": "common.dtype",
    "dataset.config": "dataset.config",
    "dataset.core.config": "dataset.config",
    "log": "log",
}
"""The modules of MindSpore whose names stand in one module of msshim, written by hand."""


_OLD_PACKAGE = "dataset.transforms.vision"
OLD = {
    _OLD_PACKAGE: "dataset.vision",
    **{
        f"{path}.{kind}_transforms": f"{now}.{kind}_transforms"
        for path, now in (
            ("dataset.transforms", "dataset.transforms"),
            ("dataset.vision", "dataset.vision"),
            (_OLD_PACKAGE, "dataset.vision"),
        )
        for kind in ("c", "py")
    },
}
"""Modules of MindSpore 1.x that so many programs import that msshim has them, and those of msshim in their place."""


def is_package(path: str) -> bool:
    """Whether a module has others below it."""
    return places.is_package(path) or path == _OLD_PACKAGE


def known(path: str) -> bool:
    """Whether `module` has an answer."""
    return path in places.modules() or path in PLAIN or path in OLD


def is_module(path: str, name: str) -> bool:
    """Whether a name of a module stands for a module below it, and not for an object that has the name of one."""
    place = places.names(path).get(name)
    return known(name if path == "mindspore" else f"{path}.{name}") and (place is None or place.kind == "module")


class Absent(type):
    """What a name of a module that is not here stands for: it can be imported and named, and not used.

    Raises:
        NotImplementedError: It is called, subclassed objects included, or something of it is asked for.
    """

    _why: str

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(cls._why)

    def __getattr__(cls, name: str) -> Any:
        # What tools look for while they complete, print or document a name is not a use of it.
        if name.startswith("_"):
            raise AttributeError(name)
        raise Missing(cls._why)

    def __dir__(cls) -> list[str]:
        return ["__doc__", "__module__", "__name__"]


class _AbsentHolder(Absent):
    """Likewise of a dict, list, tuple or set, which programs iterate over or look into while they are imported."""

    def __iter__(cls) -> Any:
        return iter(())

    def __len__(cls) -> int:
        return 0

    def __contains__(cls, item: object) -> bool:
        return False

    def __getitem__(cls, item: object) -> Any:
        raise NotImplementedError(cls._why)

    def __setitem__(cls, item: object, value: object) -> None:
        raise NotImplementedError(cls._why)

    def keys(cls) -> Any:
        """No keys."""
        return {}.keys()

    def values(cls) -> Any:
        """No values."""
        return {}.values()

    def items(cls) -> Any:
        """No items."""
        return {}.items()


_HOLDERS = {"dict", "list", "tuple", "set", "frozenset"}

stand_ins = False
"""Whether a name that msshim lacks comes as a stand-in, so that programs can import what they do not use."""


@cache
def stand_in(module: str, name: str, why: str, kind: str = "at") -> Any:
    """What can be imported and named, and raises `why` when it is called or something of it is asked for."""
    meta = _AbsentHolder if kind in _HOLDERS else Absent
    made = meta(name.rpartition(".")[2], (), {"_why": why, "__module__": module, "__doc__": why})
    made.__signature__ = _ANY  # type: ignore[attr-defined]
    return made


def _any_arguments() -> Any:
    import inspect

    return inspect.signature(lambda *args, **kwargs: None)


_ANY = _any_arguments()


def here(path: str, name: str) -> Any:
    """A name of `mappings/modules.yaml`: an object that stands elsewhere, or what stands for one of MindSpore's own."""
    target = table()[path][name]
    if target is None:
        return stand_in(f"mindspore.{path}", name, inner(path, name), places.names(path)[name].kind)
    owner, _, last = target.rpartition(".")
    return getattr(import_module(f"msshim.{owner}" if owner else "msshim"), last)


def has(path: str, name: str) -> bool:
    """Whether `mappings/modules.yaml` gives a name of a module something that works."""
    return table().get(path, {}).get(name) is not None


def names_of(path: str) -> set[str]:
    """All names of a module of MindSpore, and those that `mappings/modules.yaml` gives it."""
    return {*places.names(path), *table().get(path, {})}


def inner(path: str, name: str) -> str:
    """What is said of a name that is no public one: the reason of the nearest module in `mappings/absent.yaml`."""
    above = path
    while above and above not in absent():
        above = above.rpartition(".")[0]
    row = absent().get(above, {"why": "it is a part of MindSpore's own workings.", "instead": "Use the public names."})
    owner = "" if path == "mindspore" else f".{path}"
    return f"mindspore{owner}.{name} is not in msshim: {row['why']} {row['instead']}"


def find(path: str, name: str) -> Any:
    """What `name` stands for in the module at `path`, ``mindspore`` for the top.

    Raises:
        AttributeError: MindSpore has no such name there.
    """
    below = name if path == "mindspore" else f"{path}.{name}"
    if path in OLD:
        return getattr(import_module(f"msshim.{OLD[path]}"), name)
    if has(path, name):
        return here(path, name)
    if name in load.index(path):
        return getattr(import_module("msshim" if path == "mindspore" else f"msshim.{path}"), name)
    place = places.names(path).get(name)
    if place is None or below in PLAIN:
        if known(below):
            return module(below)
        old.refuse(below)
        theirs, near = "mindspore" if path == "mindspore" else f"mindspore.{path}", meant(path, name)
        if near and asking.from_import():
            raise ImportError(f"cannot import name {name!r} from {theirs!r}{near}", name=theirs)
        raise AttributeError(f"module {theirs!r} has no attribute {name!r}{near}")
    return _at(path, name, place)


def meant(path: str, name: str) -> str:
    """``. Did you mean: 'Conv2d'?`` where a name of a module is nearly the one that was asked for."""
    near = difflib.get_close_matches(name, public(path), 1, 0.75)
    near = near or [other for other in public(path) if other.lower() == name.lower()]
    return f". Did you mean: {near[0]!r}?" if near else ""


def _at(path: str, name: str, place: places.Place) -> Any:
    """What stands at a place."""
    if place.kind == "module":
        return module(place.module)
    if place.kind == "value":
        return float(place.name) if place.name.lstrip("-") in ("inf", "nan") else ast.literal_eval(place.name)
    if place.kind == "import" or place.kind == "from":
        try:
            found = import_module(place.module)
            return found if place.kind == "import" else getattr(found, place.name)
        except (ImportError, AttributeError):
            return stand_in(
                f"mindspore.{path}", name, f"{place.module}, which mindspore.{path} uses, is not installed."
            )
    if place.kind == "at":
        row = places.row(place.module, place.name, path)
        if row is not None:
            return getattr(import_module("msshim" if row[0] == "mindspore" else f"msshim.{row[0]}"), row[1])
        if has(place.module, place.name):
            return here(place.module, place.name)
    if path in PLAIN or place.module in PLAIN:
        found = import_module(f"msshim.{PLAIN[path if path in PLAIN else place.module]}")
        if hasattr(found, name):
            return getattr(found, name)
    why = missing.message(path, name) or inner(path, name)
    if place.kind == "at" and place.module != path:
        return stand_in(f"mindspore.{place.module}", place.name, why)
    return stand_in(f"mindspore.{path}", name, why, place.kind)


def public(path: str) -> list[str]:
    """The names of a module that have no underscore in front, in order, and the modules below it."""
    found = {*places.names(path), *places.children(path), *table().get(path, {}), *load.index(path)}
    foreign = {name for name, place in places.names(path).items() if place.kind in ("import", "from")}
    return sorted(name for name in found - foreign if not name.startswith("_"))


def _is_own(path: str) -> bool:
    """Whether msshim has a file or folder at a path."""
    stem = Path(__file__).parents[2].joinpath(*path.split("."))
    return stem.is_dir() or stem.with_suffix(".py").is_file()


@cache
def module(path: str) -> ModuleType:
    """The module of a path such as ``ops.operations``: msshim's own, or one made of MindSpore's names."""
    if path == "mindspore":
        return import_module("msshim")
    if _is_own(path):
        return import_module(f"msshim.{path}")
    made = ModuleType(f"msshim.{path}", f"`mindspore.{path}`, as far as msshim has it.")
    made.__spec__ = ModuleSpec(made.__name__, None, is_package=True)
    made.__dict__.update(
        __getattr__=names(path), __dir__=partial(public, path), __all__=places.starred(path), __path__=[]
    )
    return sys.modules.setdefault(made.__name__, made)  # another thread may have been first


def names(path: str) -> Callable[[str], Any]:
    """The `__getattr__` of a deep path."""

    def __getattr__(name: str) -> Any:
        if name.startswith("__") and name.endswith("__") and not has(path, name):
            raise AttributeError(name)
        return find(path, name)

    return __getattr__
