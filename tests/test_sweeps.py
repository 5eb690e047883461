"""Samples of the sweeps over all rows, with fixed seeds; ``sweeps.arguments`` and ``sweeps.fuzz`` run them whole."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from sweeps import arguments, fuzz
from sweeps.outcomes import Case, Refusal, outcomes
from sweeps.seeds import tried

Found = list[tuple[str, Case, arguments.Answer | Refusal, arguments.Answer | Refusal]]


@pytest.fixture(scope="module")
def found() -> Found:
    """Some thousand calls with something wrong, of which the table of refusals was not made."""
    rows = random.Random(0).sample(tried(), 1000)
    return arguments.judged([case for row in rows for case in arguments.mutations(row, 3, seed=5)])


def test_wrong_arguments(found: Found) -> None:
    """Of the calls that MindSpore refuses, msshim refuses nearly all with the same class, and answers few."""
    figures = Counter(kind for kind, *_ in found)
    refused = sum(figures[kind] for kind in arguments.REFUSED)
    differ = [(kind, case.row, case.text, str(ours)) for kind, case, ours, _ in found if kind in arguments.REFUSED[1:]]
    assert figures["same class"] >= 0.95 * refused, (figures, differ)
    assert figures["msshim answers alone"] <= 0.02 * refused, (figures, differ)


def test_no_accident_of_our_own(found: Found) -> None:
    """No error is an accident in msshim's own code: those that Python raises for mistakes come in words of ours."""
    raised = [(case, ours) for _, case, ours, _ in found if isinstance(ours, Refusal)]
    assert [case for case, ours in raised if ours.accident] == []
    escaped = {"AttributeError", "IndexError", "NameError", "UnboundLocalError"}
    assert [case for case, ours in raised if ours.name in escaped and not ours.message.startswith("For '")] == []


def test_fuzz() -> None:
    """Of 500 calls that are right, or on the edge, nearly all that both answer have the same answer."""
    cases = fuzz.drawn(500)
    rows = {row.qualified: row for row in tried()}
    answers = zip(cases, outcomes("msshim", cases, True), outcomes("mindspore", cases, True), strict=True)
    found = Counter(fuzz.verdict(rows[case.row], case, ours, theirs) for case, ours, theirs in answers)
    differ = sum(number for kind, number in found.items() if kind.startswith("other"))
    assert differ <= 0.02 * found["same"], found
