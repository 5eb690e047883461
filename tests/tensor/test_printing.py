"""`repr` and `str` to the character, against the real MindSpore."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from values import DTYPES, check

SPECIAL = [
    "Tensor(1e-10)", "Tensor(123456789.)", "Tensor(float('nan'))", "Tensor(-float('inf'))",
    "Tensor(1.5-2.5j)", "Tensor(-0.0)", "Tensor(1.1, ms.bfloat16)", "Tensor(1.1, ms.float64)",
    "Tensor(2**64-1, ms.uint64)", "Tensor([float('nan'), float('inf'), -float('inf'), 1.])",
    "Tensor([0.1, 1e300, -1e-300], ms.float64)", "Tensor([0.1, 100, -1], ms.float16)",
    "Tensor([float('nan'), -float('inf'), 1.25], ms.bfloat16)",
    "Tensor([[0.1, 100, -1], [1, 2, 3.3333]], ms.bfloat16)",
    "Tensor([[1+2j], [float('nan')-1j*float('inf')]])", "Tensor([1e10+1e-10j, 0.1])", "Tensor([-1, 10, 100])",
    "Tensor(np.arange(6).reshape(2, 3)).T",
]  # fmt: skip


@pytest.mark.parametrize("code", SPECIAL)
def test_special_values(code):
    check(f"repr({code})")
    check(f"str({code})")


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    "shape",
    [
        (),
        (0,),
        (1,),
        (5,),
        (12,),
        (24,),
        (25,),
        (48,),
        (1000,),
        (1001,),
        (0, 3),
        (3, 0),
        (2, 0, 3),
        (1, 6),
        (1, 7),
        (7, 1),
    ]
    + [(2, 3), (7, 8), (2, 3, 4), (7, 6, 7), (2, 2, 2, 2), (1, 1, 990), (8, 2, 9)],
    ids=str,
)
def test_every_dtype_and_shape(dtype, shape):
    array = (np.arange(np.prod(shape)) * 3 % 101).reshape(shape)
    check(f"repr(Tensor(array, ms.{dtype}))", array=array)
    check(f"str(Tensor(array, ms.{dtype}))", array=array)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    st.lists(st.floats(width=32, allow_subnormal=False), min_size=1, max_size=30),
    st.sampled_from(["float16", "bfloat16", "float32", "float64", "complex64"]),
)
def test_any_floats(values, dtype):
    torch.set_flush_denormal(False)  # which a kernel of MindSpore's may have left on in this thread
    array = np.array(values, np.float32)
    check(f"repr(Tensor(array, ms.float32).astype(ms.{dtype}))", array=array)
    check(f"str(Tensor(array, ms.float32).astype(ms.{dtype}))", array=array)


def test_without_data():
    code = "str(Tensor(shape=(2, 2), dtype=ms.float32, init=1))"
    check(code)
    check(code.replace("str", "repr"))
    check(code.replace("(2, 2)", "(2,)"))
    check("f'{Tensor([1, 2])} %s' % Tensor(1.5)")
    check("f'{Tensor(1.5):.2f}'")
