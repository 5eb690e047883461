"""C's functions of one float. numpy's differ from them in the last bit, which an image warped by an angle shows."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Callable
from typing import Any

import numpy as np

f4: Any = np.float32
_Function = Callable[..., Any]


def _of_c(name: str, otherwise: Any, takes: int = 1) -> _Function:
    """The function of the C library, or numpy's where there is no such library."""
    try:
        found = getattr(ctypes.CDLL(ctypes.util.find_library("m")), name)
    except (OSError, AttributeError):
        return lambda *values: f4(otherwise(*map(f4, values)))
    found.restype, found.argtypes = ctypes.c_float, [ctypes.c_float] * takes
    return lambda *values: f4(found(*values))


cos, sin, tan = _of_c("cosf", np.cos), _of_c("sinf", np.sin), _of_c("tanf", np.tan)
log, power = _of_c("logf", np.log), _of_c("powf", np.power, 2)
