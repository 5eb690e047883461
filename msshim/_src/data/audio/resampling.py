"""Sound at another sample rate, or pitch. Arrays (..., time) of float32 or float64."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from msshim._src.data.audio.complexes import stretched
from msshim._src.data.audio.exact import Sound, as_floats, cos, double, linspace, sin
from msshim._src.data.audio.spectra import as_complex, inverse, spectrogram
from msshim._src.data.audio.windows import padded
from msshim._src.data.kinds import ResampleMethod, WindowType
from msshim._src.data.single import f4


def resample(
    sound: Sound,
    orig_freq: float,
    new_freq: float,
    resample_method: ResampleMethod,
    lowpass_filter_width: int,
    rolloff: float,
    beta: float,
) -> Sound:
    """The sound at another sample rate."""
    if f4(orig_freq) == f4(new_freq):
        return sound
    return _sampled(as_floats(sound), orig_freq, new_freq, resample_method, lowpass_filter_width, rolloff, beta)


def _sampled(
    sound: Sound, orig_freq: float, new_freq: float, method: ResampleMethod, width: int, rolloff: float, beta: float
) -> Sound:
    """The same by filters between its samples, one for each place that a new one may have."""
    common = math.gcd(int(orig_freq), int(new_freq))
    if not common:
        raise ValueError("'orig_freq' and 'new_freq' must be at least 1.")
    old, new = (math.floor(float(f4(freq) / f4(common))) for freq in (orig_freq, new_freq))
    base = f4(min(old, new)) * f4(rolloff)
    reach, time = math.ceil(float(f4(width * old) / base)), sound.shape[-1]
    x = padded(sound, 2 * reach, 2 * reach + old)
    places = np.arange(math.ceil(new * time / old))
    phases = np.arange(new)
    firsts = phases * old // new - reach
    found = np.zeros((*sound.shape[:-1], len(places)), sound.dtype)
    for i in range(2 * reach + 2):  # of the others the filters are 0
        taps = _filter(phases, firsts + i, old, new, base, method, width, beta, sound.dtype)
        phase = places % new
        found += taps[phase] * x[..., places // new * old + firsts[phase] + i + 2 * reach]
    return found


def _filter(
    phases: Any,
    taps: Any,
    old: int,
    new: int,
    base: Any,
    method: ResampleMethod,
    width: int,
    beta: float,
    dtype: Any,
) -> Sound:
    """What one sample counts for the new ones at all phases: a wave within a window."""
    kind = dtype.type
    x = -phases.astype(dtype) / kind(new) + taps.astype(dtype) / kind(old)
    x = np.clip(x * kind(base), kind(-width), kind(width))
    if method is ResampleMethod.SINC_INTERPOLATION:
        shape = cos(x * kind(math.pi) / kind(width) / kind(2))
        shape = shape * shape
    else:
        ratio = double(x / kind(width))
        shape = (np.i0(float(f4(beta)) * np.sqrt(1 - ratio * ratio)) / float(f4(np.i0(float(f4(beta)))))).astype(dtype)
    x, scale = x * kind(math.pi), kind(base / f4(old))
    zero = x == 0
    return np.where(zero, scale, scale * (sin(x) / np.where(zero, kind(1), x))) * shape


def pitch_shift(
    sound: Sound,
    sample_rate: int,
    n_steps: int,
    bins_per_octave: int,
    n_fft: int,
    win_length: int,
    hop_length: int,
    window: WindowType,
) -> Sound:
    """The sound higher or lower by steps of an octave: slower or faster first, then at another sample rate."""
    time, kind = sound.shape[-1], sound.dtype
    rate = f4(2.0 ** float(f4(-n_steps) / f4(bins_per_octave)))
    spectrum = spectrogram(sound, n_fft, win_length, hop_length, 0, window)
    advance = linspace(0, math.pi * hop_length, n_fft // 2 + 1, kind)
    slower = as_complex(stretched(spectrum, rate, advance).reshape(*spectrum.shape[:-2], -1, 2))
    length = math.floor(float(f4(time) / rate) + 0.5)
    found = inverse(slower, n_fft, win_length, hop_length, window, True, length).astype(kind)
    method, old = ResampleMethod.SINC_INTERPOLATION, int(f4(sample_rate) / rate)
    found = _sampled(found, old, sample_rate, method, 6, 0.99, 14.769656459379492)[..., :time]
    return padded(found, 0, time - found.shape[-1])
