"""Texts changed and split by regular expressions. Source: the text operations of mindspore.dataset of 2.10."""

from __future__ import annotations

import re
from typing import Any

from msshim._src.data.text import icu, strings

_REPLACED = re.compile(
    r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\(?:[uU][0-9a-fA-F]*.?()|(.?))|\$([0-9]+)|\$\{([A-Za-z][A-Za-z0-9]*)\}|(\$)",
    re.S,
)


def replace(array: Any, pattern: str, replace: str, replace_all: bool) -> Any:
    """The texts with others in place of what is found; of several, all stand in the first, as in MindSpore."""
    found = icu.compiled(pattern)
    instead = (lambda match: _filled(match, replace)) if _REPLACED.search(replace) else replace
    texts = [found.sub(instead, text, 0 if replace_all else 1) for text in strings.several(array)]
    return strings.first(["".join(texts)] if texts else [], array.shape)


def _filled(match: Any, template: str) -> str:
    def part(found: re.Match[str]) -> str:
        short, long, nothing, literal, number, name, bare = found.groups()
        if short or long:
            return chr(int(short or long, 16))
        if nothing is not None or literal is not None:  # a code that is not complete is dropped
            return literal or ""
        if bare or (name and name not in match.re.groupindex):
            raise ValueError(f"the replacement {template!r} has a group that is not in the pattern.")
        if name:
            return match[name] or ""
        taken = 1  # as many digits as make the number of a group
        while taken < len(number) and int(number[: taken + 1]) <= match.re.groups:
            taken += 1
        return (match[int(number[:taken])] or "") + number[taken:]

    return _REPLACED.sub(part, template)


def tokenize(array: Any, delim_pattern: str, keep_delim_pattern: str, with_offsets: bool) -> Any:
    """What stands between delimiters, and those delimiters that a pattern of their own matches."""
    text = strings.scalar(array)
    delimiter, kept = icu.compiled(delim_pattern), icu.compiled(keep_delim_pattern)
    spans, start = [], 0
    for found in delimiter.finditer(text):
        if start < found.start():
            spans.append((start, found.start()))
        if keep_delim_pattern and found[0] and kept.fullmatch(found[0]):
            spans.append(found.span())
        start = found.end()
    if start < len(text):
        spans.append((start, len(text)))
    return strings.cut(text, spans, with_offsets)
