"""Operations of two operands, each a tensor or a number, as MindSpore promotes them.

A 0-d tensor counts as much as any other; what torch refuses (bools, unsigned ints, a quotient by zero) is
mended where MindSpore has an answer. The common case, two tensors of one dtype, is one call. Source: MindSpore 2.10.
"""

from __future__ import annotations

from collections.abc import Callable

import torch

from msshim._src.tensor import arithmetic

Operand = torch.Tensor | bool | int | float


def _binary(
    name: str,
    function: arithmetic.Function,
    promote: arithmetic.Promote = arithmetic.promote,
    number: arithmetic.Beside = arithmetic.number,
) -> Callable[[Operand, Operand], torch.Tensor]:
    def kernel(input: Operand, other: Operand) -> torch.Tensor:
        if isinstance(input, torch.Tensor):
            if isinstance(other, torch.Tensor):
                if input.dtype is not other.dtype:
                    input, other = promote(input, other)
            else:
                other = number(name, input, other)
        elif isinstance(other, torch.Tensor):
            input = number(name, other, input)
        else:
            raise TypeError(f"For '{name}', one of the operands must be a Tensor, but got {input!r} and {other!r}.")
        try:
            return function(input, other)
        except RuntimeError as error:
            return arithmetic.mend(name, function, input, other, error)
        except TypeError:  # torch takes no number here
            if isinstance(input, torch.Tensor) and isinstance(other, torch.Tensor):
                raise
            tensor = input if isinstance(input, torch.Tensor) else other
            dtype = torch.result_type(input, other)  # type: ignore[arg-type]
            return kernel(*(torch.as_tensor(x, dtype=dtype, device=tensor.device) for x in (input, other)))  # type: ignore[union-attr]

    kernel.__name__ = name
    return kernel


add = _binary("add", torch.add)
sub = _binary("sub", torch.sub)
mul = _binary("mul", torch.mul, arithmetic.promote_weakly)
div = _binary("div", torch.div, arithmetic.promote_weakly)
floor_divide = _binary("floor_divide", arithmetic.floor_divide)
lcm = _binary("lcm", torch.lcm)
_cut_divide = _binary("div", arithmetic.cut_divide)
_cut_divide_exactly = _binary("div", arithmetic.exact(arithmetic.cut_divide))
fmod = _binary("fmod", arithmetic.exact(torch.fmod))
truncate_mod = _binary("truncate_mod", torch.fmod)
remainder = _binary("remainder", torch.remainder)
floor_mod = _binary("floor_mod", torch.remainder)
pow = _binary("pow", torch.pow)
eq = _binary("eq", torch.eq)
ne = _binary("ne", torch.ne)
lt = _binary("lt", torch.lt, number=arithmetic.bound)
le = _binary("le", torch.le)
gt = _binary("gt", torch.gt)
ge = _binary("ge", torch.ge)
maximum = _binary("maximum", torch.maximum)
minimum = _binary("minimum", torch.minimum)
bitwise_and = _binary("bitwise_and", torch.bitwise_and)
bitwise_or = _binary("bitwise_or", torch.bitwise_or)
bitwise_xor = _binary("bitwise_xor", torch.bitwise_xor)
logical_and = _binary("logical_and", torch.logical_and)
logical_or = _binary("logical_or", torch.logical_or)
logical_xor = _binary("logical_xor", torch.logical_xor)
atan2 = _binary("atan2", torch.atan2)
xlogy = _binary("xlogy", torch.xlogy)
hypot = _binary("hypot", torch.hypot)


def rounded_div(input: Operand, other: Operand, rounding_mode: str | None) -> torch.Tensor:
    """The quotient, rounded by 'floor' or 'trunc'; a number that the dtype does not hold is cut as it is."""
    if rounding_mode is None:
        return div(input, other)
    if rounding_mode not in ("floor", "trunc"):
        raise ValueError(f"For 'div', the 'rounding_mode' must be None, 'floor' or 'trunc', but got {rounding_mode!r}.")
    return floor_divide(input, other) if rounding_mode == "floor" else _cut_divide_exactly(input, other)


def method_div(self: torch.Tensor, other: Operand, rounding_mode: str | None) -> torch.Tensor:
    """As `rounded_div`; a number that the dtype does not hold is wrapped first."""
    return _cut_divide(self, other) if rounding_mode == "trunc" else rounded_div(self, other, rounding_mode)


def subtract(input: Operand, other: Operand, alpha: Operand) -> torch.Tensor:
    """``input - alpha * other``."""
    return sub(input, mul(other, alpha))


def real_div(input: Operand, other: Operand) -> torch.Tensor:
    """The quotient in the common dtype of the operands, truncated where that is an integer one."""
    return div(input, other).to(torch.result_type(input, other))  # type: ignore[arg-type]


def truncate_div(input: Operand, other: Operand) -> torch.Tensor:
    """The quotient rounded to zero."""
    return torch.div(input, other, rounding_mode="trunc")  # type: ignore[arg-type]
