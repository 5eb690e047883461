"""Texts in parts: at white space, at each character, at each change of script. Source: mindspore.dataset.text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from msshim._src.data.text import strings, unicode

SPACES = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""The characters of White_Space, as what stands in the brackets of a regular expression."""
_WORD = re.compile(f"[^{SPACES}]+")
_SPACE = re.compile(f"[{SPACES}]")
_OGHAM = "\u1680"  # the one white space that is of a script of its own
_ONLY_PYTHON = re.compile("[\x1c-\x1f]")  # which str.split takes for spaces


def whitespace(array: Any, with_offsets: bool) -> Any:
    """What stands between white space."""
    text = strings.scalar(array)
    if not with_offsets and not _ONLY_PYTHON.search(text):
        return strings.array(text.split() or [""])
    return strings.cut(text, [match.span() for match in _WORD.finditer(text)], with_offsets)


def characters(array: Any, with_offsets: bool) -> Any:
    """Each character."""
    text = strings.scalar(array)
    return strings.cut(text, [(i, i + 1) for i in range(len(text))], with_offsets)


@cache
def _run() -> re.Pattern[str]:
    """A run of characters of one script, or of white space; the most frequent first."""
    often = ("Latin", "Common", "Han", "Cyrillic", "Arabic", "Hangul", "Hiragana", "Katakana", "Greek", "Devanagari")
    names = sorted(unicode.scripts(), key=lambda name: often.index(name) if name in often else len(often))
    spaces = "".join(chr(code) for code in range(0x3001) if _SPACE.match(chr(code)))
    classes = [unicode.members(name, spaces) for name in names]
    classes.insert(1, SPACES.replace(_OGHAM, ""))
    return re.compile("|".join(f"[{one}]+" for one in (*classes, _OGHAM)))


def scripts(array: Any, keep_whitespace: bool, with_offsets: bool) -> Any:
    """Runs of characters of one script, white space and the rest apart."""
    text = strings.scalar(array)
    spans = [found.span() for found in _run().finditer(text)]
    if not keep_whitespace:
        spans = [(start, stop) for start, stop in spans if not _SPACE.match(text, start)]
    return strings.cut(text, spans, with_offsets)
