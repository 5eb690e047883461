"""Cells that differentiate a network. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

from msshim._src.autograd.forward import jvp
from msshim._src.autograd.reverse import GradOperation, vjp
from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import ParameterTuple


class WithGradCell(Cell):
    """The gradients of ``loss_fn(network(x), label)``, or of the network, by its trainable parameters.

    Args:
        network: The Cell.
        loss_fn: The loss, or None where the network gives the loss.
        sens: The cotangent of the loss; None for 1.
    """

    def __init__(self, network: Cell, loss_fn: Cell | None = None, sens: Any = None) -> None:
        super().__init__(auto_prefix=False)
        self.network = network
        self.loss_fn = loss_fn
        self.weights = ParameterTuple(network.trainable_params())
        self.grad = GradOperation(get_by_list=True, sens_param=sens is not None)
        self.sens = sens

    def construct(self, *inputs: Any) -> Any:
        """The gradients, one for each trainable parameter."""

        def loss(*args: Any) -> Any:
            *data, label = args
            return self.loss_fn(self.network(*data), label)  # type: ignore[misc]

        function = self.network if self.loss_fn is None else loss
        sens = () if self.sens is None else (self.sens,)
        return self.grad(function, self.weights)(*inputs, *sens)


class ForwardValueAndGrad(Cell):
    """What a network gives, and its gradients.

    Args:
        network: The Cell.
        weights: The parameters for `get_by_list`; None for the trainable ones.
        get_all: Gradients by all inputs, as a tuple.
        get_by_list: Gradients by the weights.
        sens_param: Whether the last input is the cotangent of the output.

    Raises:
        TypeError: `network` is neither a Cell nor a function, or an option is not a bool.
    """

    def __init__(
        self,
        network: Any,
        weights: Any = None,
        get_all: bool = False,
        get_by_list: bool = False,
        sens_param: bool = False,
    ) -> None:
        super().__init__(auto_prefix=False)
        if not callable(network):
            raise TypeError(f"For 'ForwardValueAndGrad', 'network' must be a Cell or a function, but got {network!r}.")
        for name, flag in (("get_all", get_all), ("get_by_list", get_by_list), ("sens_param", sens_param)):
            if not isinstance(flag, bool):
                raise TypeError(f"For 'ForwardValueAndGrad', '{name}' must be a bool, but got {flag!r}.")
        self.network = network
        if isinstance(network, Cell):
            self.weights = ParameterTuple(network.trainable_params()) if weights is None else weights
        self.get_all = get_all
        self.get_by_list = get_by_list
        self.sens_param = sens_param

    def construct(self, *inputs: Any) -> Any:
        """``(output, gradients)``."""
        transform = GradOperation(self.get_all, self.get_by_list, self.sens_param)
        return transform.with_value(self.network, self.weights if self.get_by_list else None)(*inputs)


class Jvp(Cell):
    """What a network gives, and its derivative along a direction, the last input.

    Raises: as `ops.jvp`.
    """

    def __init__(self, fn: Any) -> None:
        super().__init__()
        self.fn = fn

    def construct(self, *args: Any) -> Any:
        """``(output, derivative)`` of all inputs but the last."""
        *inputs, v = args
        return jvp(self.fn, tuple(inputs), v)


class Vjp(Cell):
    """What a network gives, and its gradients by a cotangent, the last input.

    Raises: as `ops.vjp`.
    """

    def __init__(self, fn: Any) -> None:
        super().__init__()
        self.fn = fn

    def construct(self, *args: Any) -> Any:
        """``(output, gradients)`` of all inputs but the last."""
        *inputs, sens = args
        output, pull = vjp(self.fn, *inputs)
        found = pull(sens)
        return output, found if len(found) > 1 else found[0]
