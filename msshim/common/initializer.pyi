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

"""`mindspore.common.initializer` on torch."""

from msshim.core.initializer import Constant as Constant
from msshim.core.initializer import Dirac as Dirac
from msshim.core.initializer import HeNormal as HeNormal
from msshim.core.initializer import HeUniform as HeUniform
from msshim.core.initializer import Identity as Identity
from msshim.core.initializer import Initializer as Initializer
from msshim.core.initializer import Normal as Normal
from msshim.core.initializer import One as One
from msshim.core.initializer import Orthogonal as Orthogonal
from msshim.core.initializer import Sparse as Sparse
from msshim.core.initializer import TruncatedNormal as TruncatedNormal
from msshim.core.initializer import Uniform as Uniform
from msshim.core.initializer import VarianceScaling as VarianceScaling
from msshim.core.initializer import XavierNormal as XavierNormal
from msshim.core.initializer import XavierUniform as XavierUniform
from msshim.core.initializer import Zero as Zero
from msshim.core.initializer import initializer as initializer
