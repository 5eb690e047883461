"""What the arguments of operations on texts must be. Source: the validators of mindspore.dataset.text of 2.10."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from msshim._src.data.transforms.checks import INT32, Range, integer, listed, refuse, typed, within
from msshim._src.tensor.dtype import Type, dtype_to_nptype, number_type, string

POSITIVE_INT, UINT32 = Range("[", 1, INT32, "]"), Range("[", 0, 2**32 - 1, "]")


def words(name: str, value: Any, optional: bool = False) -> None:
    """A list of str, none of them twice."""
    if optional and value is None:
        return
    typed(name, value, list)
    for one in value:
        typed(name, one, str)
    if len(set(value)) != len(value):
        raise ValueError(f"The '{name}' must have no word twice, but got {value}.")


def frequencies(columns: Any, freq_range: Any, top_k: Any) -> None:
    """What `Vocab.from_dataset` takes of columns and numbers."""
    if columns is not None and not isinstance(columns, list):
        typed("columns", columns, str)
    if freq_range is not None:
        typed("freq_range", freq_range, tuple)
        if len(freq_range) != 2 or not all(one is None or isinstance(one, int) for one in freq_range):
            raise ValueError(f"The 'freq_range' must be two ints or None, but got {freq_range}.")
        low, high = freq_range
        if low is not None and high is not None and not 0 <= low <= high:
            raise ValueError(f"The 'freq_range' must be in order and not negative, but got {freq_range}.")
    if top_k is not None:
        typed("top_k", top_k, int)
        within("top_k", top_k, Range("[", 1, 2**63 - 1, "]"))


def numeric(name: str, value: Any) -> None:
    """A dtype of numbers, and not of bools."""
    if value not in number_type:
        raise refuse(name, "a dtype of numbers", value)
    known(name, value)


def known(name: str, value: Any) -> None:
    """A dtype that the arrays of pipelines have. Raises KeyError for another, as MindSpore does."""
    typed(name, value, Type)
    if value is not string and np.dtype(dtype_to_nptype(value)).kind not in "biuf":
        raise KeyError(f"The '{name}' must be a dtype of numpy's reals, but got {value!r}.")


def count(name: str, value: Any) -> None:
    """An int of 32 bits without a sign."""
    typed(name, value, int)
    within(name, value, UINT32)


def lengths(name: str, value: Any) -> None:
    """A positive int, or a list of them."""
    found = [value] if isinstance(value, int) else value
    if not isinstance(found, list) or not found:
        raise ValueError(f"The '{name}' must be a positive int or a list of them, but got {value!r}.")
    for i, one in enumerate(found):
        integer(f"{name}[{i}]", one, POSITIVE_INT)


def path(name: str, value: Any) -> None:
    """A str that is the path of something."""
    typed(name, value, str)
    if not Path(value).exists():
        raise ValueError(f"The '{name}' must be the path of a file, but there is none: {value!r}.")


def copies(name: str, value: Any) -> None:
    """A tuple of a str and the number of its copies."""
    if not (isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], int)):
        raise ValueError(f"The '{name}' must be a tuple of a str and an int, but got {value!r}.")
    if value[1] < 0:
        raise ValueError(f"The '{name}' must have a number that is not negative, but got {value!r}.")


def numbers(name: str, value: Any) -> None:
    """A list or tuple of numbers."""
    listed(name, value, int, float)
