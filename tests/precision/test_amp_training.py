"""`build_train_network` with each level and option: what a step gives, and what it makes of the network."""

from __future__ import annotations

import itertools
from typing import Any

import mindspore
import numpy as np
import pytest
from calls import drain

import msshim

OPTIONS = [
    "loss_scale_manager=None",
    "loss_scale_manager=None, keep_batchnorm_fp32=True",
    "loss_scale_manager=None, keep_batchnorm_fp32=False",
    "loss_scale_manager=None, cast_model_type=ms.float16",
    "loss_scale_manager=None, cast_model_type=ms.float32",
    "loss_scale_manager=None, cast_model_type=ms.float16, keep_batchnorm_fp32=False",
    "loss_scale_manager=None, cast_model_type=ms.float16, keep_batchnorm_fp32=True",
    "loss_scale_manager=ms.amp.FixedLossScaleManager(8, False)",
]
WRONG = ["keep_batchnorm_fp32=1", "cast_model_type=ms.int32", "cast_model_type=3", "loss_scale_manager=3", "other=1"]


def step(ms: Any, level: Any, options: str, loss: bool) -> tuple[Any, ...]:
    """The kind of the step, what it gives, the mode, and the weights afterwards."""
    ms.set_seed(0)
    nn = ms.nn
    layers = nn.Conv2d(1, 2, 3, has_bias=True), nn.BatchNorm2d(2), nn.ReLU(), nn.Flatten(), nn.Dense(32, 3)
    net = nn.SequentialCell(*layers)
    optimizer = nn.Momentum(net.trainable_params(), 0.1, 0.9)
    fn = nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean") if loss else None
    make = f"ms.amp.build_train_network(net, optimizer, fn, level=level, {options})"
    train = eval(make, {"ms": ms, "net": net, "optimizer": optimizer, "fn": fn, "level": level})
    x = ms.Tensor(np.random.RandomState(0).randn(4, 1, 4, 4).astype(np.float32))
    found = train(x, ms.Tensor(np.array([0, 1, 2, 1], np.int32))) if loss else train(x)
    weights = [p.asnumpy() for p in net.get_parameters()]
    return type(train).__name__, str(found.dtype), found.shape, train.training, layers[1].training, weights


@pytest.mark.parametrize("loss", [True, False])
@pytest.mark.parametrize(("level", "options"), list(itertools.product(["O0", "O2", "O3", "auto"], OPTIONS)))
def test_step(level: str, options: str, loss: bool) -> None:
    ours, theirs = step(msshim, level, options, loss), step(mindspore, level, options, loss)
    assert ours[:-1] == theirs[:-1]
    for mine, real in zip(ours[-1], theirs[-1], strict=True):
        np.testing.assert_allclose(mine, real, rtol=0.02, atol=0.02 * max(1e-3, np.abs(real).max()))


@pytest.mark.parametrize(
    ("level", "options"), [*((lev, wrong) for lev in ("O0", "O2") for wrong in WRONG), (3, ""), ("O4", "")]
)
def test_wrong_arguments(level: Any, options: str) -> None:
    raised = []
    for ms in (mindspore, msshim):
        with pytest.raises(Exception) as found:
            step(ms, level, options, True)
        raised.append(found.type)
    drain()
    assert raised[0] is raised[1]
