"""Rows: tuples of numpy arrays, one a column, and how values become such."""

from __future__ import annotations

from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.text import strings
from msshim._src.tensor.tensor import Tensor

Row = tuple[Any, ...]


def array(value: Any) -> Any:
    """A column's value as numpy has it; dicts stay."""
    if isinstance(value, Tensor):
        return value.asnumpy()
    if isinstance(value, dict):
        return value
    found = np.asarray(value)
    if found.dtype.kind in "OcmM":
        raise Refused(
            f"A column must be a number, a str, or an array of these, but got {type(value).__name__}.", of_program=True
        )
    return strings.fitted(found)


def own(value: Any) -> Any:
    """A column's value as numpy has it, in memory that no program has: its functions may change rows in place."""
    found = array(value)
    return found.copy() if isinstance(value, (np.ndarray, Tensor)) else found


def row(values: Any) -> Row:
    """What a source returned, as a row."""
    return tuple([own(value) for value in values]) if isinstance(values, (tuple, list)) else (own(values),)
