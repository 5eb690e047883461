"""What rows have become: one object a public name, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msshim._src.factory.source import resolve
from msshim._src.rules import strict
from msshim._src.tables import load
from msshim._src.tables.load import Field
from msshim._src.tables.model import Row

MAKERS = {
    "cell": "cells.make_cell",
    "function": "functions.make_function",
    "method": "functions.make_function",
    "primitive": "primitives.make_primitive",
    "optimizer": "optimizers.make_optimizer",
    "transform": "transforms.make_transform",
    "reader": "readers.make_reader",
    "alias": "objects.find_alias",
    "written": "objects.find_written",
}
"""For each kind of row, where in this room its object is made; imported with the first row of the kind."""

made: dict[tuple[str, str], Any] = {}
"""What was asked for so far, by namespace and name."""


def as_it_is(made: Any, namespace: str, name: str) -> Any:
    """What was made, called as msshim calls it."""
    return made


adopt: Callable[[Any, str, str], Any] = as_it_is
"""What becomes of the module and name of what is made; `msshim._src.names.naming` gives MindSpore's."""


def module_of(namespace: str) -> str:
    """The module that holds a namespace: ``msshim.nn`` for ``nn``, and ``msshim`` for ``mindspore`` itself."""
    return "msshim" if namespace in ("", "mindspore") else f"msshim.{namespace}"


def maker(kind: str) -> Callable[[Row, str], Any]:
    """What makes the object of a row of a kind for a public module such as ``msshim.nn``."""
    return resolve(f"{__package__}.{MAKERS[kind]}")


def get(namespace: str, name: str) -> Any:
    """What the row of a public name makes, e.g. of ``nn`` and ``ReLU``: one object, whichever thread asks first."""
    key = namespace, name
    if key not in made:
        row = load.row(namespace, name, tried=False)
        with Field(row):
            found = strict.watch(maker(row.kind)(row, module_of(namespace)), row)
        made.setdefault(key, adopt(found, namespace, name))
    return made[key]
