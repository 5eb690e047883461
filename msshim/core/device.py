"""MindSpore's device targets as torch's devices.

"GPU" is CUDA or ROCm, "Ascend" is torch_npu where that is installed. Where the target is not here, the best accelerator
that is takes its place, else the CPU, with one warning. The environment variable ``MSSHIM_DEVICE``, a target or one of
torch's devices such as ``cuda:1`` or ``mps``, comes before any target that a program names.
"""

from __future__ import annotations

import os
import warnings
from functools import cache
from importlib.util import find_spec

import torch

TARGETS = {"CPU": "cpu", "GPU": "cuda", "Ascend": "npu", "Davinci": "npu"}


@cache
def best() -> str:
    """The type of torch's device for this machine's accelerator, ``cpu`` where there is none."""
    if torch.cuda.is_available():
        return "cuda"
    if find_spec("torch_npu") is not None:
        import torch_npu  # type: ignore[import-not-found]  # registers the device

        if torch_npu.npu.is_available():
            return "npu"
    found = torch.accelerator.current_accelerator()
    return found.type if found is not None else "cpu"


@cache
def _warn(target: str, kind: str) -> None:
    where = "the CPU" if kind == "cpu" else f"torch's device {kind!r}"
    warnings.warn(f"There is no {target} here that torch can use; msshim takes {where} in its place.", stacklevel=4)


def of(target: str, number: int | None = None) -> torch.device:
    """The device for a target of `TARGETS`, with a number where one is wanted."""
    return forced() or _of(target, number)


def _of(target: str, number: int | None = None) -> torch.device:
    kind = TARGETS[target]
    if kind not in ("cpu", best()):
        kind = best()
        _warn(target, kind)
    return torch.device(kind) if kind in ("cpu", "mps") or number is None else torch.device(kind, number)


def forced() -> torch.device | None:
    """The device of ``MSSHIM_DEVICE``, if that is set. Raises ValueError where torch has no such device."""
    name = os.environ.get("MSSHIM_DEVICE")
    if name in TARGETS:
        return _of(name)
    try:
        return torch.device(name) if name else None
    except RuntimeError:
        raise ValueError(
            f"The environment variable MSSHIM_DEVICE must be one of {', '.join(TARGETS)} or a device of torch, "
            f"such as 'cpu', 'cuda:1' or 'mps', but it is {name!r}."
        ) from None


def start() -> str:
    """Let tensors stand on the device of ``MSSHIM_DEVICE``; the target that this is."""
    first = forced() or torch.device("cpu")
    if first.type != "cpu":
        place(first)
    return target_of(first)


def target_of(device: torch.device) -> str:
    """MindSpore's name of a device's type: ``CPU``, ``GPU`` or ``Ascend``; any other accelerator is a ``GPU``."""
    return {"cpu": "CPU", "npu": "Ascend"}.get(device.type, "GPU")


def place(device: torch.device) -> None:
    """Let new tensors stand on a device. torch is told only of what changes: it then looks at every call."""
    if device != torch.get_default_device():
        torch.set_default_device(None if device.type == "cpu" else device)
