"""Unicode's normal forms and its folding of case. Source: the text operations of mindspore.dataset of 2.10.

The forms are those of Python's own Unicode, which is MindSpore's (15.1) from Python 3.13 on; the few characters that
are newer than Python's stay as they are.
"""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

from msshim._src.data.kinds import NormalizeForm
from msshim._src.data.text import strings, unicode


class _Folding(dict[int, str]):
    """What each character becomes: NFKC_Casefold, without the canonical composition of the whole."""

    def __missing__(self, code: int) -> str:
        ignorable = unicode.codes("ignorable")
        found, before = chr(code), ""
        while found != before:
            before = found
            found = normalize("NFKC", normalize("NFD", found).casefold())
            found = "".join(character for character in found if ord(character) not in ignorable)
        self[code] = found
        return found


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The text in NFKC_Casefold."""
    return text.lower() if text.isascii() else normalize("NFC", text.translate(_FOLDING))


def normal(text: str, form: NormalizeForm) -> str:
    """The text in a normal form."""
    return text if form is NormalizeForm.NONE or text.isascii() else normalize(form.name, text)  # type: ignore[arg-type]


def case_fold(array: Any) -> Any:
    """The texts without differences of case."""
    return strings.array([folded(text) for text in strings.several(array)], array.shape)


def normalize_utf8(array: Any, normalize_form: NormalizeForm) -> Any:
    """The texts in a normal form."""
    return strings.array([normal(text, normalize_form) for text in strings.several(array)], array.shape)
