"""What MindSpore's parallel settings answer where there are none. Source: mindspore.parallel._utils of 2.10."""

from __future__ import annotations

from msshim.communication.group import get_group_size, get_rank


def _get_parallel_mode() -> str:
    """Each process computes for itself."""
    return "stand_alone"


def _get_gradients_mean() -> bool:
    """Gradients are not averaged."""
    return False


def _get_device_num() -> int:
    """How many processes there are."""
    return get_group_size()


def _get_global_rank() -> int:
    """The number of this process."""
    return get_rank()


def _get_pipeline_stages() -> int:
    """The net is in one piece."""
    return 1


def _is_in_auto_parallel_mode() -> bool:
    """The net is not distributed."""
    return False


_is_sharding_propagation = _get_enable_parallel_optimizer = _is_in_auto_parallel_mode
