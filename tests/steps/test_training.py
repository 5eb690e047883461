"""Steps of training, scaled losses and mixed precision, against the real MindSpore."""

import importlib
from pathlib import Path
from types import SimpleNamespace

import half_nets
import layers
import mindspore
import numpy as np
import pytest
from raising import raises
from values import assert_same, plain

import msshim

X = np.array([[1, 2], [3, 4]], np.float32)
Y = np.array([[1, 0], [0, 1]], np.float32)


def world(ms):
    """What the programs below use, of one library."""
    nn, Tensor = ms.nn, ms.Tensor

    class Net(nn.Cell):
        def __init__(self):
            super().__init__()
            self.w = ms.Parameter(Tensor(np.array([[1.0, 2.0], [3.0, 4.0]], np.float32)), name="w")

        def construct(self, x):
            return ms.ops.MatMul()(x, self.w)

    class Layers(nn.Cell):
        def __init__(self):
            super().__init__()
            self.conv, self.norm, self.relu = nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU()
            self.flatten, self.dense, self.last = nn.Flatten(), nn.Dense(32, 3), nn.LayerNorm((3,))

        def construct(self, x):
            return self.last(self.dense(self.flatten(self.relu(self.norm(self.conv(x))))))

    if ms is mindspore:
        Layers = layers.Layers

    def trained(steps, **options):
        net = Net()
        step = nn.TrainOneStepCell(nn.WithLossCell(net, nn.MSELoss()), nn.SGD(net.trainable_params(), 0.01), **options)
        found = [step(Tensor(X), Tensor(Y)) for _ in range(steps)]
        return [item if isinstance(item, Tensor) else (item[0], item[1]["w"]) for item in found], net.w.asnumpy()

    def adjusted(cell, flags):
        scale = ms.Parameter(Tensor(8.0, ms.float32), name="scale")
        return [
            (cell(scale, Tensor(flag)), scale.asnumpy(), cell.cur_iter.asnumpy(), cell.last_overflow_iter.asnumpy())
            for flag in flags
        ]

    def managed(manager, flags):
        return [(manager.update_loss_scale(flag), manager.get_loss_scale()) for flag in flags]

    def scaled(scaler, flags):
        g = (Tensor([1.0, 2.0], ms.float32), Tensor([3.0], ms.float16))
        found = [scaler.scale(g), scaler.unscale(g), scaler.scale(g[0])]
        return found + [(scaler.adjust(Tensor(flag)), scaler.scale_value.asnumpy()) for flag in flags]

    def forward(change):
        ms.set_seed(1)
        net = change(Layers())
        images = np.random.default_rng(0).normal(size=(2, 1, 4, 4)).astype(np.float32)
        return net(Tensor(images)), [(p.name, p.dtype) for p in net.get_parameters()]

    net = Layers()
    optimizer = nn.SGD(net.trainable_params(), 0.1)
    return {**locals(), "amp": importlib.import_module(f"{ms.__name__}.amp")}


SAME = [
    "trained(3)",
    "trained(3, sens=2.0)",
    "trained(3, return_grad=True)",
    "adjusted(nn.DynamicLossScaleUpdateCell(8.0, 2, 2), [False] * 3 + [True] * 4 + [False] * 3)",
    "nn.DynamicLossScaleUpdateCell(8.0, 2, 2).get_loss_scale()",
    "nn.FixedLossScaleUpdateCell(8.0).get_loss_scale()",
    "nn.FixedLossScaleUpdateCell(8.0)(Tensor(1.0, ms.float32), Tensor(True))",
    "nn.ParameterUpdate(ms.Parameter(Tensor(1.0, ms.float32), name='p'))(Tensor(3.0, ms.float32))",
    "managed(ms.FixedLossScaleManager(), [True, False])",
    "ms.FixedLossScaleManager(8, False).get_update_cell()",
    "ms.FixedLossScaleManager(8).get_drop_overflow_update()",
    "managed(ms.DynamicLossScaleManager(16, 2, 2), [False, False, False, True, True, False, False, True])",
    "ms.DynamicLossScaleManager(16, 2, 2).get_drop_overflow_update()",
    "ms.DynamicLossScaleManager(16, 2, 2).get_update_cell().get_loss_scale()",
    "scaled(amp.StaticLossScaler(128), [True, False])",
    "scaled(amp.DynamicLossScaler(64, 2, 2), [True, True, False, True, True, True, False, False])",
    "forward(lambda net: amp.auto_mixed_precision(net, 'O0'))",
    "[kind.__name__ for kind in amp.get_black_list()]",
    "[kind.__name__ for kind in amp.get_white_list()]",
]
HALF = [
    "forward(lambda net: amp.auto_mixed_precision(net, 'O1'))",
    "forward(lambda net: amp.auto_mixed_precision(net, 'O2'))",
    "forward(lambda net: amp.auto_mixed_precision(net, 'O3'))",
    "forward(lambda net: amp.auto_mixed_precision(net, 'auto'))",
    "forward(lambda net: amp.custom_mixed_precision(net, white_list=[nn.Dense]))",
    "forward(lambda net: amp.custom_mixed_precision(net, black_list=[nn.BatchNorm2d]))",
]
WRONG = [
    "nn.TrainOneStepCell(net, optimizer, 0)",
    "nn.TrainOneStepWithLossScaleCell(net, optimizer, 3.0)",
    "nn.TrainOneStepWithLossScaleCell(net, optimizer, Tensor([1.0, 2.0], ms.float32))",
    "nn.TrainOneStepWithLossScaleCell(net, optimizer, Tensor(1.0, ms.float32)).set_sense_scale(4.0)",
    "nn.ParameterUpdate(3)",
    "ms.DynamicLossScaleManager(0)",
    "ms.DynamicLossScaleManager(16, 0)",
    "ms.DynamicLossScaleManager(16, 2, 0)",
    "ms.DynamicLossScaleManager('a')",
    "ms.FixedLossScaleManager(0)",
    "amp.StaticLossScaler(0.5)",
    "amp.StaticLossScaler('a')",
    "amp.DynamicLossScaler(0.5, 2, 2)",
    "amp.DynamicLossScaler(2, 0, 2)",
    "amp.DynamicLossScaler(2, 2, 0)",
    "amp.DynamicLossScaler(2, 2.5, 2)",
    "amp.all_finite(3)",
    "amp.auto_mixed_precision(net, 'O4')",
    "amp.auto_mixed_precision(3, 'O1')",
    "amp.auto_mixed_precision(net, 'O1', ms.float32)",
    "amp.custom_mixed_precision(net)",
    "amp.custom_mixed_precision(net, white_list=[nn.Dense], black_list=[nn.ReLU])",
    "amp.custom_mixed_precision(net, white_list=[3])",
    "amp.custom_mixed_precision(net, white_list=[int])",
    "amp.custom_mixed_precision(net, black_list=[ms.ops.ReLU])",
    "amp.build_train_network(3, optimizer)",
    "amp.build_train_network(net, 3)",
    "amp.build_train_network(net, optimizer, level='O7')",
    "amp.build_train_network(net, optimizer, other=3)",
]


def both(program):
    return (plain(eval(program, world(ms))) for ms in (msshim, mindspore))


@pytest.mark.parametrize("program", SAME)
def test_programs(program) -> None:
    ours, theirs = (item if isinstance(item, (tuple, list)) else [item] for item in both(program))
    assert_same(ours, theirs, program, 2e-5)


@pytest.mark.parametrize("program", HALF)
def test_half_precision(program, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)  # where MindSpore writes the sources that it changes
    (ours, names), (theirs, expected) = both(program)
    assert names == expected
    assert ours[1] == theirs[1]
    np.testing.assert_allclose(ours[3], theirs[3], atol=0.03)


WHICH = ["amp.auto_mixed_precision(net, 'O1')"] + [
    f"amp.custom_mixed_precision(net, {lists})"
    for lists in (
        "white_list=amp.get_white_list() + [ms.ops.Sigmoid]",
        "white_list=[ms.ops.MatMul, ms.nn.Dense]",
        "white_list=[ms.ops.Ger]",
    )
]


@pytest.mark.parametrize("program", WHICH)
def test_which_operations_are_rounded_to_half_precision(program, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = Path(half_nets.__file__).read_text().replace("mindspore", "msshim")
    exec(source, ours := {"__name__": "half_nets_of_msshim"})
    x = np.random.default_rng(0).normal(size=(4, 4)).astype(np.float32)
    found = []
    for ms, made in ((msshim, SimpleNamespace(**ours)), (mindspore, half_nets)):
        scope = {"ms": ms, "amp": importlib.import_module(f"{ms.__name__}.amp")}
        whole = [item.asnumpy() for item in made.Net()(ms.Tensor(x))]
        half = [item.asnumpy() for item in eval(program, {**scope, "net": made.Net()})(ms.Tensor(x))]
        assert all(item.dtype == np.float32 for item in half)
        assert 0 < sum(np.array_equal(a, b) for a, b in zip(half, whole, strict=True)) < len(whole)
        found.append([np.abs(a - b).max() for a, b in zip(half, whole, strict=True)])
    ours, theirs = found
    np.testing.assert_array_equal(np.array(ours) > 1e-6, np.array(theirs) > 1e-6)


def test_half_precision_leaves_the_parameters_as_they_are() -> None:
    """A BatchNorm's moving values move in float32, and a cell's attribute is the Parameter, outside of construct."""
    x = np.random.default_rng(0).normal(2, 3, (24, 4, 3, 3)).astype(np.float32)
    found = []
    for ms in (msshim, mindspore):
        norm, dense = ms.nn.BatchNorm2d(4).to_float(ms.float16).set_train(), ms.nn.Dense(4, 2).to_float(ms.float16)
        for step in range(12):
            norm(ms.Tensor(x * step / 6 + 1))
        gradient = ms.grad(lambda y, cell=dense: cell(y), None, dense.weight)(ms.Tensor(x[:, :, 0, 0]))
        assert isinstance(dense.weight, ms.Parameter)
        found.append([norm.moving_mean.asnumpy(), norm.moving_variance.asnumpy(), gradient.asnumpy()])
    for ours, theirs in zip(*found, strict=True):
        assert ours.dtype == theirs.dtype == np.float32
        np.testing.assert_allclose(ours, theirs, rtol=1e-3)


@pytest.mark.parametrize("program", WRONG)
def test_wrong_arguments(program) -> None:
    with pytest.raises(Exception) as theirs:
        eval(program, world(mindspore))
    with raises(theirs.type):
        eval(program, world(msshim))


@pytest.mark.parametrize("scale", ["ms.Tensor(128.0, ms.float32)", "ms.nn.DynamicLossScaleUpdateCell(1024.0, 2, 3)"])
def test_a_scaled_loss_trains_as_the_plain_one(scale) -> None:
    """MindSpore's CPU has no kernels for the cell; by its source the scale cancels, and overflow skips a step."""
    ms, nn = msshim, msshim.nn
    plain_net, net = world(ms)["Net"](), world(ms)["Net"]()
    one = nn.TrainOneStepCell(nn.WithLossCell(plain_net, nn.MSELoss()), nn.SGD(plain_net.trainable_params(), 0.01))
    scale = eval(scale, {"ms": ms})
    two = nn.TrainOneStepWithLossScaleCell(
        nn.WithLossCell(net, nn.MSELoss()), nn.SGD(net.trainable_params(), 0.01), scale
    )
    x, y = ms.Tensor(X), ms.Tensor(Y)
    for _ in range(4):
        expected = one(x, y)
        loss, overflow, _ = two(x, y)
        np.testing.assert_allclose(loss.asnumpy(), expected.asnumpy(), rtol=1e-6)
        assert not overflow.asnumpy()
    np.testing.assert_allclose(net.w.asnumpy(), plain_net.w.asnumpy(), rtol=1e-5)
    before, sense = net.w.asnumpy().copy(), float(two.scale_sense.asnumpy())
    _, overflow, _ = two(x * 1e30, y)
    assert overflow.asnumpy()
    np.testing.assert_array_equal(net.w.asnumpy(), before)
    assert float(two.scale_sense.asnumpy()) == (sense / 2 if isinstance(scale, nn.Cell) else sense)


def test_all_finite() -> None:
    """MindSpore's CPU has no kernel for it."""
    finite, inf, nan = (msshim.Tensor([value], msshim.float32) for value in (1.0, np.inf, np.nan))
    assert [bool(msshim.amp.all_finite(x)) for x in ((finite, finite), (finite, inf), nan)] == [True, False, False]


def test_build_train_network() -> None:
    """MindSpore's CPU takes a manager only where it drops nothing."""
    names = world(msshim)
    manager = msshim.FixedLossScaleManager(8, drop_overflow_update=False)
    for level, options in (("O0", {}), ("O2", {}), ("O3", {"loss_scale_manager": manager})):
        net = names["Layers"]()
        step = msshim.amp.build_train_network(
            net, msshim.nn.SGD(net.trainable_params(), 0.1), msshim.nn.MSELoss(), level, **options
        )
        images = msshim.Tensor(np.ones((2, 1, 4, 4), np.float32))
        assert step(images, msshim.Tensor(np.zeros((2, 3), np.float32))).dtype == msshim.float32


def test_scaling_for_scalers_of_ones_own() -> None:
    results = []
    for ms in (mindspore, msshim):
        amp = __import__(f"{ms.__name__}.amp", fromlist=["amp"])
        scale = ms.Parameter(ms.Tensor(8.0, ms.float32), name="scale")
        values = (ms.Tensor([1.0, 2.0]), ms.Tensor([3.0], ms.float16))
        made = (*amp._grad_scale_map(scale, values), *amp._grad_unscale_map(scale, values))
        results.append([(str(one.dtype), one.asnumpy().tolist()) for one in made])
    assert results[0] == results[1]
