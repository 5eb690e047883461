"""Python numbers cast as MindSpore's graphs do. Source: mindspore.ops of 2.10."""

from __future__ import annotations

from typing import Any

from msshim.core import dtype as mstype

_KINDS: dict[Any, type] = {mstype.int64: int, mstype.float64: float, mstype.bool_: bool}


def scalar_cast(input_x: Any, input_y: Any) -> Any:
    """The number as a Python int, float or bool, for int64, float64 and bool.

    Raises:
        TypeError: `input_x` is no number.
        ValueError: `input_y` is another dtype.
    """
    if not isinstance(input_x, (int, float)):
        raise TypeError(f"For 'ScalarCast', 'input_x' must be a number, but got {input_x!r}.")
    if not isinstance(input_y, mstype.Type) or input_y not in _KINDS:
        raise ValueError(f"For 'ScalarCast', 'input_y' must be int64, float64 or bool, but got {input_y!r}.")
    return _KINDS[input_y](input_x)


class ScalarCast:
    """``ScalarCast()(x, dtype)`` is ``scalar_cast(x, dtype)``."""

    def __init__(self) -> None:
        """No arguments."""

    def __call__(self, input_x: Any, input_y: Any) -> Any:
        """The number as a Python int, float or bool."""
        return scalar_cast(input_x, input_y)
