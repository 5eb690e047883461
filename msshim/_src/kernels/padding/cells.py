"""Padding, rearranging and other cells without weights. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F


def _pad(ndim: int, mode: str) -> Callable[..., torch.Tensor]:
    def kernel(x: torch.Tensor, padding: Any) -> torch.Tensor:
        amounts = (padding,) * (2 * ndim) if isinstance(padding, int) else tuple(padding)
        if mode == "reflect" and min(amounts) < 0:
            raise ValueError(f"For 'ReflectionPad{ndim}d', the 'padding' must not be negative, but got {amounts}.")
        if x.dtype is torch.bool:
            return kernel(x.byte(), amounts).bool()
        pairs = len(amounts) // 2
        if mode != "reflect" or pairs < x.ndim < pairs + 3:
            return F.pad(x, amounts, mode)
        # torch mirrors only the last axes of so many: any other number goes through one with a single axis before them
        flat = x.reshape(-1, *x.shape[x.ndim - pairs :])
        padded = F.pad(flat, amounts, mode)
        return padded.reshape(*x.shape[: x.ndim - pairs], *padded.shape[1:])

    return kernel


def _constant_pad(ndim: int) -> Callable[..., torch.Tensor]:
    def kernel(x: torch.Tensor, padding: Any, value: Any) -> torch.Tensor:
        amounts = (padding,) * (2 * ndim) if isinstance(padding, int) else tuple(padding)
        return F.pad(x, amounts, "constant", value)

    return kernel


def pairs(cls_name: str, padding: Any) -> dict[str, Any]:
    """The amounts at both ends of each axis."""
    return {"padding": (padding,) * (2 * int(cls_name[-2])) if isinstance(padding, int) else padding}


def zero_pairs(padding: Any) -> dict[str, Any]:
    """The same of ZeroPad2d, with its value."""
    return {**pairs("ZeroPad2d", padding), "value": 0}


constant_pad1d, constant_pad2d, constant_pad3d = map(_constant_pad, (1, 2, 3))
reflection_pad1d, reflection_pad2d, reflection_pad3d = (_pad(n, "reflect") for n in (1, 2, 3))
replication_pad1d, replication_pad2d, replication_pad3d = (_pad(n, "replicate") for n in (1, 2, 3))


def mirrored(x: torch.Tensor, paddings: Any, skip: int) -> torch.Tensor:
    """Every axis continued by its mirror image, without the edge (`skip` 1) or with it (0)."""
    for axis, (head, tail) in enumerate(paddings):
        size = x.shape[axis]
        place = torch.arange(-head, size + tail, device=x.device)
        place = torch.where(place < 0, -place - 1 + skip, place)
        place = torch.where(place >= size, 2 * size - 1 - skip - place, place)
        x = x.index_select(axis, place)
    return x


def pad(x: torch.Tensor, paddings: Any, mode: str) -> torch.Tensor:
    """All axes padded: 'CONSTANT' with zeros, 'REFLECT' and 'SYMMETRIC' with a mirror image."""
    if mode == "CONSTANT":
        return F.pad(x, [side for pair in list(paddings)[::-1] for side in pair])
    return mirrored(x, paddings, 1 if mode == "REFLECT" else 0)


def identity(input: torch.Tensor) -> torch.Tensor:
    """The input itself."""
    return input


def clip_by_norm(x: torch.Tensor, clip_norm: torch.Tensor, axis: Any) -> torch.Tensor:
    """``x`` scaled down where its norm is larger than `clip_norm`."""
    axes = tuple(range(x.dim())) if axis is None else axis
    norm = x.square().sum(axes, keepdim=True).sqrt()
    return x * clip_norm / torch.maximum(norm, clip_norm)


def central_crop(image: torch.Tensor, central_fraction: float) -> torch.Tensor:
    """The middle of pictures (C, H, W) or (N, C, H, W); ValueError for another number of axes."""
    if image.dim() not in (3, 4):
        raise ValueError(f"The 'image' must have 3 or 4 dimensions, but got {tuple(image.shape)}.")
    for k in (image.dim() - 2, image.dim() - 1):
        start = int((image.shape[k] - image.shape[k] * central_fraction) / 2)
        image = image.narrow(k, start, image.shape[k] - 2 * start)
    return image


def image_gradients(images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The differences of neighbours down and across, zeros at the end."""
    down = F.pad(images[:, :, 1:] - images[:, :, :-1], (0, 0, 0, 1))
    across = F.pad(images[:, :, :, 1:] - images[:, :, :, :-1], (0, 1))
    return down, across


def l1_regularizer(weights: torch.Tensor, scale: float) -> torch.Tensor:
    """``scale`` times the sum of magnitudes."""
    return scale * weights.abs().sum()


def layer_norm_shape(normalized_shape: Any) -> dict[str, Any]:
    """The shape as a tuple."""
    return {"normalized_shape": (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)}


def layer_norm(
    input: torch.Tensor, normalized_shape: Any, weight: torch.Tensor | None, bias: torch.Tensor | None, eps: float
) -> torch.Tensor:
    """Normalisation over the last axes."""
    return F.layer_norm(input, normalized_shape, weight, bias, eps)
