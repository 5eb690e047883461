"""Learning rates that change, and cells around a network, against the real MindSpore."""

import mindspore
import numpy as np
import pytest
from raising import raises

import msshim

LISTS = [
    ("cosine_decay_lr", (0.01, 0.1, 12, 2, 4)),
    ("exponential_decay_lr", (0.1, 0.9, 12, 2, 3)),
    ("exponential_decay_lr", (0.1, 0.9, 12, 2, 3, True)),
    ("natural_exp_decay_lr", (0.1, 0.9, 12, 2, 3)),
    ("natural_exp_decay_lr", (0.1, 0.9, 12, 2, 3, True)),
    ("inverse_decay_lr", (0.1, 0.5, 12, 2, 3)),
    ("inverse_decay_lr", (0.1, 0.5, 12, 2, 3, True)),
    ("piecewise_constant_lr", ([2, 5, 10], [0.1, 0.05, 0.01])),
    ("polynomial_decay_lr", (0.1, 0.01, 12, 2, 2, 0.5)),
    ("polynomial_decay_lr", (0.1, 0.01, 12, 2, 2, 0.5, True)),
    ("warmup_lr", (0.1, 12, 2, 3)),
]
CELLS = [
    ("CosineDecayLR", (0.01, 0.1, 4)),
    ("ExponentialDecayLR", (0.1, 0.9, 4)),
    ("ExponentialDecayLR", (0.1, 0.9, 4, True)),
    ("NaturalExpDecayLR", (0.1, 0.9, 4)),
    ("NaturalExpDecayLR", (0.1, 0.9, 4, True)),
    ("InverseDecayLR", (0.1, 0.9, 4)),
    ("InverseDecayLR", (0.1, 0.9, 4, True)),
    ("PolynomialDecayLR", (0.1, 0.01, 4, 0.5)),
    ("PolynomialDecayLR", (0.1, 0.01, 4, 0.5, True)),
    ("WarmUpLR", (0.1, 4)),
]


@pytest.mark.parametrize(("name", "args"), LISTS, ids=str)
def test_lists(name, args) -> None:
    np.testing.assert_allclose(getattr(msshim.nn, name)(*args), getattr(mindspore.nn, name)(*args), rtol=1e-12)


@pytest.mark.parametrize(("name", "args"), CELLS, ids=str)
def test_cells(name, args) -> None:
    ours, theirs = getattr(msshim.nn, name)(*args), getattr(mindspore.nn, name)(*args)
    for step in range(10):
        mine, real = ours(msshim.Tensor(step, msshim.int32)), theirs(mindspore.Tensor(step, mindspore.int32))
        assert str(mine.dtype) == str(real.dtype)
        np.testing.assert_allclose(mine.asnumpy(), real.asnumpy(), rtol=1e-5, atol=1e-7)


BAD = [
    ("cosine_decay_lr", (1, 0.1, 3, 1, 1)),
    ("cosine_decay_lr", (0.2, 0.1, 3, 1, 1)),
    ("cosine_decay_lr", (0.01, 0.1, 3.0, 1, 1)),
    ("cosine_decay_lr", (-0.01, 0.1, 3, 1, 1)),
    ("exponential_decay_lr", (0.1, 0.9, 3, 1, 0)),
    ("exponential_decay_lr", (0.1, 0.9, 3, 1, 1, 1)),
    ("piecewise_constant_lr", ([2, 5], [0.1])),
    ("piecewise_constant_lr", ([5, 2], [0.1, 0.2])),
    ("piecewise_constant_lr", (3, [0.1])),
    ("piecewise_constant_lr", ([2, 5], [0.1, 0])),
    ("polynomial_decay_lr", (0.1, 0.2, 3, 1, 1, -1.0)),
    ("warmup_lr", (0.1, 3, 1, 1.0)),
    ("CosineDecayLR", (0.2, 0.1, 4)),
    ("ExponentialDecayLR", (0.1, 0.9, 0)),
    ("WarmUpLR", (0.1, -1)),
    ("WarmUpLR", (1, 4)),
    ("LossBase", ("avg",)),
]


@pytest.mark.parametrize(("name", "args"), BAD, ids=str)
def test_errors(name, args) -> None:
    with pytest.raises(Exception) as real:
        getattr(mindspore.nn, name)(*args)
    with raises(type(real.value)):
        getattr(msshim.nn, name)(*args)


def test_around_a_network() -> None:
    x, y = np.ones((2, 3), np.float32), np.zeros((2, 4), np.float32)
    found = []
    for ms in (mindspore, msshim):
        net = ms.nn.Dense(3, 4, weight_init="ones", bias_init="zeros")
        with_loss = ms.nn.WithLossCell(net, ms.nn.MSELoss())
        with_eval = ms.nn.WithEvalCell(net, ms.nn.MSELoss(), True)
        assert with_loss.backbone_network is net
        assert [name for name, _ in with_loss.parameters_and_names()] == ["_backbone.weight", "_backbone.bias"]
        assert [p.name for p in with_loss.get_parameters()] == ["weight", "bias"]
        loss = with_loss(ms.Tensor(x), ms.Tensor(y))
        found.append([loss.asnumpy(), *(part.asnumpy() for part in with_eval(ms.Tensor(x), ms.Tensor(y)))])
    for mine, real in zip(*found, strict=True):
        np.testing.assert_allclose(mine, real, rtol=1e-6)
