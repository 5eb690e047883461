"""The choices of MindSpore's operations on sound, and the matrix of a cosine transform. Source: dataset.audio.utils."""

from __future__ import annotations

from enum import Enum

import numpy as np


class BorderType(str, Enum):
    """How an edge is padded."""

    CONSTANT = "constant"
    EDGE = "edge"
    REFLECT = "reflect"
    SYMMETRIC = "symmetric"


class MelType(str, Enum):
    """Which mel scale."""

    HTK = "htk"
    SLANEY = "slaney"


class NormMode(str, Enum):
    """How a cosine transform is normed."""

    ORTHO = "ortho"
    NONE = "none"


class NormType(str, Enum):
    """How the banks of a mel filter are normed."""

    SLANEY = "slaney"
    NONE = "none"


class ResampleMethod(str, Enum):
    """How sound is sampled anew."""

    SINC_INTERPOLATION = "sinc_interpolation"
    KAISER_WINDOW = "kaiser_window"


class ScaleType(str, Enum):
    """What decibels are of."""

    POWER = "power"
    MAGNITUDE = "magnitude"


class WindowType(str, Enum):
    """The window of a short transform."""

    BARTLETT = "bartlett"
    BLACKMAN = "blackman"
    HAMMING = "hamming"
    HANN = "hann"
    KAISER = "kaiser"


def create_dct(n_mfcc: int, n_mels: int, norm: NormMode = NormMode.NONE) -> np.ndarray:  # type: ignore[type-arg]
    """The matrix of a discrete cosine transform, of shape (n_mels, n_mfcc), float32.

    Raises:
        TypeError: A number is no int, or `norm` no NormMode.
        ValueError: A number is not positive.
    """
    for name, value in (("n_mfcc", n_mfcc), ("n_mels", n_mels)):
        if not isinstance(value, int):
            raise TypeError(f"The '{name}' must be an int, but got {value!r}.")
    if not isinstance(norm, NormMode):
        raise TypeError(f"The 'norm' must be a NormMode, but got {norm!r}.")
    for name, value in (("n_mfcc", n_mfcc), ("n_mels", n_mels)):
        if value <= 0:
            raise ValueError(f"The '{name}' must be positive, but got {value}.")
    angles = np.pi / n_mels * (np.arange(n_mels)[:, None] + 0.5) * np.arange(n_mfcc)
    found = np.cos(angles.astype(np.float32))  # of the rounded angle, as in MindSpore
    if norm is NormMode.NONE:
        return found * np.float32(2)
    found[:, 0] *= np.float32(1 / np.sqrt(2))
    return found * np.float32(np.sqrt(2 / n_mels))
