"""Spectra (..., freq, frames) of a sound (..., time), and the sound of spectra, of float32 or float64."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np

from msshim._src.data.audio.exact import Sound, double, each, linspace
from msshim._src.data.audio.windows import centred, padded
from msshim._src.data.engine import Engine
from msshim._src.data.kinds import BorderType, WindowType
from msshim._src.data.single import f4

_SIDE_BY_SIDE = 32
"""How many frames are transformed at once: what they need stays in the processor's cache."""


def spectrogram(
    sound: Sound,
    n_fft: int,
    win_length: int,
    hop_length: int,
    pad: int = 0,
    window: WindowType = WindowType.HANN,
    power: float = 0.0,
    normalized: bool = False,
    center: bool = True,
    pad_mode: BorderType = BorderType.REFLECT,
    onesided: bool = True,
) -> Sound:
    """The spectrum of each frame, to a power; of power 0 its real and imaginary parts, on an axis of their own."""
    x = padded(sound, pad, pad)
    if center:
        x = padded(x, n_fft // 2, n_fft // 2, pad_mode)
    if n_fft > x.shape[-1]:
        raise ValueError(f"'n_fft' must be at most {x.shape[-1]}, the length of the padded sound, but is {n_fft}.")
    shape = centred(window, win_length, n_fft)
    frames = np.lib.stride_tricks.sliding_window_view(x, n_fft, -1)[..., ::hop_length, :] * shape.astype(x.dtype)
    found = _transformed(frames)
    size = math.sqrt(np.add.accumulate((shape * shape).astype(np.float64))[-1])
    if size == 0:
        raise ValueError("the sum of the window must not be 0.")
    if normalized:
        found = (double(found) / size).astype(x.dtype)
    if not onesided:
        found = np.concatenate([found, found[..., n_fft - n_fft // 2 - 1 : 0 : -1, :, :]], -3)
    if power == 0:
        return found
    return (_length(found) ** float(f4(power))).astype(x.dtype)


def _length(parts: Sound) -> Sound:
    """The absolute values of complex numbers, in double precision."""
    parts = parts.astype(np.float64)
    return np.sqrt(parts[..., 0] * parts[..., 0] + parts[..., 1] * parts[..., 1])


def _transformed(frames: Sound) -> Sound:
    """The Fourier transform of frames (..., frames, n_fft) with each sum in MindSpore's order, which an FFT has not."""
    *batch, count, n_fft = frames.shape
    waves = _waves(n_fft, frames.dtype.char)
    rows = frames.reshape(-1, n_fft)
    found = np.zeros((len(rows), waves.shape[1]), frames.dtype)
    for start in range(0, len(rows), _SIDE_BY_SIDE):
        part = np.ascontiguousarray(rows[start : start + _SIDE_BY_SIDE].T)
        total = found[start : start + _SIDE_BY_SIDE]
        product = np.empty_like(total)
        for wave, values in zip(waves, part, strict=True):
            np.multiply(values[:, None], wave, out=product)
            np.add(total, product, out=total)
    return found.reshape(*batch, count, -1, 2).swapaxes(-3, -2)


@lru_cache(8)
def _waves(n_fft: int, dtype: str) -> Sound:
    """A wave of each frequency, (n_fft, freq * 2): cosines, and sines below 0."""
    angles = 2 * math.pi * np.arange(n_fft // 2 + 1) * np.arange(n_fft)[:, None] / n_fft
    return np.stack([each(math.cos, angles), -each(math.sin, angles)], -1).reshape(n_fft, -1).astype(dtype)


def inverse(
    spectrum: Any, n_fft: int, win_length: int, hop_length: int, window: WindowType, center: bool, length: int
) -> Any:
    """The sound of a complex spectrum (..., freq, frames), in double precision; of `length` 0 as long as it is."""
    if n_fft != (spectrum.shape[-2] - 1) * 2:
        raise ValueError(f"the number of frequencies must be {n_fft // 2 + 1}, but is {spectrum.shape[-2]}.")
    shape = centred(window, win_length, n_fft)
    count = spectrum.shape[-1]
    if length and hop_length:
        count = min(count, math.ceil(float(f4(length + n_fft if center else length) / f4(hop_length))))
    parts = np.fft.irfft(spectrum[..., :count], n_fft, -2) * shape.astype(np.float64)[:, None]
    found = np.zeros((*spectrum.shape[:-2], n_fft + hop_length * (count - 1)))
    weight, square = np.zeros(found.shape[-1], np.float32), shape * shape
    for i in range(count):
        place = slice(i * hop_length, i * hop_length + n_fft)
        found[..., place] += parts[..., i]
        weight[place] += square
    loud = weight > np.finfo(np.float32).tiny
    found[..., loud] /= weight[loud]
    start = n_fft // 2 if center else 0
    if not length and center:
        return found[..., start : found.shape[-1] - start]
    found = found[..., start : start + length]
    return padded(found, 0, length - found.shape[-1])


def inverse_spectrogram(
    spectrum: Sound,
    length: int,
    n_fft: int,
    win_length: int,
    hop_length: int,
    pad: int,
    window: WindowType,
    normalized: bool,
    center: bool,
    onesided: bool,
) -> Sound:
    """The sound of spectra (..., freq, frames, 2)."""
    x = spectrum
    if normalized:
        shape = centred(window, win_length, n_fft)
        x = x * x.dtype.type(f4(math.sqrt(np.add.accumulate(shape * shape)[-1])))
    if not onesided:
        x = x[..., : n_fft // 2 + 1, :, :]
    asked = length + 2 * pad if length else (x.shape[-2] - 1) * hop_length
    found = inverse(as_complex(x), n_fft, win_length, hop_length, window, center, asked).astype(x.dtype)
    if not pad:
        return found
    if not length:
        raise ValueError("'pad' must be 0 where 'length' is not given.")
    return found[..., pad : found.shape[-1] - pad].astype(np.float32)


def as_complex(parts: Sound) -> Any:
    """Complex numbers of real and imaginary parts, in double precision."""
    return np.ascontiguousarray(parts, np.float64).view(np.complex128)[..., 0]


def phases(engine: Engine, spectrum: Sound, rand_init: bool) -> dict[str, Any]:
    """Complex numbers to begin with, for each place of the spectra (..., freq, frames)."""
    size, (rows, columns) = spectrum.size, spectrum.shape[-2:]
    if not rand_init:
        return {"angles": np.ones(spectrum.shape, np.complex128)}
    parts = engine.shares(2 * size).reshape(-1, columns, rows, 2).swapaxes(1, 2)
    return {"angles": (parts[..., 1] + 1j * parts[..., 0]).reshape(spectrum.shape)}


def griffin_lim(
    spectrum: Sound,
    n_fft: int,
    n_iter: int,
    win_length: int,
    hop_length: int,
    window_type: WindowType,
    power: float,
    momentum: float,
    length: int,
    angles: Any,
) -> Sound:
    """A sound whose spectra have these sizes (..., freq, frames): phases are tried until they fit."""
    dtype = spectrum.dtype
    sizes = (spectrum ** dtype.type(f4(1) / f4(power))).astype(np.float64)
    kept = f4(momentum)
    for _ in range(2):  # MindSpore takes this share of the share
        kept = kept / (f4(1) + kept)
    found, last = np.zeros(0), np.zeros_like(angles)

    def sound() -> Any:
        return inverse(angles * sizes, n_fft, win_length, hop_length, window_type, True, length).astype(dtype)

    for _ in range(n_iter):
        rebuilt = as_complex(spectrogram(sound(), n_fft, win_length, hop_length, 0, window_type))
        if rebuilt.shape != sizes.shape:
            raise ValueError(
                f"a sound of {length} has {rebuilt.shape[-1]} frames, but the input has {sizes.shape[-1]}."
            )
        angles = rebuilt - last * float(kept) if momentum else rebuilt
        angles = angles / (np.abs(angles) + float(f4(1e-16)))
        last = rebuilt
    found = sound()
    return found.reshape(-1, found.shape[-1]) if found.ndim > 2 else found


def centroid(
    sound: Sound, sample_rate: int, n_fft: int, win_length: int, hop_length: int, pad: int, window: WindowType
) -> Sound:
    """The mean frequency of each frame, (..., 1, frames)."""
    sizes = spectrogram(sound, n_fft, win_length, hop_length, pad, window, 1.0).astype(np.float64)
    freqs = linspace(0, sample_rate // 2, 1 + n_fft // 2, sound.dtype).astype(np.float64)
    found = (freqs[:, None] * sizes).sum(-2, keepdims=True) / sizes.sum(-2, keepdims=True)
    return found.astype(sound.dtype)
