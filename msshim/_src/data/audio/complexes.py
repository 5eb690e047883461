"""Complex numbers (..., 2): sizes, angles, and spectra that are stretched in time."""

from __future__ import annotations

import math

import numpy as np

from msshim._src.data.audio.exact import Sound, as_floats, atan2, cos, double, linspace, rounded, sin
from msshim._src.data.single import f4


def angle(sound: Sound) -> Sound:
    """Their angles."""
    return atan2(sound[..., 1], sound[..., 0])


def norm(sound: Sound, power: float) -> Sound:
    """Their sizes, to a power."""
    x = double(sound)
    square = x[..., 0] * x[..., 0] + x[..., 1] * x[..., 1]
    return (square ** (0.5 * float(f4(power)))).astype(sound.dtype)


def magphase(sound: Sound, power: float) -> tuple[Sound, Sound]:
    """Their sizes to a power, and their angles."""
    return norm(sound, power), angle(sound)


def phase_vocoder(spectrum: Sound, rate: float, phase_advance: Sound) -> Sound:
    """Spectra (..., freq, frames, 2) played at another speed, with the pitch that they have."""
    if phase_advance.dtype != spectrum.dtype:
        raise ValueError(f"the input must have the dtype of 'phase_advance', {phase_advance.dtype}.")
    if phase_advance.shape[0] != spectrum.shape[-3]:
        raise ValueError(
            f"'phase_advance' must have {spectrum.shape[-3]} numbers, but its shape is {phase_advance.shape}."
        )
    return stretched(as_floats(spectrum), rate, phase_advance.reshape(-1))


def time_stretch(spectrum: Sound, hop_length: int, n_freq: int, fixed_rate: float) -> Sound:
    """The same, of spectra whose frames are `hop_length` apart."""
    advance = linspace(0, math.pi * float(f4(hop_length)), n_freq, spectrum.dtype)
    return stretched(spectrum, fixed_rate, advance)


def stretched(spectrum: Sound, rate: float, advance: Sound) -> Sound:
    """The same, with the angle by which each frequency turns from frame to frame."""
    kind, speed = spectrum.dtype, f4(rate)
    *batch, rows, frames, _ = spectrum.shape
    if abs(float(speed) - 1.0) <= np.finfo(np.float32).eps:
        return spectrum.reshape(-1, rows, frames, 2)
    times = np.arange(math.ceil(frames / float(speed)) + 2).astype(np.float32) * speed
    times = times[times < frames].astype(kind)
    first = times.astype(np.int64)
    x = np.concatenate([spectrum, np.zeros((*batch, rows, 2, 2), kind)], -2)
    part = np.fmod(times, kind.type(1))
    here, there = x[..., first, :], x[..., first + 1, :]
    turn = np.resize(advance, math.prod(batch) * rows).reshape(*batch, rows, 1).astype(kind)
    steps = angle(there) - angle(here) - turn
    steps = (double(steps) - 2 * math.pi * rounded(double(steps) / (2 * math.pi)) + double(turn)).astype(kind)
    phase = np.add.accumulate(np.concatenate([angle(spectrum[..., :1, :]), steps[..., :-1]], -1), -1, dtype=kind)
    size = part * _size(there) + (kind.type(1) - part) * _size(here)
    return np.stack([cos(phase) * size, sin(phase) * size], -1)


def _size(x: Sound) -> Sound:
    y = double(x)
    return np.sqrt(y[..., 1] * y[..., 1] + y[..., 0] * y[..., 0]).astype(x.dtype)
