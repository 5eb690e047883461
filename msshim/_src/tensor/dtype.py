"""MindSpore's data types, and the way from each to torch, numpy and Python.

A dtype is one object for the life of the process: it is compared by identity, and pickling or
copying gives the same object back. Source: mindspore.dtype of 2.10.
"""

from __future__ import annotations

import builtins
from functools import cache
from typing import Any

import numpy as np
import torch

from msshim._src.tensor.arrays import extended

# `bool`, `int` and `float` are dtypes too; they are left out so that `import *` hides no builtin.
__all__ = [  # noqa: RUF022  (widths in their natural order)
    "bool_", "int8", "byte", "int16", "short", "int32", "intc", "int64", "long", "intp",
    "uint8", "ubyte", "uint16", "ushort", "uint32", "uintc", "uint64", "uintp",
    "float16", "half", "bfloat16", "float32", "single", "float64", "double",
    "complex64", "cfloat", "complex128", "cdouble", "qint4x2", "float8_e4m3fn", "float8_e5m2", "hifloat8",
    "int_", "uint", "float_", "number", "list_", "tuple_", "string", "tensor_type", "type_none",
    "Type", "Int", "dtype_to_nptype", "dtype_to_pytype", "pytype_to_dtype",
]  # fmt: skip


class Type:
    """A MindSpore type: ``str()`` gives e.g. ``'Float32'``, ``repr()`` ``'mindspore.float32'``."""

    __slots__ = ("_label", "_name", "_variable")

    def __init__(self, label: str, name: str, variable: str | None = None) -> None:
        self._label, self._name, self._variable = label, name, variable or name

    def __str__(self) -> str:
        return self._label

    def __repr__(self) -> str:
        return f"mindspore.{self._name}"

    def __reduce__(self) -> tuple[Any, ...]:
        return named, (self._variable,)


class Number(Type):
    """The type of something that a tensor can hold."""

    __slots__ = ()

    @property
    def itemsize(self) -> builtins.int:
        """Bytes of one element."""
        return dtype_to_torch(self).itemsize

    @property
    def is_floating_point(self) -> builtins.bool:
        """Whether it is a real floating-point type."""
        return isinstance(self, Float)

    @property
    def is_complex(self) -> builtins.bool:
        """Whether it is a complex type."""
        return isinstance(self, Complex)

    @property
    def is_signed(self) -> builtins.bool:
        """Whether it holds negative numbers."""
        return isinstance(self, (Int, Float, Complex))

    def __setstate__(self, state: tuple[builtins.int, ...]) -> None:
        """Be equal to the dtype of so many bits, which is what MindSpore pickles."""
        kinds = [held for held in (*_HELD, qint4x2) if type(held) is type(self)]
        same = next(held for held in kinds if not state or str(state[0]) in held._name)
        self._label, self._name, self._variable = same._label, same._name, same._variable
        self.__class__ = _unpickled(type(self))  # type: ignore[arg-type, assignment]

    def to_complex(self) -> Type:
        """The complex type with parts of this type. Raises TypeError where MindSpore has none."""
        if self not in _COMPLEX_OF:
            raise TypeError(f"Cannot convert type {self._name} to complex type.")
        return _COMPLEX_OF[self]

    def to_real(self) -> Type:
        """The type of the real part."""
        return _REAL_OF.get(self, self)


class Int(Number):
    """Signed integers."""

    __slots__ = ()


class UInt(Number):
    """Unsigned integers."""

    __slots__ = ()


class Float(Number):
    """Real floating-point numbers."""

    __slots__ = ()


class BFloat(Float):
    """The upper half of float32."""

    __slots__ = ()


class Complex(Number):
    """Complex numbers."""

    __slots__ = ()


class Bool(Number):
    """Truth values."""

    __slots__ = ()


class TensorType(Type):
    """The type of a Tensor with elements of a type."""

    __slots__ = ("_element",)

    def __init__(self, element: Type) -> None:
        super().__init__(f"Tensor[{element}]", f"tensor[{element._name}]")
        self._element = element

    def element_type(self) -> Type:
        """The type of the elements."""
        return self._element

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TensorType) and self._element is other._element

    def __hash__(self) -> int:
        return hash(self._element)

    def __reduce__(self) -> Any:
        return TensorType, (self._element,)


class List(Type):
    """The type of a list."""

    __slots__ = ()


class Tuple(Type):
    """The type of a tuple."""

    __slots__ = ()


class String(Type):
    """The type of a str."""

    __slots__ = ()


class TypeNone(Type):
    """The type of None."""

    __slots__ = ()


DType = Type


@cache
def _unpickled(kind: type[Number]) -> type[Number]:
    """The class of what MindSpore pickled of a kind of dtype: equal to the one object that msshim has, and not it."""

    def equal(self: Number, other: object) -> builtins.bool:
        return isinstance(other, kind) and other._variable == self._variable

    members = {"__slots__": (), "__eq__": equal, "__hash__": lambda self: hash(named(self._variable))}
    return type(kind.__name__, (kind,), {**members, "__module__": kind.__module__})


def named(variable: str) -> Type:
    """The dtype of a name, e.g. ``float32``: what a pickle of one holds."""
    found: Type = globals()[variable]
    return found


bool_ = Bool("Bool", "bool", "bool_")
int8 = byte = Int("Int8", "int8")
int16 = short = Int("Int16", "int16")
int32 = intc = Int("Int32", "int32")
int64 = long = intp = Int("Int64", "int64")
uint8 = ubyte = UInt("UInt8", "uint8")
uint16 = ushort = UInt("UInt16", "uint16")
uint32 = uintc = UInt("UInt32", "uint32")
uint64 = uintp = UInt("UInt64", "uint64")
float16 = half = Float("Float16", "float16")
bfloat16 = BFloat("BFloat16", "bfloat16")
float32 = single = Float("Float32", "float32")
float64 = double = Float("Float64", "float64")
complex64 = cfloat = Complex("Complex64", "complex64")
complex128 = cdouble = Complex("Complex128", "complex128")
float8_e4m3fn = Float("Float8E4M3FN", "float8_e4m3fn")
float8_e5m2 = Float("Float8E5M2", "float8_e5m2")
hifloat8 = Float("HiFloat8", "hifloat8")
qint4x2 = Int("Int4", "int4", "qint4x2")

# Kinds of numbers, and types of things that are no tensors: they have no torch counterpart.
int_ = Int("Int", "int", "int_")
uint = UInt("UInt", "uint")
float_ = Float("Float", "float", "float_")
number = Number("Number", "number")
list_ = List("List", "list_")
tuple_ = Tuple("Tuple", "tuple_")
string = String("String", "string_", "string")
tensor_type = Type("Tensor", "tensor", "tensor_type")
type_none = TypeNone("None", "type_none")
type_type = Type("TypeType", "type_type")
function = Type("Func", "function")

int_type = (int8, int16, int32, int64)
uint_type = (uint8, uint16, uint32, uint64)
float_type = (float16, float32, float64, bfloat16, float8_e4m3fn, float8_e5m2, hifloat8)
complex_type = (complex64, complex128)
number_type = (
    *int_type, *uint_type, float16, float32, float64, bfloat16, *complex_type,
    qint4x2, float8_e4m3fn, float8_e5m2, hifloat8,
)  # fmt: skip

_COMPLEX_OF: dict[Type, Type] = {
    float32: complex64, bfloat16: complex64, complex64: complex64,
    float64: complex128, complex128: complex128,
}  # fmt: skip

_REAL_OF: dict[Type, Type] = {complex64: float32, complex128: float64}

_HELD = (bool_, *int_type, *uint_type, float16, bfloat16, float32, float64, *complex_type, float8_e4m3fn, float8_e5m2)
_TO_TORCH: dict[Type, torch.dtype] = {held: getattr(torch, held._name) for held in _HELD}
FROM_TORCH: dict[torch.dtype, Number] = {getattr(torch, held._name): held for held in _HELD}

_TO_NUMPY: dict[Type, Any] = {
    held: np.bool_ if held is bool_ else getattr(np, held._name)
    for held in (bool_, *int_type, *uint_type, float16, float32, float64, *complex_type)
}
_TO_PYTHON: dict[Type, type] = {
    bool_: builtins.bool,
    **dict.fromkeys((int_, *int_type, *uint_type), builtins.int),
    **dict.fromkeys((float_, float16, float32, float64, bfloat16), builtins.float),
    **dict.fromkeys(complex_type, complex),
    list_: list, tuple_: tuple, string: str, type_none: type(None),
}  # fmt: skip
_FROM_PYTHON: dict[type, Type] = {
    **{numpy: held for held, numpy in _TO_NUMPY.items() if held not in complex_type},
    list: list_, tuple: tuple_, type(None): type_none, str: string, np.str_: string,
    builtins.bool: bool_, builtins.int: int64, builtins.float: float64, complex: complex128,
}  # fmt: skip


def __getattr__(name: str) -> Type:
    if name in ("bool", "int", "float"):
        return {"bool": bool_, "int": int32, "float": float32}[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def dtype_to_torch(type_: Any) -> torch.dtype:
    """The torch dtype of a MindSpore dtype. Raises TypeError if torch has none."""
    try:
        return _TO_TORCH[type_]
    except (KeyError, TypeError):
        raise TypeError(f"'dtype' must be a MindSpore dtype that a tensor can hold, but got {type_!r}.") from None


_NAMED = {"int": int32, "uint": uint32, "float": float32, "bool": bool_}


def named_to_torch(value: Any) -> torch.dtype:
    """As `dtype_to_torch`, also of a name such as ``"int8"`` or a Python type; ints and floats have 32 bits."""
    if isinstance(value, str):
        name = value.lower()
        held = _NAMED.get(name) or next((held for held in _TO_NUMPY if held._name == name), value)
        return dtype_to_torch(held)
    if isinstance(value, type):
        return dtype_to_torch(_NAMED[value.__name__] if value in (int, float) else pytype_to_dtype(value))
    return dtype_to_torch(value)


def torch_to_dtype(dtype: torch.dtype) -> Number:
    """The MindSpore dtype of a torch dtype. Raises TypeError if MindSpore has none."""
    try:
        return FROM_TORCH[dtype]
    except KeyError:
        raise TypeError(f"MindSpore has no counterpart of {dtype}.") from None


def dtype_to_nptype(type_: Type) -> Any:
    """The numpy scalar type of a dtype, e.g. ``numpy.int8`` of ``int8``; of bfloat16 that of ml_dtypes.

    Raises:
        KeyError: `type_` is no dtype that numpy has.
    """
    return extended("bfloat16") if type_ is bfloat16 else _TO_NUMPY[type_]


def dtype_to_pytype(type_: Type) -> type:
    """The Python type of a dtype, e.g. ``float`` of ``float16``. Raises KeyError if there is none."""
    return _TO_PYTHON[type_]


def pytype_to_dtype(obj: Any) -> Type:
    """The dtype of a Python type, numpy type or ``numpy.dtype``; a dtype is returned as it is.

    Raises:
        TypeError: `obj` is no type.
        NotImplementedError: MindSpore has no dtype for it.
    """
    if isinstance(obj, np.dtype):
        obj = obj.type
    if isinstance(obj, Type):
        return obj
    if not isinstance(obj, type):
        raise TypeError(f"For 'pytype_to_dtype', 'obj' must be a Python type, but got {obj!r} of {type(obj)}.")
    if obj not in _FROM_PYTHON:
        raise NotImplementedError(f"For 'pytype_to_dtype', 'obj' must be a type with a dtype, but got {obj}.")
    return _FROM_PYTHON[obj]
