"""Interleaved timing: on a busy machine only ratios of runs that stood side by side mean something."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table


def interleaved(candidates: dict[str, Callable[[], object]], rounds: int, number: int = 1) -> dict[str, list[float]]:
    """Seconds of one call in each round, for each candidate; the candidates take turns within a round."""
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for call in candidates.values():
        for _ in range(2):
            call()
    for _ in range(rounds):
        for name, call in candidates.items():
            start = time.perf_counter()
            for _ in range(number):
                call()
            times[name].append((time.perf_counter() - start) / number)
    return times


def ratio(times: dict[str, list[float]], name: str, base: str) -> float:
    """The median of the ratios of each round."""
    return statistics.median(a / b for a, b in zip(times[name], times[base], strict=True))


def report(title: str, unit: str, rows: list[tuple[str, dict[str, list[float]]]], base: str) -> None:
    """A table: a line a case, a column a candidate, medians with the ratio to `base`."""
    scale = {"s": 1.0, "ms": 1e3, "µs": 1e6}[unit]
    names = list(dict.fromkeys(name for _, times in rows for name in times))
    table = Table("case", *(f"{name} ({unit})" for name in names), title=title, title_justify="left")
    for case, times in rows:
        cells = []
        for name in names:
            if name not in times:
                cells.append("-")
                continue
            text = f"{statistics.median(times[name]) * scale:.3f}"
            cells.append(text if name == base else f"{text}  ×{ratio(times, name, base):.2f}")
        table.add_row(case, *cells)
    Console(width=130).print(table)
