"""Boxes in images: what overlaps is suppressed, and what lies within is sampled."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.kernels.image import functions as image

# --- suppression


def _overlaps(boxes: torch.Tensor) -> torch.Tensor:
    """The intersection over the union of each two boxes (..., n, 4), whose corners may come in any order."""
    top, left = torch.minimum(boxes[..., 0], boxes[..., 2]), torch.minimum(boxes[..., 1], boxes[..., 3])
    bottom, right = torch.maximum(boxes[..., 0], boxes[..., 2]), torch.maximum(boxes[..., 1], boxes[..., 3])
    area = (bottom - top) * (right - left)

    def shared(low: torch.Tensor, high: torch.Tensor) -> torch.Tensor:
        ends = torch.minimum(high.unsqueeze(-1), high.unsqueeze(-2))
        return (ends - torch.maximum(low.unsqueeze(-1), low.unsqueeze(-2))).clamp(min=0)

    both = shared(top, bottom) * shared(left, right)
    union = area.unsqueeze(-1) + area.unsqueeze(-2) - both
    return torch.where(both > 0, both / union, 0)


def _kept(overlaps: torch.Tensor, scores: torch.Tensor, threshold: Any, least: Any, most: Any) -> torch.Tensor:
    """Whether each box, best first, stays: scored above `least`, no more than `threshold` over a better one that does.

    overlaps (..., n, n) and scores (..., n) are sorted by the scores.
    """
    open_ = scores > least
    near = overlaps > threshold  # [candidate, chosen]
    chosen = torch.zeros_like(open_)
    for k in range(scores.shape[-1]):
        free = open_[..., k] & ~(near[..., k, :] & chosen).any(-1)
        chosen = chosen | (free.unsqueeze(-1) & (torch.arange(scores.shape[-1], device=scores.device) == k))
    return chosen & (chosen.cumsum(-1) <= most)


def _suppress(
    name: str, overlaps: torch.Tensor, scores: torch.Tensor, most: Any, threshold: Any, least: Any
) -> torch.Tensor:
    if scores.dim() != 1 or overlaps.dim() != 2 or overlaps.shape[0] != scores.shape[0]:
        raise ValueError(
            f"For '{name}', there must be one score for each box, but got the shapes {tuple(overlaps.shape)} and "
            f"{tuple(scores.shape)}."
        )
    ranked, order = scores.sort(descending=True, stable=True)
    sorted_overlaps = overlaps.index_select(0, order).index_select(1, order)
    return order[_kept(sorted_overlaps, ranked, threshold, least, most)].int()


def nms_with_overlaps(
    overlaps: torch.Tensor, scores: torch.Tensor, max_output_size: torch.Tensor, overlap_threshold: torch.Tensor,
    score_threshold: torch.Tensor,
) -> torch.Tensor:  # fmt: skip
    """The places of the best boxes, none of which overlaps a better one by more than the threshold.

    Raises:
        ValueError: The overlaps are no square, or there is not one score for each of them.
        TypeError: A limit is no tensor.
    """
    if overlaps.dim() != 2 or overlaps.shape[0] != overlaps.shape[1]:
        raise ValueError(f"For 'NonMaxSuppressionWithOverlaps', the overlaps must be square: {tuple(overlaps.shape)}.")
    for limit in (max_output_size, overlap_threshold, score_threshold):
        if not isinstance(limit, torch.Tensor):
            raise TypeError(f"For 'NonMaxSuppressionWithOverlaps', the limits must be Tensors, but got {limit!r}.")
    limits = (max_output_size, overlap_threshold, score_threshold)
    return _suppress("NonMaxSuppressionWithOverlaps", overlaps, scores, *limits)


def nms(
    boxes: torch.Tensor, scores: torch.Tensor, max_output_size: Any, iou_threshold: Any, score_threshold: Any
) -> torch.Tensor:
    """The places of the best boxes (y1, x1, y2, x2), none of which overlaps a better one by more than the threshold."""
    if boxes.dim() != 2 or boxes.shape[1] != 4:
        raise ValueError(f"For 'NonMaxSuppressionV3', the 'boxes' must be (n, 4), but got {tuple(boxes.shape)}.")
    limits = (max_output_size, iou_threshold, score_threshold)
    return _suppress("NonMaxSuppressionV3", _overlaps(boxes), scores, *limits)


def combined_nms(
    boxes: torch.Tensor, scores: torch.Tensor, max_output_size_per_class: torch.Tensor, max_total_size: torch.Tensor,
    iou_threshold: torch.Tensor, score_threshold: torch.Tensor, pad_per_class: bool, clip_boxes: bool,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:  # fmt: skip
    """The best boxes of all classes, suppressed within each: boxes, scores, classes, and how many there are.

    boxes (N, n, 1 or classes, 4), scores (N, n, classes).

    Raises:
        ValueError: The shapes do not fit, or a threshold is out of range.
    """
    name = "CombinedNonMaxSuppression"
    if boxes.dim() != 4 or scores.dim() != 3 or boxes.shape[:2] != scores.shape[:2] or boxes.shape[3] != 4:
        raise ValueError(f"For '{name}', the shapes do not fit: {tuple(boxes.shape)} and {tuple(scores.shape)}.")
    if boxes.shape[2] not in (1, scores.shape[2]):
        raise ValueError(f"For '{name}', there must be boxes for 1 or all classes, but got {tuple(boxes.shape)}.")
    count, classes = scores.shape[1:]
    per_class, total = int(max_output_size_per_class), int(max_total_size)
    ranked, order = scores.transpose(1, 2).sort(descending=True, stable=True)
    spread = boxes.transpose(1, 2).expand(-1, classes, -1, -1).gather(2, order.unsqueeze(3).expand(-1, -1, -1, 4))
    kept = _kept(_overlaps(spread), ranked, iou_threshold, score_threshold, per_class)
    found = torch.where(kept, ranked, -torch.inf).flatten(1)
    size = min(total, per_class * classes) if pad_per_class else total
    best, place = found.sort(descending=True, stable=True)
    best, place = best[:, :size], place[:, :size]
    there = best > -torch.inf
    picked = spread.flatten(1, 2).gather(1, place.unsqueeze(2).expand(-1, -1, 4))
    if clip_boxes:
        picked = picked.clamp(0, 1)
    missing = size - best.shape[1]
    pad = torch.nn.functional.pad
    return (
        pad(torch.where(there.unsqueeze(2), picked, 0), (0, 0, 0, missing)),
        pad(torch.where(there, best, 0), (0, missing)),
        pad(torch.where(there, place // count, 0).to(scores.dtype), (0, missing)),
        there.sum(1).int(),
    )


# --- sampling


def plan_roi_align(
    pooled_height: Any, pooled_width: Any, spatial_scale: Any, sample_num: Any, roi_end_mode: Any
) -> dict[str, Any]:
    """TypeError for what is no int, or no float; ValueError for another mode."""
    for value in (pooled_height, pooled_width, sample_num, roi_end_mode):
        if type(value) is not int:
            raise TypeError(f"For 'ROIAlign', the sizes, numbers and modes must be ints, but got {value!r}.")
    if not isinstance(spatial_scale, float):
        raise TypeError(f"For 'ROIAlign', the 'spatial_scale' must be a float, but got {spatial_scale!r}.")
    if roi_end_mode not in (0, 1):
        raise ValueError(f"For 'ROIAlign', the 'roi_end_mode' must be 0 or 1, but got {roi_end_mode}.")
    return {}


def _stretch(
    start: torch.Tensor, length: torch.Tensor, bins: int, samples: int, n: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """How much each of n pixels counts for each bin of each stretch, and how many samples a bin has: (rois, bins, n).

    Where `samples` is not positive, it is the whole pixels in a bin.
    """
    width = length / bins
    counts = width.floor() if samples <= 0 else torch.full_like(width, samples)
    most = samples if samples > 0 else max(int(counts.max()), 0) if counts.numel() else 0
    step = torch.arange(most, dtype=start.dtype, device=start.device)
    where = torch.arange(bins, dtype=start.dtype, device=start.device).view(-1, 1)
    parts = (step + 0.5) * (width / counts).view(-1, 1, 1)
    places = start.view(-1, 1, 1) + where * width.view(-1, 1, 1) + parts
    counted = (places >= -1) & (places <= n) & (step < counts.view(-1, 1, 1))
    places = places.clamp(0, n - 1).unsqueeze(3)
    pixels = torch.arange(n, dtype=start.dtype, device=start.device)
    shares = (1 - (places - pixels).abs()).clamp(min=0)
    return torch.where(counted.unsqueeze(3), shares, 0).sum(2), counts


def roi_align(
    features: torch.Tensor, rois: torch.Tensor, pooled_height: int, pooled_width: int, spatial_scale: float,
    sample_num: int, roi_end_mode: int,
) -> torch.Tensor:  # fmt: skip
    """The means of samples, linearly interpolated, in the bins of boxes (image, x1, y1, x2, y2).

    Raises:
        ValueError: The features have not 4 dimensions, or the boxes not 5 numbers.
    """
    if features.dim() != 4 or rois.dim() != 2 or rois.shape[1] != 5:
        raise ValueError(
            f"For 'ROIAlign', the shapes must be (N, C, H, W) and (n, 5), but got {tuple(features.shape)} and "
            f"{tuple(rois.shape)}."
        )
    work = rois.detach().double() if features.dtype is torch.float64 else rois.detach().float()
    left, top = work[:, 1] * spatial_scale, work[:, 2] * spatial_scale
    wide = (work[:, 3] + roi_end_mode) * spatial_scale - left
    tall = (work[:, 4] + roi_end_mode) * spatial_scale - top
    if roi_end_mode == 0:
        wide, tall = wide.clamp(min=1), tall.clamp(min=1)
    height, width = features.shape[2:]
    rows, down = _stretch(top, tall, pooled_height, sample_num, height)
    columns, along = _stretch(left, wide, pooled_width, sample_num, width)
    images = features.index_select(0, work[:, 0].long()).to(work.dtype)
    sums = torch.einsum("rph,rqw,rchw->rcpq", rows, columns, images)
    return (sums / (down * along).view(-1, 1, 1, 1)).to(features.dtype)


# --- cutting and moving


def plan_crop(method: Any, extrapolation_value: Any) -> dict[str, Any]:
    """TypeError or ValueError for another method, TypeError for a value that is no float."""
    if not isinstance(method, str) or not isinstance(extrapolation_value, float):
        raise TypeError(f"For 'CropAndResize', a str and a float must be given, got {method!r}, {extrapolation_value}.")
    if method not in ("bilinear", "nearest", "bilinear_v2"):
        raise ValueError(f"For 'CropAndResize', there is no 'method' {method!r}.")
    return {}


def plan_decode(max_shape: Any, means: Any, stds: Any, wh_ratio_clip: Any) -> dict[str, Any]:
    """TypeError for what is no tuple of floats, ValueError for another length."""
    name = "BoundingBoxDecode"
    if not isinstance(wh_ratio_clip, float) or not (max_shape is None or isinstance(max_shape, tuple)):
        raise TypeError(f"For '{name}', a tuple and a float must be given, but got {max_shape!r}, {wh_ratio_clip!r}.")
    for value in (means, stds):
        if not isinstance(value, tuple) or not all(isinstance(item, float) for item in value):
            raise TypeError(f"For '{name}', the 'means' and 'stds' must be tuples of floats, but got {value!r}.")
    if (max_shape is not None and len(max_shape) != 2) or len(means) != 4 or len(stds) != 4:
        raise ValueError(f"For '{name}', 2, 4 and 4 numbers must be given, but got {max_shape}, {means}, {stds}.")
    return {}


def bounding_box_decode(
    anchor_box: torch.Tensor, deltas: torch.Tensor, max_shape: Any, means: tuple[float, ...], stds: tuple[float, ...],
    wh_ratio_clip: float,
) -> torch.Tensor:  # fmt: skip
    """Boxes moved and stretched; ValueError for unequal shapes."""
    if anchor_box.shape != deltas.shape:
        raise ValueError(
            f"For 'BoundingBoxDecode', the shapes must be equal, but got {tuple(anchor_box.shape)} and "
            f"{tuple(deltas.shape)}."
        )
    return image.bounding_box_decode(anchor_box, deltas, max_shape, means, stds, wh_ratio_clip)
