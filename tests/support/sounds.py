"""What the tests of transforms of sound share: sounds and spectra, and how near what comes out must be."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

MISREAD = ("LFCC", "MFCC", "MelSpectrogram")
"""Of doubles MindSpore reads the memory as floats here."""


@cache
def sounds() -> tuple[Any, ...]:
    """Fourteen sounds: sines, chirps, noise, silence, impulses; one channel, two, batches; odd and even lengths."""
    rng, time = np.random.default_rng(5), np.arange(301)
    sine, chirp = np.sin(time * 0.13), np.sin(time * time * 0.002)
    noise = rng.random((2, 3, 128)) * 2 - 1
    impulse = np.zeros(257)
    impulse[[0, 100, 101]] = 1, -1, 0.5
    floats = [sine, chirp[:200], noise[0, 0], noise[0], noise, np.zeros(90), np.stack([impulse, -impulse]), sine * 1e-3]
    return (
        *(one.astype(np.float32) for one in floats),
        np.stack([sine, chirp]),
        noise[1, :2, :77],
        (sine * 30000).astype(np.int16),
        rng.integers(0, 256, (2, 64)).astype(np.uint8),
        noise[1, :, ::2].astype(np.float16),
        noise[0] > 0,
    )


@cache
def spectra() -> tuple[Any, ...]:
    """Twelve spectra (..., 9, frames) of sizes."""
    return tuple(np.abs(one).astype(one.dtype) for one in _places(9))


@cache
def complexes() -> tuple[Any, ...]:
    """Twelve spectra (..., 9, frames, 2) of complex numbers."""
    return tuple(np.stack([one, one[..., ::-1]], -1) for one in _places(9))


def _places(freqs: int) -> list[Any]:
    rng, shape = np.random.default_rng(7), (2, 2, freqs, 8)
    noise = rng.random(shape) * 2 - 1
    ramp = np.add.outer(np.arange(freqs), np.arange(11)) / 20
    peak = np.zeros((freqs, 7))
    peak[4, 3] = 1
    floats = [noise[0, 0], noise[0], noise, noise[0, :, :, :7] * 10, ramp, np.zeros((freqs, 6)), peak]
    ints = [
        (noise[0] * 100).astype(np.int16),
        (np.abs(noise[0, 0]) * 200).astype(np.uint8),
        (ramp * 9).astype(np.int64),
    ]
    return [*(one.astype(np.float32) for one in floats), noise[1], ramp, *ints, noise[0].astype(np.float16)]


def inputs(row: Any) -> tuple[Any, ...]:
    """The sounds or spectra for a row."""
    found = complexes() if row.takes.get("complex") else spectra() if row.takes.get("axes") == 2 else sounds()
    if row.name == "InverseSpectrogram":  # of others MindSpore reads the memory as floats
        found = tuple(one for one in found if one.dtype in (np.float32, np.float64))
    if row.name == "Flanger":
        found = tuple(one for one in sounds() if one.ndim > 1)
    return tuple(one for one in found if one.dtype.kind == "f") if row.takes.get("floats") else found


def near(row: Any, ours: Any, theirs: Any) -> str:
    """What is wrong with an outcome: empty where it is MindSpore's, as near as the row says."""
    if isinstance(theirs, type) or isinstance(ours, type):
        return "" if ours is theirs else f"{ours} instead of {theirs}"
    assert len(ours) == len(theirs)
    return next(filter(None, (_near(row, *pair) for pair in zip(ours, theirs, strict=True))), "")


def _near(row: Any, ours: Any, theirs: Any) -> str:
    if (ours.dtype, ours.shape) != (theirs.dtype, theirs.shape):
        return f"{ours.dtype}{ours.shape} instead of {theirs.dtype}{theirs.shape}"
    exact = theirs.dtype != np.float64 and not row.proof.why
    if exact and np.array_equal(ours, theirs, equal_nan=theirs.dtype.kind == "f"):
        return ""
    scale = np.nanmax(np.abs(theirs), initial=0.0)
    allowed = 0.0 if exact else scale * (row.proof.tolerance if row.proof.why else 1e-12)
    with np.errstate(invalid="ignore"):
        off = np.abs(ours.astype(np.float64) - theirs)
    off = np.where((ours == theirs) | (np.isnan(ours) & np.isnan(theirs)), 0, off)
    return "" if (off <= allowed).all() else f"off by {np.max(off):.3g} of {scale:.3g} ({np.mean(off > allowed):.2%})"
