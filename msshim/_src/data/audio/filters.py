"""Filters over time: difference equations, evaluated as MindSpore does it, each step rounded in the sound's dtype."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from msshim._src.data.audio.exact import Sound

_SHORTEST, _TRIES = 128, 8
"""Of how many numbers a block of time is at least, and how often all of them are computed."""


def lfilter(sound: Sound, a_coeffs: Sequence[float], b_coeffs: Sequence[float], clamp: bool) -> Sound:
    """The sound through a filter: ``a`` weighs its earlier outputs, ``b`` its inputs."""
    kind = sound.dtype.type
    a, b = ([kind(np.float32(weight)) for weight in weights] for weights in (a_coeffs, b_coeffs))
    return _filtered(sound, a, b, clamp)


def biquad(sound: Sound, coefficients: Sequence[float]) -> Sound:
    """The sound through a filter of second order with the coefficients b0, b1, b2, a0, a1, a2, and within [-1, 1]."""
    made = [sound.dtype.type(one) for one in coefficients]
    return _filtered(sound, made[3:], made[:3], True)


def filtfilt(sound: Sound, a_coeffs: Sequence[float], b_coeffs: Sequence[float], clamp: bool) -> Sound:
    """The sound through a filter forwards, then backwards."""
    forward = lfilter(sound, a_coeffs, b_coeffs, False)
    return np.ascontiguousarray(lfilter(forward[..., ::-1], a_coeffs, b_coeffs, clamp)[..., ::-1])


def _filtered(sound: Sound, a: list[Any], b: list[Any], clamp: bool) -> Sound:
    if a[0] == 0:
        raise ValueError("the first of 'a_coeffs' must not be 0.")
    a, b = [one / a[0] for one in a], [one / a[0] for one in b]
    made = _weighed(sound, b)
    if any(a[1:]):
        made = _recursion(made, a[1:])
    return np.clip(made, -1, 1) if clamp else made


def _weighed(sound: Sound, weights: list[Any]) -> Sound:
    """The sum of the inputs up to each time, times their weights."""
    found = weights[0] * sound
    for i, weight in enumerate(weights[1:], 1):
        found[..., i:] += weight * sound[..., :-i]
    return found


def _recursion(values: Sound, weights: list[Any]) -> Sound:
    """Each value minus the earlier results times their weights."""
    channels = values.reshape(-1, values.shape[-1])
    found = _in_blocks(channels, weights)
    if found is None:
        found = np.stack([_one_by_one(channel, weights) for channel in channels])
    return found.reshape(values.shape)


def _in_blocks(channels: Sound, weights: list[Any]) -> Sound | None:
    """The same for blocks of time side by side, or None where the filter does not forget what was before a block.

    First each block begins with silence, then with what the one before it ended with, until that changes nothing. So
    the result is that of one loop over time, to the bit.
    """
    order, (count, time) = len(weights), channels.shape
    length = max(_SHORTEST, math.isqrt(time))
    blocks = -(-time // length)
    padded = np.zeros((count, blocks * length), channels.dtype)
    padded[:, :time] = channels
    rows = padded.reshape(count, blocks, length).transpose(2, 0, 1)
    found = np.zeros((order + length, count, blocks), channels.dtype)
    product = np.empty_like(found[0])
    for _ in range(_TRIES):
        found[order:] = rows
        for i, row in enumerate(found[order:], order):
            for j, weight in enumerate(weights, 1):
                row -= np.multiply(found[i - j], weight, out=product)
        ends = found[-order:, :, :-1]
        if found[:order, :, 1:].tobytes() == ends.tobytes():
            return found[order:].transpose(1, 2, 0).reshape(count, -1)[:, :time]
        found[:order, :, 1:] = ends
    return None


def _one_by_one(channel: Sound, weights: list[Any]) -> Sound:
    """The same for one channel, number by number; Python's floats are faster than numpy's, and no less exact."""
    dtype, found, zero, values = channel.dtype, [], channel.dtype.type(0), channel
    if dtype == np.float64:
        zero, values, weights = 0.0, channel.tolist(), [*map(float, weights)]
    if len(weights) < 3:
        first, second, y1, y2 = *(*weights, zero)[:2], zero, zero
        for value in values:
            y1, y2 = value - first * y1 - second * y2, y1
            found.append(y1)
    else:
        past = [zero] * len(weights)
        for value in values:
            for weight, before in zip(weights, past, strict=True):
                value = value - weight * before
            past = [value, *past[:-1]]
            found.append(value)
    return np.array(found, dtype)
