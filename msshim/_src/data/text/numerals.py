"""Texts as numbers, read as C reads them. Source: ToNumber of mindspore.dataset.text of 2.10."""

from __future__ import annotations

import ctypes
import errno
import os
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from msshim._src.data.text import strings
from msshim._src.tensor.dtype import dtype_to_nptype

_INTEGER = re.compile(r"[ \t-\r]*([+-]?[0-9]+)")


def to_number(array: Any, data_type: Any) -> Any:
    """The texts as numbers of a dtype."""
    texts, dtype = strings.several(array), np.dtype(dtype_to_nptype(data_type))
    read = _integer if dtype.kind in "iu" else _float
    return np.array([read(text, dtype) for text in texts], dtype).reshape(array.shape)


def _integer(text: str, dtype: Any) -> int:
    found, limits = _INTEGER.match(text), np.iinfo(dtype)
    if found is None:
        raise ValueError(f"{text!r} is no number.")
    value = int(found[1])
    if not limits.min <= value <= limits.max or (dtype.kind == "u" and "-" in text):
        raise ValueError(f"{text!r} is out of the range [{limits.min}, {limits.max}] of {dtype}.")
    return value


def _float(text: str, dtype: Any) -> float:
    double, data = dtype == np.float64, text.encode()
    stop = ctypes.c_char_p()
    start = ctypes.c_char_p(data)
    ctypes.set_errno(0)
    value = float(_reader("strtod" if double else "strtof")(start, ctypes.byref(stop)))
    if stop.value == start.value:
        raise ValueError(f"{text!r} is no number.")
    if ctypes.get_errno() == errno.ERANGE or np.isinf(value) or abs(value) > np.finfo(dtype).max:
        raise ValueError(f"{text!r} is out of the range of {dtype}.")
    return value


@cache
def _reader(name: str) -> Callable[..., Any]:
    """C's function, which rounds once and says what is out of range."""
    found: Any = getattr(ctypes.CDLL("msvcrt" if os.name == "nt" else None, use_errno=True), name)
    found.restype = ctypes.c_double if name == "strtod" else ctypes.c_float
    found.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    return found  # type: ignore[no-any-return]
