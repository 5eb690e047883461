"""Windows of images and volumes, grids, signals, and what is random about dropping."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch.nn import functional

Ints = int | Sequence[int]


def _pair(value: Any) -> tuple[int, int]:
    items = (value,) if isinstance(value, int) else tuple(value)
    return (items[0], items[0]) if len(items) == 1 else (items[0], items[1])


def _ranked(name: str, x: torch.Tensor, rank: int) -> None:
    if x.ndim != rank:
        raise ValueError(f"For '{name}', the 'x' must have {rank} dimensions, but got {x.ndim}.")


def im2col(x: torch.Tensor, ksizes: Ints, strides: Ints, dilations: Ints, pads: Ints) -> torch.Tensor:
    """The windows of images: (N, C, kernel elements, windows)."""
    _ranked("Im2Col", x, 4)
    kernel = _pair(ksizes)
    y = x if x.is_floating_point() or x.is_complex() else x.double()
    found = functional.unfold(y, kernel, _pair(dilations), _pair(pads), _pair(strides))
    return found.reshape(x.shape[0], x.shape[1], math.prod(kernel), -1).to(x.dtype)


def col2im(
    x: torch.Tensor, output_size: Any, kernel_size: Ints, dilation: Ints, padding: Ints, stride: Ints
) -> torch.Tensor:
    """Images from windows, which add where they overlap."""
    size = tuple(output_size.tolist() if isinstance(output_size, torch.Tensor) else output_size)
    blocks = x.reshape(x.shape[0], -1, x.shape[-1])
    return functional.fold(blocks, size, _pair(kernel_size), _pair(dilation), _pair(padding), _pair(stride))


def _triple(value: Any) -> tuple[int, int, int]:
    items = (value,) * 3 if isinstance(value, int) else tuple(value)[-3:]
    return items[0], items[1], items[2]


def extract_volume_patches(x: torch.Tensor, kernel_size: Any, strides: Any, padding: str) -> torch.Tensor:
    """The windows of volumes, in the channels."""
    _ranked("ExtractVolumePatches", x, 5)
    if padding.upper() not in ("SAME", "VALID"):
        raise ValueError(f"For 'ExtractVolumePatches', the 'padding' must be 'SAME' or 'VALID', but got {padding!r}.")
    kernel, step = _triple(kernel_size), _triple(strides)
    if padding.upper() == "SAME":
        short = [max((-(-n // s) - 1) * s + k - n, 0) for n, k, s in zip(x.shape[2:], kernel, step, strict=True)]
        x = functional.pad(x, [half for n in reversed(short) for half in (n // 2, n - n // 2)])
    for axis, (k, s) in enumerate(zip(kernel, step, strict=True)):
        x = x.unfold(axis + 2, k, s)
    parts = x.permute(0, 5, 6, 7, 1, 2, 3, 4)
    return parts.reshape(x.shape[0], math.prod(kernel) * x.shape[1], *x.shape[2:5])


def affine_grid(theta: torch.Tensor, output_size: Any, align_corners: bool) -> torch.Tensor:
    """The places that an affine map takes for each pixel of an output."""
    if isinstance(output_size, (tuple, list)) and len(output_size) not in (4, 5):
        raise ValueError(f"For 'AffineGrid', the 'output_size' must have 4 or 5 items, but got {output_size}.")
    return functional.affine_grid(theta, list(output_size), align_corners)


def hamming_window(length: torch.Tensor, periodic: bool, alpha: float, beta: float, dtype: torch.dtype) -> torch.Tensor:
    """alpha - beta * cos, one wave long."""
    if length.is_floating_point():
        raise TypeError(f"For 'HammingWindow', the 'length' must be an integer Tensor, but got {length.dtype}.")
    count = int(length)
    return torch.hamming_window(count, periodic, alpha, beta, dtype=dtype)


def stft(
    x: torch.Tensor,
    window: torch.Tensor,
    n_fft: int,
    hop_length: int,
    win_length: int,
    normalized: bool,
    onesided: bool,
    return_complex: bool,
) -> torch.Tensor:
    """Fourier transforms of overlapping parts of a signal."""
    found = torch.stft(
        x, n_fft, hop_length, win_length, window, False, normalized=normalized, onesided=onesided, return_complex=True
    )
    return found if return_complex else torch.view_as_real(found)


def max_pool_with_argmax(x: torch.Tensor, kernel_size: Ints, strides: Ints) -> tuple[torch.Tensor, torch.Tensor]:
    """The largest value of each window, and where in its image it is."""
    _ranked("MaxPoolWithArgmax", x, 4)
    values, where = functional.max_pool2d(x, _pair(kernel_size), _pair(strides), return_indices=True)
    planes = torch.arange(x.shape[1], device=x.device)[:, None, None] * (x.shape[2] * x.shape[3])
    return values, (where + planes).to(torch.int32)


def batch_norm(
    input_x: torch.Tensor,
    scale: torch.Tensor,
    bias: torch.Tensor,
    mean: torch.Tensor,
    variance: torch.Tensor,
    is_training: bool,
    epsilon: float,
    momentum: float,
) -> tuple[torch.Tensor, ...]:
    """Batch normalisation; in training with the batch's statistics, which move the given ones and come out last."""
    if not is_training:
        y = functional.batch_norm(input_x, mean, variance, scale, bias, False, 0.0, epsilon)
        zeros = torch.zeros_like(mean)
        return y, zeros, zeros.clone(), zeros.clone(), zeros.clone()
    y = functional.batch_norm(input_x, mean.detach(), variance.detach(), scale, bias, True, momentum, epsilon)
    axes = [axis for axis in range(input_x.ndim) if axis != 1]
    spread, middle = torch.var_mean(input_x.detach(), axes, correction=0)
    zeros = torch.zeros_like(mean)
    return y, zeros, zeros.clone(), middle, spread


def _generator(seed: int, device: torch.device) -> torch.Generator | None:
    return None if seed in (-1, 0) else torch.Generator(device).manual_seed(seed)


def bernoulli(x: torch.Tensor, p: Any, seed: int) -> torch.Tensor:
    """1 with a probability, else 0, in the shape and dtype of `x`."""
    if seed < -1:
        raise ValueError(f"For 'Bernoulli', the 'seed' must be -1 or more, but got {seed}.")
    chance = p if isinstance(p, torch.Tensor) else torch.tensor(p, device=x.device)
    return torch.bernoulli(chance.expand(x.shape), generator=_generator(seed, x.device)).to(x.dtype)


def cauchy(size: Sequence[int], median: float, sigma: float) -> torch.Tensor:
    """Numbers of Cauchy's distribution."""
    if min(size) < 1:
        raise ValueError(f"For 'Cauchy', the 'size' must be positive, but got {size}.")
    return torch.empty(tuple(size)).cauchy_(median, sigma)


def dropout_gen_mask(shape: Sequence[int], keep_prob: Any, Seed0: int) -> torch.Tensor:
    """One random bit for each element of a shape, set with a probability, in bytes of 16-byte blocks."""
    chance = float(keep_prob)
    count = -(-math.prod(shape) // 128) * 128
    bits = torch.rand(count, generator=_generator(Seed0, torch.device("cpu"))) < chance
    weights = 2 ** torch.arange(8)
    return (bits.reshape(-1, 8) * weights).sum(-1).to(torch.uint8)


def dropout_do_mask(input_x: torch.Tensor, mask: torch.Tensor, keep_prob: Any) -> torch.Tensor:
    """The elements whose bit is set, divided by the probability; zeros elsewhere."""
    bits = (mask[:, None] >> torch.arange(8, dtype=torch.uint8, device=mask.device)) & 1
    kept = bits.reshape(-1)[: input_x.numel()].reshape(input_x.shape).bool()
    return torch.where(kept, input_x / keep_prob, 0)
