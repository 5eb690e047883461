"""Every optimizer, 20 steps of the same gradients with each option, against the real MindSpore."""

import mindspore
import numpy as np
import pytest
from raising import raises

import msshim

SHAPES = {"conv.weight": (4, 16, 3), "dense.weight": (5, 3), "dense.bias": (5,), "norm.gamma": (3,), "norm.beta": (3,)}
STEPS = 20
CASES = [
    ("Momentum", "params, 0.1, 0.9"),
    ("Momentum", "params, 0.1, 0.9, weight_decay=0.01, loss_scale=128.0"),
    ("Momentum", "params, 0.1, 0.9, use_nesterov=True"),
    ("SGD", "params"),
    ("SGD", "params, 0.05, momentum=0.9"),
    ("SGD", "params, 0.05, momentum=0.9, dampening=0.3, weight_decay=0.02"),
    ("SGD", "params, 0.05, momentum=0.9, nesterov=True, loss_scale=8.0"),
    ("Adam", "params"),
    ("Adam", "params, 0.01, 0.8, 0.99, 1e-6, weight_decay=0.05"),
    ("Adam", "params, 0.01, use_nesterov=True"),
    ("Adam", "params, 0.01, use_amsgrad=True, loss_scale=1024.0"),
    ("Adam", "params, 0.01, use_lazy=True"),
    ("Adam", "params, 0.01, use_offload=True"),
    ("AdamOffload", "params, 0.01"),
    ("AdamOffload", "params, 0.01, 0.8, 0.99, 1e-6, True, True, 0.01, 8.0"),
    ("Adam", "params, 0.01, use_locking=True"),
    ("LazyAdam", "params, 0.01, 0.8, 0.99, 1e-6, True, True, 0.01, 8.0"),
    ("LazyAdam", "params, 0.01, weight_decay=0.01"),
    ("AdamWeightDecay", "params"),
    ("AdamWeightDecay", "params, 0.01, 0.8, 0.99, 1e-5, weight_decay=0.1"),
    ("AdaMax", "params, 0.01"),
    ("AdaMax", "params, 0.01, 0.8, 0.99, 1e-6, weight_decay=0.01, loss_scale=2.0"),
    ("Adagrad", "params"),
    ("Adagrad", "params, accum=0.5, learning_rate=0.1, weight_decay=0.01"),
    ("Adagrad", "params, learning_rate=0.1, update_slots=False"),
    ("ProximalAdagrad", "params, learning_rate=0.1"),
    ("ProximalAdagrad", "params, 0.2, 0.1, l1=0.01, l2=0.02, weight_decay=0.01"),
    ("Adadelta", "params"),
    ("Adadelta", "params, 0.5, 0.8, 1e-5, weight_decay=0.01"),
    ("RMSProp", "params, 0.01"),
    ("RMSProp", "params, 0.01, 0.8, 0.9, 1e-6, weight_decay=0.01"),
    ("RMSProp", "params, 0.01, momentum=0.5, centered=True"),
    ("FTRL", "params"),
    ("FTRL", "params, use_locking=True, loss_scale=8.0"),
    ("RMSProp", "params, 0.01, use_locking=True, loss_scale=8.0"),
    ("ProximalAdagrad", "params, use_locking=True, loss_scale=8.0"),
    ("FTRL", "params, 0.2, 0.1, l1=0.01, l2=0.02, weight_decay=0.01"),
    ("FTRL", "params, learning_rate=0.1, lr_power=-0.3"),
    ("Rprop", "params"),
    ("Rprop", "params, 0.01, (0.4, 1.5), (1e-3, 0.05), weight_decay=0.01"),
    ("ASGD", "params"),
    ("ASGD", "params, 0.05, 0.01, 0.5, 5.0, weight_decay=0.01"),
    ("AdaFactor", "params"),
    ("AdaFactor", "params, 0.01, relative_step=False, beta1=0.0"),
    ("AdaFactor", "params, compression=True"),
    ("AdaFactor", "params, warmup_init=True, weight_decay=0.01, scale_parameter=False"),
    ("AdaFactor", "params, 0.01, (1e-20, 1e-2), 0.5, 0.7, 0.8, relative_step=False"),
]
# MindSpore's kernels of the others take no float64. Of these FTRL and AMSGrad compute in it, the rest in float32, hence
# the noise that `compare` allows; test_optimizers_double.py has the measure to 1e-8.
DOUBLE = [
    (name, text)
    for name, text in CASES
    if name not in ("SGD", "Adam", "AdamOffload", "LazyAdam", "ProximalAdagrad", "RMSProp")
    or "amsgrad" in text
    or "centered" in text
]
BAD = [
    ("Momentum", "None, 0.1, 0.9"),
    ("Momentum", "3, 0.1, 0.9"),
    ("Momentum", "[], 0.1, 0.9"),
    ("Momentum", "[3], 0.1, 0.9"),
    ("Momentum", "params, -0.1, 0.9"),
    ("Momentum", "params, None, 0.9"),
    ("Momentum", "params, Tensor([[0.1]], ms.float32), 0.9"),
    ("Momentum", "params, 0.1, -0.9"),
    ("Momentum", "params, 0.1, 1"),
    ("Momentum", "params, 0.1, 0.9, weight_decay=-1.0"),
    ("Momentum", "params, 0.1, 0.9, weight_decay='a'"),
    ("Momentum", "params, 0.1, 0.9, loss_scale=-1.0"),
    ("Momentum", "params, 0.1, 0.9, loss_scale='a'"),
    ("Momentum", "params, 0.1, 0.9, use_nesterov=1"),
    ("Momentum", "[{'params': params, 'rate': 1}], 0.1, 0.9"),
    ("Momentum", "[{'params': params}, {'params': params}], 0.1, 0.9"),
    ("Momentum", "[{'params': params}, {'order_params': params[:1]}], 0.1, 0.9"),
    ("Momentum", "[{'params': params}, {'order_params': params, 'lr': 0.1}], 0.1, 0.9"),
    ("Momentum", "[{'params': [3]}], 0.1, 0.9"),
    ("Momentum", "[{'params': params, 'grad_centralization': 1}], 0.1, 0.9"),
    ("Momentum", "[{'params': params[:1], 'lr': [0.1, 0.2]}, {'params': params[1:], 'lr': [0.1]}], 0.1, 0.9"),
    ("SGD", "params, 0.1, -0.9"),
    ("SGD", "params, 0.1, 'a'"),
    ("SGD", "params, 0.1, 0.9, -0.1"),
    ("SGD", "params, 0.1, nesterov=True"),
    ("SGD", "params, 0.1, nesterov=1"),
    ("SGD", "params, 0.1, weight_decay=nn.ExponentialDecayLR(0.1, 0.9, 4)"),
    ("Adam", "params, 0.1, 1.0"),
    ("Adam", "params, 0.1, 0.9, 1"),
    ("Adam", "params, 0.1, eps=0.0"),
    ("Adam", "params, 0.1, use_nesterov=1"),
    ("Adam", "params, 0.1, use_other=True"),
    ("Adam", "params, 0.1, use_lazy=True, use_offload=True"),
    ("Adam", "params, 0.1, use_lazy=True, use_amsgrad=True"),
    ("AdamWeightDecay", "params, 0.1, 0.0"),
    ("AdaMax", "params, 0.1, eps=1"),
    ("Adagrad", "params, -0.1"),
    ("Adagrad", "params, update_slots=1"),
    ("ProximalAdagrad", "params, l1=-0.1"),
    ("Adadelta", "params, rho=1.1"),
    ("Adadelta", "params, epsilon=1"),
    ("RMSProp", "params, decay=-0.1"),
    ("RMSProp", "params, epsilon=0.0"),
    ("RMSProp", "params, centered=1"),
    ("FTRL", "params, lr_power=0.5"),
    ("FTRL", "params, initial_accum=-0.5"),
    ("FTRL", "params, learning_rate=[0.1, 0.2]"),
    ("FTRL", "params, learning_rate=1"),
    ("FTRL", "params, learning_rate=0.0"),
    ("FTRL", "params, learning_rate=Tensor(0.1, ms.float32)"),
    ("LazyAdam", "params, weight_decay=1"),
    ("LazyAdam", "params, weight_decay=nn.ExponentialDecayLR(0.1, 0.9, 4)"),
    ("AdaFactor", "params, weight_decay=0"),
    ("Lamb", "params, 0.1, 1.5"),
    ("Rprop", "params, 0.1, [0.5, 1.2]"),
    ("Rprop", "params, 0.1, (0.5, 0.9)"),
    ("Rprop", "params, 0.1, (0.5, 1.2, 3.0)"),
    ("Rprop", "params, 0.1, (0.5, 1.2), (2.0, 1.0)"),
    ("ASGD", "params, 0.1, 1"),
    ("AdaFactor", "params, 0.1"),
    ("AdaFactor", "params, None, relative_step=False"),
    ("AdaFactor", "params, decay_rate=1.5"),
    ("AdaFactor", "params, eps=(1.0,)"),
    ("LARS", "nn.SGD(params, 0.1), epsilon=1"),
]


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
