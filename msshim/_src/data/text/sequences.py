"""What is computed of rows of texts as they are: cut, joined, lengthened. Source: mindspore.dataset.text of 2.10."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from msshim._src.data.text import strings


def add_token(array: Any, token: str, begin: bool) -> Any:
    """The rows with one more text, at the beginning or at the end of each."""
    strings.several(array, (1, 2))
    check_token(token)
    column = np.full((*array.shape[:-1], 1), token)
    return _whole(np.concatenate([column, array] if begin else [array, column], -1))


def check_token(token: str) -> None:
    """Raises ValueError for an empty one."""
    if not token:
        raise ValueError("the 'token' must not be empty.")


def truncate(array: Any, max_seq_len: int) -> Any:
    """The first of each row."""
    if array.ndim not in (1, 2) or array.dtype.kind == "S":
        raise ValueError(f"the input must have 1 or 2 axes and no bytes, but it is {array.dtype}, shape {array.shape}.")
    return _whole(array[..., :max_seq_len])


def truncate_pair(first: Any, second: Any, max_length: int) -> tuple[Any, Any]:
    """Two rows with so many values together: the last of the longer one goes, of equal ones the second's."""
    if max_length < 0:
        raise ValueError(f"the 'max_length' must not be negative, but got {max_length}.")
    if first.ndim != 1 or second.ndim != 1:
        raise ValueError(f"both inputs must have one axis, but the shapes are {first.shape} and {second.shape}.")
    kept = [len(first), len(second)]
    excess = max(sum(kept) - max_length, 0)
    longer = 0 if kept[0] > kept[1] else 1
    off = min(excess, abs(kept[0] - kept[1]))
    kept[longer] -= off
    kept[1] -= (excess - off + 1) // 2
    kept[0] -= (excess - off) // 2
    return _whole(first[: kept[0]]), _whole(second[: kept[1]])


def _whole(view: Any) -> Any:
    """A part of an array, as an array of its own."""
    return strings.fitted(np.ascontiguousarray(view))


def sliding_window(array: Any, width: int, axis: int) -> Any:
    """All runs of so many neighbours; nothing where there are fewer."""
    if array.ndim != 1 or axis not in (0, -1):
        raise ValueError(f"the input must have one axis, and 'axis' be 0 or -1, but got {array.shape} and {axis}.")
    if len(array) < width:
        return _whole(array[:0])
    return _whole(np.lib.stride_tricks.sliding_window_view(array, width))


def ngram(
    array: Any, ngrams: Sequence[int], left_pad: tuple[str, int], right_pad: tuple[str, int], separator: str
) -> Any:
    """Runs of neighbours, joined, for each length; an empty text where there are too few."""
    texts = strings.several(array, (1,))
    (left, before), (right, after) = left_pad, right_pad
    padded = [left] * before + texts + [right] * after
    found: list[str] = []
    for n in ngrams:
        start, stop = before - min(before, n - 1), len(padded) - after + min(after, n - 1)
        runs = [separator.join(padded[i : i + n]) for i in range(start, stop - n + 1)]
        found += runs or [""]
    return strings.array(found)
