"""`python -m msshim --profile`: how often each API of MindSpore was called, how long it took, and what was missing."""

from __future__ import annotations

import cProfile
import inspect
import pstats
import sys
from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.table import Table

from msshim._src.autograd.recorded import Pass
from msshim._src.cell.cell import Cell
from msshim._src.cell.primitive import Primitive
from msshim._src.data.iterators import TupleIterator
from msshim._src.factory import registry
from msshim._src.rules import strict
from msshim._src.tables import missing
from msshim._src.tensor.tensor import Tensor


def profiled(run: Callable[[], None]) -> None:
    """Run a program and print its table on standard error, also where it ends with an error."""
    profile = cProfile.Profile()
    try:
        profile.runcall(run)
    finally:
        _print(profile)


def _print(profile: cProfile.Profile) -> None:
    console = Console(file=sys.stderr)
    stats = pstats.Stats(profile)
    rows = sorted(_rows(stats.stats), key=lambda row: -row[2])  # type: ignore[attr-defined]
    whole: float = stats.total_tt  # type: ignore[attr-defined]
    if rows:
        table = Table("API", "calls", "seconds", "in itself", title="msshim: the APIs of MindSpore that were called")
        for name, calls, total, own in rows:
            table.add_row(name, str(calls), f"{total:.4f}", f"{own:.4f}")
        table.add_section()
        table.add_row("the whole program", str(sum(row[1] for row in rows)), f"{whole:.4f}", "")
        console.print(table)
        console.print("The seconds of an API are also in those of the APIs that call it.")
    else:
        console.print(f"msshim: no API of MindSpore was called in the {whole:.4f} seconds of the program.")
    for message in missing.asked:
        console.print(f"missing: {message}", markup=False, soft_wrap=True)
    for message in strict.listed or ():
        console.print(f"not as in MindSpore: {message}", markup=False, soft_wrap=True)


def _rows(stats: dict[Any, Any]) -> list[tuple[str, int, float, float]]:
    """For each API that was called: its name, calls, seconds in all and in its own frame."""
    return [(name, *_times(stats[key])) for key, name in _entries().items() if key in stats]


def _times(entry: tuple[int, int, float, float, Any]) -> tuple[int, float, float]:
    _, calls, own, total, _ = entry
    return calls, total, own


def _entries() -> dict[tuple[str, int, str], str]:
    """The function that a call of each API enters, as the profile knows it, and the name of the API.

    Of a cell, a primitive or an optimizer that is its call, of another class its construction. One object is named as
    it was first asked for; objects that share a function stand together, as the operators of Tensor do.
    """
    names: dict[tuple[str, int, str], dict[str, None]] = {}

    def add(name: str, entry: Any) -> None:
        code = getattr(inspect.unwrap(entry), "__code__", None) if callable(entry) else None
        if code is not None:
            names.setdefault((code.co_filename, code.co_firstlineno, code.co_name), {})[name] = None

    paths = {id(made): (key, made) for key, made in reversed(registry.made.items())}
    for (namespace, name), made in paths.values():
        add(name if namespace == "mindspore" else f"{namespace}.{name}", _call(made) if inspect.isclass(made) else made)
    add("gradients (the backward passes)", Pass.gradients)
    add("data (the rows that pipelines give)", TupleIterator.__next__)
    for name, member in vars(Tensor).items():
        if name.startswith("__") and name != "__init__":
            add(f"Tensor.{name}", member)
    return {key: _together(list(those)) for key, those in names.items()}


def _call(made: type) -> Any:
    """What a call of an object of a class enters; its construction, where such objects are not called."""
    own = [one for one in made.__mro__ if one.__module__.startswith("msshim.") and one not in (Cell, Primitive)]
    calls = (vars(one).get(name) for one in own for name in ("construct", "__call__"))
    return next(filter(None, calls), vars(made).get("__init__"))


def _together(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and its kin" if len(names) > 3 else ", ".join(names)
