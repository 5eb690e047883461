# Written from the tables by `make generate`; a test fails when it is stale.
import builtins as _builtins
from collections.abc import Sequence as _Sequence
from typing import Any as _Any

from torch import Tensor as _Torch

from msshim.core.cell import Cell as _Cell
from msshim.core.dtype import Type as _Type
from msshim.core.primitive import Primitive as _Primitive
from msshim.core.tensor import Tensor as _Tensor

"""`mindspore` on torch."""

from msshim import common as common
from msshim import mint as mint
from msshim import nn as nn
from msshim import numpy as numpy
from msshim import ops as ops
from msshim.core import dtype as dtype
from msshim.core.interop import to_handles as from_torch
from msshim.core.interop import to_torch as to_torch

__version__: str

def install_as_mindspore() -> None: ...
from msshim.core.context import COMPATIBLE as COMPATIBLE
from msshim.sparse.tensors import COOTensor as COOTensor
from msshim.sparse.tensors import CSRTensor as CSRTensor
from msshim.core.context import GRAPH_MODE as GRAPH_MODE
from msshim.core.generator import Generator as Generator
from msshim.core.dtype import Int as Int
from msshim.core.graph import JitConfig as JitConfig
from msshim.core.context import LAX as LAX
from msshim.core.context import PYNATIVE_MODE as PYNATIVE_MODE
from msshim.core.context import ParallelMode as ParallelMode
from msshim.core.parameter import Parameter as Parameter
from msshim.core.parameter import ParameterTuple as ParameterTuple
from msshim.sparse.tensors import RowTensor as RowTensor
from msshim.core.context import STRICT as STRICT
from msshim.core.tensor import Tensor as Tensor
from msshim.core.dtype import Type as Type
from msshim.core.dtype import bfloat16 as bfloat16
from msshim import bool_ as bool
from msshim.core.dtype import bool_ as bool_
from msshim.core.dtype import byte as byte
from msshim.core.dtype import cdouble as cdouble
from msshim.core.dtype import cfloat as cfloat
from msshim.core.dtype import complex128 as complex128
from msshim.core.dtype import complex64 as complex64
from msshim.core.generator import default_generator as default_generator
from msshim.core.dtype import double as double
from msshim.core.dtype import dtype_to_nptype as dtype_to_nptype
from msshim.core.dtype import dtype_to_pytype as dtype_to_pytype
from msshim import float_ as float
from msshim.core.dtype import float16 as float16
from msshim.core.dtype import float32 as float32
from msshim.core.dtype import float64 as float64
from msshim.core.dtype import float8_e4m3fn as float8_e4m3fn
from msshim.core.dtype import float8_e5m2 as float8_e5m2
from msshim.core.dtype import float_ as float_
from msshim.core.creation import from_numpy as from_numpy
from msshim.core.context import get_auto_parallel_context as get_auto_parallel_context
from msshim.core.context import get_context as get_context
from msshim.core.context import get_current_device as get_current_device
from msshim.core.generator import get_rng_state as get_rng_state
from msshim.core.random import get_seed as get_seed
from msshim.core.dtype import half as half
from msshim.core.dtype import hifloat8 as hifloat8
from msshim.core.generator import initial_seed as initial_seed
from msshim import int_ as int
from msshim.core.dtype import int16 as int16
from msshim.core.dtype import int32 as int32
from msshim.core.dtype import int64 as int64
from msshim.core.dtype import int8 as int8
from msshim.core.dtype import int_ as int_
from msshim.core.dtype import intc as intc
from msshim.core.dtype import intp as intp
from msshim.core.creation import is_tensor as is_tensor
from msshim.core.graph import jit as jit
from msshim.core.graph import jit_class as jit_class
from msshim.core.context import launch_blocking as launch_blocking
from msshim.core.graph import lazy_inline as lazy_inline
from msshim.core.dtype import list_ as list_
from msshim.core.dtype import long as long
from msshim.core.generator import manual_seed as manual_seed
from msshim.core.graph import mutable as mutable
from msshim.core.graph import no_inline as no_inline
from msshim.core.dtype import number as number
from msshim.core.dtype import pytype_to_dtype as pytype_to_dtype
from msshim.core.dtype import qint4x2 as qint4x2
from msshim.core.graph import recompute as recompute
from msshim.core.context import reset_auto_parallel_context as reset_auto_parallel_context
from msshim.core.generator import seed as seed
from msshim.core.context import set_auto_parallel_context as set_auto_parallel_context
from msshim.core.context import set_context as set_context
from msshim.core.context import set_deterministic as set_deterministic
from msshim.core.context import set_device as set_device
from msshim.core.context import set_recursion_limit as set_recursion_limit
from msshim.core.generator import set_rng_state as set_rng_state
from msshim.core.random import set_seed as set_seed
from msshim.core.dtype import short as short
from msshim.core.dtype import single as single
from msshim.core.dtype import string as string
from msshim.core.context import synchronize as synchronize
from msshim.core.creation import tensor as tensor
from msshim.core.dtype import tensor_type as tensor_type
from msshim.core.dtype import tuple_ as tuple_
from msshim.core.dtype import type_none as type_none
from msshim.core.dtype import ubyte as ubyte
from msshim.core.dtype import uint as uint
from msshim.core.dtype import uint16 as uint16
from msshim.core.dtype import uint32 as uint32
from msshim.core.dtype import uint64 as uint64
from msshim.core.dtype import uint8 as uint8
from msshim.core.dtype import uintc as uintc
from msshim.core.dtype import uintp as uintp
from msshim.core.dtype import ushort as ushort
