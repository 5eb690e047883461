"""What transforms of sound keep of their arguments: defaults that depend on others, and what must fit together.

Source: the constructors and validators of mindspore.dataset.audio of 2.10.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msshim._src.data.kinds import BorderType, GainType, MelType, NormType, WindowType
from msshim._src.data.transforms.checks import FINITE, INT32, POSITIVE, UNSIGNED, Range, integer, number, refuse, typed

Attributes = dict[str, Any]
_COUNT, _LENGTH = Range("[", 1, INT32, "]"), Range("[", 0, INT32, "]")


def framed(n_fft: int, win_length: int | None, hop_length: int | None) -> Attributes:
    """A window as long as the transform, and half of it from frame to frame."""
    return _frames(n_fft, win_length, hop_length, 2)


def shifted(n_fft: int, win_length: int | None, hop_length: int | None) -> Attributes:
    """A window as long as the transform, and a quarter of it from frame to frame."""
    return _frames(n_fft, win_length, hop_length, 4)


def _frames(n_fft: int, win_length: int | None, hop_length: int | None, parts: int) -> Attributes:
    win_length = win_length or n_fft
    if win_length > n_fft:
        raise ValueError(f"The 'win_length' must be at most 'n_fft', {n_fft}, but got {win_length}.")
    return {"win_length": win_length, "hop_length": hop_length or win_length // parts}


def inverse(length: int | None, n_fft: int, win_length: int | None, hop_length: int | None) -> Attributes:
    """As long as it is, if nothing else is said."""
    return {"length": length or 0, **framed(n_fft, win_length, hop_length)}


def limited(shift: float, limiter_gain: float | None) -> Attributes:
    """A limiter that does nothing, if none is said."""
    return {"limiter_gain": limiter_gain or shift}


def filtered(a_coeffs: Sequence[float], b_coeffs: Sequence[float]) -> Attributes:
    """As many weights of inputs as of outputs."""
    if len(a_coeffs) != len(b_coeffs):
        raise ValueError(f"'a_coeffs' and 'b_coeffs' must be as many, but got {len(a_coeffs)} and {len(b_coeffs)}.")
    return {}


def louder(gain: float, gain_type: GainType) -> Attributes:
    """A factor or a ratio that is not below 0."""
    limits = {GainType.AMPLITUDE: UNSIGNED, GainType.POWER: POSITIVE}
    number("gain", gain, limits.get(gain_type, FINITE))
    return {}


def frequencies(freq_mask_param: int) -> Attributes:
    """A mask of frequencies."""
    return {"mask_param": freq_mask_param, "axis": 1}


def times(time_mask_param: int) -> Attributes:
    """A mask of times."""
    return {"mask_param": time_mask_param, "axis": 2}


def stretched(hop_length: int | None, n_freq: int, fixed_rate: float | None) -> Attributes:
    """The speed that it has, if none is said."""
    return {"hop_length": n_freq - 1 if hop_length is None else hop_length, "fixed_rate": fixed_rate or 1}


def resampled(beta: float | None) -> Attributes:
    """The shape of Kaiser's window."""
    return {"beta": 14.769656459379492 if beta is None else beta}


def voiced(
    noise_up_time: float, noise_down_time: float, measure_freq: float, measure_duration: float | None
) -> Attributes:
    """Measures that overlap by half."""
    if noise_up_time < noise_down_time:
        raise ValueError(
            f"The 'noise_up_time' must be at least 'noise_down_time', {noise_down_time}, but got {noise_up_time}."
        )
    return {"measure_duration": measure_duration or 2.0 / measure_freq}


def mel_filtered(f_min: float, f_max: float | None, sample_rate: int) -> Attributes:
    """Filters up to half of the sample rate, if nothing else is said."""
    top = sample_rate // 2 if f_max is None else f_max
    if f_min >= top:
        raise ValueError(f"The 'f_min' must be below {top}, but got {f_min}.")
    return {"f_max": top}


def _up_to(f_min: float, f_max: float | None, sample_rate: int) -> float:
    """The same, where filters may have no width."""
    if f_max is None:
        return float(mel_filtered(f_min, None, sample_rate)["f_max"])
    if f_min > f_max:
        raise ValueError(f"The 'f_max' must be at least 'f_min', {f_min}, but got {f_max}.")
    return f_max


def inverse_mel(f_min: float, f_max: float | None, sample_rate: int, sgdargs: Any) -> Attributes:
    """How far a step goes."""
    if sgdargs is None:
        sgdargs = {"sgd_lr": 0.1, "sgd_momentum": 0.9}
    for name in ("sgd_lr", "sgd_momentum"):
        number(name, sgdargs[name], UNSIGNED)
    return {"sgdargs": sgdargs, **mel_filtered(f_min, f_max, sample_rate)}


def mel_spectral(
    sample_rate: int,
    n_fft: int,
    win_length: int | None,
    hop_length: int | None,
    f_min: float,
    f_max: float | None,
    pad: int,
    n_mels: int,
    window: WindowType,
    power: float,
    normalized: bool,
    center: bool,
    pad_mode: BorderType,
    onesided: bool,
    norm: NormType,
    mel_scale: MelType,
) -> Attributes:
    """Both, and all of it for one call."""
    made = {"f_max": _up_to(f_min, f_max, sample_rate), **framed(n_fft, win_length, hop_length)}
    given = {
        "n_fft": n_fft, "pad": pad, "window": window, "power": power, "normalized": normalized, "center": center,
        "pad_mode": pad_mode, "onesided": onesided, "f_min": f_min, "n_mels": n_mels, "norm": norm,
        "mel_scale": mel_scale,
    }  # fmt: skip
    return {**made, "mels": _mels(sample_rate, {**given, **made})}


_SHAPE = ("n_fft", "win_length", "hop_length", "pad", "window")
_SPECTRAL = (*_SHAPE, "power", "normalized", "center", "pad_mode", "onesided")


def _spectral(given: dict[str, Any]) -> dict[str, Any]:
    """What of keyword arguments is for a spectrogram."""
    return {name: given[name] for name in _SPECTRAL}


def _mels(sample_rate: int, given: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a mel spectrogram."""
    mel = {name: given[name] for name in ("f_min", "f_max", "n_mels", "norm")}
    return {**mel, "sample_rate": sample_rate, "mel_type": given["mel_scale"], "spectral": _spectral(given)}


def _defaults(given: dict[str, Any] | None) -> dict[str, Any]:
    """Keyword arguments of a spectrogram, with those that are not given."""
    found = dict(given or {})
    found.setdefault("n_fft", 400)
    found.setdefault("win_length", found["n_fft"])
    found.setdefault("hop_length", found["win_length"] // 2)
    usual = {"pad": 0, "window": WindowType.HANN, "power": 2.0, "normalized": False, "center": True}
    return {**usual, "pad_mode": BorderType.REFLECT, "onesided": True, **found}


def mel_cepstral(sample_rate: int, n_mfcc: int, melkwargs: dict[str, Any] | None) -> Attributes:
    """The arguments of the mel spectrogram: all of them, or none."""
    if melkwargs is not None:
        _check_mels(sample_rate, n_mfcc, melkwargs)
    usual = {"f_min": 0.0, "f_max": sample_rate // 2, "n_mels": 128, "norm": NormType.NONE, "mel_scale": MelType.HTK}
    given = {**usual, **_defaults(melkwargs)}
    return {"melkwargs": given, "mels": _mels(sample_rate, given)}


def _check_mels(sample_rate: int, n_mfcc: int, given: dict[str, Any]) -> None:
    absent = [name for name in (*_SPECTRAL, "f_min", "f_max", "n_mels", "norm", "mel_scale") if name not in given]
    if absent:
        raise KeyError(f"The 'melkwargs' must have {', '.join(absent)}.")
    for name in ("n_fft", "n_mels"):
        integer(name, given[name], _COUNT)
    number("f_min", given["f_min"])
    if given["f_max"] is not None:
        number("f_max", given["f_max"], POSITIVE)
    mel_filtered(given["f_min"], given["f_max"], sample_rate)
    kinds = {"norm": NormType, "mel_scale": MelType, "window": WindowType, "pad_mode": BorderType}
    for name, kind in {**kinds, "normalized": bool, "center": bool, "onesided": bool}.items():
        typed(name, given[name], kind)
    number("power", given["power"], UNSIGNED)
    integer("pad", given["pad"], _LENGTH)
    for name, limits in (("hop_length", _COUNT), ("win_length", _LENGTH)):
        if given[name] is not None:
            integer(name, given[name], limits)
    if given["n_mels"] < n_mfcc:
        raise ValueError(f"The 'n_mels' must be at least 'n_mfcc', {n_mfcc}, but got {given['n_mels']}.")


def linear_cepstral(
    sample_rate: int, n_lfcc: int, f_min: float, f_max: float | None, speckwargs: dict[str, Any] | None
) -> Attributes:
    """The arguments of the spectrogram."""
    if speckwargs is not None:
        absent = [
            name for name in ("window", "pad_mode", "n_fft", "win_length", "pad", "power") if name not in speckwargs
        ]
        if absent:
            raise KeyError(f"The 'speckwargs' must have {', '.join(absent)}.")
        typed("window", speckwargs["window"], WindowType)
        typed("pad_mode", speckwargs["pad_mode"], BorderType)
        integer("pad", speckwargs["pad"], _LENGTH)
        if not isinstance(speckwargs["power"], float):
            raise refuse("power", "a float", speckwargs["power"])
        number("power", speckwargs["power"], UNSIGNED)
        if speckwargs["n_fft"] < n_lfcc or speckwargs["win_length"] > speckwargs["n_fft"]:
            raise ValueError("The 'n_fft' must be at least 'n_lfcc' and 'win_length'.")
    given = _defaults(speckwargs)
    return {"f_max": _up_to(f_min, f_max, sample_rate), "speckwargs": given, "spectral": _spectral(given)}
