"""`repr` of every cell row against the real MindSpore's."""

import re

import pytest
from oracle import both
from rows import all_rows, draw

ROWS = all_rows("cell")


def plain(text: str) -> str:
    """Without the addresses and modules of initializer objects."""
    return re.sub(r"<[\w.]+\.(\w+) object at \w+>", r"<\1>", text)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.qualified)
def test_repr(row) -> None:
    for call in draw(row, 6):
        ours, theirs = both(row, call.args)
        assert plain(repr(ours)) == plain(repr(theirs))
        assert plain(str(ours)) == plain(str(theirs))
