"""What `mindspore.hal` says of devices, as torch knows them. Source: mindspore.hal of 2.10."""

from __future__ import annotations

import torch

from msshim._src.runtime import context, device


def _kind(target: str | None) -> str:
    """The type of torch's device for a target. Raises ValueError for another."""
    target = context.get_context("device_target") if target is None else target
    if target not in ("CPU", "GPU", "Ascend"):
        raise ValueError(f"The 'device_target' must be one of ['CPU', 'GPU', 'Ascend'], but got {target!r}.")
    return device.TARGETS[target]


def _present(target: str | None) -> str:
    kind = _kind(target)
    if kind not in ("cpu", device.best()):
        raise ValueError(f"The 'device_target' {target!r} is not here; `hal.is_available` says which are.")
    return kind


def is_available(device_target: str) -> bool:
    """Whether torch can use a device of this kind here. Raises ValueError for an unknown one."""
    if device_target is None:
        raise ValueError("The 'device_target' must be one of ['CPU', 'GPU', 'Ascend'], but got None.")
    return _kind(device_target) in ("cpu", device.best())


def device_count(device_target: str | None = None) -> int:
    """How many there are; the CPU is one. Raises ValueError where there is none, or for an unknown kind."""
    return 1 if _present(device_target) == "cpu" else torch.accelerator.device_count()


def get_device_name(device_id: int, device_target: str | None = None) -> str:
    """What the maker calls it; ``CPU`` for the CPU. Raises ValueError as `device_count` does."""
    kind = _present(device_target)
    return "CPU" if kind == "cpu" else str(torch.get_device_module(kind).get_device_name(device_id))


def get_device_capability(device_id: int, device_target: str | None = None) -> tuple[int, int] | None:
    """A GPU's capability, None for any other. Raises ValueError as `device_count` does."""
    return torch.cuda.get_device_capability(device_id) if _present(device_target) == "cuda" else None
