"""What programs ask of the parallel settings before they spread a step. Source: mindspore.parallel._utils of 2.10."""

from __future__ import annotations

import os

from msshim._src.communication.group import get_group_size, get_rank, is_initialized
from msshim._src.runtime.parallel_context import ParallelMode, auto_parallel_context, get_auto_parallel_context

_settings = auto_parallel_context()


def _get_parallel_mode() -> str:
    """The mode, as it was set."""
    return str(_settings.get_parallel_mode())


def _get_gradients_mean() -> bool:
    """Whether gradients are averaged, as it was set."""
    return bool(_settings.get_gradients_mean())


def _get_device_num() -> int:
    """How many processes share a step: the number that was set, else how many there are; 1 where each is alone."""
    if _get_parallel_mode() == ParallelMode.STAND_ALONE:
        return 1
    return int(_settings.get_device_num()) if _settings.get_device_num_is_set() else get_group_size()


def _get_stage_device_num() -> int:
    """How many processes share a stage of a pipeline."""
    return _get_device_num() // _get_pipeline_stages()


def _get_global_rank() -> int:
    """The number of this process: the one that was set, else its own; 0 where each is alone."""
    if _get_parallel_mode() == ParallelMode.STAND_ALONE:
        return 0
    return int(_settings.get_global_rank()) if _settings.get_global_rank_is_set() else get_rank()


def _get_pipeline_stages() -> int:
    """How many pieces a net is cut into."""
    return int(_settings.get_pipeline_stages())


def _get_full_batch() -> bool:
    """Whether each process reads the whole batch."""
    return bool(_settings.get_full_batch())


def _get_parameter_broadcast() -> bool:
    """Whether parameters are sent to all processes first, as it was set."""
    return bool(_settings.get_parameter_broadcast())


def _get_enable_parallel_optimizer() -> bool:
    """Whether the optimizer's state is cut over the processes, as it was set."""
    return bool(_settings.get_enable_parallel_optimizer())


def _get_grad_accumulation_shard() -> bool:
    """Whether accumulated gradients are cut over the processes, as it was set."""
    return bool(_settings.get_grad_accumulation_shard())


def _is_sharding_propagation() -> bool:
    """Whether operators without a strategy take their neighbours'."""
    return bool(_settings.get_strategy_search_mode() == "sharding_propagation" or _settings.get_sharding_propagation())


def _is_in_auto_parallel_mode() -> bool:
    """Whether operators are cut."""
    return _get_parallel_mode() in (ParallelMode.SEMI_AUTO_PARALLEL, ParallelMode.AUTO_PARALLEL)


def _is_in_data_parallel_mode() -> bool:
    """Whether each process has a part of the batch."""
    return _get_parallel_mode() == ParallelMode.DATA_PARALLEL


def _is_in_hybrid_parallel_mode() -> bool:
    """Whether the program itself cuts its net."""
    return _get_parallel_mode() == ParallelMode.HYBRID_PARALLEL


def _is_parallel_mode() -> bool:
    """Whether several processes predict, each for itself (RUN_MODE=predict)."""
    alone = _get_parallel_mode() == ParallelMode.STAND_ALONE
    return is_initialized() and os.environ.get("RUN_MODE") == "predict" and get_group_size() > 1 and alone


def _check_full_batch() -> None:
    """Raise RuntimeError for whole batches where operators are not cut."""
    if _get_full_batch() and not _is_in_auto_parallel_mode():
        raise RuntimeError("The 'full_batch' is for semi_auto_parallel and auto_parallel only.")


def _need_to_full() -> bool:
    """Whether the shapes of a batch are those of a part."""
    if not _is_in_auto_parallel_mode():
        return False
    return bool(get_auto_parallel_context("dataset_strategy") != "full_batch")


def _device_number_check(parallel_mode: str, device_number: int) -> None:
    """Raise ValueError for several devices where each process computes for itself."""
    if parallel_mode == "stand_alone" and device_number != 1:
        raise ValueError(f"The 'device_number' must be 1 for the 'parallel_mode' stand_alone, but got {device_number}.")


def _parameter_broadcast_check(parallel_mode: str, parameter_broadcast: bool) -> None:
    """Raise ValueError where parameters can not be sent to all processes."""
    if parameter_broadcast is True and parallel_mode not in ("data_parallel", "hybrid_parallel"):
        raise ValueError(f"The 'parameter_broadcast' must be False for the 'parallel_mode' {parallel_mode}.")
