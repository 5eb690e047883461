# Written from the tables by `make generate`; a test fails when it is stale.
import builtins as _builtins
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import overload as _overload

from torch import Tensor as _Torch

from msshim.core.cell import Cell as _Cell
from msshim.core.dtype import Type as _Type
from msshim.core.primitive import Primitive as _Primitive
from msshim.core.tensor import Tensor as _Tensor

"""`mindspore.mint.linalg` on torch."""

def inv(input: _Tensor | _Torch) -> _Tensor:
    """The inverse of a square matrix."""

def matrix_norm(A: _Tensor | _Torch, ord: _Any = ..., dim: _Any = ..., keepdim: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """A matrix's norm."""

def norm(A: _Tensor | _Torch, ord: _Any = ..., dim: _Any = ..., keepdim: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """A vector's or a matrix's norm."""

def qr(A: _Tensor | _Torch, mode: _Any = ...) -> _Any:
    """An orthogonal and a triangular factor."""

def vector_norm(x: _Tensor | _Torch, ord: _Any = ..., dim: _Any = ..., keepdim: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """A vector's norm."""

