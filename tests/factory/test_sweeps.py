"""Samples of the sweeps over all rows, with fixed seeds; ``sweeps.arguments`` and ``sweeps.fuzz`` run them whole."""

from __future__ import annotations

import random
from collections import Counter

from sweeps import arguments, early, fuzz, numbers, points, unsaid
from sweeps.seeds import tried

from msshim._src.tables import wrong


def test_wrong_arguments() -> None:
    """Of the calls that MindSpore refuses, msshim refuses nearly all with the same class, and answers few.

    The rows of the others say so, with the argument and the kind of its value: `python -m sweeps.unsaid` writes it.
    """
    rows = random.Random(0).sample(tried(), 420)
    found = unsaid.calls(rows)
    figures = Counter(kind for kind, *_ in found)
    refused = sum(figures[kind] for kind in arguments.REFUSED)
    differ = [(kind, case.row, case.text, str(ours)) for kind, case, ours, _ in found if kind in arguments.REFUSED[1:]]
    assert figures["same class"] >= 0.95 * refused, (figures, differ)
    assert figures["msshim answers alone"] <= 0.012 * refused, (figures, differ)
    table = wrong.table()
    assert {*unsaid.lines(rows, found)} <= {*table}
    assert {*table} <= {row.qualified for row in tried()}


def test_no_attribute_error_of_our_own() -> None:
    """An AttributeError is MindSpore's, in words of ours, and never one that escaped from our own code."""
    rows = random.Random(1).sample(tried(), 700)
    found = arguments.judged([case for row in rows for case in arguments.mutations(row, 3, seed=4)])
    raised = [(case, ours) for _, case, ours, _ in found if ours.name == "AttributeError"]
    assert [case for case, ours in raised if not ours.message.startswith("For '")] == []


def test_early_refusals() -> None:
    """What is refused before the call is refused by MindSpore, whatever else the call has."""
    found = early.contradicted(random.Random(2).sample(tried(), 600))
    assert [(case.row, *entry, case.text) for entry, case in found] == []


def test_fuzz() -> None:
    """Of 500 calls that are right, or on the edge, none differs, and none is refused or answered by msshim alone.

    But for what `docs/architecture.md` says of all rows, and what a row says of itself.
    """
    found = fuzz.judged(fuzz.drawn(500))
    assert [(kind, case, str(ours), str(theirs)) for kind, case, ours, theirs in found if kind in fuzz.COUNTED] == []
    assert Counter(kind for kind, *_ in found)["same"] > 350


def test_numbers_of_numpy() -> None:
    """Where Python's numbers go, other numbers are taken and refused as in MindSpore, nearly always."""
    rows = [row for row in tried() if not row.proof.reference]
    every = [trial.case for row in rows for trial in numbers.trials(row)]
    found = list(numbers.judged(rows, random.Random(5).sample(every, 1000)))
    figures = Counter(kind for kind, *_ in found)
    differ = [(kind, case.row, case.text) for kind, case, *_ in found if kind not in numbers.ALIKE]
    assert len(differ) <= 0.03 * len(found), (figures, differ)
    assert figures["msshim refuses alone"] <= 0.015 * len(found), (figures, differ)


def test_special_points() -> None:
    """At 0, ties, nan and infinities nearly all rows answer as MindSpore, or say where its kernels part from torch."""
    rows = [row for row in points.compared() if not (row.departures or row.notes or row.proof.why)]
    found = points.judged(random.Random(6).sample(rows, 50))
    figures = Counter(kind.partition(":")[0] for kind, *_ in found)
    differ = [(kind, case) for kind, case, *_ in found if kind not in ("same", "MindSpore refuses")]
    assert len(differ) <= 0.03 * len(found), (figures, differ)
