"""BERT's tokens: words and signs, then the pieces of words that a vocabulary has. Source: mindspore.dataset.text."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import Any
from unicodedata import normalize

from msshim._src.data.kinds import NormalizeForm
from msshim._src.data.text import normal, strings, unicode
from msshim._src.data.text.strings import Span
from msshim._src.data.text.vocab import Vocab

_RANGES = "4e00-9fff 3400-4dbf 20000-2a6df 2a700-2b73f 2b740-2b81f 2b820-2ceaf f900-faff 2f800-2fa1f"
"""Chinese characters, each of which is a token, as BERT has them."""
_KEPT = ("[CLS]", "[SEP]", "[UNK]", "[PAD]", "[MASK]")
_REMEMBERED = 2**16


@cache
def _control() -> re.Pattern[str]:
    return re.compile(f"[{unicode.members('C')}]")


@cache
def _accent() -> re.Pattern[str]:
    return re.compile(f"[{unicode.members('Mn')}]")


@cache
def _token(keep_whitespace: bool, preserve_unused_token: bool) -> re.Pattern[str]:
    """One token."""
    chinese = "".join(r"\U{:0>8}-\U{:0>8}".format(*one.split("-")) for one in _RANGES.split())
    signs = rf"!-/:-@\[-`{{-~{unicode.members('P')}{chinese}"
    unused = r"\[(?:CLS|SEP|UNK|PAD|MASK|unused\d+)\]|" if preserve_unused_token else ""
    return re.compile(rf"{unused}[{signs}]|[^\s{signs}]+" + (r"|\s+" if keep_whitespace else ""))


def _folded(text: str) -> str:
    """The text in NFKC_Casefold but for BERT's own tokens. As in MindSpore, all before such a token comes again."""
    if "[" not in text:
        return normal.folded(text)
    found, start, length = [], -1, 0
    stop = 0
    for i, one in enumerate(text):
        if one == "[":
            start = i
        length += start >= 0
        if one == "]" and start >= 0:
            if text[start : start + length] in _KEPT:
                stop = start + length
                found += [normal.folded(text[:start]), text[start:stop]]
            start, length = -1, 0
    return "".join(found) + (normal.folded(text) if stop < len(text) else "")


class Words:
    """The words and signs of texts. Its arguments are those of BasicTokenizer."""

    def __init__(
        self, lower_case: bool, keep_whitespace: bool, form: NormalizeForm, preserve_unused_token: bool
    ) -> None:
        self._lower, self._form, self._preserve = lower_case, form, preserve_unused_token
        self._token = _token(keep_whitespace, preserve_unused_token)

    def prepared(self, text: str) -> str:
        """The text as it is cut: in one form, without control characters, on demand without accents and capitals."""
        if not self._lower:
            text = normal.normal(text, self._form)
        else:
            text = _folded(text) if self._preserve else normal.folded(text)
            text = text if text.isascii() else _accent().sub("", normalize("NFD", text))
        return text if text.isprintable() else _control().sub(" ", text)

    def cut(self, text: str) -> list[str]:
        """The words of a prepared text; of none, one that is empty."""
        return self._token.findall(text) or [""]

    def spans(self, text: str) -> list[Span]:
        """Where they are."""
        return [found.span() for found in self._token.finditer(text)] or [(0, 0)]


class Pieces(dict[str, "tuple[list[str], list[Span]]"]):
    """The pieces of each word that a vocabulary has, and where they are in it, in bytes. They are remembered."""

    def __init__(self, vocab: Vocab, suffix_indicator: str, max_bytes_per_token: int, unknown_token: str) -> None:
        super().__init__()
        self._words, self._suffix = vocab._known(), suffix_indicator
        self._largest, self._unknown = max_bytes_per_token, unknown_token

    def __missing__(self, word: str) -> tuple[list[str], list[Span]]:
        found = self._cut(word)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = found
        return found

    def _cut(self, word: str) -> tuple[list[str], list[Span]]:
        size = len(word.encode())
        unknown = self._unknown or word
        if size > self._largest:
            return [unknown], [(0, len(unknown.encode()))]
        pieces: list[str] = []
        spans: list[Span] = []
        start = 0
        while start < len(word):
            mark = self._suffix if start else ""
            for stop in range(len(word), start, -1):
                if mark + word[start:stop] in self._words:
                    break
            else:
                if start and self._suffix in self._words:
                    raise ValueError(f"the vocabulary has {self._suffix!r} itself, which no piece of {word!r} can be.")
                return [unknown], [*strings.places(word, spans), (0, size)]  # as many places as were found: MindSpore's
            pieces.append(mark + word[start:stop])
            spans.append((start, stop))
            start = stop
        return pieces, strings.places(word, spans)


def basic(array: Any, finder: Words, with_offsets: bool) -> Any:
    """The words and signs of one text; offsets are those in the prepared text."""
    text = finder.prepared(strings.scalar(array))
    return strings.cut(text, finder.spans(text), True) if with_offsets else strings.array(finder.cut(text))


def wordpiece(array: Any, *starts: Any, pieces: Pieces, with_offsets: bool) -> Any:
    """The pieces of each text, whose places may be given."""
    texts = strings.several(array, (0, 1))
    return _pieces(
        texts, starts[0].tolist() if with_offsets and len(starts) == 2 else [0] * len(texts), pieces, with_offsets
    )


def bert(array: Any, finder: Words, pieces: Pieces, with_offsets: bool) -> Any:
    """The pieces of the words of one text."""
    text = finder.prepared(strings.scalar(array))
    if not with_offsets:
        return _pieces(finder.cut(text), [], pieces, False)
    spans = finder.spans(text)
    starts = [start for start, _ in strings.places(text, spans)]
    return _pieces([text[start:stop] for start, stop in spans], starts, pieces, True)


def _pieces(texts: list[str], starts: list[int], pieces: Pieces, with_offsets: bool) -> Any:
    if not with_offsets:
        return strings.array(list(chain.from_iterable(pieces[text][0] for text in texts)) or [""])
    tokens: list[str] = []
    spans: list[Span] = []
    for text, start in zip(texts, starts, strict=True):
        cut, places = pieces[text]
        tokens += cut
        spans += [(start + low, start + high) for low, high in places]
    return strings.with_places(tokens or [""], spans or [(0, 0)])
