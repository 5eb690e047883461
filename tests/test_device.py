"""Devices: which of torch's stands for a target, and that models, data and optimizers follow."""

import os
import subprocess
import sys
import warnings
from pathlib import Path

import mindspore
import pytest
import torch

import msshim
from msshim.core import context, device

ROOT = Path(__file__).parent.parent


@pytest.fixture
def machine(monkeypatch):
    """A machine that has the accelerator of a name, or none; torch is only told of it."""
    placed: list[torch.device | None] = []

    def have(name: str) -> list[torch.device | None]:
        monkeypatch.setattr(device, "best", lambda: name)
        device._warn.cache_clear()
        monkeypatch.setattr(torch, "set_default_device", placed.append)
        return placed

    monkeypatch.setattr(context, "_settings", dict(context._settings))
    monkeypatch.delenv("MSSHIM_DEVICE", raising=False)
    yield have
    device._warn.cache_clear()


@pytest.mark.parametrize(
    ("here", "target", "expected", "warned"),
    [
        ("cuda", "GPU", "cuda:0", False),
        ("mps", "GPU", "mps", True),
        ("cuda", "Ascend", "cuda:0", True),
        ("xpu", "Ascend", "xpu:0", True),
        ("cpu", "GPU", None, True),
        ("cpu", "Ascend", None, True),
        ("cuda", "CPU", None, False),
    ],
)
def test_a_target_takes_the_best_that_is_here(here, target, expected, warned, machine) -> None:
    placed = machine(here)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        for _ in range(2):
            msshim.set_context(device_target=target)
    assert [str(one) for one in placed] == ([expected] * 2 if expected else [])
    assert len(said) == warned and all(target in str(one.message) for one in said)
    assert msshim.get_context("device_target") == target  # programs branch on it


def test_numbers_and_set_device(machine) -> None:
    placed = machine("cuda")
    msshim.set_device("GPU", 2)
    assert msshim.get_current_device() == ("GPU", 2)
    msshim.set_context(device_id=1)
    msshim.set_context(device_id=3, device_target="GPU")
    assert [str(one) for one in placed] == ["cuda:2", "cuda:1", "cuda:3"]
    assert str(device.of("GPU")) == "cuda" and str(device.of("GPU", 1)) == "cuda:1"


def test_the_environment_comes_first(machine, monkeypatch) -> None:
    placed = machine("cuda")
    monkeypatch.setenv("MSSHIM_DEVICE", "mps")
    msshim.set_context(device_target="Ascend")
    assert [str(one) for one in placed] == ["mps"]
    monkeypatch.setenv("MSSHIM_DEVICE", "GPU")
    msshim.set_context(device_target="CPU")
    assert str(placed[-1]) == "cuda"
    monkeypatch.setenv("MSSHIM_DEVICE", "toaster")
    with pytest.raises(ValueError, match=r"MSSHIM_DEVICE must be one of CPU, GPU, .* or a device of torch.*'toaster'"):
        msshim.set_context(device_target="Ascend")


@pytest.mark.parametrize("kind", ["cpu", "cuda", "mps"])
def test_the_names_of_devices(kind: str) -> None:
    assert device.target_of(torch.device(kind)) == ("CPU" if kind == "cpu" else "GPU")


def test_ascend_is_torch_npu() -> None:
    """torch knows the device `npu` where torch_npu has named it, which is done here by hand."""
    program = (
        "import torch; torch.utils.rename_privateuse1_backend('npu')\nfrom msshim.core import device\n"
        "device.best = lambda: 'npu'\n"
        "print(device.of('Ascend', 1), device.of('Davinci'), device.of('CPU', 1), "
        "device.target_of(device.of('Ascend')))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "npu:1 npu cpu Ascend\n" and not done.stderr


@pytest.mark.parametrize(
    "call",
    [
        lambda ms: ms.set_device("TPU"),
        lambda ms: ms.set_device("CPU", "a"),
        lambda ms: ms.set_device("CPU", -1),
        lambda ms: ms.set_context(device_id="a"),
        lambda ms: ms.set_context(deterministic="maybe"),
        lambda ms: ms.Tensor([1.0]).move_to("TPU"),
        lambda ms: ms.Tensor([1.0]).move_to(3),
        lambda ms: ms.Tensor([1.0]).move_to("CPU", 3),
    ],
    ids=range(8),
)
def test_errors(call) -> None:
    with pytest.raises(Exception) as real:
        call(mindspore)
    with pytest.raises(type(real.value)):
        call(msshim)


FOLLOW = """
import numpy as np, msshim as ms, msshim.dataset as ds
from msshim import nn, ops, mint, numpy as mnp
array = np.ones((2, 1, 4, 4), np.float32)
net = nn.SequentialCell(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.Dropout(p=0.5), nn.Flatten(),
                        nn.Dense(32, 4), nn.LayerNorm((4,)), nn.PReLU())
loss = nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean")
optimizer = nn.Adam(net.trainable_params())
step = nn.TrainOneStepCell(nn.WithLossCell(net, loss), optimizer)
(row,) = ds.NumpySlicesDataset((array, np.zeros(2, np.int32)), shuffle=True).batch(2)
made = [
    ms.Tensor(array), ms.Tensor([1, 2]), ms.Tensor(3.0), ms.tensor(array), ms.Tensor.from_numpy(array),
    ms.frombuffer(bytearray(8), ms.int32), ops.ones((2,)), ops.arange(3), ops.randn(3), ops.eye(2), mint.rand(3),
    mnp.array([1]), ms.Parameter(array), *net.get_parameters(), *optimizer.get_parameters(),
    *row, net(row[0]), step(*row), nn.LSTM(4, 3)(ms.Tensor(array[:, 0]))[0],
    nn.MultiheadAttention(4, 2)(*[row[0][:, 0]] * 3)[0],
]
assert len(made) > 40
assert {x.device for x in made} == {"meta"}, [x.device for x in made]
print(ms.get_context("device_target"))
"""


def test_models_and_data_follow() -> None:
    """The device `meta` has no values, so this shows, too, that no step waits for any."""
    environment = {**os.environ, "MSSHIM_DEVICE": "meta", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", FOLLOW], env=environment, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout == "GPU\n", done.stderr
