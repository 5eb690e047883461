"""The private bases of MindSpore's layers, which programs subclass; the layers are made from their rows alone.

Source: mindspore.nn.layer of 2.10.
"""

from __future__ import annotations

import math
from typing import Any

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.factory.registry import get
from msshim._src.init.fans import fan_in
from msshim._src.init.initial_value import initializer
from msshim._src.init.initializer import HeUniform, Uniform
from msshim._src.kernels.normalization import cells as normalization
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor import validators
from msshim._src.tensor.tensor import Tensor, wrap


class Base(Cell):
    """A base whose `__init__` is for programs: a layer from a row does not call it."""

    _bare = True


def _format(who: str, given: str, known: list[str]) -> str:
    chosen: str = validators.check_string(given, known, "format", who)
    if chosen == "NHWC":
        raise ValueError(f"For '{who}', the 'data_format' 'NHWC' is for MindSpore's GPU only.")
    return chosen


class _Conv(Base):
    """The weights and options of a convolution; a subclass computes.

    Args:
        in_channels, out_channels, group: Ints above 0; `group` divides the other two.
        kernel_size, stride, dilation: Tuples of ints above 0, one an axis.
        pad_mode: Kept.
        padding: An int or a tuple of them, at least 0.
        has_bias: Whether there is a bias.
        weight_init, bias_init: As of `nn.Conv2d`.
        data_format: 'NCHW' or 'NCDHW'; kept.
        transposed: Whether the weight starts with the inputs' axis.
        dtype: The weights' type.

    Raises:
        TypeError: An argument is of another type.
        ValueError: A number is out of its range.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: tuple[int, ...],
        stride: tuple[int, ...],
        pad_mode: str,
        padding: int | tuple[int, ...],
        dilation: tuple[int, ...],
        group: int,
        has_bias: bool,
        weight_init: Any,
        bias_init: Any,
        data_format: str = "NCHW",
        transposed: bool = False,
        dtype: Any = mstype.float32,
    ) -> None:
        super().__init__()
        who = self.cls_name
        self.in_channels = validators.check_positive_int(in_channels, "in_channels", who)
        self.out_channels = validators.check_positive_int(out_channels, "out_channels", who)
        self.kernel_size, self.stride, self.pad_mode = kernel_size, stride, pad_mode
        self.data_format = _format(who, data_format, ["NCHW", "NHWC", "NCDHW"])
        if not isinstance(padding, (int, tuple)):
            raise TypeError(f"For '{who}', the 'padding' must be an int or a tuple of ints, but got {padding!r}.")
        for amount in padding if isinstance(padding, tuple) else (padding,):
            validators.check_non_negative_int(amount, "padding item", who)
        self.padding, self.dilation = padding, dilation
        self.group = validators.check_positive_int(group, "group", who)
        self.has_bias = has_bias
        for name, sizes in (("kernel_size", kernel_size), ("stride", stride), ("dilation", dilation)):
            for size in sizes:
                validators.check_positive_int(size, f"{name} item", who)
        for name, channels in (("in_channels", in_channels), ("out_channels", out_channels)):
            if channels % group:
                raise ValueError(f"For '{who}', the 'group' must divide '{name}', but got {group} and {channels}.")
        ends = (in_channels, out_channels // group) if transposed else (out_channels, in_channels // group)
        shape = (*ends, *kernel_size)
        self.weight_init = HeUniform(math.sqrt(5)) if weight_init is None else weight_init
        self.weight = Parameter(initializer(self.weight_init, shape, dtype=dtype), name="weight")
        self.bias_init = bias_init
        if not validators.check_bool(has_bias, "has_bias", who):
            self.bias = None
            return
        if bias_init is None:
            self.bias_init = Uniform(1 / math.sqrt(fan_in(shape)))
        self.bias = Parameter(initializer(self.bias_init, (out_channels,), dtype=dtype), name="bias")

    def construct(self, *inputs: Any) -> Any:
        """Must be overridden by all subclasses."""
        raise NotImplementedError

    def extend_repr(self) -> str:
        """The options."""
        return (
            f"input_channels={self.in_channels}, output_channels={self.out_channels}, kernel_size={self.kernel_size}, "
            f"stride={self.stride}, pad_mode={self.pad_mode}, padding={self.padding}, dilation={self.dilation}, "
            f"group={self.group}, has_bias={self.has_bias}, weight_init={self.weight_init}, "
            f"bias_init={self.bias_init}, format={self.data_format}"
        )


class _BatchNorm(Base):
    """Batch normalisation over all axes but the second.

    Args:
        num_features: The channels, an int above 0.
        eps, momentum, affine, gamma_init, beta_init, moving_mean_init, moving_var_init, use_batch_statistics,
        data_format, dtype: As of `nn.BatchNorm2d`.

    Raises:
        TypeError: `num_features` is no int.
        ValueError: A number is out of its range.
    """

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float = 0.9,
        affine: bool = True,
        gamma_init: Any = "ones",
        beta_init: Any = "zeros",
        moving_mean_init: Any = "zeros",
        moving_var_init: Any = "ones",
        use_batch_statistics: bool | None = None,
        data_format: str = "NCHW",
        dtype: Any = mstype.float32,
    ) -> None:
        super().__init__()
        who = self.cls_name
        validators.check_value_type("num_features", num_features, [int], who)
        if num_features < 1:
            raise ValueError(f"For '{who}', the 'num_features' must be at least 1, but got {num_features}.")
        self.format = _format(who, data_format, ["NCHW", "NHWC"])
        options = normalization.batch_norm_options(who, eps, momentum, use_batch_statistics)
        self.use_batch_statistics, self.num_features, self.eps = use_batch_statistics, num_features, eps
        self.gamma_init, self.beta_init = gamma_init, beta_init
        self.moving_mean_init, self.moving_var_init = moving_mean_init, moving_var_init

        def made(name: str, init: Any, trained: bool) -> Parameter:
            return Parameter(initializer(init, num_features, dtype=dtype), name=name, requires_grad=trained)

        self.moving_mean = made("mean", moving_mean_init, False)
        self.moving_variance = made("variance", moving_var_init, False)
        self.gamma, self.beta = made("gamma", gamma_init, affine), made("beta", beta_init, affine)
        self.momentum = options["momentum"]

    @staticmethod
    def _check_input_dim(shape: tuple[int, ...], cls_name: str) -> None:
        """Must be overridden by all subclasses: raises for a shape that is none of theirs."""
        raise NotImplementedError

    def construct(self, x: Tensor) -> Tensor:
        """The input, normalised; in training mode the moving values follow the batch's."""
        self._check_input_dim(tuple(x.shape), self.cls_name)
        names = ("gamma", "beta", "moving_mean", "moving_variance")
        gamma, beta, mean, variance = (getattr(self, name)._live for name in names)
        batch = self.use_batch_statistics
        return wrap(
            normalization.batch_norm(x._t, gamma, beta, mean, variance, batch, self.training, self.momentum, self.eps)
        )

    def extend_repr(self) -> str:
        """The options."""
        return normalization.batch_norm_repr(self)


class _PoolNd(Base):
    """The options of pooling; a subclass computes.

    Args:
        kernel_size, stride: An int above 0, or a tuple of them.
        pad_mode: 'valid', 'same' or 'pad', in any case.
        data_format: 'NCHW'.

    Raises:
        TypeError: An argument is of another type.
        ValueError: A number is not above 0, or a word is unknown.
    """

    def __init__(self, kernel_size: Any, stride: Any, pad_mode: str, data_format: str = "NCHW") -> None:
        super().__init__()
        who = self.cls_name
        validators.check_value_type("pad_mode", pad_mode, [str], who)
        self.pad_mode = validators.check_string(pad_mode.upper(), ["VALID", "SAME", "PAD"], "pad_mode", who)
        self.format = _format(who, data_format, ["NCHW", "NHWC"])
        self.kernel_size, self.stride = self._sizes("kernel_size", kernel_size), self._sizes("stride", stride)

    def _sizes(self, name: str, value: Any) -> Any:
        validators.check_value_type(name, value, [int, tuple], self.cls_name)
        sizes = value if isinstance(value, tuple) else (value,)
        if not all(isinstance(size, int) and size > 0 for size in sizes):
            raise ValueError(f"For '{self.cls_name}', the '{name}' must be ints above 0, but got {value!r}.")
        return value[0] if isinstance(value, tuple) and len(value) == 1 else value

    def construct(self, *inputs: Any) -> Any:
        """Nothing; subclasses compute."""

    def extend_repr(self) -> str:
        """The options."""
        return f"kernel_size={self.kernel_size}, stride={self.stride}, pad_mode={self.pad_mode}"


class _Padding(Base):
    """Padding of the last axes, by a pair of amounts each, the last axis first."""

    _mode = "constant"
    value: Any = None

    def _pairs(self, padding: Any, name: str) -> tuple[int, ...]:
        if not isinstance(padding, tuple):
            raise TypeError(f"For '{name}', the 'padding' must be a tuple, but got {padding!r}.")
        if len(padding) % 2:
            raise ValueError(f"For '{name}', the 'padding' must be pairs, but got {len(padding)} amounts.")
        if not all(isinstance(amount, int) for amount in padding):
            raise TypeError(f"For '{name}', the 'padding' must hold ints, but got {padding}.")
        return padding

    def construct(self, x: Any) -> Any:
        """The input, padded."""
        return get("ops", "pad")(x, self.padding, self._mode, self.value)


class _ConstantPadNd(_Padding):
    """Padding with a number. Args: pairs, the number, the name for errors. TypeError and ValueError for other pairs."""

    def __init__(self, padding: Any, value: float, name: str = "ConstantPadNd") -> None:
        super().__init__()
        axes = {"ConstantPad1d": 1, "ConstantPad2d": 2, "ZeroPad2d": 2, "ConstantPad3d": 3}.get(name, 0)
        given = (padding,) * (2 * axes) if isinstance(padding, int) and axes else padding
        self.padding = self._pairs(given, name)
        if not isinstance(value, (int, float)):
            raise TypeError(f"For '{name}', the 'value' must be an int or float, but got {value!r}.")
        self.value, self._name = value, name


class _ReflectionPadNd(_Padding):
    """Padding with the input mirrored. Args: pairs, the name for errors. TypeError and ValueError for other pairs."""

    _mode = "reflect"

    def __init__(self, padding: Any, name: str = "ReflectionPadNd") -> None:
        super().__init__()
        self.name = name
        self.padding = self._pairs(padding, name)
        if any(amount < 0 for amount in padding):
            raise ValueError(f"For '{name}', the 'padding' must be at least 0, but got {padding}.")


class _ReplicationPadNd(_Padding):
    """Padding with the nearest elements. Args: pairs, the name for errors. TypeError and ValueError for other pairs."""

    _mode = "replicate"

    def __init__(self, padding: Any, name: str = "ReplicationPadNd") -> None:
        super().__init__()
        self.name = name
        self.padding = self._pairs(padding, name)
