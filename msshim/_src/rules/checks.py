"""The type words of the tables: one small function a word, which takes or refuses a value.

Each gets the cell's or function's name, the parameter's row and the value, and returns the value that the
attribute keeps. MindSpore's exception classes; messages name the argument, what it must be and what it was.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from importlib import import_module
from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.primitive import Primitive
from msshim._src.tables.model import Parameter
from msshim._src.tensor.dtype import named_to_torch
from msshim._src.tensor.tensor import Tensor

Check = Callable[[str, Any, Any], Any]


def _must(who: str, p: Parameter, what: str, value: Any) -> str:
    return f"For '{who}', the '{p.name}' must be {what}, but got {value!r} of type {type(value).__name__}."


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _bounded(who: str, p: Parameter, what: str, value: Any) -> Any:
    if p.minimum is not None and value < p.minimum:
        raise ValueError(_must(who, p, f"{what} of at least {p.minimum:g}", value))
    if p.maximum is not None and value > p.maximum:
        raise ValueError(_must(who, p, f"{what} of at most {p.maximum:g}", value))
    if p.above is not None and value <= p.above:
        raise ValueError(_must(who, p, f"{what} above {p.above:g}", value))
    if p.below is not None and value >= p.below:
        raise ValueError(_must(who, p, f"{what} below {p.below:g}", value))
    return value


def _int(who: str, p: Parameter, value: Any) -> Any:
    if not _is_int(value):
        raise TypeError(_must(who, p, "an int", value))
    return _bounded(who, p, "an int", value)


def _divisor(who: str, p: Parameter, value: Any) -> Any:
    """An int that MindSpore divides by before it checks it."""
    if _is_int(value) and value == 0:
        raise ZeroDivisionError(_must(who, p, "an int of at least 1", value))
    return _int(who, p, value)


def _number(who: str, p: Parameter, value: Any) -> Any:
    if not _is_number(value):
        raise TypeError(_must(who, p, "an int or float", value))
    return _bounded(who, p, "a number", value)


def _float(who: str, p: Parameter, value: Any) -> Any:
    if not isinstance(value, float):
        raise TypeError(_must(who, p, "a float", value))
    return _bounded(who, p, "a float", value)


def _finite_float(who: str, p: Parameter, value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(_must(who, p, "a finite float", value))
    return _float(who, p, value)


def _positive_float(who: str, p: Parameter, value: Any) -> Any:
    if not isinstance(value, float):
        raise TypeError(_must(who, p, "a float greater than 0", value))
    return _positive(who, p, value)


def _positive(who: str, p: Parameter, value: Any) -> Any:
    """An int or float greater than 0, and finite."""
    if not _is_number(value):
        raise TypeError(_must(who, p, "an int or float", value))
    if not 0 < value < math.inf:
        raise ValueError(_must(who, p, "a finite number greater than 0", value))
    return value


def _bool(who: str, p: Parameter, value: Any) -> Any:
    if not isinstance(value, bool):
        raise TypeError(_must(who, p, "a bool", value))
    return value


def _choice(who: str, p: Parameter, value: Any) -> Any:
    """One of the choices; anything else is a ValueError."""
    if not isinstance(value, str) or value not in p.choices:
        raise ValueError(_must(who, p, f"one of {list(p.choices)}", value))
    return value


def _str(who: str, p: Parameter, value: Any) -> Any:
    """One of the choices, if there are any; anything but a str is a TypeError."""
    if not isinstance(value, str):
        raise TypeError(_must(who, p, "a str", value))
    return _choice(who, p, value) if p.choices else value


def _any_case_str(who: str, p: Parameter, value: Any) -> Any:
    """A choice in lower or upper case; anything but a str is a TypeError."""
    if not isinstance(value, str):
        raise TypeError(_must(who, p, f"a str, one of {list(p.choices)}", value))
    if value.lower() not in p.choices:
        raise ValueError(_must(who, p, f"one of {list(p.choices)}", value))
    return value


def _items(who: str, p: Parameter, value: Any, length: type[Exception], item: type[Exception]) -> Any:
    """An int for all axes or a tuple of `p.length` ints, as that tuple; the classes are for what is wrong in one."""
    what = f"an int or a tuple of {p.length} ints"
    if not _is_int(value) and not isinstance(value, tuple):
        raise TypeError(_must(who, p, what, value))
    axes = value if isinstance(value, tuple) else (value,) * (p.length or 1)
    if len(axes) != p.length:
        raise length(_must(who, p, what, value))
    if not all(map(_is_int, axes)):
        raise item(_must(who, p, what, value))
    if p.minimum is not None and min(axes) < p.minimum:
        raise ValueError(_must(who, p, f"{what} of at least {p.minimum:g}", value))
    return axes


def _int_or_pair(who: str, p: Parameter, value: Any) -> Any:
    return _items(who, p, value, TypeError, TypeError)


def _int_or_triple(who: str, p: Parameter, value: Any) -> Any:
    return _items(who, p, value, ValueError, ValueError)


def _padding(who: str, p: Parameter, value: Any) -> Any:
    """An int or a tuple of `p.length` ints, kept as given."""
    _items(who, p, value, ValueError, TypeError)
    return value


def _dtype(who: str, p: Parameter, value: Any) -> Any:
    if value is None:
        raise ValueError(_must(who, p, "a mindspore dtype", value))
    named_to_torch(value)
    return value


def _tensor(who: str, p: Parameter, value: Any) -> Any:
    if not isinstance(value, (Tensor, torch.Tensor)):
        raise TypeError(_must(who, p, "a Tensor", value))
    return value


def _tensor_or_none(who: str, p: Parameter, value: Any) -> Any:
    return value if value is None else _tensor(who, p, value)


def _tensor_or_number(who: str, p: Parameter, value: Any) -> Any:
    if not isinstance(value, (Tensor, torch.Tensor, bool, int, float, complex)):
        raise TypeError(_must(who, p, "a Tensor or a number", value))
    return value


def _anything(who: str, p: Parameter, value: Any) -> Any:
    """Whatever the call makes of it; Tensors in it come unwrapped."""
    return value


def _ints(who: str, p: Parameter, value: Any) -> Any:
    """An int, a Tensor, or a tuple or list of ints; None where that is the default."""
    items = value if isinstance(value, (tuple, list)) else () if isinstance(value, (Tensor, torch.Tensor)) else (value,)
    if value is not None and not all(_is_int(item) or isinstance(item, (Tensor, torch.Tensor)) for item in items):
        raise TypeError(_must(who, p, "an int or a tuple or list of ints", value))
    return value


def _tensors(who: str, p: Parameter, value: Any) -> Any:
    """A tuple or list of one Tensor or more, MindSpore's or torch's."""
    if not isinstance(value, (tuple, list)) or not all(isinstance(item, (Tensor, torch.Tensor)) for item in value):
        raise TypeError(_must(who, p, "a tuple or list of Tensors", value))
    if not value:
        raise ValueError(_must(who, p, "a tuple or list of at least one Tensor", value))
    return value


def _activation(who: str, p: Parameter, value: Any) -> Any:
    """None, a Cell or Primitive, or the name of a Cell."""
    if value is None or isinstance(value, (Cell, Primitive)):
        return value
    if not isinstance(value, str):
        raise TypeError(_must(who, p, "a str, Cell, Primitive or None", value))
    return import_module("msshim.nn").get_activation(value, who)  # from a room above


def _comparable(who: str, p: Parameter, value: Any) -> Any:
    """Whatever can be compared with numbers."""
    return _bounded(who, p, "a number", value)


def _pair(who: str, p: Parameter, value: Any, item: Check = _comparable) -> Any:
    """Two values, each within the bounds."""
    item(who, p, value[0]), item(who, p, value[1])
    return value


def _floats(who: str, p: Parameter, value: Any) -> Any:
    return _pair(who, p, value, _float)


def _float_items(who: str, p: Parameter, value: Any, kinds: Any = (tuple, list)) -> Any:
    if not isinstance(value, kinds):
        raise TypeError(_must(who, p, f"a {' or '.join(kind.__name__ for kind in kinds)} of two floats", value))
    if len(value) != 2:
        raise ValueError(_must(who, p, "two floats", value))
    return _floats(who, p, value)


def _float_pair(who: str, p: Parameter, value: Any) -> Any:
    return _float_items(who, p, value, (tuple,))


CHECKS: dict[str, Check] = {
    "int": _int,
    "divisor": _divisor,
    "number": _number,
    "float": _float,
    "finite_float": _finite_float,
    "positive": _positive,
    "positive_float": _positive_float,
    "bool": _bool,
    "choice": _choice,
    "str": _str,
    "any_case_str": _any_case_str,
    "int_or_pair": _int_or_pair,
    "int_or_triple": _int_or_triple,
    "padding": _padding,
    "dtype": _dtype,
    "tensor": _tensor,
    "tensor_or_none": _tensor_or_none,
    "tensor_or_number": _tensor_or_number,
    "tensors": _tensors,
    "ints": _ints,
    "list": _ints,
    "any": _anything,
    "activation": _activation,
    "comparable": _comparable,
    "pair": _pair,
    "floats": _floats,
    "float_pair": _float_pair,
    "float_items": _float_items,
}
NEEDS = {
    **dict.fromkeys(("int_or_pair", "int_or_triple", "padding"), "length"),
    **dict.fromkeys(("choice", "any_case_str"), "choices"),
}
"""What a parameter must say beside these words."""


def check_words(p: Parameter) -> None:
    """Raise ValueError where a parameter's type is no word, or lacks what goes with it."""
    if p.type is not None and p.type not in CHECKS:
        raise ValueError(f"{p.type!r} is no type word; there are {', '.join(CHECKS)}.")
    needed = NEEDS.get(str(p.type))
    if needed is not None and not getattr(p, needed):
        raise ValueError(f"the type word {p.type!r} needs {needed!r}.")
