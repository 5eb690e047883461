"""The forms of a transposed convolution: equal to torch's own call, chosen once, prepared once a version."""

import copy
import os
import pickle
import random
import subprocess
import sys

import numpy as np
import pytest
import torch
from torch._subclasses import FakeTensorMode

import msshim as ms
import msshim.nn as nn

SIZE = (4, 16, 12, 16, 32)  # large enough that a form is chosen


def layer(rng: random.Random, dtype: ms.dtype.Type = ms.float64):
    """A random layer without dilation, and an input for it."""
    axes, group = rng.choice([2, 3]), rng.choice([1, 1, 2, 3])

    def numbers(low, high, count=axes):
        return tuple(rng.randint(low, high) for _ in range(count))

    kernel, stride, mode = numbers(1, 5), numbers(1, 4), rng.choice(["same", "valid", "pad"])
    options = {"pad_mode": mode, "has_bias": rng.random() < 0.5, "group": group, "dtype": dtype}
    if mode == "pad":
        options["padding"] = numbers(0, 3, 2 * axes)
        if axes == 3:
            options["output_padding"] = tuple(rng.randint(0, s - 1) for s in stride)
    channels = [group * rng.randint(1, 3) for _ in range(2)]
    cell = (nn.Conv2dTranspose if axes == 2 else nn.Conv3dTranspose)(*channels, kernel, stride, **options)
    return cell, torch.randn(rng.randint(1, 2), channels[0], *numbers(1, 6), dtype=cell.weight._t.dtype)


@pytest.mark.parametrize("seed", range(8))
def test_forms_are_equal(seed: int) -> None:
    rng, compared = random.Random(seed), 0
    torch.manual_seed(seed)
    while compared < 60:
        cell, x = layer(rng)
        tensors = [x.requires_grad_(), *cell.parameters()]
        given = [*tensors, None][:3]
        try:
            y = cell.forms.direct(*given)
        except ValueError:  # the padding crops more than there is
            continue
        if not y.requires_grad:  # it crops all there is
            continue
        sens = torch.randn_like(y)
        expected = [y, *torch.autograd.grad(y, tensors, sens, materialize_grads=True)]
        for name in cell.forms.names:
            compared += 1
            y = getattr(cell.forms, name)(*given)
            found = [y, *torch.autograd.grad(y, tensors, sens, materialize_grads=True)]
            with torch.no_grad():
                found.append(getattr(cell.forms, name)(*given))
            for ours, theirs in zip(found, [*expected, expected[0]], strict=True):
                torch.testing.assert_close(
                    ours, theirs, msg=lambda text, name=name, cell=cell: f"{name} {cell}: {text}"
                )


@pytest.mark.parametrize(("kernel", "stride"), [(2, 2), (3, 2), (4, 2), (5, 3), (3, 1)])
def test_errors_are_those_of_any_order_of_the_sum(kernel: int, stride: int) -> None:
    """At most (n + 1) half units of the sum of the n products' sizes, in whatever order a processor sums."""
    torch.manual_seed(0)
    forms = nn.Conv3dTranspose(32, 16, kernel, stride).forms
    x, weight = torch.randn(2, 32, 6, 7, 8), torch.randn(32, 16, *[kernel] * 3)
    exact = forms.direct(x.double(), weight.double(), None)

    bound = forms.direct(x.double().abs(), weight.double().abs(), None) * (32 * kernel**3 + 1) * 2.0**-24
    for name in forms.names:
        assert ((getattr(forms, name)(x, weight, None) - exact).abs() <= bound).all(), name


def net(kernel: int = 2, stride: int = 2):
    torch.manual_seed(0)
    return nn.Conv3dTranspose(SIZE[1], 16, kernel, stride, has_bias=True), torch.randn(SIZE)


def direct(cell, x: torch.Tensor) -> torch.Tensor:
    return cell.forms.direct(x, *cell._parameters.values())


def test_the_choice_is_remembered_for_each_kind_of_call() -> None:
    cell, x = net()
    cell(x)
    with torch.no_grad():
        cell(x)
        cell(torch.cat([x, x]))
        cell(x[:, :, :1, :2, :2].contiguous())  # too small to choose
    assert set(cell.forms.chosen.values()) == {"phases"} and len(cell.forms.chosen) == 3
    other = pickle.loads(pickle.dumps(copy.deepcopy(cell)))
    assert not other.forms.chosen and torch.equal(other(x), cell(x))


def test_channels_last_for_inference_alone() -> None:
    cell, x = net(5, 3)
    trained = cell(x)
    with torch.no_grad():
        inferred = cell(x)
    assert trained.is_contiguous() and inferred.is_contiguous(memory_format=torch.channels_last_3d)
    assert sorted(cell.forms.chosen.values()) == ["channels_last", "direct"]
    torch.testing.assert_close(inferred, trained, rtol=1e-4, atol=1e-5)
    assert cell(ms.from_torch(x)).view(2, -1).shape == (2, trained.numel() // 2)


@pytest.mark.parametrize(
    "change",
    [
        lambda cell, new: cell._parameters["weight"].copy_(new),
        lambda cell, new: cell.weight.set_data(ms.from_torch(new)),
        lambda cell, new: [cell.weight.set_data(ms.from_torch(new * k)) for k in (2, 1)],  # the old address may return
        lambda cell, new: setattr(cell._parameters["weight"], "data", new.clone()),
        lambda cell, new: cell.load_state_dict({**cell.state_dict(), "weight": new}),
        lambda cell, new: ms.load_param_into_net(cell, {"weight": ms.Parameter(ms.from_torch(new))}),
        lambda cell, new: ms.ops.assign(cell.weight, ms.from_torch(new)),
    ],
)
def test_weights_are_prepared_once_a_version(change, monkeypatch) -> None:
    cell, x = net()
    prepared = []
    regroup = cell.forms.regroup
    monkeypatch.setattr(cell.forms, "regroup", lambda weight: prepared.append(1) or regroup(weight))
    with torch.no_grad():
        for count in (1, 2):
            for _ in range(3):
                torch.testing.assert_close(cell(x), direct(cell, x), rtol=1e-4, atol=1e-5)
            assert len(prepared) == count
            change(cell, torch.randn_like(cell._parameters["weight"]))
    with torch.inference_mode():
        torch.testing.assert_close(cell(x), direct(cell, x), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(("kernel", "stride"), [(2, 2), (5, 3)])
def test_compiled_without_a_break(kernel: int, stride: int) -> None:
    cell, x = net(kernel, stride)
    compiled = torch.compile(cell, fullgraph=True)
    torch.testing.assert_close(compiled(x), cell(x), rtol=1e-4, atol=1e-5)
    with torch.no_grad():
        torch.testing.assert_close(compiled(x), cell(x), rtol=1e-4, atol=1e-5)
        handle = ms.from_torch(x)
        np.testing.assert_allclose(compiled(handle).asnumpy(), cell(handle).asnumpy(), rtol=1e-4, atol=1e-5)


def test_autocast_transforms_and_second_derivatives() -> None:
    cell, x = net()
    with torch.autocast("cpu", torch.bfloat16):
        assert cell(x).dtype is torch.bfloat16
    for call in (lambda f: torch.func.vmap(f)(x[None])[0], lambda f: torch.func.jvp(f, (x,), (x,))[1]):
        torch.testing.assert_close(call(cell), call(lambda x: direct(cell, x)), rtol=1e-4, atol=1e-5)
    x.requires_grad_()

    def second(y: torch.Tensor) -> tuple[torch.Tensor, ...]:
        (first,) = torch.autograd.grad((y**2).sum(), x, create_graph=True)
        return torch.autograd.grad((first**2).sum(), [x, cell._parameters["weight"]])

    for ours, theirs in zip(second(cell(x)), second(direct(cell, x)), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-3, atol=1e-3 * float(theirs.abs().max()))


def test_tensors_without_memory_of_their_own() -> None:
    cell, x = net()
    with torch.no_grad(), FakeTensorMode(allow_non_fake_inputs=True) as fake:
        assert cell(fake.from_tensor(x)).shape == (4, 16, 24, 32, 64)
    assert cell.to("meta")(x.to("meta")).shape == (4, 16, 24, 32, 64)


def test_timed_where_cudnn_benchmark_is_on(monkeypatch) -> None:
    monkeypatch.setattr(torch.backends.cudnn, "benchmark", True)
    cell, x = net(3, 2)
    expected = direct(cell, x)
    asked = []
    monkeypatch.setattr(cell.forms, "expected", lambda *_: asked.append(1))
    for _ in range(2):
        torch.testing.assert_close(cell(x), expected, rtol=1e-4, atol=1e-5)
    assert not asked and set(cell.forms.chosen.values()) <= {"direct", "channels_last", "phases"}


def test_half_precision_is_rounded_as_mindspore_rounds(monkeypatch) -> None:
    monkeypatch.setattr(torch.backends.cudnn, "benchmark", True)
    cell, x = net()
    cell, x = cell.half(), x.half()
    assert torch.equal(cell(x), direct(cell, x)) and not cell.forms.chosen


def test_turned_off() -> None:
    program = (
        "import torch, msshim.nn as nn; cell = nn.Conv3dTranspose(16, 16, 2, 2); "
        f"cell(torch.ones({SIZE})); assert not cell.forms.chosen"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env={**os.environ, "MSSHIM_CONV_FORMS": "0"})
