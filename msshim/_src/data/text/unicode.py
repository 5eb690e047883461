"""What the Unicode of MindSpore's ICU says of characters; `unicode.txt` has it, made by tools/update_unicode.py."""

from __future__ import annotations

from bisect import bisect
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
def members(name: str) -> str:
    """The characters of a category or property, as what stands in the brackets of a regular expression."""
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in _table()[name])


@cache
def codes(name: str) -> frozenset[int]:
    """The code points of a category or property."""
    return frozenset(code for low, high in _table()[name] for code in range(low, high + 1))


@cache
def _scripts() -> tuple[list[int], list[str]]:
    found = sorted(
        (low, name) for name, ranges in _table().items() if name not in _PROPERTIES for low, _ in ranges
    )
    return [low for low, _ in found], [name for _, name in found]


@cache
def script(character: str) -> str:
    """The script of a character, such as ``Latin``."""
    starts, names = _scripts()
    return names[bisect(starts, ord(character)) - 1]
