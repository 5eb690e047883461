"""Cells of cells: a layer with what follows it, a layer over time, the bilinear layer. Source: mindspore.nn of 2.10."""

from __future__ import annotations

import math
from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.cell.primitive import Primitive
from msshim._src.factory.registry import get
from msshim._src.init.initial_value import initializer
from msshim._src.init.initializer import Uniform
from msshim._src.layers.activations import get_activation
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def _bools(who: str, **values: Any) -> None:
    for name, value in values.items():
        if not isinstance(value, bool):
            raise TypeError(f"For '{who}', '{name}' must be a bool, but got {value!r} of type {type(value).__name__}.")


class _Followed(Cell):
    """A layer, then batch normalisation and an activation where asked."""

    def _follow(self, norm: str, channels: int, options: dict[str, Any]) -> None:
        has_bn, activation = options["has_bn"], options["activation"]
        _bools(self.cls_name, has_bn=has_bn, after_fake=options["after_fake"])
        self.has_bn = has_bn
        self.has_act = activation is not None
        self.after_fake = options["after_fake"]
        if has_bn:
            self.batchnorm = get("nn", norm)(channels, options["eps"], options["momentum"])
        if activation == "leakyrelu":
            activation = get("nn", "LeakyReLU")(options["alpha"])
        elif isinstance(activation, str):
            activation = get_activation(activation)
        if activation is not None and not isinstance(activation, (Cell, Primitive)):
            raise TypeError(
                f"For '{self.cls_name}', 'activation' must be a str, Cell or Primitive, but got {activation!r}."
            )
        self.activation: Any = activation

    def _after(self, x: Any) -> Any:
        if self.has_bn:
            x = self.batchnorm(x)
        return self.activation(x) if self.has_act else x


class Conv2dBnAct(_Followed):
    """`Conv2d`, then batch normalisation and an activation where asked.

    Args:
        in_channels to bias_init: As of `Conv2d`.
        has_bn, momentum, eps: Whether there is a `BatchNorm2d`, and its options.
        activation: A name that `get_activation` knows, a Cell or a Primitive; None for none.
        alpha: The slope of 'leakyrelu'.
        after_fake: No effect.

    Raises: as `Conv2d`; TypeError for an option of another type; KeyError for an unknown name.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        pad_mode: str = "same",
        padding: Any = 0,
        dilation: Any = 1,
        group: int = 1,
        has_bias: bool = False,
        weight_init: Any = "normal",
        bias_init: Any = "zeros",
        has_bn: bool = False,
        momentum: float = 0.997,
        eps: float = 1e-5,
        activation: Any = None,
        alpha: float = 0.2,
        after_fake: bool = True,
    ) -> None:
        super().__init__()
        self.conv = get("nn", "Conv2d")(
            in_channels,
            out_channels,
            kernel_size,
            stride=stride,
            pad_mode=pad_mode,
            padding=padding,
            dilation=dilation,
            group=group,
            has_bias=has_bias,
            weight_init=weight_init,
            bias_init=bias_init,
        )
        options = {"has_bn": has_bn, "momentum": momentum, "eps": eps, "activation": activation}
        self._follow("BatchNorm2d", out_channels, {**options, "alpha": alpha, "after_fake": after_fake})

    def construct(self, x: Any) -> Any:
        """As `Conv2d`."""
        return self._after(self.conv(x))


class DenseBnAct(_Followed):
    """`Dense`, then batch normalisation and an activation where asked.

    Args:
        in_channels to has_bias: As of `Dense`.
        others: As of `Conv2dBnAct`, with `BatchNorm1d`.

    Raises: as `Dense` and `Conv2dBnAct`.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        weight_init: Any = "normal",
        bias_init: Any = "zeros",
        has_bias: bool = True,
        has_bn: bool = False,
        momentum: float = 0.9,
        eps: float = 1e-5,
        activation: Any = None,
        alpha: float = 0.2,
        after_fake: bool = True,
    ) -> None:
        super().__init__()
        self.dense = get("nn", "Dense")(in_channels, out_channels, weight_init, bias_init, has_bias)
        options = {"has_bn": has_bn, "momentum": momentum, "eps": eps, "activation": activation}
        self._follow("BatchNorm1d", out_channels, {**options, "alpha": alpha, "after_fake": after_fake})

    def construct(self, x: Any) -> Any:
        """As `Dense`."""
        return self._after(self.dense(x))


class TimeDistributed(Cell):
    """A layer for each step of time.

    Args:
        layer: A Cell or Primitive.
        time_axis: The axis of time.
        reshape_with_axis: An axis that time may be joined with, for one call instead of one a step.

    Raises:
        TypeError: An argument is of another type.
        ValueError: The input has fewer than 3 axes.
    """

    def __init__(self, layer: Any, time_axis: int, reshape_with_axis: int | None = None) -> None:
        super().__init__()
        if not isinstance(layer, (Cell, Primitive)):
            raise TypeError(f"For 'TimeDistributed', 'layer' must be a Cell or Primitive, but got {layer!r}.")
        for name, value in (("time_axis", time_axis), ("reshape_with_axis", reshape_with_axis)):
            if value is None and name == "reshape_with_axis":
                continue
            if not isinstance(value, int) or isinstance(value, bool):
                raise TypeError(f"For 'TimeDistributed', '{name}' must be an int, but got {value!r}.")
        self.layer = layer
        self.time_axis = time_axis
        self.reshape_with_axis = reshape_with_axis

    def construct(self, inputs: Tensor) -> Tensor:
        """The layer's outputs, with the axis of time where it was, or beside the axis that it was joined with."""
        if not isinstance(inputs, Tensor):
            raise TypeError(f"For 'TimeDistributed', 'inputs' must be a Tensor, but got {inputs!r}.")
        if inputs.ndim < 3:
            raise ValueError(f"For 'TimeDistributed', 'inputs' must have at least 3 axes, but got {inputs.ndim}.")
        time = self.time_axis % inputs.ndim
        if self.reshape_with_axis is None:
            steps = [self.layer(Tensor(step))._t for step in inputs._t.unbind(time)]
            if time > steps[0].ndim:
                raise ValueError(f"For 'TimeDistributed', 'time_axis' must be in the output, but got {self.time_axis}.")
            return Tensor(torch.stack(steps, time))
        # Time goes beside the other axis, where it stays.
        other = self.reshape_with_axis % inputs.ndim
        beside = inputs.ndim - 2 if other == inputs.ndim - 1 else other + 1 if time > other else other - 1
        place = min(beside, other)
        axes = list(range(inputs.ndim))
        axes.insert(min(beside, time), axes.pop(max(beside, time)))
        moved = self.transpose(inputs, tuple(axes))
        joined = self.reshape(moved, (*moved.shape[:place], -1, *moved.shape[place + 2 :]))
        found = self.layer(joined)
        if place >= found.ndim or found.shape[place] != joined.shape[place]:
            raise ValueError(
                f"For 'TimeDistributed', the layer must keep axis {place}, but it gave the shape {tuple(found.shape)}."
            )
        both = moved.shape[place : place + 2]
        return self.reshape(found, (*found.shape[:place], *both, *found.shape[place + 1 :]))  # type: ignore[no-any-return]


class BiDense(Cell):
    """The bilinear layer: ``x1 @ weight[k] @ x2 + bias[k]`` for each output k.

    Args:
        in1_channels, in2_channels, out_channels: Positive ints.
        weight_init: For the weight of shape (out, in1, in2); None for Uniform(1 / sqrt(in1)).
        bias_init: For the bias of shape (out,); None for the same.
        has_bias: Whether there is a bias.
        dtype: The parameters' type.

    Raises:
        TypeError: An argument is of another type.
        ValueError: A number is not positive, or an initial Tensor or an input has another shape.
    """

    def __init__(
        self,
        in1_channels: int,
        in2_channels: int,
        out_channels: int,
        weight_init: Any = None,
        bias_init: Any = None,
        has_bias: bool = True,
        dtype: Any = mstype.float32,
    ) -> None:
        super().__init__()
        sizes = {"in1_channels": in1_channels, "in2_channels": in2_channels, "out_channels": out_channels}
        for name, size in sizes.items():
            if not isinstance(size, int) or isinstance(size, bool):
                raise TypeError(f"For 'BiDense', '{name}' must be an int, but got {size!r}.")
            if size <= 0:
                raise ValueError(f"For 'BiDense', '{name}' must be above 0, but got {size}.")
            setattr(self, name, size)
        _bools(self.cls_name, has_bias=has_bias)
        self.has_bias = has_bias
        self.weight = self._made("weight", weight_init, (out_channels, in1_channels, in2_channels), dtype)
        if has_bias:
            self.bias = self._made("bias", bias_init, (out_channels,), dtype)

    def _made(self, name: str, init: Any, shape: tuple[int, ...], dtype: Any) -> Parameter:
        if isinstance(init, Tensor) and tuple(init.shape) != shape:
            raise ValueError(f"For 'BiDense', '{name}_init' must have the shape {shape}, but got {init.shape}.")
        init = Uniform(1 / math.sqrt(self.in1_channels)) if init is None else init
        return Parameter(initializer(init, shape, dtype=dtype), name=name)

    def construct(self, input1: Tensor, input2: Tensor) -> Tensor:
        """(*, in1) and (*, in2) as (*, out)."""
        for name, value, size in (("input1", input1, self.in1_channels), ("input2", input2, self.in2_channels)):
            if not isinstance(value, Tensor):
                raise TypeError(f"For 'BiDense', '{name}' must be a Tensor, but got {value!r}.")
            if value.shape[-1] != size:
                raise ValueError(f"For 'BiDense', '{name}' must end with an axis of {size}, but got {value.shape}.")
        if input1.shape[:-1] != input2.shape[:-1]:
            raise ValueError(
                f"For 'BiDense', 'input1' and 'input2' must be alike but for the last axis, but got {input1.shape} and "
                f"{input2.shape}."
            )
        outputs, ones, twos = self.weight.shape
        products = self.matmul(input1.reshape(-1, ones), self.weight.transpose(1, 2, 0).reshape(ones, -1))
        found = (products.reshape(-1, twos, outputs) * input2.reshape(-1, twos, 1)).sum(1)
        found = self.bias_add(found, self.bias) if self.has_bias else found
        return found.reshape(*input1.shape[:-1], outputs)  # type: ignore[no-any-return]

    def extend_repr(self) -> str:
        """The options."""
        text = (
            f"in1_channels={self.in1_channels}, in2_channels={self.in2_channels}, output_channels={self.out_channels}"
        )
        return f"{text}, has_bias={self.has_bias}" if self.has_bias else text
