"""How alike images are. Source: mindspore.nn of 2.10, whose CPU can not run these cells."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.cell.cell import Cell
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def _number(who: str, name: str, value: Any, kinds: tuple[type, ...] = (int, float)) -> None:
    if not isinstance(value, kinds) or isinstance(value, bool):
        raise TypeError(f"For '{who}', '{name}' must be a number, but got {value!r} of type {type(value).__name__}.")


def _positive(who: str, name: str, value: Any, kinds: tuple[type, ...] = (int, float)) -> None:
    _number(who, name, value, kinds)
    if value <= 0:
        raise ValueError(f"For '{who}', '{name}' must be above 0, but got {value}.")


def _images(who: str, img1: Tensor, img2: Tensor, least: int = 0) -> None:
    for name, image in (("img1", img1), ("img2", img2)):
        if image.ndim != 4:
            raise ValueError(f"For '{who}', '{name}' must have 4 axes, but got {image.ndim}.")
    if img1.shape != img2.shape:
        raise ValueError(f"For '{who}', 'img1' and 'img2' must have one shape, but got {img1.shape} and {img2.shape}.")
    if img1.dtype != img2.dtype:
        raise TypeError(f"For '{who}', 'img1' and 'img2' must have one dtype, but got {img1.dtype} and {img2.dtype}.")
    if min(img1.shape[2:]) < least:
        raise ValueError(f"For '{who}', 'img1' must be at least as large as the filter, {least}, but got {img1.shape}.")


def _scaled(image: Tensor) -> tuple[torch.Tensor, float]:
    """The image as float32, integers as fractions of their largest; and that largest."""
    largest = 1.0 if image._t.is_floating_point() else float(torch.iinfo(image._t.dtype).max)
    return image._t.float() / largest, largest


class PSNR(Cell):
    """The ratio of the peak signal to the noise, in decibel.

    Args:
        max_val: The largest value of an image, a number above 0.

    Raises:
        TypeError: `max_val` is no number.
        ValueError: It is not above 0, or the images differ in shape or have not 4 axes.
    """

    def __init__(self, max_val: float = 1.0) -> None:
        super().__init__()
        _positive(self.cls_name, "max_val", max_val)
        self.max_val = max_val

    def construct(self, img1: Tensor, img2: Tensor) -> Tensor:
        """(N, C, H, W) twice, as (N,)."""
        _images(self.cls_name, img1, img2)
        (a, largest), (b, _) = _scaled(img1), _scaled(img2)
        error = (a - b).square().mean((-3, -2, -1))
        return Tensor(10 * torch.log10((self.max_val / largest) ** 2 / error))


class SSIM(Cell):
    """The structural similarity of images, Wang et al. 2004.

    Args:
        max_val: The largest value of an image, a number above 0.
        filter_size: The size of the Gaussian window, a positive int.
        filter_sigma: Its deviation, a float above 0.
        k1, k2: Floats: against division by what is near 0.

    Raises:
        TypeError: An argument is of another type.
        ValueError: An argument is out of its range, or the images differ in shape or are smaller than the window.
    """

    def __init__(
        self, max_val: float = 1.0, filter_size: int = 11, filter_sigma: float = 1.5, k1: float = 0.01, k2: float = 0.03
    ) -> None:
        super().__init__()
        _positive(self.cls_name, "max_val", max_val)
        _positive(self.cls_name, "filter_size", filter_size, (int,))
        _positive(self.cls_name, "filter_sigma", filter_sigma, (float,))
        _number(self.cls_name, "k1", k1, (float,))
        _number(self.cls_name, "k2", k2, (float,))
        self.max_val, self.filter_size, self.filter_sigma = max_val, filter_size, filter_sigma
        self.k1, self.k2 = k1, k2
        places = torch.arange(filter_size, dtype=torch.float32) - filter_size // 2
        line = torch.exp(-places.square() / (2 * filter_sigma**2))
        window = torch.outer(line, line)
        self.window = Tensor((window / window.sum())[None, None])

    def construct(self, img1: Tensor, img2: Tensor) -> Tensor:
        """(N, C, H, W) twice, as (N,)."""
        if img1.dtype not in (mstype.float16, mstype.float32):
            raise TypeError(f"For '{self.cls_name}', 'img1' must be float16 or float32, but got {img1.dtype}.")
        _images(self.cls_name, img1, img2, self.filter_size)
        (a, largest), (b, _) = _scaled(img1), _scaled(img2)
        return Tensor(self._alike(a, b, self.max_val / largest)[0].mean(-1))

    def _alike(self, a: torch.Tensor, b: torch.Tensor, largest: float) -> tuple[torch.Tensor, torch.Tensor]:
        """For each image and channel the similarity, and that of contrast and structure alone."""
        channels = a.shape[1]
        window = self.window._t.expand(channels, -1, -1, -1)

        def blurred(t: torch.Tensor) -> torch.Tensor:
            return F.conv2d(t, window, groups=channels)

        c1, c2 = (self.k1 * largest) ** 2, (self.k2 * largest) ** 2
        mean_a, mean_b = blurred(a), blurred(b)
        both, squares = mean_a * mean_b, mean_a.square() + mean_b.square()
        together = blurred(a * b) - both
        spreads = blurred(a * a) + blurred(b * b) - squares
        contrast = (2 * together + c2) / (spreads + c2)
        return ((2 * both + c1) / (squares + c1) * contrast).mean((2, 3)), contrast.mean((2, 3))


class MSSSIM(SSIM):
    """The structural similarity at several scales, Wang et al. 2003.

    Args:
        power_factors: The weight of each scale; each halves the size.
        others: as of `SSIM`.

    Raises: as `SSIM`.
    """

    def __init__(
        self,
        max_val: float = 1.0,
        power_factors: Any = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333),
        filter_size: int = 11,
        filter_sigma: float = 1.5,
        k1: float = 0.01,
        k2: float = 0.03,
    ) -> None:
        super().__init__(max_val, filter_size, filter_sigma, k1, k2)
        if not isinstance(power_factors, (tuple, list)):
            raise TypeError(f"For 'MSSSIM', 'power_factors' must be a tuple or list, but got {power_factors!r}.")
        self.weight_tensor = Tensor(list(power_factors), mstype.float32)
        self.level = len(power_factors)

    def construct(self, img1: Tensor, img2: Tensor) -> Tensor:
        """(N, C, H, W) twice, as (N,)."""
        _images(self.cls_name, img1, img2)
        (a, largest), (b, _) = _scaled(img1), _scaled(img2)
        found = []
        for level in range(self.level):
            whole, contrast = self._alike(a, b, self.max_val / largest)
            found.append((whole if level == self.level - 1 else contrast).relu())
            a, b = F.avg_pool2d(a, 2), F.avg_pool2d(b, 2)
        return Tensor((torch.stack(found, -1) ** self.weight_tensor._t).prod(-1).mean(-1))
