"""Samples of the sweeps over all rows, with fixed seeds; ``sweeps.arguments`` and ``sweeps.fuzz`` run them whole."""

from __future__ import annotations

import random
from collections import Counter

from sweeps import arguments, fuzz
from sweeps.outcomes import outcomes
from sweeps.seeds import tried


def test_wrong_arguments() -> None:
    """Of the calls that MindSpore refuses, msshim refuses 95 % with the same class, and answers 1 %."""
    rows = random.Random(0).sample(tried(), 700)
    found = arguments.judged([case for row in rows for case in arguments.mutations(row, 3, seed=3)])
    figures = Counter(kind for kind, *_ in found)
    refused = sum(figures[kind] for kind in arguments.REFUSED)
    differ = [(kind, case.row, case.text, str(ours)) for kind, case, ours, _ in found if kind in arguments.REFUSED[1:]]
    assert figures["same class"] >= 0.95 * refused, (figures, differ)
    assert figures["msshim answers alone"] <= 0.01 * refused, (figures, differ)


def test_no_attribute_error_of_our_own() -> None:
    """AttributeError is raised only where MindSpore raises it."""
    rows = random.Random(1).sample(tried(), 700)
    found = arguments.judged([case for row in rows for case in arguments.mutations(row, 3, seed=4)])
    escaped = [(c.row, c.text) for _, c, ours, theirs in found if ours.name == "AttributeError" != theirs.name]
    assert escaped == []


def test_fuzz() -> None:
    """500 calls that are right, or on the edge, are answered as MindSpore answers them."""
    cases = fuzz.drawn(500)
    rows = {row.qualified: row for row in tried()}
    answers = zip(cases, outcomes("msshim", cases, True), outcomes("mindspore", cases, True), strict=True)
    found = Counter(fuzz.verdict(rows[case.row], case, ours, theirs) for case, ours, theirs in answers)
    assert not [kind for kind in found if kind.startswith("other")], found
