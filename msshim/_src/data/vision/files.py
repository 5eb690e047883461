"""Images and their files. Source: mindspore.dataset.vision.utils of 2.10."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from msshim._src.data.kinds import ImageReadMode
from msshim._src.data.transforms.base import is_pil
from msshim._src.data.transforms.checks import refuse, typed
from msshim._src.data.vision.opencv import cv2, ours
from msshim._src.tensor.tensor import Tensor

Array = Any


def _image(name: str, value: Any) -> Array:
    """An array, or that of a Tensor. Raises TypeError for anything else."""
    if isinstance(value, Tensor):
        return value.asnumpy()
    if not isinstance(value, np.ndarray):
        raise refuse(name, "a numpy array or a Tensor", value)
    return value


def _checked(image: Array) -> Array:
    """An image that can be written. Raises RuntimeError for another."""
    if image.dtype != np.uint8:
        raise RuntimeError(f"The image must be uint8, but got {image.dtype}.")
    if image.ndim not in (2, 3) or (image.ndim == 3 and image.shape[2] not in (1, 3)):
        raise RuntimeError(f"The image must be (H, W), (H, W, 1) or (H, W, 3), but its shape is {image.shape}.")
    return image


@ours
def _coded(kind: str, image: Array, settings: list[int]) -> Array:
    found = cv2.cvtColor(image, cv2.COLOR_RGB2BGR) if image.ndim == 3 and image.shape[2] == 3 else image
    done, data = cv2.imencode(kind, found, settings)
    if not done:
        raise RuntimeError(f"The image {image.shape} can not be encoded as {kind}.")
    return data.reshape(-1)


def encode_jpeg(image: Any, quality: int = 75) -> Array:
    """A JPEG of an image.

    Args:
        image: (height, width) or (height, width, 1 or 3), RGB, uint8: an array or a Tensor.
        quality: From 1 to 100.

    Raises:
        TypeError: `image` is neither, or `quality` no int.
        RuntimeError: The image is none, or `quality` out of range.
    """
    if not isinstance(quality, int):
        raise refuse("quality", "an int", quality)
    found = _checked(_image("image", image))
    if not 1 <= quality <= 100:
        raise RuntimeError(f"The 'quality' must be in [1, 100], but got {quality}.")
    return _coded(".jpeg", found, [cv2.IMWRITE_JPEG_QUALITY, quality])


def encode_png(image: Any, compression_level: int = 6) -> Array:
    """A PNG of an image.

    Args:
        image: (height, width) or (height, width, 1 or 3), RGB, uint8: an array or a Tensor.
        compression_level: From 0 to 9.

    Raises:
        TypeError: `image` is neither, or `compression_level` no int.
        RuntimeError: The image is none, or `compression_level` out of range.
    """
    if not isinstance(compression_level, int):
        raise refuse("compression_level", "an int", compression_level)
    found = _checked(_image("image", image))
    if not 0 <= compression_level <= 9:
        raise RuntimeError(f"The 'compression_level' must be in [0, 9], but got {compression_level}.")
    return _coded(".png", found, [cv2.IMWRITE_PNG_COMPRESSION, compression_level])


def get_image_num_channels(image: Any) -> int:
    """How many channels an image has; one of two axes has one.

    Raises:
        TypeError: It is neither a numpy array nor of PIL.
        RuntimeError: It has less than two axes.
    """
    if is_pil(image):
        return len(image.getbands())
    found = _measured(image)
    return 1 if found.ndim == 2 else int(found.shape[-1])


def get_image_size(image: Any) -> list[int]:
    """The height and width of an image.

    Raises:
        TypeError: It is neither a numpy array nor of PIL.
        RuntimeError: It has less than two axes.
    """
    if is_pil(image):
        return [image.size[1], image.size[0]]
    found = _measured(image)
    return list(found.shape if found.ndim == 2 else found.shape[-3:-1])


def _measured(image: Any) -> Array:
    if not isinstance(image, np.ndarray):
        raise refuse("image", "a numpy array or an image of PIL", image)
    if image.ndim < 2:
        raise RuntimeError(f"The image must have two axes or more, but got {image.ndim}.")
    return image


def _existing(filename: str) -> str:
    """The path of a file. Raises RuntimeError where there is none."""
    if not os.path.isfile(filename):
        raise RuntimeError(f"Invalid file path, {filename} does not exist or is no file.")
    return filename


def read_file(filename: str) -> Array:
    """The bytes of a file, uint8.

    Raises:
        TypeError: `filename` is no str.
        RuntimeError: There is no such file.
    """
    if not isinstance(filename, str):
        raise refuse("filename", "a str", filename)
    return np.fromfile(_existing(filename), np.uint8)


@ours
def read_image(filename: str, mode: ImageReadMode = ImageReadMode.UNCHANGED) -> Array:
    """The image of a file (height, width, 1 or 3), RGB; what is transparent is left out.

    Args:
        filename: A JPEG, PNG, BMP or TIFF.
        mode: As what it is read.

    Raises:
        TypeError: `filename` is no str, or `mode` no ImageReadMode.
        RuntimeError: There is no such file, or it is no image.
    """
    if not isinstance(filename, str):
        raise refuse("filename", "a str", filename)
    typed("mode", mode, ImageReadMode)
    flags = {
        ImageReadMode.UNCHANGED: cv2.IMREAD_UNCHANGED,
        ImageReadMode.GRAYSCALE: cv2.IMREAD_GRAYSCALE,
        ImageReadMode.COLOR: cv2.IMREAD_COLOR,
    }
    found = cv2.imread(_existing(filename), flags[mode])
    if found is None:
        raise RuntimeError(f"The file {filename} is no image.")
    if found.ndim == 2:
        return found[..., None]
    return cv2.cvtColor(found, cv2.COLOR_BGRA2RGB if found.shape[2] == 4 else cv2.COLOR_BGR2RGB)


def write_file(filename: str, data: Any) -> None:
    """Write a file of bytes.

    Raises:
        TypeError: `filename` is no str, or `data` neither an array nor a Tensor.
        RuntimeError: `data` is not of one axis, uint8.
    """
    if not isinstance(filename, str):
        raise refuse("filename", "a str", filename)
    found = _image("data", data)
    if found.dtype != np.uint8 or found.ndim != 1:
        raise RuntimeError(f"The data must be uint8 of one axis, but got {found.dtype} {found.shape}.")
    _write(filename, found)


def _write(filename: str, data: Array) -> None:
    try:
        data.tofile(filename)
    except OSError as error:
        raise RuntimeError(f"The file {filename} can not be written: {error}") from error


def write_jpeg(filename: str, image: Any, quality: int = 75) -> None:
    """Write a JPEG file of an image; see `encode_jpeg`."""
    if not isinstance(filename, str):
        raise refuse("filename", "a str", filename)
    _write(filename, encode_jpeg(image, quality))


def write_png(filename: str, image: Any, compression_level: int = 6) -> None:
    """Write a PNG file of an image; see `encode_png`."""
    if not isinstance(filename, str):
        raise refuse("filename", "a str", filename)
    _write(filename, encode_png(image, compression_level))
