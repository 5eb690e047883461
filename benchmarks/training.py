"""A training step of five nets: in plain torch, in msshim, and in the real MindSpore on the CPU."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from benchmarks.nets import batches, nets
from benchmarks.nets_torch import NETS
from benchmarks.timing import Table, interleaved


def _torch(name: str, x: Any, y: Any) -> Callable[[], object]:
    net, loss = NETS[name](), torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), 1e-3, momentum=0.9)
    inputs, labels = torch.from_numpy(x), torch.from_numpy(y).long()

    def step() -> None:
        optimizer.zero_grad()
        loss(net(inputs), labels).backward()
        optimizer.step()

    return step


def _mindspore(ms: Any, name: str, x: Any, y: Any) -> Callable[[], object]:
    net, loss = nets(ms)[name](), ms.nn.CrossEntropyLoss()
    optimizer = ms.nn.Momentum(net.trainable_params(), 1e-3, 0.9)
    inputs, labels = ms.Tensor(x), ms.Tensor(y)
    gradients = ms.value_and_grad(lambda x, y: loss(net(x), y), None, optimizer.parameters)
    net.set_train()

    def step() -> None:
        value, found = gradients(inputs, labels)
        optimizer(found)
        value.asnumpy() if ms.__name__ == "mindspore" else None  # its operations run in the background

    return step


def main() -> list[Table]:
    """The table."""
    import msshim

    try:
        import mindspore
    except ImportError:
        mindspore = None
    rows = {}
    for name in NETS:
        size = 2 if name == "3D U-Net" else 16
        x, y = batches(name, size, 1)
        steps = {"torch": _torch(name, x, y), "msshim": _mindspore(msshim, name, x, y)}
        times = interleaved(steps, rounds=61)
        if mindspore is not None:
            times["MindSpore"] = (
                interleaved({"MindSpore": _mindspore(mindspore, name, x, y)}, rounds=15)["MindSpore"] * 5
            )
        rows[name] = {key: value[:61] for key, value in times.items()}
    return [Table("One training step", "ms", "torch", rows)]
