"""`Vocab`: words and their numbers. Source: mindspore.dataset.text.Vocab of 2.10."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from msshim._src.data import failures
from msshim._src.data.failures import Refused
from msshim._src.data.text import checks, strings
from msshim._src.data.transforms.checks import INT32, NATURAL, Range, integer, refuse, typed, within
from msshim._src.tensor.dtype import dtype_to_nptype, string


class Vocab:
    """Words and their numbers, made by `from_dataset`, `from_list`, `from_file` or `from_dict`."""

    def __init__(self) -> None:
        self._words: dict[str, int] | None = None
        self._tokens: dict[int, str] = {}

    @classmethod
    def from_dataset(
        cls,
        dataset: Any,
        columns: Any = None,
        freq_range: Any = None,
        top_k: Any = None,
        special_tokens: Any = None,
        special_first: bool = True,
    ) -> Vocab:
        """The words of a dataset, the most frequent first, equal ones in the order of their characters.

        Args:
            dataset: Its rows have texts.
            columns: The name of a column, or a list of names; all, unless said.
            freq_range: A tuple of the smallest and largest frequency of a word, None for no limit.
            top_k: How many words, the most frequent; all, unless said.
            special_tokens: Words that come besides.
            special_first: Whether these have the first numbers; else the last.

        Raises:
            TypeError: An argument has a wrong type.
            ValueError: `freq_range` or `top_k` is out of range, or a special token comes twice.
            RuntimeError: A column is not there or has no texts, or a special token is a word of the dataset.
        """
        checks.frequencies(columns, freq_range, top_k)
        checks.words("special_tokens", special_tokens, optional=True)
        typed("special_first", special_first, bool)
        with failures.shown():
            return cls._of(
                _counted(dataset, columns, freq_range, top_k, special_tokens or []), special_tokens, special_first
            )

    @classmethod
    def from_list(
        cls, word_list: list[str], special_tokens: list[str] | None = None, special_first: bool = True
    ) -> Vocab:
        """The words of a list, in its order.

        Args:
            word_list: Words, none of them twice.
            special_tokens: Words that come besides.
            special_first: Whether these have the first numbers; else the last.

        Raises:
            TypeError: An argument is no list of str, or no bool.
            ValueError: A word comes twice.
        """
        checks.words("word_list", word_list)
        checks.words("special_tokens", special_tokens, optional=True)
        if both := {*word_list} & {*(special_tokens or [])}:
            raise ValueError(f"The 'special_tokens' must not be in 'word_list', but got {sorted(both)} in both.")
        typed("special_first", special_first, bool)
        return Vocab._of(word_list, special_tokens, special_first)

    @classmethod
    def from_file(
        cls,
        file_path: str,
        delimiter: str = "",
        vocab_size: int | None = None,
        special_tokens: list[str] | None = None,
        special_first: bool = True,
    ) -> Vocab:
        """The words of a file, one a line.

        Args:
            file_path: The file, UTF-8.
            delimiter: Characters of which each ends a word; what comes after it is not read.
            vocab_size: How many words, the first; all, unless said.
            special_tokens: Words that come besides.
            special_first: Whether these have the first numbers; else the last.

        Raises:
            TypeError: An argument has a wrong type.
            ValueError: `vocab_size` is not positive, or a special token comes twice.
            RuntimeError: There is no such file, or a word comes twice.
        """
        checks.words("special_tokens", special_tokens, optional=True)
        typed("file_path", file_path, str)
        typed("delimiter", delimiter, str)
        if vocab_size is not None:
            integer("vocab_size", vocab_size, checks.POSITIVE_INT)
        typed("special_first", special_first, bool)
        words = _of_lines(file_path, delimiter, vocab_size)
        if len(set(words)) != len(words) or set(words) & {*(special_tokens or [])}:
            raise RuntimeError(f"{file_path} must have no word twice, and none of the 'special_tokens'.")
        return cls._of(words, special_tokens, special_first)

    @classmethod
    def from_dict(cls, word_dict: dict[str, int]) -> Vocab:
        """The words and numbers of a dict.

        Raises:
            TypeError: It is no dict of ints by str.
            ValueError: A number is negative, or too large.
        """
        typed("word_dict", word_dict, dict)
        for word, number in word_dict.items():
            typed("word_dict", word, str)
            integer(f"word_dict[{word!r}]", number, NATURAL)
        made = cls()
        made._words = dict(word_dict)
        return made

    @classmethod
    def _of(cls, words: list[str], special_tokens: list[str] | None, special_first: bool) -> Vocab:
        special = special_tokens or []
        made = cls()
        made._words = {word: i for i, word in enumerate([*special, *words] if special_first else [*words, *special])}
        return made

    def _known(self) -> dict[str, int]:
        if self._words is None:
            raise RuntimeError(
                "This Vocab has no words yet: make one by Vocab.from_dataset, from_list, from_file or from_dict."
            )
        return self._words

    def vocab(self) -> dict[str, int]:
        """The numbers by the words. Raises RuntimeError where there are none."""
        return dict(self._known())

    def tokens_to_ids(self, tokens: Any) -> Any:
        """The number of a word, or a list of the numbers of several; -1 for a word that is not there.

        Raises:
            TypeError: `tokens` is no str, nor a list or array of one axis of them.
            RuntimeError: There are no words.
        """
        words, asked = self._asked("tokens", tokens, str)
        found = [words.get(token, -1) for token in asked]
        return found[0] if len(found) == 1 else found

    def ids_to_tokens(self, ids: Any) -> Any:
        """The word of a number, or a list of the words of several; an empty one for a number that is not there.

        Raises:
            TypeError: `ids` is no int, nor a list or array of one axis of them.
            ValueError: One of them is negative, or too large.
            RuntimeError: There are no words.
        """
        words, asked = self._asked("ids", ids, int, NATURAL)
        if any(not -INT32 - 1 <= one <= INT32 for one in asked):
            raise TypeError(f"The 'ids' must be of 32 bits, but got {ids!r}.")
        if len(self._tokens) != len(words):
            self._tokens = {number: word for word, number in words.items()}
        found = [self._tokens.get(one, "") for one in asked]
        return found[0] if len(found) == 1 else found

    def _asked(
        self, name: str, value: Any, kind: type, limits: Range | None = None
    ) -> tuple[dict[str, int], list[Any]]:
        """The words, and one value or several as a list. Raises TypeError and ValueError for values that are not so."""
        typed(name, value, kind, list, np.ndarray)
        listed = [value] if isinstance(value, kind) else value.tolist() if isinstance(value, np.ndarray) else value
        asked = [
            int(one) if isinstance(one, np.int64) else one for one in (listed if isinstance(listed, list) else [listed])
        ]
        words = self._known() if isinstance(value, np.ndarray) else {}
        for i, one in enumerate(asked):
            typed(f"{name}[{i}]", one, kind)
            if limits is not None and not isinstance(value, np.ndarray):
                within(f"{name}[{i}]", one, limits)
        return words or self._known(), asked


def vocabulary(name: str, value: Any) -> None:
    """A Vocab with words."""
    typed(name, value, Vocab)
    if value._words is None:
        raise refuse(name, "a Vocab with words", value)


def _of_lines(path: str, delimiter: str, size: int | None) -> list[str]:
    file = Path(path)
    if not path or not file.exists():
        raise RuntimeError(f"The 'file_path' must be a file, but there is none: {path!r}.")
    if file.is_dir():
        return []
    lines = file.read_bytes().decode().split("\n")
    lines = lines[:-1] if not lines[-1] else lines
    found = []
    for line in lines[:size]:
        places = [line.find(one) for one in delimiter if one in line]
        found.append(line[: min(places)] if places else line)
    return found


def _counted(dataset: Any, columns: Any, freq_range: Any, top_k: int | None, special_tokens: list[str]) -> list[str]:
    """The words of a dataset's rows, by their frequency."""
    there = dataset._columns()
    wanted = ([columns] if isinstance(columns, str) else columns) or there
    low, high = ((0 if freq_range is None else freq_range[0]) or 0, None if freq_range is None else freq_range[1])
    for name in wanted:
        if name not in there:
            raise Refused(f"The 'columns' must be of {there}, but one is {name!r}.")
    if len(set(wanted)) != len(wanted) or low < 0 or (high is not None and high < low):
        raise Refused(f"The 'columns' must have no name twice, and 'freq_range' be in order: {wanted}, {freq_range}.")
    places = [there.index(name) for name in wanted]
    counts: Counter[str] = Counter()
    for row in failures.rows(dataset._start()()):
        for place in places:
            array = np.asarray(row[place])
            if array.dtype.kind != "U":
                raise Refused(f"The column {there[place]!r} must have texts, but it has {array.dtype}.")
            counts.update(array.ravel().tolist())
    if not counts:
        raise Refused("The dataset has no words.")
    chosen = {word: count for word, count in counts.items() if low <= count and (high is None or count <= high)}
    if taken := [word for word in special_tokens if word in chosen]:
        raise Refused(f"The 'special_tokens' must not be words of the dataset, but it has {taken}.")
    return sorted(chosen, key=lambda word: (-chosen[word], word))[:top_k]


def lookup(array: Any, vocab: Vocab, unknown_token: str | None, data_type: Any) -> Any:
    """The numbers of the words."""
    words = vocab._known()
    texts = strings.several(array)
    check_unknown(vocab, unknown_token, data_type)
    if unknown_token is not None:
        unknown = words[unknown_token]
        found = [words.get(text, unknown) for text in texts]
    else:
        try:
            found = [words[text] for text in texts]
        except KeyError as error:
            raise ValueError(f"{error} is not in the vocabulary, and there is no 'unknown_token'.") from None
    return np.array(found, np.int32).reshape(array.shape).astype(dtype_to_nptype(data_type), copy=False)


def check_unknown(vocab: Vocab, unknown_token: str | None, data_type: Any) -> None:
    """Raises ValueError for an unknown token that is no word, and for a dtype that is none of numbers."""
    if data_type is string:
        raise ValueError(f"the 'data_type' must be one of numbers, but got {data_type}.")
    if unknown_token is not None and unknown_token not in vocab._known():
        raise ValueError(f"the 'unknown_token' {unknown_token!r} is not in the vocabulary.")
