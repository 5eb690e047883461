"""Products, decompositions and equations of matrices."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import torch

from msshim._src.kernels.linalg import functions as linalg
from msshim._src.tensor.arithmetic import promote

Call = TypeVar("Call", bound=Callable[..., Any])


def single(function: Call) -> Call:
    """`function` computed in float32 where the first argument is float16, which LAPACK does not know."""

    @wraps(function)
    def kernel(**given: Any) -> Any:
        if next(iter(given.values())).dtype is not torch.float16:
            return function(**given)
        half = {k: v for k, v in given.items() if isinstance(v, torch.Tensor) and v.dtype is torch.float16}
        result = function(**given | {k: v.float() for k, v in half.items()})
        if isinstance(result, tuple):
            return tuple(part.half() if part.is_floating_point() else part for part in result)
        return result.half()

    return kernel  # type: ignore[return-value]


def _times(name: str, a: torch.Tensor, b: torch.Tensor, transpose_a: bool, transpose_b: bool) -> torch.Tensor:
    if a.dtype is not b.dtype:
        raise TypeError(f"For '{name}', the dtypes must be the same, but got {a.dtype} and {b.dtype}.")
    return torch.matmul(a.mT if transpose_a else a, b.mT if transpose_b else b)


def mat_mul(input: torch.Tensor, mat2: torch.Tensor, transpose_a: bool, transpose_b: bool) -> torch.Tensor:
    """The product of two matrices, each transposed if wanted."""
    if input.ndim != 2 or mat2.ndim != 2:
        raise ValueError(f"For 'MatMul', the inputs must have 2 dimensions, but got {input.ndim} and {mat2.ndim}.")
    return _times("MatMul", input, mat2, transpose_a, transpose_b)


def batch_mat_mul(x: torch.Tensor, y: torch.Tensor, transpose_a: bool, transpose_b: bool) -> torch.Tensor:
    """The products of matrices in two batches, each transposed if wanted."""
    if x.ndim < 2 or y.ndim < 2:
        raise ValueError(f"For 'BatchMatMul', the inputs must have 2 dimensions or more, but got {x.ndim}, {y.ndim}.")
    return _times("BatchMatMul", x, y, transpose_a, transpose_b)


def einsum(operands: Any, equation: str) -> torch.Tensor:
    """Einstein's sum."""
    return torch.einsum(equation, *operands)


@single
def matrix_inverse(x: torch.Tensor, adjoint: bool) -> torch.Tensor:
    """The inverse, of the adjoint if wanted."""
    if x.ndim < 2 or x.shape[-1] != x.shape[-2]:
        raise ValueError(f"For 'MatrixInverse', the 'x' must hold square matrices, but got {tuple(x.shape)}.")
    return torch.linalg.inv(x.mH if adjoint else x)  # type: ignore[no-any-return]


@single
def matrix_determinant(input: torch.Tensor) -> torch.Tensor:
    """The determinant."""
    _square("MatrixDeterminant", input)
    return torch.linalg.det(input)  # type: ignore[no-any-return]


@single
def log_matrix_determinant(input: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The sign and the logarithm of the absolute value of the determinant."""
    _square("LogMatrixDeterminant", input)
    sign, logarithm = torch.linalg.slogdet(input)
    return sign, logarithm.to(input.dtype)


def _square(name: str, x: torch.Tensor) -> None:
    if x.ndim < 2 or x.shape[-1] != x.shape[-2]:
        raise ValueError(f"For '{name}', the input must hold square matrices, but got {tuple(x.shape)}.")


matrix_solve = single(linalg.matrix_solve)
"""The solution of equations, of the adjoint if wanted."""


def matrix_solve_ls(matrix: torch.Tensor, rhs: torch.Tensor, l2_regularizer: Any) -> torch.Tensor:
    """The least squares of equations."""
    return _least_squares(matrix, rhs, l2_regularizer)


def lstsq(x: torch.Tensor, a: torch.Tensor) -> torch.Tensor:
    """The least squares of equations."""
    y = a.unsqueeze(-1) if a.ndim == 1 else a
    return _least_squares(x, y, 0)


def _least_squares(matrix: torch.Tensor, rhs: torch.Tensor, l2: Any) -> torch.Tensor:
    """The solution of the normal equations; where there are many, the shortest."""
    a, b = (t.float() if t.dtype is torch.float16 else t for t in (matrix, rhs))
    rank = torch.eye(min(a.shape[-2:]), dtype=a.dtype, device=a.device)
    try:
        if a.shape[-2] >= a.shape[-1]:
            found = torch.linalg.solve(a.mH @ a + l2 * rank, a.mH @ b)
        else:
            found = a.mH @ torch.linalg.solve(a @ a.mH + l2 * rank, b)
    except torch.linalg.LinAlgError:  # type: ignore[attr-defined]
        found = torch.linalg.pinv(a) @ b
    return found.to(matrix.dtype)  # type: ignore[no-any-return]


def matrix_triangular_solve(matrix: torch.Tensor, rhs: torch.Tensor, lower: bool, adjoint: bool) -> torch.Tensor:
    """The solution of equations with a triangular matrix, of its adjoint if wanted."""
    if matrix.shape[-1] != matrix.shape[-2] or matrix.shape[-1] != rhs.shape[-2]:
        raise ValueError(f"For 'MatrixTriangularSolve', {tuple(rhs.shape)} must fit {tuple(matrix.shape)}, a square.")
    if adjoint:
        return torch.linalg.solve_triangular((matrix.tril() if lower else matrix.triu()).mH, rhs, upper=lower)  # type: ignore[no-any-return]
    return torch.linalg.solve_triangular(matrix, rhs, upper=not lower)  # type: ignore[no-any-return]


@single
def matrix_power(x: torch.Tensor, n: int) -> torch.Tensor:
    """A power of each matrix."""
    return torch.linalg.matrix_power(x, n)  # type: ignore[no-any-return]


def matrix_logarithm(x: torch.Tensor) -> torch.Tensor:
    """The principal logarithm of each complex matrix, by its eigenvectors."""
    if not x.is_complex():
        raise TypeError(f"For 'MatrixLogarithm', the 'x' must be complex, but got {x.dtype}.")
    values, vectors = torch.linalg.eig(x)
    return torch.linalg.solve(vectors, vectors * torch.log(values)[..., None, :], left=False)  # type: ignore[no-any-return]


@single
def cholesky(input_x: torch.Tensor, upper: bool) -> torch.Tensor:
    """The triangular root."""
    _square("Cholesky", input_x)
    return torch.linalg.cholesky(input_x, upper=upper)  # type: ignore[no-any-return]


@single
def cholesky_solve(x1: torch.Tensor, x2: torch.Tensor, upper: bool) -> torch.Tensor:
    """The solution of equations of the matrix with the triangular root `x2`."""
    return torch.cholesky_solve(x1, x2, upper)


@single
def lu_solve(x: torch.Tensor, lu_data: torch.Tensor, lu_pivots: torch.Tensor) -> torch.Tensor:
    """The solution of equations whose matrix is decomposed."""
    return torch.linalg.lu_solve(lu_data, lu_pivots, x)  # type: ignore[no-any-return]


@single
def qr(x: torch.Tensor, full_matrices: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The orthogonal and the triangular factor."""
    q, r = torch.linalg.qr(x, "complete" if full_matrices else "reduced")
    return q, r


@single
def svd(input: torch.Tensor, full_matrices: bool, compute_uv: bool) -> tuple[torch.Tensor, ...]:
    """The singular values, and the vectors to the left and right as columns."""
    if not compute_uv:
        none = torch.zeros(1, dtype=input.dtype, device=input.device)  # as MindSpore's
        return torch.linalg.svdvals(input).to(input.dtype), none, none
    u, s, v = torch.linalg.svd(input, full_matrices)
    return s.to(input.dtype), u, v.mH


def eig(x: torch.Tensor, compute_v: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The eigenvalues, and the eigenvectors if wanted."""
    if compute_v:
        values, vectors = torch.linalg.eig(x)
        return values, vectors
    values = torch.linalg.eigvals(x)
    return values, torch.empty(0, dtype=values.dtype, device=x.device)


@single
def geqrf(input: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The reflections of a QR decomposition."""
    a, tau = torch.geqrf(input)
    return a, tau


def tridiagonal_mat_mul(
    superdiag: torch.Tensor, maindiag: torch.Tensor, subdiag: torch.Tensor, rhs: torch.Tensor
) -> torch.Tensor:
    """The product of a tridiagonal matrix and another."""
    above = superdiag.squeeze(-2).unsqueeze(-1) * torch.nn.functional.pad(rhs[..., 1:, :], (0, 0, 0, 1))
    below = subdiag.squeeze(-2).unsqueeze(-1) * torch.nn.functional.pad(rhs[..., :-1, :], (0, 0, 1, 0))
    return maindiag.squeeze(-2).unsqueeze(-1) * rhs + above + below


@single
def cdist(x1: torch.Tensor, x2: torch.Tensor, p: float) -> torch.Tensor:
    """The p-norm distance of each two rows."""
    if not isinstance(x1, torch.Tensor) or not isinstance(x2, torch.Tensor):
        raise TypeError("For 'Cdist', both must be Tensors.")
    if x1.ndim < 2 or x2.ndim < 2 or x1.shape[-1] != x2.shape[-1] or p < 0:
        raise ValueError(f"For 'Cdist', the rows of both must be as long, and 'p' not negative, but got {p}.")
    return torch.cdist(x1, x2, p)


def cross(input: torch.Tensor, other: torch.Tensor, dim: int) -> torch.Tensor:
    """The cross product along an axis; without one, the first of size 3."""
    return linalg.cross(input, other, None if dim == -65530 else dim)


def renorm(input: torch.Tensor, p: int, dim: int, maxnorm: float) -> torch.Tensor:
    """Each slice along an axis scaled down to a norm."""
    if p <= 0:
        raise ValueError(f"For 'Renorm', the 'p' must be positive, but got {p}.")
    return torch.renorm(input, float(p), dim, maxnorm)


def lerp(input: Any, end: Any, weight: Any) -> torch.Tensor:
    """From `input` to `end` by a weight."""
    if isinstance(input, torch.Tensor) and isinstance(end, torch.Tensor) and input.dtype is not end.dtype:
        raise TypeError(f"For 'Lerp', the dtypes must be the same, but got {input.dtype} and {end.dtype}.")
    if isinstance(weight, bool):
        raise TypeError(f"For 'Lerp', the 'weight' must be a Tensor or a float, but got {weight}.")
    if isinstance(weight, torch.Tensor) and weight.dtype is not input.dtype:
        input, weight = promote(input, weight)
    return torch.lerp(input, end, weight)


def _banded(
    rows: int, columns: int, k: tuple[int, int], align: str, device: torch.device
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Which places of the packed diagonals are used, and the row and column of each."""
    low, high = k
    above, below = align.split("_")
    lengths = {d: min(rows + min(d, 0), columns - max(d, 0)) for d in range(low, high + 1)}
    widest = max(lengths.values())
    diagonals = torch.arange(high, low - 1, -1, device=device)[:, None]
    length = torch.minimum(rows + diagonals.clamp_max(0), columns - diagonals.clamp_min(0))
    right = (diagonals >= 0) & (above == "RIGHT") | (diagonals < 0) & (below == "RIGHT")
    place = torch.arange(widest, device=device) - torch.where(right, widest - length, 0)
    used = (place >= 0) & (place < length)
    place = torch.where(used, place, 0)
    return used, place - diagonals.clamp_max(0), place + diagonals.clamp_min(0)


def _span(k: Any) -> tuple[int, int]:
    given = k.reshape(-1).tolist() if isinstance(k, torch.Tensor) else [k] if isinstance(k, int) else list(k)
    return given[0], given[-1]


def matrix_diag_part(x: torch.Tensor, k: Any, padding_value: Any, align: str) -> torch.Tensor:
    """Diagonals of matrices, packed a row each; what is left over holds a padding."""
    low, high = _span(k)
    used, row, column = _banded(x.shape[-2], x.shape[-1], (low, high), align, x.device)
    packed = torch.where(used, x[..., row, column], padding_value)
    return packed.squeeze(-2) if low == high else packed


def matrix_diag(x: torch.Tensor, k: Any, num_rows: Any, num_cols: Any, padding_value: Any, align: str) -> torch.Tensor:
    """Matrices with packed diagonals, and a padding elsewhere."""
    low, high = _span(k)
    packed = x.unsqueeze(-2) if low == high else x
    rows, columns, widest = int(num_rows), int(num_cols), packed.shape[-1]
    if rows == -1 and columns == -1:
        rows = columns = widest + max(abs(low) if high < 0 else low, 0)
    elif rows == -1:
        rows = widest - min(high, 0)
    elif columns == -1:
        columns = widest + max(low, 0)
    made = torch.zeros((*packed.shape[:-2], rows, columns), dtype=x.dtype, device=x.device) + padding_value
    return _with_diagonals(made.to(x.dtype), packed, (low, high), align)


def matrix_set_diag(x: torch.Tensor, diagonal: torch.Tensor, k: Any, align: str) -> torch.Tensor:
    """Matrices with other diagonals."""
    low, high = _span(k)
    dtype = torch.promote_types(x.dtype, diagonal.dtype)
    x, diagonal = x.to(dtype), diagonal.to(dtype)
    return _with_diagonals(x, diagonal.unsqueeze(-2) if low == high else diagonal, (low, high), align)


def _with_diagonals(x: torch.Tensor, packed: torch.Tensor, k: tuple[int, int], align: str) -> torch.Tensor:
    used, row, column = _banded(x.shape[-2], x.shape[-1], k, align, x.device)
    flat = (row * x.shape[-1] + column)[used]
    whole = x.reshape(*x.shape[:-2], -1)
    values = packed[..., used]
    return whole.scatter(-1, flat.expand(values.shape), values).reshape(x.shape)


def nuclear_norm(x: torch.Tensor, dim: Any, keepdim: bool) -> torch.Tensor:
    """The sum of the singular values over two axes, by default of a matrix."""
    if dim is None and x.dim() != 2:
        raise ValueError(f"For 'NuclearNorm', the 'x' must be a matrix without 'dim', but got {tuple(x.shape)}.")
    axes = (0, 1) if dim is None else (dim[0], dim[1])
    if x.dtype not in (torch.float32, torch.float64):
        raise TypeError(f"For 'NuclearNorm', the 'x' must be float32 or float64, but got {x.dtype}.")
    if x.dim() < 2 or not all(-x.dim() <= axis < x.dim() for axis in axes) or axes[0] % x.dim() == axes[1] % x.dim():
        raise ValueError(f"For 'NuclearNorm', 'dim' must be two axes of {tuple(x.shape)}, but got {axes}.")
    return torch.linalg.matrix_norm(x, "nuc", axes, keepdim)


def nuclear_norm_setup(dim: Any, keepdim: bool) -> dict[str, Any]:
    """Looks at the axes: TypeError where they are no ints, ValueError where they are not two."""
    if dim is not None and not isinstance(dim, (list, tuple)):
        raise TypeError(f"For 'NuclearNorm', the 'dim' must be a tuple or list, but got {dim!r}.")
    if dim is not None and len(dim) != 2:
        raise ValueError(f"For 'NuclearNorm', the 'dim' must hold two axes, but got {dim!r}.")
    if dim is not None and not all(isinstance(axis, int) for axis in dim):
        raise TypeError(f"For 'NuclearNorm', the 'dim' must hold ints, but got {dim!r}.")
    return {}
