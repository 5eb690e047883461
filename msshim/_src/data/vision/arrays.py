"""The forms in Python that take numpy arrays (channels, height, width), or stacks of them."""

from __future__ import annotations

import colorsys
import math
import random
from collections.abc import Callable
from numbers import Number
from typing import Any

import numpy as np

from msshim._src.data.vision.draws import Drawn


def _array(img: Any) -> Any:
    if not isinstance(img, np.ndarray):
        raise TypeError(f"The image must be a numpy array, but got {type(img)}.")
    return img


def _converted(images: Any, is_hwc: bool, function: Callable[..., Any]) -> Any:
    """A function of three channels, for one image or a stack."""
    found = _array(images)
    if found.ndim not in (3, 4):
        raise TypeError(f"The image must have 3 or 4 axes, but its shape is {found.shape}.")
    axis = found.ndim - (1 if is_hwc else 3)
    if found.shape[axis] != 3:
        raise TypeError(f"The image must have 3 channels, but its shape is {found.shape}.")
    return np.stack(np.vectorize(function)(*np.moveaxis(found, axis, 0)), axis=axis)


def rgb_to_hsv(images: Any, is_hwc: bool) -> Any:
    """Hue, saturation and value."""
    return _converted(images, is_hwc, colorsys.rgb_to_hsv)


def hsv_to_rgb(images: Any, is_hwc: bool) -> Any:
    """Red, green and blue."""
    return _converted(images, is_hwc, colorsys.hsv_to_rgb)


def linear(img: Any, transformation_matrix: Any, mean_vector: Any) -> Any:
    """The image as a vector, minus a mean, times a matrix."""
    found = _array(img)
    if found.size != transformation_matrix.shape[0]:
        raise ValueError(f"A matrix {transformation_matrix.shape} does not fit an image {found.shape}.")
    return np.dot(found.reshape(1, -1) - mean_vector, transformation_matrix).reshape(found.shape)


def hidden(img: Any, prob: float, scale: Any, ratio: Any, value: Any, max_attempts: int) -> Drawn:
    """Which part is erased, and with what."""
    if not prob > random.random():
        return None
    channels, height, width = _array(img).shape
    for _ in range(max_attempts):
        area = random.uniform(*scale) * (height * width)
        aspect = random.uniform(*ratio)
        columns = round(math.sqrt(area * aspect))
        rows = round(columns / aspect)
        if rows < height and columns < width:
            top = random.randint(0, height - rows)
            left = random.randint(0, width - columns)
            if isinstance(value, Number):
                filled: Any = value
            elif isinstance(value, str):
                filled = np.random.normal(loc=0.0, scale=1.0, size=(channels, rows, columns))
            else:
                filled = np.ones((channels, rows, columns)) * np.array(value)[:, None, None]
            return {"part": (top, left, rows, columns), "filled": filled}
    return None


def erase(img: Any, part: tuple[int, int, int, int], filled: Any, inplace: bool) -> Any:
    """A part of the image with other numbers."""
    top, left, height, width = part
    found = img if inplace else img.copy()
    found[:, top : top + height, left : left + width] = filled
    return found
