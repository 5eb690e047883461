"""Attributes changed after construction: a layer reads those that MindSpore's reads at each call, no others."""

import copy

import mindspore
import numpy as np
import pytest
from oracle import named
from rows import all_rows, draw

import msshim

ROWS = [r for r in all_rows("cell") if (r.fixed or r.spelled) and r.cases and not any(c.random for c in r.cases)]
OTHER = {"same": "valid", "valid": "same", "pad": "valid", "mean": "sum", "sum": "mean", "none": "sum"}


def made(ms, row, call):
    ms.set_seed(1)
    kinds = {str(p.name): p.type for p in row.signature}
    args = {
        name: getattr(ms, value) if kinds[name] == "dtype" and isinstance(value, str) else value
        for name, value in call.args.items()
    }
    return named(ms, row)(**args).set_train(call.train), [ms.Tensor(array) for array in call.inputs]


def changed(ms, value):
    """Another value of the kind, or None."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, float):
        return value * 0.5 + 0.1
    if isinstance(value, str):
        return OTHER.get(value)
    if isinstance(value, tuple) and all(isinstance(item, int) for item in value):
        return tuple(item + 1 for item in value)
    if isinstance(value, ms.ops.Primitive):
        return lambda *args: doubled(ms, value(*args))
    return None


def doubled(ms, value):
    if isinstance(value, tuple):
        return tuple(doubled(ms, item) for item in value)
    return value * 2 if isinstance(value, ms.Tensor) else value


def answer(ms, row, call, name=None):
    cell, inputs = made(ms, row, call)
    try:
        if name is not None:
            value = changed(ms, getattr(cell, name))
            if value is None:
                return "unchanged"
            setattr(cell, name, value)
        return cell(*inputs).asnumpy()
    except Exception as error:
        return next(kind for kind in type(error).__mro__ if kind.__module__ == "builtins")


def alike(a, b) -> bool:
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.shape == b.shape and np.allclose(a, b, rtol=1e-3, atol=2e-4)
    return type(a) is type(b) and not isinstance(a, np.ndarray) and a == b


NAMES = [
    (row, name)
    for row in ROWS
    for name in sorted({*row.fixed, *(named(msshim, row)._spelled_with & named(msshim, row)._operators.keys())})
]


@pytest.mark.parametrize(("row", "name"), NAMES, ids=lambda item: getattr(item, "qualified", item))
def test_attribute(row, name) -> None:
    answers = [(call, answer(mindspore, row, call, name)) for call in draw(row, 4)]
    call, theirs = next((item for item in answers if not isinstance(item[1], type)), answers[0])  # best where it has it
    assert alike(answer(msshim, row, call, name), theirs)


def image(ms):
    return ms.Tensor(np.ones((1, 1, 5, 5), np.float32))


ONES = {"pad_mode": "valid", "has_bias": True, "weight_init": "ones", "bias_init": "ones"}
PROGRAMS = {
    "bias of Dense": lambda ms: (ms.nn.Dense(3, 2, "ones", "ones"), {"has_bias": False}, ms.ops.ones((2, 3))),
    "bias of Dense over 3 axes": lambda ms: (ms.nn.Dense(3, 2, "ones"), {"has_bias": False}, ms.ops.ones((2, 4, 3))),
    "bias of Conv2d": lambda ms: (ms.nn.Conv2d(1, 1, 3, **ONES), {"has_bias": False}, image(ms)),
    "bias of Conv1d": lambda ms: (ms.nn.Conv1d(1, 1, 3, **ONES), {"has_bias": False}, ms.ops.ones((1, 1, 5))),
    "bias of Conv3d": lambda ms: (ms.nn.Conv3d(1, 1, 2, **ONES), {"has_bias": False}, ms.ops.ones((1, 1, 3, 3, 3))),
    "operator of Conv2d": lambda ms: (
        ms.nn.Conv2d(1, 1, 3, **ONES),
        {"conv2d": ms.ops.Conv2D(1, 3, stride=2)},
        image(ms),
    ),
    "dropout of nothing": lambda ms: (ms.nn.Dropout(p=0.99).set_train(), {"p": 0.0}, ms.ops.ones((50,))),
    "kept by dropout": lambda ms: (ms.nn.Dropout(keep_prob=0.01).set_train(), {"keep_prob": 1}, ms.ops.ones((50,))),
    "statistics": lambda ms: (ms.nn.BatchNorm2d(1).set_train(), {"use_batch_statistics": False}, image(ms)),
    "activation": lambda ms: (
        ms.nn.Dense(3, 2, "ones", activation="relu"),
        {"activation_flag": False},
        -ms.ops.ones((2, 3)),
    ),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_program(program) -> None:
    seen = []
    for ms in (mindspore, msshim):
        ms.set_seed(1)
        layer, changes, x = PROGRAMS[program](ms)
        for name, value in changes.items():
            setattr(layer, name, value)
        seen.append(layer(x).asnumpy())
    np.testing.assert_allclose(seen[1], seen[0], rtol=1e-5, atol=1e-6)


def test_a_construct_of_ones_own_stays() -> None:
    class Own(msshim.nn.Dense):
        def construct(self, x):
            return x + 1

    net = Own(3, 2)
    net.matmul = None
    assert net(msshim.Tensor([1.0])).asnumpy().tolist() == [2.0]


def test_copies_go_on_with_the_operator() -> None:
    net = msshim.nn.Dense(2, 1, "ones", "zeros")
    net.has_bias = False
    net.matmul = msshim.ops.MatMul(False, True)
    other = copy.deepcopy(net)
    other.weight.set_data(msshim.ops.zeros((1, 2)))
    x = msshim.Tensor([[1.0, 2.0]])
    assert (float(net(x)), float(other(x))) == (3.0, 0.0)
