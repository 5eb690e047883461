"""Devices: which of torch's stands for a target, and that models, data and optimizers follow."""

import os
import subprocess
import sys
import warnings
from pathlib import Path

import mindspore
import pytest
import torch
from raising import raises

import msshim
from msshim._src.runtime import context, device

ROOT = Path(__file__).parents[2]


@pytest.fixture
def machine(monkeypatch):
    """A machine that has the accelerator of a name, or none; torch is only told of it."""
    placed: list[torch.device | None] = []

    def have(name: str) -> list[torch.device | None]:
        monkeypatch.setattr(device, "best", lambda: name)
        monkeypatch.setattr(device, "count", lambda kind: 4)
        monkeypatch.setattr(device, "failure", lambda name: None)
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
    with raises(ValueError, match=r"MSSHIM_DEVICE must be one of CPU, GPU, .* or a device of torch.*'toaster'"):
        msshim.set_context(device_target="Ascend")


SCRIPT = """
import numpy as np, mindspore as ms
from mindspore import nn
ms.set_context(mode=ms.GRAPH_MODE, {setting})
net = nn.Dense(4, 2)
loss = nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean")
model = ms.Model(net, loss, nn.Momentum(net.trainable_params(), 0.1, 0.9))
data = ms.dataset.NumpySlicesDataset((np.ones((4, 4), np.float32), np.zeros(4, np.int32))).batch(2)
model.train(1, data, dataset_sink_mode=False)
print(net(ms.Tensor(np.ones((1, 4), np.float32))).device)
"""
BUILT_FOR_CUDA = """
import sys, torch
torch.accelerator.current_accelerator = lambda *args, **kwargs: torch.device("cuda")
from msshim._src.cli.run import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("target", ["Ascend", "GPU"])
@pytest.mark.parametrize("how", ["set_context", "set_device", "MSSHIM_DEVICE"])
def test_a_torch_built_for_cuda_without_a_device(target: str, how: str, tmp_path: Path) -> None:
    """What `pip install torch` gives on Linux names cuda as its accelerator, whether or not the machine has one."""
    setting = {"set_context": f"device_target={target!r}, device_id=0", "set_device": "device_id=0"}.get(how, "")
    lines = SCRIPT.format(setting=setting).strip().splitlines()
    if how == "set_device":
        lines.insert(3, f"ms.set_device({target!r})")
    script = tmp_path / "train.py"
    script.write_text("\n".join(lines))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if how == "MSSHIM_DEVICE":
        environment["MSSHIM_DEVICE"] = target
    command = [sys.executable, "-c", BUILT_FOR_CUDA, str(script)]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout == "CPU\n", done.stderr
    assert done.stderr.count(f"There is no {target} here that torch can use; msshim takes the CPU") == 1
    if how != "MSSHIM_DEVICE":  # which is read at the import of msshim, before the program has a line
        line = next(number for number, text in enumerate(lines, 1) if target in text)
        assert done.stderr.startswith(f"{script}:{line}: UserWarning")


def test_a_device_that_can_not_compute_is_not_taken(machine, monkeypatch) -> None:
    """A driver too old, or a GPU that this torch has no kernels for: here a torch without CUDA stands for both."""
    best, failure = device.best, device.failure
    placed = machine("cpu")
    monkeypatch.setattr(device, "best", best)
    monkeypatch.setattr(device, "failure", failure)
    monkeypatch.setattr(device, "accelerators", lambda: iter(["cuda"]))
    best.cache_clear()
    try:
        with pytest.warns(UserWarning, match=r"torch sees 'cuda', but can not compute on it: .+; msshim takes the CPU"):
            msshim.set_context(device_target="GPU")
    finally:
        best.cache_clear()
    assert not placed


def test_warnings_point_at_the_line_of_the_program(machine) -> None:
    machine("cpu")
    calls = [
        lambda: msshim.set_context(device_target="GPU"),
        lambda: msshim.set_device("GPU"),
        lambda: msshim.Tensor([1.0]).move_to("GPU"),
        lambda: msshim.nn.Dense(1, 1).to("GPU"),
    ]
    for call in calls:
        device._warn.cache_clear()
        with pytest.warns(UserWarning, match="There is no GPU") as said:
            call()
        assert [one.filename for one in said] == [__file__]


def test_a_number_that_is_not_there(machine, monkeypatch) -> None:
    machine("cuda")
    with raises(ValueError, match="'device_id' must be less than the number of cuda devices, 4, but got 5"):
        msshim.set_context(device_target="GPU", device_id=5)


def test_the_environment_names_a_device_that_does_not_work(monkeypatch) -> None:
    monkeypatch.setenv("MSSHIM_DEVICE", "xpu:7")
    with raises(ValueError, match="MSSHIM_DEVICE is 'xpu:7', but torch can not compute there: "):
        device.forced()


def test_info_tries_each_device(monkeypatch, capsys) -> None:
    from msshim._src.cli import info

    assert info._devices() == [f"cpu ({torch.get_num_threads()} threads)"]
    monkeypatch.setattr(device, "accelerators", lambda: iter(["cuda"]))
    monkeypatch.setattr(device, "count", lambda kind: 1)
    assert info._devices()[1].startswith("cuda:0 (does not work: ")


@pytest.mark.parametrize("kind", ["cpu", "cuda", "mps"])
def test_the_names_of_devices(kind: str) -> None:
    assert device.target_of(torch.device(kind)) == ("CPU" if kind == "cpu" else "GPU")


def test_ascend_is_torch_npu() -> None:
    """torch knows the device `npu` where torch_npu has named it, which is done here by hand."""
    program = (
        "import torch; torch.utils.rename_privateuse1_backend('npu')\nfrom msshim._src.runtime import device\n"
        "device.best, device.count = lambda: 'npu', lambda kind: 2\n"
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
    with raises(type(real.value)):
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
