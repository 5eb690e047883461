"""What MindSpore's parallel settings answer where there are none. Source: mindspore.parallel._utils of 2.10."""

from __future__ import annotations

from functools import partial
from typing import Any

from msshim._src.communication.group import get_group_size, get_rank
from msshim._src.runtime.context import get_auto_parallel_context, set_auto_parallel_context


def _get_parallel_mode() -> str:
    """Each process computes for itself."""
    return "stand_alone"


def _get_gradients_mean() -> bool:
    """Whether gradients are averaged, as it was set."""
    return bool(get_auto_parallel_context("gradients_mean"))


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


def _get_parameter_broadcast() -> bool:
    """Whether parameters are sent to all processes first, as it was set."""
    return bool(get_auto_parallel_context("parameter_broadcast"))


def _device_number_check(parallel_mode: str, device_number: int) -> None:
    """Raise ValueError for several devices where each process computes for itself."""
    if parallel_mode == "stand_alone" and device_number != 1:
        raise ValueError(f"The 'device_number' must be 1 for the 'parallel_mode' stand_alone, but got {device_number}.")


class _Settings:
    """`get_NAME()` and `set_NAME(value)` for each setting of `set_auto_parallel_context`."""

    get_device_num = staticmethod(get_group_size)
    get_global_rank = staticmethod(get_rank)

    def __getattr__(self, name: str) -> Any:
        word, _, key = name.partition("_")
        try:
            get_auto_parallel_context(key)
        except ValueError:
            raise AttributeError(f"msshim has no parallel setting {key!r}, so no {name!r}.") from None
        if word == "get":
            return partial(get_auto_parallel_context, key)
        if word == "set":
            return lambda value: set_auto_parallel_context(**{key: value})
        raise AttributeError(f"The parallel settings have no {name!r}.")


_settings = _Settings()


def auto_parallel_context() -> _Settings:
    """The parallel settings, one object."""
    return _settings
