"""Chinese words, by a dictionary of words and by a hidden Markov model of characters.

Source: cppjieba 5.1 as mindspore.dataset.text 2.10 has it; the files are those of cppjieba.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from msshim._src.data.kinds import JiebaMode
from msshim._src.data.text import checks, strings
from msshim._src.data.text.strings import Span
from msshim._src.data.transforms.base import TextTensorOperation
from msshim._src.data.transforms.checks import typed

_SEPARATORS = frozenset(" \t\n，。")
_LEAST = -3.14e100
_UNKNOWN = [_LEAST] * 4
_LONGEST = 512
_E, _S = 1, 3  # of the states: the end of a word, and a word of one character
_ADDED = re.compile(r"\s*([^\s*]+?)\s*([0-9]+)?\s*$")


class Dictionary:
    """Words with their weights, and what words begin with."""

    def __init__(self, path: str, added: Sequence[tuple[str, int]]) -> None:
        counts = [_entry(line) for line in _lines(path)]
        total = 0.0
        for _, count in counts:
            total += count
        self._weights: dict[str, float | None] = {}
        for word, count in counts:
            self._add(word, math.log(count / total))
        known = sorted(math.log(count / total) for _, count in counts)
        self.least = known[0]
        for word, count in added:
            share = (count + 2**31) % 2**32 - 2**31  # an int of C
            usual = known[len(known) // 2]
            self._add(word, usual if not share else math.log(share / total) if share > 0 else math.nan)

    def _add(self, word: str, weight: float) -> None:
        for stop in range(1, len(word)):
            self._weights.setdefault(word[:stop])
        if word:
            self._weights[word] = weight

    def cut(self, text: str, begin: int, end: int) -> list[Span]:
        """The most probable words of a part of a text."""
        text, weights = text[begin:end], self._weights
        size = len(text)
        best, ends = [0.0] * (size + 1), [0] * size
        for start in reversed(range(size)):
            most, found = _LEAST, start + 1
            for stop in range(start + 1, min(size, start + _LONGEST) + 1):
                part = text[start:stop]
                known = part in weights
                weight = weights[part] if known else None
                if weight is None and stop == start + 1:
                    weight = self.least
                if weight is not None and best[stop] + weight > most:
                    most, found = best[stop] + weight, stop
                if not known:
                    break
            best[start], ends[start] = most, found
        spans, start = [], 0
        while start < size:
            spans.append((begin + start, begin + ends[start]))
            start = ends[start]
        return spans


def _lines(path: str) -> list[str]:
    return Path(path).read_bytes().decode().removesuffix("\n").split("\n")


def _entry(line: str) -> tuple[str, float]:
    """A word and how often it comes."""
    parts = line.split(" ")
    parts = parts if parts[-1] else parts[:-1]
    try:
        word, count, _ = parts
        if float(count) > 0:
            return word, float(count)
    except ValueError:
        pass
    raise ValueError(f"a line of the dictionary must be a word, a positive number and a tag, but it is {line!r}.")


class Model:
    """A hidden Markov model of where in a word a character is."""

    def __init__(self, path: str) -> None:
        lines = [line.strip() for line in _lines(path)]
        lines = [line for line in lines if line and not line.startswith("#")]
        try:
            start, *rest = [[float(one) for one in line.split(" ")] for line in lines[:5]]
            emitted = [_emitted(line) for line in lines[5:9]]
            if len(emitted) != 4 or {len(one) for one in (start, *rest)} != {4}:
                raise ValueError
            self._start, self._steps = start, [*zip(*rest, strict=True)]  # the steps to each state
            self._emitted = {one: [of.get(one, _LEAST) for of in emitted] for one in set().union(*emitted)}
        except ValueError:
            raise ValueError(f"the model {path!r} is not as cppjieba has it.") from None

    def cut(self, text: str, start: int, stop: int) -> list[Span]:
        """The most probable words of a part of a text; runs of letters and of digits stay whole."""
        found: list[Span] = []
        left = right = start
        while right < stop:
            if text[right] >= "\x80":
                right += 1
                continue
            found += self._likeliest(text, left, right)
            left, right = right, _run(text, right, stop)
            found.append((left, right))
            left = right
        return found + self._likeliest(text, left, stop)

    def _likeliest(self, text: str, start: int, stop: int) -> list[Span]:
        if start == stop:
            return []
        first, *rest = (self._emitted.get(one, _UNKNOWN) for one in text[start:stop])
        w0, w1, w2, w3 = weights = [one + other for one, other in zip(self._start, first, strict=True)]
        paths = []
        for emitted in rest:
            weights, path = [], []
            for (s0, s1, s2, s3), here in zip(self._steps, emitted, strict=True):
                values = (w0 + s0 + here, w1 + s1 + here, w2 + s2 + here, w3 + s3 + here)
                most = max(values)
                path.append(values.index(most) if most > _LEAST else _E)
                weights.append(most if most > _LEAST else _LEAST)
            w0, w1, w2, w3 = weights
            paths.append(path)
        state = _E if weights[_E] >= weights[_S] else _S
        states = [state]
        for path in reversed(paths):
            state = path[state]
            states.append(state)
        found, left = [], start
        for i, state in enumerate(reversed(states), start + 1):
            if state in (_E, _S):
                found.append((left, i))
                left = i
        return found


def _emitted(line: str) -> dict[str, float]:
    pairs = [pair.rpartition(":") for pair in line.split(",") if pair]
    return {character: float(weight) for character, _, weight in pairs}


def _run(text: str, start: int, stop: int) -> int:
    """Where a run of letters and digits ends, or one of digits and points; or else the one character."""
    end = start + 1
    if text[start].isalpha():
        while end < stop and text[end].isascii() and text[end].isalnum():
            end += 1
    elif text[start].isdigit():
        while end < stop and (text[end] in "0123456789."):
            end += 1
    return end


class Segmenter:
    """What cuts texts into words; the files are read at the first text."""

    def __init__(self, hmm_path: str, mp_path: str, mode: JiebaMode) -> None:
        self._paths, self._mode = (hmm_path, mp_path), mode
        self._parts: tuple[Model, Dictionary] | None = None
        self.words: list[tuple[str, int]] = []

    def add(self, word: str, count: int) -> None:
        """One word more, with how often it comes; 0 for the median of all."""
        self.words.append((word, count))
        self._parts = None

    def cut(self, text: str) -> list[Span]:
        """Where the words are."""
        if self._parts is None:
            self._parts = Model(self._paths[0]), Dictionary(self._paths[1], self.words)
        found: list[Span] = []
        for start, stop in _sentences(text):
            found += self._words(text, start, stop, *self._parts)
        return found

    def _words(self, text: str, start: int, stop: int, model: Model, dictionary: Dictionary) -> Iterator[Span]:
        if self._mode is JiebaMode.HMM:
            yield from model.cut(text, start, stop)
            return
        unknown = start  # where a run of words of one character began
        for low, high in [*dictionary.cut(text, start, stop), (stop, stop)]:
            if self._mode is JiebaMode.MIX:
                if high - low == 1:
                    continue
                yield from model.cut(text, unknown, low)
                unknown = high
            if low < high:
                yield low, high


def _sentences(text: str) -> Iterator[Span]:
    """Separators, and what stands between them."""
    start = 0
    for i, one in enumerate(text):
        if one in _SEPARATORS:
            if start < i:
                yield start, i
            yield i, i + 1
            start = i + 1
    if start < len(text):
        yield start, len(text)


def tokenize(array: Any, segmenter: Segmenter, with_offsets: bool) -> Any:
    """The words of a text."""
    text = strings.scalar(array)
    if not text and with_offsets:  # MindSpore gives no places here
        return strings.array([""]), np.array([], np.uint32), np.array([], np.uint32)
    return strings.cut(text, segmenter.cut(text), with_offsets)


class JiebaOperation(TextTensorOperation):
    """What JiebaTokenizer has beside its call."""

    segmenter: Segmenter

    @property
    def words(self) -> list[tuple[str, int]]:
        """The words that were added, with how often they come."""
        return self.segmenter.words

    def __call__(self, *input_tensor_list: Any) -> Any:
        """The words of one text. Raises TypeError where a word that was added is no str."""
        for word, _ in self.words:
            typed("word", word, str)
        return super().__call__(*input_tensor_list)

    def add_word(self, word: str, freq: int | None = None) -> None:
        """Add a word.

        Args:
            word: The word.
            freq: How often it comes; as often as the median of all words, unless said.

        Raises:
            TypeError: `freq` is no int.
            ValueError: `word` is None, or `freq` out of range.
        """
        if word is None:
            raise ValueError("The 'word' must be a str, but got None.")
        if freq is not None:
            checks.count("freq", freq)
        self.segmenter.add(word, freq or 0)

    def add_dict(self, user_dict: str | dict[str, int]) -> None:
        """Add words.

        Args:
            user_dict: How often each word comes, by the word; or the path of a file whose lines are a word and a
                number. Lines that are not are passed over.

        Raises:
            TypeError: It is neither, or a number no int.
            ValueError: There is no such file, or a number is out of range.
        """
        typed("user_dict", user_dict, str, dict)
        pairs: Iterable[tuple[str, int]]
        if isinstance(user_dict, dict):
            pairs = user_dict.items()
        else:
            if not Path(user_dict).exists():
                raise ValueError(f"The 'user_dict' must be a file, but there is none: {user_dict!r}.")
            found = [_ADDED.match(line.strip()) for line in _lines(user_dict)]
            pairs = [(one[1], int(one[2] or 0)) for one in found if one]
        for word, freq in pairs:
            self.add_word(word, freq)
