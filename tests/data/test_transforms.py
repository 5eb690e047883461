"""Every transform that a row makes, beside the real MindSpore's and to the bit: by itself on images, and refused."""

import numpy as np
import pytest
from images import SIDES, images, make, outcome, pictures, same
from raising import raises
from rows import all_rows

import msshim
from msshim._src.data.vision.opencv import cv2

OWN = ("dataset.text", "dataset.audio")  # which tests of their own try
ROWS = [row for row in all_rows("transform") if row.namespace not in OWN]
TRIED = [row for row in ROWS if row.calls and len(row.inputs) < 2]
BOXES = np.array([[1, 2, 20, 15], [10, 5, 15, 20], [0, 0, 5, 5.5]], np.float32)


def both(row, call: str, *inputs):
    """What each library makes of inputs, from one seed."""
    found = []
    for side in ("ours", "theirs"):
        SIDES[side].dataset.config.set_seed(11)
        transform = make(side, row, call)
        found.append(outcome(lambda made=transform: made(*(one.copy() for one in inputs))))
    return found


@pytest.mark.parametrize("row", TRIED, ids=lambda row: row.qualified)
def test_of_arrays(row) -> None:
    differ = [(call, x.shape, x.dtype.name) for call in row.calls for x in images() if not same(*both(row, call, x))]
    assert differ == []


@pytest.mark.parametrize("row", [row for row in TRIED if "vision" in row.namespace], ids=lambda row: row.qualified)
def test_of_pictures(row) -> None:
    differ = [(call, x.mode) for call in row.calls for x in pictures() if not same(*both(row, call, x))]
    assert differ == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.inputs[1:] and row.calls], ids=lambda row: row.qualified)
def test_of_images_with_boxes(row) -> None:
    wide = [image for image in images() if image.ndim == 3 and min(image.shape[:2]) > 30]
    differ = [(call, x.shape) for call in row.calls for x in wide if not same(*both(row, call, x, BOXES))]
    assert differ == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.errors], ids=lambda row: row.qualified)
def test_arguments_are_refused_as_by_mindspore(row) -> None:
    made = {
        call: [outcome(lambda side=side: make(side, row, call)) for side in ("ours", "theirs")] for call in row.errors
    }
    assert {call: pair for call, pair in made.items() if pair[0] is not pair[1] or not isinstance(pair[0], type)} == {}


def test_cubic_as_of_pil() -> None:
    row = next(row for row in ROWS if row.name == "Resize")
    bytes_of_colour = [image for image in images() if image.dtype == np.uint8]
    for size in ("(50, 20)", "(33, 200)", "17", "(37, 90)"):
        for image in bytes_of_colour:
            assert same(*both(row, f"{size}, Inter.PILCUBIC", image)), (size, image.shape)


SHAPES = [(9,), (9, 11), (9, 11, 1), (9, 11, 2), (9, 11, 3), (9, 11, 4), (9, 11, 5), (2, 9, 11, 3), (2, 2, 9, 11, 3)]
DTYPES = "bool int8 uint8 int16 uint16 int32 uint32 int64 uint64 float16 float32 float64".split()
SMALL = {  # arguments for an image of 9 by 11
    "Affine": "10, (0.1, 0.1), 1.0, 1.0", "CenterCrop": "5", "Crop": "(1, 1), 4", "CutOut": "3",
    "Erase": "1, 1, 3, 3, 5",
    "FiveCrop": "5", "TenCrop": "5", "PadToSize": "40", "RandomCrop": "5", "Resize": "5", "RandomResize": "5",
    "RandomResizedCrop": "5", "ResizedCrop": "0, 0, 5, 5, 8", "SlicePatches": "2, 2",
    "Perspective": "[[0, 0], [5, 0], [5, 5], [0, 5]], [[0, 1], [5, 0], [4, 5], [0, 5]]",
    "RandomAdjustSharpness": "2.0, 1.0", "RandomEqualize": "1.0", "RandomInvert": "1.0", "RandomHorizontalFlip": "1.0",
    "RandomVerticalFlip": "1.0", "RandomAutoContrast": "0.0, None, 1.0",
}  # fmt: skip
NATIVE = [row for row in TRIED if row.call and "vision" in row.namespace and row.name not in ("NormalizePad",)]


@pytest.mark.parametrize("row", NATIVE, ids=lambda row: row.qualified)
def test_shapes_and_dtypes_that_are_taken(row) -> None:
    """What comes out has the shape and dtype of MindSpore's, and what it refuses is refused."""
    rng = np.random.default_rng(2)
    call = SMALL.get(row.name, row.calls[0])
    shapes = [rng.integers(0, 255, shape).astype(np.uint8) for shape in SHAPES]
    dtypes = [rng.integers(0, 2 if name == "bool" else 100, (9, 11, 3)).astype(name) for name in DTYPES]
    differ = []
    for image in (*shapes, *dtypes):
        ours, theirs = (
            found if isinstance(found, type) else [(one.shape, one.dtype) for one in found]
            for found in both(row, call, image)
        )
        if ours != theirs:
            differ.append((image.shape, image.dtype.name, ours, theirs))
    assert differ == []


VALUES = {
    "numbers": np.array([3, 1, 3, 2], np.int32), "floats": np.array([[1.5, -2.0], [0.25, 7.0]], np.float32),
    "texts": np.array(["a", "bb", "c"]), "bytes": np.array([b"a", b"bb"]), "one": np.array(2),
    "bools": np.array([True]), "a cube": np.arange(24, dtype=np.uint8).reshape(2, 3, 4),
    "halves": np.array([0.5, 2.0], np.float16),
}  # fmt: skip
OF_VALUES = [
    ("OneHot", "8"), ("OneHot", "3"), ("PadEnd", "[6]"), ("PadEnd", "[2], 7"), ("PadEnd", "[3, 4], -1.5"),
    ("PadEnd", "[6], 'zz'"), ("PadEnd", "[3, 2, 5]"), ("Fill", "'x'"), ("Fill", "b'x'"), ("Fill", "300"),
    ("Fill", "2.7"), ("Mask", "Relational.EQ, 'bb'"), ("Mask", "Relational.GT, 2"),
    ("Mask", "Relational.LE, 1.5, ms.float32"), ("Duplicate", ""), ("Unique", ""), ("Concatenate", ""),
    ("Concatenate", "0, np.array([1], np.int32)"), ("Concatenate", "0, None, np.array(['z'])"), ("Slice", "1"),
    ("Slice", "[0, 0, 1]"), ("Slice", "slice(-2, -1)"), ("Slice", "None, 1"), ("Slice", "9"), ("Slice", "[]"),
    ("TypeCast", "np.uint8"), ("TypeCast", "ms.float16"), ("TypeCast", "ms.string"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "call"), OF_VALUES)
def test_of_values(name: str, call: str) -> None:
    row = next(row for row in ROWS if row.name == name)
    differ = {key: both(row, call, value) for key, value in VALUES.items()}
    assert {key: pair for key, pair in differ.items() if not same(*pair)} == {}


def test_what_is_not_installed_is_named(monkeypatch) -> None:
    vision, image = msshim.dataset.vision, np.zeros((9, 9, 3), np.uint8)
    monkeypatch.setattr("msshim._src.data.vision.opencv.import_module", refuse)
    monkeypatch.setattr(cv2, "__dict__", {}, raising=False)
    assert vision.HorizontalFlip()(image).shape == (9, 9, 3)  # which needs numpy alone
    with raises(ImportError, match=r"OpenCV: pip install 'msshim\[vision\]'"):
        vision.Resize(5)(image)
    with raises(ImportError, match=r"Pillow: pip install 'msshim\[vision\]'"):
        vision.ToPIL()(image)


def refuse(name: str):
    raise ImportError(name)


def test_what_is_no_image_is_refused() -> None:
    row = next(row for row in ROWS if row.name == "Invert")
    for value in ("text", 3, None, [1, 2]):
        assert [outcome(lambda side=side, value=value: make(side, row, "")(value)) for side in ("ours", "theirs")] == [
            TypeError,
            TypeError,
        ]


def test_opencv_keeps_the_programs_settings() -> None:
    cv2.ipp.setUseIPP(True)
    cv2.setNumThreads(2)
    before = cv2.ipp.useIPP(), cv2.getNumThreads()
    msshim.dataset.vision.Resize(5)(np.zeros((9, 9, 3), np.uint8))
    with raises(RuntimeError):
        msshim.dataset.vision.Resize((10**7, 5))(np.zeros((9, 9, 3), np.uint8))
    assert (cv2.ipp.useIPP(), cv2.getNumThreads()) == before
