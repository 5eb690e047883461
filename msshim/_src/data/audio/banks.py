"""Filter banks and cosine transforms, and spectra (..., freq, time) seen through them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from msshim._src.data.audio.exact import Sound, double, each, in_order, linspace
from msshim._src.data.audio.levels import amplitude_to_db
from msshim._src.data.audio.spectra import spectrogram
from msshim._src.data.engine import Engine
from msshim._src.data.kinds import MelType, NormMode, NormType, ScaleType
from msshim._src.data.single import f4

_LINEAR, _KNEE, _STEP = 200.0 / 3, 1000.0, math.log(6.4) / 27.0
"""Slaney's scale: how wide a mel is below the knee, where that is, and what a mel above it is."""
_MELS = _KNEE / _LINEAR


def _mel(freq: float, scale: MelType) -> float:
    if scale is MelType.HTK:
        return 2595.0 * math.log10(1.0 + freq / 700.0)
    return _MELS + math.log(freq / _KNEE) / _STEP if freq >= _KNEE else freq / _LINEAR


def _hertz(mels: Sound, scale: MelType) -> Sound:
    x = double(mels)
    if scale is MelType.HTK:
        found = 700.0 * (each(lambda mel: 10.0**mel, x / 2595.0) - 1.0)
    else:
        found = np.where(x >= _MELS, _KNEE * each(math.exp, _STEP * (x - _MELS)), _LINEAR * x)
    return found.astype(mels.dtype)


def _triangles(freqs: Sound, points: Sound) -> Sound:
    """One triangle on each point but the first and last, (freq, banks)."""
    widths, slopes = np.diff(points), points - freqs[:, None]
    down, up = -slopes[:, :-2] / widths[:-1], slopes[:, 2:] / widths[1:]
    return np.maximum(freqs.dtype.type(0), np.minimum(down, up)) + freqs.dtype.type(0)


def linear(n_freqs: int, f_min: float, f_max: float, n_filter: int, sample_rate: int) -> Sound:
    """Triangles at equal distances, (n_freqs, n_filter), float32."""
    points = linspace(f_min, f_max, n_filter + 2, np.float32)
    return _triangles(linspace(0, sample_rate / 2, n_freqs, np.float32), points)


def mel(
    n_freqs: int,
    f_min: float,
    f_max: float,
    n_mels: int,
    sample_rate: int,
    norm: NormType,
    mel_type: MelType,
    dtype: Any = np.float32,
) -> Sound:
    """Triangles at equal distances of a mel scale, (n_freqs, n_mels)."""
    low, high = (_mel(float(np.dtype(dtype).type(f4(freq))), mel_type) for freq in (f_min, f_max))
    points = _hertz(linspace(low, high, n_mels + 2, dtype), mel_type)
    found = _triangles(linspace(0, sample_rate / 2, n_freqs, dtype), points)
    if norm is NormType.SLANEY:
        found = found * (points.dtype.type(2) / (points[2:] - points[:-2]))
    return found


def cosines(n_mfcc: int, n_mels: int, norm: NormMode) -> Sound:
    """The matrix of a discrete cosine transform, (n_mels, n_mfcc), float32."""
    angles = (np.pi / n_mels * (np.arange(n_mels)[:, None] + 0.5) * np.arange(n_mfcc)).astype(np.float32)
    found = np.cos(angles.astype(np.complex64)).real
    if norm is NormMode.NONE:
        return found * f4(2)
    found[:, 0] *= f4(1) / f4(np.sqrt(f4(2)))
    return found * f4(math.sqrt(2.0 / n_mels))


def mel_scale(
    spectrum: Sound,
    n_mels: int,
    sample_rate: int,
    f_min: float,
    f_max: float,
    n_stft: int,
    norm: NormType,
    mel_type: MelType,
) -> Sound:
    """Spectra through a bank of mel filters, (..., n_mels, time)."""
    if spectrum.shape[-2] != n_stft:
        raise ValueError(f"the input must have 'n_stft' frequencies, {n_stft}, but has {spectrum.shape[-2]}.")
    return in_order(mel(n_stft, f_min, f_max, n_mels, sample_rate, norm, mel_type, spectrum.dtype).T, spectrum)


def mel_spectrogram(sound: Sound, mels: dict[str, Any]) -> Sound:
    """The mel spectrum of each frame of a sound (..., time), (..., n_mels, frames).

    mels: the arguments of `mel`, and those of `spectrogram` as `spectral`.
    """
    n_fft = mels["spectral"]["n_fft"]
    if n_fft >= 2 * sound.shape[-1]:
        raise ValueError(f"'n_fft' must be below twice the length of the sound, {sound.shape[-1]}, but is {n_fft}.")
    bank = mel(n_fft // 2 + 1, dtype=sound.dtype, **{key: value for key, value in mels.items() if key != "spectral"})
    return in_order(bank.T, spectrogram(sound, **mels["spectral"]))


def mfcc(sound: Sound, n_mfcc: int, norm: NormMode, log_mels: bool, mels: dict[str, Any]) -> Sound:
    """Cepstral coefficients of the mel spectrum, float32."""
    return _cepstrum(mel_spectrogram(sound, mels), cosines(n_mfcc, mels["n_mels"], norm), log_mels)


def lfcc(
    sound: Sound,
    sample_rate: int,
    n_filter: int,
    n_lfcc: int,
    f_min: float,
    f_max: float,
    norm: NormMode,
    log_lf: bool,
    spectral: dict[str, Any],
) -> Sound:
    """Cepstral coefficients of the spectrum through filters at equal distances, float32."""
    bank = linear(spectral["n_fft"] // 2 + 1, f_min, f_max, n_filter, sample_rate)
    return _cepstrum(in_order(bank.T, spectrogram(sound, **spectral)), cosines(n_lfcc, n_filter, norm), log_lf)


def _cepstrum(spectrum: Sound, matrix: Sound, natural: bool) -> Sound:
    """The cosine transform of a spectrum's logarithms, or decibels."""
    if natural:
        loud = np.log(double(spectrum + f4(1e-6))).astype(spectrum.dtype)
    else:
        loud = amplitude_to_db(spectrum, ScaleType.POWER, 1.0, 1e-10, 80.0)
    return in_order(matrix.T, loud).astype(np.float32)


def guess(engine: Engine, spectrum: Sound, n_stft: int) -> dict[str, Any]:
    """Spectra to begin with."""
    shape = (*spectrum.shape[:-2], n_stft, spectrum.shape[-1])
    count = math.prod(shape)
    return {"guess": (engine.shares if spectrum.dtype == np.float64 else engine.parts)(count).reshape(shape)}


def inverse_mel_scale(
    spectrum: Sound,
    n_stft: int,
    n_mels: int,
    sample_rate: int,
    f_min: float,
    f_max: float,
    max_iter: int,
    tolerance_loss: float,
    tolerance_change: float,
    sgdargs: dict[str, float],
    norm: NormType,
    mel_type: MelType,
    guess: Sound,
) -> Sound:
    """Spectra that a bank of mel filters turns into these, by gradient descent; as MindSpore's without momentum."""
    if spectrum.shape[-2] != n_mels:
        raise ValueError(f"the input must have 'n_mels' frequencies, {n_mels}, but has {spectrum.shape[-2]}.")
    kind = spectrum.dtype.type
    bank = mel(n_stft, f_min, f_max, n_mels, sample_rate, norm, mel_type, spectrum.dtype)
    rate, time = kind(f4(sgdargs["sgd_lr"])), spectrum.shape[-1]
    wanted = spectrum.reshape(-1, *spectrum.shape[-2:])
    found = guess.reshape(-1, n_stft, time).copy()
    for i, one in enumerate(wanted):
        loss = np.finfo(spectrum.dtype).max
        for _ in range(max_iter):
            rest = one - bank.T @ found[i]
            now = np.mean(rest * rest)
            change, loss = abs(loss - now), now
            if now < f4(tolerance_loss) or change < f4(tolerance_change):
                break
            found[i] -= rate * (bank @ rest * kind(-1) / kind(time))
    found = np.maximum(found, kind(0))
    return found.reshape(guess.shape) if spectrum.ndim > 2 else found
