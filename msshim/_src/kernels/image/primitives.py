"""Windows of images and volumes, grids, signals, and what is random about dropping."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch.nn import functional

from msshim._src.kernels import layouts
from msshim._src.kernels.fft import functions as fft
from msshim._src.kernels.layers.functions import unfold
from msshim._src.kernels.padding import functions as padding

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
    found = unfold(x, kernel, _pair(dilations), _pair(pads), _pair(strides))
    return found.reshape(x.shape[0], x.shape[1], math.prod(kernel), -1)


def col2im(
    input: torch.Tensor, output_size: Any, kernel_size: Ints, dilation: Ints, padding: Ints, stride: Ints
) -> torch.Tensor:
    """Images from windows, which add where they overlap."""
    _ranked("Col2Im", input, 4)
    size = tuple(output_size.tolist() if isinstance(output_size, torch.Tensor) else output_size)
    if not input.numel():
        return input.new_empty((*input.shape[:2], *size))
    blocks = input.flatten(1, 2)
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


def _length(name: str, length: torch.Tensor) -> int:
    """The length of a window; TypeError unless it is an integer, ValueError below 0 or unless it is one number."""
    if not isinstance(length, torch.Tensor) or length.dtype not in (torch.int32, torch.int64):
        raise TypeError(f"For '{name}', the length must be an int32 or int64 Tensor, but got {length!r}.")
    if length.numel() != 1 or int(length) < 0:
        raise ValueError(f"For '{name}', the length must be one number of at least 0, but got {length}.")
    return int(length)


def _window_dtype(name: str, dtype: torch.dtype) -> None:
    if dtype not in (torch.float16, torch.float32, torch.float64):
        raise TypeError(f"For '{name}', the 'dtype' must be float16, float32 or float64, but got {dtype}.")


def hamming_window(length: torch.Tensor, periodic: bool, alpha: float, beta: float, dtype: torch.dtype) -> torch.Tensor:
    """alpha - beta * cos, one wave long."""
    return torch.hamming_window(_length("HammingWindow", length), periodic, alpha, beta, dtype=dtype)


def bartlett_window(window_length: torch.Tensor, periodic: bool, dtype: torch.dtype) -> torch.Tensor:
    """A triangle from 0 over 1 to 0."""
    _window_dtype("BartlettWindow", dtype)
    return fft.bartlett_window(_length("BartlettWindow", window_length), periodic, dtype)


def blackman_window(window_length: torch.Tensor, periodic: bool, dtype: torch.dtype) -> torch.Tensor:
    """0.42 - 0.5 * cos + 0.08 * cos of twice the angle, one wave long."""
    _window_dtype("BlackmanWindow", dtype)
    return fft.blackman_window(_length("BlackmanWindow", window_length), periodic, dtype)


def fft_with_size(
    input: torch.Tensor, signal_ndim: int, inverse: bool, real: bool, norm: str, onesided: bool, signal_sizes: Any
) -> torch.Tensor:
    """The Fourier transform over the last axes: of complex numbers, from real ones, or back to them.

    Raises:
        RuntimeError: There are not so many axes.
        ValueError: There is no such norm, or the sizes do not fit.
        TypeError: The input is real or complex where it must not be.
    """
    name = "FFTWithSize"
    if not 1 <= signal_ndim <= input.dim():
        raise RuntimeError(f"For '{name}', the 'signal_ndim' must be 1 to {input.dim()}, but got {signal_ndim}.")
    if norm not in ("backward", "forward", "ortho"):
        raise ValueError(f"For '{name}', the 'norm' must be backward, forward or ortho, but got {norm!r}.")
    if input.is_complex() != (inverse or not real):
        raise TypeError(f"For '{name}' with 'inverse' {inverse} and 'real' {real}, the dtype {input.dtype} is wrong.")
    axes = list(range(-signal_ndim, 0))
    if not real:
        return (torch.fft.ifftn if inverse else torch.fft.fftn)(input, dim=axes, norm=norm)
    if not inverse:
        return (torch.fft.rfftn if onesided else torch.fft.fftn)(input, dim=axes, norm=norm)
    if not onesided:
        return torch.fft.ifftn(input, dim=axes, norm=norm).real.contiguous()
    last = 2 * (input.shape[-1] - 1)
    wanted = tuple(signal_sizes) or (*input.shape[-signal_ndim:-1], last)
    if wanted[:-1] != tuple(input.shape[-signal_ndim:-1]) or wanted[-1] not in (last, last + 1):
        raise ValueError(f"For '{name}', the 'signal_sizes' do not fit {tuple(input.shape)}: {signal_sizes}.")
    return torch.fft.irfftn(input, wanted, dim=axes, norm=norm)


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
        layouts.dense(x),
        n_fft,
        hop_length,
        win_length,
        window,
        center=False,
        normalized=normalized,
        onesided=onesided,
        return_complex=True,
    )
    return found if return_complex else torch.view_as_real(found)


def max_pool_with_argmax(x: torch.Tensor, kernel_size: Ints, strides: Ints) -> tuple[torch.Tensor, torch.Tensor]:
    """The largest value of each window, and where in its image it is."""
    _ranked("MaxPoolWithArgmax", x, 4)
    values, where = functional.max_pool2d(x, _pair(kernel_size), _pair(strides), return_indices=True)
    planes = torch.arange(x.shape[1], device=x.device)[:, None, None] * (x.shape[2] * x.shape[3])
    return values, (where + planes).to(torch.int32)


def pad_v3(
    input: torch.Tensor, paddings: Any, constant_value: Any, mode: str, paddings_contiguous: bool
) -> torch.Tensor:
    """Heads and tails of the last axes, the last axis first: by turns, or first all heads, then all tails."""
    amounts = tuple(paddings)
    if not paddings_contiguous:
        half = len(amounts) // 2
        amounts = tuple(amount for pair in zip(amounts[:half], amounts[half:], strict=False) for amount in pair)
    if input.is_complex() and mode == "constant":
        value = torch.as_tensor(constant_value)
        parts = ((input.real, value.real), (input.imag, value.imag if value.is_complex() else 0))
        return torch.complex(*(padding.pad(part, amounts, mode, filler) for part, filler in parts))
    if mode == "constant":
        return padding.pad(input, amounts, mode, constant_value)
    if constant_value is not None or len(amounts) != 2 * input.dim() - 4 or (mode == "reflect" and input.dim() > 4):
        raise ValueError(
            f"For 'PadV3', the mode {mode!r} takes amounts for all but two axes and no 'constant_value', but got "
            f"{amounts} for the shape {tuple(input.shape)}, and {constant_value!r}."
        )
    return padding.pad(input, amounts, "replicate" if mode == "edge" else mode, None)


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
    moving = (mean.detach(), variance.detach())  # which get no gradient, as in MindSpore
    if not is_training:
        y = layouts.apply(functional.batch_norm, input_x, *moving, scale, bias, False, 0.0, epsilon)
        zeros = torch.zeros_like(mean)
        return y, zeros, zeros.clone(), zeros.clone(), zeros.clone()
    y = layouts.apply(functional.batch_norm, input_x, *moving, scale, bias, True, momentum, epsilon)
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
    return torch.full(tuple(size), float(median)) if sigma == 0 else torch.empty(tuple(size)).cauchy_(median, sigma)


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
