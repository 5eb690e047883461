"""The private bases of `mint.nn`'s layers, which programs subclass. Source: mindspore.mint.nn.layer of 2.10."""

from __future__ import annotations

import math
from typing import Any

import torch

from msshim._src.cell.parameter import Parameter
from msshim._src.init.fans import fan_in
from msshim._src.init.initial_value import initializer
from msshim._src.init.initializer import HeUniform, Uniform
from msshim._src.layers.bases import Base
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor, wrap


class _Conv(Base):
    """The weights and options of a convolution of `mint.nn`; a subclass computes.

    Args:
        in_channels, out_channels, groups: Ints above 0; `groups` divides the other two.
        kernel_size, stride, dilation: Tuples of ints, one an axis.
        padding: A tuple of ints, or 'same' or 'valid'.
        transposed: Whether the weight starts with the inputs' axis.
        output_padding: Kept.
        bias: Whether there is one.
        padding_mode: 'zeros', 'reflect', 'replicate' or 'circular'.
        dtype: The weights' type.

    Raises:
        ValueError: A number is out of its range, or a word is unknown.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: tuple[int, ...],
        stride: tuple[int, ...],
        padding: Any,
        dilation: tuple[int, ...],
        transposed: bool,
        output_padding: tuple[int, ...],
        groups: int,
        bias: bool,
        padding_mode: str,
        dtype: Any = mstype.float32,
    ) -> None:
        super().__init__()
        for name, channels in (("in_channels", in_channels), ("out_channels", out_channels)):
            if groups < 1 or channels < 1 or channels % groups:
                raise ValueError(f"For '{self.cls_name}', 'groups' must divide '{name}', but got {groups}, {channels}.")
        if padding_mode not in ("zeros", "reflect", "replicate", "circular"):
            raise ValueError(f"For '{self.cls_name}', 'padding_mode' must be a known one, but got {padding_mode!r}.")
        self.in_channels, self.out_channels, self.groups = in_channels, out_channels, groups
        self.kernel_size, self.stride, self.dilation = kernel_size, stride, dilation
        self.padding, self.output_padding, self.padding_mode = padding, output_padding, padding_mode
        self.transposed = transposed
        ends = (in_channels, out_channels // groups) if transposed else (out_channels, in_channels // groups)
        shape = (*ends, *kernel_size)
        kind = mstype.float32 if dtype is None else dtype
        self.weight = Parameter(initializer(HeUniform(math.sqrt(5)), shape, kind), name="weight")
        bound = Uniform(1 / math.sqrt(fan_in(shape)))
        self.bias = Parameter(initializer(bound, (out_channels,), kind), name="bias") if bias else None


class _ConvTranspose(_Conv):
    """`_Conv` of a transposed convolution."""


class _AdaptiveAvgPoolNd(Base):
    """The option of `mint.nn`'s adaptive average pooling; a subclass computes."""

    def __init__(self, output_size: Any) -> None:
        super().__init__()
        self.output_size = output_size

    def extend_repr(self) -> str:
        """The option."""
        return f"output_size={self.output_size}"


class _AdaptiveMaxPoolNd(Base):
    """The options of `mint.nn`'s adaptive maximum pooling; a subclass computes."""

    def __init__(self, output_size: Any, return_indices: bool = False) -> None:
        super().__init__()
        self.output_size, self.return_indices = output_size, return_indices


class _NormBase(Base):
    """The weights and statistics of `mint.nn`'s normalisation.

    Args:
        num_features: The channels.
        eps, momentum, affine, track_running_stats, dtype: As of `mint.nn.BatchNorm2d`.
    """

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        self.affine, self.track_running_stats = affine, track_running_stats
        self.dtype = mstype.float32 if dtype is None else dtype

        def made(name: str, init: str, there: bool, trained: bool) -> Parameter | None:
            found = Parameter(initializer(init, num_features, self.dtype), name, requires_grad=trained)
            return found if there else None

        self.weight, self.bias = made("weight", "ones", affine, True), made("bias", "zeros", affine, True)
        self.running_mean = made("running_mean", "zeros", track_running_stats, False)
        self.running_var = made("running_var", "ones", track_running_stats, False)
        count = Parameter(Tensor(0, mstype.int64), "num_batches_tracked", requires_grad=False)
        self.num_batches_tracked = count if track_running_stats else None

    @torch.no_grad()
    def reset_running_stats(self) -> None:
        """Start the statistics anew."""
        for name, value in (("running_mean", 0), ("running_var", 1), ("num_batches_tracked", 0)):
            if getattr(self, name, None) is not None:
                getattr(self, name)._live.fill_(value)

    @torch.no_grad()
    def reset_parameters(self) -> None:
        """Start the weights and statistics anew."""
        self.reset_running_stats()
        for name, value in (("weight", 1), ("bias", 0)):
            if getattr(self, name, None) is not None:
                getattr(self, name)._live.fill_(value)

    def _check_input_dim(self, input: Tensor) -> None:
        """Must be overridden by all subclasses: raises for an input that is none of theirs."""
        raise NotImplementedError

    def extend_repr(self) -> str:
        """The options."""
        return (
            f"num_features={self.num_features}, eps={self.eps}, momentum={self.momentum}, affine={self.affine}, "
            f"track_running_stats={self.track_running_stats}"
        )


class _BatchNorm(_NormBase):
    """Batch normalisation over all axes but the second, with torch's `momentum`; the arguments are `_NormBase`'s."""

    def construct(self, input: Tensor) -> Tensor:
        """The input, normalised; in training mode the statistics follow the batch's."""
        self._check_input_dim(input)
        names = ("running_mean", "running_var", "weight", "bias")
        mean, variance, weight, bias = (None if held is None else held._live for held in map(self.__getattr__, names))
        momentum = self.momentum
        if self.training and self.num_batches_tracked is not None:
            self.num_batches_tracked._live.add_(1)
            momentum = 1 / int(self.num_batches_tracked._live) if momentum is None else momentum
        batch = self.training or mean is None
        given = (mean, variance, weight, bias, batch, 0.0 if momentum is None else momentum, self.eps)
        return wrap(torch.nn.functional.batch_norm(input._t, *given))
