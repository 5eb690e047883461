"""A training step of five nets: in plain torch, in msshim, and in the real MindSpore on the CPU."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from benchmarks.nets import batches, nets
from benchmarks.nets_torch import NETS
from benchmarks.steps import step, step_in_mindspore
from benchmarks.timing import Table, interleaved


def _torch(name: str, x: Any, y: Any) -> Callable[[], object]:
    return step(NETS[name](), torch.from_numpy(x), torch.from_numpy(y).long())


def _mindspore(ms: Any, name: str, x: Any, y: Any) -> Callable[[], object]:
    return step_in_mindspore(ms, nets(ms)[name](), ms.Tensor(x), ms.Tensor(y))


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
