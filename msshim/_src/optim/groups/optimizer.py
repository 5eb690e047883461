"""`Optimizer` with `param_groups`. Source: mindspore.experimental.optim.Optimizer of 2.10."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter, ParameterTuple
from msshim._src.factory.optimizers import checked, set_up
from msshim._src.optim import rates
from msshim._src.optim.states import Updating
from msshim._src.tables.model import Row
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def _kind(value: Any) -> str:
    return f"{value!r} of type {type(value).__name__}"


class Optimizer(Cell):
    """Base of optimizers whose options may differ by group and be changed between steps.

    `param_groups` are dicts of 'params' and options; the 'lr' of each is a float32 Parameter, which the schedulers of
    `experimental.optim.lr_scheduler` set. A subclass of the user's overrides `construct`.

    Args:
        params: Parameters, or dicts with 'params' and options.
        defaults: The options of groups that do not say otherwise.

    Raises:
        TypeError: `params` is not Iterable, or holds something else; an option is of another type.
        ValueError: There are no parameters, one stands in two groups, or a number is negative.
    """

    parameters: Any

    def __init__(self, params: Any, defaults: dict[str, Any]) -> None:
        super().__init__(auto_prefix=False)
        if params is None:
            raise ValueError("For 'Optimizer', 'params' must not be None.")
        if not isinstance(params, Iterable):
            raise TypeError(f"For 'Optimizer', 'params' must be Iterable, but got {_kind(params)}.")
        groups = list(params)
        if not groups:
            raise ValueError("For 'Optimizer', 'params' must not be empty.")
        self.defaults = defaults
        self.state: dict[Any, dict[str, Any]] = defaultdict(dict)
        self.param_groups: list[dict[str, Any]] = []
        self.lrs: list[Parameter] = []
        self.group_start_id = [0]
        self._listed: list[Parameter] = []
        for group in groups if isinstance(groups[0], dict) else [{"params": groups}]:
            self.add_param_group(group)
        self.parameters = ParameterTuple(self._listed)

    def add_param_group(self, param_group: dict[str, Any]) -> None:
        """Add a group: a dict with 'params', and options where they are not the defaults. Raises as the class."""
        if not isinstance(param_group, dict):
            raise TypeError(f"For 'Optimizer', a parameter group must be a dict, but got {_kind(param_group)}.")
        if "params" not in param_group:
            raise KeyError(f"For 'Optimizer', a group must have 'params', but its keys are {list(param_group)}.")
        params = param_group["params"]
        if isinstance(params, set):
            raise TypeError("For 'Optimizer', 'params' must have an order, but got a set; use a list.")
        chosen = [params] if isinstance(params, Parameter) else list(params)
        taken = {id(parameter._p) for parameter in self._listed}
        for item in chosen:
            if not isinstance(item, Parameter):
                raise TypeError(f"For 'Optimizer', 'params' must be Parameters, but got {_kind(item)}.")
            if id(item._p) in taken:
                raise ValueError(f"For 'Optimizer', {item.name!r} must stand in one group only.")
        group = param_group
        group["params"] = chosen
        for name, default in self.defaults.items():
            group.setdefault(name, default)
        group["lr"] = self._rate(group.get("lr"), f"learning_rate_group_{len(self.param_groups)}")
        group["weight_decay"] = self._decay(group.get("weight_decay", 0.0))
        if group.get("amsgrad") and hasattr(self, "max_v_group"):
            group["max_exp_avg_sq"] = ParameterTuple(chosen).clone(prefix="max_exp_avg_sq", init="zeros")
        self.lrs.append(group["lr"])
        self.param_groups.append(group)
        self._listed += chosen
        self.group_start_id.append(len(self._listed))
        if isinstance(self.__dict__.get("parameters"), tuple):
            self.parameters = ParameterTuple(self._listed)

    def _rate(self, rate: Any, name: str) -> Parameter:
        if isinstance(rate, (float, int)):
            if not 0 <= rate < math.inf:
                raise ValueError(f"For '{self.cls_name}', 'lr' must be finite and at least 0, but got {rate}.")
            return Parameter(Tensor(float(rate), mstype.float32), name)
        if not isinstance(rate, Tensor):
            raise TypeError(f"For 'Optimizer', 'lr' must be an int, float or Tensor, but got {_kind(rate)}.")
        if rate.ndim:
            raise ValueError(f"For 'Optimizer', a Tensor 'lr' must have rank 0, but got rank {rate.ndim}.")
        return Parameter(rate.astype(mstype.float32), name)

    def _decay(self, decay: Any) -> float:
        if not isinstance(decay, (float, int)):
            raise TypeError(f"For 'Optimizer', 'weight_decay' must be an int or float, but got {_kind(decay)}.")
        if not 0 <= decay < math.inf:
            raise ValueError(f"For '{self.cls_name}', 'weight_decay' must be finite and at least 0, but got {decay}.")
        return float(decay)

    def __repr__(self) -> str:
        text = f"{type(self).__name__} ("
        for i, group in enumerate(self.param_groups):
            text += f"\nParameter Group {i}\n"
            for key in sorted(key for key in group if key != "params"):
                value = group[key]
                text += f"    {key}: {value.value() if key == 'lr' and isinstance(value, Parameter) else value}\n"
        return text + ")"

    def construct(self, *hyper_params: Any) -> Any:
        """One step; each subclass says how."""
        raise NotImplementedError


class Stepping(Optimizer, Updating):
    """What rows of kind `optimizer` become subclasses of: each step updates the tensors of each group in place.

    Weight decay is added to the gradient, unless the row's update takes it as `weight_decay`.
    """

    def _start(self, row: Row, given: dict[str, Any]) -> None:
        """What every generated `__init__` does: check the options, which are those of a group, and make the states."""
        values = set_up(row, self, checked(row, self.cls_name, given))
        Optimizer.__init__(self, values["params"], {name: values[name] for name in values if name != "params"})
        self._make_states(row.states, values)

    def _lr(self, number: int, group: dict[str, Any]) -> Any:
        if isinstance(group["lr"], float):
            return single(group["lr"])
        return rates.number(self.lrs[number])

    @torch.no_grad()
    def construct(self, gradients: Sequence[Tensor]) -> Any:
        """One step with one gradient for each parameter, in order."""
        self._count()
        once = {name: rates.number(getattr(self, attribute)) for name, attribute in self._once.items()}
        for number, exact in enumerate(self.param_groups):
            group = {key: rounded(value) for key, value in exact.items()}
            places = range(*self.group_start_id[number : number + 2])
            grads = [gradients[i]._live for i in places]
            if group.get("maximize"):
                grads = list(torch._foreach_neg(grads))
            params = [self.parameters[i]._p for i in places]
            given = {name: group.get(option) for name, option in self._options.items()}
            if self._decoupled:
                given["weight_decay"] = group["weight_decay"]
            elif group["weight_decay"]:
                grads = list(torch._foreach_add(grads, params, alpha=group["weight_decay"]))
            kept = {name: [getattr(self, name)[i]._p for i in places] for name in self._kept}
            self._update(params=params, grads=grads, lr=self._lr(number, exact), **kept, **once, **given)
        return True


def single(value: Any) -> Any:
    """A number rounded to float32, in which MindSpore computes options; a tensor as it is."""
    return value if isinstance(value, torch.Tensor) else float(np.float32(value))


def rounded(option: Any) -> Any:
    """An option of a group with its floats rounded to float32, and the tensors of Parameters."""
    if isinstance(option, ParameterTuple):
        return [item._p for item in option]
    if isinstance(option, tuple):
        return tuple(map(rounded, option))
    return single(option) if isinstance(option, float) else option


def correction(beta: float, step: Any) -> Any:
    """``1 - beta ** step`` in float32, as MindSpore has it."""
    if isinstance(step, torch.Tensor):
        return 1 - torch.pow(beta, step.float())
    return float(np.float32(1) - np.float32(beta) ** np.float32(step))


def divided(lr: Any, by: Any) -> Any:
    """``lr / by`` in float32."""
    return single(lr / by)
