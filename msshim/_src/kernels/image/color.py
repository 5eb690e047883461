"""Colours: red, green and blue, or hue, saturation and value, in the last axis."""

from __future__ import annotations

import torch


def _channels(name: str, image: torch.Tensor, least: int = 1) -> torch.Tensor:
    """The image in what is computed in; ValueError unless there are enough axes, the last of three channels."""
    if image.dim() < least or image.shape[-1] != 3:
        raise ValueError(
            f"For '{name}', the last of {least} axes or more must be 3 channels, but got {tuple(image.shape)}."
        )
    if not image.is_floating_point():
        raise TypeError(f"For '{name}', the dtype must be a floating-point one, but got {image.dtype}.")
    return image if image.dtype is torch.float64 else image.float()


def _to_hsv(image: torch.Tensor) -> torch.Tensor:
    red, green, blue = image.unbind(-1)
    value = image.amax(-1)
    spread = value - image.amin(-1)
    saturation = torch.where(value > 0, spread / torch.where(value > 0, value, 1), 0)
    scale = torch.where(spread > 0, 1 / (6 * torch.where(spread > 0, spread, 1)), 0)
    hue = torch.where(
        red == value,
        scale * (green - blue),
        torch.where(green == value, scale * (blue - red) + 2 / 6, scale * (red - green) + 4 / 6),
    )
    hue = torch.where(spread > 0, torch.where(hue < 0, hue + 1, hue), 0)
    return torch.stack((hue, saturation, value), -1)


def _to_rgb(image: torch.Tensor) -> torch.Tensor:
    hue, saturation, value = image.unbind(-1)
    place = hue * 6
    shares = ((place - 3).abs() - 1, 2 - (place - 2).abs(), 2 - (place - 4).abs())
    return torch.stack([((1 - saturation) + saturation * share.clamp(0, 1)) * value for share in shares], -1)


def rgb_to_hsv(images: torch.Tensor) -> torch.Tensor:
    """Hue, saturation and value of colours; ValueError unless the last axis is 3."""
    return _to_hsv(_channels("RGBToHSV", images)).to(images.dtype)


def hsv_to_rgb(x: torch.Tensor) -> torch.Tensor:
    """Colours of hue, saturation and value (N, H, W, 3); ValueError for another shape."""
    return _to_rgb(_channels("HSVToRGB", x, 4)).to(x.dtype)


def adjust_hue(image: torch.Tensor, delta: torch.Tensor) -> torch.Tensor:
    """The hues turned by `delta`; ValueError unless the last axis is 3."""
    hue, saturation, value = _to_hsv(_channels("AdjustHue", image, 3)).unbind(-1)
    turned = torch.remainder(hue + delta, 1)
    return _to_rgb(torch.stack((turned, saturation, value), -1)).to(image.dtype)


def adjust_saturation(image: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
    """The saturations times `scale`, from 0 to 1; ValueError unless the last axis is 3."""
    hue, saturation, value = _to_hsv(_channels("AdjustSaturation", image, 3)).unbind(-1)
    return _to_rgb(torch.stack((hue, (saturation * scale).clamp(0, 1), value), -1)).to(image.dtype)
