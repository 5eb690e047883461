"""A row that is wrong says table, line, row and field, whenever that is found out; the error keeps its class."""

import re
from pathlib import Path

import pytest

from msshim._src.factory.registry import maker
from msshim._src.tables import load

CELL = """
kind: cell
call: msshim._src.kernels.layers.cells.dense
setup: msshim._src.kernels.loss.cells.over_classes
base: msshim._src.layers.bases.Base
parameters:
  - {name: size, type: int}
  - {name: start, default: null}
  - {name: reduction, type: str, choices: [mean], default: mean}
  - {name: dtype, type: dtype, default: float32}
inputs:
  - {name: x, type: tensor}
weights:
  - name: weight
    shape: (size, size)
    when: size > 0
    init: start
    otherwise: HeUniform(5 ** 0.5)
    requires_grad: size
    dtype: float32
  - {name: bias, shape: "(size,)", otherwise: "'zeros'"}
operators:
  add: Add()
children:
  child: ReLU
fixed: [size]
cast: self.training
spelled: self.add(x, x)
repr: "{size}"
"""
FUNCTION = """
kind: function
call: msshim._src.kernels.linalg.functions.dot
parameters:
  - {name: input, type: tensor}
  - {name: other, type: tensor}
overloads: [other]
"""
PRIMITIVE = """
kind: primitive
call: msshim._src.kernels.linalg.functions.dot
parameters: []
inputs:
  - {name: input, type: tensor}
  - {name: other, type: tensor}
"""
METHOD = FUNCTION.replace("function\n", "method\n").replace("name: input", "name: self, to: input")
WRITTEN = "\nkind: written\nof: msshim._src.layers.bases.Base\n"
ALIAS = "\nkind: alias\nof: nn.ReLU\n"
READ, MADE, CONSTRUCTED, USED = "read", "made", "constructed", "used"
BROKEN = [
    (CELL, "kind", "kind: cells", READ),
    (CELL, "parameters.0.minimum", "- {name: size, minimum: a}", READ),
    (CELL, "call", "call: msshim._src.kernels.nothing", MADE),
    (CELL, "setup", "setup: torch.nothing", MADE),
    (CELL, "setup", "setup: msshim._src.kernels.linalg.functions.dot", MADE),
    (CELL, "base", "base: msshim._src.layers.nothing.Base", MADE),
    (CELL, "parameters.0", "- {name: size, type: integer}", MADE),
    (CELL, "parameters.0", "- {name: size, type: int_or_pair}", MADE),
    (CELL, "parameters.3", "- {name: dtype, type: dtype, default: float1}", MADE),
    (CELL, "inputs.0", "- {name: x, type: tensr}", MADE),
    (CELL, "weights.0.shape", "shape: (size,", MADE),
    (CELL, "weights.0.when", "when: size if", MADE),
    (CELL, "weights.0.otherwise", "otherwise: 1 +", MADE),
    (CELL, "weights.0.dtype", "dtype: float1", MADE),
    (CELL, "cast", "cast: self.", MADE),
    (CELL, "spelled", "spelled: self.add(", MADE),
    (CELL, "spelled", "spelled: msshim._src.layers.nothing", MADE),
    (CELL, "repr", "repr: msshim._src.layers.nothing", MADE),
    (FUNCTION, "call", "call: torch.nothing", MADE),
    (FUNCTION, "call", "call: msshim._src.kernels.linalg.functions.addmm", MADE),
    (FUNCTION, "parameters.1", "- {name: other, type: integer}", MADE),
    (METHOD, "overloads", "overloads: [other=nothing]", MADE),
    (METHOD, "call", "call: torch.nothing", MADE),
    (PRIMITIVE, "call", "call: torch.nothing", MADE),
    (PRIMITIVE, "inputs.1", "- {name: other, type: choice}", MADE),
    (WRITTEN, "of", "of: msshim._src.layers.bases.Nothing", MADE),
    (ALIAS, "of", "of: nn.Nothing", MADE),
    (CELL, "weights.0.shape", "shape: (nothing, size)", CONSTRUCTED),
    (CELL, "weights.0.when", "when: nothing", CONSTRUCTED),
    (CELL, "weights.0.otherwise", "otherwise: Nothing()", CONSTRUCTED),
    (CELL, "weights.0.init", "init: nothing", CONSTRUCTED),
    (CELL, "weights.0.requires_grad", "requires_grad: nothing", CONSTRUCTED),
    (CELL, "fixed.0", "fixed: [nothing]", CONSTRUCTED),
    (CELL, "children.child", "child: Nothing", CONSTRUCTED),
    (CELL, "operators.add", "add: Nothing()", USED),
    (CELL, "operators.add", "add: Add(", USED),
    (CELL, "repr", 'repr: "{nothing}"', USED),
]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a table of one row, `Broken`, that the namespace ``nn`` has, too."""
    path, real = tmp_path / "broken.yaml", load.index

    def write(text: str) -> Path:
        path.write_text("Other:\n  kind: alias\n  of: nn.ReLU\n\nBroken:" + text.replace("\n", "\n  ").rstrip() + "\n")
        monkeypatch.setattr(load, "index", lambda namespace: {**real(namespace), "Broken": path})
        load._blocks.cache_clear()
        return path

    return write


def use(path: Path, stage: str) -> None:
    row = load.read(path, "nn", "Broken")
    if stage == READ:
        return
    made = maker(row.kind)(row, "msshim.nn")
    if row.kind != "cell" or stage == MADE:
        return
    cell = made(2)
    if stage == USED:
        assert repr(cell.add)[:3] == "Pri" and "2" in repr(cell)


@pytest.mark.parametrize("text", [CELL, FUNCTION, METHOD, PRIMITIVE, WRITTEN, ALIAS])
def test_right(text: str, table) -> None:
    use(table(text), USED)


@pytest.mark.parametrize(("text", "field", "line", "stage"), BROKEN, ids=[f"{case[1]}-{case[2]}" for case in BROKEN])
def test_broken(text: str, field: str, line: str, stage: str, table) -> None:
    opening = re.match(r"- \{name: \w+|\w+:", line)
    assert opening is not None
    path = table(re.sub(rf"^( *){re.escape(opening[0])}.*$", lambda old: old[1] + line, text, count=1, flags=re.M))
    number = next(n for n, one in enumerate(path.read_text().splitlines(), 1) if one.strip() == line)
    earlier = {READ: READ, MADE: READ, CONSTRUCTED: MADE, USED: CONSTRUCTED}[stage]
    if earlier != stage:
        use(path, earlier)
    with pytest.raises(Exception) as found:
        use(path, stage)
    said = str(found.value) if stage == READ else "".join(getattr(found.value, "__notes__", []))
    assert f"{path}:{number}: Broken: {field}" in said, said
