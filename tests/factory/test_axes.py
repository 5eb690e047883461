"""A bool where an axis is meant: refused where MindSpore refuses it, in every row that has an axis."""

import ast
import re
from collections.abc import Iterator

import mindspore
import pytest
from calls import Words, call_of, drain, evaluate, settled, two_calls
from left_out import applying, leave_out
from rows import all_rows

import msshim
from msshim._src.tables.model import Row

AXIS = re.compile(r"(?:\w+_)?(?:axis|axes|dim|dims)\d?")
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


def refused(library: object, row: Row, text: str) -> type[Exception] | None:
    try:
        settled(evaluate(row, text, Words(library, "float32")))
    except Exception as error:
        if library is mindspore:
            drain()
        return type(error)
    return None


@pytest.mark.parametrize(
    "row",
    applying(ROWS, lambda row: not row.proof.reference, "axes: MindSpore's CPU does not run the row"),
    ids=lambda r: r.qualified,
)
def test_a_bool_is_refused_as_in_mindspore(row: Row) -> None:
    """Its Python takes bools for ints in some functions; there torch may refuse them."""
    for text in with_bools(row):
        theirs, ours = refused(mindspore, row, text), refused(msshim, row, text)
        if theirs is TypeError:
            assert ours is TypeError, text
        elif ours is not theirs:
            leave_out("axes: MindSpore takes a bool, or refuses what it stands for", f"{row.qualified}: {text}")
