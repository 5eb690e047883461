"""Products, decompositions and matrices where MindSpore is not quite torch. Source: MindSpore 2.10."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from msshim._src.kernels.linalg.norms import norm

_FLOATS = (torch.float16, torch.float32, torch.float64)
_WHOLE = {torch.int32, torch.int64}


def matmul(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """``input @ other`` of tensors with at least one axis and of one dtype."""
    if not input.dim() or not other.dim():
        raise ValueError("For 'matmul', both operands must have at least one axis, but got a 0-d tensor.")
    if input.dtype is not other.dtype:
        dtype = torch.promote_types(input.dtype, other.dtype)
        input, other = input.to(dtype), other.to(dtype)
    try:
        return torch.matmul(input, other)
    except RuntimeError as error:
        raise RuntimeError(f"For 'matmul', the last two axes of both operands must fit: {error}") from None


def dot(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """The last axis of `input` with the last but one of `other`."""
    if input.dim() == 1 and other.dim() == 1:
        return torch.sum(input * other, 0)
    return torch.tensordot(input, other, dims=([-1], [-2 if other.dim() > 1 else 0]))  # type: ignore[no-untyped-call,no-any-return]


def tensor_dot(input: torch.Tensor, other: torch.Tensor, dims: Any) -> torch.Tensor:
    """The sum of products over some axes."""
    axes = ([dims[0]], [dims[1]]) if not isinstance(dims, int) and isinstance(dims[0], int) else dims
    return torch.tensordot(input, other, dims=axes)  # type: ignore[no-untyped-call,no-any-return]


def batch_dot(input: torch.Tensor, other: torch.Tensor, dims: Any) -> torch.Tensor:
    """The sum of products over one axis of each, sample by sample."""
    if dims is None:
        dims = (input.dim() - 1, 1 if other.dim() == 2 else other.dim() - 2)
    first, second = (dims, dims) if isinstance(dims, int) else dims
    a = input.movedim(first, -1)
    b = other.movedim(second, 1)
    left, right = a.shape[1:-1], b.shape[2:]
    found = torch.bmm(a.reshape(a.shape[0], -1, a.shape[-1]), b.reshape(b.shape[0], b.shape[1], -1))
    return found.reshape(a.shape[0], *left, *right) if left or right else found.reshape(a.shape[0], 1)


def addr(input: torch.Tensor, vec1: torch.Tensor, vec2: torch.Tensor, beta: Any, alpha: Any) -> torch.Tensor:
    """``beta * input + alpha * outer(vec1, vec2)``; of ints, the factors are cut to ints."""
    if not (input.is_floating_point() or input.is_complex()):
        beta, alpha = int(beta), int(alpha)
    return beta * input + alpha * torch.outer(vec1.reshape(-1), vec2.reshape(-1))


def addbmm(input: torch.Tensor, batch1: torch.Tensor, batch2: torch.Tensor, beta: Any, alpha: Any) -> torch.Tensor:
    """``beta * input + alpha * (batch1 @ batch2).sum(0)``."""
    product = torch.matmul(batch1, batch2)
    return beta * input + alpha * (product.sum(0) if product.dim() > 2 else product.sum(0, keepdim=True))


def addmm(input: torch.Tensor, mat1: torch.Tensor, mat2: torch.Tensor, beta: Any, alpha: Any) -> torch.Tensor:
    """``beta * input + alpha * mat1 @ mat2``; of ints, a float makes floats."""
    if (isinstance(beta, float) or isinstance(alpha, float)) and not (input.is_floating_point() or input.is_complex()):
        return beta * input + alpha * torch.matmul(mat1, mat2)
    return torch.addmm(input, mat1, mat2, beta=beta, alpha=alpha)


def baddbmm(input: torch.Tensor, batch1: torch.Tensor, batch2: torch.Tensor, beta: Any, alpha: Any) -> torch.Tensor:
    """``beta * input + alpha * batch1 @ batch2``; TypeError for factors that are no ints, of what is no float."""
    if (isinstance(beta, float) or isinstance(alpha, float)) and input.dtype not in _FLOATS:
        raise TypeError(f"For 'baddbmm', 'beta' and 'alpha' must be ints for {input.dtype}, but got {beta}, {alpha}.")
    return beta * input + alpha * torch.matmul(batch1, batch2)


def renorm(input: torch.Tensor, p: Any, dim: int, maxnorm: Any) -> torch.Tensor:
    """torch.renorm, also of a vector."""
    if input.ndim == 1:
        if dim not in (0, -1):
            raise RuntimeError(f"For 'renorm', the 'axis' must be 0 or -1 of a vector, but got {dim}.")
        return torch.renorm(input.unsqueeze(-1), p, 0, maxnorm).squeeze(-1)
    return torch.renorm(input, p, dim, maxnorm)


def diff(input: torch.Tensor, n: int, dim: Any, prepend: Any, append: Any) -> torch.Tensor:
    """The differences of neighbours; TypeError where `n` is no int, RuntimeError where it is not 1."""
    if not isinstance(n, int) or isinstance(n, bool):
        raise TypeError(f"For 'diff', the 'n' must be an int, but got {n!r}.")
    if n != 1:
        raise RuntimeError(f"For 'diff', the 'n' must be 1, but got {n}.")
    return torch.diff(input, 1, dim, prepend, append)


def kron(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """torch.kron, which takes no other layouts of some shapes."""
    return torch.kron(input.contiguous(), other.contiguous())


def outer(input: torch.Tensor, vec2: torch.Tensor) -> torch.Tensor:
    """Each element of `input` as a row, times `vec2`."""
    if not isinstance(vec2, torch.Tensor):
        raise TypeError(f"For 'outer', 'vec2' must be a Tensor, but got {vec2!r}.")
    return input.reshape(-1, 1) * vec2


def cov(input: torch.Tensor, correction: int, fweights: Any, aweights: Any) -> torch.Tensor:
    """The covariances of the rows, at least float32."""
    input = input.float() if input.dtype in (torch.float16, torch.bfloat16) else input
    return torch.cov(input, correction=correction, fweights=fweights, aweights=aweights)


def cross(input: torch.Tensor, other: torch.Tensor, dim: int | None) -> torch.Tensor:
    """The cross product along the axis of size 3, the first such one by default; in the dtype of `input`.

    Raises:
        TypeError: The dtypes are two, and neither both floating-point nor int32 and int64.
    """
    if input.dtype is not other.dtype:
        if not (input.is_floating_point() and other.is_floating_point()) and {input.dtype, other.dtype} != _WHOLE:
            raise TypeError(f"For 'cross', the dtypes must be the same, but got {input.dtype} and {other.dtype}.")
        other = other.to(input.dtype)
    if dim is None:
        dim = next((axis for axis, size in enumerate(input.shape) if size == 3), -1)
    return torch.linalg.cross(input, other, dim=dim)


def einsum(equation: str, operands: Sequence[Any]) -> torch.Tensor:
    """Einstein's sum; the operands may come as one list."""
    many = operands[0] if len(operands) == 1 and isinstance(operands[0], (list, tuple)) else operands
    return torch.einsum(equation, *many)


def slogdet(input: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The sign of the determinant, and the logarithm of its magnitude."""
    sign, log = torch.linalg.slogdet(input)
    return sign, log


def qr(input: torch.Tensor, mode: str) -> tuple[torch.Tensor, torch.Tensor]:
    """An orthogonal and an upper triangular factor."""
    q, r = torch.linalg.qr(input, mode)
    return q, r


def svd(input: torch.Tensor, full_matrices: bool, compute_uv: bool) -> Any:
    """The singular values, and the left and right vectors as columns."""
    if not compute_uv:
        return torch.linalg.svdvals(input)
    u, s, vh = torch.linalg.svd(input, full_matrices)
    return s, u, vh.mH


def geqrf(input: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The QR factors as LAPACK packs them."""
    a, tau = torch.geqrf(input)
    return a, tau


def check_pivots(LU_data: torch.Tensor, LU_pivots: torch.Tensor) -> None:
    """ValueError unless there are as many pivots as the shorter side of the matrices is long."""
    if LU_data.ndim > 1 and LU_pivots.shape != (*LU_data.shape[:-2], min(LU_data.shape[-2:])):
        raise ValueError(
            f"For 'lu_unpack', 'LU_pivots' must fit matrices of {tuple(LU_data.shape)}, but got "
            f"{tuple(LU_pivots.shape)}."
        )


def lu_unpack(
    LU_data: torch.Tensor, LU_pivots: torch.Tensor, unpack_data: bool, unpack_pivots: bool
) -> tuple[torch.Tensor, ...]:
    """The factors of an LU decomposition: the permutation, the lower and the upper one; ValueError for other pivots."""
    check_pivots(LU_data, LU_pivots)
    return tuple(torch.lu_unpack(LU_data, LU_pivots, unpack_data, unpack_pivots))


def lu_solve(b: torch.Tensor, LU_data: torch.Tensor, LU_pivots: torch.Tensor) -> torch.Tensor:
    """The solution from an LU decomposition."""
    return torch.linalg.lu_solve(LU_data, LU_pivots, b)


def matrix_solve(matrix: torch.Tensor, rhs: torch.Tensor, adjoint: bool) -> torch.Tensor:
    """The solution of ``matrix @ x = rhs``; ValueError for other numbers of axes and a singular matrix."""
    if matrix.ndim != rhs.ndim:
        raise ValueError(f"For 'matrix_solve', 'rhs' must have {matrix.ndim} axes, but got {rhs.ndim}.")
    try:
        return torch.linalg.solve(matrix.mH if adjoint else matrix, rhs)
    except torch.linalg.LinAlgError as error:  # type: ignore[attr-defined]
        raise ValueError(f"For 'matrix_solve', the 'matrix' must not be singular: {error}") from None


def matrix_band_part(x: torch.Tensor, lower: Any, upper: Any) -> torch.Tensor:
    """The band of `lower` diagonals below and `upper` above the main one, zeros elsewhere; -1 is all."""
    rows, columns = x.shape[-2:]
    offset = torch.arange(columns, device=x.device) - torch.arange(rows, device=x.device).unsqueeze(1)
    low = torch.as_tensor(lower, device=x.device)[..., None, None]
    up = torch.as_tensor(upper, device=x.device)[..., None, None]
    kept = ((low < 0) | (-offset <= low)) & ((up < 0) | (offset <= up))
    return torch.where(kept, x, torch.zeros((), dtype=x.dtype, device=x.device))


def vander(x: torch.Tensor, N: int | None) -> torch.Tensor:
    """Powers of the elements, falling from left to right; ValueError of what is no vector."""
    if x.ndim != 1:
        raise ValueError(f"For 'vander', the 'x' must be 1-D, but got {x.ndim} axes.")
    count = x.shape[0] if N is None else N
    return x.unsqueeze(-1) ** torch.arange(count - 1, -1, -1, device=x.device)


def trace(input: torch.Tensor) -> torch.Tensor:
    """The sum of the diagonal in the input's dtype."""
    return torch.trace(input).to(input.dtype)


def inv(input: torch.Tensor) -> torch.Tensor:
    """One over each element; of ints the integer part."""
    if input.is_floating_point() or input.is_complex():
        return torch.reciprocal(input)
    return torch.div(1, input, rounding_mode="trunc")


def trapz(y: torch.Tensor, x: torch.Tensor | None, dx: float, dim: int) -> torch.Tensor:
    """The integral by trapezoids, at the points `x` or `dx` apart; in float32 or half precision."""
    y = y.real if y.is_complex() else y
    held = y.dtype if y.dtype is torch.float16 else torch.float32
    if x is None:
        return torch.trapezoid(y.to(held), dx=dx, dim=dim)
    return torch.trapezoid(y.float(), x.float(), dim=dim)


def cdist(x1: torch.Tensor, x2: torch.Tensor, p: float) -> torch.Tensor:
    """The p-norm distances of all pairs of rows."""
    if x1.dtype in (torch.float16, torch.bfloat16):
        return torch.cdist(x1.float(), x2.float(), p).to(x1.dtype)
    return torch.cdist(x1, x2, p)


def adjoint(input: torch.Tensor) -> torch.Tensor:
    """The conjugate transpose of the last two axes."""
    return input.mH


def cond(A: torch.Tensor, p: Any) -> torch.Tensor:
    """The norm of each matrix times that of its inverse, float32."""
    order = 2 if p is None else p
    if A.dim() < 2 or A.shape[-1] != A.shape[-2]:
        raise ValueError(f"For 'cond', the 'A' must hold square matrices, but got {tuple(A.shape)}.")
    if not (A.is_floating_point() or A.is_complex()):
        raise TypeError(f"For 'cond', the 'A' must be floating-point or complex, but got {A.dtype}.")
    found: torch.Tensor = norm(A, order, (-2, -1), False, None) * norm(
        torch.linalg.inv(A), order, (-2, -1), False, None
    )
    return (found.real if found.is_complex() else found).float()
