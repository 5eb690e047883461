"""`set_auto_parallel_context` and its kin: how a program wants to be spread over processes.

What steps, optimizers and cells do with a setting is theirs; here it is checked and kept. Source:
mindspore.parallel._auto_parallel_context of 2.10.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import partial
from typing import Any

from msshim._src.runtime.parallel_values import (
    FUSION,
    LEVELS,
    READERS,
    SCHEDULES,
    between,
    flag,
    flag_or_none,
    of,
    text,
    wrong,
)
from msshim._src.runtime.parallel_values import ParallelMode as ParallelMode

_values: dict[str, Any] = {name: default for name, (default, _) in READERS.items()}
_given: set[str] = set()
"""The settings that a program has given."""


def _keep(name: str, value: Any) -> None:
    _values[name] = READERS[name][1](name, value)
    _given.add(name)


def _known(name: str, value: Any, *keys: str) -> None:
    if unknown := [key for key in of(dict, "a dict", name, value) if key not in keys]:
        raise wrong(ValueError, name, f"a dict with the keys {', '.join(keys)}", unknown)


def _keep_full_batch(name: str, value: Any) -> None:
    _keep("dataset_strategy", "full_batch" if flag_or_none(name, value) else "data_parallel")


def _keep_shard_size(name: str, value: Any) -> None:
    """One that is no size is for all processes, as the default is."""
    if isinstance(value, bool) or of(int, "an int", name, value) > 1:
        _keep(name, value)


def _keep_pipeline(name: str, value: Any) -> None:
    _known(name, value, "pipeline_interleave", "pipeline_scheduler")
    _keep("pipeline_interleave", value["pipeline_interleave"])
    if not value["pipeline_interleave"] and SCHEDULES(name, value["pipeline_scheduler"]) != "1f1b":
        raise wrong(TypeError, name, "with the 'pipeline_scheduler' '1f1b' where there is no interleave", value)
    _keep("pipeline_scheduler", value["pipeline_scheduler"])


def _keep_optimizer(name: str, value: Any) -> None:
    shard, threshold, size, level = (
        "gradient_accumulation_shard", "parallel_optimizer_threshold", "optimizer_weight_shard_size", "optimizer_level",
    )  # fmt: skip
    _known(name, value, shard, threshold, size, level)
    if shard in value:
        _keep("grad_accumulation_shard", value[shard])
    if threshold in value:
        _keep(threshold, value[threshold])
    if value.get(size, -1) != -1:
        _keep_shard_size(size, between(1)(size, value[size]))
    if level in value:
        other = LEVELS(level, value[level]) != "level2"
        if other and (shard in value or _values["grad_accumulation_shard"]):
            raise wrong(ValueError, name, "with the 'optimizer_level' 'level2' where gradients are sharded", value)
        _keep(level, value[level])
        _values["grad_accumulation_shard"] = not other


def _keep_strategy_file(name: str, value: Any) -> None:
    _known(name, value, "load_file", "save_file", "only_trainable_params")
    for key, one in value.items():
        setting = key if key == "only_trainable_params" else f"strategy_ckpt_{key}"
        _values[setting] = (flag if key == setting else text)(key, one)


def _keep_fusion(name: str, value: Any) -> None:
    """How collectives of gradients are put together: kept, while torch's buckets decide for themselves."""
    for key, one in of(dict, "a dict", name, value).items():
        if key not in FUSION:
            raise KeyError(f"The keys of '{name}' must be of {', '.join(FUSION)}, but got {key!r}.")
        if key == "openstate":
            flag("openstate", one)
            continue
        modes = ("auto", "size", "index") if key == "allreduce" else ("auto", "size")
        if not {"mode", "config"} <= of(dict, "a dict", key, one).keys() or one["mode"] not in modes:
            raise KeyError(f"'{key}' must have 'config' and a 'mode' of {', '.join(modes)}, but got {one!r}.")
        if one["mode"] == "index":
            _keep("all_reduce_fusion_config", one["config"])
        elif one["mode"] == "size" and one["config"] < 0:
            raise wrong(ValueError, key, "of a size of 0 or more", one)
    _values[name] = _values[name] | copy.deepcopy(value)


_WRITERS: dict[str, Callable[[str, Any], None]] = {
    "full_batch": _keep_full_batch, "auto_parallel_search_mode": lambda name, value: _keep("search_mode", value),
    "optimizer_weight_shard_size": _keep_shard_size, "pipeline_config": _keep_pipeline,
    "parallel_optimizer_config": _keep_optimizer, "strategy_ckpt_config": _keep_strategy_file,
    "comm_fusion": _keep_fusion,
}  # fmt: skip
_ENTRIES = {
    "pipeline_interleave", "pipeline_scheduler", "only_trainable_params", "grad_accumulation_shard",
    "parallel_optimizer_threshold", "optimizer_level",
}  # fmt: skip
"""What `set_auto_parallel_context` takes as entries of a dict only."""
_UNREAD = {
    "group_ckpt_save_file", "pipeline_segments", "only_trainable_params", "grad_accumulation_shard",
    "parallel_optimizer_threshold", "optimizer_level",
}  # fmt: skip
"""What `get_auto_parallel_context` does not answer, though steps and cells ask for it."""


def set_auto_parallel_context(**kwargs: Any) -> None:
    """Keep settings, of MindSpore's names; those before a wrong one are kept.

    Raises:
        TypeError: A value is of another type.
        ValueError: A keyword or value is unknown.
    """
    for name, value in kwargs.items():
        if name not in _WRITERS and (name not in READERS or name in _ENTRIES):
            raise ValueError(f"For 'set_auto_parallel_context', the keyword argument {name} is not recognized.")
        _write(name, value)


def _write(name: str, value: Any) -> None:
    _WRITERS.get(name, _keep)(name, value)


def get_auto_parallel_context(attr_key: str) -> Any:
    """The value of a setting. Raises ValueError for an unknown one."""
    if attr_key in _UNREAD or not _is_read(attr_key):
        raise ValueError(f"For 'get_auto_parallel_context', the argument {attr_key} is not recognized.")
    return _read(attr_key)


_ANSWERS: dict[str, Callable[[], Any]] = {
    "full_batch": lambda: _values["dataset_strategy"] == "full_batch",
    "full_batch_is_set": lambda: "dataset_strategy" in _given and isinstance(_values["dataset_strategy"], str),
    "auto_parallel_search_mode": lambda: _values["search_mode"],
    "strategy_ckpt_config": lambda: {
        "load_file": _values["strategy_ckpt_load_file"], "save_file": _values["strategy_ckpt_save_file"],
        "only_trainable_params": _values["only_trainable_params"],
    },
}  # fmt: skip


def _is_read(name: str) -> bool:
    return name in _ANSWERS or name in _values


def _read(name: str) -> Any:
    return _ANSWERS[name]() if name in _ANSWERS else _values[name]


def reset_auto_parallel_context() -> None:
    """Go back to the defaults."""
    _values.update({name: default for name, (default, _) in READERS.items()})
    _given.clear()


_OTHERWISE = {"strategy_search_mode": "search_mode", "all_reduce_fusion_split_indices": "all_reduce_fusion_config"}


class Settings:
    """`get_NAME()` and `set_NAME(value)` of each setting, and whether a program has set it: `get_NAME_is_set()`."""

    def __getattr__(self, name: str) -> Any:
        word, _, key = name.partition("_")
        key = _OTHERWISE.get(key, key)
        if word == "get" and _is_read(key):
            return partial(_read, key)
        if word == "get" and key.removesuffix("_is_set") in ("device_num", "global_rank", "parameter_broadcast"):
            return lambda: key.removesuffix("_is_set") in _given
        if word == "set" and (key in _WRITERS or key in READERS):
            return partial(_write, key)
        raise AttributeError(f"The parallel settings have no {name!r}.")

    @staticmethod
    def reset() -> None:
        """Go back to the defaults."""
        reset_auto_parallel_context()


_settings = Settings()


def auto_parallel_context() -> Settings:
    """The parallel settings, one object."""
    return _settings
