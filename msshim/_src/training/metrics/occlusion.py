"""Which parts of an image a classification rests on."""

from __future__ import annotations

from typing import Any

import numpy as np

from msshim._src.cell.cell import Cell
from msshim._src.tensor.tensor import Tensor
from msshim._src.training.metrics.base import Array, Metric, rearrange_inputs, typed


class OcclusionSensitivity(Metric):
    """How far the score of a label drops when the surroundings of each element are covered by `pad_val`.

    `update` takes the network, one image (1, C, ...) and the label, a 0-d array; `b_box` limits where to look, a lowest
    and a highest index for each dimension. Raises TypeError for options of other types and a network that is no Cell,
    RuntimeError for several images or labels, ValueError for a box that does not fit.
    """

    def __init__(
        self, pad_val: float = 0.0, margin: int | list[int] = 2, n_batch: int = 128, b_box: list[int] | None = None
    ) -> None:
        super().__init__()
        self.pad_val = typed("pad_val", pad_val, float)
        self.margin = typed("margin", margin, int, list)
        self.n_batch = typed("n_batch", n_batch, int)
        self.b_box = None if b_box is None else typed("b_box", b_box, list)
        self.clear()

    def clear(self) -> None:
        """Forget what was seen."""
        self._baseline: Any = 0
        self._sensitivity_im: Array = 0
        self._is_update = False

    def _box(self, shape: Array) -> tuple[Array, Array]:
        """The first index of each dimension to look at, and how many."""
        if self.b_box is None:
            return np.zeros_like(shape), shape
        if len(self.b_box) != 2 * len(shape):
            raise ValueError(f"The 'b_box' must have {2 * len(shape)} numbers, but got {len(self.b_box)}.")
        low, high = np.array(self.b_box[::2]), np.array(self.b_box[1::2])
        low, high = np.maximum(low, 0), np.where(high < 0, shape - 1, high)
        if (high >= shape).any() or (low > high).any():
            raise ValueError(f"The 'b_box' {self.b_box} does not lie in an image of shape {tuple(shape)}.")
        return low, high - low + 1

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in the network, the image and the label."""
        self._count(inputs, 3)
        image, label = self._convert_data(inputs[1]), self._convert_data(inputs[2])
        model = typed("model", inputs[0], Cell)
        if image.shape[0] > 1 or label.size != image.shape[0]:
            raise RuntimeError(f"There must be one image and one label, but got {image.shape} and {label.shape}.")
        shape = np.array(image.shape[1:])
        start, size = self._box(shape)
        self._baseline = model(Tensor(image)).asnumpy()[0, label].item()
        scores: list[Array] = []
        covered: list[Array] = []
        places = int(np.prod(size))
        for place in range(places):
            center = np.array(np.unravel_index(place, size)) + start
            patch = (
                slice(max(0, i - self.margin), min(n, i + self.margin)) for i, n in zip(center, shape, strict=True)
            )
            covered.append(image.copy())
            where = (..., *patch)
            covered[-1][where] = self.pad_val
            if len(covered) == self.n_batch or place == places - 1:
                answers = model(Tensor(np.vstack(covered))).asnumpy()
                labels = np.expand_dims([label] * len(covered), 1)
                scores.append(np.vstack(answers[np.arange(len(covered))[:, None], labels]))
                covered = []
        self._sensitivity_im = np.vstack(scores).reshape(size)
        self._is_update = True

    def eval(self) -> Array:
        """The drop of the score at each element looked at. Raises RuntimeError before `update`."""
        self._seen(self._is_update)
        return self._baseline - np.squeeze(self._sensitivity_im)
