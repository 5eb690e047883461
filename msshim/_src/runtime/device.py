"""MindSpore's device targets as torch's devices.

"GPU" is CUDA or ROCm, "Ascend" is torch_npu where that is installed. Where the target is not here, the best accelerator
that is takes its place, else the CPU, with one warning. The environment variable ``MSSHIM_DEVICE``, a target or one of
torch's devices such as ``cuda:1`` or ``mps``, comes before any target that a program names.

What torch was built for says nothing of the machine that it runs on, and a driver that is there may not serve this
torch. So a device counts only where an operation on it has worked.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

import torch

_OURS = (f"{Path(__file__).parents[2]}{os.sep}", "<msshim ")
TARGETS = {"CPU": "cpu", "GPU": "cuda", "Ascend": "npu", "Davinci": "npu"}


@cache
def best() -> str:
    """The type of torch's device for this machine's accelerator, ``cpu`` where there is none that works."""
    return next((kind for kind in accelerators() if failure(kind) is None), "cpu")


def accelerators() -> Iterator[str]:
    """The types of torch's devices that torch says are here, the best first; whether one works, `failure` tells."""
    if torch.cuda.is_available():
        yield "cuda"
    if find_spec("torch_npu") is not None:
        import torch_npu  # type: ignore[import-not-found]  # registers the device

        if torch_npu.npu.is_available():
            yield "npu"
    # What torch was built for has a name also where there is no such device.
    found = torch.accelerator.current_accelerator() if torch.accelerator.is_available() else None
    if found is not None and found.type not in ("cuda", "npu"):
        yield found.type


def count(kind: str) -> int:
    """How many devices of a type there are."""
    return int(torch.get_device_module(kind).device_count())


@cache
def failure(name: str) -> str | None:
    """What torch says when an operation is tried on a device; None where it works."""
    try:
        (torch.ones(2, device=name) + 1).cpu()
    except (RuntimeError, AssertionError, NotImplementedError) as error:  # each backend has its own
        return next(iter(str(error).splitlines()), type(error).__name__)
    return None


@cache
def _warn(target: str, kind: str) -> None:
    where = "the CPU" if kind == "cpu" else f"torch's device {kind!r}"
    seen = next(((name, why) for name in accelerators() if (why := failure(name)) and kind == "cpu"), None)
    why = f" (torch sees {seen[0]!r}, but can not compute on it: {seen[1]})" if seen else ""
    message = f"There is no {target} here that torch can use{why}; msshim takes {where} in its place."
    warnings.warn(message, stacklevel=_users_level())


def _users_level() -> int:
    """The `stacklevel` of a warning by the caller that shows the line of the program, not one of msshim."""
    level = 1
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and (_imports(frame) or frame.f_code.co_filename.startswith(_OURS)):
        level += not _imports(frame)
        frame = frame.f_back
    return level


def _imports(frame: FrameType) -> bool:
    """Whether it belongs to the import system, whose frames `warnings.warn` does not count."""
    return frame.f_code.co_filename.startswith("<frozen importlib")


def of(target: str, number: int | None = None) -> torch.device:
    """The device for a target of `TARGETS`, with a number where one is wanted."""
    return forced() or _of(target, number)


def _of(target: str, number: int | None = None) -> torch.device:
    kind = TARGETS[target]
    if kind not in ("cpu", best()):
        kind = best()
        _warn(target, kind)
    if kind in ("cpu", "mps") or number is None:
        return torch.device(kind)
    if number >= (most := count(kind)):
        raise ValueError(f"The 'device_id' must be less than the number of {kind} devices, {most}, but got {number}.")
    return torch.device(kind, number)


def forced() -> torch.device | None:
    """The device of ``MSSHIM_DEVICE``, if that is set. Raises ValueError where torch has no such device."""
    name = os.environ.get("MSSHIM_DEVICE")
    if name in TARGETS:
        return _of(name)
    if not name:
        return None
    try:
        found = torch.device(name)
    except RuntimeError:
        raise ValueError(
            f"The environment variable MSSHIM_DEVICE must be one of {', '.join(TARGETS)} or a device of torch, "
            f"such as 'cpu', 'cuda:1' or 'mps', but it is {name!r}."
        ) from None
    if found.type not in ("cpu", "meta") and (why := failure(name)):
        raise ValueError(f"The environment variable MSSHIM_DEVICE is {name!r}, but torch can not compute there: {why}")
    return found


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
