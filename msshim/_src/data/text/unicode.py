"""What the Unicode of MindSpore's ICU says of characters; `unicode.txt` has it, made by tools/update_unicode.py."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PROPERTIES = ("P", "Mn", "C", "ignorable")


@cache
def _table() -> dict[str, list[tuple[int, int]]]:
    text = Path(__file__).with_name("unicode.txt").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, *ranges = line.split()
            ends = [one.partition("-") for one in ranges]
            found[name] = [(int(low, 16), int(high or low, 16)) for low, _, high in ends]
    return found


@cache
def members(name: str, but: str = "") -> str:
    """The characters of a category, property or script, as what stands in the brackets of a regular expression.

    but: characters that are left out.
    """
    found = _table()[name]
    for code in map(ord, but):
        parts = [((low, min(high, code - 1)), (max(low, code + 1), high)) for low, high in found]
        found = [pair for both in parts for pair in both if pair[0] <= pair[1]]
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in found)


@cache
def codes(name: str) -> frozenset[int]:
    """The code points of a category, property or script."""
    return frozenset(code for low, high in _table()[name] for code in range(low, high + 1))


def scripts() -> list[str]:
    """The names of all scripts, such as ``Latin``; ``Unknown`` has what no other one has."""
    return [name for name in _table() if name not in _PROPERTIES]
