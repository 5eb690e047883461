"""`jit`: the same results as the real MindSpore's, eagerly and handed to torch.compile."""

import os
import subprocess
import sys

import mindspore
import numpy as np
import pytest
import torch

import msshim

X = np.random.default_rng(0).normal(size=(5, 8, 4)).astype(np.float32)
Y = X.sum(2).astype(np.int32) % 3


def losses(ms):
    """Training steps under `jit`, the way that tutorials write them."""
    ms.set_seed(1)
    net, loss = ms.nn.SequentialCell(ms.nn.Dense(4, 8), ms.nn.ReLU(), ms.nn.Dense(8, 3)), ms.nn.CrossEntropyLoss()
    optimizer = ms.nn.Momentum(net.trainable_params(), 0.05, 0.9)

    def forward(x, y):
        return loss(net(x), y)

    gradients = ms.value_and_grad(forward, None, optimizer.parameters)

    @ms.jit
    def step(x, y):
        value, found = gradients(x, y)
        optimizer(found)
        return value

    return [float(step(ms.Tensor(x), ms.Tensor(y)).asnumpy()) for x, y in zip(X, Y, strict=True)]


@pytest.fixture
def compiling():
    torch.compiler.reset()
    msshim.set_context(jit_config={"jit_level": "O1"})
    yield
    msshim.set_context(jit_config={})


def test_a_jitted_step_is_eager_by_default():
    np.testing.assert_allclose(losses(msshim), losses(mindspore), rtol=1e-4)


def test_graph_mode_is_eager_with_the_same_results():
    msshim.set_context(mode=msshim.GRAPH_MODE)
    try:
        np.testing.assert_allclose(losses(msshim), losses(mindspore), rtol=1e-4)
    finally:
        msshim.set_context(mode=msshim.PYNATIVE_MODE)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
def test_a_step_handed_to_torch_compile(compiling):
    np.testing.assert_allclose(losses(msshim), losses(mindspore), rtol=1e-4)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
def test_functions_cells_and_methods_are_compiled(compiling):
    seen = []
    x = msshim.Tensor(np.ones((2, 3), np.float32))

    class Net(msshim.nn.Cell):
        def __init__(self):
            super().__init__()
            self.dense = msshim.nn.Dense(3, 2)

        @msshim.jit
        def construct(self, x):
            seen.append(torch.compiler.is_compiling())
            return self.dense(x) + 1

    net = Net()
    np.testing.assert_allclose(net(x).asnumpy(), (net.dense(x) + 1).asnumpy(), rtol=1e-6)
    assert msshim.jit(net) is net

    @msshim.jit
    def double(x):
        return x * 2 if torch.compiler.is_compiling() else x

    assert (double(x).asnumpy() == 2).all()


def test_the_environment_asks_for_compilation():
    program = (
        "import msshim, torch; print(msshim.jit(lambda x: x * 0 + torch.compiler.is_compiling())(msshim.Tensor([5.0])))"
    )
    for value, expected in (("compile", "[1.]"), ("", "[0.]")):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program],
            env={**os.environ, "MSSHIM_JIT": value}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.strip() == expected
