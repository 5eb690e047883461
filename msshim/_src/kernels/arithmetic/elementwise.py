"""Functions of each element where MindSpore is not quite torch. Source: MindSpore 2.10."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels import kinks
from msshim._src.kernels.arithmetic import functions as operands
from msshim._src.kernels.arithmetic.functions import Operand
from msshim._src.tensor import arithmetic


def _unary(function: Callable[[torch.Tensor], torch.Tensor]) -> Callable[[torch.Tensor], torch.Tensor]:
    """`function` also of the dtypes that torch has no kernel for: computed wider, and given in the input's dtype."""

    def kernel(input: torch.Tensor) -> torch.Tensor:
        try:
            return function(input)
        except RuntimeError:
            wide = torch.float32 if input.is_floating_point() else torch.float64
            if input.is_complex() or input.dtype is wide:
                raise
            return function(input.to(wide)).to(input.dtype)

    kernel.__name__ = function.__name__
    return kernel


absolute = _unary(arithmetic.absolute)
positive = _unary(torch.positive)
sign = _unary(torch.sgn)
trunc = _unary(torch.trunc)


def round(input: torch.Tensor, decimals: int) -> torch.Tensor:
    """To the nearest number of `decimals`; of ints, themselves."""
    return torch.round(input, decimals=decimals) if input.is_floating_point() or input.is_complex() else input.clone()


def frac(input: torch.Tensor) -> torch.Tensor:
    """The fraction, with the sign of the element; zero of ints, int64 of bools."""
    if input.is_floating_point():
        return torch.frac(input)
    return torch.zeros_like(input, dtype=torch.int64 if input.dtype is torch.bool else input.dtype)


def exp2(input: torch.Tensor) -> torch.Tensor:
    """2 to the power of each element; of half precision in single, as MindSpore computes it."""
    return torch.exp2(input.float() if input.dtype is torch.bfloat16 else input)


def clamp(input: torch.Tensor, min: Any, max: Any) -> torch.Tensor:
    """Each element between two bounds, tensors or numbers, in the dtype of all three."""
    if min is None and max is None:
        raise ValueError("For 'clamp', one of 'min' and 'max' must be given, but both are None.")
    if isinstance(min, torch.Tensor) or isinstance(max, torch.Tensor):
        for bound in (min, max):
            dtype = bound.dtype if isinstance(bound, torch.Tensor) else None  # of no axes too, unlike torch
            input = (
                input
                if bound is None
                else input.to(torch.promote_types(input.dtype, dtype) if dtype else torch.result_type(input, bound))
            )
        min, max = (b if b is None else torch.as_tensor(b).to(input.dtype) for b in (min, max))
    return kinks.clamp(input, min, max)


def clip_by_value(x: Any, clip_value_min: Any, clip_value_max: Any) -> Any:
    """Each element between two bounds; of several tensors each, as a tuple. On a bound, the gradient is half."""
    if isinstance(x, (tuple, list)):
        return tuple(clip_by_value(item, clip_value_min, clip_value_max) for item in x)
    if clip_value_min is None and clip_value_max is None:
        raise ValueError("For 'clip_by_value', one of the bounds must be given, but both are None.")
    if not (type(clip_value_min) is type(clip_value_max) is float and x.is_floating_point()):
        # The bounds come in the dtype of `x`.
        clip_value_min, clip_value_max = (
            b if b is None else torch.as_tensor(b).to(x.dtype) for b in (clip_value_min, clip_value_max)
        )
    return kinks.between(x, clip_value_min, clip_value_max)


def xdivy(input: Operand, other: Operand) -> torch.Tensor:
    """``input / other``, 0 where `input` is 0."""
    a, b = torch.as_tensor(input), torch.as_tensor(other)
    return torch.where(a == 0, 0, a / b)


def copysign(input: Operand, other: Operand) -> torch.Tensor:
    """The magnitude of `input`, negative where `other` is below 0; -0 is not."""
    size, sign = torch.as_tensor(input), torch.as_tensor(other)
    for held in (size, sign):
        if held.is_complex() or size.dtype is torch.bool:
            raise TypeError(f"For 'copysign', the numbers must be real, but got {held.dtype}.")
    size = (size if size.dtype in (torch.float16, torch.float32, torch.float64) else size.float()).abs()
    return torch.where(sign < 0, -size, size)


def ldexp(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """``input * 2 ** other``; one may be a number."""
    return input * (torch.pow(2.0, other) if isinstance(other, torch.Tensor) else 2.0**other)


def addcdiv(input: torch.Tensor, tensor1: torch.Tensor, tensor2: torch.Tensor, value: Any) -> torch.Tensor:
    """``input + value * tensor1 / tensor2``; `value` may be a tensor."""
    return input + value * (tensor1 / tensor2)


def addcmul(input: torch.Tensor, tensor1: torch.Tensor, tensor2: torch.Tensor, value: Any) -> torch.Tensor:
    """``input + value * tensor1 * tensor2``; `value` may be a tensor."""
    return input + value * (tensor1 * tensor2)


def approximate_equal(input: torch.Tensor, other: torch.Tensor, tolerance: float) -> torch.Tensor:
    """Whether the elements differ by less than the tolerance."""
    return operands.sub(input, other).abs() < tolerance


def addn(input: Sequence[torch.Tensor]) -> torch.Tensor:
    """The sum of several tensors of one shape."""
    first, *rest = input
    for other in rest:
        first = first + other
    return first


hardsigmoid = _unary(F.hardsigmoid)
hardswish = _unary(F.hardswish)
mish = _unary(F.mish)
relu6 = _unary(F.relu6)
selu = _unary(kinks.selu)
silu = _unary(F.silu)


def rounded(input: torch.Tensor) -> torch.Tensor:
    """To the nearest integer, the even one of two; of ints, themselves."""
    return round(input, 0)


def clip_by_global_norm(input: Sequence[torch.Tensor], clip_norm: float, use_norm: Any) -> tuple[torch.Tensor, ...]:
    """Several tensors scaled down so that the norm of all is at most `clip_norm`."""
    if use_norm is not None:
        raise ValueError(f"For 'clip_by_global_norm', 'use_norm' must be None, but got {use_norm!r}.")
    if clip_norm <= 0:
        raise ValueError(f"For 'clip_by_global_norm', the 'clip_norm' must be greater than 0, but got {clip_norm}.")
    norm = torch.sqrt(torch.stack([x.float().square().sum() for x in input]).sum())
    scale = clip_norm / kinks.clamp(norm, min=clip_norm)
    return tuple((x * scale).to(x.dtype) for x in input)


def clip_by_norm(input: Any, max_norm: float, norm_type: float, error_if_nonfinite: bool) -> Any:
    """Tensors scaled down so that their common norm is at most `max_norm`."""
    many = list(input) if isinstance(input, (tuple, list)) else [input]
    norm = torch.linalg.vector_norm(torch.stack([torch.linalg.vector_norm(x, norm_type) for x in many]), norm_type)
    scale = kinks.clamp(max_norm / (norm + 1e-6), max=1.0)
    scaled = [x * scale for x in many]
    return tuple(scaled) if isinstance(input, (tuple, list)) else scaled[0]


def clamp_(input: torch.Tensor, min: Any, max: Any) -> torch.Tensor:
    """Each element between two bounds, in place."""
    if not input.requires_grad:
        return input.clamp_(min, max)
    return input.copy_(kinks.clamp(input.clone(), min, max))


def eps(input: torch.Tensor) -> torch.Tensor:
    """The least step from 1 of the dtype, in the shape of `input`."""
    return torch.full_like(input, torch.finfo(input.dtype).eps)
