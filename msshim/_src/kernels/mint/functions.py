"""Where `mindspore.mint` is not quite torch: overloads, defaults and the dtypes of results. Source: MindSpore 2.10."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from msshim._src.kernels import kinks
from msshim._src.kernels.arithmetic import binary_primitives, elementwise
from msshim._src.kernels.arithmetic import functions as operands
from msshim._src.kernels.indexing.functions import fitted
from msshim._src.kernels.layouts import dense
from msshim._src.runtime import device as places
from msshim._src.tensor import arithmetic, pieces
from msshim._src.tensor.axes import axis_of

Number = bool | int | float
Operand = torch.Tensor | Number


def _of(name: str, function: arithmetic.Function, input: Operand, other: Operand) -> torch.Tensor:
    """`function` of two operands as MindSpore promotes them: a 0-d tensor counts as much as any other."""
    if isinstance(input, torch.Tensor) and isinstance(other, torch.Tensor) and input.dtype is not other.dtype:
        input, other = arithmetic.promote(input, other)
    try:
        return function(input, other)
    except RuntimeError as error:
        return arithmetic.mend(name, function, input, other, error)


def add(input: Operand, other: Operand, *, alpha: Number = 1) -> torch.Tensor:
    """``input + alpha * other``."""
    return _of("add", torch.add, input, other if alpha == 1 else other * alpha)


def sub(input: Operand, other: Operand, *, alpha: Number = 1) -> torch.Tensor:
    """``input - alpha * other``."""
    return _of("sub", torch.sub, input, other if alpha == 1 else other * alpha)


def mul(input: Operand, other: Operand) -> torch.Tensor:
    """``input * other``."""
    return operands.mul(input, other)


def fmod(input: Operand, other: Operand) -> torch.Tensor:
    """The remainder with the sign of `input`."""
    return _of("fmod", _fmod, input, other)


_fmod = arithmetic.exact(torch.fmod)


def div(input: Operand, other: Operand, *, rounding_mode: str | None = None) -> torch.Tensor:
    """``input / other``, rounded as `rounding_mode` says."""
    if rounding_mode is not None and not (isinstance(input, torch.Tensor) and input.is_floating_point()):
        return operands.rounded_div(input, other, rounding_mode)
    return torch.div(input, other, rounding_mode=rounding_mode)  # type: ignore[arg-type]


def remainder(input: Operand, other: Operand) -> torch.Tensor:
    """The remainder with the sign of `other`."""
    return _of("remainder", torch.remainder, input, other)


def floor_divide(input: Operand, other: Operand) -> torch.Tensor:
    """The quotient rounded down; its gradient is zero."""
    if isinstance(input, torch.Tensor) and input.is_floating_point():
        return _of("floor_divide", _floor, input, other)
    return _of("floor_divide", torch.floor_divide, input, other)


def _floor(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    return torch.div(input, other, rounding_mode="floor")  # which has a gradient, unlike torch.floor_divide


def xlogy(input: Operand, other: Operand) -> torch.Tensor:
    """``input * log(other)``, 0 where `input` is 0; also of complex numbers."""
    if (isinstance(input, torch.Tensor) and input.is_complex()) or (
        isinstance(other, torch.Tensor) and other.is_complex()
    ):
        wide = torch.as_tensor(other).to(torch.result_type(input, other))
        return torch.where(torch.as_tensor(input == 0), 0, input * torch.log(wide))
    return torch.xlogy(input, other)  # type: ignore[arg-type]


def cdist(x1: torch.Tensor, x2: torch.Tensor, p: float, compute_mode: str) -> torch.Tensor:
    """The p-norm distances of all pairs of rows; of half precision computed in single."""
    if x1.dtype in (torch.float16, torch.bfloat16):
        return torch.cdist(x1.float(), x2.float(), p, compute_mode).to(x1.dtype)
    return torch.cdist(x1, x2, p, compute_mode)


def triangular_solve(
    b: torch.Tensor, A: torch.Tensor, upper: bool, transpose: bool, unitriangular: bool
) -> tuple[torch.Tensor, torch.Tensor]:
    """The solution of ``A @ X = b``, of ``A.T`` where `transpose` is set, and `A`."""
    left, up = (A.mT, not upper) if transpose else (A, upper)
    return torch.linalg.solve_triangular(left, b, upper=up, unitriangular=unitriangular), A


def where(*given: Any, **named: Any) -> Any:
    """``(condition, input, other)``: one of two values for each element; of ``(condition)``, the indices of true."""
    if named or len(given) > 1:
        return _where(*given, **named)
    return torch.where(*given)


def _where(condition: torch.Tensor, input: Any, other: Any) -> torch.Tensor:
    return torch.where(condition, input, other)


def t(input: torch.Tensor) -> torch.Tensor:
    """The first two axes swapped."""
    return input.transpose(0, 1) if input.ndim > 1 else input


def squeeze(input: torch.Tensor, dim: Any) -> torch.Tensor:
    """Without axes of size 1 among `dim`; a 0-d tensor has none, whatever `dim` says."""
    return torch.squeeze(input, dim) if input.ndim else input


def allclose(input: torch.Tensor, other: torch.Tensor, rtol: float, atol: float, equal_nan: bool) -> bool:
    """Whether all elements are close, as a Python bool."""
    if rtol < 0 or atol < 0:
        return bool(binary_primitives.isclose(input, other, rtol, atol, equal_nan).all())
    return torch.allclose(input, other, rtol, atol, equal_nan)


def all(input: torch.Tensor, dim: Any, keepdim: bool) -> torch.Tensor:
    """Whether all elements are true, as a bool tensor; no dims mean all of them."""
    return torch.all(input.bool(), None if dim == () or dim == [] else dim, keepdim=keepdim)


def any(input: torch.Tensor, *dim: Any, **named: Any) -> torch.Tensor:
    """Whether any element is true, as a bool tensor; of uint8 as uint8; ``(dim, keepdim)`` along an axis."""
    if not dim and not named:
        return torch.any(input)
    others: tuple[Any, ...] = (named.get("dim"), named.get("keepdim", False))
    axis, keep = (*dim, *others[len(dim) :])
    return torch.any(input, axis_of("any", axis, input.ndim), keepdim=keep)


def max(input: torch.Tensor, *args: Any, **kwargs: Any) -> Any:
    """The largest element; along a dim a pair; of two tensors the larger of each element."""
    if len(args) == 1 and isinstance(args[0], float):
        return operands.maximum(input, args[0])
    found = torch.max(input, *args, **kwargs)
    return found if isinstance(found, torch.Tensor) else tuple(found)


def min(input: torch.Tensor, *args: Any, **kwargs: Any) -> Any:
    """The smallest element; along a dim a pair; of two tensors the smaller of each element."""
    if len(args) == 1 and isinstance(args[0], float):
        return operands.minimum(input, args[0])
    found = torch.min(input, *args, **kwargs)
    return found if isinstance(found, torch.Tensor) else tuple(found)


def mean(input: torch.Tensor, dim: Any, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """The mean, of ints truncated to their dtype. Raises RuntimeError for bools."""
    if input.dtype is torch.bool and dtype is None:
        raise RuntimeError("For 'mean', the dtype of 'input' must not be bool.")
    held = dtype or input.dtype
    work = held if held.is_floating_point or held.is_complex else torch.float64
    return torch.mean(input, dim, keepdim=keepdim, dtype=work).to(held)


def prod(input: torch.Tensor, dim: int | None, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """The product of all elements, or along one dim."""
    if dim is None:
        return torch.prod(input, dtype=dtype)
    return torch.prod(input, dim, keepdim=keepdim, dtype=dtype)


def median(input: torch.Tensor, dim: int | None, keepdim: bool) -> Any:
    """The median of all elements; along a dim a pair."""
    return torch.median(input) if dim is None else tuple(torch.median(dense(input), dim, keepdim=keepdim))


def arange(start: Number, end: Number | None, step: Number, dtype: torch.dtype | None) -> torch.Tensor:
    """Numbers from `start` to `end`; of one number, up to it."""
    return torch.arange(0 if end is None else start, start if end is None else end, step, dtype=dtype)


def cat(tensors: Sequence[torch.Tensor], dim: int) -> torch.Tensor:
    """`torch.cat` of a tuple or list."""
    return torch.cat(list(tensors), dim)


def _place(name: str, device: Any) -> torch.device | None:
    """Where a new tensor stands: a target or "meta"; None for where the others do."""
    if device is None or device == "meta":
        return device and torch.device(device)
    target, _, number = str(device).partition(":")
    known = {"cpu": "CPU", "CPU": "CPU", "npu": "Ascend", "Ascend": "Ascend"}
    if not isinstance(device, str):
        raise TypeError(f"For '{name}', the 'device' must be a str, but got {device!r}.")
    if target not in known:
        raise ValueError(f"For '{name}', the 'device' must be one of {[*known, 'meta']}, but got {device!r}.")
    return places.of(known[target], int(number) if number else None)


def empty(*size: Any, dtype: torch.dtype | None = None, device: Any = None) -> torch.Tensor:
    """A tensor whose values are not set; float32 by default."""
    return torch.empty(*size, dtype=dtype, device=_place("empty", device))


def empty_like(input: torch.Tensor, *, dtype: torch.dtype | None = None, device: Any = None) -> torch.Tensor:
    """A tensor of the same shape, whose values are not set."""
    return torch.empty_like(input, dtype=dtype, device=_place("empty_like", device))


def full(size: Sequence[int], fill_value: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """A tensor full of one value; of a 0-d tensor too, without reading it."""
    if isinstance(fill_value, torch.Tensor):
        return fill_value.to(dtype or fill_value.dtype).expand(size).clone()
    return torch.full(size, fill_value, dtype=dtype)


def index_add(
    input: torch.Tensor, dim: int, index: torch.Tensor, source: torch.Tensor, *, alpha: Number = 1
) -> torch.Tensor:
    """`input` with ``alpha * source`` added along `dim`."""
    return torch.index_add(input, dim, index, fitted("index_add", input, source), alpha=alpha)


def meshgrid(tensors: Sequence[torch.Tensor], indexing: str | None) -> tuple[torch.Tensor, ...]:
    """Coordinate grids, 'ij' by default."""
    many = tensors[0] if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else tensors
    return torch.meshgrid(*many, indexing=indexing or "ij")


def scatter(input: torch.Tensor, dim: int, index: torch.Tensor, src: Operand) -> torch.Tensor:
    """`input` with `src`, a tensor or number, written along `dim`."""
    return torch.scatter(input, dim, index, src)


def sort(input: torch.Tensor, dim: int, descending: bool, stable: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The elements in order, and where they stood."""
    values, indices = torch.sort(input, dim=dim, descending=descending, stable=stable)
    return values, indices


def split(tensor: torch.Tensor, split_size_or_sections: Any, dim: int) -> tuple[torch.Tensor, ...]:
    """Parts of one size or of several sizes."""
    return pieces.split(tensor, split_size_or_sections, dim)


def normal(mean: Any, std: Any, size: Any, generator: Any) -> torch.Tensor:
    """Normal numbers of the tensors' shape, or of `size`."""
    if isinstance(mean, torch.Tensor) or isinstance(std, torch.Tensor):
        return torch.normal(mean, std)
    return torch.normal(float(mean), float(std), size or (1,))


def rand(size: Any, generator: Any, dtype: torch.dtype | None, device: Any) -> torch.Tensor:
    """Uniform numbers in [0, 1)."""
    return torch.rand(*size, dtype=dtype)


def randn(size: Any, generator: Any, dtype: torch.dtype | None, device: Any) -> torch.Tensor:
    """Standard normal numbers."""
    return torch.randn(*size, dtype=dtype)


def rand_like(input: torch.Tensor, dtype: torch.dtype | None, device: Any) -> torch.Tensor:
    """Uniform numbers in [0, 1), of the same shape."""
    return torch.rand_like(input, dtype=dtype)


def randn_like(input: torch.Tensor, dtype: torch.dtype | None, device: Any) -> torch.Tensor:
    """Standard normal numbers, of the same shape."""
    return torch.randn_like(input, dtype=dtype)


def randint(args: Any, generator: Any, dtype: torch.dtype | None, device: Any) -> torch.Tensor:
    """Integers from ``low`` (0) to ``high``, of a size: ``(low, high, size)`` or ``(high, size)``."""
    return torch.randint(*args, dtype=dtype or torch.int64)


def randint_like(args: Any, dtype: torch.dtype | None, device: Any) -> torch.Tensor:
    """Integers from ``low`` (0) to ``high``: ``(input, low, high)`` or ``(input, high)``."""
    return torch.randint_like(*args, dtype=dtype)


def softmax(input: torch.Tensor, dim: int | None, dtype: torch.dtype | None) -> torch.Tensor:
    """exp(x) over its sum; `dim` None is the first axis of 0, 1 or 3 axes, else the second."""
    return torch.softmax(input, _default_axis(input, dim), dtype=dtype)


def log_softmax(input: torch.Tensor, dim: int | None, dtype: torch.dtype | None) -> torch.Tensor:
    """log(softmax(x)), with the same default for `dim`."""
    return torch.log_softmax(input, _default_axis(input, dim), dtype=dtype)


def _default_axis(input: torch.Tensor, dim: int | None) -> int:
    return dim if dim is not None else 0 if input.dim() in (0, 1, 3) else 1


def clamp(input: torch.Tensor, min: Any = None, max: Any = None) -> torch.Tensor:
    """Each element between two bounds.

    Raises:
        ValueError: There is none.
        TypeError: One is a number, and the other a tensor with axes.
    """
    if min is None and max is None:
        raise ValueError("For 'clamp', one of 'min' and 'max' must be given, but both are None.")
    tensors = [bound for bound in (min, max) if isinstance(bound, torch.Tensor)]
    if tensors:
        if len(tensors) == 1 and min is not None and max is not None and tensors[0].ndim:
            raise TypeError("For 'clamp', 'min' and 'max' must be both tensors or both numbers, but one is a number.")
        return elementwise.clamp(input, min, max)
    return kinks.clamp(input, min, max)
