"""How loud: gains, decibels, mu-law coding, fades. Arrays (..., time) of float32 or float64."""

from __future__ import annotations

import math

import numpy as np

from msshim._src.data.audio.exact import Sound, as_floats, double, each, linspace, sin
from msshim._src.data.kinds import FadeShape, GainType, ScaleType
from msshim._src.data.single import f4


def amplitude_to_db(sound: Sound, stype: ScaleType, ref_value: float, amin: float, top_db: float) -> Sound:
    """Decibels of powers or amplitudes (..., freq, time), at most `top_db` below the loudest of each recording."""
    factor = sound.dtype.type(10 if stype is ScaleType.POWER else 20)
    reference = sound.dtype.type(f4(math.log10(f4(max(amin, ref_value)))))
    found = _log10(np.maximum(sound, sound.dtype.type(f4(1e-10)))) * factor - factor * reference
    loudest = found.max(tuple(range(-min(found.ndim, 3), 0)), keepdims=True)
    return np.maximum(found, loudest - sound.dtype.type(f4(top_db)))


def _log10(sound: Sound) -> Sound:
    return np.log10(double(sound)).astype(sound.dtype)


def db_to_amplitude(sound: Sound, ref: float, power: float) -> Sound:
    """Powers or amplitudes of decibels."""
    return (float(f4(ref)) * (10.0 ** (double(sound) * 0.1)) ** float(f4(power))).astype(sound.dtype)


def gain(sound: Sound, gain_db: float) -> Sound:
    """Louder by decibels."""
    if gain_db == 0:
        return sound
    kind = sound.dtype.type
    return sound * kind(10.0 ** float(kind(f4(gain_db)) / kind(20)))


def volume(sound: Sound, gain: float, gain_type: GainType) -> Sound:
    """Louder by a factor, a ratio of powers or decibels, and within [-1, 1]."""
    kind = sound.dtype.type
    factor = kind(f4(gain))
    if gain_type is GainType.POWER:
        factor = kind(10) * kind(math.log10(factor))
    if gain_type is not GainType.AMPLITUDE and gain != 0:
        factor = kind(10.0 ** float(factor / kind(20)))
    return np.clip(sound * factor if factor != 0 or gain_type is GainType.AMPLITUDE else sound, kind(-1), kind(1))


def contrast(sound: Sound, enhancement_amount: float) -> Sound:
    """Loud parts louder yet."""
    kind = sound.dtype.type
    turned = (double(sound) * (math.pi / 2)).astype(sound.dtype)
    return sin(turned + kind(f4(enhancement_amount)) / kind(750) * sin(turned * kind(4)))


def dc_shift(sound: Sound, shift: float, limiter_gain: float) -> Sound:
    """Moved up or down; a limiter bends what comes near the end of the range."""
    kind = sound.dtype.type
    by, limit, near = f4(shift), f4(limiter_gain), np.finfo(np.float32).eps
    moved = np.clip(sound + kind(by), kind(-1), kind(1))
    if abs(by - limit) <= near or abs(by) <= near:
        return moved
    threshold = f4(1.0 - float(f4(abs(by) - limit)))
    scale = kind(f4(1) - threshold)
    if by > 0:
        peak = (sound - kind(threshold)) * kind(limit) / scale + kind(threshold) + kind(by)
        return np.where(sound > threshold, np.minimum(peak, kind(threshold)), moved)
    peak = (sound + kind(threshold)) * kind(limit) / scale + kind(threshold) + kind(by)
    return np.where(sound < -threshold, np.maximum(peak, kind(-threshold)), moved)


def encode(sound: Sound, quantization_channels: int) -> Sound:
    """mu-law: int32 from 0 on."""
    kind, mu = sound.dtype.type, sound.dtype.type(quantization_channels - 1)
    bent = np.sign(sound) * np.log1p(double(mu * np.abs(sound))).astype(sound.dtype) / kind(np.log1p(float(mu)))
    scaled = (bent + kind(1)) / kind(2) * mu
    return (double(scaled) + 0.5).astype(sound.dtype).astype(np.int32)


def decode(sound: Sound, quantization_channels: int) -> Sound:
    """The sound of a mu-law code."""
    kind, mu = sound.dtype.type, sound.dtype.type(quantization_channels - 1)
    if mu == 0:
        raise ValueError("'quantization_channels' must not be 1.")
    bent = (double(sound / mu * kind(2)) - 1.0).astype(sound.dtype)
    raised = np.expm1(double(np.abs(bent) * kind(np.log1p(float(mu))))).astype(sound.dtype)
    return np.sign(bent) * raised / mu


def fade(sound: Sound, fade_in_len: int, fade_out_len: int, fade_shape: FadeShape) -> Sound:
    """Softer at the beginning and the end."""
    if not fade_in_len and not fade_out_len:
        return sound
    time = sound.shape[-1]
    if max(fade_in_len, fade_out_len) > time:
        raise ValueError(f"'fade_in_len' and 'fade_out_len' must be at most {time}, the length of the sound.")
    found = as_floats(sound).copy()
    found[..., :fade_in_len] *= _curve(fade_in_len, fade_shape, found.dtype, False)
    found[..., time - fade_out_len :] *= _curve(fade_out_len, fade_shape, found.dtype, True)
    return found


def _curve(count: int, shape: FadeShape, dtype: np.dtype, falls: bool) -> Sound:  # type: ignore[type-arg]
    """Factors from 0 to 1, or from 1 to 0."""
    x = double(linspace(0, 1, count, dtype))
    left, half = (1.0 - x if falls else x), math.pi / 2
    if shape is FadeShape.EXPONENTIAL:
        left = each(lambda power: 2.0**power, -x if falls else x - 1.0) * left
    elif shape is FadeShape.LOGARITHMIC:
        left = each(math.log10, 1.1 - x if falls else x + 0.1) + 1.0
    elif shape is FadeShape.QUARTER_SINE:
        left = np.sin(x * math.pi / 2.0 + (half if falls else 0.0))
    elif shape is FadeShape.HALF_SINE:
        left = np.sin(x * math.pi + (half if falls else -half)) / 2.0 + 0.5
    return left.astype(dtype)
