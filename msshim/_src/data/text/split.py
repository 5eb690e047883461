"""Texts in parts: at white space, at each character, at each change of script. Source: mindspore.dataset.text of 2.10."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from msshim._src.data.text import strings, unicode

SPACES = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""The characters of White_Space, as what stands in the brackets of a regular expression."""
_WORD = re.compile(f"[^{SPACES}]+")
_SPACE = re.compile(f"[{SPACES}]")
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


def scripts(array: Any, keep_whitespace: bool, with_offsets: bool) -> Any:
    """Runs of characters of one script, white space and the rest apart."""
    text = strings.scalar(array)
    spans, start = [], 0
    for (_, space), run in groupby(text, lambda one: (unicode.script(one), bool(_SPACE.match(one)))):
        stop = start + sum(1 for _ in run)
        if keep_whitespace or not space:
            spans.append((start, stop))
        start = stop
    return strings.cut(text, spans, with_offsets)
