"""Fourier transforms of `mindspore.numpy.fft`. Source: measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim._src.kernels.fft.functions import check_count, of_half
from msshim._src.kernels.numpy.base import Array, tensor

_WIDE = (torch.float32, torch.float64, torch.complex64, torch.complex128)
_NORMS = (None, "forward", "backward", "ortho")


def _ready(input: Array, norm: Any) -> torch.Tensor:
    """The Tensor in a dtype that torch transforms."""
    x = tensor(input)
    if norm not in _NORMS:
        raise ValueError(f"'norm' must be None, 'forward', 'backward' or 'ortho', but got {norm!r}.")
    return x if x.dtype in _WIDE else x.float()


def _along_one(function: Callable[..., torch.Tensor]) -> Callable[..., torch.Tensor]:
    def kernel(input: Array, n: int | None = None, dim: int = -1, norm: str | None = None) -> torch.Tensor:
        if isinstance(n, int) and n < 1:
            raise ValueError(f"'n' must be positive, but got {n}.")
        return function(_ready(input, norm), n, dim, norm)

    return kernel


def _along_many(function: Callable[..., torch.Tensor]) -> Callable[..., torch.Tensor]:
    def kernel(input: Array, s: Any = None, dim: Any = None, norm: str | None = None) -> torch.Tensor:
        return function(_ready(input, norm), s, dim, norm)

    return kernel


fft, ifft, rfft = _along_one(torch.fft.fft), _along_one(torch.fft.ifft), _along_one(torch.fft.rfft)
irfft, hfft = _along_one(of_half(torch.fft.irfft)), _along_one(of_half(torch.fft.hfft))
ihfft = _along_one(torch.fft.ihfft)
fft2, ifft2, rfft2 = _along_many(torch.fft.fft2), _along_many(torch.fft.ifft2), _along_many(torch.fft.rfft2)
irfft2, hfft2 = _along_many(of_half(torch.fft.irfft2)), _along_many(of_half(torch.fft.hfft2))
ihfft2 = _along_many(torch.fft.ihfft2)
fftn, ifftn, rfftn = _along_many(torch.fft.fftn), _along_many(torch.fft.ifftn), _along_many(torch.fft.rfftn)
irfftn, hfftn = _along_many(of_half(torch.fft.irfftn)), _along_many(of_half(torch.fft.hfftn))


def fftshift(input: Array, dim: Any = None) -> torch.Tensor:
    """The zero frequency in the middle."""
    return torch.fft.fftshift(tensor(input), dim)


def ifftshift(input: Array, dim: Any = None) -> torch.Tensor:
    """What `fftshift` did undone."""
    return torch.fft.ifftshift(tensor(input), dim)


def fftfreq(n: int, d: float = 1.0, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The frequencies of `fft`."""
    check_count("fftfreq", n)
    return torch.fft.fftfreq(n, d, dtype=dtype or torch.float32)


def rfftfreq(n: int, d: float = 1.0, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The frequencies of `rfft`."""
    check_count("rfftfreq", n)
    return torch.fft.rfftfreq(n, d, dtype=dtype or torch.float32)
