"""`Custom`, a Python function of numpy arrays as a primitive, and the words that register one. Source: MindSpore."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from msshim._src.cell import bprop as written
from msshim._src.cell.primitive import Primitive
from msshim._src.runtime import mode
from msshim._src.tensor.arrays import to_numpy
from msshim._src.tensor.dtype import Type, named_to_torch
from msshim._src.tensor.interop import to_torch
from msshim._src.tensor.tensor import Tensor

_KINDS = ("hybrid", "akg", "tbe", "aicpu", "aot", "pyfunc")

_COMMON = "None Default 5HD FracZ FracNZ C1HWNCoC0 NCHW NHWC HWCN NDHWC ChannelLast"
_DEEP = f"{_COMMON} NCDHW DHWCN NDC1HWC0 FRACTAL_Z_3D FracZNLSTM FracZNRNN ND_RNNBIAS"
_BYTES = f"{_COMMON} NCDHW NDC1HWC0 NC1HWC0"
_FORMATS = {
    "None": "", "Default": "DefaultFormat", "5HD": "NC1HWC0", "FracZ": "FRACTAL_Z", "FracNZ": "FRACTAL_NZ",
    "FracZNLSTM": "FRACTAL_ZN_LSTM", "FracZNRNN": "FRACTAL_ZN_RNN", "ND_RNNBIAS": "ND_RNN_BIAS",
}  # fmt: skip
_OF_TYPES = {
    "BOOL bool": _COMMON, "I8 int8": _BYTES, "U8 uint8": _BYTES, "I16 int16": _COMMON, "U16 uint16": _COMMON,
    "I32 int32": f"{_COMMON} NDC1HWC0 NCDHW", "U32 uint32": _COMMON, "I64 int64": _COMMON, "U64 uint64": _COMMON,
    "F16 float16": _DEEP, "F32 float32": _DEEP, "F64 float64": _COMMON, "BF16 bfloat16": _DEEP,
    "C64 complex64": "Default", "C128 complex128": "Default",
}  # fmt: skip


class DataType:
    """Dtypes and formats for `CustomRegOp.dtype_format`, such as ``DataType.F32_Default``."""

    None_None = ("", "")
    None_Default = ("", "DefaultFormat")


for _names, _formats in _OF_TYPES.items():
    _short, _dtype = _names.split()
    for _format in _formats.split():
        setattr(DataType, f"{_short}_{_format}", (_dtype, _FORMATS.get(_format, _format)))
    setattr(DataType, f"{_short}_Default_Tuple", (_dtype, "DefaultFormat", "tuple"))
    if not _dtype.startswith("complex"):
        setattr(DataType, f"{_short}_Default_List", (_dtype, "DefaultFormat", "list"))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"For 'CustomRegOp', a value must be a str, but got {value!r}.")
    return value


class CustomRegOp:
    """What a custom operator takes and gives, word by word; every method but the last returns this object.

    Args:
        op_name: The operator's name.

    Raises:
        ValueError: The name is no str.
    """

    def __init__(self, op_name: str = "Custom") -> None:
        if not isinstance(op_name, str):
            raise ValueError(f"For 'CustomRegOp', the 'op_name' must be a str, but got {op_name!r}.")
        self.op_name = op_name
        self.inputs: list[dict[str, Any]] = []
        self.outputs: list[dict[str, Any]] = []
        self.attr_: list[dict[str, str]] = []
        self.dtype_format_: list[tuple[Any, ...]] = []
        self.target_: str | None = "UnKnown"

    def _words(self, index: Any, **words: Any) -> dict[str, Any]:
        if index is not None and (not isinstance(index, int) or isinstance(index, bool)):
            raise TypeError(f"For 'CustomRegOp', the 'index' must be an int, but got {index!r}.")
        found = {} if index is None else {"index": index}
        return {**found, **{name: _text(value) for name, value in words.items() if value is not None}}

    def input(self, index: Any = None, name: Any = None, param_type: Any = "required", **kwargs: Any) -> CustomRegOp:
        """One more input."""
        self.inputs.append(self._words(index, name=name, paramType=param_type, **kwargs))
        return self

    def output(self, index: Any = None, name: Any = None, param_type: Any = "required", **kwargs: Any) -> CustomRegOp:
        """One more output."""
        self.outputs.append(self._words(index, name=name, paramType=param_type, **kwargs))
        return self

    def attr(
        self, name: Any = None, param_type: Any = None, value_type: Any = None, default_value: Any = None, **kwargs: Any
    ) -> CustomRegOp:
        """One more attribute."""
        words = {"name": name, "paramType": param_type, "type": value_type, "defaultValue": default_value}
        self.attr_.append(self._words(None, **words, **kwargs))
        return self

    def dtype_format(self, *args: Any) -> CustomRegOp:
        """One more row of dtypes and formats, one for each input and output."""
        count = len(self.inputs) + len(self.outputs)
        if count != len(args):
            raise ValueError(f"For 'CustomRegOp', there must be {count} dtypes and formats, but got {len(args)}.")
        for arg in args:
            if not isinstance(arg, tuple) or len(arg) not in (2, 3):
                raise ValueError(f"For 'CustomRegOp', dtype and format must be a tuple of two or three, not {arg!r}.")
        self.dtype_format_.append(tuple(tuple(map(_text, arg)) for arg in args))
        return self

    def target(self, target: Any = None) -> CustomRegOp:
        """Where it runs."""
        self.target_ = target if target is None else _text(target)
        return self

    def get_op_info(self) -> dict[str, Any]:
        """All of it as a dict."""
        return {
            "op_name": self.op_name,
            "inputs": self.inputs,
            "outputs": self.outputs,
            "attr": self.attr_,
            "fusion_type": "",
            "dtype_format": self.dtype_format_,
            "target": self.target_,
        }


def custom_info_register(*reg_info: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a function with what `CustomRegOp` says of it, kept as its `reg_info`.

    Args:
        reg_info: What `get_op_info` gives.
    """

    def decorate(func: Callable[..., Any]) -> Callable[..., Any]:
        func.reg_info = reg_info  # type: ignore[attr-defined]

        @functools.wraps(func)
        def call(*args: Any, **kwargs: Any) -> Any:
            return func(*args, **kwargs)

        return call

    return decorate


class _Written:
    """What the gradients of cells are asked for: the function and its gradient."""

    def __init__(self, construct: Callable[..., Any], backward: Callable[..., Any]) -> None:
        self.construct, self.bprop = construct, backward


class Custom(Primitive):
    """A Python function of numpy arrays as a primitive.

    Args:
        func: The function; it gets arrays and returns one or several.
        out_shape: The shape of the result, those of several, or a function of the inputs' shapes.
        out_dtype: The dtype of the result, those of several, or a function of the inputs' dtypes.
        func_type: 'pyfunc'; MindSpore compiles the other kinds, which msshim has not.
        bprop: The gradients by the arguments, from them, the result and its gradient.
        reg_info: Kept; MindSpore asks it for the inputs and outputs.

    Raises:
        TypeError: `func` can not be called, or `out_shape` or `out_dtype` is of no known kind.
        ValueError: `func_type` is unknown.
        NotImplementedError: `func_type` is known, and not 'pyfunc'.
        RuntimeError: A gradient is asked for, and there is no `bprop`.
    """

    def __init__(
        self,
        func: Any,
        out_shape: Any = None,
        out_dtype: Any = None,
        func_type: str = "pyfunc",
        bprop: Callable[..., Any] | None = None,
        reg_info: Any = None,
    ) -> None:
        super().__init__("Custom")
        if func_type not in _KINDS:
            raise ValueError(f"For 'Custom', the 'func_type' must be one of {_KINDS}, but got {func_type!r}.")
        if func_type != "pyfunc":
            raise NotImplementedError(
                f"For 'Custom', the 'func_type' {func_type!r} is compiled by MindSpore; write the function with torch "
                "and take it as 'pyfunc', or use torch.library."
            )
        if not callable(func):
            raise TypeError(f"For 'Custom', the 'func' must be a function, but got {func!r}.")
        given = {"out_shape": out_shape, "out_dtype": out_dtype, "func_type": func_type, "bprop": bprop}
        self.init_attrs = {"func": func, **given, "reg_info": reg_info}
        self.func, self.out_dtype, self.bprop = func, out_dtype, bprop
        self.out_shape, self.reg_info = out_shape, reg_info
        self.add_prim_attr("func_name", getattr(func, "__name__", ""))
        self.add_prim_attr("func_type", func_type)

    def __call__(self, *args: Any) -> Any:
        """The function's results as Tensors."""
        shape, dtype = self.out_shape, self.out_dtype
        if not (isinstance(shape, (tuple, list)) or callable(shape)):
            raise TypeError(f"For 'Custom', the 'out_shape' must be a tuple, list or function, but got {shape!r}.")
        if not (isinstance(dtype, (Type, tuple, list)) or callable(dtype)):
            raise TypeError(f"For 'Custom', the 'out_dtype' must be a dtype, tuple or function, but got {dtype!r}.")
        if mode.records():
            return written.forward(_Written(self._compute, self.bprop or _refuse), *args)
        return self._compute(*args)

    def _compute(self, *args: Any) -> Any:
        results = self.func(*(_array(arg) for arg in args))
        dtypes = self.out_dtype
        if not isinstance(dtypes, (Type, tuple, list)):
            dtypes = dtypes(*(arg.dtype for arg in args))
        if isinstance(results, (tuple, list)):
            return tuple(_tensor(one, dtype) for one, dtype in zip(results, dtypes, strict=True))
        return _tensor(results, dtypes)


def _array(value: Any) -> Any:
    bare = to_torch(value)
    return to_numpy(bare) if isinstance(bare, torch.Tensor) else value


def _tensor(array: Any, dtype: Any) -> Tensor:
    return Tensor(torch.as_tensor(np.array(array)).to(named_to_torch(dtype)))


def _refuse(*args: Any) -> Any:
    raise RuntimeError("For 'Custom', there is no 'bprop', and a function of numpy arrays has no gradient without one.")
