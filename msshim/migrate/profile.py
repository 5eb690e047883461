"""`python -m msshim --profile`: how often each API of MindSpore was called, how long it took, and what was missing."""

from __future__ import annotations

import cProfile
import pstats
import sys
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from msshim.factory import strict
from msshim.tables import missing


def profiled(run: Callable[[], None]) -> None:
    """Run a program and print its table on standard error, also where it ends with an error."""
    profile = cProfile.Profile()
    try:
        profile.runcall(run)
    finally:
        _print(profile)


def _print(profile: cProfile.Profile) -> None:
    console = Console(file=sys.stderr)
    table = Table("API", "calls", "seconds", "of these inside", title="msshim: the APIs of MindSpore that were called")
    for name, calls, total, own in sorted(_rows(profile), key=lambda row: -row[2]):
        table.add_row(name, str(calls), f"{total:.4f}", f"{own:.4f}")
    console.print(table)
    for message in missing.asked:
        console.print(f"missing: {message}", markup=False)
    for message in strict.listed or ():
        console.print(f"not as in MindSpore: {message}", markup=False)


def _rows(profile: cProfile.Profile) -> list[tuple[str, int, float, float]]:
    """For each function that was generated from a row: its name, calls, seconds in all and in its own frame."""
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    found = []
    for (filename, _, function), (_, calls, own, total, _) in stats.items():
        if filename.startswith("<msshim ") and function != "__init__":
            found.append((filename.removeprefix("<msshim ").removesuffix(">"), calls, total, own))
    return found
