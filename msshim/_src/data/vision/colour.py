"""What colours are: brightness, contrast, hue, histograms, and numbers as floats."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from msshim._src.data import single
from msshim._src.data.kinds import ConvertMode
from msshim._src.data.single import f4
from msshim._src.data.vision.opencv import cv2, ours

_GREY = {
    ConvertMode.COLOR_BGR2GRAY,
    ConvertMode.COLOR_RGB2GRAY,
    ConvertMode.COLOR_BGRA2GRAY,
    ConvertMode.COLOR_RGBA2GRAY,
}


@ours
def adjust_brightness(image: Any, brightness_factor: float) -> Any:
    """Each number times a factor."""
    factor = float(f4(brightness_factor))
    if image.dtype == np.uint8:
        return cv2.convertScaleAbs(image, alpha=factor)
    if image.dtype.kind == "f":
        return (image * image.dtype.type(factor)).astype(image.dtype)
    limits = np.iinfo(image.dtype)
    return np.clip(np.rint(image.astype(np.float64) * factor), limits.min, limits.max).astype(image.dtype)


@ours
def adjust_contrast(image: Any, contrast_factor: float) -> Any:
    """The image mixed with its mean grey."""
    mean = cv2.mean(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))[0]
    flat = np.full_like(image, mean if image.dtype.kind == "f" else np.rint(mean))
    return _mixed(flat, image, contrast_factor)


@ours
def adjust_saturation(image: Any, saturation_factor: float) -> Any:
    """The image mixed with its grey."""
    return _mixed(_grey(image), image, saturation_factor)


def _grey(image: Any) -> Any:
    return cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def _mixed(other: Any, image: Any, factor: float) -> Any:
    alpha = float(f4(factor))
    return cv2.addWeighted(other, 1.0 - alpha, image, alpha, 0)


@ours
def saturate(image: Any, factor: Any) -> Any:
    """As `adjust_saturation`, where a factor near 1 or 0 counts as that."""
    if abs(float(factor) - 1.0) < 0.00195:
        return image
    grey = _grey(image)
    if abs(float(factor)) < 0.00195:
        return grey
    return cv2.addWeighted(image, float(factor), grey, float(f4(1) - f4(factor)), 0)


@ours
def adjust_hue(image: Any, hue_factor: float) -> Any:
    """The colours turned by a part of the circle."""
    found = cv2.cvtColor(image, cv2.COLOR_RGB2HSV_FULL)
    _as_pixels(found)[..., 0] += np.uint8(int(f4(hue_factor) * f4(255)) & 255)
    return cv2.cvtColor(found, cv2.COLOR_HSV2RGB_FULL)


@ours
def sharpen(image: Any, factor: float) -> Any:
    """The image mixed with what a smoothing filter leaves; its edge stays."""
    kernel = np.full((3, 3), f4(1) / f4(13), f4)
    kernel[1, 1] = f4(5) / f4(13)
    smooth = cv2.filter2D(image, -1, kernel)
    if smooth.ndim < image.ndim:
        smooth = smooth[..., None]
    smooth[0], smooth[-1], smooth[:, 0], smooth[:, -1] = image[0], image[-1], image[:, 0], image[:, -1]
    alpha = float(f4(factor))
    return cv2.addWeighted(image, alpha, smooth, 1.0 - alpha, 0)


def adjust_sharpness(image: Any, sharpness_factor: float) -> Any:
    """As `sharpen`."""
    return sharpen(image, sharpness_factor)


def adjust_gamma(image: Any, gamma: float, gain: float = 1) -> Any:
    """Each number to a power; the gain comes before the power for floats, and after it for bytes."""
    if image.dtype.kind == "f":
        powers = np.power((image.astype(f4) * f4(gain)).astype(float), float(f4(gamma)))
        return np.clip(powers.astype(f4), 0, 1)
    table = [float(single.power(f4(i / 255.0), f4(gamma))) * (255.0 + 1 - 1e-3) * float(f4(gain)) for i in range(256)]
    found, channels = image.copy(), 1 if image.ndim == 2 else image.shape[-1]
    pixels = found.view(np.uint8).reshape(-1, channels * image.dtype.itemsize)[:, :channels]
    pixels[:] = np.floor(np.minimum(table, 255.0)).astype(np.int64).astype(np.uint8)[pixels]
    return found


@ours
def auto_contrast(image: Any, cutoff: float = 0.0, ignore: Sequence[int] = ()) -> Any:
    """Each channel stretched so that its darkest and brightest numbers are 0 and 255."""
    planes = image[..., None] if image.ndim == 2 else image
    found = np.dstack([_stretched(planes[..., i], float(f4(cutoff)), ignore) for i in range(planes.shape[2])])
    return found.reshape(image.shape)


def _stretched(plane: Any, cutoff: float, ignore: Sequence[int]) -> Any:
    counts = np.bincount(plane.ravel(), minlength=256)
    counts[list(ignore)] = 0
    low, high = _limits(counts, cutoff)
    if high <= low:
        return plane
    scale = f4(255.0 / (high - low))
    offset = f4(f4(-1 * low) * scale)
    table = np.trunc(np.arange(256, dtype=f4) * scale + offset)
    return np.clip(table, 0, 255).astype(np.uint8)[plane]


def _limits(counts: Any, cutoff: float) -> tuple[int, int]:
    """The first and last bytes that are there, once a part of the pixels (in per cent) was cut off at each end."""
    counts = counts.copy()
    if cutoff:
        total = int(counts.sum())
        share = f4(f4(int(cutoff)) / f4(100))  # of whole per cent
        for order in (range(256), range(255, -1, -1)):
            cut = int(share * f4(total))
            for i in order:
                gone = min(cut, int(counts[i]))
                counts[i] -= gone
                cut -= gone
                if not cut:
                    break
    there = np.flatnonzero(counts)
    return (int(there[0]), int(there[-1])) if len(there) else (255, 0)


@ours
def equalize(image: Any) -> Any:
    """Each channel with an even histogram."""
    if image.ndim == 2:
        return cv2.equalizeHist(image)
    return np.dstack([cv2.equalizeHist(np.ascontiguousarray(image[..., i])) for i in range(image.shape[2])])


def invert(image: Any) -> Any:
    """255 minus each number."""
    return (
        (255 - image.astype(float)).astype(image.dtype)
        if image.dtype.kind == "f"
        else (255 - image).astype(image.dtype)
    )


def posterize(image: Any, bits: int) -> Any:
    """The upper bits of each number."""
    found = image.view(np.uint8) if image.dtype.itemsize == 1 else image
    return found & np.uint8(~((1 << (8 - bits)) - 1) & 255)


def solarize(image: Any, threshold: Sequence[float]) -> Any:
    """255 minus each number inside a range, or from a threshold on."""
    low, high = (f4(value) for value in threshold)
    hit = image >= low if low == high else (image >= low) & (image <= high)
    return np.where(hit, 255 - image, image).astype(image.dtype)


@ours
def convert_color(image: Any, convert_mode: ConvertMode) -> Any:
    """Another order or number of channels."""
    if image.ndim == 3 and image.shape[2] not in (1, 3, 4):
        raise ValueError(f"the image has {image.shape[2]} channels.")
    found = cv2.cvtColor(image, int(convert_mode))
    return found[..., 0] if convert_mode in _GREY and found.ndim == 3 else found


def rescale(image: Any, rescale: float, shift: float) -> Any:
    """Each number times a factor, plus a number, rounded once; float32."""
    if not shift and image.dtype in _EXACT:
        found = np.multiply(image, f4(rescale), dtype=f4)
        found += f4(0)  # of -0 and 0 the second
        return found
    return (image.astype(float) * float(f4(rescale)) + float(f4(shift))).astype(f4)


_EXACT = frozenset(np.dtype(name) for name in ("uint8", "int8", "uint16", "int16", "float16", "float32"))
"""What float32 holds, so that a product is rounded once."""


def normalize(image: Any, mean: Sequence[float], std: Sequence[float], is_hwc: bool = True) -> Any:
    """Each channel minus its mean, over its deviation; float32."""
    channels = 1 if image.ndim == 2 else image.shape[-1 if is_hwc else -3]
    if len(mean) not in (1, channels):
        raise ValueError(f"there are {len(mean)} means for an image {image.shape}.")
    found = np.array(image, f4, order="C")
    if is_hwc and image.ndim > 2:  # whole rows at a time are five times as fast as pixels
        rows = found.reshape(-1, image.shape[-2] * channels)
        center, spread = (_row(tuple(one), channels, image.shape[-2]) for one in (mean, std))
    else:
        rows = found
        center, spread = (np.array(one, f4).reshape(-1, 1, 1) if image.ndim > 2 else f4(one[0]) for one in (mean, std))
    rows -= center
    rows /= spread
    return found


@lru_cache(64)
def _row(values: tuple[float, ...], channels: int, width: int) -> Any:
    """The values of the channels for each pixel of a row."""
    return np.tile(np.broadcast_to(f4(values), (channels,)), width)


def normalize_pad(
    image: Any, mean: Sequence[float], std: Sequence[float], dtype: str = "float32", is_hwc: bool = True
) -> Any:
    """As `normalize`, with a fourth channel of zeros; MindSpore puts all zeros at the end of the memory."""
    values = normalize(image, mean, std, is_hwc).astype(dtype).ravel()
    shape = (*image.shape[:2], 4) if is_hwc else (4, *image.shape[1:])
    found = np.zeros(int(np.prod(shape)), dtype)
    found[: len(values)] = values
    return found.reshape(shape)


def to_tensor(image: Any, output_type: str = "float32") -> Any:
    """Channels first, times 1/255."""
    found = image[..., None] if image.ndim == 2 else image
    scaled = found.astype(f4) * (f4(1) / f4(255))
    return np.ascontiguousarray(scaled.transpose(2, 0, 1)).astype(output_type)


def color_adjust(image: Any, steps: Sequence[tuple[str, Any]]) -> Any:
    """Brightness, contrast, saturation and hue, those that are named, in their order."""
    for name, factor in steps:
        image = _ADJUSTMENTS[name](image, factor)
    return image


_ADJUSTMENTS = {
    "brightness": adjust_brightness,
    "contrast": adjust_contrast,
    "saturation": adjust_saturation,
    "hue": adjust_hue,
}
_LIGHTS = np.array(
    [
        [55.46 * -0.5675, 4.794 * 0.7192, 1.148 * 0.4009],
        [55.46 * -0.5808, 4.794 * -0.0045, 1.148 * -0.8140],
        [55.46 * -0.5836, 4.794 * -0.6948, 1.148 * 0.4203],
    ]
)
"""The principal colours of ImageNet (A. Krizhevsky et al., 2012), times their deviations."""


def lighten(image: Any, amounts: Sequence[Any]) -> Any:
    """The principal colours added."""
    table = _LIGHTS.astype(f4)
    shifts = [f4(f4(f4(row[0] * amounts[0]) + f4(row[1] * amounts[1])) + f4(row[2] * amounts[2])) for row in table]
    found = image.copy()
    pixels = _as_pixels(found)  # MindSpore reads bytes, whatever is there
    pixels[:] = np.clip(np.rint(pixels.astype(f4) + np.array(shifts, f4)), 0, 255)
    return found


def _as_pixels(image: Any) -> Any:
    """The bytes of an image that begin each row, as many as an image of bytes has there: a view."""
    rows = image.view(np.uint8).reshape(image.shape[0], -1)
    return rows[:, : 3 * image.shape[1]].reshape(image.shape[0], image.shape[1], 3)


@ours
def gaussian_blur(image: Any, kernel_size: Sequence[int], sigma: Sequence[float]) -> Any:
    """The image smoothed with a bell curve; its width follows from the kernel where it is 0."""
    kernel = (kernel_size[0], kernel_size[-1])
    x, y = (
        f4(wide if wide > 0 else size * 0.15 + 0.35) for wide, size in zip((sigma[0], sigma[-1]), kernel, strict=True)
    )
    return cv2.GaussianBlur(image, kernel, sigmaX=float(x), sigmaY=float(y))
