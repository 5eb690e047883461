"""Calls of the rows with their Python numbers replaced by NumPy's, by 0-d arrays and by Tensors."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from msshim.tables.model import Row

DATA = {"x", "f", "i", "l", "b", "t", "p"}
"""The words of tests/calls.py whose numbers are shapes and contents of random tensors."""
KINDS = {
    int: ("np.int64({})", "np.int32({})", "np.array({})", "ms.Tensor({})"),
    float: ("np.float32({})", "np.float64({})", "np.array({})", "ms.Tensor({})"),
    bool: ("np.bool_({})",),
}


class _Places(ast.NodeVisitor):
    """Where numbers of Python stand in an expression, but for those of data."""

    def __init__(self) -> None:
        self.found: list[ast.Constant | ast.UnaryOp] = []

    def visit_Call(self, node: ast.Call) -> None:
        if not (isinstance(node.func, ast.Name) and node.func.id in DATA):
            self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            self.found.append(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if type(node.value) in KINDS:
            self.found.append(node)


def replaced(row: Row, text: str) -> Iterator[tuple[str, str]]:
    """Each call with one of its numbers replaced, and the kind that it is replaced by."""
    whole = f"target{text}" if row.kind in ("primitive", "cell") else f"target({text})"
    places = _Places()
    places.visit(ast.parse(whole, mode="eval"))
    for node in places.found:
        value = ast.literal_eval(node)
        start, end = node.col_offset, node.end_col_offset
        for kind in KINDS[type(value)]:
            changed = whole[:start] + kind.format(whole[start:end]) + whole[end:]
            made = changed[len("target") :]
            yield (made if row.kind in ("primitive", "cell") else made[1:-1]), kind.partition("(")[0]
