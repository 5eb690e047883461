"""Keywords where MindSpore tells parameter lists apart by them: `axis` or `dim`, never what goes with the other.

A call by position alone does not come here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim.core.plain import plain
from msshim.factory.checks import CHECKS
from msshim.factory.source import default
from msshim.tables.model import Parameter, Row
from msshim.tables.overloads import overloads

Values = tuple[Any, ...]
Named = dict[str, Any]
_TYPED: dict[str, list[list[Parameter]]] = {}
"""For each row and list the entries whose types tell it apart. Not closed over: torch.compile knows no entries."""


def checker(row: Row) -> Callable[[int, Named], None]:
    """A function that refuses keywords that no list has, of a row whose kernel takes the arguments as they come."""
    find = _finder(row)

    def check(count: int, named: Named) -> None:
        find(count, named)

    return check


def fitter(row: Row) -> Callable[[Values, Named], Values]:
    """A function that puts keywords into the row's parameters, all but `self`."""
    find = _finder(row)
    unset = tuple(default(p) for p in row.signature[1:])

    def fit(values: Values, named: Named) -> Values:
        count = len(values)
        while count and values[count - 1] is unset[count - 1]:
            count -= 1
        places = find(count, named)
        found = list(values)
        for name, value in named.items():
            found[places[name]] = value
        return tuple(found)

    return fit


def _finder(row: Row) -> Callable[[int, Named], dict[str, int]]:
    """A function that finds the first list with these keywords, and says where each of its names stands in the row."""
    lists, typed = [], []
    for one in overloads(row):
        names = [p.variable for p in one.entries]
        order = names if row.variadic else [p.variable for p in row.signature[1:]]
        places = {name: order.index(meant) for name, meant in zip(names, one.meant, strict=True)}
        lists.append((one.positional, names, places))
        typed.append([p for p in one.entries if p.name in one.typed])
    _TYPED[row.qualified] = typed
    method, key = row.name, row.qualified
    said = " or ".join(f"({', '.join(str(p.name) for p in one.entries)})" for one in overloads(row))
    known: dict[tuple[Any, ...], tuple[int, dict[str, int]]] = {}

    def search(count: int, named: Named) -> tuple[int, dict[str, int]]:
        for number, (positional, names, places) in enumerate(lists):
            if count > positional:
                continue
            for name in named:  # and not a comparison of sets, which torch.compile does not know
                if name not in places or name in names[:count]:
                    break
            else:
                return number, places
        given = f"{count} by position and {', '.join(named)}"
        raise TypeError(f"For '{method}', the arguments must fit {said}, but got {given}.")

    def find(count: int, named: Named) -> dict[str, int]:
        if torch.compiler.is_compiling():
            return search(count, named)[1]
        asked = (count, *named)
        found = known.get(asked)
        if found is None:
            found = known[asked] = search(count, named)
        for entry in _TYPED[key][found[0]]:
            if entry.name in named:
                value = named[str(entry.name)]
                if type(value) is not int or entry.type != "int" or entry.minimum is not None:
                    CHECKS[str(entry.type)](method, entry, plain(value))
        return found[1]

    return find
