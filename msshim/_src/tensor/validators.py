"""The checks of arguments that programs take from `mindspore._checkparam`. Source: that module of 2.10.

Each gives back the value that it is asked about. `arg_name` and `prim_name` are for the message only.
"""

from __future__ import annotations

import functools
import inspect
import math
import operator
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msshim._src.tensor.dtype import Number, TensorType, float_, int_, number, uint

EQ, NE, LT, LE, GT, GE, INC_NEITHER, INC_LEFT, INC_RIGHT, INC_BOTH, IN, NOT_IN = range(1, 13)

_RELATIONS: dict[int, tuple[str, Callable[[Any, Any], bool]]] = {
    EQ: ("=", operator.eq),
    NE: ("!=", operator.ne),
    LT: ("<", operator.lt),
    LE: ("<=", operator.le),
    GT: (">", operator.gt),
    GE: (">=", operator.ge),
    IN: ("in", lambda value, group: value in group),
    NOT_IN: ("not in", lambda value, group: value not in group),
}
_RANGES: dict[int, tuple[str, Callable[[Any, Any], bool], Callable[[Any, Any], bool]]] = {
    INC_NEITHER: ("({}, {})", operator.le, operator.ge),
    INC_LEFT: ("[{}, {})", operator.lt, operator.ge),
    INC_RIGHT: ("({}, {}]", operator.le, operator.gt),
    INC_BOTH: ("[{}, {}]", operator.lt, operator.gt),
}


_FAMILIES = (int_, uint, float_)


def _who(name: str | None, owner: str | None) -> str:
    return f"{f'For {owner!r}, the' if owner else 'The'} {repr(name) if name else 'value'}"


def _typed(value: Any, kind: type[int] | type[float], name: str | None, owner: str | None) -> None:
    """Raise TypeError unless a value is of a type (True is no int), ValueError for infinity and nan."""
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"{_who(name, owner)} must be of type {kind.__name__}, but got {value!r}.")
    if not math.isfinite(value):
        raise ValueError(f"{_who(name, owner)} must be finite, but got {value!r}.")


def _compared(kind: type[int] | type[float]) -> Callable[..., Any]:
    def check(arg_value: Any, value: Any, rel: int, arg_name: str | None = None, prim_name: str | None = None) -> Any:
        """A number of the type that stands in the relation `rel` to `value`; else TypeError or ValueError."""
        _typed(arg_value, kind, arg_name, prim_name)
        return check_number(arg_name, arg_value, value, rel, prim_name)

    return check


def check_number(arg_name: str | None, arg_value: Any, value: Any, rel: int, prim_name: str | None) -> Any:
    """A number that stands in the relation `rel` to `value`; else ValueError."""
    sign, holds = _RELATIONS[rel]
    if not holds(arg_value, value):
        raise ValueError(f"{_who(arg_name, prim_name)} must be {sign} {value}, but got {arg_value!r}.")
    return arg_value


check_int = _compared(int)
check_float = _compared(float)


def _against(check: Callable[..., Any], value: Any, rel: int) -> Callable[..., Any]:
    def compared(arg_value: Any, arg_name: str | None = None, prim_name: str | None = None) -> Any:
        """A number of the type and sign that the name says; else TypeError or ValueError."""
        return check(arg_value, value, rel, arg_name, prim_name)

    return compared


check_positive_int = _against(check_int, 0, GT)
check_negative_int = _against(check_int, 0, LT)
check_non_positive_int = _against(check_int, 0, LE)
check_non_negative_int = _against(check_int, 0, GE)
check_positive_float = _against(check_float, 0, GT)
check_negative_float = _against(check_float, 0, LT)
check_non_positive_float = _against(check_float, 0, LE)
check_non_negative_float = _against(check_float, 0, GE)


def check_equal_int(arg_value: Any, value: int, arg_name: str | None = None, prim_name: str | None = None) -> Any:
    """An int that equals `value`."""
    return check_int(arg_value, value, EQ, arg_name, prim_name)


def check_is_int(arg_value: Any, arg_name: str | None = None, prim_name: str | None = None) -> Any:
    """An int; TypeError for anything else, bool included."""
    _typed(arg_value, int, arg_name, prim_name)
    return arg_value


def check_is_float(arg_value: Any, arg_name: str | None = None, prim_name: str | None = None) -> Any:
    """A finite float; TypeError for anything else."""
    _typed(arg_value, float, arg_name, prim_name)
    return arg_value


def _each(check: Callable[..., Any]) -> Callable[..., Any]:
    def checked(sequence: Sequence[Any], arg_name: str | None = None, prim_name: str | None = None) -> Any:
        """A sequence whose items are all what the name says; else TypeError or ValueError."""
        for i, item in enumerate(sequence):
            check(item, f"{arg_name or 'arg_name'}[{i}]", prim_name)
        return sequence

    return checked


check_positive_int_sequence = _each(check_positive_int)
check_non_negative_int_sequence = _each(check_non_negative_int)
check_positive_float_sequence = _each(check_positive_float)


def check_number_range(
    arg_value: Any,
    lower_limit: Any,
    upper_limit: Any,
    rel: int,
    value_type: type,
    arg_name: str | None = None,
    prim_name: str | None = None,
) -> Any:
    """A number of the type between two limits, which `rel` includes or not; else TypeError or ValueError."""
    if not isinstance(arg_value, value_type) or isinstance(arg_value, bool):
        raise TypeError(f"{_who(arg_name, prim_name)} must be of type {value_type.__name__}, but got {arg_value!r}.")
    brackets, below, above = _RANGES[rel]
    if below(arg_value, lower_limit) or above(arg_value, upper_limit):  # nan passes, as in MindSpore
        limits = brackets.format(lower_limit, upper_limit)
        raise ValueError(f"{_who(arg_name, prim_name)} must be in {limits}, but got {arg_value!r}.")
    return arg_value


def check_int_range(
    arg_value: Any, lower_limit: Any, upper_limit: Any, rel: int, arg_name: Any = None, prim_name: Any = None
) -> Any:
    """As `check_number_range`, of an int."""
    return check_number_range(arg_value, lower_limit, upper_limit, rel, int, arg_name, prim_name)


def check_float_range(
    arg_value: Any, lower_limit: Any, upper_limit: Any, rel: int, arg_name: Any = None, prim_name: Any = None
) -> Any:
    """As `check_number_range`, of a float."""
    return check_number_range(arg_value, lower_limit, upper_limit, rel, float, arg_name, prim_name)


def check_bool(arg_value: Any, arg_name: str | None = None, prim_name: str | None = None) -> Any:
    """A bool; TypeError for anything else."""
    if not isinstance(arg_value, bool):
        raise TypeError(f"{_who(arg_name, prim_name)} must be a bool, but got {arg_value!r}.")
    return arg_value


def check_string(
    arg_value: Any, valid_values: Iterable[str], arg_name: str | None = None, prim_name: str | None = None
) -> Any:
    """A str that is one of some; ValueError for anything else."""
    if not isinstance(arg_value, str) or arg_value not in valid_values:
        raise ValueError(f"{_who(arg_name, prim_name)} must be one of {valid_values}, but got {arg_value!r}.")
    return arg_value


def check_value_type(arg_name: str, arg_value: Any, valid_types: Any, prim_name: str | None = None) -> Any:
    """A value of one of some types, where True is an int only beside bool; a float is rounded to six digits if none is.

    Raises:
        TypeError: It is of another type.
    """
    types = tuple(valid_types) if isinstance(valid_types, Iterable) else (valid_types,)
    if not isinstance(arg_value, types) or (isinstance(arg_value, bool) and bool not in types):
        names = ", ".join(getattr(item, "__name__", str(item)) for item in types)
        raise TypeError(f"{_who(arg_name, prim_name)} must be of type {names}, but got {arg_value!r}.")
    return round(arg_value, 6) if isinstance(arg_value, float) and float not in types else arg_value


def check_element_type_of_iterable(
    arg_name: str, arg_value: Any, valid_types: Iterable[type], prim_name: str | None = None
) -> None:
    """Raise TypeError unless a value is a list or tuple of values of some types."""
    check_value_type(arg_name, arg_value, [list, tuple], prim_name)
    for item in arg_value:
        if not isinstance(item, tuple(valid_types)):
            names = ", ".join(kind.__name__ for kind in valid_types)
            raise TypeError(f"{_who(arg_name, prim_name)} must hold {names}, but got {item!r}.")


def check_isinstance(arg_name: str, arg_value: Any, classes: Any) -> Any:
    """A value of some classes; ValueError for anything else."""
    if not isinstance(arg_value, classes):
        raise ValueError(f"{_who(arg_name, None)} must be of {classes}, but got {arg_value!r}.")
    return arg_value


def check_subclass(
    arg_name: str, type_: Any, template_types: Any, prim_name: str, addition_error_info: Any = None
) -> None:
    """Raise TypeError unless a type is one of some, or of a family of dtypes such as `mindspore.number`."""
    kinds = tuple(template_types) if isinstance(template_types, Iterable) else (template_types,)
    same = isinstance(type_, TensorType) and type_ in kinds
    if not same and not any(type_ is kind or _is_of(type_, kind) for kind in kinds):
        names = ", ".join(map(str, kinds))
        more = f" {addition_error_info}" if addition_error_info else ""
        raise TypeError(f"{_who(arg_name, prim_name)} must be one of {names}, but got {type_}.{more}")


def _is_of(type_: Any, kind: Any) -> bool:
    """Whether a dtype is of a family; bfloat16 is of none but the numbers."""
    return isinstance(type_, Number) if kind is number else kind in _FAMILIES and type(type_) is type(kind)


def check_hook_fn(hook_fn: Any) -> None:
    """Raise TypeError unless a hook can be called."""
    if not callable(hook_fn):
        raise TypeError(f"The hook must be a function, but got {hook_fn!r}.")


def args_type_check(*type_args: Any, **type_kwargs: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a function with the types of its arguments; None passes. A call raises TypeError for others."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        signature = inspect.signature(function)
        types = signature.bind_partial(*type_args, **type_kwargs).arguments
        types = types.get("kwargs", types)

        @functools.wraps(function)
        def checked(*args: Any, **kwargs: Any) -> Any:
            given = signature.bind(*args, **kwargs).arguments
            for name, value in given.get("kwargs", given).items():
                if name in types and value is not None and not isinstance(value, types[name]):
                    raise TypeError(f"The {name!r} must be of {types[name]}, but got {value!r}.")
            return function(*args, **kwargs)

        return checked

    return decorate


def _repeated(count: int) -> Callable[[Any], tuple[int, ...]]:
    def expand(m: Any) -> tuple[int, ...]:
        """An int several times, or a tuple of so many; TypeError for anything else."""
        values = m if isinstance(m, tuple) else (m,) * count
        if len(values) != count or not all(type(value) is int for value in values):
            raise TypeError(f"The value must be an int or a tuple of {count}, but got {m!r}.")
        return values

    return expand


once, twice, triple = _repeated(1), _repeated(2), _repeated(3)
