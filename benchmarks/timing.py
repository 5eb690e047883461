"""Interleaved timing: on a busy machine only ratios of runs that stood side by side mean something."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch

SCALES = {"s": 1.0, "ms": 1e3, "µs": 1e6, "MiB": 2.0**-20}


@dataclass(frozen=True)
class Table:
    """What candidates took in each case: seconds, or bytes where the unit is MiB; ratios are to the base."""

    title: str
    unit: str
    base: str
    rows: dict[str, dict[str, list[float]]]

    @property
    def names(self) -> list[str]:
        """The candidates."""
        return list(dict.fromkeys(name for times in self.rows.values() for name in times))

    def cell(self, case: str, name: str) -> str:
        """A candidate's median, and the median of its ratios to the base."""
        times = self.rows[case]
        if name not in times:
            return "-"
        text = f"{statistics.median(times[name]) * SCALES[self.unit]:.3f}"
        return text if name == self.base else f"{text} ×{ratio(times, name, self.base):.2f}"


def ratio(times: dict[str, list[float]], name: str, base: str) -> float:
    """The median of the ratios of each round."""
    return statistics.median(a / b for a, b in zip(times[name], times[base], strict=True))


def geometric_mean(table: Table, name: str) -> float:
    """Of a candidate's ratios to the base, over the cases."""
    return statistics.geometric_mean(ratio(times, name, table.base) for times in table.rows.values() if name in times)


def interleaved(
    candidates: dict[str, Callable[[], object]],
    rounds: int,
    number: int = 1,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, list[float]]:
    """Seconds of one call in each round, for each candidate; the candidates take turns within a round.

    Where calls take milliseconds a busy machine interrupts the longer ones alone; ``clock=time.process_time`` does not
    count that, but the processor's time of all threads. On a GPU a round waits for the work before it and its own.
    """
    wait = torch.cuda.synchronize if torch.cuda.is_available() else lambda: None
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for call in candidates.values():
        for _ in range(2):
            call()
    for _ in range(rounds):
        for name, call in candidates.items():
            wait()
            start = clock()
            for _ in range(number):
                call()
            wait()
            times[name].append((clock() - start) / number)
    return times
