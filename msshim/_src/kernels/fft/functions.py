"""Fourier transforms and windows. Source: MindSpore 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch


def _one(function: Callable[..., torch.Tensor]) -> Callable[..., torch.Tensor]:
    def kernel(input: torch.Tensor, n: int | None, dim: int, norm: str | None) -> torch.Tensor:
        return function(input, n, dim, norm)

    return kernel


def _two(function: Callable[..., torch.Tensor]) -> Callable[..., torch.Tensor]:
    def kernel(input: torch.Tensor, s: Any, dim: Any, norm: str | None) -> torch.Tensor:
        return function(input, s, dim, norm)

    return kernel


def of_half(function: Callable[..., torch.Tensor]) -> Callable[..., torch.Tensor]:
    """A transform of half a spectrum; that of one point, of which there are no points, is empty."""

    def transform(input: torch.Tensor, n: Any, dim: Any, norm: str | None) -> torch.Tensor:
        last = dim if isinstance(dim, int) else -1 if dim is None else dim[-1]
        if n is not None or input.shape[last] != 1:
            return function(input, n, dim, norm)
        return input.narrow(last, 0, 0).abs().float() if input.dtype not in _DOUBLE else input.narrow(last, 0, 0).abs()

    return transform


_DOUBLE = (torch.float64, torch.complex128)
_back = {name: of_half(getattr(torch.fft, name)) for name in ("irfft", "hfft", "irfft2", "irfftn", "hfft2", "hfftn")}
fft, ifft, rfft, ihfft = map(_one, (torch.fft.fft, torch.fft.ifft, torch.fft.rfft, torch.fft.ihfft))
irfft, hfft = _one(_back["irfft"]), _one(_back["hfft"])
fft2, ifft2, rfft2, fftn = map(_two, (torch.fft.fft2, torch.fft.ifft2, torch.fft.rfft2, torch.fft.fftn))
ifftn, rfftn, ihfft2, ihfftn = map(_two, (torch.fft.ifftn, torch.fft.rfftn, torch.fft.ihfft2, torch.fft.ihfftn))
irfft2, irfftn, hfft2, hfftn = (_two(_back[name]) for name in ("irfft2", "irfftn", "hfft2", "hfftn"))


def check_count(name: str, n: Any) -> None:
    """ValueError for a number of samples that is not positive."""
    if isinstance(n, int) and n < 1:
        raise ValueError(f"For '{name}', the 'n' must be greater than 0, but got {n}.")


def fftfreq(n: int, d: float, dtype: torch.dtype | None) -> torch.Tensor:
    """The frequencies of `fft` for `n` samples `d` apart."""
    check_count("fftfreq", n)
    return torch.fft.fftfreq(n, d, dtype=dtype)


def rfftfreq(n: int, d: float, dtype: torch.dtype | None) -> torch.Tensor:
    """The frequencies of `rfft`."""
    check_count("rfftfreq", n)
    return torch.fft.rfftfreq(n, d, dtype=dtype)


def hann_window(window_length: Any, periodic: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """The Hann window, float64 by default."""
    return torch.hann_window(int(window_length), periodic, dtype=dtype or torch.float64)


def hamming_window(
    window_length: Any, periodic: bool, alpha: float, beta: float, dtype: torch.dtype | None
) -> torch.Tensor:
    """The Hamming window; float64 by default where it has not two points."""
    if int(window_length) < 2:
        dtype = dtype or torch.float64
    found = torch.hamming_window(int(window_length), periodic, alpha, beta, dtype=torch.float64)
    return found.to(dtype or torch.float32)


def blackman_window(window_length: Any, periodic: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """The Blackman window."""
    return torch.blackman_window(int(window_length), periodic, dtype=torch.float64).to(dtype or torch.float32)


def bartlett_window(window_length: Any, periodic: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """The Bartlett window."""
    return torch.bartlett_window(int(window_length), periodic, dtype=torch.float64).to(dtype or torch.float32)


def kaiser_window(window_length: Any, periodic: bool, beta: float, dtype: torch.dtype | None) -> torch.Tensor:
    """The Kaiser window, float64 by default."""
    return torch.kaiser_window(int(window_length), periodic, beta, dtype=dtype or torch.float64)
