"""The rooms of `msshim/_src` and their order: a module imports from its own room and from those below, in no circle."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "msshim"
LEVELS = """
    log tables runtime tensor init parallel cell rules kernels autograd communication checkpoint data factory names
    sparse optim sharded steps layers precision training hook public msshim cli
""".split()
"""From the lowest. `public` are MindSpore's own modules, made of rows; `msshim` is the package's own file."""
FILES = {
    ".".join(("msshim", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path != PACKAGE / "_src" / "__init__.py"  # which holds nothing
}


def room(module: str) -> str:
    parts = module.split(".")
    if module in ("msshim", "msshim.log"):
        return parts[-1]
    if module in ("msshim.__main__", "msshim.msrun", "msshim.pytest_plugin"):
        return "cli"
    return parts[2] if parts[1] == "_src" else "public"


def imports(module: str, while_it_loads: bool = False) -> Iterator[str]:
    """The modules of msshim that one imports; `while_it_loads`: not those within functions, or for types alone."""
    nodes = [ast.parse(FILES[module].read_text(encoding="utf-8"))]
    for node in nodes:  # which grows
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if not (while_it_loads and isinstance(node, (ast.FunctionDef, ast.Lambda))):
            nodes += ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in FILES)
        elif isinstance(node, ast.ImportFrom) and node.module in FILES:
            for alias in node.names:
                below = f"{node.module}.{alias.name}"
                yield below if below in FILES else node.module


@pytest.mark.parametrize("module", FILES)
def test_a_room_imports_from_those_below(module: str) -> None:
    above = LEVELS.index(room(module))
    assert [other for other in imports(module) if LEVELS.index(room(other)) > above] == []


def test_no_file_imports_itself_by_way_of_others() -> None:
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " imports ".join((*way[way.index(module) :], module))
        if module not in done:
            for other in imports(module, while_it_loads=True):
                visit(other, (*way, module))
            done.add(module)

    for module in FILES:
        visit(module, ())


def test_the_files_that_answer_a_question_are_there() -> None:
    """Those of the table in docs/architecture.md: a bare name is in the folder of the one before it."""
    table = re.findall(r"^\| .*\? \| (.*) \|$", (ROOT / "docs" / "architecture.md").read_text(), re.MULTILINE)
    assert len(table) > 40
    for answer in table:
        folder = ROOT
        for name in re.findall(r"`([\w/]+(?:/|\.\w+))`", answer):
            path = (ROOT if "/" in name.rstrip("/") or (ROOT / name).exists() else folder) / name
            assert path.exists(), f"{answer}: {name}"
            folder = path.parent
