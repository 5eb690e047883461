"""A ported model is an ordinary torch module."""

import copy
import io
import pickle
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

import msshim as ms
import msshim.nn as nn

sys.path.insert(0, str(Path(__file__).parents[2] / "examples"))
from unet3d import UNet3d

SHAPE = (1, 1, 8, 8, 8)


@pytest.fixture
def net() -> UNet3d:
    ms.set_seed(0)
    return UNet3d(widths=(2, 4))


@pytest.fixture
def x() -> torch.Tensor:
    return torch.randn(SHAPE, generator=torch.Generator().manual_seed(0))


def test_inside_torch_sequential_and_torch_modules_inside(x) -> None:
    model = torch.nn.Sequential(
        torch.nn.Conv3d(1, 2, 3, padding=1), nn.Conv3dTranspose(2, 3, 2, stride=2), torch.nn.ReLU(), nn.Conv3d(3, 1, 1)
    )
    y = model(x)
    assert type(y) is torch.Tensor
    y.sum().backward()
    assert all(p.grad is not None for p in model.parameters())

    class Mixed(nn.Cell):
        def __init__(self):
            super().__init__()
            self.lin = torch.nn.Linear(4, 2)
            self.out = nn.Dense(2, 3)

        def construct(self, x):
            return self.out(self.lin(x))

    mixed = Mixed()
    assert type(mixed(torch.ones(5, 4))) is torch.Tensor
    assert type(mixed(ms.Tensor(np.ones((5, 4), np.float32)))) is ms.Tensor
    assert [name for name, _ in mixed.parameters_and_names()] == ["lin.weight", "lin.bias", "out.weight", "out.bias"]


def test_trains_with_a_torch_optimizer(net, x) -> None:
    net.train()
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-2)
    losses = []
    for _ in range(5):
        loss = net(x).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0]
    assert net.head.weight._live is net._modules["head"]._parameters["weight"]


def test_state_dict_round_trip(net, x) -> None:
    ms.set_seed(5)
    other = UNet3d(widths=(2, 4))
    assert not torch.equal(other(x), net(x))
    result = other.load_state_dict(net.state_dict())
    assert not result.missing_keys and not result.unexpected_keys
    assert torch.equal(other(x), net(x))
    assert [p.name for p in other.get_parameters()] == [p.name for p in net.get_parameters()]
    other.load_state_dict({k: v.clone() for k, v in net.state_dict().items()}, assign=True)
    assert other.head.weight._live is other._modules["head"]._parameters["weight"]


@pytest.mark.parametrize("how", ["deepcopy", "pickle", "torch.save"])
def test_copies_are_whole_and_apart(net, x, how: str) -> None:
    if how == "deepcopy":
        other = copy.deepcopy(net)
    elif how == "pickle":
        other = pickle.loads(pickle.dumps(net))
    else:
        file = io.BytesIO()
        torch.save(net, file)
        file.seek(0)
        other = torch.load(file, weights_only=False)
    assert torch.equal(other(x), net(x))
    assert other.head.weight._live is other._modules["head"]._parameters["weight"]
    other.head.weight.set_data(ms.Tensor(np.zeros(other.head.weight.shape, np.float32)))
    assert not torch.equal(other(x), net(x))
    assert [(p.name, p.requires_grad) for p in other.get_parameters()] == [
        (p.name, p.requires_grad) for p in net.get_parameters()
    ]


def test_functional_call(net, x) -> None:
    zeros = {name: torch.zeros_like(value) for name, value in net.named_parameters()}
    assert torch.equal(torch.func.functional_call(net, zeros, (x,)), torch.zeros_like(net(x)))
    before = net(x)
    assert before.abs().sum() > 0

    def loss(params):
        return torch.func.functional_call(net, params, (x,)).square().sum()

    grads = torch.func.grad(loss)(dict(net.named_parameters()))
    assert set(grads) == set(zeros)


@pytest.mark.parametrize("train", [False, True])
@pytest.mark.parametrize("backend", ["eager", "inductor"])
def test_compile_without_a_graph_break(net, x, train: bool, backend: str) -> None:
    net.train(train)
    other = copy.deepcopy(net)
    compiled = torch.compile(other, fullgraph=True, backend=backend)
    a, b = net(x), compiled(x)
    torch.testing.assert_close(a, b, rtol=1e-4, atol=1e-4)
    a.square().mean().backward()
    b.square().mean().backward()
    for (name, p), q in zip(net.named_parameters(), other.parameters(), strict=True):
        torch.testing.assert_close(p.grad, q.grad, rtol=1e-3, atol=1e-4, msg=name)
    for p, q in zip(net.buffers(), other.buffers(), strict=True):
        torch.testing.assert_close(p, q)


def test_export(net, x) -> None:
    program = torch.export.export(net, (x,), strict=False)
    torch.testing.assert_close(program.module()(x), net(x))


def test_meta_device_and_to_empty(x) -> None:
    with torch.device("meta"):
        net = UNet3d(widths=(2, 4))
        assert all(p.is_meta for p in [*net.parameters(), *net.buffers()])
        assert net(torch.empty(SHAPE)).shape == (1, 3, 8, 8, 8)
    net.to_empty(device="cpu")
    assert net.head.weight._live is net._modules["head"]._parameters["weight"]
    ms.set_seed(0)
    net.load_state_dict(UNet3d(widths=(2, 4)).state_dict())
    assert torch.isfinite(net(x)).all()


def test_moves_and_casts_with_the_module(net, x) -> None:
    net.double()
    assert net.to(ms.float32).head.weight.dtype == net.to(dtype=ms.float32).head.weight.dtype == ms.float32
    net.double()
    assert net(x.double()).dtype is torch.float64
    assert net.head.weight.dtype == ms.float64
    assert {str(p.dtype) for p in net.get_parameters()} == {"Float64"}


def test_mindspore_tensors_record_nothing_and_torch_tensors_do(net, x) -> None:
    handle = net(ms.from_torch(x))
    assert type(handle) is ms.Tensor
    assert not ms.to_torch(handle).requires_grad
    assert not ms.to_torch(net.head.weight * 2).requires_grad
    assert net(x).requires_grad
    with torch.no_grad():
        assert not net(x).requires_grad


def test_mixed_and_nested_values_keep_their_structure() -> None:
    class Two(nn.Cell):
        def construct(self, pair, scale=None):
            a, b = pair
            return {"sum": a + b, "list": [a, (b,)]}

    a = torch.ones(2, requires_grad=True)
    out = Two()((a, torch.ones(2)))
    assert type(out["sum"]) is torch.Tensor and type(out["list"][1][0]) is torch.Tensor
    assert out["sum"].requires_grad


@pytest.mark.parametrize("text", ["t == x", "x == t", "t != x", "t < x", "x < t", "t + x", "x + t"])
def test_a_tensor_beside_torchs(text) -> None:
    """Operators take torch's Tensors as they take MindSpore's, and give MindSpore's."""
    values = [1.0, 2.0], [1.0, 3.0]
    mixed = eval(text, {"t": ms.Tensor(values[0]), "x": torch.tensor(values[1])})
    plain = eval(text, {"t": torch.tensor(values[0]), "x": torch.tensor(values[1])})
    assert isinstance(mixed, ms.Tensor)
    assert mixed.asnumpy().tolist() == plain.tolist()
