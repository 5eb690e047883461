"""Sparse tensors and the functions on them against the real MindSpore."""

import mindspore
import numpy as np
import pytest
from raising import raises

import msshim
from msshim._src.sparse.functions import _UNARY


def coo(ms, values=(0.5, 0.25, -0.75)):
    return ms.COOTensor(ms.Tensor([[0, 1], [1, 2], [2, 0]], ms.int32), ms.Tensor(values, ms.float32), (3, 4))


def csr(ms, values=(0.5, 0.25, -0.75, 0.125)):
    pointers, places = ms.Tensor([0, 2, 3, 4], ms.int32), ms.Tensor([0, 3, 1, 2], ms.int32)
    return ms.CSRTensor(pointers, places, ms.Tensor(values, ms.float32), (3, 4))


def parts(value):
    if hasattr(value, "to_tuple"):
        return [part for item in value.to_tuple() for part in parts(item)]
    if hasattr(value, "asnumpy"):
        return [(str(value.dtype), value.asnumpy())]
    return [value]


def compare(call) -> None:
    for mine, real in zip(parts(call(msshim)), parts(call(mindspore)), strict=True):
        if isinstance(real, tuple) and isinstance(real[1], np.ndarray):
            assert mine[0] == real[0]
            np.testing.assert_allclose(mine[1], real[1], rtol=1e-4, atol=1e-5)
        else:
            assert mine == real


@pytest.mark.parametrize("name", _UNARY)
@pytest.mark.parametrize(("layout", "make"), [("coo", coo), ("csr", csr)])
def test_unary(name, layout, make) -> None:
    values = (1.5, 2.5, 3.5, 1.25) if name == "acosh" else (0.5, 0.25, 0.75, 0.125)
    compare(lambda ms: getattr(ms.ops, f"{layout}_{name}")(make(ms, values[: 3 if layout == "coo" else 4])))


CALLS = [
    lambda ms: coo(ms).to_dense(),
    lambda ms: coo(ms).abs(),
    lambda ms: coo(ms).astype(ms.float64),
    lambda ms: -coo(ms),
    lambda ms: csr(ms).to_dense(),
    lambda ms: ms.ops.csr_softmax(csr(ms), ms.float32),
    lambda ms: ms.ops.csr_to_coo(csr(ms)),
    lambda ms: ms.ops.csr_to_dense(csr(ms)),
    lambda ms: ms.ops.dense_to_sparse_coo(ms.Tensor([[1.0, 0.0], [0.0, 2.0]])),
    lambda ms: ms.ops.dense_to_sparse_csr(ms.Tensor([[1.0, 0.0], [0.0, 2.0]])),
]


@pytest.mark.parametrize("call", CALLS, ids=range(len(CALLS)))
def test_calls(call) -> None:
    compare(call)


@pytest.mark.parametrize("make", [coo, csr])
def test_what_it_is(make) -> None:
    mine, real = make(msshim), make(mindspore)
    assert repr(mine) == repr(real)
    assert (mine.shape, str(mine.dtype), mine.size, mine.itemsize, mine.ndim) == (
        real.shape, str(real.dtype), real.size, real.itemsize, real.ndim,
    )  # fmt: skip


DENSE = np.array([[0.5, 0, 0, 0.25], [0, -0.75, 0, 0], [0, 0, 0.125, 0]], np.float32)
VECTOR = np.array([[1.0], [2.0], [3.0], [4.0]], np.float32)


def test_what_the_real_one_needs_a_compiler_for() -> None:
    """MindSpore's CPU asks its kernel compiler, which is not there; numpy says what is right."""
    x = csr(msshim)
    for mine, right in [
        (x.to_coo().to_dense(), DENSE),
        (x.to_coo().to_csr().to_dense(), DENSE),
        (x.sum(1), DENSE.sum(1, keepdims=True)),
        (x.mv(msshim.Tensor(VECTOR)), DENSE @ VECTOR),
        (x.mm(msshim.Tensor(np.hstack([VECTOR, VECTOR]))), DENSE @ np.hstack([VECTOR, VECTOR])),
        ((x * msshim.Tensor(np.full((3, 4), 2, np.float32))).to_dense(), 2 * DENSE),
        ((x / msshim.Tensor(np.full((3, 4), 2, np.float32))).to_dense(), DENSE / 2),
        (msshim.ops.csr_add(x, x, msshim.Tensor(1.0), msshim.Tensor(2.0)).to_dense(), 3 * DENSE),
        (msshim.ops.coo_add(x.to_coo(), x.to_coo(), msshim.Tensor(0.0)).to_dense(), 2 * DENSE),
        (msshim.ops.csr_mm(x, x, trans_b=True).to_dense(), DENSE @ DENSE.T),
    ]:
        np.testing.assert_allclose(mine.asnumpy(), right, rtol=1e-5)


BAD = [
    lambda ms: ms.COOTensor([[0, 1]], ms.Tensor([1.0]), (3, 4)),
    lambda ms: ms.COOTensor(ms.Tensor([[0, 1]], ms.int32), ms.Tensor([1.0, 2.0]), (3, 4)),
    lambda ms: ms.COOTensor(ms.Tensor([[0.0, 1.0]]), ms.Tensor([1.0]), (3, 4)),
    lambda ms: ms.COOTensor(ms.Tensor([[0, 1]], ms.int32), ms.Tensor([1.0]), [3, 4]),
    lambda ms: ms.COOTensor(ms.Tensor([[0, 1]], ms.int32), ms.Tensor([1.0]), (0, 4)),
    lambda ms: ms.CSRTensor(ms.Tensor([0, 2], ms.int32), ms.Tensor([0, 3], ms.int32), ms.Tensor([1.0, 2]), (3, 4)),
    lambda ms: ms.CSRTensor(ms.Tensor([0, 1, 1, 1], ms.int32), ms.Tensor([0, 3], ms.int32), ms.Tensor([1.0]), (3, 4)),
    lambda ms: ms.CSRTensor(3, ms.Tensor([0, 3], ms.int32), ms.Tensor([1.0]), (3, 4)),
    lambda ms: ms.ops.csr_abs(ms.Tensor([1.0])),
    lambda ms: ms.ops.coo_abs(ms.Tensor([1.0])),
]


@pytest.mark.parametrize("call", BAD, ids=range(len(BAD)))
def test_errors(call) -> None:
    with pytest.raises(Exception) as real:
        call(mindspore)
    with raises(type(real.value)):
        call(msshim)
