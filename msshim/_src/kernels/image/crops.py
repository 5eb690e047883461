"""Parts of images: glimpses, random boxes, patches; and the order of the axes."""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.convolution.cells import same
from msshim._src.kernels.pooling.windows import flat_pad


def plan_glimpse(centered: Any, normalized: Any, uniform_noise: Any, noise: Any) -> dict[str, Any]:
    """TypeError for what is no bool or str, ValueError for another noise."""
    if not all(isinstance(flag, bool) for flag in (centered, normalized, uniform_noise)) or not isinstance(noise, str):
        raise TypeError("For 'ExtractGlimpse', the flags must be bools and the 'noise' a str.")
    if noise not in ("uniform", "gaussian", "zero") or (uniform_noise and noise != "uniform"):
        raise ValueError(f"For 'ExtractGlimpse', there is no 'noise' {noise!r} with 'uniform_noise' {uniform_noise}.")
    return {}


def _reach(offset: torch.Tensor, n: int, size: int, centered: bool, normalized: bool) -> torch.Tensor:
    """The pixels of the glimpses along an axis of length n: (N, size)."""
    place = offset * n if normalized else offset
    if centered:
        place = place / 2 + n / 2
    return (place - size / 2).trunc().long().unsqueeze(1) + torch.arange(size, device=offset.device)


def extract_glimpse(
    x: torch.Tensor, size: Any, offsets: torch.Tensor, centered: bool, normalized: bool, noise: str
) -> torch.Tensor:
    """A window around each offset (y, x) of images (N, H, W, C), with noise beyond the rim.

    Raises:
        RuntimeError: The images have not 4 dimensions.
        ValueError: The other shapes do not fit.
    """
    if x.dim() != 4:
        raise RuntimeError(f"For 'ExtractGlimpse', the 'x' must have 4 dimensions, but got {tuple(x.shape)}.")
    if len(size) != 2 or offsets.shape != (x.shape[0], 2):
        raise ValueError(
            f"For 'ExtractGlimpse', the shapes must be (N, H, W, C), (2,) and (N, 2), but got {tuple(x.shape)}, "
            f"{size} and {tuple(offsets.shape)}."
        )
    _, height, width, _ = x.shape
    options = (centered, normalized)
    rows = _reach(offsets[:, 0].detach(), height, size[0], *options)
    columns = _reach(offsets[:, 1].detach(), width, size[1], *options)
    inside = ((rows >= 0) & (rows < height)).unsqueeze(2) & ((columns >= 0) & (columns < width)).unsqueeze(1)
    which = torch.arange(x.shape[0], device=x.device).view(-1, 1, 1)
    found = x[which, rows.clamp(0, height - 1).unsqueeze(2), columns.clamp(0, width - 1).unsqueeze(1)]
    if noise == "zero":
        beyond = torch.zeros_like(found)
    elif noise == "gaussian":
        beyond = torch.randn_like(found) * 0.5 + 10
    else:
        beyond = torch.rand_like(found) * 2 - 1
    return torch.where(inside.unsqueeze(3), found, beyond)


def plan_distorted(
    seed: Any, seed2: Any, aspect_ratio_range: Any, area_range: Any, max_attempts: Any,
    use_image_if_no_bounding_boxes: Any,
) -> dict[str, Any]:  # fmt: skip
    """TypeError for what is no int, bool or range of floats; ValueError for no attempts."""
    name = "SampleDistortedBoundingBoxV2"
    for value in (seed, seed2, max_attempts):
        if type(value) is not int:
            raise TypeError(f"For '{name}', the seeds and 'max_attempts' must be ints, but got {value!r}.")
    for span in (aspect_ratio_range, area_range):
        if not isinstance(span, (list, tuple)) or not all(isinstance(item, float) for item in span):
            raise TypeError(f"For '{name}', the ranges must be lists or tuples of floats, but got {span!r}.")
    if not isinstance(use_image_if_no_bounding_boxes, bool):
        raise TypeError(f"For '{name}', the 'use_image_if_no_bounding_boxes' must be a bool.")
    if max_attempts < 1:
        raise ValueError(f"For '{name}', the 'max_attempts' must be at least 1, but got {max_attempts}.")
    return {}


def sample_distorted_box(
    image_size: torch.Tensor, bounding_boxes: torch.Tensor, min_object_covered: torch.Tensor, seed: int, seed2: int,
    aspect_ratio_range: Any, area_range: Any, max_attempts: int, use_image_if_no_bounding_boxes: bool,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:  # fmt: skip
    """A random box that covers enough of one of the boxes, else the whole image: its begin, its size, and itself.

    Raises:
        ValueError: A range or a shape is bad, or there are no boxes.
    """
    name = "SampleDistortedBoundingBoxV2"
    for what, span in (("aspect_ratio_range", aspect_ratio_range), ("area_range", area_range)):
        if len(span) != 2 or not 0 < span[0] < span[1]:
            raise ValueError(f"For '{name}', the '{what}' must be two growing numbers, but got {span!r}.")
    if max(area_range) > 1:
        raise ValueError(f"For '{name}', the 'area_range' must be at most 1, but got {area_range!r}.")
    if image_size.shape != (3,) or bounding_boxes.dim() != 3 or bounding_boxes.shape[2] != 4:
        raise ValueError(
            f"For '{name}', the shapes must be (3,) and (N, n, 4), but got {tuple(image_size.shape)} and "
            f"{tuple(bounding_boxes.shape)}."
        )
    boxes = bounding_boxes.reshape(-1, 4).float()
    if boxes.shape[0] == 0:
        if not use_image_if_no_bounding_boxes:
            raise ValueError(f"For '{name}', there must be a box, but got {tuple(bounding_boxes.shape)}.")
        boxes = boxes.new_tensor([[0, 0, 1, 1]])
    height, width = image_size[0].float(), image_size[1].float()
    generator = torch.Generator(boxes.device).manual_seed(seed * 1000003 + seed2) if seed or seed2 else None
    chance = torch.rand(5, max_attempts, device=boxes.device, generator=generator)
    ratio = aspect_ratio_range[0] + chance[0] * (aspect_ratio_range[1] - aspect_ratio_range[0])
    area = (area_range[0] + chance[1] * (area_range[1] - area_range[0])) * height * width
    tall, wide = (area / ratio).sqrt().round(), (area * ratio).sqrt().round()
    fits = (tall >= 1) & (wide >= 1) & (tall <= height) & (wide <= width)
    top, left = (chance[2] * (height - tall + 1)).floor(), (chance[3] * (width - wide + 1)).floor()
    down = torch.minimum((top + tall).unsqueeze(1), boxes[:, 2] * height)
    along = torch.minimum((left + wide).unsqueeze(1), boxes[:, 3] * width)
    shared = (down - torch.maximum(top.unsqueeze(1), boxes[:, 0] * height)).clamp(min=0) * (
        along - torch.maximum(left.unsqueeze(1), boxes[:, 1] * width)
    ).clamp(min=0)
    whole = (boxes[:, 2] - boxes[:, 0]) * height * (boxes[:, 3] - boxes[:, 1]) * width
    good = fits & (shared >= min_object_covered.float() * whole).any(1)
    first = good.int().argmax()
    found = good.any()
    zero = torch.zeros_like(height)
    y, x = torch.where(found, top[first], zero), torch.where(found, left[first], zero)
    h, w = torch.where(found, tall[first], height), torch.where(found, wide[first], width)
    corners = torch.stack((y / height, x / width, (y + h) / height, (x + w) / width))
    begin = torch.stack((y, x, zero)).to(image_size.dtype)
    return begin, torch.stack((h, w, zero - 1)).to(image_size.dtype), corners.view(1, 1, 4)


def _pair(name: str, parameter: str, value: Any) -> tuple[int, int]:
    if not isinstance(value, (tuple, list)) or not all(type(item) is int for item in value):
        raise TypeError(f"For '{name}', the '{parameter}' must be a tuple or list of ints, but got {value!r}.")
    items = tuple(value[2:] if len(value) == 4 else value)
    if len(items) != 2 or min(items) < 1:
        raise ValueError(f"For '{name}', the '{parameter}' must be 2 positive ints, but got {value!r}.")
    return items[0], items[1]


def plan_patches(ksizes: Any, strides: Any, rates: Any, padding: Any) -> dict[str, Any]:
    """TypeError for what is no list of ints, ValueError for another length or padding."""
    name = "ExtractImagePatches"
    if not isinstance(padding, str) or padding.upper() not in ("SAME", "VALID"):
        raise ValueError(f"For '{name}', the 'padding' must be 'SAME' or 'VALID', but got {padding!r}.")
    given = {"ksizes": ksizes, "strides": strides, "rates": rates}
    return {parameter: _pair(name, parameter, value) for parameter, value in given.items()}


def extract_image_patches(
    input_x: torch.Tensor, ksizes: tuple[int, int], strides: tuple[int, int], rates: tuple[int, int], padding: str
) -> torch.Tensor:
    """The windows of (N, C, H, W) in the channels: row, column, channel."""
    if input_x.dim() != 4:
        raise ValueError(f"For 'ExtractImagePatches', the input must be 4-D, but got {tuple(input_x.shape)}.")
    if padding.upper() == "SAME":
        edges = same(input_x.shape[2:], ksizes, strides, rates)
        input_x = F.pad(input_x, flat_pad((*edges[0], *edges[1])))
    tall, wide = ((k - 1) * r + 1 for k, r in zip(ksizes, rates, strict=True))
    windows = input_x.unfold(2, tall, strides[0]).unfold(3, wide, strides[1])[..., :: rates[0], :: rates[1]]
    flat = windows.permute(0, 4, 5, 1, 2, 3)
    return flat.reshape(input_x.shape[0], math.prod(ksizes) * input_x.shape[1], *windows.shape[2:4])


# --- the order of the axes


def plan_formats(src_format: Any, dst_format: Any) -> dict[str, Any]:
    """ValueError for a format that is neither NHWC nor NCHW."""
    for value in (src_format, dst_format):
        if value not in ("NHWC", "NCHW"):
            raise ValueError(f"The 'src_format' and 'dst_format' must be 'NHWC' or 'NCHW', but got {value!r}.")
    return {}


def _moves(src_format: str, dst_format: str, device: torch.device) -> torch.Tensor:
    """Where each axis of the destination is in the source."""
    return torch.tensor([src_format.index(axis) for axis in dst_format], device=device)


def format_dim_map(input_x: torch.Tensor, src_format: str, dst_format: str) -> torch.Tensor:
    """For each number of an axis the one that stands there in the other format."""
    if input_x.dtype not in (torch.int32, torch.int64):
        raise TypeError(f"For 'DataFormatDimMap', the dtype must be int32 or int64, but got {input_x.dtype}.")
    return _moves(src_format, dst_format, input_x.device)[torch.remainder(input_x, 4).long()].to(input_x.dtype)


def format_vec_permute(input_x: torch.Tensor, src_format: str, dst_format: str) -> torch.Tensor:
    """Sizes, or pairs, of the four axes in the other format's order."""
    if input_x.dtype not in (torch.int32, torch.int64):
        raise TypeError(f"For 'DataFormatVecPermute', the dtype must be int32 or int64, but got {input_x.dtype}.")
    if input_x.dim() not in (1, 2) or input_x.shape[0] != 4 or tuple(input_x.shape[1:]) not in ((), (2,)):
        raise ValueError(f"For 'DataFormatVecPermute', the shape must be (4,) or (4, 2), got {tuple(input_x.shape)}.")
    return input_x.index_select(0, _moves(src_format, dst_format, input_x.device))
