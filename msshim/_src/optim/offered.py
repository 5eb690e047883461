"""What subclasses of `nn.Optimizer` use beside its public methods. Source: mindspore.nn.Optimizer of 2.10."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter, ParameterTuple
from msshim._src.optim import rates


class Listed(ParameterTuple):
    """An optimizer's `_parameters`: MindSpore's tuple of what it trains, and torch's dict of what the module holds.

    As a sequence it is the one, and by names (in `keys()`, `items()`, ``["name"]`` ...) the other.
    """

    _room: dict[str, torch.nn.Parameter | None]

    @classmethod
    def over(cls, parameters: ParameterTuple, room: dict[str, torch.nn.Parameter | None]) -> Listed:
        """Both in one."""
        made: Listed = tuple.__new__(cls, parameters)
        made._room = room
        return made

    def __contains__(self, key: object) -> bool:
        return key in self._room if isinstance(key, str) else super().__contains__(key)

    def __getitem__(self, key: Any) -> Any:
        return self._room[key] if isinstance(key, str) else super().__getitem__(key)

    def __setitem__(self, key: str, value: torch.nn.Parameter | None) -> None:
        self._room[key] = value

    def __delitem__(self, key: str) -> None:
        del self._room[key]

    def keys(self) -> Iterable[str]:
        """The names in the module."""
        return self._room.keys()

    def values(self) -> Iterable[torch.nn.Parameter | None]:
        """What the module holds."""
        return self._room.values()

    def items(self) -> Iterable[tuple[str, torch.nn.Parameter | None]]:
        """What the module holds, by name."""
        return self._room.items()

    def get(self, key: str, default: Any = None) -> Any:
        """What the module holds under a name, or `default`."""
        return self._room.get(key, default)

    def pop(self, *key: Any) -> Any:
        """Take what the module holds under a name."""
        return self._room.pop(*key)


class Offered(Cell):
    """The members that subclasses find; `Optimizer` computes by itself."""

    _support_parallel_optimizer = False
    _unique = True
    _target = "CPU"
    _targets: tuple[str, ...] = ()  # those that MindSpore's CPU takes of the optimizers that take one
    param_rank: tuple[int, ...] | None = None
    enable_tuple_broaden = True

    parameters: Any
    dynamic_lr: bool
    dynamic_weight_decay: bool
    is_group_lr: bool
    param_length: int

    @property
    def unique(self) -> bool:
        """Whether MindSpore's sparse gradients are still to be made unique; no effect here."""
        return self._unique

    @unique.setter
    def unique(self, value: bool) -> None:
        if not isinstance(value, bool):
            raise TypeError(f"For 'Optimizer', 'unique' must be a bool, but got {value!r}.")
        self._unique = value

    @property
    def target(self) -> str:
        """Where MindSpore would update the parameters; no effect here."""
        return self._target

    @target.setter
    def target(self, value: str) -> None:
        if not self._targets:
            raise NotImplementedError
        self._set_base_target(value)

    def _set_base_target(self, value: str) -> None:
        """Check and keep a target.

        Raises:
            TypeError: `value` is no str.
            ValueError: It is no target, or another device's.
        """
        if not isinstance(value, str):
            raise TypeError(f"For 'Optimizer', 'target' must be a str, but got {value!r}.")
        if value not in ("CPU", "Ascend", "GPU"):
            raise ValueError(f"For 'Optimizer', 'target' must be 'CPU', 'Ascend' or 'GPU', but got {value!r}.")
        here = self._targets or ("CPU",)
        if value not in here:
            raise ValueError(f"For 'Optimizer', 'target' must be one of {here} here, but got {value!r}.")
        self._is_device = value != "CPU"
        self._target = value

    def _is_dynamic_lr_or_weight_decay(self) -> bool:
        """Whether the learning rate or the weight decay changes from step to step."""
        return self.dynamic_lr or self.dynamic_weight_decay

    def _grad_sparse_indices_deduplicate(self, gradients: Any) -> Any:
        """The gradients as they are; msshim's are dense."""
        return gradients

    def _get_parameter_group_id(self) -> tuple[int, ...]:
        """The process that MindSpore's parallel optimizer would give each parameter to, of `dev_num`."""
        return tuple(place % self.dev_num for place in range(self.param_length))

    def broadcast_params(self, optim_result: Any) -> list[tuple[Parameter, ...]]:
        """The parameters by process, which MindSpore's parallel optimizer would exchange: one holds them all here."""
        return [tuple(self.parameters)]

    @staticmethod
    def _preprocess_grad_centralization(grad_centralization: bool) -> bool:
        if not isinstance(grad_centralization, bool):
            raise TypeError(f"For 'Optimizer', 'grad_centralization' must be a bool, but got {grad_centralization!r}.")
        return grad_centralization

    @staticmethod
    def _parameters_base_check(parameters: Any, param_info: str) -> list[Any]:
        """What an iterable holds, as a list.

        Raises:
            TypeError: It is not iterable.
            ValueError: It is None, or empty.
        """
        if parameters is None:
            raise ValueError(f"For 'Optimizer', '{param_info}' must not be None.")
        if not isinstance(parameters, Iterable):
            raise TypeError(f"For 'Optimizer', '{param_info}' must be Iterable, but got {type(parameters).__name__}.")
        found = list(parameters)
        if not found:
            raise ValueError(f"For 'Optimizer', '{param_info}' must not be empty.")
        return found

    def _preprocess_single_lr(self, learning_rate: Any) -> Any:
        """A learning rate, checked; `dynamic_lr` says from now on whether one changes from step to step."""
        rate = rates.checked(self.cls_name, learning_rate)
        self.dynamic_lr = self.dynamic_lr or rates.is_dynamic(rate)
        return rate

    def _build_single_lr(self, learning_rate: Any, name: str) -> Any:
        """The Parameter or Cell of a rate that was checked."""
        return rates.built(learning_rate, name, self.is_group_lr and self.dynamic_lr)
