"""``mappings/refusals.yaml``: its lines say what rows have, and never more than a kernel's own words or a deviation."""

from __future__ import annotations

import builtins

import pytest
from calls import Words
from rows import all_rows

import msshim
from msshim.factory import errors, refusals
from msshim.factory.refusals import described, entries, parsed, refused
from msshim.factory.words import words
from msshim.tables.model import Row

ROWS = {row.qualified: row for row in all_rows()}
LINES = refusals._table()


@pytest.mark.parametrize("name", LINES)
def test_line_says_what_the_row_has(name: str) -> None:
    """Each entry names parameters of the row, classes of Python and words of one aspect."""
    row = ROWS[name]
    known = {p.variable for p in (*row.signature, *row.inputs)} | {"*"}
    for entry in entries(row):
        assert issubclass(entry.error, Exception) and entry.error is getattr(builtins, entry.error.__name__)
        for parameter in entry.parameter.split("+"):
            assert row.variadic or parameter in known, entry
        assert entry.about in ("kind", "dtype", "rank", "same", "fit", "count", "huge", "else"), entry


@pytest.mark.parametrize("row", [row for row in all_rows() if row.deviations], ids=lambda row: row.qualified)
def test_never_against_a_deviation(row: Row, monkeypatch) -> None:
    """A dtype in which a deviation runs is not refused, whatever the table says."""
    dtypes = {str(getattr(msshim, deviation.dtype)) for deviation in row.deviations}
    monkeypatch.setattr(refusals, "_entries", lambda name: tuple(map(parsed, (
        "x takes Int8 TypeError early", f"x refuses {'|'.join(sorted(dtypes))} TypeError"))))  # fmt: skip
    for deviation in row.deviations:
        assert refused(row, {"x": msshim.Tensor([1], getattr(msshim, deviation.dtype))}) is None


ENTRIES = (
    (
        "x takes Float16|Float32 TypeError",
        {"x": "t(1, 'int8')"},
        "the dtype of 'x' must be Float16 or Float32, but got",
    ),
    ("x takes 1-d|2-d ValueError", {"x": "t(1)"}, "the 'x' must be 1-d or 2-d, but got a Tensor of shape ()"),
    ("x refuses empty ValueError", {"x": "t([])"}, "the 'x' must not be empty"),
    ("x refuses negative|str ValueError", {"x": "-2"}, "the 'x' must not be negative, but got -2"),
    ("x takes int|None TypeError", {"x": "'a'"}, "the 'x' must be int or None, but got 'a'"),
    (
        "x+y fit TypeError",
        {"x": "t(1, 'int8')", "y": "t(1.0)"},
        "the dtype of 'x' must hold that of 'y', but got x: Int8",
    ),
    ("x+y same TypeError", {"x": "t(1, 'int8')", "y": "t(1.0)"}, "the dtypes of 'x' and 'y' must be the same, but"),
)


@pytest.mark.parametrize(("text", "given", "said"), ENTRIES)
def test_message(text: str, given: dict[str, str], said: str) -> None:
    """It names the argument, what it must be and what it was."""
    row = ROWS["ops.add"]
    values = {name: eval(value, {}, Words(msshim, "float32")) for name, value in given.items()}
    entry = parsed(text)
    assert entry.meets({name: words(value) for name, value in values.items()})
    assert described(row, entry, values).startswith(f"For 'add', {said}")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x refuses int TypeError", TypeError),
        ("x refuses int ValueError", ValueError),
        ("* else RuntimeError", ValueError),
    ],
)
def test_a_kernel_is_heard(text: str, found: type[Exception], monkeypatch) -> None:
    """What a kernel says stays, unless MindSpore looks at the kind of an argument before it computes anything."""
    monkeypatch.setattr(refusals, "_entries", lambda name: (parsed(text),))
    raised = errors.explain_call(ROWS["ops.add"], {"x": 1}, ValueError("For 'add', the 'x' is wrong."))
    assert type(raised) is found
    assert (str(raised) == "For 'add', the 'x' is wrong.") is (found is ValueError)


def test_values_give_way_to_a_kernel(monkeypatch) -> None:
    """A rank or an empty Tensor is less than what a kernel says."""
    monkeypatch.setattr(refusals, "_entries", lambda name: (parsed("x takes 3-d TypeError"),))
    given = {"x": msshim.Tensor([1.0])}
    assert str(errors.explain_call(ROWS["ops.add"], given, ValueError("For 'add', so."))) == "For 'add', so."
    assert type(errors.explain_call(ROWS["ops.add"], given, RuntimeError("The size of tensor a"))) is TypeError
