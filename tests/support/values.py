"""One expression, evaluated with the real MindSpore's values and with ours."""

from __future__ import annotations

import copy
import operator
import pickle
from types import SimpleNamespace
from typing import Any

import mindspore
import numpy as np
from mindspore._c_expression import TensorPy  # the base of MindSpore's Tensor, which a few calls give

from msshim._src.tensor import dtype
from msshim._src.tensor.tensor import Tensor

OURS = SimpleNamespace(Tensor=Tensor, **{name: getattr(dtype, name) for name in dtype.__all__})
DTYPES = (
    "bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 bfloat16 float32 float64 complex64 complex128"
).split()


def run(code: str, ms: Any, **names: Any) -> Any:
    """The value of the last line of `code`, or the exception that it raised."""
    scope = {"ms": ms, "Tensor": ms.Tensor, "np": np, "copy": copy, "pickle": pickle, "operator": operator, **names}
    *lines, last = code.split("\n")
    try:
        exec("\n".join(lines), scope)
        return eval(last, scope)
    except Exception as error:
        return error


def plain(value: Any) -> Any:
    """A value of either side in terms that compare: dtypes and exception classes by name, tensors by content."""
    if isinstance(value, (TensorPy, Tensor)):
        array = value.asnumpy()
        if str(value.dtype) == "BFloat16":
            array = array.astype(np.float32)
        return "Tensor", str(value.dtype), value.shape, array
    if isinstance(value, Exception):
        return type(value)
    if isinstance(value, (list, tuple)):
        return type(value)(map(plain, value))
    if isinstance(value, (dtype.Type, mindspore.common.dtype.Type)):
        return "dtype", str(value)
    return value


def assert_same(ours: Any, theirs: Any, note: Any = "", tolerance: float = 0) -> None:
    """Equal in type and value; arrays to the relative `tolerance`, and nan equals nan."""
    assert type(ours) is type(theirs), (note, ours, theirs)
    if isinstance(theirs, np.ndarray):
        assert ours.dtype == theirs.dtype, (note, ours, theirs)
        np.testing.assert_allclose(ours, theirs, rtol=tolerance, atol=0, err_msg=str(note))
    elif isinstance(theirs, (list, tuple)):
        assert len(ours) == len(theirs), (note, ours, theirs)
        for mine, real in zip(ours, theirs, strict=True):
            assert_same(mine, real, note, tolerance)
    else:
        assert ours == theirs or (ours != ours and theirs != theirs), (note, ours, theirs)


def check(code: str, tolerance: float = 0, **names: Any) -> Any:
    """`code` gives the same on both sides; returns what MindSpore gave."""
    theirs = run(code, mindspore, **names)
    ours = run(code, OURS, **names)
    note = (code, repr(ours), repr(theirs))
    assert_same(plain(ours), plain(theirs), note, tolerance)
    return theirs


def names(cell) -> list:
    """Of each parameter of a cell where it is, its name, shape, and whether it is trained."""
    return [(path, p.name, tuple(p.shape), p.requires_grad) for path, p in cell.parameters_and_names()]
