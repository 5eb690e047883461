"""Crops at random places: what is around the image before, and where they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msshim._src.data.engine import Engine
from msshim._src.data.kinds import Border, Inter
from msshim._src.data.vision import draws
from msshim._src.data.vision.decode import decode, size_of_jpeg
from msshim._src.data.vision.geometry import crop, pad, resize


def padded(
    image: Any,
    size: Sequence[int],
    padding: Sequence[int],
    pad_if_needed: bool,
    fill_value: Sequence[int],
    padding_mode: Border,
) -> Any:
    """The image with its border, which is larger where the image is smaller than the crop."""
    left, top, right, bottom = padding
    if max(top, bottom) >= 3 * image.shape[0] or max(left, right) >= 3 * image.shape[1]:
        raise ValueError(f"the padding {tuple(padding)} is three times the image or more.")
    image = pad(image, padding, fill_value, padding_mode)
    for i, short in enumerate(n - have for n, have in zip(size, image.shape, strict=False)):
        if pad_if_needed and short > 0:
            amounts = (0, short, 0, short) if i == 0 else (short, 0, short, 0)
            image = pad(image, amounts, fill_value, padding_mode)
    return image


def padded_crop(
    image: Any,
    coordinates: Sequence[int],
    size: Sequence[int],
    padding: Sequence[int],
    pad_if_needed: bool,
    fill_value: Sequence[int],
    padding_mode: Border,
) -> Any:
    """A crop of the image with its border."""
    return crop(padded(image, size, padding, pad_if_needed, fill_value, padding_mode), coordinates, size)


def part_of_jpeg(
    engine: Engine, image: Any, scale: Sequence[float], ratio: Sequence[float], max_attempts: int
) -> draws.Drawn:
    """A part of an image that is not decoded yet."""
    height, width = size_of_jpeg(image) or decode(image).shape[:2]
    top, left, rows, columns = draws.box(engine, height, width, scale, ratio, max_attempts)
    return {"top": top, "left": left, "height": rows, "width": columns}


def decoded_crop(
    image: Any, top: int, left: int, height: int, width: int, size: Any, interpolation: Inter = Inter.BILINEAR
) -> Any:
    """A part of a coded image in another size."""
    return resize(crop(decode(image), (top, left), (height, width)), size, interpolation)
