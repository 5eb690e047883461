"""The matrices that `mindspore.dataset.audio` gives: banks of filters, and the cosine transform."""

from __future__ import annotations

from typing import Any

from msshim._src.data.audio import banks
from msshim._src.data.kinds import MelType, NormMode, NormType
from msshim._src.data.transforms.checks import INT32, POSITIVE, UNSIGNED, Range, integer, number, typed

_COUNT, _LENGTH = Range("[", 1, INT32, "]"), Range("[", 0, INT32, "]")


def create_dct(n_mfcc: int, n_mels: int, norm: Any = NormMode.NONE) -> Any:
    """The matrix of a discrete cosine transform, (n_mels, n_mfcc), float32.

    Raises:
        TypeError: A number is no int, or `norm` no NormMode.
        ValueError: A number is not positive.
    """
    for name, value in (("n_mfcc", n_mfcc), ("n_mels", n_mels)):
        if not isinstance(value, int):
            raise TypeError(f"The '{name}' must be an int, but got {value!r}.")
    typed("norm", norm, NormMode)
    for name, value in (("n_mfcc", n_mfcc), ("n_mels", n_mels)):
        if value <= 0:
            raise ValueError(f"The '{name}' must be positive, but got {value}.")
    return banks.cosines(n_mfcc, n_mels, norm)


def linear_fbanks(n_freqs: int, f_min: float, f_max: float, n_filter: int, sample_rate: int) -> Any:
    """Triangular filters at equal distances, (n_freqs, n_filter), float32.

    Raises:
        TypeError: A count is no int, or a frequency no number.
        ValueError: A count or frequency is not in its range, or `f_min` above `f_max`.
    """
    _check(n_freqs, f_min, f_max, sample_rate, n_filter=n_filter)
    return banks.linear(n_freqs, f_min, f_max, n_filter, sample_rate)


def melscale_fbanks(
    n_freqs: int,
    f_min: float,
    f_max: float,
    n_mels: int,
    sample_rate: int,
    norm: Any = NormType.NONE,
    mel_type: Any = MelType.HTK,
) -> Any:
    """Triangular filters at equal distances of a mel scale, (n_freqs, n_mels), float32.

    Raises:
        TypeError: A count is no int, a frequency no number, or a choice of another kind.
        ValueError: A count or frequency is not in its range, or `f_min` above `f_max`.
    """
    _check(n_freqs, f_min, f_max, sample_rate, n_mels=n_mels)
    typed("norm", norm, NormType)
    typed("mel_type", mel_type, MelType)
    return banks.mel(n_freqs, f_min, f_max, n_mels, sample_rate, norm, mel_type)


def _check(n_freqs: int, f_min: float, f_max: float, sample_rate: int, **count: int) -> None:
    integer("n_freqs", n_freqs, _LENGTH)
    number("f_min", f_min, UNSIGNED)
    number("f_max", f_max, POSITIVE)
    if f_min > f_max:
        raise ValueError(f"The 'f_min' must be at most 'f_max', {f_max}, but got {f_min}.")
    for name, value in {**count, "sample_rate": sample_rate}.items():
        integer(name, value, _COUNT)
