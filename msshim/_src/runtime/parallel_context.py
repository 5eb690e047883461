"""`set_auto_parallel_context` and its kin: how a program wants to be spread over processes.

What steps, optimizers and cells do with a setting is theirs; here it is checked and kept. Source:
mindspore.parallel._auto_parallel_context of 2.10.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Callable
from functools import partial
from typing import Any


class ParallelMode:
    """The names of MindSpore's parallel modes."""

    STAND_ALONE = "stand_alone"
    DATA_PARALLEL = "data_parallel"
    HYBRID_PARALLEL = "hybrid_parallel"
    SEMI_AUTO_PARALLEL = "semi_auto_parallel"
    AUTO_PARALLEL = "auto_parallel"
    MODE_LIST = [STAND_ALONE, DATA_PARALLEL, HYBRID_PARALLEL, SEMI_AUTO_PARALLEL, AUTO_PARALLEL]


Reader = Callable[[str, Any], Any]
"""What is kept of a value that a program gives to a setting; raises what is wrong with it."""


def _wrong(kind: type[Exception], name: str, must: str, value: Any) -> Exception:
    return kind(f"For 'set_auto_parallel_context', the argument '{name}' must be {must}, but got {value!r}.")


def _of(kind: type, must: str, name: str, value: Any) -> Any:
    if not isinstance(value, kind):
        raise _wrong(TypeError, name, must, value)
    return value


def _flag(name: str, value: Any) -> bool:
    return bool(_of(bool, "a bool", name, value))


def _flag_or_none(name: str, value: Any) -> bool:
    """None is False, as configurations without an entry have it."""
    return value is not None and _flag(name, value)


def _truth(name: str, value: Any) -> bool:
    if value is not None and not isinstance(value, (bool, int, float)):
        raise _wrong(TypeError, name, "a bool", value)
    return bool(value)


def _text(name: str, value: Any) -> str:
    return str(_of(str, "a str", name, value))


def _file(name: str, value: Any) -> str:
    """A path to write, whose folder is made."""
    folder = os.path.dirname(_text(name, value))
    if folder:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    return str(value)


def _between(least: int, most: int | None = None) -> Reader:
    def read(name: str, value: Any) -> int:
        if _of(int, "an int", name, value) < least or (most is not None and value > most):
            raise _wrong(ValueError, name, f"{least} or more" if most is None else f"of {least} to {most}", value)
        return int(value)

    return read


def _stages(name: str, value: Any) -> int:
    return int(_between(1)(name, None if isinstance(value, bool) else value))


def _one_of(*words: str) -> Reader:
    def read(name: str, value: Any) -> str:
        if _text(name, value) not in words:
            raise _wrong(ValueError, name, f"one of {', '.join(words)}", value)
        return str(value)

    return read


def _accumulation(name: str, value: Any) -> int:
    if _stages(name, value) > 1:
        raise ValueError("The 'grad_accumulation_step' must be 1: nn.GradAccumulationCell accumulates gradients.")
    return 1


def _indices(name: str, value: Any) -> list[int]:
    if not value:
        raise _wrong(ValueError, name, "a list of indices, and not empty", value)
    for one in _of(list, "a list", name, value):
        if not isinstance(one, int) or isinstance(one, bool):
            raise _wrong(TypeError, name, "a list of int", value)
    if sorted(set(value)) != value:
        raise _wrong(ValueError, name, "in ascending order, without repetition", value)
    return list(value)


def _strategy(name: str, value: Any) -> Any:
    """How the axes of each input are cut: two words, counts for each axis, or Layouts."""
    if isinstance(value, str):
        return _one_of("full_batch", "data_parallel")(name, value)
    if _of(tuple, "a str or a tuple", name, value) and hasattr(value[0], "to_dict"):
        return value
    for one in value:
        if not isinstance(one, tuple) or not all(isinstance(count, int) for count in one):
            raise _wrong(TypeError, name, "a tuple of tuples of int", value)
    return [list(one) for one in value]


_SEARCHES = _one_of("recursive_programming", "dynamic_programming", "sharding_propagation")
_GROUPS = _one_of("all_group_parallel", "same_server_group_parallel", "no_group_parallel")
_FUSION: dict[str, Any] = {
    "openstate": True,
    **{kind: {"mode": "auto", "config": None} for kind in ("allreduce", "allgather", "reducescatter")},
}  # fmt: skip
_READERS: dict[str, tuple[Any, Reader]] = {
    "device_num": (1, _between(1)), "global_rank": (0, _between(0, 4095)), "gradients_mean": (False, _flag_or_none),
    "gradient_fp32_sync": (True, _flag_or_none), "loss_repeated_mean": (True, _flag), "pipeline_stages": (1, _stages),
    "auto_pipeline": (False, _flag), "pipeline_result_broadcast": (False, _flag), "pipeline_segments": (1, _stages),
    "parallel_mode": (ParallelMode.STAND_ALONE, _one_of(*ParallelMode.MODE_LIST)),
    "search_mode": ("recursive_programming", _SEARCHES), "parameter_broadcast": (False, _flag_or_none),
    "strategy_ckpt_load_file": ("", _text), "strategy_ckpt_save_file": ("", _file), "group_ckpt_save_file": ("", _file),
    "dataset_strategy": ("data_parallel", _strategy), "enable_parallel_optimizer": (False, _flag),
    "force_fp32_communication": (False, _flag), "grad_accumulation_step": (1, _accumulation),
    "all_reduce_fusion_config": ([], _indices), "communi_parallel_mode": ("all_group_parallel", _GROUPS),
    "optimizer_weight_shard_size": (-1, _stages), "optimizer_weight_shard_aggregated_save": (False, _flag),
    "sharding_propagation": (False, _flag), "enable_alltoall": (False, _flag), "dump_local_norm": (False, _truth),
    "dump_local_norm_path": ("", _text), "dump_device_local_norm": (False, _truth),
    "auto_parallel_new_interface": (False, _truth), "init_param_in_compile": (True, _truth),
    # Set as entries of `pipeline_config`, `parallel_optimizer_config` and `strategy_ckpt_config`.
    "pipeline_interleave": (False, _flag), "only_trainable_params": (True, _flag),
    "pipeline_scheduler": ("1f1b", _one_of("1f1b", "gpipe", "seqpipe", "seqvpp", "seqsmartvpp", "zero_bubble_v")),
    "grad_accumulation_shard": (False, _flag), "parallel_optimizer_threshold": (-1, _between(0)),
    "optimizer_level": ("", _one_of("level1", "level2", "level3")), "comm_fusion": (_FUSION, lambda name, value: value),
}  # fmt: skip
_values: dict[str, Any] = {name: default for name, (default, _) in _READERS.items()}
_given: set[str] = set()
"""The settings that a program has given."""


def _keep(name: str, value: Any) -> None:
    _values[name] = _READERS[name][1](name, value)
    _given.add(name)


def _entries(name: str, value: Any, known: dict[str, str]) -> None:
    """Keep the entries of a dict by the names of their settings."""
    if unknown := [key for key in _of(dict, "a dict", name, value) if key not in known]:
        raise _wrong(ValueError, name, f"a dict with the keys {', '.join(known)}", unknown)
    for key, one in value.items():
        _keep(known[key], one)


def _keep_full_batch(name: str, value: Any) -> None:
    _keep("dataset_strategy", "full_batch" if _flag_or_none(name, value) else "data_parallel")


def _keep_shard_size(name: str, value: Any) -> None:
    if isinstance(value, bool) or _of(int, "an int", name, value) > 1:
        _keep(name, value)


def _keep_pipeline(name: str, value: Any) -> None:
    keys = ("pipeline_interleave", "pipeline_scheduler")
    for key in keys:
        if key not in _of(dict, "a dict", name, value):
            raise KeyError(key)
    if value[keys[0]] is False and value[keys[1]] in ("gpipe", "seqpipe", "seqvpp", "seqsmartvpp", "zero_bubble_v"):
        raise _wrong(TypeError, name, "with the 'pipeline_scheduler' '1f1b' where there is no interleave", value)
    _entries(name, value, {key: key for key in keys})


def _keep_optimizer(name: str, value: Any) -> None:
    known = ("parallel_optimizer_threshold", "optimizer_weight_shard_size", "optimizer_level")
    sharded = value.get("gradient_accumulation_shard") if isinstance(value, dict) else None
    if sharded is not None and value.get("optimizer_level", "level2") != "level2":
        raise _wrong(ValueError, name, "with the 'optimizer_level' 'level2' where gradients are sharded", value)
    own = value if not isinstance(value, dict) or value.get(known[1]) != -1 else {**value}
    if own is not value:
        del own[known[1]]
    _entries(name, own, {"gradient_accumulation_shard": "grad_accumulation_shard", **{key: key for key in known}})
    if isinstance(value, dict) and "optimizer_level" in value:
        _values["grad_accumulation_shard"] = value["optimizer_level"] == "level2" or bool(sharded)


def _keep_strategy_file(name: str, value: Any) -> None:
    files = {"load_file": "strategy_ckpt_load_file", "save_file": "strategy_ckpt_save_file"}
    _entries(name, value, {**files, "only_trainable_params": "only_trainable_params"})


def _keep_fusion(name: str, value: Any) -> None:
    """How collectives of gradients are put together: kept, while torch's buckets decide for themselves."""
    for key, one in _of(dict, "a dict", name, value).items():
        if key not in _FUSION:
            raise KeyError(f"The keys of '{name}' must be of {', '.join(_FUSION)}, but got {key!r}.")
        if key == "openstate":
            _flag("openstate", one)
            continue
        modes = ("auto", "size", "index") if key == "allreduce" else ("auto", "size")
        if not {"mode", "config"} <= _of(dict, "a dict", key, one).keys() or one["mode"] not in modes:
            raise KeyError(f"'{key}' must have 'config' and a 'mode' of {', '.join(modes)}, but got {one!r}.")
        if one["mode"] == "index":
            _keep("all_reduce_fusion_config", one["config"])
        elif one["mode"] == "size" and one["config"] < 0:
            raise _wrong(ValueError, key, "of a size of 0 or more", one)
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
        if name not in _WRITERS and (name not in _READERS or name in _ENTRIES):
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
    _values.update({name: default for name, (default, _) in _READERS.items()})
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
        if word == "set" and (key in _WRITERS or key in _READERS):
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
