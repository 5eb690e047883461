"""Transforms of images (height, width, channels), for `Dataset.map`. Source: mindspore.dataset.vision of 2.10."""

from __future__ import annotations

import enum
from typing import Any

import numpy as np

from msshim._src.data.values import as_nptype


class Inter(enum.IntEnum):
    """How images are resized."""

    NEAREST = 0
    ANTIALIAS = 1
    BILINEAR = LINEAR = 2
    BICUBIC = CUBIC = 3
    AREA = 4
    PILCUBIC = 5


def _image(value: Any) -> np.ndarray[Any, Any]:
    if not isinstance(value, np.ndarray) and not hasattr(value, "__array_interface__"):
        raise TypeError(f"The image must be a numpy array or of PIL, but got {type(value).__name__}.")
    return np.asarray(value)


class Rescale:
    """Each number times `rescale`, plus `shift`, float32.

    Raises:
        TypeError: One of them is no number.
    """

    def __init__(self, rescale: float, shift: float) -> None:
        for name, value in (("rescale", rescale), ("shift", shift)):
            if not isinstance(value, (int, float)):
                raise TypeError(f"The '{name}' must be a number, but got {value!r}.")
        self._scale, self._shift = np.float32(rescale), np.float32(shift)

    def __call__(self, image: Any) -> Any:
        """The image, float32."""
        return _image(image).astype(np.float32) * self._scale + self._shift


class Normalize:
    """Each channel minus its `mean`, over its `std`, float32.

    Args:
        mean, std: A number for each channel.
        is_hwc: Whether channels are the last axis, or the first.

    Raises:
        TypeError: They are no lists of numbers.
        ValueError: They are not as many, or out of range.
    """

    def __init__(self, mean: Any, std: Any, is_hwc: bool = True) -> None:
        for name, values, least in (("mean", mean, 0.0), ("std", std, 1e-12)):
            if not isinstance(values, (list, tuple)):
                raise TypeError(f"The '{name}' must be a list or tuple, but got {type(values).__name__}.")
            for value in values:
                if not isinstance(value, (int, float)):
                    raise TypeError(f"The '{name}' must have numbers, but one is {value!r}.")
                if not least <= value <= 255:
                    raise ValueError(f"The '{name}' must be in the range to 255, but one is {value}.")
        if len(mean) != len(std):
            raise ValueError(f"'mean' and 'std' must be as many, but got {len(mean)} and {len(std)}.")
        if not isinstance(is_hwc, bool):
            raise TypeError(f"The 'is_hwc' must be a bool, but got {is_hwc!r}.")
        shape = (-1,) if is_hwc else (-1, 1, 1)
        self._mean, self._std = (np.array(values, np.float32).reshape(shape) for values in (mean, std))

    def __call__(self, image: Any) -> Any:
        """The image, float32."""
        return (_image(image).astype(np.float32) - self._mean) / self._std


class HWC2CHW:
    """Channels first; an image without channels stays."""

    def __call__(self, image: Any) -> Any:
        """The image (channels, height, width)."""
        found = _image(image)
        return found.transpose(2, 0, 1) if found.ndim == 3 else found


class ToTensor:
    """Channels first, and integers over 255.

    Args:
        output_type: The dtype, MindSpore's or numpy's, or its name.
    """

    def __init__(self, output_type: Any = np.float32) -> None:
        self._dtype = as_nptype("output_type", output_type)

    def __call__(self, image: Any) -> Any:
        """The image (channels, height, width)."""
        found = _image(image)
        found = found.transpose(2, 0, 1) if found.ndim == 3 else found[None]
        return (found / np.float32(255) if found.dtype.kind in "iu" else found).astype(self._dtype)


class CenterCrop:
    """The middle of an image; where it is too small, zeros are around it.

    Args:
        size: The height and width, or one number for both.

    Raises:
        TypeError, ValueError: It is no positive int, nor two.
    """

    def __init__(self, size: Any) -> None:
        sizes = (size, size) if isinstance(size, int) else size
        if not isinstance(sizes, (list, tuple)) or len(sizes) != 2 or not all(isinstance(n, int) for n in sizes):
            raise TypeError(f"The 'size' must be an int or two, but got {size!r}.")
        if min(sizes) <= 0:
            raise ValueError(f"The 'size' must be positive, but got {size}.")
        self._sizes = tuple(sizes)

    def __call__(self, image: Any) -> Any:
        """The middle of the image."""
        found = _image(image)
        short = [max(n - have, 0) for n, have in zip(self._sizes, found.shape, strict=False)]
        space = [(n - n // 2, n // 2) for n in short] + [(0, 0)] * (found.ndim - 2)
        found = np.pad(found, space)
        top, left = ((have - n) // 2 for n, have in zip(self._sizes, found.shape, strict=False))
        return found[top : top + self._sizes[0], left : left + self._sizes[1]]
