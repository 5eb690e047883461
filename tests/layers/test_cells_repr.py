"""`repr` and parameters of the cells whose rows have call texts, against the real MindSpore's.

The cells whose rows have `cases` are in factory/test_repr.py. Those of mint.nn are compared without what MindSpore
makes them of: helper cells, and a class of another name.
"""

import ast
import re

import mindspore
import pytest
from calls import Words, drain
from oracle import named
from rows import all_rows
from values import names

import msshim

ROWS = [row for row in all_rows("cell") if row.calls and not row.cases]


def makings(row) -> list[str]:
    """The first argument list of each call, which makes the cell, without repeats."""
    found = []
    for text in row.calls:
        call = ast.parse(f"target{text}", mode="eval").body
        assert isinstance(call, ast.Call)
        while isinstance(call.func, (ast.Call, ast.Attribute)):  # also of `(…).set_train()(…)`
            call = call.func if isinstance(call.func, ast.Call) else call.func.value
        if ast.unparse(call) not in found:
            found.append(ast.unparse(call))
    return found


def plain(text: str) -> str:
    """Without the addresses and modules of objects."""
    return re.sub(r"<[\w.]+\.(\w+) object at \w+>", r"<\1>", text)


def shown(row, text: str, library):
    library.set_seed(0)
    cell = eval(text, {"target": named(library, row)}, Words(library, "float32"))
    text = repr(cell) if row.namespace == "nn" else cell.extend_repr()
    return plain(text), names(cell), [str(p.dtype) for p in cell.get_parameters()]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.qualified)
def test_repr_and_parameters(row) -> None:
    for text in makings(row):
        drain()
        theirs = shown(row, text, mindspore)
        assert shown(row, text, msshim) == theirs, text
