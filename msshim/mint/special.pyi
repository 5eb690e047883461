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

"""`mindspore.mint.special` on torch."""

from msshim.ops import erfc as erfc
def exp2(input: _Tensor | _Torch) -> _Tensor:
    """2 to the power of each element."""

from msshim.ops import expm1 as expm1
from msshim.ops import log1p as log1p
def log_softmax(input: _Tensor | _Torch, dim: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """log(softmax(x))."""

def round(input: _Tensor | _Torch) -> _Tensor:
    """The nearest integer, the even one of two."""

from msshim.ops import sinc as sinc
