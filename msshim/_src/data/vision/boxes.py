"""Images with boxes (x, y, width, height), float32: what moves one moves the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from msshim._src.data.kinds import Border, Inter
from msshim._src.data.single import f4
from msshim._src.data.vision.crops import padded
from msshim._src.data.vision.geometry import crop, flip_horizontal, flip_vertical, resize


def checked(image: Any, boxes: Any) -> None:
    """Raise ValueError for boxes that are none, or go over the image's edge."""
    if boxes.ndim < 2 or boxes.shape[1] < 4:
        raise ValueError(f"the boxes must be (N, 4 or more), but their shape is {boxes.shape}.")
    if boxes.dtype != f4:
        raise ValueError(f"the boxes must be float32, but are {boxes.dtype}.")
    if image.ndim not in (2, 3):
        raise ValueError(f"the image has {image.ndim} axes.")
    height, width = image.shape[:2]
    if (boxes[:, 0] + boxes[:, 2] > width).any() or (boxes[:, 1] + boxes[:, 3] > height).any():
        raise ValueError("a box goes over the edge of the image.")
    if (boxes[:, :2].astype(int) < 0).any():
        raise ValueError("a box has a negative place.")


def _cropped(boxes: Any, top: int, left: int, height: int, width: int) -> Any:
    """The boxes that a crop touches, cut at its edges."""
    x, y = boxes[:, 0], boxes[:, 1]
    right, bottom = x + boxes[:, 2], y + boxes[:, 3]
    touched = ~((x > left + width) | (y > top + height) | (right < left) | (bottom < top))
    found = boxes[touched].copy()
    begin = np.maximum(found[:, :2] - f4([left, top]), f4(0))
    end = np.minimum(np.stack([right, bottom], 1)[touched] - f4([left, top]), f4([width, height]))
    found[:, :2], found[:, 2:4] = begin, end - begin
    return found


def _resized(boxes: Any, before: Sequence[int], after: Sequence[int]) -> Any:
    """The boxes of an image in another size (height, width)."""
    found = boxes.copy()
    factors = f4([after[1] / before[1], after[0] / before[0]])
    found[:, :2] *= factors
    found[:, 2:4] *= factors
    return found


def flip_across(image: Any, boxes: Any) -> Any:
    """Left and right exchanged."""
    checked(image, boxes)
    found = boxes.copy()
    middle = f4(image.shape[1] / 2.0)
    found[:, 0] = (middle - boxes[:, 0] + middle) - boxes[:, 2]
    return flip_horizontal(image), found


def flip_down(image: Any, boxes: Any) -> Any:
    """Top and bottom exchanged."""
    checked(image, boxes)
    found = boxes.copy()
    found[:, 1] = f4(image.shape[0]) - (boxes[:, 1] + boxes[:, 3])
    return flip_vertical(image), found


def resize_both(image: Any, boxes: Any, size: Any, interpolation: Inter) -> Any:
    """Another size."""
    checked(image, boxes)
    found = resize(image, size, interpolation)
    return found, _resized(boxes, image.shape, found.shape)


def crop_both(
    image: Any,
    boxes: Any,
    coordinates: Sequence[int],
    size: Sequence[int],
    padding: Sequence[int],
    pad_if_needed: bool,
    fill_value: Sequence[int],
    padding_mode: Border,
) -> Any:
    """A crop of the image with its border; boxes do not move with what `pad_if_needed` adds, as in MindSpore."""
    checked(image, boxes)
    found = padded(image, size, padding, pad_if_needed, fill_value, padding_mode)
    moved = boxes.copy()
    moved[:, :2] += f4(padding[:2])
    if found.shape[:2] == tuple(size):
        return found, moved
    return crop(found, coordinates, size), _cropped(moved, *coordinates, *size)


def resized_crop_both(
    image: Any, boxes: Any, top: int, left: int, height: int, width: int, size: Any, interpolation: Inter
) -> Any:
    """A part in another size."""
    checked(image, boxes)
    found = resize(crop(image, (top, left), (height, width)), size, interpolation)
    return found, _resized(_cropped(boxes, top, left, height, width), (height, width), found.shape)


def augment(image: Any, boxes: Any, happens: Any, transform: Any) -> Any:
    """What is in some of the boxes, transformed."""
    checked(image, boxes)
    found = image.copy()
    for x, y, width, height in boxes[:, :4].astype(int).tolist():
        if happens():
            made = transform(crop(found, (y, x), (height, width)))
            if made.shape[:2] != (height, width):
                made = resize(made, (height, width), Inter.LINEAR)
            found[y : y + height, x : x + width] = made.reshape(height, width, *found.shape[2:])
    return found, boxes
