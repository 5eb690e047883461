"""Functions that choose or map functions: `MultitypeFuncGraph`, `HyperMap`, `Map`, `Partial`, `Print`.

MindSpore's graph compiler needs them; in Python they are short. Source: mindspore.ops.composite of 2.10.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor

_KINDS: dict[str, Any] = {
    "Tensor": Tensor,
    "Bool": bool,
    "Number": (int, float, complex),
    "Int": int,
    "Float": float,
    "Complex": complex,
    "String": str,
    "Tuple": tuple,
    "List": list,
    "Dictionary": dict,
    "Dict": dict,
    "Slice": slice,
    "Ellipsis": type(...),
    "None": type(None),
    "Type": mstype.Type,
    "TypeType": mstype.Type,
    "Ref": Tensor,
}
_NEVER = ("RowTensor", "COOTensor", "CSRTensor", "SparseTensor", "MapTensor", "KeywordArg", "Problem", "Anything")


def _is(value: Any, kind: Any) -> bool:
    if kind in ("Function", "Func"):
        return callable(value) and not isinstance(value, Tensor)
    if isinstance(kind, mstype.Type):
        return isinstance(value, Tensor) and value.dtype == kind
    if kind in ("Int", "Float") and isinstance(value, bool):
        return False
    return kind in _KINDS and isinstance(value, _KINDS[kind])


class MultitypeFuncGraph:
    """A function that calls the one of several that is registered for its arguments' types.

    Args:
        name: For error messages.
        read_value: For MindSpore's graphs; no effect here.
    """

    def __init__(self, name: str, read_value: bool = False) -> None:
        self.name = name
        self.entries: list[tuple[tuple[Any, ...], Callable[..., Any]]] = []
        self.default_func: Callable[..., Any] | None = None

    def register(self, *type_names: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """A decorator that registers a function for types: 'Tensor', 'Number', 'Tuple', 'None' ..., or dtypes.

        Raises:
            TypeError: A type is neither a str nor a dtype.
            RuntimeError: There is no type of that name.
        """
        for kind in type_names:
            if not isinstance(kind, (str, mstype.Type)):
                raise TypeError(f"For 'MultitypeFuncGraph', types must be str or a dtype, but got {kind!r}.")
            if isinstance(kind, str) and kind not in (*_KINDS, *_NEVER, "Function", "Func"):
                raise RuntimeError(f"For 'MultitypeFuncGraph', types must be among {list(_KINDS)}, but got {kind!r}.")

        def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
            self.entries.append((type_names, function))
            return function

        return decorate

    def __call__(self, *args: Any) -> Any:
        """What the function gives. Raises ValueError where none is registered for these types, TypeError for numpy."""
        if self.default_func is not None:
            return self.default_func(*args)
        if any(isinstance(arg, np.ndarray) for arg in args):
            raise TypeError("For 'MultitypeFuncGraph', an argument must not be a numpy.ndarray.")
        if len(self.entries) == 1:
            return self.entries[0][1](*args)
        for kinds, function in self.entries:
            if len(kinds) == len(args) and all(map(_is, args, kinds)):
                return function(*args)
        got = ", ".join(type(arg).__name__ for arg in args)
        known = [kinds for kinds, _ in self.entries]
        raise ValueError(
            f"For 'MultitypeFuncGraph', '{self.name}' must be called with one of {known}, but got ({got})."
        )


class HyperMap:
    """Maps a function over tuples and lists, also nested ones; gives tuples.

    Args:
        ops: The function; None to give it as the first argument of the call.
        reverse: For MindSpore's graphs; no effect here.

    Raises:
        TypeError: If `reverse` is not a bool.
    """

    def __init__(self, ops: Callable[..., Any] | None = None, reverse: bool = False) -> None:
        if not isinstance(reverse, int):
            kind = type(reverse).__name__
            raise TypeError(
                f"For '{type(self).__name__}', the 'reverse' must be a bool, but got {reverse!r} of type {kind}."
            )
        self.ops = ops

    def __call__(self, *args: Any) -> Any:
        """The function over the arguments, which are nested alike."""
        function, items = (args[0], args[1:]) if self.ops is None else (self.ops, args)
        return _nested(function, *items)


def _nested(function: Callable[..., Any], *items: Any) -> Any:
    if not isinstance(items[0], (tuple, list)):
        return function(*items)
    return tuple(_nested(function, *each) for each in zip(*items, strict=False))


class Map:
    """Maps a function over tuples and lists; gives a tuple.

    Args:
        ops: The function; None to give it as the first argument of the call.
        reverse: For MindSpore's graphs; no effect here.

    Raises:
        TypeError: If `reverse` is not a bool.
    """

    def __init__(self, ops: Callable[..., Any] | None = None, reverse: bool = False) -> None:
        if not isinstance(reverse, int):
            kind = type(reverse).__name__
            raise TypeError(
                f"For '{type(self).__name__}', the 'reverse' must be a bool, but got {reverse!r} of type {kind}."
            )
        self.ops = ops

    def __call__(self, *args: Any) -> tuple[Any, ...]:
        """The function over the items of the arguments."""
        return tuple(map(*args)) if self.ops is None else tuple(map(self.ops, *args))


def partial(*args: Any) -> Callable[..., Any]:
    """A function, the first argument, with the others given. Raises AttributeError if it can not be called."""
    return functools.partial(args[0].__call__, *args[1:])


class Partial:
    """``Partial()(func, *args)`` is ``partial(func, *args)``."""

    def __init__(self) -> None:
        """No arguments."""

    def __call__(self, func: Callable[..., Any], *args: Any) -> Callable[..., Any]:
        """`func` with its first arguments given."""
        return partial(func, *args)


def depend(value: Any, expr: Any) -> Any:
    """`value`; in MindSpore's graphs `expr` is computed before. Python computes in order."""
    return value


def print_(*input_x: Any) -> None:
    """Print each argument on a line of its own, tensors as `repr` shows them."""
    for item in input_x:
        print(item if isinstance(item, str) else repr(item))


class Print:
    """``Print()(*args)`` is ``print_(*args)``."""

    def __init__(self) -> None:
        """No arguments."""

    def __call__(self, *args: Any) -> None:
        """Print the arguments."""
        print_(*args)


class ReduceOp:
    """The names of reductions over processes."""

    SUM, MAX, MIN, PROD, AVG = "sum", "max", "min", "prod", "avg"
