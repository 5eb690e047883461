"""The settings of pipelines. Source: mindspore.dataset.config of 2.10.

Rows are made in the thread that asks for them, so what sets MindSpore's workers and queues is kept and has no effect.
"""

from __future__ import annotations

import os
import random as python_random
from typing import Any

import numpy as np

from msshim._src.runtime import random

_UNSEEDED = 5489  # std::mt19937's own seed: MindSpore takes it for "none was set"
_settings: dict[str, Any] = {
    "num_parallel_workers": 8,
    "prefetch_size": 16,
    "monitor_sampling_interval": 1000,
    "auto_num_workers": False,
    "numa_enable": False,
    "enable_shared_mem": True,
    "enable_autotune": False,
    "auto_offload": False,
    "enable_watchdog": True,
    "fast_recovery": True,
    "debug_mode": False,
    "multiprocessing_timeout_interval": 300,
    "callback_timeout": 60,
}


def _whole(name: str, value: Any, least: int, largest: int = 2**31 - 1) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"The '{name}' must be an int, but got {value!r} of type {type(value).__name__}.")
    if not least <= value <= largest:
        raise ValueError(f"The '{name}' must be in [{least}, {largest}], but got {value}.")


def _flag(name: str, value: Any) -> None:
    if not isinstance(value, bool):
        raise TypeError(f"The '{name}' must be a bool, but got {value!r} of type {type(value).__name__}.")


def set_seed(seed: int) -> None:
    """Seed shuffled rows, random transforms, and the generators of Python and numpy; `mindspore.set_seed` calls it."""
    _whole("seed", seed, 0, 2**32 - 1)
    random.pipeline_seed = seed
    python_random.seed(seed)
    np.random.seed(seed)


def get_seed() -> int:
    """The seed that was set, or 5489."""
    return _UNSEEDED if random.pipeline_seed is None else random.pipeline_seed


def drawn_seed() -> int:
    """The seed with which a new sampler starts: the one that was set, or a random one."""
    seed = get_seed()
    return int(np.random.SeedSequence().generate_state(1)[0]) if seed == _UNSEEDED else seed


def set_num_parallel_workers(num: int) -> None:
    """Kept; rows are made in one thread."""
    _whole("num", num, 1)
    _settings["num_parallel_workers"] = num


def workers() -> int:
    """To how many workers a step that says nothing deals its rows: not more than there are CPUs."""
    return min(get_num_parallel_workers(), os.cpu_count() or 1)


def get_num_parallel_workers() -> int:
    """What `set_num_parallel_workers` kept, or 8."""
    return int(_settings["num_parallel_workers"])


def set_prefetch_size(size: int) -> None:
    """Kept; rows are made when they are asked for."""
    _whole("size", size, 1)
    _settings["prefetch_size"] = size


def get_prefetch_size() -> int:
    """What `set_prefetch_size` kept, or 16."""
    return int(_settings["prefetch_size"])


def set_enable_shared_mem(enable: bool) -> None:
    """Kept; there is one process."""
    _flag("enable", enable)
    _settings["enable_shared_mem"] = enable


def get_enable_shared_mem() -> bool:
    """What `set_enable_shared_mem` kept, or True."""
    return bool(_settings["enable_shared_mem"])


def set_numa_enable(numa_enable: bool) -> None:
    """Kept; no effect."""
    _flag("numa_enable", numa_enable)
    _settings["numa_enable"] = numa_enable


def get_numa_enable() -> bool:
    """What `set_numa_enable` kept, or False."""
    return bool(_settings["numa_enable"])


def set_auto_num_workers(enable: bool) -> None:
    """Kept; no effect."""
    _flag("enable", enable)
    _settings["auto_num_workers"] = enable


def get_auto_num_workers() -> bool:
    """What `set_auto_num_workers` kept, or False."""
    return bool(_settings["auto_num_workers"])
