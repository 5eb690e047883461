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

"""`mindspore.mint.optim` on torch."""

from msshim.optim.groups.mint import Adam as Adam
from msshim.optim.groups.mint import AdamW as AdamW
from msshim.optim.groups.mint import FusedAdamW as FusedAdamW
from msshim.optim.groups.mint import SGD as SGD
