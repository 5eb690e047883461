"""A bool where an axis is meant: refused or taken for 0 or 1 as in MindSpore, in every row that has an axis."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import mindspore
import pytest
from calls import Words, call_of, drain, evaluate, settled, two_calls
from left_out import applying, leave_out
from rows import all_rows
from sweeps.points import differs
from values import plain

import msshim
from msshim._src.tables.model import Row

AXIS = re.compile(r"(?:\w+_)?(?:axis|axes|dim|dims)\d?|source|destination")
ROWS = [
    row
    for row in all_rows("function", "method", "primitive", "cell")
    if row.calls and any(AXIS.fullmatch(p.variable) for p in (*row.signature, *row.inputs))
]


def with_bools(row: Row) -> Iterator[str]:
    """The row's first call with True, and with False, for each axis."""
    for depth, entries in enumerate((row.signature, row.inputs) if two_calls(row) else (row.signature,)):
        for place, entry in enumerate(entries):
            if AXIS.fullmatch(entry.variable) and not str(entry.name).startswith("*"):
                yield from (changed(row, depth, place, entry.variable, value) for value in (True, False))


def changed(row: Row, depth: int, place: int, name: str, value: bool) -> str:
    """The row's first call with another argument in the first (0) or second (1) argument list."""
    tree = ast.parse(call_of(row, row.calls[0]), mode="eval").body
    call = next(node for node in ast.walk(tree) if isinstance(node, ast.Call))  # the outermost
    call = call.func if two_calls(row) and not depth else call
    if len(call.args) > place:
        call.args[place] = ast.Constant(value)
    else:
        call.keywords = [word for word in call.keywords if word.arg != name] + [ast.keyword(name, ast.Constant(value))]
    text = ast.unparse(tree).removeprefix("target")
    return text if two_calls(row) else text[1:-1]


def outcome(library: Any, row: Row, text: str) -> Any:
    """What comes out, or the class of the exception."""
    try:
        return plain(settled(evaluate(row, text, Words(library, "float32"))))
    except Exception as error:
        if library is mindspore:
            drain()
        return type(error)


@pytest.mark.parametrize(
    "row",
    applying(ROWS, lambda row: not row.proof.reference, "axes: MindSpore's CPU does not run the row"),
    ids=lambda r: r.qualified,
)
def test_a_bool_is_refused_or_taken_as_in_mindspore(row: Row) -> None:
    """Its Python takes bools for ints in some functions; there torch may refuse them."""
    for text in with_bools(row):
        theirs, ours = outcome(mindspore, row, text), outcome(msshim, row, text)
        if theirs is TypeError:
            assert ours is TypeError, text
        elif not isinstance(theirs, type):
            assert not isinstance(ours, type), text
            assert row.proof.random or not differs(ours, theirs), (text, ours, theirs)
        elif ours is not theirs:
            leave_out("axes: MindSpore refuses what a bool stands for", f"{row.qualified}: {text}")
