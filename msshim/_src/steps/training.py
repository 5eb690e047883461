"""Cells that make a step of training, plain and with a scaled loss. Source: mindspore.nn.wrap of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import torch
from torch import distributed

from msshim._src.autograd.reverse import GradOperation
from msshim._src.cell.cell import Cell
from msshim._src.cell.composite import HyperMap
from msshim._src.cell.parameter import Parameter
from msshim._src.communication.parallel import _get_device_num, _get_gradients_mean, _get_parallel_mode
from msshim._src.factory.registry import get
from msshim._src.optim.optimizer import Optimizer
from msshim._src.runtime.parallel_context import ParallelMode
from msshim._src.sharded.context import cut_calls
from msshim._src.steps.reducer import DistributedGradReducer
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


class TrainOneStepCell(Cell):
    """One step: the loss of a network, its gradients, the optimizer.

    In the modes data_parallel and hybrid_parallel gradients are those of all processes, and travel in buckets while the
    backward pass goes on; the optimizer is given them in memory that the next step writes to.

    Args:
        network: A Cell that gives the loss.
        optimizer: An Optimizer.
        sens: What the gradients are multiplied with; None for 1.
        return_grad: Whether ``(loss, gradients by parameter name)`` comes back instead of the loss.

    Raises:
        ValueError: `sens` is 0.
    """

    def __init__(self, network: Cell, optimizer: Any, sens: Any = None, return_grad: bool = False) -> None:
        super().__init__(auto_prefix=False)
        if sens == 0:
            raise ValueError("For 'TrainOneStepCell', 'sens' must not be 0, but got 0.")
        self.network = network
        self.network.set_grad()
        self.optimizer = optimizer
        self.weights = optimizer.parameters
        self.sense_flag = sens is not None
        self.sens = 1.0 if sens is None else sens
        self.grad = GradOperation(get_by_list=True, sens_param=True)
        self.grad_no_sens = GradOperation(get_by_list=True)
        self.return_grad = return_grad
        self.parallel_mode = _get_parallel_mode()
        self.reducer_flag = self.parallel_mode in (ParallelMode.DATA_PARALLEL, ParallelMode.HYBRID_PARALLEL)
        self.grad_reducer: Any = _unreduced
        if self.reducer_flag:
            self.mean, self.degree = _get_gradients_mean(), _get_device_num()
            self.grad_reducer = DistributedGradReducer(self.weights, self.mean, self.degree)
        cut_calls(self)

    def construct(self, *inputs: Any) -> Any:
        """The loss of the step."""
        loss, grads = self._reduced(inputs, self.sens)
        self.optimizer(grads)
        if self.return_grad:
            return loss, dict(zip([p.name for p in self.weights], grads, strict=True))
        return loss

    def _reduced(
        self, inputs: tuple[Any, ...], sens: Any, prepare: Callable[[list[torch.Tensor]], list[torch.Tensor]] = list
    ) -> tuple[Any, Any]:
        """The loss, and its gradients after `prepare` and the reducer; data parallel ones travel as they come."""
        reducer = self.grad_reducer
        if type(reducer) is not DistributedGradReducer:
            loss, grads = self._gradients(inputs, sens)
            return loss, reducer(grads if prepare is list else tuple(map(Tensor, prepare([g._t for g in grads]))))
        reduction = reducer.watching([weight._live for weight in self.weights], prepare, again=not self.return_grad)
        loss, grads = self._gradients(inputs, sens, reduction)
        return loss, reducer.given([grad._t for grad in grads], reduction)

    def _gradients(self, inputs: tuple[Any, ...], sens: Any, watching: Any = None) -> tuple[Any, Any]:
        """The loss and its gradients, times `sens`, in one pass."""
        if isinstance(sens, float) and sens == 1.0:
            return self.grad_no_sens.with_value(self.network, self.weights, watching)(*inputs)
        scaled: Any = _Scaled(self.network, sens)
        _, grads = self.grad_no_sens.with_value(scaled, self.weights, watching)(*inputs)
        return scaled.loss, grads


def _unreduced(grads: Any) -> Any:
    """The gradients of one process; torch's wrappers reduce their own."""
    return grads


class _Scaled:
    """A network's loss times a number, and the loss as it is."""

    def __init__(self, network: Cell, sens: Any) -> None:
        self.network, self.sens = network, sens
        self.loss: Any = None

    def __call__(self, *inputs: Any) -> Any:
        loss = self.network(*inputs)
        self.loss = Tensor(loss._t.detach())
        return loss * (self.sens.astype(loss.dtype) if isinstance(self.sens, Tensor) else self.sens)


class FixedLossScaleUpdateCell(Cell):
    """A loss scale that stays.

    Args:
        loss_scale_value: The scale.
    """

    def __init__(self, loss_scale_value: float) -> None:
        super().__init__()
        self.loss_scale_value = loss_scale_value

    def get_loss_scale(self) -> float:
        """The scale."""
        return self.loss_scale_value

    def construct(self, _: Any, overflow: Any) -> Any:
        """`overflow` as it is."""
        return overflow


class DynamicLossScaleUpdateCell(Cell):
    """A loss scale that shrinks by a factor where a step overflows, and grows after many steps that do not.

    Args:
        loss_scale_value: The scale at first.
        scale_factor: The factor.
        scale_window: After how many steps the scale grows.
    """

    def __init__(self, loss_scale_value: float, scale_factor: int, scale_window: int) -> None:
        super().__init__()
        self.scale_window = Tensor(scale_window, mstype.int32)
        self.scale_factor = Tensor(scale_factor, mstype.float32)
        self.loss_scale_value = loss_scale_value
        self.cur_iter = Parameter(Tensor(1, mstype.int32), name="current_iterator_step")
        self.last_overflow_iter = Parameter(Tensor(0, mstype.int32), name="last_overflow_iterator_step")

    def get_loss_scale(self) -> float:
        """The scale at first."""
        return self.loss_scale_value

    @torch.no_grad()
    def construct(self, loss_scale: Parameter, overflow: Any) -> Any:
        """Change `loss_scale`, a Parameter, in place; gives `overflow`."""
        scale, step, last = loss_scale._p, self.cur_iter._p, self.last_overflow_iter._p
        flag = overflow._t if isinstance(overflow, Tensor) else torch.tensor(bool(overflow), device=scale.device)
        factor = self.scale_factor._t
        grows = self.scale_window._t <= step - last
        smaller = (scale / factor).clamp(min=1)
        last.copy_(torch.where(flag | grows, step, last))
        scale.copy_(torch.where(flag, smaller, torch.where(grows, scale * factor, scale)))
        step.add_(1)
        return overflow


class TrainOneStepWithLossScaleCell(TrainOneStepCell):
    """One step with a scaled loss; one whose gradients have an inf or nan changes no weights.

    MindSpore's CPU has no kernels for it.

    Args:
        network: A Cell that gives the loss.
        optimizer: An Optimizer.
        scale_sense: The scale, a Tensor of shape () or (1,), or a Cell such as `DynamicLossScaleUpdateCell`.

    Raises:
        TypeError: `scale_sense` is of another type.
        ValueError: It is a Tensor of another shape.
    """

    gpu_target = False
    # What subclasses find to compute with in their `construct`, made when it is asked for.
    _operators: ClassVar[dict[str, Callable[[Any], Any]]] = {
        "hyper_map": lambda self: HyperMap(),
        "base": lambda self: Tensor(1, mstype.float32),
        "reduce_sum": lambda self: get("ops", "ReduceSum")(keep_dims=False),
        "less_equal": lambda self: get("ops", "LessEqual")(),
    }

    def __init__(self, network: Cell, optimizer: Optimizer, scale_sense: Any) -> None:
        super().__init__(network, optimizer, sens=None)
        self.is_distributed = self.parallel_mode != ParallelMode.STAND_ALONE
        self.loss_scaling_manager = None
        if isinstance(scale_sense, Cell):
            self.loss_scaling_manager = scale_sense
            value: Any = scale_sense
            self.scale_sense = Parameter(Tensor(value.get_loss_scale(), mstype.float32), name="scale_sense")
        elif isinstance(scale_sense, Tensor):
            if tuple(scale_sense.shape) not in ((), (1,)):
                raise ValueError(
                    f"For '{self.cls_name}', 'scale_sense' must have the shape () or (1,), but got {scale_sense.shape}."
                )
            self.scale_sense = Parameter(scale_sense, name="scale_sense")
        else:
            raise TypeError(f"For '{self.cls_name}', 'scale_sense' must be a Cell or Tensor, but got {scale_sense!r}.")

    def construct(self, *inputs: Any) -> Any:
        """``(loss, whether the step overflowed, the scale)``."""
        scale = self.scale_sense
        inverse = 1 / scale._p.detach()
        loss, grads = self._reduced(inputs, scale, lambda found: [g * inverse.to(g.dtype) for g in found])
        overflow = self.get_overflow_status(None, grads)
        if not self.process_loss_scale(overflow):
            self.optimizer(grads)
        return loss, overflow, scale

    def set_sense_scale(self, sens: Tensor) -> None:
        """Set the scale. Raises TypeError for anything but a Tensor."""
        if not isinstance(sens, Tensor):
            raise TypeError(f"For '{self.cls_name}', 'sens' must be a Tensor, but got {sens!r}.")
        self.scale_sense.set_data(sens)

    def start_overflow_check(self, pre_cond: Any, compute_input: Any) -> tuple[Any, Any]:
        """What `get_overflow_status` wants, and `compute_input`."""
        return Tensor([0] * 8, mstype.int32), compute_input

    def get_overflow_status(self, status: Any, compute_output: Any) -> Tensor:
        """Whether a gradient has an inf or nan, on any process."""
        found = ~torch.stack([torch.isfinite(g._t).all() for g in compute_output]).all()
        if self.is_distributed and distributed.is_initialized():  # all skip a step, or none
            flag = found.to(torch.float32)
            distributed.all_reduce(flag)
            found = flag > 0
        return Tensor(found)

    def process_loss_scale(self, overflow: Any) -> Any:
        """Change the scale as its Cell says; gives `overflow`."""
        if self.loss_scaling_manager is None:
            return overflow
        return self.loss_scaling_manager(self.scale_sense, overflow)


class ParameterUpdate(Cell):
    """Sets a parameter to a value.

    Raises:
        TypeError: `param` is no Parameter.
    """

    def __init__(self, param: Parameter) -> None:
        super().__init__(auto_prefix=False)
        if not isinstance(param, Parameter):
            raise TypeError(f"For 'ParameterUpdate', 'param' must be a Parameter, but got {param!r}.")
        self._param = param

    def construct(self, x: Tensor) -> Tensor:
        """`x`, which the parameter is now."""
        self._param.set_data(x)
        return x
