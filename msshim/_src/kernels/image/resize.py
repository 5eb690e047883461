"""Resizing as MindSpore's primitives do it: nearest, linear, cubic, by area, scaled and moved."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.image.interpolation import cubic_weights, nearest_scales


def _size(name: str, image: torch.Tensor, size: Any, axes: int) -> tuple[int, ...]:
    """The new size; ValueError unless it is a positive int for each axis, and the image has two more."""
    items = (size,) if isinstance(size, int) else tuple(size)
    if image.dim() != (4 if axes == 2 else 3) or len(items) != axes or min(items) < 1:
        raise ValueError(
            f"For '{name}', the 'size' must be {axes} positive ints and the image have {axes + 2} dimensions, but got "
            f"{size} and {tuple(image.shape)}."
        )
    return items


def _not_both(name: str, align_corners: bool, half_pixel_centers: bool) -> None:
    for parameter, value in (("align_corners", align_corners), ("half_pixel_centers", half_pixel_centers)):
        if not isinstance(value, bool):
            raise TypeError(f"For '{name}', the '{parameter}' must be a bool, but got {value!r}.")
    if align_corners and half_pixel_centers:
        raise ValueError(f"For '{name}', 'align_corners' and 'half_pixel_centers' must not both be True.")


# --- nearest


def _nearest(n: int, m: int, align_corners: bool, halves: bool, device: torch.device) -> torch.Tensor:
    """The pixel, of n, for each of m."""
    scale = (n - 1) / (m - 1) if align_corners and m > 1 else n / m
    places = torch.arange(m, dtype=torch.float32, device=device)
    places = (places + 0.5 if halves else places) * scale
    places = (places + 0.5).floor() if align_corners else places.floor()
    return places.long().clamp(max=n - 1)


def _resize_nearest(image: torch.Tensor, size: tuple[int, ...], align_corners: bool, halves: bool) -> torch.Tensor:
    if image.is_floating_point() and not align_corners:
        return F.interpolate(image, size, mode="nearest-exact" if halves else "nearest")
    rows, columns = (
        _nearest(n, m, align_corners, halves, image.device) for n, m in zip(image.shape[2:], size, strict=True)
    )
    return image.index_select(2, rows).index_select(3, columns)


def plan_nearest(size: Any, **_: Any) -> dict[str, Any]:
    """TypeError for a size that is no list or tuple."""
    if not isinstance(size, (list, tuple)):
        raise TypeError(f"For 'ResizeNearestNeighbor', the 'size' must be a list or tuple of ints, but got {size!r}.")
    return {}


def resize_nearest(image: torch.Tensor, size: Any, align_corners: bool) -> torch.Tensor:
    """The nearest pixels of (N, C, H, W) to the left and above, or the nearest ones with the corners aligned."""
    return _resize_nearest(image, _size("ResizeNearestNeighbor", image, size, 2), align_corners, False)


def resize_nearest_v2(image: torch.Tensor, size: Any, align_corners: bool, half_pixel_centers: bool) -> torch.Tensor:
    """`resize_nearest`, also from the middles of the pixels."""
    _not_both("ResizeNearestNeighborV2", align_corners, half_pixel_centers)
    sizes = _size("ResizeNearestNeighborV2", image, size, 2)
    return _resize_nearest(image, sizes, align_corners, half_pixel_centers)


def upsample_nearest3d(input: torch.Tensor, output_size: Any, scales: Any) -> torch.Tensor:
    """F.interpolate in mode 'nearest'; ValueError unless one of the size and the scales is given."""
    return _upsample("UpsampleNearest3D", input, output_size, scales, "nearest", None)


def upsample_trilinear3d(input: torch.Tensor, output_size: Any, scales: Any, align_corners: bool) -> torch.Tensor:
    """F.interpolate in mode 'trilinear'; ValueError unless one of the size and the scales is given."""
    return _upsample("UpsampleTrilinear3D", input, output_size, scales, "trilinear", align_corners)


def _upsample(
    name: str, input: torch.Tensor, output_size: Any, scales: Any, mode: str, align_corners: bool | None
) -> torch.Tensor:
    given = output_size if scales is None else scales
    if (output_size is None) == (scales is None) or len(given) != 3 or min(given) <= 0 or input.dim() != 5:
        raise ValueError(
            f"For '{name}', the input must have 5 dimensions and one of 'output_size' and 'scales' be 3 positive "
            f"numbers, but got {tuple(input.shape)}, {output_size} and {scales}."
        )
    if mode == "nearest" and scales is not None:
        scales = nearest_scales(input, scales)
    return F.interpolate(input, output_size, scales, mode, align_corners)


# --- linear and cubic


def _between(image: torch.Tensor, axis: int, m: int) -> torch.Tensor:
    """Linear interpolation along an axis, from the first pixel on."""
    n = image.shape[axis]
    places = torch.arange(m, dtype=torch.float64, device=image.device) * (n / m)
    low = places.floor()
    first = low.long().clamp(max=n - 1)
    shape = [1] * image.dim()
    shape[axis] = m
    share = (places - low).to(image.dtype).view(shape)
    return torch.lerp(image.index_select(axis, first), image.index_select(axis, (first + 1).clamp(max=n - 1)), share)


def resize_bilinear(image: torch.Tensor, size: Any, align_corners: bool, half_pixel_centers: bool) -> torch.Tensor:
    """Linear interpolation of (N, C, H, W): from the corners, the pixels' middles, or their first corners."""
    _not_both("ResizeBilinearV2", align_corners, half_pixel_centers)
    height, width = _size("ResizeBilinearV2", image, size, 2)
    work = image.float() if image.dtype in (torch.float16, torch.bfloat16) else image
    if align_corners or half_pixel_centers:
        return F.interpolate(work, (height, width), mode="bilinear", align_corners=align_corners).to(image.dtype)
    return _between(_between(work, 2, height), 3, width).to(image.dtype)


def resize_linear1d(input: torch.Tensor, size: Any, coordinate_transformation_mode: str) -> torch.Tensor:
    """Linear interpolation of (N, C, L), from the ends or the pixels' middles; of one pixel, the first."""
    (length,) = _size("ResizeLinear1D", input, size, 1)
    align = {"align_corners": True, "half_pixel": False}.get(coordinate_transformation_mode)
    if align is None:
        raise ValueError(
            f"For 'ResizeLinear1D', the 'coordinate_transformation_mode' must be 'align_corners' or 'half_pixel', but "
            f"got {coordinate_transformation_mode!r}."
        )
    return F.interpolate(input, length, mode="linear", align_corners=align or length == 1)


def resize_bicubic(image: torch.Tensor, size: Any, align_corners: bool, half_pixel_centers: bool) -> torch.Tensor:
    """Cubic interpolation of (N, C, H, W): from the corners, the pixels' middles, or their first corners."""
    _not_both("ResizeBicubic", align_corners, half_pixel_centers)
    sizes = _size("ResizeBicubic", image, size, 2)
    work = image if image.dtype in (torch.float32, torch.float64) else image.float()
    height, width = (
        cubic_weights(n, m, align_corners, work, first=not (align_corners or half_pixel_centers))
        for n, m in zip(image.shape[2:], sizes, strict=True)
    )
    return (height @ work @ width.T).to(image.dtype)


# --- by area, and by any kernel: NHWC, in float32


def _apply(images: torch.Tensor, height: torch.Tensor, width: torch.Tensor) -> torch.Tensor:
    """Weights for both axes of (N, H, W, C)."""
    return torch.einsum("ph,qw,nhwc->npqc", height, width, images.float())


def _area_weights(n: int, m: int, align_corners: bool, device: torch.device) -> torch.Tensor:
    """How much of each of m stretches lies in each of n pixels; what is beyond the last counts for it."""
    scale = (n - 1) / (m - 1) if align_corners and m > 1 else n / m
    begin = torch.arange(m, dtype=torch.float64, device=device).unsqueeze(1) * scale
    pixel = torch.arange(n, dtype=torch.float64, device=device)
    end = torch.where(pixel == n - 1, math.inf, pixel + 1)
    share = (torch.minimum(end, begin + scale) - torch.maximum(pixel, begin)).clamp(min=0)
    return (share / scale).float()


def resize_area(images: torch.Tensor, size: Any, align_corners: bool) -> torch.Tensor:
    """The means of the areas of (N, H, W, C), in float32."""
    height, width = _size("ResizeArea", images, size, 2)
    rows = _area_weights(images.shape[1], height, align_corners, images.device)
    return _apply(images, rows, _area_weights(images.shape[2], width, align_corners, images.device))


def _lanczos(radius: int) -> Callable[[torch.Tensor], torch.Tensor]:
    return lambda x: torch.where(x > radius, 0, torch.sinc(x) * torch.sinc(x / radius))


def _cubic(b: float, c: float) -> Callable[[torch.Tensor], torch.Tensor]:
    """Mitchell and Netravali's family of cubic kernels."""

    def kernel(x: torch.Tensor) -> torch.Tensor:
        near = ((12 - 9 * b - 6 * c) * x**3 + (-18 + 12 * b + 6 * c) * x**2 + 6 - 2 * b) / 6
        far = ((-b - 6 * c) * x**3 + (6 * b + 30 * c) * x**2 + (-12 * b - 48 * c) * x + 8 * b + 24 * c) / 6
        return torch.where(x < 1, near, torch.where(x < 2, far, 0))

    return kernel


_KERNELS: dict[str, tuple[float, Callable[[torch.Tensor], torch.Tensor]]] = {
    "lanczos1": (1, _lanczos(1)),
    "lanczos3": (3, _lanczos(3)),
    "lanczos5": (5, _lanczos(5)),
    "gaussian": (1.5, lambda x: torch.where(x >= 1.5, 0, torch.exp(-2 * x * x))),
    "box": (0.5, lambda x: torch.where(x < 0.5, 1, torch.where(x == 0.5, 0.5, 0)).to(x.dtype)),
    "triangle": (1, lambda x: (1 - x).clamp(min=0)),
    "keyscubic": (2, _cubic(0, 0.5)),
    "mitchellcubic": (2, _cubic(1 / 3, 1 / 3)),
}
"""The radius of each kernel, and its value at a distance."""


def _kernel_weights(
    n: int, m: int, scale: torch.Tensor, translation: torch.Tensor, kernel_type: str, antialias: bool
) -> torch.Tensor:
    """The shares of n pixels in each of m; none where the place lies outside."""
    _, kernel = _KERNELS[kernel_type]
    stretch = 1 / scale
    wide = stretch.clamp(min=1) if antialias else torch.ones_like(stretch)
    places = (torch.arange(m, device=scale.device) + 0.5) * stretch - stretch * translation
    pixels = torch.arange(n, device=scale.device) + 0.5
    weights = kernel((pixels - places.unsqueeze(1)).abs() / wide)
    total = weights.sum(1, keepdim=True)
    inside = ((places >= 0) & (places <= n)).unsqueeze(1) & (total.abs() > 1e-35)
    return torch.where(inside, weights / torch.where(inside, total, 1), 0)


def scale_and_translate(
    images: torch.Tensor, size: Sequence[int], scale: torch.Tensor, translation: torch.Tensor, kernel_type: str,
    antialias: bool,
) -> torch.Tensor:  # fmt: skip
    """Images (N, H, W, C) stretched and moved, resampled by a kernel; in float32.

    Raises:
        ValueError: The images have not 4 dimensions, or there are not two sizes, scales and moves.
    """
    height, width = _size("ScaleAndTranslate", images, size, 2)
    if scale.shape != (2,) or translation.shape != (2,):
        raise ValueError(
            f"For 'ScaleAndTranslate', the 'scale' and 'translation' must be 2 numbers, but got the shapes "
            f"{tuple(scale.shape)} and {tuple(translation.shape)}."
        )
    options = (kernel_type, antialias)
    rows = _kernel_weights(images.shape[1], height, scale[0], translation[0], *options)
    return _apply(images, rows, _kernel_weights(images.shape[2], width, scale[1], translation[1], *options))


def plan_scale(kernel_type: Any, antialias: Any) -> dict[str, Any]:
    """ValueError for another kernel, TypeError for what is no str or bool."""
    if not isinstance(kernel_type, str) or not isinstance(antialias, bool):
        raise TypeError(f"For 'ScaleAndTranslate', a str and a bool must be given, got {kernel_type!r}, {antialias!r}.")
    if kernel_type not in _KERNELS:
        raise ValueError(f"For 'ScaleAndTranslate', the 'kernel_type' must be one of {list(_KERNELS)}.")
    return {}
