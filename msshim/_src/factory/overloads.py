"""Keywords where MindSpore tells parameter lists apart by them: `axis` or `dim`, never what goes with the other.

A call by position alone does not come here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim._src.factory.signature import default
from msshim._src.rules.checks import CHECKS
from msshim._src.tables.model import REQUIRED, Parameter, Row
from msshim._src.tables.overloads import overloads
from msshim._src.tensor.plain import plain

Values = tuple[Any, ...]
Named = dict[str, Any]
_TYPED: dict[str, list[list[Parameter]]] = {}
"""For each row and list the entries whose types tell it apart. Not closed over: torch.compile knows no entries."""


def alone(row: Row) -> list[str]:
    """The names of the first parameter by which an int may be the only argument, as in ``x.sum(axis=1)``.

    Most calls with a keyword are such, and need no look at the lists.
    """
    found: dict[str, bool] = {}
    for one in overloads(row):
        first, own = one.entries[0], row.signature[:2][-1:]
        told = first.name in one.typed and (first.type != "int" or first.minimum is not None)
        same = row.variadic or own[0].variable == one.meant[0]
        found.setdefault(str(first.name), same and not told and not str(first.name).startswith("*"))
    optional = row.variadic or all(p.default is not REQUIRED for p in row.signature[1:])
    return [name for name, fits in found.items() if fits and optional]


def fitter(row: Row) -> Callable[[Values, Named], Values]:
    """A function that puts keywords into the row's parameters, all but `self`."""
    find = finder(row)
    unset = tuple(default(p) for p in row.signature[1:])

    def fit(values: Values, named: Named) -> Values:
        count = len(values)
        while count and values[count - 1] is unset[count - 1]:
            count -= 1
        found = list(values)
        for place, value in zip(find(count, named), named.values(), strict=True):
            found[place] = value
        return tuple(found)

    return fit


def finder(row: Row) -> Callable[[int, Named], list[int]]:
    """A function that finds the first list with these keywords, and says where each of them stands in the row.

    It refuses keywords that no list has, which is all that a row asks whose kernel takes the arguments as they come.
    """
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
    known: dict[tuple[Any, ...], tuple[list[int], list[Parameter]]] = {}

    def search(count: int, named: Named) -> tuple[int, list[int]]:
        for number, (positional, names, places) in enumerate(lists):
            if count > positional:
                continue
            for name in named:  # and not a comparison of sets, which torch.compile does not know
                if name not in places or name in names[:count]:
                    break
            else:
                return number, [places[name] for name in named]
        given = f"{count} by position and {', '.join(named)}"
        raise TypeError(f"For '{method}', the arguments must fit {said}, but got {given}.")

    def find(count: int, named: Named) -> list[int]:
        if torch.compiler.is_dynamo_compiling():
            return search(count, named)[1]
        asked = (count, *named)
        if asked not in known:
            number, places = search(count, named)
            known[asked] = places, [entry for entry in _TYPED[key][number] if entry.name in named]
        places, told = known[asked]
        for entry in told:
            value = named[str(entry.name)]
            if type(value) is not int or entry.type != "int" or entry.minimum is not None:
                CHECKS[str(entry.type)](method, entry, plain(value))
        return places

    return find
