"""Overdrive, phaser, flanger and dither. Arrays (..., time) of float32 or float64."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from msshim._src.data.audio.exact import Sound, as_floats, double, rounded
from msshim._src.data.audio.windows import bartlett
from msshim._src.data.engine import Engine
from msshim._src.data.kinds import DensityFunction, Interpolation, Modulation
from msshim._src.data.single import f4


def overdrive(sound: Sound, gain: float, color: float) -> Sound:
    """As of an amplifier that is turned up too far."""
    kind, dtype = sound.dtype.type, sound.dtype
    louder = kind(f4(math.exp(float(f4(gain)) * math.log(10) / 20.0)))
    x = sound * louder + kind(f4(color) / f4(200))
    bent = np.where(np.abs(x) > 1, np.sign(x) * (2 / 3), double(x) - double(x * x * x) / 3.0).astype(dtype)
    steps = bent.copy()
    steps[..., 1:] -= bent[..., :-1]
    kept = np.stack([_leaky(one, 0.995) for one in steps.reshape(-1, sound.shape[-1])]).reshape(sound.shape)
    return np.clip((double(sound) * 0.5 + double(kept) * 0.75).astype(dtype), kind(-1), kind(1))


def _leaky(steps: Sound, kept: float) -> Sound:
    """The sum of the steps so far, of which each time a part is kept."""
    found = np.empty_like(steps)
    held = memoryview(found)  # a number that is put there is rounded to its dtype
    last = 0.0
    for i, step in enumerate(steps.tolist()):
        held[i] = step + last * kept
        last = held[i]
    return found


def wave_table(modulation: Modulation, size: int, low: float, high: float, phase: float) -> Sound:
    """One period of a wave between two values, float32."""
    if size <= 0:
        raise ValueError(f"the length of a period must be positive, but is {size}.")
    points = (np.arange(size) + int(phase / math.pi / 2 * size + 0.5)) % size
    if modulation is Modulation.SINUSOIDAL:
        wave = ((np.sin(points * math.pi / size * 2) + 1) / 2).astype(np.float32)
    else:
        part, ramp = 4 * points // size, (points * 2.0 / size).astype(np.float32).astype(np.float64)
        wave = np.select([part == 0, part == 3], [ramp + 0.5, ramp - 1.5], 1.5 - ramp).astype(np.float32)
    return wave * (f4(high) - f4(low)) + f4(low)


def phaser(
    sound: Sound,
    sample_rate: int,
    gain_in: float,
    gain_out: float,
    delay_ms: float,
    decay: float,
    mod_speed: float,
    sinusoidal: bool,
) -> Sound:
    """Mixed with itself as it was a moment before; the moment is now longer, now shorter."""
    kind, time = sound.dtype.type, sound.shape[-1]
    longest = int(float(f4(delay_ms)) * 0.001 * sample_rate + 0.5)
    period = int(float(f4(sample_rate) / f4(mod_speed)) + 0.5)
    modulation = Modulation.SINUSOIDAL if sinusoidal else Modulation.TRIANGULAR
    wave = wave_table(modulation, period, 1, longest, float(f4(math.pi / 2)))
    delays = (double(wave) + 0.5).astype(np.float32).astype(np.int32)[np.arange(time) % period]
    sources = (np.arange(time) - (longest - delays) % longest - 1).tolist()
    rows = (sound * kind(f4(gain_in))).reshape(-1, time)
    mixed = np.stack([_echoes(row, sources, kind(f4(decay))) for row in rows]).reshape(sound.shape)
    return np.clip(mixed * kind(f4(gain_out)), -1, 1).astype(np.float32).astype(sound.dtype)


def _echoes(values: Sound, sources: list[int], decay: Any) -> Sound:
    """Each value plus a part of the result at its source, if that is not before the beginning."""
    found: list[Any] = []
    for value, source in zip(values, sources, strict=True):
        found.append(value + found[source] * decay if source >= 0 else value)
    return np.array(found, values.dtype)


def flanger(
    sound: Sound,
    sample_rate: int,
    delay: float,
    depth: float,
    regen: float,
    width: float,
    speed: float,
    phase: float,
    modulation: Modulation,
    interpolation: Interpolation,
) -> Sound:
    """Mixed with itself as it was some milliseconds before, each channel (..., channel, time) with its own delay."""
    sound, given = as_floats(sound), sound.dtype
    channels, time = sound.shape[-2:]
    if channels > 4:
        raise ValueError(f"the sound must have at most 4 channels, but has {channels}.")
    kind = sound.dtype.type
    feedback, mixed, shift = (kind(f4(part)) / kind(100) for part in (regen, width, phase))
    least, most = (kind(f4(part)) / kind(1000) for part in (delay, depth))
    dry = kind(1) / (kind(1) + mixed)
    wet = mixed / (kind(1) + mixed) * (kind(1) - abs(feedback))
    buffer = int(float((least + most) * kind(sample_rate)) + 0.5) + 2
    period = int(f4(sample_rate) / f4(speed))
    low = math.floor(float(least * kind(sample_rate)) + 0.5)
    wave = wave_table(modulation, period, low, buffer - 2, float(f4(kind(3 * math.pi / 2))))
    found = np.empty_like(sound)
    for channel in range(channels):
        start = int(float(kind(channel * period) * shift) + 0.5)
        delays = wave[(np.arange(time) + start) % period].astype(sound.dtype)
        whole = np.floor(delays).astype(np.int64)
        places = [np.arange(time) - (whole + i) % buffer for i in range(3)]
        for index in np.ndindex(sound.shape[:-2]):
            row = (*index, channel)
            echo = _between(sound[row], places, delays - whole.astype(sound.dtype), feedback, interpolation)
            found[row] = np.clip(sound[row] * dry + echo * wet, kind(-1), kind(1))
    return found.astype(given)


def _between(sound: Sound, places: list[Any], part: Sound, feedback: Any, interpolation: Interpolation) -> Sound:
    """What was at places of the past, which lie between samples; some of it is fed back."""
    kind, square = sound.dtype.type, interpolation is Interpolation.QUADRATIC

    def read(a: Any, b: Any, c: Any, part: Any) -> Any:
        if not square:
            return a + (b - a) * part
        b, c = b - a, c - a
        half = c * kind(0.5)
        return a + ((half - b) * part + (b * kind(2) - half)) * part

    if feedback == 0:
        padded = np.concatenate([sound, np.zeros(1, sound.dtype)])  # of before the beginning
        a, b, c = (padded[np.maximum(place, -1)] for place in places)
        return read(a, b, c, part)
    held, found, last = [], [], kind(0)
    rows = zip(sound, *(place.tolist() for place in places), part, strict=True)
    for value, first, second, third, share in rows:
        held.append(value + last * feedback)
        a, b, c = (held[place] if place >= 0 else kind(0) for place in (first, second, third))
        last = read(a, b, c, share)
        found.append(last)
    return np.array(found, sound.dtype)


def places(engine: Engine, sound: Sound, density_function: DensityFunction) -> dict[str, Any]:
    """Which samples are added as noise: one, and six more for a bell curve."""
    time = sound.shape[-1]
    rows = sound.size // time
    count = 7 if density_function is DensityFunction.GPDF else 1
    found = []
    for _ in range(count):
        row = engine.integer(0, rows - 1) if rows > 1 else 0
        found.append((row, engine.integer(0, time - 1) if time > 1 else 0))
    return {"places": found}


def dither(sound: Sound, density_function: DensityFunction, noise_shaping: bool, places: Any) -> Sound:
    """Noise that hides the steps of 16 bits."""
    kind, time = sound.dtype.type, sound.shape[-1]
    rows = sound.reshape(-1, time).copy()
    scaled = rows * kind(32766)
    if density_function is DensityFunction.TPDF:
        noise = bartlett(time).astype(sound.dtype)
    else:
        noise = rows[places[0]]
        for place in places[1:]:
            noise = noise + rows[place]
            rows[place] = noise
    found = rounded(scaled + noise).astype(sound.dtype) / kind(32768)
    if noise_shaping:
        error = np.zeros_like(rows)
        error[:, 1:] = (found - rows)[:, :-1]
        found = found + error
    return found.reshape(sound.shape)
