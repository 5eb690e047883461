"""The words of Wikipedia's pages. Source: FilterWikipediaXML of mindspore.dataset.text of 2.10."""

from __future__ import annotations

import re
from typing import Any

from msshim._src.data.text import strings

# The steps that can find something, in MindSpore's order, which is that of its patterns' own characters.
_NUMERALS = "zero one two three four five six seven eight nine"
_STEPS = [
    (re.compile("&[^;]*;"), " "),
    *((re.compile(str(i)), f" {word} ") for i, word in enumerate(_NUMERALS.split())),
    (re.compile("<[^\n-\r\x85\u2028\u2029]*>"), ""),
    (re.compile("<[^>]*>"), ""),
    (re.compile("R"), ""),
]
_CAPITALS = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQSTUVWXYZ"}
_LAST = [
    (re.compile("[^a-z\n]+"), " "),
    (re.compile("\n "), ""),
    (re.compile(r"\n\s*\n"), "n"),
    (re.compile(r"\s+"), " "),
]


def filter_wikipedia_xml(array: Any) -> Any:
    """The words of the first text in small letters, numerals in words; the other texts are lost, as in MindSpore."""
    texts = strings.several(array)
    return strings.first([_words(text) for text in texts[:1]], array.shape)


def _words(text: str) -> str:
    if "#redirect" in text or "#REDIRECT" in text:
        return ""
    for pattern, instead in _STEPS:
        text = pattern.sub(instead, text)
    text = text.translate(_CAPITALS)
    for pattern, instead in _LAST:
        text = pattern.sub(instead, text).strip()
    return text
