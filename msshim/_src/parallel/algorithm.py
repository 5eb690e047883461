"""MindSpore's settings of its search for strategies, kept and answered: msshim does not search.

Source: mindspore.parallel.algo_parameter_config of 2.10.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_DEFAULTS: dict[str, Any] = {
    "fully_use_devices": False,
    "elementwise_op_strategy_follow": False,
    "tensor_slice_align_enable": False,
    "tensor_slice_align_size": 16,
    "enable_algo_approxi": False,
    "algo_approxi_epsilon": float(np.float32(0.1)),
}
_settings = dict(_DEFAULTS)
_LARGEST = 1024


def set_algo_parameters(**kwargs: Any) -> None:
    """Keep settings of the search for strategies.

    Raises:
        TypeError: A value is of another type.
        ValueError: A keyword is unknown, or `tensor_slice_align_size` not from 1 to 1024.
    """
    for name, value in kwargs.items():
        if name in _DEFAULTS and not isinstance(value, type(_DEFAULTS[name])):
            kind = type(_DEFAULTS[name]).__name__
            raise TypeError(f"For 'set_algo_parameters', '{name}' must be {kind}, but got {value!r}.")
    for name, value in kwargs.items():
        if name not in _DEFAULTS:
            raise ValueError(f"For 'set_algo_parameters', the keyword {name} is not recognized.")
        if name == "tensor_slice_align_size" and not 1 <= value <= _LARGEST:
            raise ValueError(f"For 'set_algo_parameters', '{name}' must be from 1 to {_LARGEST}, but got {value}.")
        _settings[name] = value


def get_algo_parameters(attr_key: str) -> Any:
    """The value of a setting. Raises ValueError for an unknown one."""
    if attr_key not in _settings:
        raise ValueError(f"For 'get_algo_parameters', the keyword {attr_key} is not recognized.")
    return _settings[attr_key]


def reset_algo_parameters() -> None:
    """Go back to the defaults."""
    _settings.update(_DEFAULTS)
