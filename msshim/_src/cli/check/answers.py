"""What msshim says of a dotted path of MindSpore: whether it is there, and what is other than in MindSpore."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cache
from typing import Literal

from msshim._src.factory.registry import get
from msshim._src.hook import importing
from msshim._src.names import deep
from msshim._src.tables import load, missing, places, renamed
from msshim._src.tables.model import STREAM, Row
from msshim._src.tensor.tensor import Tensor

VERSION = importing.VERSION
Status = Literal["supported", "differs", "missing", "unknown"]


@dataclass(frozen=True)
class Answer:
    """Of a path below `mindspore`: the status, the row where one stands behind it, and a sentence where one is due."""

    status: Status
    row: Row | None = None
    why: str = ""


@cache
def is_module(path: str) -> bool:
    """Whether ``nn``, ``ops.operations`` … is a module that msshim answers for; the empty path is mindspore itself."""
    return not path or deep.known(path)


@cache
def answer(path: str) -> Answer:
    """The answer for a path such as ``nn.Conv2d`` or ``ops.operations.Add.shape``, without the leading `mindspore`."""
    found = _found(path)
    said = renamed.message(path) if found.status == "unknown" else None
    return Answer("unknown", why=said) if said else found


def _found(path: str) -> Answer:
    parts = path.split(".")
    module = ""
    while parts:
        deeper = f"{module}.{parts[0]}" if module else parts[0]
        if not is_module(deeper) or (len(parts) == 1 and parts[0] in _index(module)):
            break
        module = deeper
        del parts[0]
    if not parts:
        return _module(module)
    return _name(module, parts[0], parts[1:])


def has(owner: str, name: str) -> bool | None:
    """What `hasattr` says of a path below `mindspore` and a name; None where msshim lacks what MindSpore has."""
    found = answer(f"{owner}.{name}".lstrip("."))
    if found.status == "missing":
        return True if is_module(owner) else None  # a stand-in, which raises when it is used
    return found.status != "unknown"


@cache
def exported(module: str) -> dict[str, str]:
    """The names that `from mindspore.… import *` binds, and the path of each."""
    top = () if module else places.children("mindspore")
    names = {*places.starred(module or "mindspore"), *_index(module), *deep.table().get(module, {}), *top}
    return {name: f"{module}.{name}".lstrip(".") for name in names if not name.startswith("_")}


def _index(module: str) -> frozenset[str]:
    namespace = module or "mindspore"
    return frozenset(load.index(namespace)) if namespace in load.namespaces() else frozenset()


def _module(path: str) -> Answer:
    group = deep.absent().get(path)
    if group is None or deep.table().get(path):
        return _THERE
    return Answer("missing", why=f"mindspore.{path} is not in msshim: {group['why']} {group['instead']}")


_THERE = Answer("supported")


def _name(module: str, name: str, rest: list[str]) -> Answer:
    if name in _index(module):
        row = behind(load.row(module or "mindspore", name))
        return member("Tensor", rest[0]) if row.qualified == "Tensor" and rest else _of(row)
    said = missing.message(module or "mindspore", name)
    if said is not None:
        return Answer("missing", why=said)
    if name in deep.table().get(module, {}):
        target = deep.table()[module][name]
        if target is None:
            return Answer("missing", why=deep.inner(module, name))
        found = answer(".".join([target, *rest]))
        return _THERE if found.status == "unknown" else found  # it stands in a module that is msshim's own
    if name.startswith("__"):
        return _THERE
    place = places.names(module or "mindspore").get(name)
    if place is not None and place.kind == "module" and rest:
        return answer(".".join([place.module, *rest]))
    if place is not None and place.kind == "at":
        there = places.row(place.module, place.name, module)
        if there is not None:
            return _of(behind(load.row(*there)))
    path = ".".join(filter(None, ("mindspore", module, name)))
    try:
        found = deep.find(module or "mindspore", name)
    except AttributeError:
        meant = deep.meant(module or "mindspore", name)
        said = f"msshim does not know {path}; the public API of MindSpore 2.10.0 does not have it{meant or '.'}"
        return Answer("unknown", why=said)
    return Answer("missing", why=found._why) if isinstance(found, deep.Absent) else _THERE


def behind(row: Row) -> Row:
    """The row that an alias stands for."""
    while row.kind == "alias":
        namespace, _, name = str(row.of).rpartition(".")
        row = load.row(namespace or "mindspore", name)
    return row


def _of(row: Row) -> Answer:
    return Answer("differs", row, STREAM) if row.foreign_stream else Answer("supported", row)


def member(owner: str, name: str) -> Answer:
    """The answer for a member of ``Tensor`` or ``Cell``."""
    said = missing.message(owner, name)
    if said is not None:
        return Answer("missing", why=said)
    if owner == "Tensor" and name in load.index("Tensor"):
        return _of(load.row("Tensor", name))
    if owner == "Tensor" and not hasattr(Tensor, name):
        said = renamed.message(f"Tensor.{name}") or f"MindSpore's Tensor has no {name!r}, as far as msshim knows."
        return Answer("unknown", why=said)
    return _THERE


def returns_tensor(row: Row | None) -> bool:
    """Whether a call of what the row makes gives one Tensor."""
    return row is not None and (row.qualified == "Tensor" or (row.kind in ("function", "method") and not row.many))


def parameters(row: Row) -> tuple[str, ...]:
    """The names of what a call can pass, in order; a method's without `self`."""
    if row.kind != "written":
        names = tuple(str(parameter.name) for parameter in row.signature)
        return names[1:] if row.kind == "method" else names
    made = get(row.namespace, row.name)
    if inspect.isclass(made):
        return tuple(inspect.signature(made.__init__).parameters)[1:]
    return tuple(inspect.signature(made).parameters)
