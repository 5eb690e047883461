"""Gradients of every function, method and primitive: MindSpore's where it gives one, else finite differences.

What a row says of its gradients (`proof.gradients`) must be so for its calls, neither more nor less.
"""

import pytest
from calls import DTYPES, cotangents
from gradients import Refused, calls_with_sources, is_derivative, our_gradients, their_gradients, their_result
from left_out import applying, leave_out
from oracle import close
from rows import all_rows

from msshim._src.tables.model import Row

NONE = ("not implemented", "not differentiable")
"""What torch says of a derivative that it does not have."""
MEANS: dict[object, set[frozenset[str]]] = {
    True: {frozenset(), frozenset({"same"})},
    "refused": {frozenset({"refused"})},
    "partly": {frozenset({"refused", "same"})},
}
"""What the calls of a row come to together, by what it says."""

ROWS = [row for row in all_rows("function", "method", "primitive", "cell") if row.calls]
ASKED = applying(ROWS, lambda row: not row.proof.reference, "gradients: MindSpore's CPU does not run the row")
STEADY = applying(ASKED, lambda row: not row.proof.random, "gradients: the row's numbers are random")
FLOATS = applying(
    STEADY, lambda row: "float32" in (row.proof.dtypes or DTYPES), "gradients: MindSpore does not take float32"
)
DIFFERENTIABLE = applying(FLOATS, calls_with_sources, "gradients: no call has a Tensor of floats")


def test_no_row_says_what_nothing_shows() -> None:
    assert [row.qualified for row in ROWS if row.proof.gradients is not True and row not in DIFFERENTIABLE] == []


def found(row: Row, text: str) -> str:
    """What a call comes to: "" without a result of floats, "refused" by MindSpore, "same", or what differs."""
    result = their_result(row, text)
    if result is None:
        return ""
    weights = cotangents(result)
    try:
        theirs = their_gradients(row, text, weights)
    except Refused:
        return "refused"
    try:
        for a, b in zip(our_gradients(row, text, weights), theirs, strict=True):
            close(a, b, row.proof.tolerance * 2, text, floor=1)
    except (AssertionError, NotImplementedError, RuntimeError) as error:
        return str(error)
    return "same"


@pytest.mark.parametrize("row", DIFFERENTIABLE, ids=lambda r: r.qualified)
def test_gradients(row: Row) -> None:
    kinds = {text: found(row, text) for text in calls_with_sources(row)}
    leave_out(
        "gradients: the result has no floats", *(f"{row.qualified}: {t}" for t, kind in kinds.items() if not kind)
    )
    together = frozenset(kinds.values()) - {""}
    if row.proof.gradients is False:
        assert together - {"same"}, "MindSpore has the gradients: the row need not say otherwise"
    else:
        assert together in MEANS[row.proof.gradients], kinds


REFUSED = [row for row in DIFFERENTIABLE if row.proof.gradients in ("refused", "partly")]


@pytest.mark.parametrize("row", REFUSED, ids=lambda r: r.qualified)
def test_where_mindspore_has_none_ours_is_the_derivative(row: Row) -> None:
    """Where torch has none either, it says so."""
    for text in calls_with_sources(row):
        call = f"{row.qualified}: {text}"
        try:
            assert is_derivative(row, text)
        except TypeError:
            leave_out("gradients: MindSpore has none, and finite differences no float64", call)
        except (NotImplementedError, RuntimeError) as error:
            assert any(words in str(error) for words in NONE), error
            leave_out("gradients: neither MindSpore nor torch has one", call)
