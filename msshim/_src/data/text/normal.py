"""Unicode's normal forms and its folding of case. Source: the text operations of mindspore.dataset of 2.10.

Both are of Python's own Unicode, which is MindSpore's (15.1) from Python 3.13 on; what Pythons before do not know of
characters is in a table, but for the order of marks that are newer than theirs.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from unicodedata import normalize

from msshim._src.data.kinds import NormalizeForm
from msshim._src.data.text import strings, unicode


class _Folding(dict[int, str]):
    """What each character becomes: NFKC_Casefold, without the canonical composition of the whole."""

    def __init__(self) -> None:
        super().__init__(unicode.newer("NFKC_Casefold"))

    def __missing__(self, code: int) -> str:
        ignorable = unicode.codes("ignorable")
        found, before = chr(code), ""
        while found != before:
            before = found
            found = normalize("NFKC", normalize("NFD", found).casefold())
            found = "".join(character for character in found if ord(character) not in ignorable)
        self[code] = found
        return found


_folding = cache(_Folding)


@cache
def _newer() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, unicode.newer('NFKD')))}]")


def folded(text: str) -> str:
    """The text in NFKC_Casefold."""
    return text.lower() if text.isascii() else normalize("NFC", text.translate(_folding()))


def normal(text: str, form: NormalizeForm) -> str:
    """The text in a normal form."""
    if form is NormalizeForm.NONE or text.isascii():
        return text
    if form in (NormalizeForm.NFKC, NormalizeForm.NFKD) and _newer().search(text):
        text = text.translate(unicode.newer("NFKD"))
    return normalize(form.name, text)  # type: ignore[arg-type]


def case_fold(array: Any) -> Any:
    """The texts without differences of case."""
    return strings.array([folded(text) for text in strings.several(array)], array.shape)


def normalize_utf8(array: Any, normalize_form: NormalizeForm) -> Any:
    """The texts in a normal form."""
    return strings.array([normal(text, normalize_form) for text in strings.several(array)], array.shape)
