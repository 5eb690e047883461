"""Operations of one operand where torch's differ from MindSpore's."""

from __future__ import annotations

import torch

from msshim._src.kernels.arithmetic.special_primitives import wide


def absolute(input: torch.Tensor) -> torch.Tensor:
    """The absolute value in the dtype of `input`, also of bools and complex numbers."""
    if input.dtype is torch.bool:
        return input
    return torch.abs(input).to(input.dtype)


def complex_abs(x: torch.Tensor) -> torch.Tensor:
    """The absolute value of complex numbers."""
    if not x.is_complex():
        raise TypeError(f"For 'ComplexAbs', the 'x' must be complex, but got {x.dtype}.")
    return torch.abs(x)


def imag(input: torch.Tensor) -> torch.Tensor:
    """The imaginary part, zero for real numbers."""
    return torch.imag(input) if input.is_complex() else torch.zeros_like(input)


def real(input: torch.Tensor) -> torch.Tensor:
    """The real part."""
    return torch.real(input) if input.is_complex() else input.clone()


def angle(input: torch.Tensor) -> torch.Tensor:
    """The argument of complex numbers."""
    if not input.is_complex():
        raise TypeError(f"For 'Angle', the 'input' must be complex, but got {input.dtype}.")
    return torch.angle(input)


def conjugate_transpose(x: torch.Tensor, perm: tuple[int, ...]) -> torch.Tensor:
    """The axes in another order, conjugate."""
    return torch.conj_physical(x.permute(perm))


def reciprocal(x: torch.Tensor) -> torch.Tensor:
    """1 / x in the dtype of `x`, truncated for integers; by zero it is the least of them."""
    if x.dtype.is_floating_point or x.is_complex():
        return torch.reciprocal(x)
    least = torch.iinfo(x.dtype).min
    return torch.where(x == 0, least, torch.where(x.abs() == 1, x, 0))


def check_numerics(x: torch.Tensor) -> torch.Tensor:
    """`x`, unless it has a nan or inf."""
    if not bool(torch.isfinite(x).all()):
        raise RuntimeError("For 'CheckNumerics', the 'x' must be finite, but it has nan or inf.")
    return x.clone()


def invert(x: torch.Tensor) -> torch.Tensor:
    """Each bit turned over."""
    if x.dtype is torch.bool:
        raise TypeError("For 'Invert', the 'x' must be an integer Tensor, but got bool.")
    return torch.bitwise_not(x)


def population_count(input: torch.Tensor) -> torch.Tensor:
    """How many bits are set, as uint8."""
    count = torch.zeros(input.shape, dtype=torch.uint8, device=input.device)
    for bit in range(input.element_size() * 8):
        count += ((input >> bit) & 1).to(torch.uint8)
    return count


def eps(x: torch.Tensor) -> torch.Tensor:
    """The distance from 1 to the next number of the dtype, in the shape of `x`."""
    return torch.full_like(x, torch.finfo(x.dtype).eps)


def lgamma(x: torch.Tensor) -> torch.Tensor:
    """The logarithm of the absolute value of the gamma function."""
    return torch.lgamma(x) if x.dtype is torch.int32 else _lgamma(x)


_lgamma = wide(torch.lgamma)
digamma = wide(torch.digamma)
erfinv = wide(torch.erfinv)


def sign(input: torch.Tensor) -> torch.Tensor:
    """-1, 0 or 1; of complex numbers x / abs(x)."""
    return torch.sgn(input) if input.is_complex() else torch.sign(input)


def round_to(input: torch.Tensor, decimals: int) -> torch.Tensor:
    """Rounded to a number of decimals, negative ones too."""
    return torch.round(input, decimals=decimals) if input.is_floating_point() else torch.round(input)


def trunc(input: torch.Tensor) -> torch.Tensor:
    """The integer part."""
    return input.clone() if input.dtype is torch.bool else torch.trunc(input)


def gelu(x: torch.Tensor) -> torch.Tensor:
    """Gaussian error linear unit, by the tanh approximation."""
    return torch.nn.functional.gelu(x, approximate="tanh")


def fast_gelu(x: torch.Tensor) -> torch.Tensor:
    """x * sigmoid(1.702 x)."""
    return x * torch.sigmoid(1.702 * x)


def float_status(x: torch.Tensor) -> torch.Tensor:
    """One element, 1 where `x` has a nan or inf, else 0."""
    return torch.logical_not(torch.isfinite(x).all()).to(torch.float32).reshape(1)


def accumulate(x: tuple[torch.Tensor, ...] | list[torch.Tensor]) -> torch.Tensor:
    """The sum of several tensors of one shape and dtype."""
    if any(item.shape != x[0].shape for item in x):
        raise ValueError(f"For 'AddN', the shapes must be the same, but got {[tuple(item.shape) for item in x]}.")
    if any(item.dtype is not x[0].dtype for item in x):
        raise TypeError(f"For 'AddN', the dtypes must be the same, but got {[item.dtype for item in x]}.")
    total = x[0].clone() if len(x) == 1 else x[0] + x[1]
    for item in x[2:]:
        total = total + item
    return total


def addcdiv(input: torch.Tensor, tensor1: torch.Tensor, tensor2: torch.Tensor, value: torch.Tensor) -> torch.Tensor:
    """input + value * tensor1 / tensor2."""
    change = value * tensor1
    if change.is_floating_point() or change.is_complex():
        return input + change / tensor2
    return input + torch.div(change, tensor2, rounding_mode="trunc")


def addcmul(input: torch.Tensor, tensor1: torch.Tensor, tensor2: torch.Tensor, value: torch.Tensor) -> torch.Tensor:
    """input + value * tensor1 * tensor2."""
    return input + value * tensor1 * tensor2


def heaviside(x: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    """0 below 0, 1 above, `values` at 0."""
    if x.dtype is not values.dtype:
        raise TypeError(f"For 'Heaviside', the dtypes must be the same, but got {x.dtype} and {values.dtype}.")
    return torch.heaviside(x, values)


def complex_of(real: torch.Tensor, imag: torch.Tensor) -> torch.Tensor:
    """Complex numbers from their parts."""
    if real.dtype is not imag.dtype:
        raise TypeError(f"For 'Complex', the dtypes must be the same, but got {real.dtype} and {imag.dtype}.")
    return torch.complex(real, imag)


def polar(abs: torch.Tensor, angle: torch.Tensor) -> torch.Tensor:
    """Complex numbers from absolute value and argument."""
    if abs.shape != angle.shape:
        raise ValueError(f"For 'Polar', the shapes must be the same, but got {abs.shape} and {angle.shape}.")
    return torch.polar(abs, angle)
