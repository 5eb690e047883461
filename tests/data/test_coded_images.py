"""Images from their files and back, beside MindSpore: JPEG, PNG, BMP, TIFF; damaged ones leave nothing."""

import io
from pathlib import Path

import numpy as np
import pytest
import sklearn.datasets
from images import SIDES, outcome, same, smooth
from PIL import Image
from raising import raises

PICTURE = Image.fromarray(
    np.concatenate([smooth(120, 90), np.random.default_rng(0).integers(0, 255, (37, 90, 3))]).astype(np.uint8)
)


def coded(image, kind: str, **settings) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **settings)
    return stream.getvalue()


def turned() -> Image.Exif:
    found = Image.Exif()
    found[274] = 6  # the camera lay on its side
    return found


JPEGS = {
    f"JPEG 4:{'444 422 420'.split()[sampling]} quality {quality}{' progressive' * progressive}": coded(
        PICTURE, "JPEG", quality=quality, subsampling=sampling, progressive=progressive
    )
    for sampling in range(3)
    for quality in (75, 95)
    for progressive in (False, True)
}
FILES = {
    **JPEGS,
    **{path.name: path.read_bytes() for path in (Path(sklearn.datasets.__file__).parent / "images").glob("*.jpg")},
    "grey JPEG": coded(PICTURE.convert("L"), "JPEG"),
    "JPEG for print": coded(PICTURE.convert("CMYK"), "JPEG"),
    "turned JPEG": coded(PICTURE, "JPEG", exif=turned()),
    "PNG": coded(PICTURE, "PNG"),
    "grey PNG": coded(PICTURE.convert("L"), "PNG"),
    "PNG with alpha": coded(PICTURE.convert("RGBA"), "PNG"),
    "PNG of a palette": coded(PICTURE.convert("P"), "PNG"),
    "BMP": coded(PICTURE, "BMP"),
    "TIFF": coded(PICTURE, "TIFF"),
}
DAMAGED = {
    "half a JPEG": (half := FILES["JPEG 4:420 quality 75"])[: len(half) // 2],
    "the head of a JPEG": half[:100],
    "half a PNG": FILES["PNG"][: len(FILES["PNG"]) // 2],
    "the head of a PNG": FILES["PNG"][:60],
    "WebP": coded(PICTURE, "WEBP"),
    "GIF": coded(PICTURE.convert("P"), "GIF"),
    "text": b"hello world, no image at all",
    "nothing": b"",
}


def both(make, *inputs):
    return [outcome(lambda side=side: make(SIDES[side].dataset.vision)(*inputs)) for side in ("ours", "theirs")]


@pytest.mark.parametrize(
    "name", ["JPEG 4:444 quality 75", "JPEG 4:444 quality 95 progressive", "grey JPEG", "PNG", "BMP"]
)
def test_a_crop_before_decoding(name: str) -> None:
    """Of a JPEG whose colours are not halved: MindSpore finds those at the edge of a crop from the crop alone.

    It stands before the damaged ones, after which the first call of the real one fails.
    """
    data = np.frombuffer(FILES[name], np.uint8)
    for seed in range(20):
        for side in SIDES.values():
            side.dataset.config.set_seed(seed)
        assert same(*both(lambda v: v.RandomCropDecodeResize((40, 50), (0.1, 0.9)), data)), seed


@pytest.mark.parametrize("to_pil", [False, True])
@pytest.mark.parametrize("name", [*FILES, *DAMAGED])
def test_decode(name: str, to_pil: bool, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = np.frombuffer({**FILES, **DAMAGED}[name], np.uint8)
    assert same(*both(lambda v: v.Decode(to_pil), data))


def test_a_damaged_image_leaves_no_file(tmp_path, monkeypatch) -> None:
    """MindSpore leaves a copy of it."""
    monkeypatch.chdir(tmp_path)
    for data in DAMAGED.values():
        assert outcome(lambda data=data: SIDES["ours"].dataset.vision.Decode()(data)) is RuntimeError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", [b"abc", "text", 3, np.zeros((2, 2), np.uint8), np.array(["a"]), np.zeros(4)])
def test_what_can_not_be_decoded(value) -> None:
    assert same(*both(lambda v: v.Decode(), value))
    assert same(*both(lambda v: v.RandomCropDecodeResize(5), value))


COLOUR, GREY = np.asarray(PICTURE), np.asarray(PICTURE.convert("L"))
WRITTEN = {
    "colour": COLOUR, "grey": GREY, "one channel": GREY[..., None], "float": COLOUR.astype(np.float32),
    "four channels": np.dstack([COLOUR, GREY]), "one axis": GREY[0], "four axes": COLOUR[None], "a list": [1, 2],
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_encode_and_measure(name: str) -> None:
    image = WRITTEN[name]
    for function in ("encode_jpeg", "encode_png"):
        for level in (1, 6, 9, 0, 101, "a", 2.0):
            ours, theirs = both(lambda v, function=function: getattr(v, function), image, level)
            if isinstance(theirs, type) or isinstance(ours, type) or function == "encode_jpeg":
                assert same(ours, theirs), (function, level)
            else:  # the bytes of a PNG are zlib's; its pixels count
                assert same(*(both_pixels(one) for one in (ours, theirs))), (function, level)
    for function in ("get_image_size", "get_image_num_channels"):
        assert same(*both(lambda v, function=function: getattr(v, function), image))


def both_pixels(found):
    return np.asarray(Image.open(io.BytesIO(found[0].tobytes())))


def test_read_and_write(tmp_path) -> None:
    for name in (
        "PNG",
        "grey PNG",
        "PNG with alpha",
        "BMP",
        "TIFF",
        "JPEG 4:420 quality 75",
        "grey JPEG",
        "turned JPEG",
    ):
        path = tmp_path / name.replace(" ", "_").replace(":", "_")
        path.write_bytes(FILES[name])
        assert same(*both(lambda v: v.read_file, str(path)))
        for mode in ("UNCHANGED", "GRAYSCALE", "COLOR"):
            pair = both(lambda v, mode=mode, path=path: lambda: v.read_image(str(path), getattr(v.ImageReadMode, mode)))
            assert same(*pair), (name, mode)
    for value in (str(tmp_path / "none"), 3, str(tmp_path)):
        for function in ("read_file", "read_image", "read_video", "read_video_timestamps"):
            assert same(*both(lambda v, function=function: getattr(v, function), value)), (function, value)
    for function in ("write_file", "write_jpeg", "write_png"):
        for data in (COLOUR, GREY, GREY[0], GREY.astype(np.int32), "text", np.zeros(0, np.uint8)):
            made = []
            for side, library in SIDES.items():
                path = tmp_path / f"{side}.written"
                path.unlink(missing_ok=True)
                done = outcome(lambda: getattr(library.dataset.vision, function)(str(path), data))
                made.append(done if isinstance(done, type) else path.read_bytes())
            assert function == "write_png" or made[0] == made[1], (function, made)
            assert isinstance(made[0], type) == isinstance(made[1], type)


def test_the_old_modules_have_the_transforms_of_now() -> None:
    import importlib

    v, t = SIDES["ours"].dataset.vision, SIDES["ours"].dataset.transforms
    with pytest.warns(DeprecationWarning, match="c_transforms is gone"):
        c = importlib.reload(importlib.import_module("msshim.dataset.vision.c_transforms"))
    with pytest.warns(DeprecationWarning, match="py_transforms is gone"):
        python = importlib.reload(importlib.import_module("msshim.dataset.vision.py_transforms"))
    with pytest.warns(DeprecationWarning, match="mindspore.dataset.transforms has"):
        ops = importlib.reload(importlib.import_module("msshim.dataset.transforms.py_transforms"))
    assert c.Resize is v.Resize and c.Inter is v.Inter and ops.OneHotOp is t.OneHot and "Resize" in c.__all__
    assert same(c.Decode(rgb=True)(FILES["PNG"]), v.Decode()(FILES["PNG"]))
    steps = [python.Decode(), python.ToTensor(), python.Normalize([0.5] * 3, [0.2] * 3), python.CutOut(5)]
    assert ops.Compose(steps)(np.frombuffer(FILES["PNG"], np.uint8))[0].shape == (3, 157, 90)
    with raises(AttributeError, match="nosuch"):
        c.nosuch  # noqa: B018
