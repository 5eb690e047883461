"""What is where in MindSpore 2.10.0: `mappings/places.txt`, which tools/update_places.py writes."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from msshim._src.tables import load


class Place(NamedTuple):
    """Where MindSpore defines what a name of one of its modules stands for.

    kind: ``at`` (in a module of MindSpore), ``module`` (it is one), ``import`` (it is another package's), ``from`` (in
    another package's), ``value`` (a constant), or the name of the type of a value without a place.
    module, name: the module and the qualified name there; of a constant, `name` is its text.
    """

    kind: str
    module: str
    name: str


_ATTRIBUTES = {"dataset.config": "dataset.core.config"}
"""Modules that are attributes of another, and can not be imported by that path, though programs try."""

_KINDS = ("module", "import", "value")


@cache
def _modules() -> dict[str, list[str]]:
    """The lines below each module."""
    found: dict[str, list[str]] = {}
    below: list[str] = []
    for line in (load.directory() / "places.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            below.append(line)
        elif not line.startswith("#"):
            below = ["/"] if line.endswith("/") else []
            found[line.removesuffix("/")] = below
    return found


def is_package(path: str) -> bool:
    """Whether a module of MindSpore is a package."""
    return _modules().get(path, [])[:1] == ["/"]


def modules() -> dict[str, list[str]]:
    """The paths of MindSpore's modules below ``mindspore``, which itself is ``mindspore``."""
    return _modules()


@cache
def children(path: str) -> tuple[str, ...]:
    """The names of the modules right below one."""
    prefix = "" if path == "mindspore" else f"{path}."
    below = {name[len(prefix) :].partition(".")[0] for name in _modules() if name.startswith(prefix)}
    return tuple(sorted(below - {"", "mindspore"}))


@cache
def names(path: str) -> dict[str, Place]:
    """The names of a module of MindSpore; none of one that it does not have."""
    found: dict[str, Place] = {}
    for line in _modules().get(_ATTRIBUTES.get(path, path), ()):
        heading, _, said = line.strip().partition(":")
        if heading == "all":
            continue
        for word in said.split():
            name, _, other = word.partition("=")
            found[name] = _place(path, heading, name, other or name)
    return found


def starred(path: str) -> list[str]:
    """What `import *` brings of a module of MindSpore."""
    said = next((line for line in _modules().get(path, ()) if line.startswith("  all:")), None)
    return sorted(name for name in names(path) if name[0] != "_") if said is None else said.split()[1:]


def _place(path: str, heading: str, name: str, said: str) -> Place:
    if heading == "module":
        return Place("module", said if said != name else f"{path}.{name}".removeprefix("mindspore."), "")
    if heading in _KINDS:
        return Place(heading, said, said)
    if heading.startswith("from "):
        return Place("from", heading[5:], said)
    if heading == ".":
        return Place("at", path, said)
    return Place("at", heading, said) if heading in _modules() else Place(heading, "", said)


@cache
def _rows() -> dict[tuple[str, str], list[tuple[str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for namespace in load.namespaces():
        places = names(namespace)
        for name in load.index(namespace):
            place = places.get(name)
            if place is not None and place.kind == "at":
                found.setdefault((place.module, place.name), []).append((namespace, name))
    return found


def row(path: str, name: str, near: str) -> tuple[str, str] | None:
    """The row of what MindSpore defines at `name` of the module `path`: of several, the one nearest `near`."""
    rows = _rows().get((path, name), ())
    return max(rows, key=lambda row: _shared(row[0], near), default=None)


def _shared(one: str, other: str) -> int:
    """How many parts two paths share at their beginning; the top module, which has all, comes last."""
    pairs = zip(one.split("."), other.split("."), strict=False)
    return -1 if one == "mindspore" else next((i for i, (a, b) in enumerate(pairs) if a != b), one.count(".") + 1)
