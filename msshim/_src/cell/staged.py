"""Augmented assignments in functions under `jit`: ``x += 1`` changes the Tensor that the caller gave.

MindSpore's graph compiler makes an assignment to memory of them, where its eager mode, as Python does by itself, makes
a new Tensor. While such a function runs, the Tensors it was given are of a class that has these operators; so
nothing is paid elsewhere. Source: measured on mindspore 2.10.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch

from msshim._src.cell.parameter import Parameter
from msshim._src.runtime import mode
from msshim._src.tensor import arithmetic, operators
from msshim._src.tensor.indexing import cast
from msshim._src.tensor.nested import walk
from msshim._src.tensor.tensor import Tensor, wrap

_NUMBERS = (bool, int, float, complex, np.generic)


def _assigning(name: str, of_bools: bool = False) -> Callable[[Any, Any], Any]:
    """The method `name`: the other operand is cast to the dtype of the Tensor, whose shape and dtype stay."""
    plain = getattr(Tensor, name.replace("__i", "__"))
    cut = operators.binary(name, arithmetic.cut_divide) if name == "__itruediv__" else plain

    def method(self: Tensor, other: Any) -> Any:
        if not isinstance(other, (Tensor, torch.Tensor, *_NUMBERS)):
            return plain(self, other)
        t = self._t
        if t.dtype is torch.bool and not of_bools:
            raise TypeError(f"For '{name}' under 'jit', the Tensor must be of numbers, but its dtype is {self.dtype}.")
        b = other if isinstance(other, torch.Tensor) else other._t if isinstance(other, Tensor) else torch.tensor(other)
        new = (plain if t.is_floating_point() or t.is_complex() else cut)(wrap(t), wrap(cast(b.to(t.device), t.dtype)))
        if new._t.shape != t.shape:
            raise RuntimeError(
                f"For '{name}' under 'jit', the result must have the shape {self.shape}, not {new.shape}."
            )
        self._set(new._t)
        return new if isinstance(self, Parameter) else self  # the gradient by a Parameter goes through the result

    return method


class _Assigned:
    __slots__ = ()

    __iadd__ = _assigning("__iadd__")
    __isub__ = _assigning("__isub__")
    __imul__ = _assigning("__imul__", of_bools=True)
    __itruediv__ = _assigning("__itruediv__")
    __ifloordiv__ = _assigning("__ifloordiv__", of_bools=True)
    __imod__ = _assigning("__imod__")


class _StagedTensor(_Assigned, Tensor):
    __slots__ = ()

    def __setitem__(self, index: Any, value: Any) -> None:
        self._t = self._t.clone()  # the caller's stays as it is
        self.__class__ = _Apart  # type: ignore[assignment]
        self[index] = value


class _Apart(Tensor):
    """An argument that stands apart from what the caller gave."""

    __slots__ = ()


class _StagedParameter(_Assigned, Parameter):
    __slots__ = ()


_STAGED: dict[type, type] = {Tensor: _StagedTensor, Parameter: _StagedParameter}


def run(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """What the function gives; the Tensors among the arguments that it assigned to have the new values."""
    given = {id(value): value for value in _tensors((args, kwargs)) if type(value) in _STAGED}
    before = [(value, type(value), value._t) for value in given.values()]
    for value, cls, _ in before:
        value.__class__ = _STAGED[cls]
    outside = mode.set_staged(True)
    try:
        result = function(*args, **kwargs)
        made = {id(value): value._t for value, cls, t in before if cls is Tensor and value._t is not t}
        reached = [value for value, cls, _ in before if type(value) is _StagedTensor]
    finally:
        mode.set_staged(outside)
        for value, cls, t in before:
            value.__class__ = cls
            if cls is Tensor:
                value._t = t
    if not made:
        return result
    for value in reached:
        new = made.get(id(value))
        if new is not None and not (new.requires_grad or value._t.requires_grad):  # else a gradient needs the old one
            value._t.copy_(new)
    return walk(result, lambda leaf: wrap(made[id(leaf)]) if id(leaf) in made else leaf)


def _tensors(value: Any) -> Iterator[Tensor]:
    """Those in tuples and dicts; MindSpore copies a list."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _tensors(item)
    elif isinstance(value, dict):
        yield from _tensors(tuple(value.values()))
