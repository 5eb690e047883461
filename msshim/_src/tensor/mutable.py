"""`mutable`: a value that MindSpore's graphs take as an input, not as a constant. Source: mindspore of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.runtime import mode
from msshim._src.runtime.context import GRAPH_MODE, get_context
from msshim._src.tensor.tensor import Tensor


class _Int(int):
    pass


class _Float(float):
    pass


class _Tuple(tuple):  # type: ignore[type-arg]
    pass


class _List(list):  # type: ignore[type-arg]
    pass


class _Dict(dict):  # type: ignore[type-arg]
    pass


class _Bool(int):
    """A bool with attributes, which Python's own bool can not have."""

    @property
    def value(self) -> bool:
        """The bool."""
        return bool(int(self))

    __class__ = property(lambda self: bool)  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self.value)

    __str__ = __repr__

    def __and__(self, other: Any) -> Any:
        return self.value & other

    def __or__(self, other: Any) -> Any:
        return self.value | other

    def __xor__(self, other: Any) -> Any:
        return self.value ^ other

    __rand__, __ror__ = __and__, __or__


_KINDS: tuple[tuple[type, Any], ...] = (
    (bool, _Bool), (int, _Int), (float, _Float), (list, _List), (tuple, _Tuple), (dict, _Dict),
)  # fmt: skip


def mutable(input_data: Any, dynamic_len: bool = False) -> Any:
    """The value, marked as an input that changes; eagerly it is what it was.

    Args:
        input_data: A Tensor, int, float or bool; or a tuple, list or dict of them, which may be nested.
        dynamic_len: Whether the length of a tuple or list changes, too.

    Returns:
        The Tensor itself, or a value of a subclass of its type.

    Raises:
        TypeError: `input_data` holds anything else or itself, `dynamic_len` is no bool, or it is True and `input_data`
            is no tuple or list.
    """
    if not _valid(input_data, ()):
        raise TypeError(
            "For 'mutable', the 'input_data' must be a bool, int, float or Tensor, or a tuple, list or dict of them "
            f"that does not hold itself, but got {type(input_data).__name__}: {input_data!r}."
        )
    if not isinstance(dynamic_len, bool):
        raise TypeError(f"For 'mutable', the 'dynamic_len' must be a bool, but got {dynamic_len!r}.")
    if dynamic_len and not isinstance(input_data, (tuple, list)):
        raise TypeError(
            "For 'mutable', the 'input_data' must be a tuple or list where 'dynamic_len' is True, "
            f"but got {type(input_data).__name__}."
        )
    if torch.compiler.is_compiling():  # which tells constants from inputs by itself
        return input_data
    made = input_data
    if not isinstance(input_data, Tensor):
        made = next(mark for kind, mark in _KINDS if isinstance(input_data, kind))(input_data)
        made.__ms_origin_object__ = input_data  # of a Tensor it is itself: a cycle, which would keep its memory
    made.__ms_mutable__, made.__ms_dynamic_len__ = True, dynamic_len
    return made


def is_mutable(value: Any) -> bool:
    """Whether a graph takes the value as an input."""
    return isinstance(value, Tensor) or getattr(value, "__ms_mutable__", False)


def is_varying(value: Any) -> bool:
    """Whether there are gradients by a value that is no Tensor: MindSpore's graphs have them by what is `mutable`."""
    return is_mutable(value) and (mode.staged() or get_context("mode") == GRAPH_MODE)


def original(value: Any) -> Any:
    """What `mutable` was given."""
    return getattr(value, "__ms_origin_object__", value)


def _valid(value: Any, around: tuple[int, ...]) -> bool:
    if isinstance(value, (tuple, list, dict)):
        inside = (*around, id(value))
        items = value.values() if isinstance(value, dict) else value
        return id(value) not in around and all(_valid(item, inside) for item in items)
    return isinstance(value, (Tensor, int, float))
