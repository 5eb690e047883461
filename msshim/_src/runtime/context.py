"""`set_context` and its kin: MindSpore's settings, kept and answered; eager torch needs none of them but the device.

Source: mindspore.context of 2.10.
"""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.runtime import device

GRAPH_MODE, PYNATIVE_MODE = 0, 1
STRICT, COMPATIBLE, LAX = 0, 1, 2

_DEFAULTS: dict[str, Any] = {
    "mode": PYNATIVE_MODE, "device_target": device.start(), "device_id": 0, "save_graphs": 0, "save_graphs_path": ".",
    "max_call_depth": 1000, "max_device_memory": "1024GB", "variable_memory_max_size": "31GB",
    "mempool_block_size": "1GB", "print_file_path": "", "env_config_path": "", "inter_op_parallel_num": 0,
    "runtime_num_threads": 0, "memory_optimize_level": "O0", "memory_offload": "OFF", "op_timeout": 900,
    "deterministic": "OFF", "ascend_config": {}, "gpu_config": {}, "jit_syntax_level": LAX, "debug_level": "RELEASE",
    "jit_config": {}, "jit_level": "", "aoe_tune_mode": "", "aoe_config": {}, "enable_graph_kernel": False,
    "graph_kernel_flags": "", "enable_reduce_precision": True, "enable_profiling": False, "profiling_options": "",
    "check_bprop": False, "precompile_only": False, "enable_compile_cache": False, "compile_cache_path": "",
    "pynative_synchronize": False, "reserve_class_name_in_scope": True, "support_binary": False, "exec_order": "bfs",
    "auto_tune_mode": "NO_TUNE", "grad_for_scalar": False, "enable_auto_mixed_precision": False,
}  # fmt: skip
_settings = dict(_DEFAULTS)
_chosen: set[str] = set()
"""The settings that a program has given."""


def set_context(**kwargs: Any) -> None:
    """Keep settings; `device_target` and `device_id` also choose where new tensors stand (`runtime/device.py`).

    Raises:
        TypeError: A value is of another type.
        ValueError: A keyword or value is unknown.
    """
    for name, value in kwargs.items():
        if name not in _DEFAULTS:
            raise ValueError(f"For 'set_context', the keyword argument {name} is not recognized.")
        if name in ("mode", "device_id", "max_call_depth", "op_timeout") and not isinstance(value, int):
            raise TypeError(f"For 'set_context', the '{name}' must be an int, but got {value!r}.")
        if name == "mode" and value not in (GRAPH_MODE, PYNATIVE_MODE):
            raise ValueError(f"For 'set_context', the 'mode' must be GRAPH_MODE (0) or PYNATIVE_MODE (1), got {value}.")
        if name == "device_target" and value not in device.TARGETS:
            targets = list(device.TARGETS)
            raise ValueError(f"For 'set_context', the 'device_target' must be one of {targets}, but got {value!r}.")
        if name == "device_id" and value < 0:
            raise ValueError(f"For 'set_context', the 'device_id' must be 0 or more, but got {value}.")
        if name == "deterministic":
            _deterministic(value)
    _settings.update(kwargs)
    _chosen.update(kwargs)
    if not kwargs.keys().isdisjoint(("device_target", "device_id")):
        device.place(device.of(_settings["device_target"], _settings["device_id"]))


def get_context(attr_key: str) -> Any:
    """The value of a setting. Raises ValueError for an unknown one."""
    if attr_key not in _settings:
        raise ValueError(f"For 'get_context', the argument {attr_key} is not recognized.")
    return _settings[attr_key]


def set_device(device_target: str, device_id: int | None = None) -> None:
    """As ``set_context(device_target=..., device_id=...)``."""
    set_context(device_target=device_target, **({} if device_id is None else {"device_id": device_id}))


def prefer_device(number: int) -> None:
    """The number of the device where a program names none: of several processes each has its own."""
    if "device_id" not in _chosen:
        _settings["device_id"] = number
        target = _settings["device_target"]
        if target != "CPU":
            device.place(device.of(target, number))


def get_current_device() -> tuple[str, int]:
    """The device target and its number."""
    return _settings["device_target"], _settings["device_id"]


def set_deterministic(deterministic: bool) -> None:
    """Whether torch may choose only deterministic algorithms."""
    if not isinstance(deterministic, bool):
        raise TypeError(f"For 'set_deterministic', the argument must be a bool, but got {deterministic!r}.")
    set_context(deterministic="ON" if deterministic else "OFF")


def _deterministic(value: Any) -> None:
    if value not in ("ON", "OFF"):
        raise ValueError(f"For 'set_context', the 'deterministic' must be 'ON' or 'OFF', but got {value!r}.")
    torch.use_deterministic_algorithms(value == "ON", warn_only=True)


def set_recursion_limit(recursion_limit: int = 1000) -> None:
    """Kept for MindSpore's graph compiler, as ``max_call_depth``."""
    if not isinstance(recursion_limit, int):
        raise TypeError(f"For 'set_recursion_limit', the limit must be an int, but got {recursion_limit!r}.")
    _settings["max_call_depth"] = recursion_limit


def launch_blocking() -> None:
    """Wait for each operation; torch on the CPU always does, on CUDA the environment variable CUDA_LAUNCH_BLOCKING."""


def synchronize() -> None:
    """Wait for all operations on the accelerator."""
    if device.best() != "cpu":
        torch.accelerator.synchronize()


def run_check() -> None:
    """Print the version of MindSpore that msshim answers as, and whether a product on the device is right."""
    a = torch.rand(64, 64)
    right = torch.allclose(a @ a, (a.double() @ a.double()).float(), atol=1e-3)
    print("MindSpore version:  2.10.0")
    found = f"calculation is {'correct' if right else 'wrong'}"
    target = get_context("device_target")
    print(f"The result of multiplication {found}, MindSpore has been installed on platform [{target}] successfully!")
