"""Every function row against the real MindSpore: values, gradients, errors."""

import mindspore
import numpy as np
import pytest
import torch
from oracle import REAL, close
from rows import all_rows, draw

import msshim

ROWS = all_rows("function")


def tree(value, leaf):
    return type(value)(tree(item, leaf) for item in value) if isinstance(value, (list, tuple)) else leaf(value)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.qualified)
def test_values_and_kinds(row) -> None:
    ours, theirs = getattr(getattr(msshim, row.namespace), row.name), getattr(REAL[row.namespace], row.name)
    for call in draw(row, 30):
        real = tree(call.inputs, mindspore.Tensor)
        try:
            expected = theirs(*real, **call.args).asnumpy()
        except Exception as error:
            with pytest.raises(type(error)):
                ours(*tree(call.inputs, msshim.Tensor), **call.args)
            continue
        result = ours(*tree(call.inputs, msshim.Tensor), **call.args)
        assert type(result) is msshim.Tensor
        close(result.asnumpy(), expected, call.cases.tolerance, f"{row.name} {call.args}")
        leaves = tree(call.inputs, lambda a: torch.from_numpy(a).requires_grad_())
        result = ours(*leaves, **call.args)
        assert type(result) is torch.Tensor and result.requires_grad


BAD = [
    ([], 0),
    (3, 0),
    ((np.ones(2, np.float32), np.ones(3, np.float32)), 1),
    ((np.ones((2, 2), np.float32), np.ones((3, 3), np.float32)), 0),
    ((np.ones((2, 2), np.float32), np.ones(2, np.float32)), 0),
    ((np.ones((2, 2), np.float32),), 1.0),
    ((np.ones((2, 2), np.float32),), 5),
]


@pytest.mark.parametrize("name", ["cat", "concat"])
@pytest.mark.parametrize(("tensors", "axis"), BAD, ids=str)
def test_errors(name: str, tensors, axis) -> None:
    raised = []
    for library in (mindspore, msshim):
        try:
            values = tree(tensors, lambda a: library.Tensor(a) if isinstance(a, np.ndarray) else a)
            raised.append(getattr(library.ops, name)(values, axis).asnumpy())
        except Exception as error:
            raised.append(type(error).__name__)
    assert raised[0] == raised[1]
