"""Special functions, with the gradients that torch lacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import special

Unary = Callable[[torch.Tensor], torch.Tensor]


def wide(function: Unary) -> Unary:
    """`function` in float32 where torch has none in float16; `input` keeps its dtype."""

    def kernel(input: torch.Tensor) -> torch.Tensor:
        if input.dtype in (torch.float16, torch.bfloat16):
            return function(input.float()).to(input.dtype)
        if not input.is_floating_point():
            raise TypeError(f"the input must be a floating-point Tensor, but got {input.dtype}.")
        return function(input)

    return kernel


def differentiable(value: Unary, derivative: Unary) -> Unary:
    """`value` with `derivative` as its gradient."""

    class Function(torch.autograd.Function):
        generate_vmap_rule = True

        @staticmethod
        def forward(x: torch.Tensor) -> torch.Tensor:
            return value(x)

        @staticmethod
        def setup_context(ctx: Any, inputs: tuple[torch.Tensor], output: torch.Tensor) -> None:
            ctx.save_for_backward(*inputs)

        @staticmethod
        def backward(ctx: Any, *gradients: torch.Tensor) -> torch.Tensor:
            return gradients[0] * derivative(ctx.saved_tensors[0])

    def kernel(x: torch.Tensor) -> torch.Tensor:
        return Function.apply(x) if x.requires_grad else value(x)  # type: ignore[no-any-return,no-untyped-call]

    return kernel


def _by_zero(x: torch.Tensor, quotient: torch.Tensor, limit: float) -> torch.Tensor:
    return torch.where(x == 0, limit, quotient)


_j0: Unary = differentiable(special.bessel_j0, lambda x: -_j1(x))
_j1: Unary = differentiable(special.bessel_j1, lambda x: _j0(x) - _by_zero(x, _j1(x) / x, 0.5))
_y0: Unary = differentiable(special.bessel_y0, lambda x: -_y1(x))
_y1: Unary = differentiable(special.bessel_y1, lambda x: _y0(x) - _y1(x) / x)
_k0: Unary = differentiable(special.modified_bessel_k0, lambda x: -_k1(x))
_k1: Unary = differentiable(special.modified_bessel_k1, lambda x: -_k0(x) - _k1(x) / x)
_k0e: Unary = differentiable(special.scaled_modified_bessel_k0, lambda x: _k0e(x) - _k1e(x))
_k1e: Unary = differentiable(special.scaled_modified_bessel_k1, lambda x: _k1e(x) * (1 - 1 / x) - _k0e(x))

bessel_i0 = wide(special.i0)
bessel_i0e = wide(special.i0e)
bessel_i1 = wide(special.i1)
bessel_i1e = wide(special.i1e)
bessel_j0 = wide(_j0)
bessel_j1 = wide(_j1)
bessel_y0 = wide(_y0)
bessel_y1 = wide(_y1)
bessel_k0 = wide(_k0)
bessel_k1 = wide(_k1)
bessel_k0e = wide(_k0e)
bessel_k1e = wide(_k1e)


def polygamma(a: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """The derivative of order `a` of digamma, a tensor too, by the Hurwitz zeta function."""
    if a.is_floating_point():
        raise TypeError(f"For 'Polygamma', the 'a' must be an integer Tensor, but got {a.dtype}.")
    if a.ndim:
        raise ValueError(f"For 'Polygamma', the 'a' must have no axis, but got shape {tuple(a.shape)}.")
    y = x.float() if x.dtype is torch.float16 else x
    n = a.to(y.dtype)
    higher = torch.where(a % 2 == 0, -1.0, 1.0) * torch.exp(torch.lgamma(n + 1)) * special.zeta(n + 1, y)
    return torch.where(a == 0, torch.digamma(y), higher).to(x.dtype)


def igamma(a: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """The regularised lower incomplete gamma function."""
    _one_dtype("Igamma", a, x)
    return special.gammainc(a, x)  # type: ignore[no-any-return]


def igammac(a: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """The regularised upper incomplete gamma function."""
    _one_dtype("Igammac", a, x)
    return special.gammaincc(a, x)  # type: ignore[no-any-return]


def zeta(x: torch.Tensor, q: torch.Tensor) -> torch.Tensor:
    """The Hurwitz zeta function of two tensors of one shape."""
    _one_dtype("Zeta", x, q)
    if x.shape != q.shape:
        raise ValueError(f"For 'Zeta', the shapes must be the same, but got {tuple(x.shape)} and {tuple(q.shape)}.")
    return special.zeta(x, q)  # type: ignore[no-any-return]


def _one_dtype(name: str, a: torch.Tensor, b: torch.Tensor) -> None:
    if a.dtype is not b.dtype:
        raise TypeError(f"For '{name}', the dtypes must be the same, but got {a.dtype} and {b.dtype}.")


def betainc(a: torch.Tensor, b: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """The regularised incomplete beta function, by its continued fraction."""
    _one_dtype("Betainc", a, b)
    _one_dtype("Betainc", a, x)
    if not a.shape == b.shape == x.shape:
        raise ValueError("For 'Betainc', the shapes must be the same.")
    turned = x > (a + 1) / (a + b + 2)
    p, q, y = torch.where(turned, b, a), torch.where(turned, a, b), torch.where(turned, 1 - x, x)
    p, q, z = p.double(), q.double(), y.double()
    tiny = 1e-300
    c, d = torch.ones_like(z), 1 / _away(1 - (p + q) * z / (p + 1), tiny)
    fraction = d
    for m in range(1, 60):
        for term in (
            m * (q - m) * z / ((p + 2 * m - 1) * (p + 2 * m)),
            -(p + m) * (p + q + m) * z / ((p + 2 * m) * (p + 2 * m + 1)),
        ):
            d = 1 / _away(1 + term * d, tiny)
            c = _away(1 + term / c, tiny)
            fraction = fraction * c * d
    front = torch.exp(p * torch.log(z) + q * torch.log1p(-z) + torch.lgamma(p + q) - torch.lgamma(p) - torch.lgamma(q))
    part = front * fraction / p
    return torch.where(turned, 1 - part, part).to(x.dtype)


def _away(x: torch.Tensor, tiny: float) -> torch.Tensor:
    return torch.where(x.abs() < tiny, tiny, x)


def mvlgamma(x: torch.Tensor, p: int) -> torch.Tensor:
    """The logarithm of the multivariate gamma function."""
    if not x.is_floating_point():
        raise TypeError(f"For 'Mvlgamma', the 'x' must be a floating-point Tensor, but got {x.dtype}.")
    return torch.mvlgamma(x, p)
