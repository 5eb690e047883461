"""Every transform of sound beside the real MindSpore's: by itself on sounds and spectra, and refused."""

import numpy as np
import pytest
from images import SIDES, make, outcome
from rows import all_rows
from sounds import MISREAD, inputs, near, sounds, spectra

ROWS = [row for row in all_rows("transform") if row.namespace == "dataset.audio"]


def both(row, call: str, sound):
    """What each library makes of a sound, from one seed."""
    found = []
    for side in ("ours", "theirs"):
        SIDES[side].dataset.config.set_seed(11)
        transform = make(side, row, call)
        found.append(outcome(lambda made=transform: made(sound.copy())))
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_of_sounds(row) -> None:
    assert row.calls
    wrong = {}
    for call in row.calls:
        for sound in inputs(row):
            if row.name in MISREAD and sound.dtype == np.float64:
                continue
            said = near(row, *both(row, call, sound))
            if said:
                wrong[call, sound.shape, sound.dtype.name] = said
    assert wrong == {}


@pytest.mark.parametrize("row", [row for row in ROWS if row.name in MISREAD], ids=lambda row: row.name)
def test_of_doubles_that_mindspore_misreads(row) -> None:
    """The numbers of the same sound in single precision; the real one may end the process."""
    for sound in sounds()[:4]:
        made = make("ours", row, row.calls[0])(sound.astype(np.float64))
        wanted = both(row, row.calls[0], sound)[1][0]
        assert made.dtype == (np.float64 if row.name == "MelSpectrogram" else np.float32)
        np.testing.assert_allclose(made, wanted, rtol=0, atol=1e-5 * np.abs(wanted).max())


@pytest.mark.parametrize("row", [row for row in ROWS if row.errors], ids=lambda row: row.name)
def test_arguments_are_refused_as_by_mindspore(row) -> None:
    made = {
        call: [outcome(lambda side=side: make(side, row, call)) for side in ("ours", "theirs")] for call in row.errors
    }
    assert {call: pair for call, pair in made.items() if pair[0] is not pair[1] or not isinstance(pair[0], type)} == {}


DTYPES = "bool int8 uint8 int16 uint16 int32 uint32 int64 uint64 float16 float32 float64 U1 S1".split()
SHAPES = {  # no more channels than samples: MindSpore's Overdrive would write beyond its memory
    1: [(), (12,), (3, 12), (2, 2, 12), (1, 1, 1, 12)],
    2: [(), (9,), (9, 8), (2, 9, 8), (2, 2, 9, 8), (4, 8)],
    "complex": [(2,), (8, 2), (9, 8, 2), (2, 9, 8, 2), (9, 8), (2, 2, 9, 8, 2)],
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_shapes_and_dtypes_that_are_taken(row) -> None:
    """What comes out has the shape and dtype of MindSpore's, and what it refuses is refused."""
    sound = inputs(row)[2 if row.takes.get("axes", 1) > 1 else 3]
    call = row.calls[0]
    tried = [(sound * 100).astype(name) if name[1:] != "1" else np.full(sound.shape, "a", name) for name in DTYPES]
    tried += [
        np.full(shape, 0.5, np.float32)
        for shape in SHAPES["complex" if row.takes.get("complex") else row.takes.get("axes", 1)]
    ]
    tried += ["text", [1.0, 2.0], 1.0, None]
    differ = []
    for value in tried:
        dtype = getattr(value, "dtype", None)
        if row.name in MISREAD and (dtype == np.float64 or (dtype and not value.shape)):  # which may end the process
            continue
        found = []
        for side in ("ours", "theirs"):
            SIDES[side].dataset.config.set_seed(11)
            made = outcome(lambda side=side, value=value: make(side, row, call)(value))
            found.append(made if isinstance(made, type) else [(one.shape, one.dtype) for one in made])
        if found[0] != found[1]:
            differ.append((getattr(value, "shape", value), getattr(value, "dtype", ""), *found))
    assert differ == []


def test_a_filter_that_does_not_forget() -> None:
    """Which is computed number by number, and not in blocks of time."""
    rng = np.random.default_rng(1)
    rows = {row.name: row for row in ROWS}
    for dtype in (np.float32, np.float64, np.float16):
        sound = (rng.random((2, 3000)) - 0.5).astype(dtype)
        for name, call in (("BassBiquad", "44100, 10, 30"), ("LFilter", "[1, -1.9, 0.9, 0.01], [0.1, 0, 0, 0], False")):
            assert near(rows[name], *both(rows[name], call, sound)) == ""


MATRICES = [
    "create_dct(40, 128)", "create_dct(3, 4, NormMode.ORTHO)", "create_dct(1, 1)",
    "linear_fbanks(201, 0, 8000, 40, 16000)", "linear_fbanks(33, 50.5, 4000.3, 7, 16000)",
    "melscale_fbanks(201, 0.0, 8000.0, 40, 16000)",
    "melscale_fbanks(33, 50, 4000.5, 7, 16000, NormType.SLANEY)",
    "melscale_fbanks(33, 50, 4000.5, 7, 16000, NormType.SLANEY, MelType.SLANEY)",
    "melscale_fbanks(201, 0.0, 8000.0, 40, 16000, NormType.NONE, MelType.SLANEY)",
]  # fmt: skip
REFUSED = [
    "create_dct(0, 3)", "create_dct(3, 0)", "create_dct(1.5, 3)", "create_dct(3, 'a')", "create_dct(3, 3, 'ortho')",
    "linear_fbanks(-1, 0, 1, 1, 1)", "linear_fbanks(1.5, 0, 1, 1, 1)", "linear_fbanks(1, -1, 1, 1, 1)",
    "linear_fbanks(1, 0, 0, 1, 1)", "linear_fbanks(1, 2, 1, 1, 1)", "linear_fbanks(1, 0, 1, 0, 1)",
    "linear_fbanks(1, 0, 1, 1, 0)", "melscale_fbanks(1, 0, 1, 0, 1)", "melscale_fbanks(1, 'a', 1, 1, 1)",
    "melscale_fbanks(1, 0, 1, 1, 1, 1)", "melscale_fbanks(1, 0, 1, 1, 1, NormType.NONE, 1)",
]  # fmt: skip


@pytest.mark.parametrize("call", MATRICES)
def test_matrices(call: str) -> None:
    ours, theirs = (eval(call, vars(SIDES[side].dataset.audio) | names(side)) for side in ("ours", "theirs"))
    assert ours.dtype == theirs.dtype and np.array_equal(ours, theirs)


@pytest.mark.parametrize("call", REFUSED)
def test_matrices_are_refused_as_by_mindspore(call: str) -> None:
    ours, theirs = (outcome(lambda side=side: eval(call, names(side))) for side in ("ours", "theirs"))
    assert ours is theirs and isinstance(ours, type)


def names(side: str):
    audio = SIDES[side].dataset.audio
    wanted = "create_dct linear_fbanks melscale_fbanks NormMode NormType MelType".split()
    return {name: getattr(audio, name) for name in wanted}


def test_choices_are_mindspores() -> None:
    ours, theirs = SIDES["ours"].dataset.audio, SIDES["theirs"].dataset.audio
    for name in ("BorderType", "DensityFunction", "FadeShape", "GainType", "Interpolation", "MelType", "Modulation"):
        pair = [[(one.name, one.value, isinstance(one, str)) for one in getattr(side, name)] for side in (ours, theirs)]
        assert pair[0] == pair[1]
    assert spectra()
