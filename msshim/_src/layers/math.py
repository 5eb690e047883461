"""Mathematical cells from MindSpore's early days. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
import torch.nn.functional as F

from msshim._src.cell.cell import Cell
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.interop import to_handles
from msshim._src.tensor.tensor import Tensor

_HALVES = (mstype.float16, mstype.float32)


def _floating(who: str, **tensors: Any) -> None:
    for name, value in tensors.items():
        if value.dtype not in _HALVES:
            raise TypeError(f"For '{who}', '{name}' must be float16 or float32, but got {value.dtype}.")


def _axes(axis: Any) -> Any:
    """An axis as torch takes it: none and () mean all."""
    return None if axis is None or axis == () else axis


class LGamma(Cell):
    """``log|gamma(x)|`` of a float16 or float32 tensor. Raises TypeError for another dtype."""

    def __init__(self) -> None:
        super().__init__()

    def construct(self, x: Tensor) -> Tensor:
        """Each element's."""
        _floating(self.cls_name, x=x)
        return Tensor(torch.lgamma(x._t))


class DiGamma(Cell):
    """The derivative of ``log(gamma(x))`` of a float16 or float32 tensor. Raises TypeError for another dtype."""

    def __init__(self) -> None:
        super().__init__()

    def construct(self, x: Tensor) -> Tensor:
        """Each element's."""
        _floating(self.cls_name, x=x)
        return Tensor(torch.digamma(x._t))


class LBeta(Cell):
    """``log|beta(x, y)|`` of float16 or float32 tensors. Raises TypeError for another dtype."""

    def __init__(self) -> None:
        super().__init__()

    def construct(self, x: Tensor, y: Tensor) -> Tensor:
        """Each pair's."""
        _floating(self.cls_name, x=x, y=y)
        return Tensor(torch.lgamma(x._t) + torch.lgamma(y._t) - torch.lgamma(x._t + y._t))


class IGamma(Cell):
    """The regularised lower incomplete gamma function of float32 tensors. Raises TypeError for another dtype."""

    def __init__(self) -> None:
        super().__init__()

    def construct(self, a: Tensor, x: Tensor) -> Tensor:
        """Each pair's."""
        _floating(self.cls_name, a=a, x=x)
        return Tensor(torch.special.gammainc(a._t, x._t))


class MatMul(Cell):
    """The matrix product, of transposed factors where asked.

    Args:
        transpose_x1, transpose_x2: Whether the last two axes of a factor are exchanged.

    Raises:
        TypeError: An argument is no bool.
    """

    def __init__(self, transpose_x1: bool = False, transpose_x2: bool = False) -> None:
        super().__init__()
        for name, value in (("transpose_x1", transpose_x1), ("transpose_x2", transpose_x2)):
            if not isinstance(value, bool):
                raise TypeError(f"For 'MatMul', '{name}' must be a bool, but got {value!r}.")
        self.transpose_x1 = transpose_x1
        self.transpose_x2 = transpose_x2

    def construct(self, x1: Tensor, x2: Tensor) -> Tensor:
        """The product."""
        a, b = x1._t, x2._t
        a = a.mT if self.transpose_x1 and a.ndim > 1 else a
        b = b.mT if self.transpose_x2 and b.ndim > 1 else b
        return Tensor(a @ b)


class MatInverse(Cell):
    """The inverses of symmetric positive definite matrices. MindSpore's CPU has no kernel for it."""

    def __init__(self) -> None:
        super().__init__()

    def construct(self, x: Tensor) -> Tensor:
        """The inverses."""
        return Tensor(torch.cholesky_inverse(torch.linalg.cholesky(x._t)))


class MatDet(Cell):
    """The determinants of symmetric positive definite matrices."""

    def __init__(self) -> None:
        super().__init__()

    def construct(self, x: Tensor) -> Tensor:
        """The determinants."""
        return Tensor(torch.linalg.cholesky(x._t).diagonal(dim1=-2, dim2=-1).prod(-1) ** 2)


class Moments(Cell):
    """Mean and variance along axes.

    Args:
        axis: An int, a tuple of ints, or None for all.
        keep_dims: Whether the axes stay, of length 1.

    Raises:
        TypeError: If `axis` or `keep_dims` is of another type.
    """

    def __init__(self, axis: Any = None, keep_dims: bool | None = None) -> None:
        super().__init__()
        if axis is not None and (not isinstance(axis, (int, tuple)) or isinstance(axis, bool)):
            raise TypeError(f"For '{self.cls_name}', the 'axis' must be an int or a tuple, but got {axis!r}.")
        if keep_dims is not None and not isinstance(keep_dims, bool):
            raise TypeError(f"For '{self.cls_name}', the 'keep_dims' must be a bool, but got {keep_dims!r}.")
        self.axis = () if axis is None else axis
        self.keep_dims = bool(keep_dims)

    def construct(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """``(mean, variance)``, computed in float32."""
        _floating(self.cls_name, x=x)
        variance, mean = torch.var_mean(x._t.float(), _axes(self.axis), correction=0, keepdim=self.keep_dims)
        found: tuple[Tensor, Tensor] = to_handles((mean.to(x._t.dtype), variance.to(x._t.dtype)))
        return found


class Norm(Cell):
    """The Euclidean norm along axes.

    Args:
        axis: An int, a tuple of ints, or () for all.
        keep_dims: Whether the axes stay, of length 1.

    Raises:
        TypeError: `keep_dims` is no bool.
    """

    def __init__(self, axis: Any = (), keep_dims: bool = False) -> None:
        super().__init__()
        if not isinstance(keep_dims, bool):
            raise TypeError(f"For 'Norm', 'keep_dims' must be a bool, but got {keep_dims!r}.")
        self.axis = axis
        self.keep_dims = keep_dims

    def construct(self, x: Tensor) -> Tensor:
        """The norm."""
        return Tensor(x._t.square().sum(_axes(self.axis), keepdim=self.keep_dims).sqrt())

    def extend_repr(self) -> str:
        """The options."""
        return f"axis={self.axis}, keep_dims={self.keep_dims}"


class OneHot(Cell):
    """One value at an index, another elsewhere.

    Args:
        axis: Where the new axis goes.
        depth: Its length.
        on_value, off_value: The values.
        dtype: Their type.
    """

    def __init__(
        self, axis: int = -1, depth: int = 1, on_value: float = 1.0, off_value: float = 0.0, dtype: Any = mstype.float32
    ) -> None:
        super().__init__()
        self.axis, self.depth, self.dtype = axis, depth, dtype
        self.on_value, self.off_value = on_value, off_value

    def construct(self, indices: Tensor) -> Tensor:
        """The indices' shape with the new axis; an index out of range gives `off_value` alone."""
        places = torch.arange(self.depth, device=indices._t.device)
        hit = (indices._t.unsqueeze(-1) == places).movedim(-1, self.axis)
        dtype = mstype.dtype_to_torch(self.dtype)
        on, off = (torch.tensor(v, dtype=dtype, device=hit.device) for v in (self.on_value, self.off_value))
        return Tensor(torch.where(hit, on, off))


class Range(Cell):
    """The numbers from `start` below `limit` in steps; from 0 below `start` without `limit`.

    Raises:
        ValueError: `delta` is 0.
    """

    def __init__(self, start: float, limit: float | None = None, delta: float = 1) -> None:
        super().__init__()
        if delta == 0:
            raise ValueError("For 'Range', 'delta' must not be 0, but got 0.")
        data = np.arange(start, limit, delta) if limit is not None else np.arange(start)
        self.result_tensor = Tensor(data, mstype.float32 if data.dtype == np.float64 else mstype.int32)

    def construct(self) -> Tensor:
        """The numbers."""
        found: Tensor = self.result_tensor
        return found


class Roll(Cell):
    """Elements moved along axes, those at the end to the front. MindSpore's CPU has no kernel for it.

    Args:
        shift, axis: An int each, or as many of the one as of the other.

    Raises:
        TypeError: An argument is of another type.
        ValueError: There are not as many, or the input has no such axis.
    """

    def __init__(self, shift: Any, axis: Any) -> None:
        super().__init__()
        for name, value in (("shift", shift), ("axis", axis)):
            if not isinstance(value, (int, tuple, list)):
                raise TypeError(f"For 'Roll', '{name}' must be an int, tuple or list, but got {value!r}.")
        self.shift = [*shift] if isinstance(shift, (tuple, list)) else [shift]
        self.axis = [*axis] if isinstance(axis, (tuple, list)) else [axis]
        if len(self.shift) != len(self.axis):
            raise ValueError(f"For 'Roll', 'shift' and 'axis' must be as many, but got {shift} and {axis}.")

    def construct(self, input_x: Tensor) -> Tensor:
        """The input, rolled."""
        for axis in self.axis:
            if not -input_x.ndim <= axis < input_x.ndim:
                raise ValueError(f"For 'Roll', 'axis' must be in [{-input_x.ndim}, {input_x.ndim}), but got {axis}.")
        return Tensor(input_x._t.roll(self.shift, self.axis))


class Tril(Cell):
    """The lower triangles of matrices."""

    def __init__(self) -> None:
        super().__init__()

    def construct(self, x: Tensor, k: int = 0) -> Tensor:
        """The elements on diagonal `k` and below; 0 elsewhere."""
        return Tensor(x._t.tril(k))


class Triu(Cell):
    """The upper triangles of matrices."""

    def __init__(self) -> None:
        super().__init__()

    def construct(self, x: Tensor, k: int = 0) -> Tensor:
        """The elements on diagonal `k` and above; 0 elsewhere."""
        return Tensor(x._t.triu(k))


class MatrixDiag(Cell):
    """Matrices with the last axis on the diagonal. MindSpore's CPU has no kernel for it."""

    def __init__(self) -> None:
        super().__init__()

    def construct(self, input_x: Tensor) -> Tensor:
        """(*, N) as (*, N, N)."""
        return Tensor(input_x._t.diag_embed())


class MatrixDiagPart(Cell):
    """The diagonals of matrices. MindSpore's CPU has no kernel for it."""

    def __init__(self) -> None:
        super().__init__()

    def construct(self, input_x: Tensor) -> Tensor:
        """(*, M, N) as (*, min(M, N))."""
        return Tensor(input_x._t.diagonal(dim1=-2, dim2=-1))


class MatrixSetDiag(Cell):
    """Matrices with another diagonal. MindSpore's CPU has no kernel for it."""

    def __init__(self) -> None:
        super().__init__()

    def construct(self, input_x: Tensor, diagonal: Tensor) -> Tensor:
        """`input_x` with `diagonal` on its diagonals."""
        return Tensor(torch.diagonal_scatter(input_x._t, diagonal._t, dim1=-2, dim2=-1))


class Unfold(Cell):
    """The patches of images, each as the channels of one place. MindSpore's CPU has no kernel for it.

    Args:
        ksizes, strides, rates: ``[1, rows, columns, 1]``: the size of a patch, the steps from patch to patch, and
            from element to element.
        padding: 'valid', or 'same' for patches that reach beyond the image, where it is 0.

    Raises:
        TypeError: One of the first three is no tuple or list.
        ValueError: One of them has another form.
    """

    def __init__(self, ksizes: Any, strides: Any, rates: Any, padding: str = "valid") -> None:
        super().__init__()
        for name, value in (("ksizes", ksizes), ("strides", strides), ("rates", rates)):
            if not isinstance(value, (tuple, list)):
                raise TypeError(f"For 'Unfold', '{name}' must be a tuple or list, but got {value!r}.")
            ints = len(value) == 4 and all(isinstance(item, int) and item > 0 for item in value)
            if not ints or value[0] != 1 or value[3] != 1:
                raise ValueError(f"For 'Unfold', '{name}' must be [1, rows, columns, 1], but got {value}.")
        self.ksizes, self.strides, self.rates = (tuple(value[1:3]) for value in (ksizes, strides, rates))
        self.padding = padding

    def construct(self, input_x: Tensor) -> Tensor:
        """(N, C, H, W) as (N, C * rows * columns, H', W'), the patches' elements before the channels."""
        t = input_x._t
        channels, size = t.shape[1], t.shape[2:]
        spans = [(k - 1) * r + 1 for k, r in zip(self.ksizes, self.rates, strict=True)]
        if self.padding.lower() == "same":
            counts = [-(-n // s) for n, s in zip(size, self.strides, strict=True)]
            lack = [
                max((c - 1) * s + span - n, 0) for c, s, span, n in zip(counts, self.strides, spans, size, strict=True)
            ]
            t = F.pad(t, (lack[1] // 2, lack[1] - lack[1] // 2, lack[0] // 2, lack[0] - lack[0] // 2))
        out = [(n - span) // s + 1 for n, span, s in zip(t.shape[2:], spans, self.strides, strict=True)]
        patches = F.unfold(t, self.ksizes, self.rates, 0, self.strides)
        patches = patches.view(t.shape[0], channels, -1, *out).transpose(1, 2)
        return Tensor(patches.reshape(t.shape[0], -1, *out))
