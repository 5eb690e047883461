"""Normalisation over single images. Source: mindspore.nn of 2.10."""

from __future__ import annotations

import numbers
from typing import Any

import torch.nn.functional as F

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.init.initial_value import initializer
from msshim._src.init.initializer import Initializer
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


class _InstanceNorm(Cell):
    """Normalisation of each channel of each example. MindSpore's CPU has no kernel for it.

    Args:
        num_features: The channels, a positive int.
        eps: A float, added to the variance.
        momentum: A float from 0 to 1: how much the moving values take of each batch.
        affine: Whether gamma and beta are trained.
        gamma_init, beta_init: How these start.
        dtype: The parameters' type.

    Raises:
        TypeError: An argument is of another type.
        ValueError: An argument is out of its range, or the input has not as many axes.
    """

    _rank = 0

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        affine: bool = True,
        gamma_init: Any = "ones",
        beta_init: Any = "zeros",
        dtype: Any = mstype.float32,
    ) -> None:
        super().__init__()
        kinds = {"num_features": int, "eps": float, "momentum": float, "affine": bool}
        given = {"num_features": num_features, "eps": eps, "momentum": momentum, "affine": affine}
        for name, kind in kinds.items():
            if not isinstance(given[name], kind) or (kind is int and isinstance(given[name], bool)):
                raise TypeError(f"For '{self.cls_name}', '{name}' must be {kind.__name__}, but got {given[name]!r}.")
        for name, init in (("gamma_init", gamma_init), ("beta_init", beta_init)):
            if not isinstance(init, (Tensor, numbers.Number, str, Initializer)):
                raise TypeError(f"For '{self.cls_name}', '{name}' must be an initial value, but got {init!r}.")
            if isinstance(init, Tensor) and init.dtype != mstype.float32:
                raise TypeError(f"For '{self.cls_name}', '{name}' must be float32, but got {init.dtype}.")
        if num_features < 1:
            raise ValueError(f"For '{self.cls_name}', 'num_features' must be at least 1, but got {num_features}.")
        if not 0 <= momentum <= 1:
            raise ValueError(f"For '{self.cls_name}', 'momentum' must be in [0, 1], but got {momentum}.")
        self.num_features, self.eps, self.momentum = num_features, eps, momentum

        def made(name: str, init: Any, trained: bool) -> Parameter:
            return Parameter(initializer(init, num_features, dtype=dtype), name=name, requires_grad=trained)

        self.moving_mean = made("mean", "zeros", False)
        self.moving_variance = made("variance", "ones", False)
        self.gamma = made("gamma", gamma_init, affine)
        self.beta = made("beta", beta_init, affine)

    def construct(self, x: Tensor) -> Tensor:
        """(N, C, ...) as it came."""
        if x.ndim != self._rank:
            raise ValueError(f"For '{self.cls_name}', 'x' must have {self._rank} axes, but got {x.ndim}.")
        mean, variance = self._torch("moving_mean"), self._torch("moving_variance")
        weights = self.gamma._t, self.beta._t
        # With one axis for all places: torch's CPU mistakes some layouts of more (kernels/layouts.py).
        flat = x._t.flatten(2)
        return Tensor(F.instance_norm(flat, mean, variance, *weights, True, self.momentum, self.eps).view(x._t.shape))

    def extend_repr(self) -> str:
        """The options and parameters."""
        return (
            f"num_features={self.num_features}, eps={self.eps}, momentum={self.momentum}, gamma={self.gamma}, "
            f"beta={self.beta}, moving_mean={self.moving_mean}, moving_variance={self.moving_variance}"
        )


class InstanceNorm1d(_InstanceNorm):
    """`InstanceNorm` of (N, C, L)."""

    _rank = 3


class InstanceNorm2d(_InstanceNorm):
    """`InstanceNorm` of (N, C, H, W)."""

    _rank = 4


class InstanceNorm3d(_InstanceNorm):
    """`InstanceNorm` of (N, C, D, H, W)."""

    _rank = 5
