"""The pitch of a voice, and where it begins. Arrays (..., time)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from msshim._src.data.audio.exact import Sound
from msshim._src.data.single import f4


def pitch(
    sound: Sound, sample_rate: int, frame_time: float, win_length: int, freq_low: float, freq_high: float
) -> Sound:
    """The pitch of each frame in Hz, float32: where a frame is most like itself some time later, smoothed."""
    likeness = _likeness(sound, sample_rate, f4(frame_time), int(freq_low))
    least = math.ceil(f4(sample_rate) / f4(int(freq_high)))
    lags = _best(likeness, least) + 1
    before = (win_length - 1) // 2
    frames = np.concatenate([np.repeat(lags[..., :1], before, -1), lags], -1)
    if win_length > frames.shape[-1] + 1:
        raise ValueError(f"'win_length' must be at most {frames.shape[-1] + 1}, but is {win_length}.")
    if win_length > frames.shape[-1]:
        return np.zeros((*sound.shape[:-1], 0), np.float32)
    parts = np.lib.stride_tricks.sliding_window_view(frames, win_length, -1)
    return (sample_rate / (1e-9 + np.sort(parts, -1)[..., before])).astype(np.float32)


def _likeness(sound: Sound, sample_rate: int, frame_time: Any, freq_low: int) -> Sound:
    """The correlation of each frame with what comes later, (..., frames, lags), over the sizes of both."""
    lags = math.ceil(f4(sample_rate) / f4(freq_low))
    size, time = math.ceil(f4(sample_rate) * frame_time), sound.shape[-1]
    frames = math.ceil(f4(time) / f4(size))
    x = np.pad(sound, [(0, 0)] * (sound.ndim - 1) + [(0, lags + frames * size - time)])
    later = np.lib.stride_tricks.sliding_window_view(x[..., 1:], lags, -1)[..., : frames * size, :]
    later = later.reshape(*sound.shape[:-1], frames, size, lags)
    now = x[..., : frames * size].reshape(*sound.shape[:-1], frames, size, 1)
    both = np.zeros((*sound.shape[:-1], frames, lags), sound.dtype)
    first, second = np.zeros_like(both[..., :1]), np.zeros_like(both)
    for i in range(size):  # one after the other, as MindSpore adds
        a, b = now[..., i, :], later[..., i, :]
        both += a * b
        first += a * a
        second += b * b
    silent = (first == 0) | (second == 0)
    return np.where(silent, sound.dtype.type(0), both / first / second)


def _best(likeness: Sound, least: int) -> Any:
    """The lag of the best likeness; of the first half, if that is nearly as good."""
    tail = likeness[..., least:]
    half = likeness.shape[-1] // 2 - least
    best = tail.argmax(-1)
    early = tail[..., : max(half, 1)].argmax(-1)
    good = np.take_along_axis(tail, early[..., None], -1) > np.take_along_axis(
        tail, best[..., None], -1
    ) * tail.dtype.type(0.99)
    return np.where(good[..., 0], early, best) + least


def begun(
    sound: Sound,
    sample_rate: int,
    trigger_level: float,
    search_time: float,
    pre_trigger_time: float,
    measure_freq: float,
    measure_duration: float,
    hp_filter_freq: float,
    lp_filter_freq: float,
    hp_lifter_freq: float,
    lp_lifter_freq: float,
) -> Sound:
    """The sound from where MindSpore takes a voice to begin.

    Its measure of a voice is 0 for every sound, since it reads the empty half of a buffer: so a voice begins with the
    first measure where `trigger_level` is not above 0, and else never. Then as much of the end is left as it keeps.
    """
    kind, time = sound.dtype.type, sound.shape[-1]
    rate, freq, duration, search, pre = (
        kind(f4(one)) for one in (sample_rate, measure_freq, measure_duration, search_time, pre_trigger_time)
    )
    measured, period = int(float(rate * duration) + 0.5), int(float(rate / freq) + 0.5)
    before, count = int(float(pre * rate) + 0.5), math.ceil(search * freq)
    _check_bands(kind, rate, measured, hp_filter_freq, lp_filter_freq, hp_lifter_freq, lp_lifter_freq)
    if not count:
        raise ValueError("'search_time' must not be 0.")
    kept = before + count * period + measured
    start = -before if trigger_level <= 0 and measured <= time else time - kept
    if start < 0:
        start = max(start + time, 0)
    return sound[..., start:].copy()


def _check_bands(
    kind: Any, rate: Any, measured: int, high: float, low: float, lifter: float, low_lifter: float
) -> None:
    """Whether something is left between the filters, of the spectrum and of its own."""
    size = 16
    while size < measured:
        size *= 2
    first = max(int(float(kind(f4(high)) / rate * kind(size)) + 0.5), 1)
    last = min(int(float(kind(f4(low)) / rate * kind(size)) + 0.5), size // 2)
    half = float(rate) * 0.5
    start = math.ceil(half / float(kind(f4(low_lifter))))
    end = min(math.floor(half / float(kind(f4(lifter)))), size // 4)
    if last <= first or end <= start:
        raise ValueError(
            "nothing is between the frequencies of the filters: high-pass ones are too high, or others too low."
        )
