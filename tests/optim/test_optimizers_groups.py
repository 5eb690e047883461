"""Optimizers with parameter groups, and schedules, against the real MindSpore, or torch where its CPU has no kernel."""

import mindspore
import numpy as np
import pytest
import torch
from raising import raises
from rows import all_rows

import msshim

SHAPES = {"conv.weight": (4, 5, 3), "dense.weight": (5, 3), "dense.bias": (5,), "scalar": (1,)}
STEPS = 20
ROWS = [row for row in all_rows("optimizer") if row.namespace != "nn"]
CASES = [f"optim.{row.name}({text})" for row in ROWS for text in row.calls]
# MindSpore's kernels of the others take no float64; its Adagrad takes it and leaves the weights as they are. The rest
# computes step sizes in float32 within its compiled functions, hence the tolerance.
DOUBLE = [text for text in CASES if not text.startswith(("optim.SGD", "optim.Adam(", "optim.Rprop", "optim.Adagrad"))]


def parameters(ms, dtype):
    rng = np.random.default_rng(0)
    return [ms.Parameter(ms.Tensor(rng.normal(size=shape).astype(dtype)), name=n) for n, shape in SHAPES.items()]


def gradients(ms, dtype):
    rng = np.random.default_rng(1)
    return [tuple(ms.Tensor(rng.normal(size=s).astype(dtype)) for s in SHAPES.values()) for _ in range(STEPS)]


def made(ms, text, dtype=np.float32, **names):
    scope = {"ms": ms, "params": parameters(ms, dtype), "optim": ms.experimental.optim, "mint": ms.mint.optim}
    return eval(text, {**scope, "Tensor": ms.Tensor, **names})


def trained(ms, text, dtype):
    optimizer = made(ms, text, dtype)
    for step in gradients(ms, dtype):
        optimizer(step)
    return {p.name: p.asnumpy() for p in optimizer.get_parameters()}, repr(optimizer)


@pytest.mark.parametrize(
    "text, dtype, tolerance",
    [*((text, np.float32, 1e-5) for text in CASES), *((text, np.float64, 1e-6) for text in DOUBLE)],
)
def test_steps(text, dtype, tolerance):
    (ours, our_repr), (theirs, their_repr) = (trained(ms, text, dtype) for ms in (msshim, mindspore))
    assert our_repr == their_repr
    assert list(ours) == list(theirs)
    for name, value in theirs.items():
        assert ours[name].dtype == value.dtype and ours[name].shape == value.shape, name
        np.testing.assert_allclose(ours[name], value, tolerance, tolerance, err_msg=name)


MINT = [
    ("mint.SGD(params, 0.05)", "SGD(params, 0.05)"),
    ("mint.SGD(params, 0.05, 0.9, 0.3, 0.02)", "SGD(params, 0.05, 0.9, 0.3, 0.02)"),
    (
        "mint.SGD(params, 0.05, 0.9, nesterov=True, maximize=True)",
        "SGD(params, 0.05, 0.9, nesterov=True, maximize=True)",
    ),
    ("mint.Adam(params)", "Adam(params)"),
    ("mint.Adam(params, 0.01, (0.8, 0.99), 1e-6, 0.05)", "Adam(params, 0.01, (0.8, 0.99), 1e-6, 0.05)"),
    ("mint.Adam(params, 0.01, amsgrad=True, maximize=True)", "Adam(params, 0.01, amsgrad=True, maximize=True)"),
    ("mint.AdamW(params)", "AdamW(params)"),
    ("mint.AdamW(params, 0.01, (0.8, 0.99), 1e-6, 0.1)", "AdamW(params, 0.01, (0.8, 0.99), 1e-6, 0.1)"),
    ("mint.AdamW(params, 0.01, amsgrad=True, maximize=True)", "AdamW(params, 0.01, amsgrad=True, maximize=True)"),
    ("mint.FusedAdamW(params, 0.01, [0.8, 0.99])", "AdamW(params, 0.01, (0.8, 0.99))"),
    (
        "mint.Adam([{'params': params[:2], 'lr': 0.1}, {'params': params[2:], 'amsgrad': True}], 0.01)",
        "Adam([{'params': params[:2], 'lr': 0.1}, {'params': params[2:], 'amsgrad': True}], 0.01)",
    ),
]


@pytest.mark.parametrize("text, theirs", MINT)
@pytest.mark.parametrize("dtype, tolerance", [(np.float32, 1e-5), (np.float64, 1e-5)])
def test_mint_is_torchs(text, theirs, dtype, tolerance):
    # Rates are float32 as in MindSpore, float64 in torch: hence the tolerance. MindSpore's CPU has no kernel.
    ours = made(msshim, text, dtype)
    params = [torch.nn.Parameter(torch.from_numpy(p.asnumpy().copy())) for p in parameters(mindspore, dtype)]
    reference = eval(f"torch.optim.{theirs}", {"torch": torch, "params": params})
    for step in gradients(msshim, dtype):
        ours(step)
        for parameter, gradient in zip(params, step, strict=True):
            parameter.grad = torch.from_numpy(gradient.asnumpy().copy())
        reference.step()
    for parameter, expected in zip(ours.parameters, params, strict=True):
        np.testing.assert_allclose(parameter.asnumpy(), expected.detach().numpy(), tolerance, tolerance)


def possible(text):
    """Whether MindSpore makes it: a Fused optimizer cannot be made on the CPU; an SGD shows an option of its own."""
    try:
        made(mindspore, text)
    except RuntimeError:
        return False
    return True


@pytest.mark.parametrize("text", [text for text, _ in MINT if "amsgrad" not in text and possible(text)])
def test_mint_has_mindspores_states(text):
    theirs, ours = made(mindspore, text), made(msshim, text)
    states = [[(p.name, p.shape, str(p.dtype)) for p in found.get_parameters()] for found in (ours, theirs)]
    assert states[0] == states[1]


SCHEDULES = [
    "StepLR(o, 3)",
    "StepLR(o, 2, gamma=0.5)",
    "LinearLR(o)",
    "LinearLR(o, 0.5, 0.1, 8)",
    "ExponentialLR(o, 0.9)",
    "PolynomialLR(o)",
    "PolynomialLR(o, 10, 2.0)",
    "LambdaLR(o, lambda e: 0.9 ** e)",
    "LambdaLR(o, [lambda e: 0.9 ** e, lambda e: 1 / (1 + e)])",
    "MultiplicativeLR(o, lambda e: 0.9)",
    "MultiplicativeLR(o, [lambda e: 0.9, lambda e: 0.5])",
    "MultiStepLR(o, [3, 5, 5, 20])",
    "MultiStepLR(o, [3, 8], 0.5)",
    "ConstantLR(o)",
    "ConstantLR(o, 0.5, 3)",
    "CosineAnnealingLR(o, 7)",
    "CosineAnnealingLR(o, 5, 0.01)",
    "CosineAnnealingWarmRestarts(o, 4)",
    "CosineAnnealingWarmRestarts(o, 3, 2, 0.001)",
    "CyclicLR(o, 0.1, 0.2, 3)",
    "CyclicLR(o, [0.1, 0.05], [0.2, 0.3], 3, 5, 'triangular2')",
    "CyclicLR(o, 0.1, 0.2, 3, mode='exp_range', gamma=0.9)",
    "SequentialLR(o, [ConstantLR(o, 0.1, 3), ExponentialLR(o, 0.9)], [4])",
]


def scheduled(ms, text):
    o = made(ms, "optim.SGD([{'params': params[:2], 'lr': 0.5}, {'params': params[2:]}], 0.05)")
    return eval(text, {"o": o, **_names(ms)}), o


def _names(ms):
    return {
        name: getattr(ms.experimental.optim.lr_scheduler, name) for name in ms.experimental.optim.lr_scheduler.__all__
    }


def rates(o, schedule):
    last = [float(lr.asnumpy()) for lr in schedule.get_last_lr()]
    return [float(group["lr"].asnumpy()) for group in o.param_groups] + last


@pytest.mark.parametrize("text", SCHEDULES)
def test_schedules(text):
    seen = []
    for ms in (msshim, mindspore):
        schedule, o = scheduled(ms, text)
        found = [rates(o, schedule)]
        for _ in range(30):
            schedule.step()
            found.append([*rates(o, schedule), float(schedule.last_epoch.asnumpy())])
        seen.append(np.array([row[:4] for row in found]))
    np.testing.assert_allclose(*seen, rtol=2e-5, atol=1e-7)


RESTARTS = "CosineAnnealingWarmRestarts(o, 3, 2"  # MindSpore fails on a step to an epoch where T_mult is not 1


@pytest.mark.parametrize(
    "text", [text for text in SCHEDULES if not text.startswith(("Multi", "Seq", "Cyclic", RESTARTS))]
)
def test_a_step_to_an_epoch(text):
    seen = []
    for ms in (msshim, mindspore):
        schedule, o = scheduled(ms, text)
        found = []
        for epoch in (4, 1, 7):
            schedule.step(ms.Tensor(epoch, ms.int32) if "Warm" in text and ms is mindspore else epoch)
            found.append(rates(o, schedule))
        seen.append(np.array(found))
    np.testing.assert_allclose(*seen, rtol=2e-5, atol=1e-7)


def test_a_step_to_an_epoch_of_growing_restarts_is_torchs():
    schedule, o = scheduled(msshim, "CosineAnnealingWarmRestarts(o, 3, 2, 0.001)")
    reference = torch.optim.SGD([torch.nn.Parameter(torch.ones(1))], 0.5)
    theirs = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(reference, 3, 2, 0.001)
    for epoch in (4, 1, 7, 20.5, 3):
        schedule.step(epoch)
        theirs.step(epoch)
        np.testing.assert_allclose(rates(o, schedule)[0], theirs.get_last_lr()[0], rtol=1e-6)


PLATEAUS = ["", "'max'", "'min', 0.5, 2", "'min', 0.5, 1, 0.1, 'abs', 2", "'min', 0.5, 1, min_lr=[0.2, 0.04]"]


@pytest.mark.parametrize("options", PLATEAUS)
def test_reduce_on_plateau(options):
    values = np.random.default_rng(0).normal(size=40)
    seen = []
    for ms in (msshim, mindspore):
        schedule, o = scheduled(ms, f"ReduceLROnPlateau(o, {options})")
        found = []
        for value in values:
            schedule.step(ms.Tensor(value, ms.float32))
            found.append(rates(o, schedule) + [bool(schedule.in_cooldown())])
        seen.append(np.array(found))
    np.testing.assert_allclose(*seen, rtol=1e-6)


BAD = [
    f"{'mint' if row.namespace == 'mint.optim' else 'optim'}.{row.name}({text})" for row in ROWS for text in row.errors
]


@pytest.mark.parametrize("text", BAD)
def test_bad_options_raise_mindspores_class(text):
    with pytest.raises(Exception) as theirs:
        made(mindspore, text)
    with raises(theirs.type):
        made(msshim, text)


BAD_SCHEDULES = [
    "StepLR(3, 3)",
    "StepLR(o, 'a')",
    "StepLR(o, 3, 1)",
    "StepLR(o, 3, last_epoch=-2)",
    "StepLR(o, 3, last_epoch='a')",
    "StepLR(o, 3, last_epoch=3)",
    "LinearLR(o, 0.0)",
    "LinearLR(o, 0.5, 2.0)",
    "LinearLR(o, 0.5, 1.0, 2.5)",
    "ExponentialLR(o, 1)",
    "PolynomialLR(o, 3, 1)",
    "PolynomialLR(o, 3, -1.0)",
    "PolynomialLR(o, 3.5)",
    "LambdaLR(o, [lambda e: 1])",
    "MultiplicativeLR(o, [lambda e: 1])",
    "MultiStepLR(o, (1, 2))",
    "MultiStepLR(o, [1.5])",
    "MultiStepLR(o, [1], 'a')",
    "ConstantLR(o, 1.5)",
    "ConstantLR(o, 0.5, 2.5)",
    "SequentialLR(o, [StepLR(o, 3)], [3])",
    "ReduceLROnPlateau(o, factor=1.0)",
    "ReduceLROnPlateau(o, 'a')",
    "ReduceLROnPlateau(o, threshold_mode='a')",
    "ReduceLROnPlateau(o, min_lr=[0.1])",
    "ReduceLROnPlateau(3)",
    "CyclicLR(o, 0.1, 0.2, mode='a')",
    "CyclicLR(o, [0.1], 0.2)",
    "CosineAnnealingWarmRestarts(o, 0)",
    "CosineAnnealingWarmRestarts(o, 3, 0)",
    "CosineAnnealingWarmRestarts(o, 3, eta_min='a')",
    "CosineAnnealingLR(o, 'a')",
    "CosineAnnealingLR(o, 3, 'a')",
]


@pytest.mark.parametrize("text", BAD_SCHEDULES)
def test_bad_schedules_raise_mindspores_class(text):
    with pytest.raises(Exception) as theirs:
        scheduled(mindspore, text)
    with raises(theirs.type):
        scheduled(msshim, text)
