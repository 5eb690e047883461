"""The settings of pipelines. Source: mindspore.dataset.config of 2.10.

`set_seed`, `set_num_parallel_workers`, `set_prefetch_size`, `set_error_samples_mode`, `set_debug_mode`,
`set_callback_timeout` and `set_multiprocessing_start_method` do what MindSpore's do. The others
tune its threads, memory and devices; they are checked and kept, and have no effect.
"""

from __future__ import annotations

import enum
import json
import os
import random as python_random
from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.data.debug import DebugHook, PrintMetaDataHook
from msshim._src.data.transforms.checks import INT32, refuse, typed
from msshim._src.runtime import random

UNSEEDED = 5489
"""std::mt19937's own seed: MindSpore takes it for "none was set"."""


class ErrorSamplesMode(enum.IntEnum):
    """What becomes of a row for which a function of `map` fails: an error, another row in its place, or nothing."""

    RETURN = 0
    REPLACE = 1
    SKIP = 2


_settings: dict[str, Any] = {
    "num_parallel_workers": min(8, os.cpu_count() or 1),
    "error_samples_mode": ErrorSamplesMode.RETURN,
    "debug_mode": False,
    "debug_hook_list": [],
    "iterator_mode": {"do_copy": False, "parallel_convert": False},
    "enable_autotune": False,
    "sending_batches": 0,
}


def _whole(name: str, value: Any, least: int, largest: int = INT32) -> None:
    typed(name, value, int)
    if not least <= value <= largest:
        raise ValueError(f"The '{name}' must be in [{least}, {largest}], but got {value}.")


def _setting(
    name: str, default: Any, argument: str, check: Callable[[str, Any], None], what: str
) -> tuple[Callable[[Any], None], Callable[[], Any]]:
    """The functions that keep a value and give it; `what` says what it is for."""
    _settings[name] = default
    namespace: dict[str, Any] = {"_settings": _settings, "_check": check}
    source = (
        f"def set_{name}({argument}):\n    _check({argument!r}, {argument})\n    _settings[{name!r}] = {argument}\n\n"
        f"def get_{name}():\n    return _settings[{name!r}]\n"
    )
    exec(source, namespace)
    setter, getter = namespace[f"set_{name}"], namespace[f"get_{name}"]
    setter.__doc__ = f"{what} Raises TypeError and ValueError for another value."
    getter.__doc__ = f"What `set_{name}` kept, or {default!r}."
    setter.__module__ = getter.__module__ = __name__
    return setter, getter


def _flag(name: str, value: Any) -> None:
    typed(name, value, bool)


def _count(name: str, value: Any) -> None:
    _whole(name, value, 1)


def _natural(name: str, value: Any) -> None:
    _whole(name, value, 0)


def _one_of(*choices: str) -> Callable[[str, Any], None]:
    def check(name: str, value: Any) -> None:
        typed(name, value, str)
        if value not in choices:
            raise ValueError(f"The '{name}' must be one of {choices}, but got {value!r}.")

    return check


set_num_parallel_workers, get_num_parallel_workers = _setting(
    "num_parallel_workers", min(8, os.cpu_count() or 1), "num", _count, "How many workers a step has that says nothing."
)
set_prefetch_size, get_prefetch_size = _setting(
    "prefetch_size", 16, "size", _count, "How many rows are made ahead for each worker that is no part of this thread."
)
set_callback_timeout, get_callback_timeout = _setting(
    "callback_timeout", 60, "timeout", _count, "For how many seconds a WaitedDSCallback waits."
)
set_multiprocessing_timeout_interval, get_multiprocessing_timeout_interval = _setting(
    "multiprocessing_timeout_interval", 300, "interval", _count,
    "After how many seconds of waiting for a process a warning says so.",
)  # fmt: skip
set_enable_watchdog, get_enable_watchdog = _setting(
    "enable_watchdog", True, "enable", _flag, "Whether a warning says so where a process takes long."
)
set_monitor_sampling_interval, get_monitor_sampling_interval = _setting(
    "monitor_sampling_interval", 1000, "interval", _count, "Kept; no effect: nothing is sampled."
)
set_autotune_interval, get_autotune_interval = _setting(
    "autotune_interval", 0, "interval", _natural, "Kept; no effect: nothing is tuned."
)
set_numa_enable, get_numa_enable = _setting("numa_enable", False, "numa_enable", _flag, "Kept; no effect.")
set_auto_num_workers, get_auto_num_workers = _setting("auto_num_workers", False, "enable", _flag, "Kept; no effect.")
set_enable_shared_mem, get_enable_shared_mem = _setting(
    "enable_shared_mem", True, "enable", _flag, "Kept; no effect: arrays go from process to process without it, faster."
)
set_auto_offload, get_auto_offload = _setting(
    "auto_offload", False, "offload", _flag, "Kept; no effect: no transform moves to a device."
)
set_fast_recovery, get_fast_recovery = _setting(
    "fast_recovery", True, "fast_recovery", _flag, "Kept; no effect: no pipeline is recovered."
)
set_dynamic_shape, get_dynamic_shape = _setting(
    "dynamic_shape", False, "is_dynamic", _flag, "Kept; no effect: shapes may always change."
)
set_video_backend, get_video_backend = _setting(
    "video_backend", "CPU", "backend", _one_of("CPU", "Ascend"), "Kept; no effect: videos are read on the CPU."
)
_set_start_method, get_multiprocessing_start_method = _setting(
    "multiprocessing_start_method", "fork", "start_method", _one_of("fork", "spawn"), "How processes are started."
)


def set_multiprocessing_start_method(start_method: str = "fork") -> None:
    """How processes are started: ``fork`` or ``spawn``. Raises TypeError and ValueError for another value."""
    _set_start_method(start_method)


def set_seed(seed: int) -> None:
    """Seed shuffled rows, random transforms, and the generators of Python and numpy; `mindspore.set_seed` calls it."""
    _whole("seed", seed, 0, 2**32 - 1)
    random.pipeline_seed = seed
    python_random.seed(seed)
    np.random.seed(seed)


def get_seed() -> int:
    """The seed that was set, or 5489."""
    return UNSEEDED if random.pipeline_seed is None else random.pipeline_seed


def drawn_seed() -> int:
    """The seed with which a new sampler starts: the one that was set, or a random one."""
    seed = get_seed()
    return int(np.random.SeedSequence().generate_state(1)[0]) if seed == UNSEEDED else seed


def workers() -> int:
    """How many workers a step has that says nothing. Raises RuntimeError where there are fewer CPUs."""
    count, cpus = int(get_num_parallel_workers()), os.cpu_count() or 1
    if count > cpus:
        raise RuntimeError(
            f"The 'num' of set_num_parallel_workers must not be more than the {cpus} CPUs, but is {count}."
        )
    return count


def set_error_samples_mode(error_samples_mode: ErrorSamplesMode) -> None:
    """What becomes of a row for which a function of `map` fails. Raises TypeError for no ErrorSamplesMode."""
    typed("error_samples_mode", error_samples_mode, ErrorSamplesMode)
    _settings["error_samples_mode"] = error_samples_mode


def get_error_samples_mode() -> ErrorSamplesMode:
    """What `set_error_samples_mode` kept, or RETURN."""
    return _settings["error_samples_mode"]  # type: ignore[no-any-return]


def set_debug_mode(debug_mode_flag: bool, debug_hook_list: list[Any] | None = None) -> None:
    """Whether rows are made in this thread only, and hooks are called before and after each operation of a `map`.

    Args:
        debug_mode_flag: Whether they are.
        debug_hook_list: DebugHooks; one that prints dtypes and shapes, unless said.

    Raises:
        TypeError: An argument is of another type.
    """
    typed("debug_mode_flag", debug_mode_flag, bool)
    hooks = [PrintMetaDataHook()] if debug_hook_list is None else debug_hook_list
    typed("debug_hook_list", hooks, list)
    for hook in hooks:
        if not isinstance(hook, DebugHook):
            raise refuse("debug_hook_list", "a list of DebugHooks", hook)
    _settings["debug_hook_list"] = hooks or _settings["debug_hook_list"]
    _settings["debug_mode"] = debug_mode_flag


def get_debug_mode() -> bool:
    """What `set_debug_mode` kept, or False."""
    return bool(_settings["debug_mode"])


def _get_debug_hook_list() -> list[Any]:
    return _settings["debug_hook_list"]  # type: ignore[no-any-return]


def set_iterator_mode(do_copy: bool = False, parallel_convert: bool = False) -> None:
    """Kept; no effect: the rows of an iterator are always the program's own.

    Raises:
        TypeError: An argument is no bool.
    """
    typed("do_copy", do_copy, bool)
    typed("parallel_convert", parallel_convert, bool)
    _settings["iterator_mode"] = {"do_copy": do_copy, "parallel_convert": parallel_convert}


def get_iterator_mode() -> dict[str, bool]:
    """What `set_iterator_mode` kept."""
    return dict(_settings["iterator_mode"])


def set_enable_autotune(enable: bool, filepath_prefix: str | None = None) -> None:
    """Kept; no effect: nothing is tuned, and no file written.

    Raises:
        TypeError: An argument is of another type.
        RuntimeError: The prefix is empty.
    """
    typed("enable", enable, bool)
    if filepath_prefix:
        typed("filepath_prefix", filepath_prefix, str)
    if enable and filepath_prefix == "":
        raise RuntimeError("The 'filepath_prefix' must not be empty.")
    _settings["enable_autotune"] = enable


def get_enable_autotune() -> bool:
    """What `set_enable_autotune` kept, or False."""
    return bool(_settings["enable_autotune"])


def set_sending_batches(batch_num: int) -> None:
    """Kept; no effect: batches are not sent to a device's queue. Raises TypeError for no int."""
    typed("batch_num", batch_num, int)
    _settings["sending_batches"] = batch_num


_FILED = {
    "numParallelWorkers": set_num_parallel_workers,
    "opConnectorSize": set_prefetch_size,
    "seed": set_seed,
    "monitorSamplingInterval": set_monitor_sampling_interval,
}


def load(file: str) -> None:
    """The settings of a JSON file: `numParallelWorkers`, `opConnectorSize`, `seed`, `monitorSamplingInterval`.

    Raises:
        TypeError: `file` is no str.
        RuntimeError: It can not be read, or a value is none of a setting.
    """
    typed("file", file, str)
    try:
        with open(file, encoding="utf-8") as opened:
            found = json.load(opened)
        for name, value in found.items():
            if name in _FILED:
                _FILED[name](value)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise RuntimeError(f"The 'file' must be a JSON file of settings, but {file!r} is none: {error}") from None


def _get_enable_shared_mem() -> bool:
    return bool(_settings["enable_shared_mem"])


def _init_device_info() -> None:
    """Nothing: no device has a part in pipelines."""


def _set_auto_workers_config(option: int) -> None:
    """Kept nowhere; no effect. Raises TypeError and ValueError for what is no int from 0 to 6."""
    _whole("option", option, 0, 6)


__all__ = [
    "ErrorSamplesMode",
    "_get_debug_hook_list",
    "_get_enable_shared_mem",
    "_init_device_info",
    "_set_auto_workers_config",
    "load",
    "set_sending_batches",
    *(name for name in list(globals()) if name.startswith(("get_", "set_"))),
]
