"""Every optimizer in float64, 20 steps within 1e-8 of its formula, and the formula beside the real MindSpore.

MindSpore's CPU takes float64 and computes in float32, FTRL and AMSGrad aside, or takes none: it cannot measure to
1e-8. It measures the formulas instead, to what float32 holds. Options are sums of few powers of 2, the same in float32.
"""

from types import SimpleNamespace

import mindspore
import numpy as np
import pytest
from test_optimizers import SHAPES, STEPS

import msshim


def momentum(w, g, s, t, o):
    s.v = o.momentum * s.v + g
    return w - o.learning_rate * s.v


def sgd(w, g, s, t, o):
    s.v = o.momentum * s.v + (1 if t == 1 else 1 - o.dampening) * g
    return w - o.learning_rate * (g + o.momentum * s.v if o.nesterov else s.v)


def _corrected(beta, t):
    """1 - beta ** t, whose power MindSpore keeps in float32."""
    return 1 - float(np.multiply.reduce(np.full(t, beta, np.float32)))


def adam(w, g, s, t, o):
    s.m = o.beta1 * s.m + (1 - o.beta1) * g
    s.v = o.beta2 * s.v + (1 - o.beta2) * g * g
    s.top = np.maximum(s.top, s.v)
    ahead = o.beta1 * s.m + (1 - o.beta1) * g if o.use_nesterov else s.m
    rate = o.learning_rate * np.sqrt(_corrected(o.beta2, t)) / _corrected(o.beta1, t)
    return w - rate * ahead / (np.sqrt(s.top if o.use_amsgrad else s.v) + o.eps)


def adam_weight_decay(w, g, s, t, o):
    s.m = o.beta1 * s.m + (1 - o.beta1) * g
    s.v = o.beta2 * s.v + (1 - o.beta2) * g * g
    return w - o.learning_rate * (s.m / (np.sqrt(s.v) + o.eps) + o.decay * w)


def lamb(w, g, s, t, o):
    s.m = o.beta1 * s.m + (1 - o.beta1) * g
    s.v = o.beta2 * s.v + (1 - o.beta2) * g * g
    step = s.m / (1 - o.beta1**t) / (np.sqrt(s.v / (1 - o.beta2**t)) + o.eps) + o.decay * w
    return w - o.learning_rate * np.linalg.norm(w) / np.linalg.norm(step) * step


def ada_max(w, g, s, t, o):
    s.m = o.beta1 * s.m + (1 - o.beta1) * g
    s.v = np.maximum(o.beta2 * s.v, np.abs(g))
    return w - o.learning_rate / _corrected(o.beta1, t) * s.m / (s.v + o.eps)


def adagrad(w, g, s, t, o):
    s.v = (o.accum if t == 1 else s.v) + g * g  # also without `update_slots`
    return w - o.learning_rate * g / np.sqrt(s.v)


def proximal_adagrad(w, g, s, t, o):
    s.v = (o.accum if t == 1 else s.v) + g * g
    rate = o.learning_rate / np.sqrt(s.v)
    moved = w - rate * g
    return np.sign(moved) * np.maximum(np.abs(moved) - rate * o.l1, 0) / (1 + rate * o.l2)


def adadelta(w, g, s, t, o):
    s.v = o.rho * s.v + (1 - o.rho) * g * g
    step = np.sqrt(s.u + o.epsilon) / np.sqrt(s.v + o.epsilon) * g
    s.u = o.rho * s.u + (1 - o.rho) * step * step
    return w - o.learning_rate * step


def rms_prop(w, g, s, t, o):
    s.v = o.decay_ * (1 if t == 1 else s.v) + (1 - o.decay_) * g * g
    s.m = o.decay_ * s.m + (1 - o.decay_) * g
    spread = s.v - s.m * s.m if o.centered else s.v
    s.u = o.momentum * s.u + o.learning_rate * g / np.sqrt(spread + o.epsilon)
    return w - s.u


def ftrl(w, g, s, t, o):
    before = o.initial_accum if t == 1 else s.v
    s.v = before + g * g
    s.u = s.u + g - (s.v**-o.lr_power - before**-o.lr_power) / o.learning_rate * w
    return np.where(np.abs(s.u) > o.l1, (o.l1 - s.u) / (s.v**-o.lr_power / o.learning_rate + 2 * o.l2), 0)


def rprop(w, g, s, t, o):
    turn = np.sign(g * s.v)
    s.u = (o.learning_rate if t == 1 else s.u) * np.where(turn > 0, o.etas[1], np.where(turn < 0, o.etas[0], 1))
    s.u = np.clip(s.u, *o.step_sizes)
    s.v = np.where(turn < 0, 0, g)
    return w - np.sign(s.v) * s.u


def ada_factor(w, g, s, t, o):
    rate = min(1e-6 * t if o.warmup_init else 0.01, t**-0.5) if o.relative_step else o.learning_rate
    rate *= max(o.eps[1], np.sqrt(np.mean(w * w))) if o.scale_parameter else 1
    beta, squares = 1 - t**-o.decay_rate, g * g + o.eps[0]
    s.v = beta * s.v + (1 - beta) * squares  # the means of the whole are the row and the column
    rows, columns = (s.v.mean(-1, keepdims=True), s.v.mean(-2, keepdims=True)) if g.ndim > 1 else (s.v, None)
    spread = rows if columns is None else rows * columns / rows.mean(-2, keepdims=True)
    step = g / np.sqrt(spread)
    step *= rate / max(1, np.sqrt(np.mean(step * step)) / o.clip_threshold)
    s.m = o.beta1 * s.m + (1 - o.beta1) * step
    return w * (1 - o.decay * rate) - s.m


ADAM = {"beta1": 0.75, "beta2": 0.96875, "eps": 2.0**-16}
PLAIN = {"use_nesterov": False, "use_amsgrad": False}
SCALED = {"weight_decay": 0.0625, "loss_scale": 8.0}
FACTOR = {"eps": (2.0**-60, 2.0**-10), "clip_threshold": 1.0, "decay_rate": 0.75, "beta1": 0.75, "warmup_init": False}
CASES = [
    ("Momentum", momentum, {"momentum": 0.875}),
    ("Momentum", momentum, {"momentum": 0.875, **SCALED}),
    ("SGD", sgd, {"momentum": 0.0, "dampening": 0.0, "nesterov": False}),
    ("SGD", sgd, {"momentum": 0.875, "dampening": 0.25, "nesterov": False, **SCALED}),
    ("SGD", sgd, {"momentum": 0.875, "dampening": 0.0, "nesterov": True}),
    ("Adam", adam, {**ADAM, **PLAIN}),
    ("Adam", adam, {**ADAM, **PLAIN, **SCALED}),
    ("Adam", adam, {**ADAM, **PLAIN, "use_nesterov": True}),
    ("Adam", adam, {**ADAM, **PLAIN, "use_amsgrad": True, **SCALED}),
    ("Adam", adam, {**ADAM, **PLAIN, "use_lazy": True}),
    ("Adam", adam, {**ADAM, **PLAIN, "use_offload": True, **SCALED}),
    ("AdamOffload", adam, {**ADAM, "use_nesterov": False}),
    ("LazyAdam", adam, {**ADAM, "use_nesterov": True, **SCALED}),
    ("AdamWeightDecay", adam_weight_decay, {**ADAM, "weight_decay": 0.0625}),
    ("Lamb", lamb, {**ADAM, "weight_decay": 0.0625}),
    ("AdaMax", ada_max, {**ADAM, **SCALED}),
    ("Adagrad", adagrad, {"accum": 0.5, "update_slots": True, **SCALED}),
    ("Adagrad", adagrad, {"accum": 0.5, "update_slots": False}),
    ("ProximalAdagrad", proximal_adagrad, {"accum": 0.5, "l1": 0.0, "l2": 0.0}),
    ("ProximalAdagrad", proximal_adagrad, {"accum": 0.5, "l1": 0.125, "l2": 0.25, **SCALED}),
    ("Adadelta", adadelta, {"rho": 0.75, "epsilon": 2.0**-10, **SCALED}),
    # MindSpore's CPU has `epsilon` within the root for some elements and outside for others: a small one to compare.
    ("RMSProp", rms_prop, {"decay": 0.75, "momentum": 0.5, "epsilon": 2.0**-30, "centered": False, **SCALED}),
    ("RMSProp", rms_prop, {"decay": 0.75, "momentum": 0.5, "epsilon": 2.0**-10, "centered": True}),
    ("FTRL", ftrl, {"initial_accum": 0.25, "lr_power": -0.5, "l1": 0.0, "l2": 0.25}),
    ("FTRL", ftrl, {"initial_accum": 0.25, "lr_power": -0.25, "l1": 0.125, "l2": 0.25, "loss_scale": 8.0}),
    ("Rprop", rprop, {"etas": (0.5, 1.25), "step_sizes": (2.0**-10, 0.5), "weight_decay": 0.0625}),
    ("AdaFactor", ada_factor, {**FACTOR, "relative_step": True, "scale_parameter": True}),
    ("AdaFactor", ada_factor, {**FACTOR, "relative_step": True, "scale_parameter": False, "warmup_init": True}),
    ("AdaFactor", ada_factor, {**FACTOR, "relative_step": False, "scale_parameter": True, "weight_decay": 0.0625}),
]
DECOUPLED = ("AdamWeightDecay", "Lamb", "AdaFactor")
NO_KERNEL = ("Lamb",)
RATE = 0.03125


def start(dtype):
    rng = np.random.default_rng(0)
    weights = [rng.normal(size=shape).astype(np.float32).astype(dtype) for shape in SHAPES.values()]
    gradients = [[rng.normal(size=shape).astype(np.float32) for shape in SHAPES.values()] for _ in range(STEPS)]
    return weights, [[g.astype(dtype) for g in step] for step in gradients]


def by_formula(formula, name, options):
    """The weights, and their size on the way, after all steps in float64."""
    weights, gradients = start(np.float64)
    o = SimpleNamespace(learning_rate=RATE, decay_=options.get("decay"), **PLAIN)
    o.__dict__.update(options)
    states = [SimpleNamespace(v=0.0 * w, u=0.0 * w, m=0.0 * w, top=0.0 * w) for w in weights]
    scale, rate = options.get("loss_scale", 1.0), options.get("weight_decay", 0.0)
    for t, step in enumerate(gradients, 1):
        for i, (key, w, g) in enumerate(zip(SHAPES, weights, step, strict=True)):
            o.decay = 0.0 if "norm" in key and name != "AdaFactor" else rate
            if name not in DECOUPLED:
                g = (g + o.decay * scale * w) / scale
            weights[i] = formula(w, g, states[i], t, o)
    return weights


def by_library(ms, name, options, dtype):
    weights, gradients = start(dtype)
    params = [ms.Parameter(ms.Tensor(w), name=key) for key, w in zip(SHAPES, weights, strict=True)]
    rate = None if options.get("relative_step") else RATE
    optimizer = getattr(ms.nn, name)(params, learning_rate=rate, **options)
    for step in gradients:
        optimizer(tuple(map(ms.Tensor, step)))
    return [p.asnumpy() for p in params]


@pytest.mark.parametrize(("name", "formula", "options"), CASES)
def test_float64(name, formula, options) -> None:
    expected = by_formula(formula, name, options)
    for key, mine, real in zip(SHAPES, by_library(msshim, name, options, np.float64), expected, strict=True):
        np.testing.assert_allclose(mine, real, rtol=1e-8, atol=1e-8, err_msg=key)


@pytest.mark.parametrize(("name", "formula", "options"), [case for case in CASES if case[0] not in NO_KERNEL])
def test_the_formula_is_mindspores(name, formula, options) -> None:
    expected = by_formula(formula, name, options)
    for key, theirs, real in zip(SHAPES, by_library(mindspore, name, options, np.float32), expected, strict=True):
        np.testing.assert_allclose(theirs, real, rtol=1e-5, atol=1e-5, err_msg=key)
