"""Images and boxes: crops, boxes relative to anchors, channels as pixels."""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.tensor.axes import is_axis


def crop_and_resize(
    image: torch.Tensor,
    boxes: torch.Tensor,
    box_indices: torch.Tensor,
    crop_size: tuple[int, int],
    method: str,
    extrapolation_value: float,
) -> torch.Tensor:
    """Boxes (top, left, bottom, right), from 0 to 1, cut from images (N, H, W, C) and resized; in float32.

    Raises:
        TypeError: The crop size is no tuple, or the extrapolation value no float.
        ValueError: The crop size does not hold two positive ints, or there is no such method.
    """
    if not isinstance(crop_size, tuple):
        raise TypeError(f"For 'crop_and_resize', the 'crop_size' must be a tuple, but got {crop_size!r}.")
    if len(crop_size) != 2 or min(crop_size) < 1:
        raise ValueError(f"For 'crop_and_resize', the 'crop_size' must be 2 positive ints, but got {crop_size!r}.")
    if method not in ("bilinear", "nearest", "bilinear_v2"):
        raise ValueError(
            f"For 'crop_and_resize', the 'method' must be bilinear, nearest or bilinear_v2, got {method!r}."
        )
    if not isinstance(extrapolation_value, float):
        raise TypeError(f"For 'crop_and_resize', 'extrapolation_value' must be a float, got {extrapolation_value!r}.")
    _, height, width, _ = image.shape
    ys, rows, row_share = _places(boxes[:, 0], boxes[:, 2], height, crop_size[0], method)
    xs, columns, column_share = _places(boxes[:, 1], boxes[:, 3], width, crop_size[1], method)
    which = box_indices.long().view(-1, 1, 1)
    total: Any = 0
    for row, down in zip(rows, row_share, strict=True):
        for column, right in zip(columns, column_share, strict=True):
            pixels = image[which, row.unsqueeze(2), column.unsqueeze(1)].float()
            total = total + pixels * (down.unsqueeze(2) * right.unsqueeze(1)).unsqueeze(3)
    inside = ((ys >= 0) & (ys <= height - 1)).unsqueeze(2) & ((xs >= 0) & (xs <= width - 1)).unsqueeze(1)
    return torch.where(inside.unsqueeze(3), total, torch.full((), extrapolation_value, device=image.device))


def _places(
    start: torch.Tensor, end: torch.Tensor, n: int, size: int, method: str
) -> tuple[torch.Tensor, list[torch.Tensor], list[torch.Tensor]]:
    """Where the crop's pixels are on an axis of length n, and the two pixels there with their shares."""
    steps = torch.arange(size, dtype=start.dtype, device=start.device)
    start, end = start.unsqueeze(1), end.unsqueeze(1)
    if method == "bilinear_v2":
        start, end = (start * n).trunc(), (end * n).trunc()
        places = start + (end - start + 1) / size * (steps + 0.5) - 0.5
        places = torch.maximum(torch.minimum(places, end), start).clamp(0, n - 1)
    elif size > 1:
        places = start * (n - 1) + steps * ((end - start) * (n - 1) / (size - 1))
    else:
        places = 0.5 * (start + end) * (n - 1)
    if method == "nearest":
        return places, [places.round().long().clamp(0, n - 1)], [torch.ones_like(places)]
    low = places.floor()
    share = places - low
    pixels = [low.long().clamp(0, n - 1), places.ceil().long().clamp(0, n - 1)]
    return places, pixels, [1 - share, share]


def bounding_box_encode(
    anchor_box: torch.Tensor, groundtruth_box: torch.Tensor, means: tuple[float, ...], stds: tuple[float, ...]
) -> torch.Tensor:
    """The shift and the logarithm of the stretch from boxes (left, top, right, bottom) to others."""
    x, y, width, height = _centre(anchor_box)
    true_x, true_y, true_width, true_height = _centre(groundtruth_box)
    moves = ((true_x - x) / width, (true_y - y) / height, (true_width / width).log(), (true_height / height).log())
    return (torch.stack(moves, -1) - _row(means, anchor_box)) / _row(stds, anchor_box)


def bounding_box_decode(
    anchor_box: torch.Tensor,
    deltas: torch.Tensor,
    max_shape: tuple[int, int],
    means: tuple[float, ...],
    stds: tuple[float, ...],
    wh_ratio_clip: float,
) -> torch.Tensor:
    """Boxes moved and stretched by `deltas`, clipped to an image of (height, width)."""
    most = abs(math.log(wh_ratio_clip)) if wh_ratio_clip > 0 else math.inf
    dx, dy, dw, dh = (deltas * _row(stds, deltas) + _row(means, deltas)).unbind(-1)
    x, y, width, height = _centre(anchor_box)
    new_x, new_y = x + width * dx, y + height * dy
    new_width, new_height = width * dw.clamp(-most, most).exp(), height * dh.clamp(-most, most).exp()
    corners = (
        (new_x - new_width / 2 + 0.5).clamp(0, max_shape[1]),
        (new_y - new_height / 2 + 0.5).clamp(0, max_shape[0]),
        (new_x + new_width / 2 - 0.5).clamp(0, max_shape[1]),
        (new_y + new_height / 2 - 0.5).clamp(0, max_shape[0]),
    )
    return torch.stack(corners, -1)


def _centre(box: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    left, top, right, bottom = box.unbind(-1)
    return (left + right) / 2, (top + bottom) / 2, right - left + 1, bottom - top + 1


def _row(values: tuple[float, ...], like: torch.Tensor) -> torch.Tensor:
    return torch.tensor(values, dtype=like.dtype, device=like.device)


def check_valid(bboxes: torch.Tensor, img_metas: torch.Tensor) -> torch.Tensor:
    """Whether boxes lie within an image of (height, width, ratio)."""
    if bboxes.dtype != img_metas.dtype:
        raise TypeError(f"For 'check_valid', the dtypes must be equal, but got {bboxes.dtype} and {img_metas.dtype}.")
    height, width = img_metas[0] * img_metas[2] - 1, img_metas[1] * img_metas[2] - 1
    left, top, right, bottom = bboxes.unbind(-1)
    return (left >= 0) & (top >= 0) & (right <= width) & (bottom <= height)


def _positive(name: str, parameter: str, value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"For '{name}', the '{parameter}' must be a positive int, but got {value!r}.")
    if value < 1:
        raise ValueError(f"For '{name}', the '{parameter}' must be a positive int, but got {value}.")


def pixel_shuffle(input: torch.Tensor, upscale_factor: int) -> torch.Tensor:
    """F.pixel_shuffle; TypeError or ValueError for a bad factor, ValueError for shapes that do not fit it."""
    _positive("pixel_shuffle", "upscale_factor", upscale_factor)
    if input.dim() < 3 or input.shape[-3] % upscale_factor**2:
        raise ValueError(
            f"For 'pixel_shuffle', the square of {upscale_factor} must divide the channels of {tuple(input.shape)}."
        )
    return F.pixel_shuffle(input, upscale_factor)


def pixel_unshuffle(input: torch.Tensor, downscale_factor: int) -> torch.Tensor:
    """F.pixel_unshuffle; errors as of `pixel_shuffle`."""
    _positive("pixel_unshuffle", "downscale_factor", downscale_factor)
    if input.dim() < 3 or input.shape[-1] % downscale_factor or input.shape[-2] % downscale_factor:
        raise ValueError(
            f"For 'pixel_unshuffle', {downscale_factor} must divide height and width of {tuple(input.shape)}."
        )
    return unshuffle(input, downscale_factor)


def unshuffle(input: torch.Tensor, downscale_factor: int) -> torch.Tensor:
    """F.pixel_unshuffle; torch leaves the shape of an empty input as it is."""
    if input.numel():
        return F.pixel_unshuffle(input, downscale_factor)
    *batch, channels, height, width = input.shape
    size = (channels * downscale_factor**2, height // downscale_factor, width // downscale_factor)
    return input.new_empty(*batch, *size)


def channel_shuffle(input: torch.Tensor, groups: int) -> torch.Tensor:
    """The channels of (N, C, H, W), taken from each group in turn."""
    _positive("channel_shuffle", "groups", groups)
    if input.dim() < 3 or input.shape[1] % groups:
        raise ValueError(f"For 'channel_shuffle', {groups} must divide the channels of {tuple(input.shape)}.")
    return input.unflatten(1, (groups, -1)).transpose(1, 2).flatten(1, 2)


def flip(input: torch.Tensor, dims: Any) -> torch.Tensor:
    """torch.flip; TypeError where the axes are no tuple or list of ints."""
    if not isinstance(dims, (tuple, list)):
        raise TypeError(f"For 'flip', the 'dims' must be a tuple or list of ints, but got {dims!r}.")
    axes = tuple(dims)
    if not all(map(is_axis, axes)):
        raise TypeError(f"For 'flip', the 'dims' must be ints, but got {dims!r}.")
    return torch.flip(input, axes)


def fliplr(input: torch.Tensor) -> torch.Tensor:
    """torch.fliplr; ValueError where there is no second axis."""
    if input.dim() < 2:
        raise ValueError(f"For 'fliplr', the 'input' must have at least 2 dimensions, but got {input.dim()}.")
    return torch.fliplr(input)
