"""Where pixels are: sizes, flips, crops, borders, angles. Arrays (height, width) or (height, width, channels)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from msshim._src.data import single
from msshim._src.data.kinds import Border, Inter, SliceMode
from msshim._src.data.single import f4
from msshim._src.data.vision.opencv import cv2, ours

_FLAGS = {Inter.NEAREST: 0, Inter.LINEAR: 1, Inter.CUBIC: 2, Inter.AREA: 3, Inter.PILCUBIC: 1}  # cv2.INTER_...
_LARGEST = 1000
"""How many times larger than the image what is asked for may be."""


def scaled(size: Any, height: int, width: int) -> tuple[int, int]:
    """The height and width that a size means: of one int, the shorter side, and the other in proportion."""
    if not isinstance(size, int):
        rows, columns = size if len(size) == 2 else (size[0], None)
        if columns is not None:
            return int(rows), int(columns)
        size = rows
    if height < width:
        return size, int(size * width / height)
    return int(size * height / width), size


@ours
def resize(image: Any, size: Any, interpolation: Inter = Inter.LINEAR) -> Any:
    """The image in another size."""
    height, width = scaled(size, *image.shape[:2])
    if height > image.shape[0] * _LARGEST or width > image.shape[1] * _LARGEST:
        raise ValueError(f"the size ({height}, {width}) is more than {_LARGEST} times that of the image.")
    if not height or not width:
        raise ValueError("the width or height is zero.")
    if interpolation is Inter.PILCUBIC:
        return _cubic_of_pil(image, height, width)
    if interpolation is Inter.AREA and image.ndim == 3 and image.shape[2] > 4:
        raise ValueError(f"images of {image.shape[2]} channels can not be averaged.")
    return cv2.resize(image, (width, height), interpolation=_FLAGS[interpolation])


def _cubic_of_pil(image: Any, height: int, width: int) -> Any:
    """PIL's bicubic of three channels, with MindSpore's rounding."""
    if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8:
        raise ValueError("PILCUBIC takes images of 3 channels of bytes.")
    first = image if width == image.shape[1] else _cubic_rows(image, width)
    return first if height == image.shape[0] else _cubic_rows(first.transpose(1, 0, 2), height).transpose(1, 0, 2)


def _cubic_rows(image: Any, width: int) -> Any:
    """Each row of an image in another length."""
    have, bits = image.shape[1], 22
    scale = have / width
    wide = max(scale, 1.0)
    reach, size = 2.0 * wide, math.ceil(2.0 * wide) * 2 + 1
    centers = (np.arange(width) + 0.5) * scale
    first = np.maximum((centers - reach + 0.5).astype(int), 0)
    count = np.minimum((centers + reach + 0.5).astype(int), have) - first
    x = np.abs((np.arange(size) + first[:, None] - centers[:, None] + 0.5) * (1.0 / wide))
    near, far = (1.5 * x - 2.5) * x * x + 1, (((x - 5) * x + 8) * x - 4) * -0.5
    weights = np.where(x < 1, near, np.where(x < 2, far, 0.0)) * (np.arange(size) < count[:, None])
    total = np.zeros(width)
    for column in weights.T:  # in the order in which MindSpore adds
        total += column
    weights = weights / np.where(total == 0, 1, total)[:, None]
    whole = np.trunc(np.where(weights < 0, -0.5, 0.5) + weights * (1 << bits)).astype(np.int64)
    places = np.minimum(first[:, None] + np.arange(size), have - 1)
    found = np.einsum("hwkc,wk->hwc", image[:, places].astype(np.int64), whole) + (1 << bits - 1)
    return np.clip(found >> bits, 0, 255).astype(np.uint8)


def flip_horizontal(image: Any) -> Any:
    """Left and right exchanged."""
    if image.ndim == 2:
        return image[:, ::-1].copy()
    pixels = np.ascontiguousarray(image).view(f"V{image.shape[2] * image.itemsize}")  # moved as one, not by channels
    return pixels[:, ::-1].copy().view(image.dtype)


def flip_vertical(image: Any) -> Any:
    """Top and bottom exchanged."""
    return image[::-1].copy()


def crop(image: Any, coordinates: Sequence[int], size: Sequence[int]) -> Any:
    """The part of a size (height, width) that begins at (y, x)."""
    (y, x), (height, width) = coordinates, size
    if y + height > image.shape[0] or x + width > image.shape[1] or y < 0 or x < 0:
        raise ValueError(f"the crop of {height} x {width} at ({y}, {x}) goes over the edge of {image.shape}.")
    return image[y : y + height, x : x + width].copy()


def resized_crop(
    image: Any, top: int, left: int, height: int, width: int, size: Any, interpolation: Inter = Inter.BILINEAR
) -> Any:
    """A part in another size."""
    return resize(crop(image, (top, left), (height, width)), size, interpolation)


def center_crop(image: Any, size: Sequence[int]) -> Any:
    """The middle of an image; where it is too small, zeros are around it."""
    short = [max(n - have, 0) for n, have in zip(size, image.shape, strict=False)]
    if any(n > 3 * have for n, have in zip(short, image.shape, strict=False)):
        raise ValueError("the padding is more than three times the image.")
    (top, bottom), (left, right) = ((n - n // 2, n // 2) for n in short)
    found = pad(image, (left, top, right, bottom), (0, 0, 0)) if any(short) else image
    return crop(found, [(have - n) // 2 for n, have in zip(size, found.shape, strict=False)], size)


def pad(image: Any, padding: Sequence[int], fill_value: Sequence[int], padding_mode: Border = Border.CONSTANT) -> Any:
    """The image with a border: left, top, right, bottom."""
    if image.ndim == 3 and image.shape[2] not in (1, 3):
        raise ValueError(f"an image of {image.shape[2]} channels can not be padded.")
    left, top, right, bottom = padding
    space = [(top, bottom), (left, right)] + [(0, 0)] * (image.ndim - 2)
    if padding_mode is not Border.CONSTANT:
        return np.pad(image, space, mode=padding_mode.value)
    shape = (image.shape[0] + top + bottom, image.shape[1] + left + right, *image.shape[2:])
    found = np.zeros(shape, image.dtype)
    if any(fill_value):
        colour = fill_value if image.shape[2:] == (3,) and len(set(fill_value)) > 1 else fill_value[0]
        found[...] = np.asarray(colour).astype(image.dtype)
    found[top : top + image.shape[0], left : left + image.shape[1]] = image
    return found


def pad_to_size(
    image: Any, size: Sequence[int], offset: Sequence[int], fill_value: Sequence[int], padding_mode: Border
) -> Any:
    """The image in the middle of a larger one, or at an offset (top, left)."""
    (height, width), (rows, columns) = size, image.shape[:2]
    top, left = offset or ((height - rows) // 2, (width - columns) // 2)
    amounts = left, top, width - columns - left, height - rows - top
    if min(amounts) < 0:
        raise ValueError(f"the size {tuple(size)} is too small for the image {image.shape}.")
    return pad(image, amounts, fill_value, padding_mode)


def slice_patches(
    image: Any, num_height: int = 1, num_width: int = 1, slice_mode: SliceMode = SliceMode.PAD, fill_value: int = 0
) -> Any:
    """The image cut into parts of one size, row after row."""
    if num_height == num_width == 1:
        return image
    if num_height > image.shape[0] or num_width > image.shape[1]:
        raise ValueError(f"an image {image.shape} can not be cut into {num_height} x {num_width} parts.")
    (height, below), (width, beside) = divmod(image.shape[0], num_height), divmod(image.shape[1], num_width)
    if slice_mode is SliceMode.PAD:
        height, width = height + bool(below), width + bool(beside)
        shape = (height * num_height, width * num_width, *image.shape[2:])
        padded = np.full(shape, np.asarray(fill_value).astype(image.dtype))
        padded[: image.shape[0], : image.shape[1]] = image
        image = padded
    return tuple(
        image[i * height : (i + 1) * height, j * width : (j + 1) * width].copy()
        for i in range(num_height)
        for j in range(num_width)
    )


@ours
def rotate(
    image: Any,
    degrees: float,
    resample: Inter = Inter.NEAREST,
    expand: bool = False,
    center: Any = None,
    fill_value: Sequence[int] = (0, 0, 0),
) -> Any:
    """The image turned to the left; the colour that fills is read as blue, green, red, as MindSpore does."""
    height, width = image.shape[:2]
    x, y = center or (f4((width - 1) / 2), f4((height - 1) / 2))
    x, y, angle = float(f4(x)), float(f4(y)), float(f4(degrees))
    matrix = cv2.getRotationMatrix2D((x, y), angle, 1.0)
    size = width, height
    if expand:
        corners = cv2.boxPoints(((x, y), (width, height), angle))
        low, high = corners.min(0), corners.max(0)
        spread = high - low
        matrix[0, 2] += float(spread[0]) / 2.0 - width / 2.0
        matrix[1, 2] += float(spread[1]) / 2.0 - height / 2.0
        size = int(np.rint(spread[0])), int(np.rint(spread[1]))
    return _warped(image, matrix, size, resample, fill_value[::-1])


def _warped(image: Any, matrix: Any, size: tuple[int, int], resample: Inter, fill: Sequence[int]) -> Any:
    return cv2.warpAffine(image, matrix, size, flags=_FLAGS[resample], borderMode=0, borderValue=tuple(fill))


def affine(
    image: Any,
    degrees: float,
    translate: Sequence[float],
    scale: float,
    shear: Sequence[float],
    resample: Inter = Inter.NEAREST,
    fill_value: Sequence[int] = (0, 0, 0),
) -> Any:
    """The image turned, moved by a part of its width and height, scaled and sheared."""
    height, width = image.shape[:2]
    moved = f4(translate[0]) * f4(width), f4(translate[1]) * f4(height)
    return affine_by(image, degrees, moved, scale, shear, resample, fill_value)


@ours
def affine_by(
    image: Any,
    degrees: float,
    shift: Sequence[float],
    scale: float,
    shear: Sequence[float],
    resample: Inter = Inter.NEAREST,
    fill_value: Sequence[int] = (0, 0, 0),
) -> Any:
    """As `affine`, moved by pixels."""
    height, width = image.shape[:2]
    angle, x, y = _radians(degrees), _radians(shear[0]), _radians(f4(-1) * f4(shear[1]))
    k, turned, lean = f4(scale), f4(angle + y), single.tan(x)
    c, s, d = single.cos(turned), single.sin(turned), single.cos(y)
    m0, m3 = f4(f4(k * c) / d), f4(f4(k * s) / d)
    m1 = f4(k * f4(f4(f4(f4(-c) * lean) / d) - single.sin(angle)))
    m4 = f4(k * f4(f4(f4(f4(-s) * lean) / d) + single.cos(angle)))
    cx, cy = f4(f4(width - 1) / f4(2)), f4(f4(height - 1) / f4(2))
    m2 = f4(f4(f4(f4(f4(1) - m0) * cx) - f4(m1 * cy)) + f4(shift[0]))
    m5 = f4(f4(f4(f4(f4(1) - m4) * cy) - f4(m3 * cx)) + f4(shift[1]))
    return _warped(image, np.array([[m0, m1, m2], [m3, m4, m5]], f4), (width, height), resample, fill_value)


def _radians(degrees: float) -> Any:
    return f4(float(f4(degrees)) * math.pi / 180.0)


@ours
def perspective(image: Any, start_points: Any, end_points: Any, interpolation: Inter = Inter.BILINEAR) -> Any:
    """The image as seen when four of its points have moved."""
    matrix = cv2.getPerspectiveTransform(np.array(start_points, f4), np.array(end_points, f4))
    return cv2.warpPerspective(image, matrix, image.shape[1::-1], flags=_FLAGS[interpolation])


def hwc_to_chw(image: Any) -> Any:
    """Channels first; an image without channels stays."""
    return image if image.ndim == 2 else np.ascontiguousarray(image.transpose(2, 0, 1))


def erase(
    image: Any, top: int, left: int, height: int, width: int, value: Sequence[float], inplace: bool = False
) -> Any:
    """A part of the image in one colour."""
    if top + height > image.shape[0] or left + width > image.shape[1]:
        raise ValueError(f"the part of {height} x {width} at ({top}, {left}) goes over the edge of {image.shape}.")
    found = image if inplace else image.copy()
    found[top : top + height, left : left + width] = np.asarray(value).astype(image.dtype)
    return found


def cut_out(image: Any, corners: Sequence[tuple[int, int]], length: int, is_hwc: bool = True) -> Any:
    """Squares of zeros that begin at corners (y, x), which may be outside."""
    found = image.copy()
    seen = found if is_hwc else found.transpose(1, 2, 0)
    for y, x in corners:
        seen[max(y, 0) : max(y + length, 0), max(x, 0) : max(x + length, 0)] = 0
    return found
