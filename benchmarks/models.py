"""Four nets at the size at which people use them: inference and training, eager and compiled, and peak memory.

Each is written twice: in MindSpore's idiom (`large_nets.py`), for msshim and the real MindSpore, and by hand in torch
(`large_nets_torch.py`), with the same weights.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

import msshim
from benchmarks.large_nets import inputs, large_nets
from benchmarks.large_nets_torch import NETS, share_weights
from benchmarks.steps import step, step_in_mindspore
from benchmarks.timing import Table, interleaved

SIZES = {"cpu": {"ResNet-50": 4, "ViT-S/16": 4, "BERT-base": 2, "3D U-Net": 1}, "cuda": dict.fromkeys(NETS, 32)}


def pair(name: str, device: str) -> dict[str, torch.nn.Module]:
    """The net by hand and in msshim, with the same weights."""
    torch.manual_seed(0)
    net, ours = NETS[name]().to(device), large_nets(msshim)[name]().to(device)
    share_weights(net, ours)
    return {"torch": net, "msshim": ours}


def batch(name: str, device: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Inputs and labels."""
    x, y = inputs(name, SIZES[device][name])
    return torch.from_numpy(x).to(device), torch.from_numpy(y).long().to(device)


def inference(net: Any, x: Any) -> Callable[[], object]:
    """A call that records nothing."""

    def call() -> object:
        with torch.no_grad():
            return net(x)

    return call


def peak(side: str, name: str, device: str) -> int:
    """Bytes that a training step takes on top of the process; to be called in a process of its own."""
    made: torch.nn.Module = (NETS if side == "torch" else large_nets(msshim))[name]()
    call = step(made.to(device), *batch(name, device))
    before = torch.cuda.memory_allocated() if device == "cuda" else _memory("VmRSS")
    if device == "cpu":
        Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here on
    for _ in range(2):
        call()
    return (torch.cuda.max_memory_allocated() if device == "cuda" else _memory("VmHWM")) - before


def _memory(field: str) -> int:
    """A field of this process's status, in bytes; Linux."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith(field))


def _real() -> Any:
    try:
        import mindspore
    except ImportError:
        return None
    return mindspore


def main(device: str = "cpu", rounds: int = 7) -> list[Table]:
    """The tables, on the CPU or a GPU; the real MindSpore runs on the CPU alone."""
    rows: dict[str, dict[str, dict[str, list[float]]]] = {"inference": {}, "training": {}, "compiled": {}, "memory": {}}
    real = _real() if device == "cpu" else None
    for name in NETS:
        nets, (x, y) = pair(name, device), batch(name, device)
        ours, handles = nets["msshim"], (msshim.from_torch(x), msshim.from_torch(y.int()))
        calls = {side: inference(net.eval(), x) for side, net in nets.items()}
        rows["inference"][name] = interleaved({**calls, "msshim, MindSpore in": inference(ours, handles[0])}, rounds)
        compiled = {side: inference(torch.compile(net, fullgraph=True), x) for side, net in nets.items()}
        rows["compiled"][name] = interleaved(compiled, rounds)
        steps = {side: step(net.train(), x, y) for side, net in nets.items()}
        steps["msshim, MindSpore's step"] = step_in_mindspore(msshim, ours, *handles)
        rows["training"][name] = interleaved(steps, rounds)
        if real is not None:
            net = large_nets(real)[name]()
            given = real.Tensor(x.numpy()), real.Tensor(y.int().numpy())
            alone = {"inference": lambda net=net, x=given[0]: net(x).asnumpy()}
            alone["training"] = step_in_mindspore(real, net, *given)
            for kind, call in alone.items():
                rows[kind][name]["MindSpore"] = interleaved({"MindSpore": call}, rounds)["MindSpore"]
        rows["memory"][name] = {}
        for side in nets:
            with multiprocessing.get_context("spawn").Pool(1) as process:
                rows["memory"][name][side] = [float(process.apply(peak, (side, name, device)))]
    return [
        Table("Inference", "ms", "torch", rows["inference"]),
        Table("Inference under torch.compile(fullgraph=True)", "ms", "torch", rows["compiled"]),
        Table("A training step (momentum)", "ms", "torch", rows["training"]),
        Table("The most memory of a training step", "MiB", "torch", rows["memory"]),
    ]
