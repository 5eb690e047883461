"""Samples of the sweeps over all rows, with fixed seeds; ``sweeps.arguments`` and ``sweeps.fuzz`` run them whole."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from sweeps import arguments, fuzz, numbers
from sweeps.outcomes import Case, Refusal
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
    assert len(differ) <= 0.08 * len(found), (figures, differ)
    assert figures["msshim refuses alone"] <= 0.015 * len(found), (figures, differ)
