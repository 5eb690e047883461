"""What the Unicode of MindSpore's ICU says of characters; `unicode.txt` has it, made by tools/update_unicode.py."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PROPERTIES = ("P", "Mn", "C", "ignorable")
_FORMS = ("NFKD", "NFKC_Casefold")


@cache
def _lines() -> dict[str, list[str]]:
    text = Path(__file__).with_name("unicode.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {name: words for name, *words in lines}


@cache
def _table() -> dict[str, list[tuple[int, int]]]:
    ends = {name: [one.partition("-") for one in words] for name, words in _lines().items() if name not in _FORMS}
    return {name: [(int(low, 16), int(high or low, 16)) for low, _, high in of] for name, of in ends.items()}


@cache
def newer(form: str) -> dict[int, str]:
    """What characters become in a form that are newer than the Unicode of the oldest Python."""
    pairs = [one.partition("=") for one in _lines()[form]]
    return {int(code, 16): "".join(chr(int(one, 16)) for one in made.split("+") if one) for code, _, made in pairs}


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
