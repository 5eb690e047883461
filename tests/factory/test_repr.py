"""`repr` of every cell row against the real MindSpore's."""

import re

import pytest
from oracle import both
from rows import all_rows, draw

ROWS = [row for row in all_rows("cell") if row.cases]


def plain(text: str) -> str:
    """Without the addresses and modules of initializer objects."""
    return re.sub(r"<[\w.]+\.(\w+) object at \w+>", r"<\1>", text)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.qualified)
def test_repr(row) -> None:
    for call in draw(row, 6):
        ours, theirs = both(row, call.args)
        assert plain(repr(ours)) == plain(repr(theirs))
        assert plain(str(ours)) == plain(str(theirs))


@pytest.mark.parametrize(
    "row", [r for r in ROWS if "Conv" in r.name and r.namespace == "nn"], ids=lambda r: r.qualified
)
def test_attributes(row) -> None:
    """What the real layer keeps of its arguments, in the form in which it keeps it."""
    for call in draw(row, 10):
        ours, theirs = both(row, call.args)
        for name in (str(p.name) for p in row.signature):
            kept = getattr(theirs, name, None)
            if isinstance(kept, (int, str, float, tuple)):
                assert getattr(ours, name) == kept, name
        assert [type(getattr(ours, n)).__name__ for n in ("weight_init", "bias_init")] == [
            type(getattr(theirs, n)).__name__ for n in ("weight_init", "bias_init")
        ]
