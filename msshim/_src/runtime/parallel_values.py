"""The settings of `set_auto_parallel_context`: their defaults, and what a program may give for each."""

from __future__ import annotations

import os
from collections.abc import Callable
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


def wrong(kind: type[Exception], name: str, must: str, value: Any) -> Exception:
    return kind(f"For 'set_auto_parallel_context', the argument '{name}' must be {must}, but got {value!r}.")


def of(kind: type, must: str, name: str, value: Any) -> Any:
    if not isinstance(value, kind):
        raise wrong(TypeError, name, must, value)
    return value


def flag(name: str, value: Any) -> bool:
    return bool(of(bool, "a bool", name, value))


def flag_or_none(name: str, value: Any) -> bool:
    """None is False, as configurations without an entry have it."""
    return value is not None and flag(name, value)


def truth(name: str, value: Any) -> bool:
    if value is not None and not isinstance(value, (bool, int, float)):
        raise wrong(TypeError, name, "a bool", value)
    return bool(value)


def text(name: str, value: Any) -> str:
    return str(of(str, "a str", name, value))


def file(name: str, value: Any) -> str:
    """A path to write, whose folder is made."""
    folder = os.path.dirname(text(name, value))
    if folder:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    return str(value)


def between(least: int, most: int | None = None) -> Reader:
    def read(name: str, value: Any) -> int:
        if of(int, "an int", name, value) < least or (most is not None and value > most):
            raise wrong(ValueError, name, f"{least} or more" if most is None else f"of {least} to {most}", value)
        return int(value)

    return read


def stages(name: str, value: Any) -> int:
    return int(between(1)(name, None if isinstance(value, bool) else value))


def one_of(*words: str) -> Reader:
    def read(name: str, value: Any) -> str:
        if text(name, value) not in words:
            raise wrong(ValueError, name, f"one of {', '.join(words)}", value)
        return str(value)

    return read


def accumulation(name: str, value: Any) -> int:
    if stages(name, value) > 1:
        raise ValueError("The 'grad_accumulation_step' must be 1: nn.GradAccumulationCell accumulates gradients.")
    return 1


def indices(name: str, value: Any) -> list[int]:
    if value is None or not of(list, "a list", name, value):
        raise wrong(ValueError, name, "a list of indices, and not empty", value)
    for one in value:
        if not isinstance(one, int) or isinstance(one, bool):
            raise wrong(TypeError, name, "a list of int", value)
    if sorted(set(value)) != value:
        raise wrong(ValueError, name, "in ascending order, without repetition", value)
    return list(value)


def strategy(name: str, value: Any) -> Any:
    """How the axes of each input are cut: two words, counts for each axis, or Layouts."""
    if isinstance(value, str):
        return one_of("full_batch", "data_parallel")(name, value)
    if of(tuple, "a str or a tuple", name, value) and hasattr(value[0], "to_dict"):
        return value
    for one in value:
        if not isinstance(one, tuple) or not all(isinstance(count, int) for count in one):
            raise wrong(TypeError, name, "a tuple of tuples of int", value)
    return [list(one) for one in value]


SEARCHES = one_of("recursive_programming", "dynamic_programming", "sharding_propagation")
GROUPS = one_of("all_group_parallel", "same_server_group_parallel", "no_group_parallel")
SCHEDULES = one_of("1f1b", "gpipe", "seqpipe", "seqvpp", "seqsmartvpp", "zero_bubble_v")
LEVELS = one_of("level1", "level2", "level3")
FUSION: dict[str, Any] = {
    "openstate": True,
    **{kind: {"mode": "auto", "config": None} for kind in ("allreduce", "allgather", "reducescatter")},
}  # fmt: skip
READERS: dict[str, tuple[Any, Reader]] = {
    "device_num": (1, between(1)), "global_rank": (0, between(0, 4095)), "gradients_mean": (False, flag_or_none),
    "gradient_fp32_sync": (True, flag_or_none), "loss_repeated_mean": (True, flag), "pipeline_stages": (1, stages),
    "auto_pipeline": (False, flag), "pipeline_result_broadcast": (False, flag), "pipeline_segments": (1, stages),
    "parallel_mode": (ParallelMode.STAND_ALONE, one_of(*ParallelMode.MODE_LIST)),
    "search_mode": ("recursive_programming", SEARCHES), "parameter_broadcast": (False, flag_or_none),
    "strategy_ckpt_load_file": ("", text), "strategy_ckpt_save_file": ("", file), "group_ckpt_save_file": ("", file),
    "dataset_strategy": ("data_parallel", strategy), "enable_parallel_optimizer": (False, flag),
    "force_fp32_communication": (False, flag), "grad_accumulation_step": (1, accumulation),
    "all_reduce_fusion_config": ([], indices), "communi_parallel_mode": ("all_group_parallel", GROUPS),
    "optimizer_weight_shard_size": (-1, stages), "optimizer_weight_shard_aggregated_save": (False, flag),
    "sharding_propagation": (False, flag), "enable_alltoall": (False, flag), "dump_local_norm": (False, truth),
    "dump_local_norm_path": ("", text), "dump_device_local_norm": (False, truth),
    "auto_parallel_new_interface": (False, truth), "init_param_in_compile": (True, truth),
    # Set as entries of `pipeline_config`, `parallel_optimizer_config` and `strategy_ckpt_config`.
    "pipeline_interleave": (False, flag), "only_trainable_params": (True, flag),
    "pipeline_scheduler": ("1f1b", SCHEDULES),
    "grad_accumulation_shard": (False, flag), "parallel_optimizer_threshold": (-1, between(0)),
    "optimizer_level": ("", LEVELS), "comm_fusion": (FUSION, lambda name, value: value),
}  # fmt: skip
