# Written from the tables by `make generate`; a test fails when it is stale.
from collections.abc import Sequence as _Sequence
from typing import Any as _Any

from torch import Tensor as _Torch

from msshim.core.cell import Cell as _Cell
from msshim.core.dtype import Type as _Type
from msshim.core.primitive import Primitive as _Primitive
from msshim.core.tensor import Tensor as _Tensor

"""`mindspore.ops` on torch."""

class Concat(_Primitive):
    """Join tensors along an existing axis."""

    def __init__(self, axis: int = ...) -> None: ...
    def __call__(self, tensors: _Sequence[_Tensor | _Torch]) -> _Any: ...  # type: ignore[override]

def cat(tensors: _Sequence[_Tensor | _Torch], axis: int = ...) -> _Tensor:
    """Join tensors along an existing axis."""

def concat(tensors: _Sequence[_Tensor | _Torch], axis: int = ...) -> _Tensor:
    """Join tensors along an existing axis; another name of ops.cat."""

