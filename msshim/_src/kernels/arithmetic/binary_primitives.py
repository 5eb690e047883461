"""Operations of two operands, with MindSpore's promotion: two tensors of one dtype go straight to torch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim._src.kernels import kinks
from msshim._src.tensor.arithmetic import Promote, holds, mend, promote, promote_weakly

Binary = Callable[[Any, Any], torch.Tensor]


def operands(
    input: Any, other: Any, common: Promote = promote, exact: bool = False
) -> tuple[torch.Tensor, torch.Tensor]:
    """Two operands as tensors that torch combines as MindSpore does; a number takes the tensor's dtype if it can.

    exact: an int that the tensor's dtype does not hold makes both int64; else it is wrapped around.
    """
    if isinstance(input, torch.Tensor) and isinstance(other, torch.Tensor):
        return common(input, other)
    if not isinstance(input, (torch.Tensor, bool, int, float, complex)) or not isinstance(
        other, (torch.Tensor, bool, int, float, complex)
    ):
        raise TypeError(f"the operands must be Tensors or numbers, but got {type(input)} and {type(other)}.")
    dtype = torch.result_type(input, other)
    device = next((x.device for x in (input, other) if isinstance(x, torch.Tensor)), None)
    kind = dtype if dtype.is_floating_point or dtype.is_complex else torch.int64  # whose numbers wrap around
    a, b = (x if isinstance(x, torch.Tensor) else torch.full((), x, dtype=kind, device=device) for x in (input, other))
    if exact and not (holds(dtype, input) and holds(dtype, other)):
        return a.long(), b.long()
    return a.to(dtype), b.to(dtype)


def promoting(function: Binary, common: Promote = promote, exact: bool = False) -> Binary:
    """`function` of two tensors as one of tensors of any dtypes, and numbers."""

    def kernel(input: Any, other: Any) -> torch.Tensor:
        if not (isinstance(input, torch.Tensor) and isinstance(other, torch.Tensor) and input.dtype is other.dtype):
            input, other = operands(input, other, common, exact)
        return function(input, other)

    return kernel


def _mended(name: str, function: Binary, common: Promote = promote) -> Binary:
    """As `promoting`, for bools and integer quotients by zero, which torch refuses."""

    def compute(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        try:
            return function(a, b)
        except (RuntimeError, NotImplementedError) as error:
            return mend(name, function, a, b, error)

    return promoting(compute, common)


def _true_divide(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.true_divide(a, b)


def _real_divide(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Quotients of integers are integers, rounded towards zero."""
    if any(x.is_floating_point() or x.is_complex() for x in (a, b)):
        return torch.true_divide(a, b)
    return torch.div(a, b, rounding_mode="trunc")


def _divide_no_nan(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    zero = b == 0
    return torch.where(zero, 0, a / torch.where(zero, 1, b))


def _multiply_no_nan(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """The product; of anything by 0 it is 0, with the gradient of a product."""
    return torch.where((b == 0) & ~torch.isfinite(a), 0, a * b)


def _truncate_divide(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.div(a, b, rounding_mode="trunc")


def _divided_log(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """a / b, and 0 where a is, also if b is too."""
    zero = a == 0
    return torch.where(zero, 0, a / torch.where(zero, 1, b))


def _squared_difference(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    difference = a - b
    return difference * difference.conj() if difference.is_complex() else difference * difference


def _times_log(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    if not (a.is_complex() or b.is_complex()):
        return torch.xlogy(a, b)
    zero = a == 0
    return torch.where(zero, 0, a * torch.log(torch.where(zero, 1, b)))


def _floor_divide(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """`torch.floor_divide`, with a gradient (zero), and of all dtypes."""
    if a.is_complex() or b.is_complex():  # MindSpore drops the imaginary part
        return (a / b).real.floor().to(torch.result_type(a, b))
    if a.is_floating_point() or b.is_floating_point():
        return torch.div(a, b, rounding_mode="floor")
    try:
        return torch.floor_divide(a, b)
    except (RuntimeError, NotImplementedError) as error:
        return mend("FloorDiv", torch.floor_divide, a, b, error)


add = _mended("Add", torch.add)
sub = _mended("Sub", torch.sub)
mul = _mended("Mul", torch.mul, promote_weakly)
div = promoting(_true_divide, promote_weakly, exact=True)
real_div = _mended("RealDiv", _real_divide)
div_no_nan = promoting(_divide_no_nan)
mul_no_nan = promoting(_multiply_no_nan)
floor_div = promoting(_floor_divide)
floor_mod = _mended("FloorMod", torch.remainder)
truncate_div = _mended("TruncateDiv", _truncate_divide)
truncate_mod = _mended("TruncateMod", torch.fmod)
pow = promoting(torch.pow)
atan2 = promoting(torch.atan2)
fmax = promoting(kinks.fmax)
fmin = promoting(kinks.fmin)
maximum = promoting(torch.maximum)
minimum = promoting(torch.minimum)
hypot = promoting(torch.hypot)
squared_difference = promoting(_squared_difference)
xdivy = promoting(_divided_log)
xlogy = promoting(_times_log)
lcm = promoting(torch.lcm)
bitwise_and = promoting(torch.bitwise_and)
bitwise_or = promoting(torch.bitwise_or)
bitwise_xor = promoting(torch.bitwise_xor)
left_shift = promoting(torch.bitwise_left_shift)
right_shift = promoting(torch.bitwise_right_shift)
equal = promoting(torch.eq)
not_equal = promoting(torch.ne)
greater = promoting(torch.gt)
greater_equal = promoting(torch.ge)
less = promoting(torch.lt, exact=True)
less_equal = promoting(torch.le)


def approximate_equal(x: torch.Tensor, y: torch.Tensor, tolerance: float) -> torch.Tensor:
    """Where two tensors of one shape differ by less than `tolerance`."""
    if x.shape != y.shape:
        raise RuntimeError(f"For 'ApproximateEqual', the shapes must be the same, but got {x.shape} and {y.shape}.")
    return sub(x, y).abs() < tolerance


def is_close(input: torch.Tensor, other: torch.Tensor, rtol: float, atol: float, equal_nan: bool) -> torch.Tensor:
    """`torch.isclose` of two tensors of one dtype."""
    if input.dtype is not other.dtype:
        raise TypeError(f"For 'IsClose', the dtypes must be the same, but got {input.dtype} and {other.dtype}.")
    return isclose(input, other, rtol, atol, equal_nan)


def isclose(input: torch.Tensor, other: torch.Tensor, rtol: float, atol: float, equal_nan: bool) -> torch.Tensor:
    """torch.isclose, which takes no negative tolerance; MindSpore does."""
    if rtol < 0 or atol < 0:
        near = (input - other).abs() <= atol + rtol * other.abs()
        return near | (input.isnan() & other.isnan()) if equal_nan else near
    return torch.isclose(input, other, rtol=rtol, atol=atol, equal_nan=equal_nan)


def equal_count(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """How many elements of two tensors of one shape are equal, as one element of their dtype."""
    if x.dtype is not y.dtype:
        raise TypeError(f"For 'EqualCount', the dtypes must be the same, but got {x.dtype} and {y.dtype}.")
    if x.shape != y.shape:
        raise ValueError(f"For 'EqualCount', the shapes must be the same, but got {x.shape} and {y.shape}.")
    return (x == y).sum().reshape(1).to(x.dtype)


def square_sum_all(x: torch.Tensor, y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The sum of squares of each."""
    if x.shape != y.shape:
        raise ValueError(f"For 'SquareSumAll', the shapes must be the same, but got {x.shape} and {y.shape}.")
    return (x * x).sum(), (y * y).sum()


def _flag(name: str, value: Any) -> torch.Tensor:
    if isinstance(value, torch.Tensor):
        return value
    if isinstance(value, bool):
        return torch.tensor(value)
    raise TypeError(f"For '{name}', an operand must be a Tensor or a bool, but got {value!r}.")


def logical_and(input: Any, other: Any) -> torch.Tensor:
    """torch.logical_and, of bools too."""
    return torch.logical_and(_flag("LogicalAnd", input), _flag("LogicalAnd", other))


def logical_or(input: Any, other: Any) -> torch.Tensor:
    """torch.logical_or, of bools too."""
    return torch.logical_or(_flag("LogicalOr", input), _flag("LogicalOr", other))


def logical_xor(input: Any, other: Any) -> torch.Tensor:
    """torch.logical_xor, of bools too."""
    return torch.logical_xor(_flag("LogicalXor", input), _flag("LogicalXor", other))
