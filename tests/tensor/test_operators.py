"""The primitives that MindSpore's cells hold and subclasses use: they compute the same on both."""

import mindspore
import numpy as np
import pytest

import msshim

RNG = np.random.default_rng(0)
X = RNG.standard_normal((2, 4, 6, 6)).astype(np.float32)


def convolution(ms):
    class Standardized(ms.nn.Conv2d):
        def construct(self, x):
            weight = self.weight / 2
            return self.bias_add(self.conv2d(x, weight), self.bias)

    return Standardized(4, 8, 3, 2, pad_mode="pad", padding=1, group=2, has_bias=True)(ms.Tensor(X))


def normalization(ms):
    class Doubled(ms.nn.LayerNorm):
        def construct(self, x):
            y, _, _ = self.layer_norm(x, self.gamma, self.beta)
            return 2 * y

    return Doubled((6,), epsilon=1e-3)(ms.Tensor(X))


def dense(ms):
    class Plain(ms.nn.Dense):
        def construct(self, x):
            return self.bias_add(self.matmul(self.reshape(x, (-1, 6)), self.weight), self.bias)

    return Plain(6, 3)(ms.Tensor(X))


@pytest.mark.parametrize("net", [convolution, normalization, dense])
def test_subclass(net) -> None:
    results = []
    for ms in (mindspore, msshim):
        ms.set_seed(1)
        results.append(net(ms).asnumpy())
    np.testing.assert_allclose(results[1], results[0], atol=1e-5)


def test_attributes_of_ones_own_come_first() -> None:
    class Own(msshim.nn.Conv2d):
        def __init__(self):
            super().__init__(1, 1, 1)
            self.conv2d = msshim.nn.ReLU()

    assert isinstance(Own().conv2d, msshim.nn.ReLU)
    assert "conv2d" not in dict(Own().parameters_and_names())
