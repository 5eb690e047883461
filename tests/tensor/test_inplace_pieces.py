"""Writes into pieces of a tensor, and into what gradients are taken by, while they are recorded."""

import mindspore
import mindspore.mint
import mindspore.numpy
import numpy as np
import pytest
from raising import raises
from test_inplace_gradient import X, _flat_view, _mask, _row, _transposed_view, numeric

import msshim
import msshim.mint
import msshim.numpy
from msshim import ops

PIECES = {
    "ops.split": lambda ms, y: ms.ops.split(y, 1),
    "ops.split of sizes": lambda ms, y: ms.ops.split(y, [2, 1]),
    "mint.split": lambda ms, y: ms.mint.split(y, 1, 1),
    "Tensor.split": lambda ms, y: y.split(2),
    "ops.chunk": lambda ms, y: ms.ops.chunk(y, 3),
    "mint.chunk": lambda ms, y: ms.mint.chunk(y, 2, 1),
    "Tensor.chunk": lambda ms, y: y.chunk(1),
    "ops.unbind": lambda ms, y: ms.ops.unbind(y),
    "mint.unbind": lambda ms, y: ms.mint.unbind(y, 1),
    "Tensor.unbind": lambda ms, y: y.unbind(1),
    "ops.unstack": lambda ms, y: ms.ops.unstack(y, 1),
    "iteration": lambda ms, y: list(y),
    "ops.Split": lambda ms, y: ms.ops.Split(1, 3)(y),
    "ops.Unstack": lambda ms, y: ms.ops.Unstack(1)(y),
    "ops.tensor_split": lambda ms, y: ms.ops.tensor_split(y, 3),
    "ops.vsplit": lambda ms, y: ms.ops.vsplit(y, 3),
    "numpy.split": lambda ms, y: ms.numpy.split(y, 3),
}


@pytest.mark.parametrize("name", PIECES)
def test_a_write_into_a_piece_is_one_into_the_whole(name) -> None:
    """Under `grad` alone MindSpore writes to copies of most of them; its values outside are the same."""

    def program(ms):
        def function(x):
            y = ms.ops.exp(x)
            pieces = PIECES[name](ms, y)
            squares = pieces[-1] * pieces[-1]
            pieces[0][0] = 9.0
            y[-1] = 0.5
            return (y * y * x).sum() + squares.sum() + (pieces[0] * pieces[-1]).sum()

        return function

    function = program(msshim)
    found = msshim.grad(function)(msshim.Tensor(X)).asnumpy()
    np.testing.assert_allclose(found, numeric(function, X)[0], atol=1e-6)
    theirs = program(mindspore)(mindspore.Tensor(X.astype(np.float32)))
    np.testing.assert_allclose(function(msshim.Tensor(X)).asnumpy(), theirs.asnumpy(), rtol=1e-5)


def test_a_loop_over_a_tensor_writes_to_it() -> None:
    def function(x):
        y = ops.exp(x)
        for row in y:
            row.mul_(row)
        return (y * y).sum()

    found = msshim.grad(function)(msshim.Tensor(X)).asnumpy()
    np.testing.assert_allclose(found, numeric(function, X)[0], atol=1e-6)


@pytest.mark.parametrize("write", [_row, _mask, _flat_view, _transposed_view, lambda x: x.add_(1.0)])
def test_what_gradients_are_taken_by_is_not_written_to(write) -> None:
    def function(x):
        write(x)
        return (x * x).sum()

    with raises(RuntimeError, match="gradients are taken by"):
        msshim.grad(function)(msshim.Tensor(X))
