"""Data types against the real MindSpore's."""

import copy
import pickle

import mindspore
import numpy as np
import pytest
import torch
from raising import raises

from msshim._src.tensor import dtype as ours

theirs = mindspore.common.dtype
PLAIN = [name for name in theirs.__dtype__ if isinstance(getattr(theirs, name), theirs.Type) and name not in ("_null",)]
HELD = [name for name in PLAIN if getattr(ours, name) in ours._TO_TORCH]


def outcome(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("name", [*PLAIN, "bool", "int", "float"])
def test_names_and_aliases(name):
    mine, real = getattr(ours, name), getattr(theirs, name)
    assert (str(mine), repr(mine)) == (str(real), repr(real))
    assert [n for n in PLAIN if getattr(ours, n) == mine] == [n for n in PLAIN if getattr(theirs, n) == real]
    assert [n for n in PLAIN if getattr(ours, n) != mine] == [n for n in PLAIN if getattr(theirs, n) != real]
    for other in ("Float32", np.float32, 3, None):
        assert (mine == other) is (real == other)


@pytest.mark.parametrize("name", PLAIN)
def test_copies_are_the_same_object(name):
    dtype = getattr(ours, name)
    assert pickle.loads(pickle.dumps(dtype)) is dtype
    assert copy.deepcopy(dtype) is copy.copy(dtype) is dtype
    assert {dtype: 1}[dtype] == 1


@pytest.mark.parametrize("name", [n for n in HELD if "float8" not in n])
def test_properties(name):
    mine, real = getattr(ours, name), getattr(theirs, name)
    for member in ("is_signed", "is_floating_point", "is_complex", "itemsize"):
        assert getattr(mine, member) == getattr(real, member)
    assert str(mine.to_real()) == str(real.to_real())
    assert str(outcome(mine.to_complex)) == str(outcome(real.to_complex))


FUNCTIONS = ["dtype_to_nptype", "dtype_to_pytype"]
BRAIN = ("dtype_to_nptype", "bfloat16")  # a type of MindSpore's own, and one of ml_dtypes


def test_bfloat16_to_numpy():
    assert ours.dtype_to_nptype(ours.bfloat16).__name__ == mindspore.dtype_to_nptype(theirs.bfloat16).__name__


@pytest.mark.parametrize(("function", "name"), [(f, name) for f in FUNCTIONS for name in PLAIN if (f, name) != BRAIN])
def test_to_numpy_and_python(function, name):
    assert outcome(getattr(ours, function), getattr(ours, name)) is outcome(
        getattr(mindspore, function), getattr(theirs, name)
    )


@pytest.mark.parametrize("value", [None, 3, "float32", object()], ids=lambda v: type(v).__name__)
@pytest.mark.parametrize("function", ["dtype_to_nptype", "dtype_to_pytype"])
def test_not_a_dtype(function, value):
    assert outcome(getattr(ours, function), value) is outcome(getattr(mindspore, function), value)


@pytest.mark.parametrize(
    "value",
    [int, float, bool, complex, str, list, tuple, type(None), object, dict, np.float16, np.int8, np.uint64, np.bool_]
    + [np.str_, np.complex64, np.dtype("int16"), np.dtype("float64"), 3, None, "float32"],
    ids=repr,
)
def test_from_python(value):
    assert str(outcome(ours.pytype_to_dtype, value)) == str(outcome(mindspore.pytype_to_dtype, value))


@pytest.mark.parametrize("name", HELD)
def test_to_torch_and_back(name):
    dtype = getattr(ours, name)
    assert ours.torch_to_dtype(ours.dtype_to_torch(dtype)) is dtype


def test_no_counterpart():
    for value in (ours.string, ours.int_, None, torch.float32):
        with raises(TypeError):
            ours.dtype_to_torch(value)
    with raises(TypeError):
        ours.torch_to_dtype(torch.qint8)
    with raises(AttributeError):
        _ = ours.no_such_dtype
