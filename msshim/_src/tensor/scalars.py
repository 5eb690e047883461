"""What MindSpore's graphs do to numbers, tuples and lists, in plain Python. Source: mindspore.ops of 2.10."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.dtype import Type, dtype_to_torch
from msshim._src.tensor.tensor import Tensor


def _binary(name: str, function: Callable[[Any, Any], Any], divides: bool = False) -> Callable[[Any, Any], Any]:
    def compute(x: Any, y: Any) -> Any:
        try:
            return function(x, y)
        except ZeroDivisionError as error:
            if not divides:
                raise
            raise ValueError(f"For '{name}', the divisor must not be zero.") from error

    compute.__name__ = compute.__qualname__ = name
    compute.__doc__ = f"Python's `{function.__name__}` of two numbers{'; ValueError by zero' if divides else ''}."
    return compute


scalar_add = _binary("scalar_add", operator.add)
scalar_sub = _binary("scalar_sub", operator.sub)
scalar_mul = _binary("scalar_mul", operator.mul)
scalar_div = _binary("scalar_div", operator.truediv, True)
scalar_floordiv = _binary("scalar_floordiv", operator.floordiv, True)
scalar_mod = _binary("scalar_mod", operator.mod, True)
scalar_pow = _binary("scalar_pow", operator.pow)
scalar_eq = _binary("scalar_eq", operator.eq)
scalar_lt = _binary("scalar_lt", operator.lt)
scalar_le = _binary("scalar_le", operator.le)
scalar_gt = _binary("scalar_gt", operator.gt)
scalar_ge = _binary("scalar_ge", operator.ge)
scalar_max = _binary("scalar_max", max)
scalar_min = _binary("scalar_min", min)


def scalar_log(x: Any) -> float:
    """The natural logarithm of a number."""
    return math.log(x)


def scalar_uadd(x: Any) -> Any:
    """The number itself."""
    return x


def scalar_usub(x: Any) -> Any:
    """Minus the number."""
    return -x


def tuple_len(*args: Any) -> int:
    """How many items a tuple or list has.

    Raises:
        RuntimeError: The argument is neither.
    """
    if len(args) != 1 or not isinstance(args[0], (tuple, list)):
        raise RuntimeError(f"For 'sequence_len', there must be one tuple or list, but got {args!r}.")
    return len(args[0])


def make_tuple(*args: Any) -> tuple[Any, ...]:
    """A tuple of the arguments."""
    return args


def make_range(*args: Any) -> tuple[int, ...]:
    """The numbers of Python's `range`, as a tuple."""
    return tuple(range(*args))


def tuple_getitem(*args: Any) -> Any:
    """One item of a tuple, by its place.

    Raises:
        IndexError: There is no such item.
    """
    items, place = args
    return items[place]


def tuple_reversed(*args: Any) -> tuple[Any, ...]:
    """A tuple backwards."""
    (items,) = args
    return tuple(reversed(items))


def mixed_precision_cast(dst_dtype: Any, x: Any) -> Any:
    """Floating-point Tensors, also those in tuples and lists, in another dtype; all else as it is.

    Raises:
        TypeError: `dst_dtype` is no dtype.
    """
    if not isinstance(dst_dtype, Type):
        raise TypeError(f"For 'mixed_precision_cast', the 'dst_dtype' must be a dtype, but got {dst_dtype!r}.")
    if isinstance(x, (tuple, list)):
        return tuple(mixed_precision_cast(dst_dtype, item) for item in x)
    if isinstance(x, Tensor) and x._t.is_floating_point():
        return Tensor(x._t.to(dtype_to_torch(dst_dtype)))
    return x


def add_flags(fn: Any = None, **flags: Any) -> Any:
    """Keep flags for MindSpore's compiler on a function or cell, which comes back; without one, a decorator."""

    def decorate(target: Any) -> Any:
        kept = getattr(target, "_func_graph_flags", None)
        if kept is None:
            target._func_graph_flags = kept = {}
        kept.update(flags)
        return target

    return decorate if fn is None else decorate(fn)


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
