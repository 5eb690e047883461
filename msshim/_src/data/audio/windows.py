"""Windows of a short-time transform, float32, and the edges of a sound."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from msshim._src.data.audio.exact import Sound
from msshim._src.data.kinds import BorderType, WindowType
from msshim._src.data.single import f4


def bartlett(length: int) -> Sound:
    """A triangle."""
    ramp = f4(2) * np.arange(length).astype(np.float32) / f4(length)
    return (1.0 - np.abs(ramp.astype(np.float64) - 1.0)).astype(np.float32)


@cache
def window(kind: WindowType, length: int) -> Sound:
    """A window of a length; one sample is 1."""
    if length == 1:
        return np.ones(1, np.float32)
    if kind is WindowType.BARTLETT:
        return bartlett(length)
    turned = 2 * math.pi * np.arange(length) / length
    if kind is WindowType.BLACKMAN:
        a, b, c = map(float, map(f4, (0.42, 0.5, 0.08)))
        found = a - b * np.cos(turned) + c * np.cos(4 * math.pi * np.arange(length) / length)
    elif kind is WindowType.HAMMING:
        found = float(f4(0.54)) - float(f4(0.46)) * np.cos(turned)
    elif kind is WindowType.HANN:
        found = 0.5 - 0.5 * np.cos(turned)
    else:
        ramp = (np.arange(length).astype(np.float32) * f4(2) / f4(length)).astype(np.float64) - 1.0
        found = np.i0(12.0 * np.sqrt(1 - ramp**2)) / np.i0(12.0)
    return found.astype(np.float32)


def centred(kind: WindowType, length: int, size: int) -> Sound:
    """A window in the middle of a size, with zeros around it."""
    left = (size - length) // 2
    return np.pad(window(kind, length), (left, size - length - left))


_MODES = {BorderType.EDGE: "edge", BorderType.REFLECT: "reflect", BorderType.SYMMETRIC: "symmetric"}


def padded(sound: Sound, left: int, right: int, mode: BorderType = BorderType.CONSTANT) -> Sound:
    """A sound (..., time) with more before and after it."""
    return np.pad(sound, [(0, 0)] * (sound.ndim - 1) + [(left, right)], _MODES.get(mode, "constant"))  # type: ignore[call-overload]
