"""No test passes in silence: the forms in which it could are not used."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
FILES = sorted(path.relative_to(TESTS) for path in TESTS.rglob("*.py"))


def inside(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function, without the functions in it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.Lambda)):
            yield child
            yield from inside(child)


def faults(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        text = ast.unparse(node) if isinstance(node, (ast.Call, ast.Attribute)) else ""
        if text.startswith("pytest.raises(") and text != "pytest.raises(Exception)":
            yield node.lineno, "a subclass would do: support/raising.py"
        if text in ("pytest.skip", "pytest.xfail", "pytest.importorskip", "pytest.mark.skip", "pytest.mark.skipif"):
            yield node.lineno, "what does not apply is not collected: support/left_out.py"
        if text.startswith("zip(") and text.endswith("strict=False)"):
            yield node.lineno, "the rest would not be looked at"
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for part in inside(node):
                if isinstance(part, ast.Return):
                    yield part.lineno, "a test that ends early: the condition belongs to `parametrize`"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_silent_pass(path: Path) -> None:
    allowed = path.name == "raising.py"
    assert allowed or list(faults(ast.parse((TESTS / path).read_text(encoding="utf-8")))) == []
