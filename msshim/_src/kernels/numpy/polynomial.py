"""Polynomials of `mindspore.numpy`, as their coefficients. Source: measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

import torch

from msshim._src.kernels.numpy.base import Array, array, arrays, pair, together
from msshim._src.kernels.numpy.linalg import convolve
from msshim._src.kernels.numpy.math import add, divide


def _coefficients(p: Array) -> torch.Tensor:
    x = array(p)
    if x.ndim > 1:
        raise ValueError("a polynomial must be a number or 1-D.")
    return x.reshape(-1)


def polyadd(a1: Array, a2: Array) -> torch.Tensor:
    """The sum."""
    a, b = _coefficients(a1), _coefficients(a2)
    first, second = a.shape[0], b.shape[0]
    total = add(a[max(first - second, 0) :], b[max(second - first, 0) :])
    rest = a[: first - second] if first > second else b[: second - first]
    return total if first == second else torch.cat(together(rest, total))  # type: ignore[no-any-return]


def polysub(a1: Array, a2: Array) -> torch.Tensor:
    """The difference."""
    a, b = pair(_coefficients(a1), _coefficients(a2))
    if array(a2).dtype is torch.bool:
        raise TypeError("the second polynomial must not be bool.")
    return polyadd(a, -b)


def polyval(p: Array, x: Array) -> torch.Tensor:
    """The value at `x`."""
    coefficients, at = arrays(p, x)
    coefficients = _coefficients(coefficients)
    if not coefficients.shape[0]:
        raise ValueError("a polynomial must have at least one coefficient.")
    powers = torch.arange(coefficients.shape[0] - 1, -1, -1, dtype=torch.float32, device=at.device)
    return (coefficients * at.unsqueeze(-1) ** powers).sum(-1)


def polyder(p: Array, m: int = 1) -> torch.Tensor:
    """The derivative of order m."""
    x = _coefficients(p)
    if m < 0:
        raise ValueError(f"'m' must not be negative, but got {m}.")
    if m >= x.shape[0]:
        return torch.zeros(0)
    for _ in range(m):
        powers = torch.arange(x.shape[0] - 1, 0, -1, dtype=torch.int32, device=x.device)
        x = x[:-1] * powers
    return x


def polymul(a1: Array, a2: Array) -> torch.Tensor:
    """The product."""
    return convolve(_coefficients(a1), _coefficients(a2))


def polyint(p: Array, m: int = 1, k: Array = None) -> torch.Tensor:
    """The integral of order m, with the constants k."""
    x = _coefficients(p)
    if m < 0:
        raise ValueError(f"'m' must not be negative, but got {m}.")
    if m == 0:
        return x
    constants = torch.zeros(m, dtype=x.dtype, device=x.device) if k is None else array(k, x.device).reshape(-1)
    if constants.shape[0] == 1:
        constants = constants.repeat(m)
    for n in range(m):
        powers = torch.arange(x.shape[0], 0, -1, dtype=torch.int32, device=x.device)
        x = torch.cat(together(divide(x, powers), constants[n : n + 1]))
    return x
