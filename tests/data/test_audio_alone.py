"""Sounds where MindSpore is not installed: transforms beside numpy and scipy, and the properties that define them."""

import numpy as np
import pytest
import scipy.fft
import scipy.signal

from msshim.dataset import audio

RATE = 16000
TIMES = np.arange(4000) / RATE
SOUND = np.stack([np.sin(2 * np.pi * 440 * TIMES), 0.3 * np.cos(2 * np.pi * 1500 * TIMES)]).astype(np.float32) * 0.5
NOISE = np.random.default_rng(0).uniform(-0.5, 0.5, (2, 4000)).astype(np.float32)


def close(ours, wanted, tolerance=1e-4) -> None:
    np.testing.assert_allclose(ours, wanted, rtol=tolerance, atol=tolerance * np.abs(wanted).max())


@pytest.mark.parametrize("sound", [SOUND, NOISE])
def test_filters(sound) -> None:
    b, a = [0.4, 0.2, 0.9], [1.0, -0.3, 0.1]
    wanted = np.clip(scipy.signal.lfilter(b, a, sound.astype(np.float64)), -1, 1)
    close(audio.LFilter(a, b)(sound), wanted)
    close(audio.Biquad(*map(float, b), *map(float, a))(sound), wanted)


def cookbook(kind: str, frequency: float, q: float):
    """The coefficients of Bristow-Johnson's cookbook of equalizers."""
    w = 2 * np.pi * frequency / RATE
    alpha, cos = np.sin(w) / (2 * q), np.cos(w)
    b = {
        "low": [(1 - cos) / 2, 1 - cos, (1 - cos) / 2],
        "high": [(1 + cos) / 2, -1 - cos, (1 + cos) / 2],
        "all": [1 - alpha, -2 * cos, 1 + alpha],
        "reject": [1, -2 * cos, 1],
    }[kind]
    return b, [1 + alpha, -2 * cos, 1 - alpha]


@pytest.mark.parametrize(
    ("kind", "transform"),
    [
        ("low", audio.LowpassBiquad),
        ("high", audio.HighpassBiquad),
        ("all", audio.AllpassBiquad),
        ("reject", audio.BandrejectBiquad),
    ],
)
def test_biquads(kind, transform) -> None:
    wanted = np.clip(scipy.signal.lfilter(*cookbook(kind, 1000.0, 0.8), NOISE.astype(np.float64)), -1, 1)
    close(transform(RATE, 1000.0, 0.8)(NOISE), wanted)


@pytest.mark.parametrize("power", [1.0, 2.0])
def test_spectra(power) -> None:
    """Frames of 400 samples, each 200 further, under Hann's window, of the sound mirrored at its ends."""
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(NOISE, ((0, 0), (200, 200)), "reflect"), 400, 1)[:, ::200]
    window = scipy.signal.get_window("hann", 400)
    wanted = np.abs(scipy.fft.rfft(frames * window)).swapaxes(1, 2) ** power
    close(audio.Spectrogram(400, power=power)(NOISE), wanted, 1e-3)


def test_levels() -> None:
    close(audio.Gain(6.0)(NOISE), NOISE * 10 ** (6 / 20))
    close(audio.Vol(0.5)(NOISE), NOISE * 0.5)
    close(audio.DCShift(0.2)(NOISE * 0.1), NOISE * 0.1 + np.float32(0.2))
    loud = np.abs(NOISE) + 1e-3
    db = audio.AmplitudeToDB(top_db=200.0)(loud)
    close(db, 10 * np.log10(loud))
    close(audio.DBToAmplitude(1.0, 1.0)(db), loud)


def test_codes() -> None:
    """Mu law: compressed by a logarithm, in 256 steps, and back to within a step."""
    coded = audio.MuLawEncoding(256)(NOISE)
    wanted = np.sign(NOISE) * np.log1p(255 * np.abs(NOISE)) / np.log1p(255)
    np.testing.assert_array_equal(coded, ((wanted + 1) / 2 * 255 + 0.5).astype(np.int32))
    assert np.abs(audio.MuLawDecoding(256)(coded) - NOISE).max() < 0.02


def test_parts_of_complex_numbers() -> None:
    pairs = NOISE.reshape(2, 2000, 2)
    numbers = pairs[..., 0] + 1j * pairs[..., 1]
    close(audio.Angle()(pairs), np.angle(numbers))
    close(audio.ComplexNorm()(pairs), np.abs(numbers))
    size, angle = audio.Magphase(1.0)(pairs)
    close(size, np.abs(numbers))
    close(angle, np.angle(numbers))


def test_a_sound_is_resampled() -> None:
    """Of a wave well below both rates the same wave comes out, but at the ends."""
    made = audio.Resample(RATE, 8000)(SOUND[:1])
    wanted = 0.5 * np.sin(2 * np.pi * 440 * np.arange(2000) / 8000)
    assert made.shape == (1, 2000)
    assert np.abs(made[0, 50:-50] - wanted[50:-50]).max() < 0.01
    np.testing.assert_array_equal(audio.Resample(RATE, RATE)(SOUND), SOUND)


def test_a_sound_comes_in_and_goes_out() -> None:
    made = audio.Fade(100, 200, audio.FadeShape.LINEAR)(np.ones((1, 1000), np.float32))
    close(made[0, :100], np.linspace(0, 1, 100, dtype=np.float32))
    close(made[0, -200:], np.linspace(1, 0, 200, dtype=np.float32))
    assert (made[0, 100:-200] == 1).all()


@pytest.mark.parametrize("transform", [audio.TimeMasking, audio.FrequencyMasking])
def test_masks(transform) -> None:
    """One band of an axis is zero, and no more than was said."""
    made = transform(False, 10)(np.ones((1, 30, 40), np.float32))
    masked = (made[0] == 0).all(0 if transform is audio.TimeMasking else 1)
    assert masked.sum() <= 10
    assert (np.diff(np.flatnonzero(masked)) == 1).all()
    assert (made == 0).sum() == masked.sum() * (30 if transform is audio.TimeMasking else 40)
