"""Texts in arrays, and the places of their parts in bytes. Source: the text operations of mindspore.dataset of 2.10.

MindSpore keeps texts as UTF-8, so the offsets that it gives count bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

Span = tuple[int, int]


def scalar(array: Any) -> str:
    """The text of an array without axes. Raises ValueError for anything else."""
    if array.ndim or array.dtype.kind != "U":
        raise ValueError(
            f"the input must be one str, but it is an array of {array.dtype} with the shape {array.shape}."
        )
    return array.item()  # type: ignore[no-any-return]


def several(array: Any, ranks: Sequence[int] = ()) -> list[str]:
    """The texts of an array, one after the other. Raises ValueError where it has others, or another number of axes."""
    if array.dtype.kind != "U" or (ranks and array.ndim not in ranks):
        axes = f" and {' or '.join(map(str, ranks))} axes" if ranks else ""
        raise ValueError(f"the input must have texts{axes}, but it is an array of {array.dtype}, shape {array.shape}.")
    return array.ravel().tolist()  # type: ignore[no-any-return]


def array(texts: Iterable[str], shape: tuple[int, ...] | None = None) -> Any:
    """An array of texts."""
    made = np.array(texts, dtype=str)
    return made if shape is None else made.reshape(shape)


def fitted(array: Any) -> Any:
    """The array; of texts or bytes, no wider than the longest."""
    if array.dtype.kind not in "US":
        return array
    kind = array.dtype.kind
    dtype = np.dtype((kind, max(map(len, array.ravel().tolist()), default=0) or 1))
    return array if dtype == array.dtype else array.astype(dtype)


def first(texts: list[str], shape: tuple[int, ...]) -> Any:
    """An array of which only the first text is there, the others empty, as some of MindSpore's operations leave it."""
    return array(texts + [""] * (int(np.prod(shape)) - len(texts)), shape)


def places(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans of characters as spans of bytes."""
    if text.isascii():
        return list(spans)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    ends = np.zeros(len(codes) + 1, np.int64)
    np.cumsum(1 + (codes > 0x7F) + (codes > 0x7FF) + (codes > 0xFFFF), out=ends[1:])
    found = ends.tolist()
    return [(found[start], found[stop]) for start, stop in spans]


def with_places(tokens: list[str], spans: Sequence[Span]) -> tuple[Any, Any, Any]:
    """Tokens, and where each starts and ends."""
    both = np.array(spans, np.uint32).reshape(-1, 2)
    return array(tokens), both[:, 0].copy(), both[:, 1].copy()


def cut(text: str, spans: Sequence[Span], with_offsets: bool) -> Any:
    """The parts of a text, and on demand their places in bytes; of no parts one that is empty."""
    spans = spans or [(0, 0)]
    tokens = [text[start:stop] for start, stop in spans]
    return with_places(tokens, places(text, spans)) if with_offsets else array(tokens)
