"""Row -> a class of the data room: what the kinds `reader` and `transform` have in common.

`__init__` checks the arguments by their type words, lets the row's `setup` make something of them, and gives both to
the base's `_set_up`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from msshim._src.factory.signature import default, define, listed
from msshim._src.factory.source import resolved
from msshim._src.tables.model import Parameter, Row

Check = Callable[[str, Any], None]
"""Raises where a value, of an argument of this name, is not as it must be."""
_CLASS = """
class $name($bases):
    def __init__($parameters):
        self._set_up(*_checked(dict($given)))
"""


def make_class(row: Row, module: str, bases: list[Any], check: Callable[[Parameter], Check]) -> Any:
    """The class of a row, upon its bases. check: of a parameter that has a type word."""
    names: dict[str, Any] = {f"_base{i}": one for i, one in enumerate(bases)} | {"_checked": _checker(row, check)}
    taken = listed(row.signature, {p.name: default(p) for p in row.signature}, names)
    parameters = ", ".join(filter(None, ("self", taken)))
    listed_bases = ", ".join(f"_base{i}" for i in range(len(bases)))
    return define(row, _CLASS, names, module, bases=listed_bases, parameters=parameters)


def _checker(row: Row, check: Callable[[Parameter], Check]) -> Callable[[dict[str, Any]], tuple[dict[str, Any], Any]]:
    checks = [(str(p.variable), check(p)) for p in row.signature if p.type]
    setup = resolved(row, "setup") if row.setup else None
    wanted = list(inspect.signature(setup).parameters) if setup else []

    def checked(values: dict[str, Any]) -> tuple[dict[str, Any], Any]:
        for name, test in checks:
            test(name, values[name])
        return values, setup(**{name: values[name] for name in wanted}) if setup else None

    return checked
