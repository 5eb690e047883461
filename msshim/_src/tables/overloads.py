"""The parameter lists that MindSpore tells apart, as a row's `overloads` write them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from msshim._src.tables.model import Parameter, Row


@dataclass(frozen=True)
class Overload:
    """One list: its parameters, what each stands for in the row, and which have a type of their own."""

    entries: tuple[Parameter, ...]
    meant: tuple[str, ...]
    typed: frozenset[str]

    @property
    def positional(self) -> float:
        """How many go by position; with a star, any number."""
        return math.inf if str(self.entries[0].name).startswith("*") else sum(not p.keyword for p in self.entries)


def overloads(row: Row) -> list[Overload]:
    """The lists of a row; of ``dim: int = axis, *, dtype``, `dim` stands for `axis`, and `dtype` goes by keyword."""
    return [_parse(row, text) for text in row.overloads]


def _parse(row: Row, text: str) -> Overload:
    known = {p.variable: p for p in row.signature}
    entries, meant, typed, keyword = [], [], set(), False
    for part in text.split(","):
        if part.strip() == "*":
            keyword = True
            continue
        name, _, stands = (word.strip() for word in part.partition("="))
        name, _, kind = (word.strip() for word in name.partition(":"))
        own = Parameter(name, default=None) if row.variadic else known[stands or name]
        entries.append(replace(own, name=name, type=kind or own.type, keyword=keyword))
        meant.append(own.variable)
        if kind:
            typed.add(name)
    return Overload(tuple(entries), tuple(meant), frozenset(typed))
