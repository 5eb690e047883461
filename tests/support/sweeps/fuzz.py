"""Random calls that are right or on the edge: does msshim answer what MindSpore answers?

``PYTHONPATH=tests/support:tests python -m sweeps.fuzz [calls] [rows that contain] [seed]``
prints the figures and what differs.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
from calls import EXACT
from rows import all_rows

from msshim._src.tables.model import Row
from sweeps.arguments import NO_KERNEL
from sweeps.outcomes import Answer, Case, Refusal, outcomes, shape_of
from sweeps.seeds import tried
from sweeps.variants import variants

COUNTED = ("another answer", "msshim answers alone", "msshim refuses alone")  # verdicts that are to be none
DOUBTFUL = ("another answer", "msshim refuses alone")
DTYPES = (
    *("must be a type of", "supports types", "doesn't support", "should be one of [mindspore.", "data type", "dtype"),
    *("type should be float", "input type must be same", "should be same as 'x1'", "type of the input tensor must be"),
    *(
        "type of input must be in",
        "must equal to updates type",
    ),
)  # what MindSpore says where it takes fewer dtypes than torch
NUMPY = re.compile(r"np\.\w+\(([-\d.e]+)\)")
RANKS = (
    *("row size must be greater", "rank must be", "rank should be", "the rank of input", "expect input with > 3 dims"),
    *("dimension of input x must be", "input must has 3 dim", "at least 2 dimension", "dimension >= 2"),
    *("dimension of 'logits' should be 2", "cannot be broadcast on CPU", "proposed_shape"),
    *("must be divisible by output size", "must be greater or equal to output size", "alpha must be 1.0f"),
)  # what it says where it takes fewer ranks or sizes than torch
INDICES = (
    *("out of bounds", "out of range", "smaller than num_classes", "should be in the range [", "is less than 0."),
    *("value of indices should be", "must be greater than or equal to 0, but got -", "UnsortedSegment"),
)  # which some of MindSpore's kernels look at, and some of torch's
EMPTY = re.compile(r"\b[xfilbp]\((0|[^()]*, 0)[,)]")


def drawn(count: int, part: str = "", seed: int = 0) -> list[Case]:
    """`count` calls, about as many of each row."""
    rows = [row for row in tried() if part in row.qualified and not row.proof.reference]
    rows.sort(key=lambda row: random.Random(f"{seed} {row.qualified}").random())  # so that a new row moves no other
    least, more = divmod(count, len(rows))
    return [case for k, row in enumerate(rows) for case in variants(row, least + (k < more), seed)]


def difference(row: Row, case: Case, ours: Answer, theirs: Answer) -> str:
    """What differs between two answers; nothing if they agree within the row's tolerance."""
    tolerance = max(EXACT.get(case.dtype, 0), row.proof.tolerance)
    random = row.proof.random or any(cases.random for cases in row.cases)
    return _differs(ours.value[0], theirs.value[0], None if random else tolerance) or (
        "" if random else _differs(ours.value[1], theirs.value[1], tolerance) and "the arguments after the call"
    )


def _differs(ours: Any, theirs: Any, tolerance: float | None) -> str:
    ours, theirs = (value.item() if isinstance(value, np.generic) else value for value in (ours, theirs))
    if type(ours) is not type(theirs):
        return "kind"
    if isinstance(theirs, tuple) and theirs and theirs[0] == "Tensor":
        if ours[1] != theirs[1]:
            return "dtype"
        return "shape" if ours[2] != theirs[2] else "" if tolerance is None else _unequal(ours[3], theirs[3], tolerance)
    if isinstance(theirs, (tuple, list)):
        if len(ours) != len(theirs):
            return "length"
        return next(filter(None, (_differs(a, b, tolerance) for a, b in zip(ours, theirs, strict=True))), "")
    if isinstance(theirs, np.ndarray):
        return _unequal(ours, theirs, tolerance or 0)
    if isinstance(theirs, (int, float, complex)) and tolerance is not None:
        return _unequal(np.asarray(ours), np.asarray(theirs), tolerance)
    return ""


def _unequal(ours: np.ndarray, theirs: np.ndarray, tolerance: float) -> str:
    if theirs.dtype.kind not in "biufc":
        return ""
    kind = np.complex128 if theirs.dtype.kind == "c" else np.float64
    with np.errstate(all="ignore"):
        a, b = ours.astype(kind), theirs.astype(kind)
        finite = np.isfinite(b)
        if not np.array_equal(np.isfinite(a), finite) or not np.array_equal(np.isnan(a), np.isnan(b)):
            return "nan or inf"
        largest = max(float(np.max(np.abs(b[finite]), initial=0)), 1)
        return "value" if np.any(np.abs(a - b)[finite] > tolerance * largest) else ""


def verdict(row: Row, case: Case, ours: Answer | Refusal, theirs: Answer | Refusal) -> str:
    """What a pair of outcomes is."""
    if theirs.name == "crash":
        return "MindSpore's process ended"
    if isinstance(theirs, Refusal):
        return "both refuse" if isinstance(ours, Refusal) else limit(case, ours, theirs) or "msshim answers alone"
    if isinstance(ours, Refusal):
        return lack(case, ours) or "msshim refuses alone"
    found = difference(row, case, ours, theirs)
    if found and any(not departure.gradient for departure in row.departures):
        return "another answer, in a row with departures"
    return "another answer" if found else "same"


def lack(case: Case, ours: Refusal) -> str:
    """What msshim's refusal is, of those kinds that docs/architecture.md says of all rows."""
    if any(part in ours.message for part in INDICES):
        return "an index out of range"
    return "no empty Tensor in torch" if EMPTY.search(case.text) else ""


def limit(case: Case, ours: Answer, theirs: Refusal) -> str:
    """What MindSpore's refusal is, of those kinds that docs/architecture.md says of all rows."""
    if any(part in theirs.message for part in NO_KERNEL):
        return "no kernel in MindSpore"
    if any(part in theirs.message for part in INDICES):
        return "an index out of range"
    if any(part in theirs.message for part in RANKS):
        return "no such number of axes in MindSpore"
    if "takes no keyword arguments" in theirs.message:
        return "no keyword in MindSpore"
    if "np." in case.text:
        return "no NumPy number in MindSpore"
    if any(part in theirs.message for part in DTYPES):
        return "no such dtype in MindSpore"
    return "no empty Tensor in MindSpore" if EMPTY.search(case.text) or _empty(ours.value[0]) else ""


def _empty(value: Any) -> bool:
    """Whether a Tensor in an answer has no elements."""
    if isinstance(value, tuple) and value and value[0] == "Tensor":
        return 0 in value[2]
    return isinstance(value, (tuple, list)) and any(map(_empty, value))


def judged(cases: list[Case]) -> list[tuple[str, Case, Answer | Refusal, Answer | Refusal]]:
    """Each case with its verdict and both outcomes.

    Where MindSpore gives what was left in its memory, which differs from call to call, nothing can agree with it.
    Where it gives another answer for a NumPy number than for Python's, msshim's is the latter.
    """
    rows = {row.qualified: row for row in all_rows()}
    ours, theirs = outcomes("msshim", cases, "values"), outcomes("mindspore", cases, "values")
    found = [(verdict(rows[c.row], c, a, b), c, a, b) for c, a, b in zip(cases, ours, theirs, strict=True)]
    doubtful = [n for n, (kind, *_) in enumerate(found) if kind in DOUBTFUL]
    for n, again in zip(doubtful, outcomes("mindspore", [cases[n] for n in doubtful], "again"), strict=True):
        if again.name == "crash":
            found[n] = ("MindSpore's process ended", *found[n][1:])
        elif isinstance(again, Answer) and any(_differs(value, again.value[0], 0) for value in again.value):
            found[n] = ("MindSpore gives what was in memory", *found[n][1:])
    numbered = [n for n, (kind, case, *_) in enumerate(found) if kind in DOUBTFUL and "np." in case.text]
    plain = [replace(cases[n], text=NUMPY.sub(r"\1", cases[n].text)) for n in numbered]
    for n, case, again in zip(numbered, plain, outcomes("mindspore", plain, "values"), strict=True):
        if verdict(rows[case.row], case, found[n][2], again) in ("same", "both refuse"):
            found[n] = ("a NumPy number is another in MindSpore", *found[n][1:])
    return found


def main(count: int = 20000, part: str = "", seed: int = 0) -> None:
    """Print the figures and each difference."""
    cases = drawn(count, part, seed)
    figures: Counter[str] = Counter()
    for at in range(0, len(cases), 5000):  # so that few answers are held at once
        for kind, case, ours, theirs in judged(cases[at : at + 5000]):
            figures[kind] += 1
            if kind in COUNTED:
                shown = [shape_of(o.value[0]) if isinstance(o, Answer) else str(o) for o in (ours, theirs)]
                print(kind, case.row, case.text, case.dtype, case.layout, *shown, sep="\t")
    for kind, number in figures.most_common():
        print(f"{number:6}  {number / len(cases):7.2%}  {kind}")


if __name__ == "__main__":
    main(*(int(a) if a.isdigit() else a for a in sys.argv[1:]))
