"""Pooling over windows at random places. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

from msshim._src.cell.cell import Cell
from msshim._src.factory.registry import get
from msshim._src.tensor.tensor import Tensor


class FractionalMaxPool2d(Cell):
    """The largest value of windows at random places of the last two axes, Graham 2014.

    Args:
        kernel_size: The size of a window, an int or two.
        output_size, output_ratio: The size of the output, or what part of the input's it is.
        return_indices: Whether the places in the input come second.
        _random_samples: The random numbers, of shape (N, C, 2); None to draw them.

    Raises: as `ops.fractional_max_pool2d`.
    """

    def __init__(
        self,
        kernel_size: Any,
        output_size: Any = None,
        output_ratio: Any = None,
        return_indices: bool = False,
        _random_samples: Tensor | None = None,
    ) -> None:
        super().__init__()
        self.kernel_size = kernel_size
        self.output_size = output_size
        self.output_ratio = output_ratio
        self.return_indices = return_indices
        self._random_samples = _random_samples

    def construct(self, input: Tensor) -> Any:
        """(N, C, H, W) or (C, H, W)."""
        return get("ops", "fractional_max_pool2d")(input, *self._options())

    def _options(self) -> tuple[Any, ...]:
        return self.kernel_size, self.output_size, self.output_ratio, self.return_indices, self._random_samples


class FractionalMaxPool3d(FractionalMaxPool2d):
    """The largest value of windows at random places of the last three axes.

    Args, Raises: as `FractionalMaxPool2d`; the random numbers have the shape (N, C, 3).
    """

    def construct(self, input: Tensor) -> Any:
        """(N, C, D, H, W) or (C, D, H, W)."""
        return get("ops", "fractional_max_pool3d")(input, *self._options())
