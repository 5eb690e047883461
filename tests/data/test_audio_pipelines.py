"""Transforms of sound in a map beside MindSpore's, row by row, for one worker and for two, twice over."""

import numpy as np
import pytest
from images import SIDES, make
from raising import raises
from rows import all_rows
from sounds import near

RNG = np.random.default_rng(3)
SOUNDS = (RNG.random((7, 2, 150)) * 2 - 1).astype(np.float32)
SPECTRA = RNG.random((7, 2, 9, 12)).astype(np.float32)
COMPLEX = (RNG.random((7, 2, 9, 12, 2)) * 2 - 1).astype(np.float32)
ROWS = [row for row in all_rows("transform") if row.namespace == "dataset.audio"]


def given(row):
    if row.name == "Flanger":
        return SOUNDS
    return COMPLEX if row.takes.get("complex") else SPECTRA if row.takes.get("axes") == 2 else SOUNDS


def rows(side: str, operations, workers: int, data, out=("x",)):
    dataset = SIDES[side].dataset
    dataset.config.set_seed(7)
    pipeline = dataset.NumpySlicesDataset({"x": data.copy()}, shuffle=False)
    pipeline = pipeline.map(operations, ["x"], [*out], num_parallel_workers=workers)
    iterator = pipeline.create_tuple_iterator(num_epochs=2, output_numpy=True)
    return [[np.array(value) for value in row] for _ in range(2) for row in iterator]


def outcome(*args, **kwargs):
    try:
        return rows(*args, **kwargs)
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_in_a_map(row, workers: int) -> None:
    out = ("x", "y") if row.name == "Magphase" else ("x",)
    for call in row.calls if row.draw else row.calls[:2]:
        ours, theirs = (outcome(side, [make(side, row, call)], workers, given(row), out) for side in ("ours", "theirs"))
        if isinstance(theirs, type):
            assert ours is theirs, call
            continue
        assert len(ours) == len(theirs) == 14
        said = [near(row, *pair) for pair in zip(ours, theirs, strict=True)]
        assert said == [""] * 14, call


def test_a_list_of_transforms() -> None:
    """For speech: a spectrogram in decibels, of which parts are masked."""
    found = []
    for side in ("ours", "theirs"):
        audio = SIDES[side].dataset.audio
        steps = [audio.Spectrogram(16), audio.FrequencyMasking(True, 4), audio.TimeMasking(True, 5), audio.Dither()]
        found.append(rows(side, steps, 2, SOUNDS))
    assert all(np.array_equal(*pair) for pair in zip(found[0], found[1], strict=True))


def test_what_fails_in_a_map() -> None:
    for side in SIDES:
        audio = SIDES[side].dataset.audio
        for step in (audio.Spectrogram(5000, center=False), audio.MelScale(5, 16000, 0, None, 7), audio.Angle()):
            with raises(RuntimeError, match=r"map operation: \["):
                rows(side, [step], 1, SOUNDS)
