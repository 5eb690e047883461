"""Special points: 0, kinks, ties, nan, infinities, very large and small numbers, forward and gradient.

``PYTHONPATH=tests/support:tests python -m sweeps.points [rows that contain] [seed]``
prints the figures and what differs.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from calls import Words, differentiable
from rows import all_rows

from msshim._src.tables.model import Row
from sweeps.outcomes import Answer, Case, Refusal, outcomes
from sweeps.seeds import seeds, tried

MARKED = {"nan": [np.nan], "infinite": [np.inf, -np.inf]}  # a few of these among numbers
POINTS = {
    "zero": [0.0],
    "ties": [1.0],
    "kinks": [0.0, 1.0, -1.0, -0.0, 0.5, -0.5, 2.0, 3.0, -2.0, -3.0, 6.0],
    "large": [88.0, -88.0, 104.0, -104.0, 20.0, -20.0],
    "huge": [1e30, -1e30, 1e20, -1e20],
    "small": [1e-18, -1e-18, 1e-15],  # of which the squares are no denormal numbers, which MindSpore takes for 0
    **MARKED,
}
WORD = re.compile(r"\b[xf]\(")
ABOVE = 2  # how many of a call's Tensors are tried, one after the other


class Pointed(Words):
    """Words of which one Tensor of float32 holds special points; written ``nan 0``: the points, the Tensor's number."""

    def __init__(self, library: Any, layout: str, given: dict[int, Any] | None = None) -> None:
        super().__init__(library, "float32", lambda index, tensor: (given or {}).get(index, tensor))
        self.points, self.place = layout.split()

    def tensor(self, shape: tuple[int, ...], dtype: str, low: float, high: float) -> Any:
        if len(self.made) != int(self.place) or dtype != "float32":
            return super().tensor(shape, dtype, low, high)
        special, size = POINTS[self.points], int(np.prod(shape))
        values = np.resize(np.array(special, np.float32), size)
        if self.points in MARKED:
            values = np.random.default_rng(0).uniform(low, high, size).astype(np.float32)
            values[: len(special)] = special[:size]
        made = self.leaf(len(self.made), self.ms.Tensor(values.reshape(shape)))
        self.made.append(made)
        return made


def cases(rows: list[Row], count: int = 1) -> Iterator[Case]:
    """The first calls of rows, with each kind of points in each of the first Tensors."""
    for row in rows:
        for text in seeds(row)[:count]:
            for place in range(min(len(WORD.findall(text)), ABOVE)):
                for points in POINTS:
                    yield Case(row.qualified, text, "float32", f"{points} {place}")


def gradient(library: Any, call: Any, made: list[Any]) -> Any:
    """The gradients of the sum of what is float32 in an answer, by the Tensors of float32; None without such."""
    places = [k for k, tensor in enumerate(made) if differentiable(tensor)]

    def total(*values: Any) -> Any:
        found = [out for out in call(dict(zip(places, values, strict=True))) if differentiable(out)]
        return sum((out.sum() for out in found[1:]), found[0].sum())

    if not places:
        return None
    found = library.grad(total, tuple(range(len(places))))(*[made[k].copy() for k in places])
    return found if isinstance(found, tuple) else (found,)


def differs(ours: Any, theirs: Any) -> str:
    """Where two answers differ, element by element."""
    if isinstance(theirs, tuple) and theirs and theirs[0] == "Tensor":
        if ours[1:3] != theirs[1:3]:
            return "dtype or shape"
        a, b = ours[3], theirs[3]
        if b.dtype.kind not in "biufc":
            return ""
        with np.errstate(all="ignore"):
            close = np.isclose(a.astype(complex), b.astype(complex), rtol=2e-3, atol=1e-5, equal_nan=True)
        return "" if close.all() else f"value: {a[~close][:3]} and not {b[~close][:3]}"
    if isinstance(theirs, (tuple, list)):
        if not isinstance(ours, (tuple, list)) or len(ours) != len(theirs):
            return "kind"
        return next(filter(None, (differs(a, b) for a, b in zip(ours, theirs, strict=True))), "")
    return ""


def verdict(row: Row, ours: Answer | Refusal, theirs: Answer | Refusal) -> str:
    """What a pair of outcomes is."""
    if isinstance(theirs, Refusal):
        return "MindSpore refuses"
    if isinstance(ours, Refusal):
        return "msshim refuses alone"
    found = differs(ours.value[0], theirs.value[0])
    proven = row.proof.gradients and all(drawn.gradients for drawn in row.cases)
    if proven and not found and None not in (ours.value[1], theirs.value[1]):
        found = differs(ours.value[1], theirs.value[1]).replace("value", "gradient")
    return f"another {found}" if found else "same"


def judged(rows: list[Row], count: int = 1) -> list[tuple[str, Case, Any, Any]]:
    """Each case with its verdict and both outcomes."""
    every, by_name = list(cases(rows, count)), {row.qualified: row for row in all_rows()}
    ours, theirs = outcomes("msshim", every, "points"), outcomes("mindspore", every, "points")
    return [(verdict(by_name[c.row], a, b), c, a, b) for c, a, b in zip(every, ours, theirs, strict=True)]


def compared() -> list[Row]:
    """The rows whose answers are MindSpore's to tell, and the same at each call."""
    return [
        row
        for row in tried()
        if not row.proof.reference and not row.proof.random and not any(drawn.random for drawn in row.cases)
    ]


def main(part: str = "", count: int = 1) -> None:
    """Print the figures and each difference."""
    rows = [row for row in compared() if part in row.qualified]
    figures: Counter[str] = Counter()
    for at in range(0, len(rows), 200):  # so that few answers are held at once
        for kind, case, ours, _ in judged(rows[at : at + 200], count):
            figures[kind.partition(":")[0]] += 1
            if kind not in ("same", "MindSpore refuses"):
                refused = [str(ours)] if isinstance(ours, Refusal) else []
                print(case.row, case.text, case.layout, kind, *refused, sep="\t", flush=True)
    for kind, number in figures.most_common():
        print(f"{number:6}  {kind}")


if __name__ == "__main__":
    main(*(int(a) if a.isdigit() else a for a in sys.argv[1:]))
