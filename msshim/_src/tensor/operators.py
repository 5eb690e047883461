"""The operators of a tensor: what `Tensor.__add__` and its like are made of.

`arithmetic` says how MindSpore computes where torch does otherwise. Source: measured on mindspore 2.10.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import torch

from msshim._src.tensor import arithmetic
from msshim._src.tensor.from_python import default_dtype, from_data
from msshim._src.tensor.indexing import cast

if TYPE_CHECKING:
    from msshim._src.tensor.methods import Methods  # a stub, made of the rows
    from msshim._src.tensor.tensor import Tensor
else:
    Methods = object


class Handle(Methods):
    """What holds a torch tensor in `_t`; `_wrap` makes a Tensor of a result."""

    __slots__ = ()

    _t: torch.Tensor
    _wrap: Callable[[torch.Tensor], Any]


def binary(
    name: str,
    function: arithmetic.Function,
    promote: arithmetic.Promote = arithmetic.promote,
    reflected: bool = False,
    lists: bool = False,
    number: arithmetic.Beside = arithmetic.number,
) -> Callable[[Any, Any], Tensor]:
    """The method `name`: `function` of both torch tensors, or of the tensor and a number; both ways if `reflected`."""

    def method(self: Handle, other: Any) -> Any:
        a, b = self._t, other
        if isinstance(other, Handle):
            b = other._t
            if a.dtype is not b.dtype:
                a, b = promote(a, b)
        elif isinstance(other, torch.Tensor):
            a, b = (a, other) if a.dtype is other.dtype else promote(a, other)
        elif lists and isinstance(other, (list, tuple)):
            t = from_data(other)
            b = cast(cast(t, default_dtype(other, t)), a.dtype)
        else:
            b = number(name, a, other)
        if reflected:
            a, b = b, a
        try:
            return self._wrap(function(a, b))
        except RuntimeError as error:
            return self._wrap(arithmetic.mend(name, function, a, b, error))

    method.__name__ = name
    return method


def comparison(name: str, function: arithmetic.Function, unlike: bool) -> Callable[[Any, object], Tensor]:
    """`__eq__` or `__ne__`: plain `unlike` for what is no tensor, int or float."""
    compare = binary(name, function)

    def method(self: Handle, other: object) -> Any:
        if not isinstance(other, (int, float, Handle, torch.Tensor)):
            return unlike
        return compare(self, other)

    method.__name__ = name
    return method


def unary(name: str, function: Callable[[torch.Tensor], torch.Tensor]) -> Callable[[Any], Tensor]:
    """The method `name`: `function` of the torch tensor."""

    def method(self: Handle) -> Any:
        try:
            return self._wrap(function(self._t))
        except RuntimeError as error:
            return self._wrap(arithmetic.mend_unary(name, function, self._t, error))

    method.__name__ = name
    method.__doc__ = f"Elementwise, as `mindspore.ops.{name.strip('_')}`."
    return method
