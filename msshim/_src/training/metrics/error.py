"""Distances between numbers: absolute and squared error, the loss, overlap, perplexity, cosine similarity."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from msshim._src.training.metrics.base import Array, Metric, chosen, rearrange_inputs, typed


class _Mean(Metric):
    """A sum over the number of samples."""

    def __init__(self) -> None:
        super().__init__()
        self.clear()

    def clear(self) -> None:
        """Forget what was seen."""
        self._sum: Any = 0
        self._num: Any = 0

    def eval(self) -> Any:
        """The mean. Raises RuntimeError without samples."""
        self._seen(self._num)
        return self._sum / self._num


class _Error(_Mean):
    @staticmethod
    def _error(difference: Array) -> Array:
        raise NotImplementedError

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in predictions and labels with as many elements."""
        self._count(inputs, 2)
        predicted, y = self._convert_data(inputs[0]), self._convert_data(inputs[1])
        self._sum += self._error(y.reshape(predicted.shape) - predicted).sum()
        self._num += y.shape[0]


class MAE(_Error):
    """The sum of absolute errors over the number of rows. `update` raises ValueError but for two inputs of one size."""

    @staticmethod
    def _error(difference: Array) -> Array:
        return np.abs(difference)


class MSE(_Error):
    """The sum of squared errors over the number of rows. `update` raises ValueError but for two inputs of one size."""

    @staticmethod
    def _error(difference: Array) -> Array:
        return np.power(difference, 2)


class Loss(_Mean):
    """The mean of losses, each a number or a vector. `update` raises ValueError for more dimensions."""

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in one loss."""
        self._count(inputs, 1)
        loss = self._convert_data(inputs[0])
        if loss.ndim > 1:
            raise ValueError(f"For 'Loss.update', the loss must have at most one dimension, but got {loss.ndim}.")
        self._sum += loss.reshape(-1).mean(-1)
        self._num += 1


class Dice(_Mean):
    """Twice the overlap over the sum of squares (and `smooth`), divided by the number of rows.

    `update` takes two inputs of one shape.
    Raises TypeError for a `smooth` that is no float, ValueError if not positive.
    """

    def __init__(self, smooth: float = 1e-5) -> None:
        self.smooth = typed("smooth", smooth, float)
        if not 0 < smooth < math.inf:
            raise ValueError(f"For 'Dice', the 'smooth' must be positive and finite, but got {smooth}.")
        super().__init__()

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in predictions and labels."""
        self._count(inputs, 2)
        predicted, y = self._convert_data(inputs[0]), self._convert_data(inputs[1])
        self._num += y.shape[0]
        if predicted.shape != y.shape:
            raise ValueError(f"For 'Dice.update', the shapes must be the same, but got {predicted.shape}, {y.shape}.")
        p, t = predicted.ravel(), y.ravel()
        self._sum += 2 * float(np.dot(p, t)) / float(np.dot(p, p) + np.dot(t, t) + self.smooth)


class Perplexity(_Mean):
    """``exp`` of the mean negative logarithm of the labels' probabilities, without those of `ignore_label`.

    `update` takes probabilities (N, C) and labels (N,). Raises TypeError for an `ignore_label` that is no int,
    RuntimeError for sizes that do not match.
    """

    def __init__(self, ignore_label: int | None = None) -> None:
        self.ignore_label = None if ignore_label is None else typed("ignore_label", ignore_label, int)
        super().__init__()

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in probabilities and labels."""
        self._count(inputs, 2)
        predicted, y = self._convert_data(inputs[0]), self._convert_data(inputs[1])
        if y.size != predicted.size / predicted.shape[-1]:
            raise RuntimeError(f"For 'Perplexity.update', {predicted.shape} and {y.shape} do not go together.")
        y = y.reshape(-1)
        index = y.astype(int)[:, None]
        chance = np.squeeze(predicted[np.arange(len(index))[:, None], index])
        ignored: Array = 0
        if self.ignore_label is not None:
            skip = (y == self.ignore_label).astype(chance.dtype)
            ignored, chance = skip.sum(), chance * (1 - skip) + skip
        self._sum -= np.sum(np.log(np.maximum(1e-10, chance)))
        self._num += chance.size - ignored

    def eval(self) -> float:
        """The perplexity, a float."""
        return math.exp(super().eval())


class CosineSimilarity(Metric):
    """The products of all pairs of rows, which 'cosine' divides by their lengths.

    `update` takes (N, D) and keeps only the last batch; the diagonal is 0 with `zero_diagonal`.
    Raises TypeError and ValueError for unknown options.
    """

    def __init__(self, similarity: str = "cosine", reduction: str = "none", zero_diagonal: bool = True) -> None:
        super().__init__()
        self.similarity = chosen("similarity", similarity, ("dot", "cosine"))
        self.reduction = chosen("reduction", reduction, ("none", "sum", "mean"))
        self.zero_diagonal = typed("zero_diagonal", zero_diagonal, bool)
        self.clear()

    def clear(self) -> None:
        """Forget what was seen."""
        self.sqr_mtx_res: Array = 0
        self._is_update = False

    @rearrange_inputs
    def update(self, inputs: Any) -> None:
        """Take in one matrix."""
        rows = self._convert_data(inputs)
        if self.similarity == "cosine":
            rows = rows / np.linalg.norm(rows, ord=2, axis=1)[:, None]
        self.sqr_mtx_res = np.dot(rows, rows.transpose(1, 0))
        self._is_update = True

    def eval(self) -> Array:
        """An array (N, N), or (N,) when reduced. Raises RuntimeError before `update`."""
        self._seen(self._is_update)
        if self.zero_diagonal:
            np.fill_diagonal(self.sqr_mtx_res, 0)
        if self.reduction != "none":
            self.sqr_mtx_res = getattr(np, self.reduction)(self.sqr_mtx_res, axis=-1)
        return self.sqr_mtx_res
