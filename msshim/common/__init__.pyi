# Written from the tables by `make generate`; a test fails when it is stale.
import builtins as _builtins
from collections.abc import Sequence as _Sequence
from typing import Any as _Any

from torch import Tensor as _Torch

from msshim.core.cell import Cell as _Cell
from msshim.core.dtype import Type as _Type
from msshim.core.primitive import Primitive as _Primitive
from msshim.core.tensor import Tensor as _Tensor

"""`mindspore.common` on torch."""

from msshim.common import dtype as dtype
from msshim.common import initializer as initializer
from msshim import Int as Int
from msshim import Parameter as Parameter
from msshim import ParameterTuple as ParameterTuple
from msshim import Tensor as Tensor
from msshim import Type as Type
from msshim import bfloat16 as bfloat16
from msshim import bool_ as bool_
from msshim import byte as byte
from msshim import cdouble as cdouble
from msshim import cfloat as cfloat
from msshim import complex128 as complex128
from msshim import complex64 as complex64
from msshim import double as double
from msshim import dtype_to_nptype as dtype_to_nptype
from msshim import dtype_to_pytype as dtype_to_pytype
from msshim import float16 as float16
from msshim import float32 as float32
from msshim import float64 as float64
from msshim import float8_e4m3fn as float8_e4m3fn
from msshim import float8_e5m2 as float8_e5m2
from msshim import float_ as float_
from msshim import from_numpy as from_numpy
from msshim import get_seed as get_seed
from msshim import half as half
from msshim import hifloat8 as hifloat8
from msshim import int16 as int16
from msshim import int32 as int32
from msshim import int64 as int64
from msshim import int8 as int8
from msshim import int_ as int_
from msshim import intc as intc
from msshim import intp as intp
from msshim import is_tensor as is_tensor
from msshim import list_ as list_
from msshim import long as long
from msshim import number as number
from msshim import pytype_to_dtype as pytype_to_dtype
from msshim import qint4x2 as qint4x2
from msshim import set_seed as set_seed
from msshim import short as short
from msshim import single as single
from msshim import string as string
from msshim import tensor as tensor
from msshim import tensor_type as tensor_type
from msshim import tuple_ as tuple_
from msshim import type_none as type_none
from msshim import ubyte as ubyte
from msshim import uint as uint
from msshim import uint16 as uint16
from msshim import uint32 as uint32
from msshim import uint64 as uint64
from msshim import uint8 as uint8
from msshim import uintc as uintc
from msshim import uintp as uintp
from msshim import ushort as ushort
