"""`Optimizer`: the base of MindSpore's optimizers. Source: mindspore.nn.Optimizer of 2.10."""

from __future__ import annotations

import functools
import inspect
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.composite import HyperMap, Map
from msshim._src.cell.containers import CellList
from msshim._src.cell.parameter import Parameter, ParameterTuple
from msshim._src.factory.optimizers import checked, set_up
from msshim._src.factory.registry import get
from msshim._src.optim import rates, slicing
from msshim._src.optim.lists import Tensors
from msshim._src.optim.offered import Listed, Offered
from msshim._src.optim.states import Updating
from msshim._src.tables.model import Row
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor

_BASE = ("params", "learning_rate", "weight_decay", "loss_scale")
VARIADIC: Any = inspect.Signature(
    [
        inspect.Parameter("args", inspect.Parameter.VAR_POSITIONAL),
        inspect.Parameter("kwargs", inspect.Parameter.VAR_KEYWORD),
    ]
)
"""What MindSpore's decorated constructors show as their signature; the stubs show the true one."""
_KEYS = ("params", "lr", "weight_decay", "order_params", "grad_centralization")


class Optimizer(Offered):
    """Base of optimizers: parameters in groups, learning rates, weight decay, loss scale.

    A subclass of the user's overrides `construct`, with `decay_weight`, `gradients_centralization`, `scale_grad` and
    `get_lr` at hand. `optimizer(gradients)` makes one step.

    Args:
        learning_rate: A number, a Tensor of rank 0, one rate a step (a Tensor of rank 1 or an Iterable), or a
            LearningRateSchedule.
        parameters: Parameters; or dicts with 'params' and, for these, 'lr', 'weight_decay' and 'grad_centralization';
            a dict of 'order_params' alone gives the order.
        weight_decay: Is added to the gradient, times the parameter; ungrouped, where the parameter's name has neither
            'beta' nor 'gamma'. A number, or a Cell that gives one for a step.
        loss_scale: What the loss was multiplied with; gradients are divided by it.

    Raises:
        TypeError: An argument is of another type.
        ValueError: There are no parameters, or a number is out of its range.
        KeyError: A group has another key.
        RuntimeError: A parameter stands in two groups.
    """

    parameters: Any
    learning_rate: Any
    use_parallel = False
    _sliced: ClassVar[bool] = False
    """Whether a step works with rows of the weights alone."""
    # What subclasses find to compute with in their `construct`, made when it is asked for.
    _operators: ClassVar[dict[str, Callable[[Any], Any]]] = {
        "assignadd": lambda self: get("ops", "AssignAdd")(),
        "map_": lambda self: Map(),
        "map_reverse": lambda self: Map(None, True),
        "hyper_map": lambda self: HyperMap(),
        "hyper_map_reverse": lambda self: HyperMap(None, True),
    }

    def __init__(self, learning_rate: Any, parameters: Any, weight_decay: Any = 0.0, loss_scale: float = 1.0) -> None:
        super().__init__(auto_prefix=False)
        items = self._parameters_base_check(parameters, "parameters")
        if not all(isinstance(item, Parameter) for item in items) and not all(isinstance(x, dict) for x in items):
            raise TypeError("For 'Optimizer', 'parameters' must hold Parameters, or dicts alone, but got a mixture.")
        if isinstance(loss_scale, int):
            loss_scale = float(loss_scale)
        if not isinstance(loss_scale, float):
            raise TypeError(f"For '{self.cls_name}', 'loss_scale' must be a float, but got {loss_scale!r}.")
        if not 0 < loss_scale < math.inf:
            raise ValueError(f"For '{self.cls_name}', 'loss_scale' must be finite and above 0, but got {loss_scale}.")
        self.use_parallel = slicing.is_asked(self.cls_name, self._sliced)
        self.loss_scale = loss_scale
        self.grad_centralization = False
        self.global_step = Parameter(Tensor([0], mstype.int32), name="global_step")
        self.global_step_increase_tensor = Tensor([1], mstype.int32)
        self.is_group = isinstance(items[0], dict)
        self.is_group_lr = False
        self.is_group_params_ordered = False
        self.dynamic_lr = self.dynamic_weight_decay = False
        rate = self._preprocess_single_lr(learning_rate)
        if self.is_group:
            self._group(items, rate, weight_decay)
        else:
            self._plain(items, rate, weight_decay)
        self.reciprocal_scale = Tensor(1.0 / loss_scale, mstype.float32)
        self.need_scale = loss_scale != 1.0
        self.param_length = len(self.parameters)
        self.optim_filter = (True,) * self.param_length
        self.__dict__["_parameters"] = Listed.over(self.parameters, self._parameters)
        self.add_flags(skip_auto_parallel_compile=True)

    # --- what it is made of

    def _plain(self, parameters: list[Any], rate: Any, weight_decay: Any) -> None:
        self.learning_rate = rates.built(rate, "learning_rate")
        self.parameters = ParameterTuple(parameters)
        decay = self._preprocess_weight_decay(weight_decay)
        self.decay_flags: Any = tuple("beta" not in x.name and "gamma" not in x.name for x in parameters)
        self.dynamic_decay_flags: Any = isinstance(decay, Cell)
        self.exec_weight_decay = isinstance(decay, Cell) or decay > 0
        self.weight_decay: Any = decay if isinstance(decay, Cell) else Tensor(decay, mstype.float32)

    def _preprocess_weight_decay(self, weight_decay: Any) -> Any:
        if isinstance(weight_decay, Cell):
            self.dynamic_weight_decay = True
            return rates.ScaledDecay(weight_decay, self.loss_scale)
        if not isinstance(weight_decay, (float, int)):
            raise TypeError(
                f"For '{self.cls_name}', 'weight_decay' must be int, float or Cell, but got {weight_decay!r}."
            )
        if not 0 <= weight_decay < math.inf:
            raise ValueError(
                f"For '{self.cls_name}', 'weight_decay' must be finite and at least 0, but got {weight_decay}."
            )
        return float(weight_decay) * self.loss_scale

    def _group(self, groups: list[dict[str, Any]], rate: Any, weight_decay: Any) -> None:
        order: list[Any] | None = None
        found: list[tuple[int, dict[str, Any], Any]] = []
        for place, group in enumerate(groups):
            unknown = [key for key in group if key not in _KEYS]
            if unknown:
                raise KeyError(f"For 'Optimizer', a group must have keys among {_KEYS}, but got {unknown}.")
            if "order_params" in group:
                if len(group) > 1:
                    raise ValueError(f"For 'Optimizer', 'order_params' must stand alone, but got {list(group)}.")
                if not isinstance(group["order_params"], Iterable):
                    raise TypeError(
                        f"For 'Optimizer', 'order_params' must be Iterable, but got {group['order_params']!r}."
                    )
                order = list(group["order_params"])
                continue
            if "params" not in group:
                raise KeyError(f"For 'Optimizer', a group must have 'params', but its keys are {list(group)}.")
            for index, item in enumerate(self._parameters_base_check(group["params"], "group `params`")):
                if not isinstance(item, Parameter):
                    raise TypeError(f"For 'Optimizer', 'params' must hold Parameters, but got {item!r} at {index}.")
            own = self._preprocess_single_lr(group["lr"]) if "lr" in group else None
            found.append((place, group, own))
        self.is_group_lr = any(own is not None for *_, own in found)
        self._same_lengths(rate, [own for *_, own in found])
        as_cell = self.is_group_lr and self.dynamic_lr
        default = rates.built(rate, "learning_rate", as_cell)
        entries: list[tuple[Parameter, Any, Any, bool]] = []
        for place, group, own in found:
            lr = default if own is None else rates.built(own, f"learning_rate_group_{place}", as_cell)
            decay = self._preprocess_weight_decay(group.get("weight_decay", weight_decay))
            centralize = self._preprocess_grad_centralization(group.get("grad_centralization", False))
            entries += [(item, lr, decay, centralize) for item in group["params"]]
        names = [item.name for item, *_ in entries]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise RuntimeError(f"For 'Optimizer', the parameter {twice} must stand in one group, but stands in more.")
        if order:
            entries = _ordered(entries, order)
            self.is_group_params_ordered = True
        parameters, group_lr, decays, centralized = (list(column) for column in zip(*entries, strict=True))
        self.group_params = parameters
        self.group_lr = group_lr
        self.group_weight_decay = decays
        self.group_grad_centralization = centralized
        if not self.is_group_lr:
            self.learning_rate = default
        elif self.dynamic_lr:
            self.learning_rate = CellList(group_lr, auto_prefix=False)
        else:
            self.learning_rate = ParameterTuple(group_lr)
        self.parameters = ParameterTuple(parameters)
        self.decay_flags = tuple(isinstance(decay, Cell) or decay > 0 for decay in decays)
        self.dynamic_decay_flags = tuple(isinstance(decay, Cell) for decay in decays)
        self.weight_decay = tuple(x if isinstance(x, Cell) else Tensor(x, mstype.float32) for x in decays)
        self.exec_weight_decay = any(self.decay_flags)
        self.grad_centralization_flags = tuple(centralized)

    def _same_lengths(self, rate: Any, others: list[Any]) -> None:
        lengths = [item.size for item in (rate, *others) if isinstance(item, Tensor) and item.ndim == 1]
        if len(set(lengths)) > 1:
            raise ValueError(f"For 'Optimizer', learning rates of one a step must have one length, but got {lengths}.")

    # --- the values of a step

    def get_lr(self) -> Any:
        """The learning rate of the present step: a Parameter or Tensor; a tuple, one a parameter, with groups' own."""
        if not self.dynamic_lr:
            return self.learning_rate
        if self.is_group_lr:
            return tuple(rate(self.global_step).reshape(()) for rate in self.learning_rate)
        return self.learning_rate(self.global_step).reshape(())

    def get_weight_decay(self) -> Any:
        """The weight decay of the present step, a Tensor; a tuple, one a parameter, with groups."""
        if self.is_group:
            pairs = zip(self.weight_decay, self.dynamic_decay_flags, strict=True)
            return tuple(decay(self.global_step) if dynamic else decay for decay, dynamic in pairs)
        return self.weight_decay(self.global_step) if self.dynamic_decay_flags else self.weight_decay

    def get_lr_parameter(self, param: Any) -> Any:
        """The Parameter (or schedule) that is the learning rate of a parameter; a list of them for a list.

        Raises:
            TypeError: `param` is neither a Parameter nor a list of them.
            ValueError: The optimizer has not that parameter.
        """
        if not isinstance(param, (Parameter, list)):
            raise TypeError(f"For 'get_lr_parameter', 'param' must be a Parameter or a list, but got {param!r}.")
        places = {id(item._p): place for place, item in enumerate(self.parameters)}
        found = []
        for item in param if isinstance(param, list) else [param]:
            if not isinstance(item, Parameter):
                raise TypeError(f"For 'get_lr_parameter', 'param' must hold Parameters, but got {item!r}.")
            if id(item._p) not in places:
                raise ValueError(f"For 'get_lr_parameter', 'param' must be in the optimizer, but got {item.name}.")
            rate = self.learning_rate[places[id(item._p)]] if self.is_group_lr else self.learning_rate
            found.append(rates.parameter_of(rate))
        return found if isinstance(param, list) else found[0]

    # --- the gradients of a step

    def flatten_gradients(self, gradients: Any) -> Any:
        """The gradients as they are; msshim never flattens parameters."""
        return gradients

    def decay_weight(self, gradients: Any) -> Any:
        """The gradients with weight decay."""
        return self._handles(self._decayed([g._t for g in gradients]))

    def gradients_centralization(self, gradients: Any) -> Any:
        """The gradients of groups with 'grad_centralization', less their mean over all axes but the first."""
        return self._handles(self._centralized([g._t for g in gradients]))

    def scale_grad(self, gradients: Any) -> Any:
        """The gradients divided by the loss scale."""
        return self._handles(self._scaled([g._t for g in gradients]))

    @staticmethod
    def _handles(tensors: Tensors) -> tuple[Tensor, ...]:
        return tuple(map(Tensor, tensors))

    def _decayed(self, gradients: Tensors) -> Tensors:
        if not self.exec_weight_decay:
            return gradients
        found = list(gradients)
        for places, decay in _alike(self._decays()):
            if decay is None:
                continue
            held = [found[i] for i in places]
            weights = [self.parameters[i]._p for i in places]
            value = rates.number(decay)
            if isinstance(value, torch.Tensor):
                added = torch._foreach_add(held, torch._foreach_mul(weights, value))
            else:
                added = torch._foreach_add(held, weights, alpha=value)
            for i, tensor in zip(places, added, strict=True):
                found[i] = tensor
        return found

    def _decays(self) -> Sequence[Any]:
        """The weight decay of each parameter, None where there is none."""
        if not self.exec_weight_decay:
            return (None,) * len(self.decay_flags)
        decays = self.get_weight_decay()
        each = decays if self.is_group else (decays,) * len(self.decay_flags)
        return [decay if flag else None for decay, flag in zip(each, self.decay_flags, strict=True)]

    def _centralized(self, gradients: Tensors) -> Tensors:
        if not self.is_group:
            return gradients
        flags = self.grad_centralization_flags
        return [_centred(grad) if flag else grad for grad, flag in zip(gradients, flags, strict=True)]

    def _scaled(self, gradients: Tensors) -> Tensors:
        if not self.need_scale:
            return gradients
        return list(torch._foreach_mul(gradients, rates.number(self.reciprocal_scale)))

    # --- the step

    def construct(self, *gradients: Any) -> Any:
        """One step; each subclass says how."""
        raise NotImplementedError


class Stepping(Optimizer, Updating):
    """What rows of kind `optimizer` become subclasses of: each step updates lists of tensors in place.

    Weight decay is added to the gradients, unless the row's update takes it as `weight_decay`.
    """

    _sliced = True

    def _start(self, row: Row, given: dict[str, Any]) -> None:
        """What every generated `__init__` does: the base's arguments, then the options, then the states."""
        if row.decorated:
            _remember(self, given)
        base = (given["learning_rate"], given["params"], given.get("weight_decay", 0.0), given.get("loss_scale", 1.0))
        Optimizer.__init__(self, *base)
        values = set_up(row, self, checked(row, self.cls_name, given))
        own = {*_BASE, *(state.name for state in row.states), *(p.variable for p in row.signature if not p.kept)}
        for name, value in values.items():
            if name not in own:
                setattr(self, name, value)
        self._make_states(row.states, values)
        if self.use_parallel:
            slicing.cut_states(self, self.parameters, {name: getattr(self, name) for name in self._kept})

    def _gradients(self, gradients: Tensors) -> Tensors:
        """The gradients that the update gets."""
        decayed = gradients if self._decoupled else self._decayed(gradients)
        return self._scaled(self._centralized(decayed))

    def _given(self) -> dict[str, Any]:
        """What the update gets beside lists of tensors, the learning rate and the weight decay."""
        names = {**self._options, **self._once}
        return {name: rates.number(getattr(self, attribute)) for name, attribute in names.items()}

    @torch.no_grad()
    def construct(self, gradients: Any) -> Any:
        """One step with one gradient for each parameter, in order."""
        if not isinstance(gradients, (tuple, list)) or not isinstance(gradients[0], Tensor):
            raise TypeError(f"For '{self.cls_name}', 'gradients' must be a tuple of Tensors, but got {gradients!r}.")
        if len(gradients) != len(self.parameters):
            raise ValueError(
                f"For '{self.cls_name}', 'gradients' must be {len(self.parameters)}, one for each parameter, "
                f"but got {len(gradients)}."
            )
        return slicing.step(self.parameters, gradients, self._step) if self.use_parallel else self._step(gradients)

    def _step(self, gradients: Any) -> Any:
        grads = self._gradients([g._live for g in gradients])
        lr, decays = self.get_lr(), self._decays() if self._decoupled else (None,) * len(grads)
        self.global_step._p.add_(1)
        self._count()
        given = self._given()
        for places, rate, decay in _alike(lr if self.is_group_lr else (lr,) * len(grads), decays):
            params = [self.parameters[i]._p for i in places]
            kept = {name: [getattr(self, name)[i]._p for i in places] for name in self._kept}
            if self._decoupled:
                given["weight_decay"] = rates.number(decay)
            self._update(params=params, grads=[grads[i] for i in places], lr=rates.number(rate), **kept, **given)
        return (True,) * len(grads)


def _alike(*columns: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The places where all columns hold the same objects, with those objects."""
    found: dict[tuple[int, ...], list[int]] = {}
    for place, values in enumerate(zip(*columns, strict=True)):
        found.setdefault(tuple(map(id, values)), []).append(place)
    return [(places, *(column[places[0]] for column in columns)) for places in found.values()]


def _ordered(entries: list[Any], order: list[Any]) -> list[Any]:
    if len(order) != len(entries):
        raise ValueError(f"For 'Optimizer', 'order_params' must be {len(entries)} parameters, but got {len(order)}.")
    by_name = {entry[0].name: entry for entry in entries}
    return [by_name[item.name] for item in order]


def _centred(grad: torch.Tensor) -> torch.Tensor:
    # MindSpore leaves gradients alone whose second axis is no multiple of 16.
    if grad.ndim < 2 or grad.shape[1] % 16:
        return grad
    return grad - grad.mean(tuple(range(1, grad.ndim)), keepdim=True)


def opt_init_args_register(fn: Callable[..., None]) -> Callable[..., None]:
    """Decorate an `__init__`: its arguments are kept as `init_params`, `init_learning_rate` and `init_args`."""

    @functools.wraps(fn)
    def wrapped(self: Any, *args: Any, **kwargs: Any) -> None:
        bound = inspect.signature(fn).bind(self, *args, **kwargs)
        bound.apply_defaults()
        _remember(self, {name: value for name, value in bound.arguments.items() if name != "self"})
        fn(self, *args, **kwargs)

    return wrapped


def _remember(optimizer: Optimizer, arguments: dict[str, Any]) -> None:
    """Keep what an optimizer was made of, unless the `__init__` of its subclass did."""
    if "init_args" in optimizer.__dict__:
        return
    given = dict(arguments)
    if "params" in given:
        optimizer.init_params = {"params": given.pop("params")}
    if "optimizer" in given:
        optimizer.init_params = {"params": given.pop("optimizer").init_params["params"]}
    if "learning_rate" in given:
        rate = given.pop("learning_rate")
        rate = rate.asnumpy().tolist() if isinstance(rate, Tensor) else rate
        optimizer.init_learning_rate = None if isinstance(rate, Cell) else rate
    optimizer.init_args = given
