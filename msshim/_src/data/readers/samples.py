"""Samples of the usual kinds: items of arrays, images with a label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Samples
from msshim._src.data.readers.files import image


def scalar(value: Any, dtype: Any) -> Any:
    """An array without axes."""
    return np.array(value, dtype)


def text(value: str | list[str]) -> Any:
    """A text, or several, as a column has it. Raises Refused for what was no UTF-8 in its file."""
    try:
        "".join(value).encode()
    except UnicodeEncodeError as error:
        raise Refused(f"Failed to cast to Unicode string: UnicodeDecodeError: {error}") from error
    return np.array(value, str)


def joined(parts: list[Any]) -> Any:
    """Arrays one after the other; one alone stays as it is."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def of_arrays(*columns: Any, **others: Any) -> Samples:
    """The samples of arrays with one item a sample; each row is a copy."""
    return Samples(range(len(columns[0])), lambda i: tuple(one[i, ...].copy() for one in columns), **others)


def labelled(
    items: Sequence[tuple[str, Any]],
    decode: bool,
    dtype: Any,
    decrypt: Callable[[str], bytes] | None = None,
    known: bool = True,
    **others: Any,
) -> Samples:
    """Images with a label, from their paths. known: whether PKSampler may ask for the labels."""

    def load(item: tuple[str, Any]) -> tuple[Any, Any]:
        path, label = item
        return image(path, decode, decrypt), scalar(label, dtype)

    return Samples(items, load, labels=[label for _, label in items] if known else None, **others)
