"""Every optimizer, 20 steps of the same gradients with the options of its row's calls, against the real MindSpore."""

import mindspore
import numpy as np
import pytest
from raising import raises
from rows import all_rows

import msshim

SHAPES = {"conv.weight": (4, 16, 3), "dense.weight": (5, 3), "dense.bias": (5,), "norm.gamma": (3,), "norm.beta": (3,)}
STEPS = 20
ROWS = [row for row in all_rows("optimizer", "written") if row.namespace == "nn"]
CASES = [(row.name, text) for row in ROWS for text in row.calls]
# MindSpore's kernels of the others take no float64. Of these FTRL and AMSGrad compute in it, the rest in float32, hence
# the noise that `compare` allows; test_optimizers_double.py has the measure to 1e-8.
DOUBLE = [
    (name, text)
    for name, text in CASES
    if name not in ("SGD", "Adam", "AdamOffload", "LazyAdam", "ProximalAdagrad", "RMSProp")
    or "amsgrad" in text
    or "centered" in text
]
BAD = [(row.name, text) for row in ROWS for text in row.errors]


def made(ms, name, text, dtype="float32"):
    rng = np.random.default_rng(0)
    params = [
        ms.Parameter(ms.Tensor(rng.normal(size=shape).astype(dtype)), name=key, requires_grad=True)
        for key, shape in SHAPES.items()
    ]

    class Own(ms.nn.learning_rate_schedule.LearningRateSchedule):
        def construct(self, global_step):
            return 0.1 / (1.0 + global_step.astype(ms.float32))

    scope = {"ms": ms, "nn": ms.nn, "Tensor": ms.Tensor, "params": params, "Own": Own}
    return params, eval(f"nn.{name}({text})", scope)


def trained(ms, name, text, dtype):
    """All parameters of the optimizer, by name, after each of some steps."""
    params, optimizer = made(ms, name, text, dtype)
    rng = np.random.default_rng(1)
    found = []
    for step in range(STEPS):
        values = [rng.normal(size=shape).astype(dtype) for shape in SHAPES.values()]
        optimizer(tuple(ms.Tensor(value) for value in values))
        if step in (0, 1, STEPS - 1):
            found.append({p.name: p.asnumpy().copy() for p in (*params, *optimizer.get_parameters())})
    return found


def compare(name, text, dtype, tolerance, sides=(msshim, mindspore)) -> None:
    ours, theirs = (trained(ms, name, text, dtype) for ms in sides)
    for mine, real in zip(ours, theirs, strict=True):
        assert list(mine) == list(real)
        for key in real:
            assert mine[key].dtype == real[key].dtype, key
            assert mine[key].shape == real[key].shape, key
            noise = 1e-6 * np.abs(real[key]).max(initial=0)
            np.testing.assert_allclose(mine[key], real[key], rtol=tolerance, atol=noise, err_msg=key)


@pytest.mark.parametrize(("name", "text"), CASES)
def test_float32(name, text) -> None:
    compare(name, text, "float32", 1e-5)


@pytest.mark.parametrize(("name", "text"), DOUBLE)
def test_float64(name, text) -> None:
    compare(name, text, "float64", 1e-8)


@pytest.mark.parametrize(("name", "text"), BAD)
def test_wrong_arguments(name, text) -> None:
    with pytest.raises(Exception) as theirs:
        made(mindspore, name, text)
    with raises(theirs.type):
        made(msshim, name, text)


def steps(text):
    """The parameters and gradients before each of some steps, and the parameters after it."""
    params, _ = made(msshim, "SGD", "params")
    scope = {"nn": msshim.nn, "params": params}
    optimizer = eval(text, scope)
    rng = np.random.default_rng(1)
    for _ in range(5):
        before = [p.asnumpy().astype(np.float64) for p in params]
        grads = [rng.normal(size=shape).astype(np.float32) for shape in SHAPES.values()]
        optimizer(tuple(map(msshim.Tensor, grads)))
        yield before, [g.astype(np.float64) for g in grads], [p.asnumpy() for p in params]


def test_lamb_is_the_documented_formula() -> None:
    """MindSpore's CPU has no kernel for Lamb."""
    moments = None
    beta1, beta2, eps, decay, lr = 0.8, 0.99, 1e-5, 0.1, 0.01
    for step, (before, grads, after) in enumerate(steps("nn.Lamb(params, 0.01, 0.8, 0.99, 1e-5, 0.1)"), 1):
        moments = moments or [(0, 0)] * len(grads)
        moments = [
            (m * beta1 + (1 - beta1) * g, v * beta2 + (1 - beta2) * g * g)
            for (m, v), g in zip(moments, grads, strict=True)
        ]
        for name, w, (m, v), found in zip(SHAPES, before, moments, after, strict=True):
            r = m / (1 - beta1**step) / (np.sqrt(v / (1 - beta2**step)) + eps)
            r = r + (0 if "norm" in name else decay) * w
            size, length = np.linalg.norm(w), np.linalg.norm(r)
            trust = size / length if size > 0 and length > 0 else 1
            np.testing.assert_allclose(found, w - lr * trust * r, rtol=2e-5, atol=1e-6, err_msg=name)


@pytest.mark.parametrize("clip", [False, True])
def test_lars_is_the_documented_formula(clip) -> None:
    """MindSpore's CPU has no kernel for LARS."""
    text = f"nn.LARS(nn.SGD(params, 0.1, weight_decay=0.02, loss_scale=4.0), 1e-4, 0.05, {clip})"
    for before, grads, after in steps(text):
        for name, w, g, found in zip(SHAPES, before, grads, after, strict=True):
            g = g / 4
            if "bias" not in name:
                decay = 0 if "norm" in name else 0.02
                size, slope = np.linalg.norm(w), np.linalg.norm(g)
                trust = 0.05 * size / (slope + decay * size + 1e-4)
                g = (min(trust / 0.1, 1) if clip else trust) * (g + decay * w)
            np.testing.assert_allclose(found, w - 0.1 * g, rtol=2e-5, atol=1e-6, err_msg=name)


def test_centralization_takes_the_mean_off() -> None:
    """MindSpore's CPU has no kernel for it; by its source, only where the second axis is a multiple of 16."""
    text = "nn.SGD([{'params': params, 'grad_centralization': True}], 0.1)"
    for before, grads, after in steps(text):
        for name, w, g, found in zip(SHAPES, before, grads, after, strict=True):
            if name == "conv.weight":
                g = g - g.mean((1, 2), keepdims=True)
            np.testing.assert_allclose(found, w - 0.1 * g, rtol=2e-5, atol=1e-6, err_msg=name)


def test_learning_rate_parameters() -> None:
    found = []
    for ms in (msshim, mindspore):
        params, optimizer = made(
            ms, "Momentum", "[{'params': params[:2], 'lr': 0.05}, {'params': params[2:]}], 0.1, 0.9"
        )
        rates = [optimizer.get_lr_parameter(p) for p in params]
        rates[0].set_data(ms.Tensor(0.5, ms.float32))
        found.append([(p.name, float(p.asnumpy())) for p in (*rates, *optimizer.get_lr())])
    assert found[0] == found[1]
