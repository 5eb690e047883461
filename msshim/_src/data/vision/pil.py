"""The forms in Python: PIL's images, and the draws of Python's `random` and numpy's generator."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import numpy as np

from msshim._src.data.kinds import Border, Inter
from msshim._src.data.transforms.base import is_pil
from msshim._src.data.vision.draws import Drawn
from msshim._src.data.vision.opencv import pillow


def of_pil(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of an image of PIL. Raises TypeError for anything else."""

    @wraps(function)
    def checked(img: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_pil(img):
            raise TypeError(
                f"The image must be of PIL, but got {type(img)}. Use Decode() for encoded data or ToPIL() for decoded."
            )
        return function(img, *args, **kwargs)

    return checked


def _way(interpolation: Inter) -> Any:
    """PIL's word for a way of finding pixels. Raises TypeError where it has none."""
    words = {Inter.NEAREST: "NEAREST", Inter.ANTIALIAS: "LANCZOS", Inter.LINEAR: "BILINEAR", Inter.CUBIC: "BICUBIC"}
    if interpolation not in words:
        raise TypeError(f"Images of PIL can not be interpolated by {interpolation!r}.")
    return getattr(pillow("Image").Resampling, words[interpolation])


def to_pil(img: Any) -> Any:
    """The image as one of PIL."""
    if is_pil(img):
        return img
    if not isinstance(img, np.ndarray):
        raise TypeError(f"The image must be a numpy array or of PIL, but got {type(img)}.")
    if img.ndim not in (2, 3):
        raise ValueError(f"The image must have 2 or 3 axes, but got {img.ndim}.")
    channels = img.shape[2] if img.ndim == 3 else 1
    if channels > 4:
        raise ValueError(f"The image must not have more than 4 channels, but got {channels}.")
    if channels == 1:
        if img.dtype in (np.int64, np.uint64, np.float16) or img.dtype.kind not in "biuf":
            raise TypeError(f"An image of one channel can not be of the dtype {img.dtype}.")
        img = img if img.ndim == 2 else img[:, :, 0]
    elif img.dtype != np.uint8:
        raise TypeError(f"An image of {channels} channels must be uint8, but got {img.dtype}.")
    return pillow("Image").fromarray(img)


def to_numpy(img: Any) -> Any:
    """The image as a numpy array."""
    return np.array(img)


def to_tensor(img: Any, output_type: str) -> Any:
    """Channels first, over 255."""
    found = np.asarray(img)
    if found.ndim not in (2, 3):
        raise TypeError(f"The image must have 2 or 3 axes, but got {found.ndim}.")
    found = found[..., None] if found.ndim == 2 else found
    return (found.transpose(2, 0, 1) / 255.0).astype(output_type)


def decode(img: Any) -> Any:
    """The image of a file's bytes, RGB."""
    try:
        return pillow("Image").open(io.BytesIO(img)).convert("RGB")
    except OSError as error:
        raise ValueError(f"{error}\n: Failed to decode given image.") from error


@of_pil
def flip_horizontal(img: Any) -> Any:
    """Left and right exchanged."""
    return img.transpose(pillow("Image").Transpose.FLIP_LEFT_RIGHT)


@of_pil
def flip_vertical(img: Any) -> Any:
    """Top and bottom exchanged."""
    return img.transpose(pillow("Image").Transpose.FLIP_TOP_BOTTOM)


@of_pil
def resize(img: Any, size: Any, interpolation: Inter) -> Any:
    """The image in another size; of one int, that of the shorter side."""
    if not isinstance(size, int):
        return img.resize(tuple(size)[::-1], _way(interpolation))
    width, height = img.size
    if min(width, height) == size:
        return img
    aspect = width / height
    found = (size, int(size / aspect)) if width < height else (int(size * aspect), size)
    return img.resize(found, _way(interpolation))


def _crop(img: Any, top: int, left: int, height: int, width: int) -> Any:
    return img.crop((left, top, left + width, top + height))


def _middle(img: Any, height: int, width: int) -> tuple[int, int]:
    return round((img.size[1] - height) / 2.0), round((img.size[0] - width) / 2.0)


@of_pil
def center_crop(img: Any, size: Sequence[int]) -> Any:
    """The middle of the image."""
    return _crop(img, *_middle(img, *size), *size)


@of_pil
def five_crop(img: Any, size: Any) -> Any:
    """The corners and the middle of the image."""
    height, width = (size, size) if isinstance(size, int) else size
    columns, rows = img.size
    if height > rows or width > columns:
        raise ValueError(f"The crop {(height, width)} is larger than the image {(rows, columns)}.")
    corners = [(top, left) for top in (0, rows - height) for left in (0, columns - width)]
    return tuple(_crop(img, *place, height, width) for place in (*corners, _middle(img, height, width)))


@of_pil
def ten_crop(img: Any, size: Any, use_vertical_flip: bool) -> Any:
    """The corners and the middle of the image and of its mirror image."""
    return five_crop(img, size) + five_crop(flip_vertical(img) if use_vertical_flip else flip_horizontal(img), size)


@of_pil
def resized_crop(img: Any, top: int, left: int, height: int, width: int, size: Any, interpolation: Inter) -> Any:
    """A part in another size."""
    return resize(_crop(img, top, left, height, width), size, interpolation)


@of_pil
def pad(img: Any, padding: Sequence[int], fill_value: Any, padding_mode: Border) -> Any:
    """The image with a border: left, top, right, bottom."""
    left, top, right, bottom = padding
    palette = img.getpalette() if img.mode == "P" else None
    if padding_mode is Border.CONSTANT:
        fill = (fill_value[0],) if img.mode in ("L", "1") else tuple(fill_value)
        found = pillow("ImageOps").expand(img, border=(left, top, right, bottom), fill=fill)
    else:
        array = np.asarray(img)
        space = [(top, bottom), (left, right)] + [(0, 0)] * (array.ndim - 2)
        found = pillow("Image").fromarray(np.pad(array, space, padding_mode.value))
    if palette is not None:
        found.putpalette(palette)
    return found


@of_pil
def padded_crop(
    img: Any, size: Sequence[int], padding: Sequence[int], pad_if_needed: bool, fill_value: Any, padding_mode: Border
) -> Any:
    """A crop at a random place of the image with its border."""
    height, width = size
    img = pad(img, padding, fill_value, padding_mode)
    if pad_if_needed and img.size[0] < width:
        img = pad(img, (width - img.size[0], 0, width - img.size[0], 0), fill_value, padding_mode)
    if pad_if_needed and img.size[1] < height:
        img = pad(img, (0, height - img.size[1], 0, height - img.size[1]), fill_value, padding_mode)
    columns, rows = img.size
    if height > rows or width > columns:
        raise ValueError(f"The crop {(height, width)} is larger than the image {(rows, columns)}.")
    if (rows, columns) == (height, width):
        return _crop(img, 0, 0, height, width)
    top = random.randint(0, rows - height)
    return _crop(img, top, random.randint(0, columns - width), height, width)


@of_pil
def rotate(img: Any, degrees: float, resample: Inter, expand: bool, center: Any, fill_value: Any) -> Any:
    """The image turned to the left."""
    angle = degrees % 360.0
    if resample == Inter.ANTIALIAS and (angle not in (0, 90, 180, 270) or center):
        raise ValueError("With Inter.ANTIALIAS, the angle must be a multiple of 90, and there must be no center.")
    return img.rotate(angle, _way(resample), expand, center, fillcolor=tuple(fill_value))


@of_pil
def perspective(img: Any, start_points: Any, end_points: Any, interpolation: Inter) -> Any:
    """The image as seen when four of its points have moved."""
    rows = []
    for (x, y), (u, v) in zip(end_points, start_points, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    wanted = np.array(start_points, dtype=float).reshape(8)
    factors = np.linalg.lstsq(np.array(rows, dtype=float), wanted, rcond=None)[0]
    return img.transform(img.size, pillow("Image").Transform.PERSPECTIVE, factors.tolist(), _way(interpolation))


@of_pil
def affine(img: Any, degrees: Any, translate: Any, scale: Any, shear: Any, resample: Inter, fill_value: Any) -> Any:
    """The image turned, moved, scaled and sheared at random."""
    angle = math.radians(random.uniform(*degrees))
    dx, dy = (
        np.round(random.uniform(-part * size, part * size)) for part, size in zip(translate[:2], img.size, strict=True)
    )
    factor = 1.0 / random.uniform(*scale)
    x, y = (math.radians(random.uniform(*shear[i : i + 2])) for i in (0, 2))
    spread = math.cos(angle + x) * math.cos(angle + y) + math.sin(angle + x) * math.sin(angle + y)
    turned = [math.cos(angle + x), math.sin(angle + x), 0, -math.sin(angle + y), math.cos(angle + y), 0]
    matrix = [factor / spread * one for one in turned]
    cx, cy = (size * 0.5 + 0.5 for size in img.size)
    matrix[2] += matrix[0] * (-cx - dx) + matrix[1] * (-cy - dy)
    matrix[5] += matrix[3] * (-cx - dx) + matrix[4] * (-cy - dy)
    matrix[2] += cx
    matrix[5] += cy
    images = pillow("Image")
    filled = {"fillcolor": tuple(fill_value)} if images.__version__ >= "5" else {}  # as texts: not from PIL 10 on
    return img.transform(img.size, images.Transform.AFFINE, matrix, _way(resample), **filled)


@of_pil
def grayscale(img: Any, num_output_channels: int) -> Any:
    """The image's grey, in one channel or in three."""
    grey = img.convert("L")
    return grey if num_output_channels == 1 else pillow("Image").merge("RGB", (grey, grey, grey))


def _enhanced(kind: str) -> Callable[..., Any]:
    @of_pil
    def enhance(img: Any, factor: float) -> Any:
        return getattr(pillow("ImageEnhance"), kind)(img).enhance(factor)

    return enhance


_brightness, _contrast, _color, _sharpness = map(_enhanced, ("Brightness", "Contrast", "Color", "Sharpness"))


def adjust_brightness(img: Any, brightness_factor: float) -> Any:
    """Each number times a factor."""
    return _brightness(img, brightness_factor)


def adjust_contrast(img: Any, contrast_factor: float) -> Any:
    """The image mixed with its mean grey."""
    return _contrast(img, contrast_factor)


def adjust_saturation(img: Any, saturation_factor: float) -> Any:
    """The image mixed with its grey."""
    return _color(img, saturation_factor)


def color(img: Any, factor: float) -> Any:
    """As `adjust_saturation`."""
    return _color(img, factor)


def sharpen(img: Any, factor: float) -> Any:
    """The image mixed with what a smoothing filter leaves."""
    return _sharpness(img, factor)


@of_pil
def adjust_hue(img: Any, hue_factor: float) -> Any:
    """The colours turned by a part of the circle."""
    if img.mode in ("L", "1", "I", "F"):
        return img
    hue, saturation, value = img.convert("HSV").split()
    turned = (np.array(hue, np.uint8) + np.uint8(int(hue_factor * 255) & 255)).astype(np.uint8)
    images = pillow("Image")
    return images.merge("HSV", (images.fromarray(turned), saturation, value)).convert(img.mode)


@of_pil
def adjust_gamma(img: Any, gamma: float, gain: float) -> Any:
    """Each number to a power, by a table."""
    table = [int((255 + 1 - 0.001) * gain * pow(x / 255.0, gamma)) for x in range(256)]
    bands = len(img.getbands())
    return img.point(table * bands) if bands in (1, 3) else img


@of_pil
def auto_contrast(img: Any, cutoff: float, ignore: Any) -> Any:
    """Each channel stretched so that its darkest and brightest numbers are 0 and 255."""
    return pillow("ImageOps").autocontrast(img, cutoff, ignore)


@of_pil
def invert(img: Any) -> Any:
    """255 minus each number."""
    return pillow("ImageOps").invert(img)


@of_pil
def equalize(img: Any) -> Any:
    """Each channel with an even histogram."""
    return pillow("ImageOps").equalize(img)


@of_pil
def color_adjust(img: Any, brightness: Any, contrast: Any, saturation: Any, hue: Any) -> Any:
    """Brightness, contrast, saturation and hue at random, in a random order."""
    factors = [random.uniform(*limits) for limits in (brightness, contrast, saturation, hue)]
    steps = list(zip((adjust_brightness, adjust_contrast, adjust_saturation, adjust_hue), factors, strict=True))
    random.shuffle(steps)
    for function, factor in steps:
        img = function(img, factor)
    return img


@of_pil
def lighten(img: Any, alpha: float) -> Any:
    """The principal colours of ImageNet added, in random amounts of numpy's generator."""
    from msshim._src.data.vision.colour import _LIGHTS

    amounts = [np.random.normal(loc=0.0, scale=alpha) for _ in range(3)]
    rgb = np.array(img if img.mode == "RGB" else img.convert("RGB")).astype(np.float64)
    for i, row in enumerate(_LIGHTS):
        rgb[:, :, i] += row[0] * amounts[0] + row[1] * amounts[1] + row[2] * amounts[2]
    return pillow("Image").fromarray(np.uint8(np.minimum(np.maximum(rgb, 0), 255)))


# What they draw


def coin(img: Any, prob: float) -> Drawn:
    """Whether at all."""
    if not is_pil(img):
        return {}  # for the form itself to refuse
    return {} if prob > random.random() else None


def part(img: Any, scale: Any, ratio: Any, max_attempts: int) -> Drawn:
    """A part of random area and shape."""
    if not is_pil(img):
        return dict.fromkeys(("top", "left", "height", "width"), 0)
    columns, rows = img.size
    found = _part(rows, columns, scale, ratio, max_attempts)
    return dict(zip(("top", "left", "height", "width"), found, strict=True))


def _part(rows: int, columns: int, scale: Any, ratio: Any, max_attempts: int) -> tuple[int, int, int, int]:
    logs = math.log(ratio[0]), math.log(ratio[1])
    for _ in range(max_attempts):
        area = random.uniform(*scale) * (columns * rows)
        aspect = math.exp(random.uniform(*logs))
        width = round(math.sqrt(area * aspect))
        height = round(width / aspect)
        if 0 < width <= columns and 0 < height <= rows:
            top = random.randint(0, rows - height)
            return top, random.randint(0, columns - width), height, width
    width, height, shape = columns, rows, columns / rows
    if shape < ratio[0]:
        height = round(width / ratio[0])
    elif shape > ratio[1]:
        width = round(height * ratio[1])
    return round((rows - height) / 2.0), round((columns - width) / 2.0), height, width


def angle(img: Any, degrees: Any) -> Drawn:
    """An angle of a range."""
    return {"degrees": random.uniform(*degrees)}


def factor(img: Any, degrees: Any) -> Drawn:
    """A factor of a range."""
    return {"factor": (degrees[1] - degrees[0]) * random.random() + degrees[0]}


def channels(img: Any, prob: float) -> Drawn:
    """Whether the image becomes grey, with as many channels as it has."""
    count = 1 if img.mode == "L" else 3
    return {"num_output_channels": count} if prob > random.random() else None


def distortion(img: Any, distortion_scale: float, prob: float) -> Drawn:
    """Where the corners move."""
    if not is_pil(img):
        raise ValueError(f"The image must be of PIL, but got {type(img)}.")
    if not prob > random.random():
        return None
    width, height = img.size
    x, y = int(width / 2 * distortion_scale), int(height / 2 * distortion_scale)
    right, below = width - 1, height - 1
    begin, end = (0, x), (right - x, right)
    top, bottom = (0, y), (below - y, below)
    moved = [
        (random.randint(*a), random.randint(*b)) for a, b in ((begin, top), (end, top), (end, bottom), (begin, bottom))
    ]
    return {"start_points": [(0, 0), (right, 0), (right, below), (0, below)], "end_points": moved}
