"""Products, norms and windows of `mindspore.numpy`. Source: measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

import math
from functools import reduce
from typing import Any

import torch

from msshim._src.kernels.numpy.base import (
    FLOATS,
    Array,
    array,
    arrays,
    axes_in,
    axis_in,
    common,
    floating,
    pair,
    tensor,
    to,
)
from msshim._src.tensor import arithmetic

Dtype = torch.dtype | None


def _alike(name: str, a: torch.Tensor, b: torch.Tensor) -> None:
    if a.dtype is not b.dtype:
        raise TypeError(f"For '{name}', both dtypes must be the same, but got {a.dtype} and {b.dtype}.")


def matmul(input: Array, other: Array, dtype: Dtype = None) -> torch.Tensor:
    """The matrix product."""
    if tensor(input).ndim and tensor(other).ndim and input.shape[-1] != other.shape[-2 if other.ndim > 1 else 0]:
        raise RuntimeError(f"For 'matmul', the shapes {tuple(input.shape)} and {tuple(other.shape)} do not fit.")
    _alike("matmul", input, other)
    return to(arithmetic.matmul(input, other), dtype)


def inner(a: Array, b: Array) -> torch.Tensor:
    """The product summed over the last axes of both."""
    a, b = tensor(a), tensor(b)
    if not (a.ndim and b.ndim):
        return torch.mul(a, b)
    if a.shape[-1] != b.shape[-1]:
        raise ValueError(f"For 'inner', the last axes must be alike, but got {tuple(a.shape)} and {tuple(b.shape)}.")
    _alike("inner", a, b)
    flat = a.reshape(-1, a.shape[-1]) @ b.reshape(-1, b.shape[-1]).T
    return flat.reshape((*a.shape[:-1], *b.shape[:-1]))


def dot(a: Array, b: Array) -> torch.Tensor:
    """The product summed over the last axis of `a` and the last but one of `b`."""
    return inner(a, b.transpose(-1, -2) if tensor(b).ndim > 1 and tensor(a).ndim else b)


def outer(a: Array, b: Array) -> torch.Tensor:
    """The product of each element of `a` with each of `b`."""
    _alike("outer", tensor(a), tensor(b))
    if a.dtype is torch.bool:
        raise TypeError("the dtype bool is not supported.")
    return a.reshape(-1, 1) * b.reshape(1, -1)


def tensordot(a: Array, b: Array, axes: Any = 2) -> torch.Tensor:
    """The product summed over some axes of both."""
    first, second = tensor(a), tensor(b)
    if not (first.ndim and second.ndim) and axes == 0:
        return torch.mul(*pair(first, second))
    if not (first.ndim and second.ndim):
        raise ValueError("at least one axis is needed.")
    _alike("tensordot", first, second)
    if isinstance(axes, (list, tuple)):
        axes = [[side] if isinstance(side, int) else list(side) for side in axes]
    return torch.tensordot(first, second, axes)


def kron(a: Array, b: Array) -> torch.Tensor:
    """The product of Kronecker."""
    first, second = pair(a, b)
    return torch.kron(first.contiguous(), second.contiguous())  # torch's own, without, takes some orders only


def cross(
    a: Array, b: Array, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: int | None = None
) -> torch.Tensor:
    """The vector product of vectors of 2 or 3 elements."""
    first, second = pair(a, b)
    if axis is not None:
        axisa = axisb = axisc = axis
    dtype = first.dtype
    first = floating(first.movedim(axis_in(axisa, first.ndim), -1))
    second = floating(second.movedim(axis_in(axisb, second.ndim), -1))
    if first.shape[-1] not in (2, 3) or second.shape[-1] not in (2, 3):
        raise ValueError("For 'cross', the vectors must have 2 or 3 elements.")
    flat = first.shape[-1] == second.shape[-1] == 2
    axis_in(axisc, max(first.ndim, second.ndim) - flat)
    first, second = pair(first, second)
    x, y = first.unbind(-1), second.unbind(-1)
    last = x[0] * y[1] - x[1] * y[0]
    if flat:
        return to(last, dtype)
    third, fourth = (x[2] if len(x) > 2 else None), (y[2] if len(y) > 2 else None)
    parts = [
        _difference(x[1], fourth, third, y[1]),
        _difference(third, y[0], x[0], fourth),
        last,
    ]
    return to(torch.stack(parts, -1).movedim(-1, axisc), dtype)


def _difference(a: Any, b: Any, c: Any, d: Any) -> torch.Tensor:
    """``a * b - c * d``, where None is 0."""
    first = None if a is None or b is None else a * b
    second = None if c is None or d is None else c * d
    if first is None:
        return -second  # type: ignore[operator]
    return first if second is None else first - second


def multi_dot(arrays_: Any) -> torch.Tensor:
    """The product of several matrices."""
    if len(arrays_) < 2:
        raise ValueError("at least 2 arrays are needed.")
    given = arrays(*arrays_)
    for k, each in enumerate(given):
        if each.ndim != 2 and not (each.ndim == 1 and k in (0, len(given) - 1)):
            raise ValueError("the arrays must be matrices, and the first and last one may be vectors.")
    if given[0].is_floating_point() or given[0].is_complex():
        return torch.linalg.multi_dot(given)
    return reduce(torch.matmul, given)


def matrix_power(a: Array, n: int) -> torch.Tensor:
    """A product of `n` equal matrices."""
    x = array(a)
    if not isinstance(n, int):
        raise TypeError(f"'n' must be an int, but got {n!r}.")
    if x.ndim < 2 or x.shape[-1] != x.shape[-2]:
        raise ValueError("square matrices are needed.")
    if n < 0:
        raise ValueError(f"'n' must not be negative, but got {n}.")
    if n == 0:
        return torch.eye(x.shape[-1], dtype=x.dtype, device=x.device).broadcast_to(x.shape)
    return reduce(torch.matmul, [x] * n)


def norm(x: Array, ord: Any = None, axis: Any = None, keepdims: bool = False) -> torch.Tensor:
    """The norm of vectors or matrices."""
    if not isinstance(ord, (int, float)) and ord not in (None, "fro", "nuc"):
        raise ValueError(f"'ord' must be a number, None, 'fro' or 'nuc', but got {ord!r}.")
    t = array(x)
    ndim = t.ndim
    if axis is None:
        t = t.reshape(-1) if ord is None else t
        if t.ndim not in (1, 2):
            raise ValueError("without 'axis' a vector or matrix is needed.")
    axes = axes_in(axis, t.ndim)
    if len(axes) not in (1, 2):
        raise ValueError("there must be one or two axes.")
    t = floating(t, (torch.float64, torch.complex64))
    result = _vectors(t, ord, axes, keepdims) if len(axes) == 1 else _matrices(t, ord, axes, keepdims)
    return result.reshape([1] * (ndim - result.ndim) + list(result.shape)) if keepdims else result


def _vectors(t: torch.Tensor, ord: Any, axes: list[int], keepdims: bool) -> torch.Tensor:
    if ord in ("fro", "nuc"):
        raise ValueError("this norm is one of matrices.")
    if t.is_complex():
        t = t.real.abs().to(t.dtype)  # MindSpore leaves the imaginary part out
    size = t.abs() if not t.is_complex() else t
    ord = 2 if ord is None else ord
    if ord == math.inf:
        return size.amax(axes, keepdims)
    if ord == -math.inf:
        return size.amin(axes, keepdims)
    if ord == 0:
        return (size != 0).float().sum(axes, keepdims)
    return (size**ord).sum(axes, keepdims) ** (1 / ord)


def _matrices(t: torch.Tensor, ord: Any, axes: list[int], keepdims: bool) -> torch.Tensor:
    if ord in ("nuc", 2, -2):
        raise NotImplementedError(f"For 'norm', the norm {ord!r} of matrices is not implemented.")
    if ord in (None, "fro"):
        return t.square().sum(axes, keepdims).sqrt()
    if ord not in (1, -1, math.inf, -math.inf):
        raise ValueError(f"{ord!r} is no norm of matrices.")
    row, column = axes if abs(ord) == 1 else axes[::-1]
    sums = t.abs().sum(row, True)
    found = sums.amax(column, True) if ord > 0 else sums.amin(column, True)
    return found if keepdims else found.squeeze(tuple(axes))


def _filtered(a: torch.Tensor, v: torch.Tensor, mode: str) -> torch.Tensor:
    """The sums of products of `a` and `v`, which moves along."""
    size = v.shape[0]
    if mode not in ("same", "full", "valid"):
        raise ValueError(f"'mode' must be 'full', 'same' or 'valid', but got {mode!r}.")
    ends = {"valid": (0, 0), "same": (size // 2, size - size // 2 - 1), "full": (size - 1, size - 1)}[mode]
    padded = torch.nn.functional.pad(a, ends)
    return (padded.unfold(0, size, 1) * v).sum(-1)


def convolve(a: Array, v: Array, mode: str = "full") -> torch.Tensor:
    """The convolution of two vectors, computed in float32."""
    first, second = arrays(a, v)
    dtype = common(first, second)[0].dtype
    if not (first.numel() and second.numel()):
        raise ValueError("the arrays must not be empty.")
    if first.ndim > 1 or second.ndim > 1:
        raise ValueError("the arrays must be 1-D.")
    long, short = to(first, torch.float32).reshape(-1), to(second, torch.float32).reshape(-1)
    if long.shape[0] < short.shape[0]:
        long, short = short, long
    return to(_filtered(long, short.flip(0), mode), dtype)


def correlate(a: Array, v: Array, mode: str = "valid") -> torch.Tensor:
    """The correlation of two vectors; of ints in float32, of int64 in float64."""
    first, second = arrays(a, v)
    if not all(isinstance(each, (torch.Tensor, list, tuple)) for each in (a, v)):
        raise TypeError("Tensors, lists or tuples are expected.")
    if first.dtype is not second.dtype or first.dtype in (torch.bool, torch.uint8):
        raise TypeError(f"both dtypes must be the same signed one, but got {first.dtype} and {second.dtype}.")
    if first.ndim != 1 or second.ndim != 1:
        raise ValueError("the arrays must be 1-D.")
    if not (first.numel() and second.numel()):
        raise ValueError("the arrays must not be empty.")
    if first.dtype not in (*FLOATS, torch.complex64, torch.complex128):
        dtype = torch.float64 if first.dtype is torch.int64 else torch.float32
        first, second = first.to(dtype), second.to(dtype)
    if first.shape[0] >= second.shape[0]:
        return _filtered(first, second.conj().resolve_conj(), mode)
    return _filtered(second.conj().resolve_conj(), first, mode).flip(0)


def _samples(m: Array, rowvar: Any) -> torch.Tensor:
    x = array(m)
    if x.ndim > 2:
        raise ValueError("there must not be more than 2 axes.")
    if not x.numel():
        raise ValueError("the array must not be empty.")
    if not isinstance(rowvar, bool):
        raise TypeError(f"'rowvar' must be a bool, but got {rowvar!r}.")
    x = to(x, torch.float32).reshape(1, -1) if x.ndim < 2 else to(x, torch.float32)
    return x.T if not rowvar and x.shape[0] != 1 else x


def _weights(weights: Array, count: int, device: torch.device) -> torch.Tensor:
    w = array(weights, device)
    if w.is_floating_point() or w.dtype in (torch.bool, torch.uint8):
        raise TypeError("weights must be ints.")
    if w.ndim > 1 or w.shape[0] != count:
        raise RuntimeError("there must be one weight for each sample.")
    return w.float().abs()


def cov(
    m: Array, y: Array = None, rowvar: bool = True, bias: bool = False, ddof: int | None = None,
    fweights: Array = None, aweights: Array = None, dtype: Dtype = None,
) -> torch.Tensor:  # fmt: skip
    """The covariances of the rows, in float32."""
    x = _samples(m, rowvar)
    if y is not None:
        x = torch.cat((x, _samples(y, rowvar)))
    if ddof is None:
        ddof = 0 if bias else 1
    count, device = x.shape[1], x.device
    f = None if fweights is None else _weights(fweights, count, device)
    a = None if aweights is None else _weights(aweights, count, device)
    w = a if f is None else f if a is None else f * a
    if w is None:
        mean, total = x.mean(1, True), count - ddof
        moved = x - mean
        result = moved @ moved.T / total
    else:
        weight = w.sum()
        moved = x - (x * w).sum(1, True) / weight
        scale = weight if ddof == 0 else weight - (ddof if a is None else ddof * (w * a).sum() / weight)
        result = moved @ (moved * w).T / scale
    return to(result.squeeze(), dtype)


def corrcoef(x: Array, y: Array = None, rowvar: bool = True, dtype: Dtype = None) -> torch.Tensor:
    """The correlations of the rows, in float32."""
    c = cov(x, y, rowvar)
    if c.ndim == 0:
        return c / c
    deviation = c.diagonal().sqrt()
    return to((c / deviation[:, None] / deviation).clamp(-1, 1), dtype)


def _window(size: Any) -> torch.Tensor | None:
    """The ones of a window of less than two points, else None."""
    if not isinstance(size, int):
        raise TypeError(f"'M' must be an int, but got {size!r}.")
    return torch.ones(max(0, size)) if size <= 1 else None


def bartlett(M: int) -> torch.Tensor:
    """A triangle."""
    ones = _window(M)
    return 1 - (2 * torch.arange(M, dtype=torch.float32) - (M - 1)).abs() / (M - 1) if ones is None else ones


def _cosine(M: int, *parts: float) -> torch.Tensor:
    ones = _window(M)
    if ones is not None:
        return ones
    angle = torch.arange(M, dtype=torch.float32) * (2 * math.pi / (M - 1))
    result = torch.full_like(angle, parts[0])
    for k, part in enumerate(parts[1:], 1):
        result = result + part * torch.cos(k * angle)
    return result


def blackman(M: int) -> torch.Tensor:
    """A window of two cosines."""
    return _cosine(M, 0.42, -0.5, 0.08)


def hamming(M: int) -> torch.Tensor:
    """A raised cosine that does not reach 0."""
    return _cosine(M, 0.54, -0.46)


def hanning(M: int) -> torch.Tensor:
    """A raised cosine that reaches 0."""
    return _cosine(M, 0.5, -0.5)
