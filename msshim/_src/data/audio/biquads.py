"""The coefficients of filters of second order, b0, b1, b2, a0, a1, a2, of what their transforms are made with.

Source: the Audio EQ Cookbook, with MindSpore's precision: arguments are floats, what follows doubles, or floats too.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from msshim._src.data import single
from msshim._src.data.audio.exact import exponential
from msshim._src.data.single import f4

Attributes = dict[str, Any]


def _made(*coefficients: Any) -> Attributes:
    return {"coefficients": tuple(float(one) for one in coefficients)}


def _angle(freq: float, sample_rate: int, Q: float) -> tuple[float, float, float]:
    """The cosine and sine of a frequency's angle, and how wide the filter is."""
    w0 = 2 * math.pi * float(f4(freq)) / sample_rate
    return math.cos(w0), math.sin(w0), math.sin(w0) / 2 / float(f4(Q))


def _float_angle(freq: float, sample_rate: int, Q: float) -> tuple[Any, Any, Any]:
    """The same, each step a float."""
    w0 = f4(2 * math.pi * float(f4(freq)) / sample_rate)
    return single.cos(w0), single.sin(w0), single.sin(w0) / f4(2) / f4(Q)


def _amplitude(gain: float) -> float:
    """Half of a gain in decibels, as a factor."""
    return exponential(float(f4(gain) / f4(40)) * math.log(10))


def given(b0: float, b1: float, b2: float, a0: float, a1: float, a2: float) -> Attributes:
    """As they are."""
    return _made(*map(f4, (b0, b1, b2, a0, a1, a2)))


def allpass(sample_rate: int, central_freq: float, Q: float) -> Attributes:
    """All frequencies as loud as before, around one with another phase."""
    cos, _, alpha = _angle(central_freq, sample_rate, Q)
    return _made(1 - alpha, -2 * cos, 1 + alpha, 1 + alpha, -2 * cos, 1 - alpha)


def lowpass(sample_rate: int, cutoff_freq: float, Q: float) -> Attributes:
    """Frequencies below one."""
    cos, _, alpha = _angle(cutoff_freq, sample_rate, Q)
    return _made((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha)


def highpass(sample_rate: int, cutoff_freq: float, Q: float) -> Attributes:
    """Frequencies above one."""
    cos, _, alpha = _angle(cutoff_freq, sample_rate, Q)
    return _made((1 + cos) / 2, -1 - cos, (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha)


def bandpass(sample_rate: int, central_freq: float, Q: float, const_skirt_gain: bool) -> Attributes:
    """Frequencies around one."""
    cos, sin, alpha = _float_angle(central_freq, sample_rate, Q)
    b0, one = sin / f4(2) if const_skirt_gain else alpha, f4(1)
    return _made(b0, 0, -b0, one + alpha, f4(-2) * cos, one - alpha)


def bandreject(sample_rate: int, central_freq: float, Q: float) -> Attributes:
    """All frequencies but those around one."""
    cos, _, alpha = _angle(central_freq, sample_rate, Q)
    return _made(1, -2 * cos, 1, 1 + alpha, -2 * cos, 1 - alpha)


def band(sample_rate: int, central_freq: float, Q: float, noise: bool) -> Attributes:
    """Frequencies around one, as SoX has it."""
    freq = float(f4(central_freq))
    cos = math.cos(2 * math.pi * freq / sample_rate)
    a2 = exponential(-2 * math.pi * float(f4(f4(central_freq) / f4(Q))) / sample_rate)
    a1 = -4 * a2 / (1 + a2) * cos
    b0 = math.sqrt(1 - a1 * a1 / (4 * a2)) * (1 - a2)
    if noise:
        b0 *= math.sqrt(((1 + a2) * (1 + a2) - a1 * a1) * (1 - a2) / (1 + a2)) / b0
    return _made(b0, 0, 0, 1, a1, a2)


def bass(sample_rate: int, gain: float, central_freq: float, Q: float) -> Attributes:
    """More or less of what is below a frequency."""
    cos, _, alpha = _angle(central_freq, sample_rate, Q)
    A = _amplitude(gain)
    b, a = _shelf(A, 2 * math.sqrt(A) * alpha, (1 - A) * cos, -(A + 1) * cos)
    b[1], a[1] = -b[1], -a[1]
    return _made(*(one / a[0] for one in b), 1, *(one / a[0] for one in a[1:]))


def treble(sample_rate: int, gain: float, central_freq: float, Q: float) -> Attributes:
    """More or less of what is above a frequency."""
    cos, _, alpha = _float_angle(central_freq, sample_rate, Q)
    A = f4(_amplitude(gain))
    b, a = _shelf(A, f4(2) * f4(np.sqrt(A)) * alpha, (A - f4(1)) * cos, (A + f4(1)) * cos)
    return _made(*b, *a)


def _shelf(A: Any, wide: Any, low: Any, high: Any) -> tuple[list[Any], list[Any]]:
    """A filter that changes one side of a frequency, each step in the precision of `A`."""
    one, two = type(A)(1), type(A)(2)
    b = [A * ((A + one) + low + wide), -two * A * ((A - one) + high), A * ((A + one) + low - wide)]
    return b, [(A + one) - low + wide, two * ((A - one) - high), (A + one) - low - wide]


def equalizer(sample_rate: int, center_freq: float, gain: float, Q: float) -> Attributes:
    """More or less of the frequencies around one."""
    cos, _, alpha = _angle(center_freq, sample_rate, Q)
    A = exponential(float(f4(gain)) / 40 * math.log(10))
    return _made(1 + alpha * A, -2 * cos, 1 - alpha * A, 1 + alpha / A, -2 * cos, 1 - alpha / A)


_DEEMPHASIS = {44100: (5283, 0.4845, -9.477), 48000: (5356, 0.479, -9.62)}
"""By the sample rate of a compact disc and of others: frequency, slope and gain, of SoX."""


def deemphasis(sample_rate: int) -> Attributes:
    """What undoes the emphasis of a compact disc."""
    freq, slope, gain = _DEEMPHASIS[sample_rate]
    w0, A = 2 * math.pi * freq / sample_rate, math.exp(gain / 40 * math.log(10))
    alpha = math.sin(w0) / 2 * math.sqrt((A + 1 / A) * (1 / slope - 1) + 2)
    b, a = _shelf(A, 2 * math.sqrt(A) * alpha, (A - 1) * math.cos(w0), (A + 1) * math.cos(w0))
    return _made(*b, *a)


_RIAA = {
    44100: ((-0.2014898, 0.9233820), (0.7083149, 0.9924091)),
    48000: ((-0.1766069, 0.9321590), (0.7396325, 0.9931330)),
    88200: ((-0.1168735, 0.9648312), (0.8590646, 0.9964002)),
    96000: ((-0.1141486, 0.9676817), (0.8699137, 0.9966946)),
}
"""By sample rate the zeros and poles of the curve of vinyl records, of SoX."""


def riaa(sample_rate: int) -> Attributes:
    """What undoes the curve of vinyl records; 1 kHz stays as loud as it is."""
    zeros, poles = (tuple(map(f4, pair)) for pair in _RIAA[sample_rate])
    b, a = ((f4(1), -(x + y), x * y) for x, y in (zeros, poles))
    w0 = f4(2 * math.pi * 1000 / sample_rate)

    def loudness(weights: Any) -> Any:
        real = weights[0] + weights[1] * single.cos(-w0) + weights[2] * single.cos(f4(-2) * w0)
        imaginary = weights[1] * single.sin(-w0) + weights[2] * single.sin(f4(-2) * w0)
        return real * real + imaginary * imaginary

    gain = f4(1) / f4(np.sqrt(loudness(b) / loudness(a)))
    return _made(*(one * gain for one in b), *a)
