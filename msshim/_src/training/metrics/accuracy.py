"""Shares of right answers: accuracy, precision, recall, the F score, top k."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from msshim._src.training.metrics.base import (
    Array,
    Evaluation,
    Metric,
    marks,
    one_hot,
    rearrange_inputs,
    same_classes,
    typed,
)

_TINY = sys.float_info.min


class Accuracy(Evaluation):
    """The share of samples that are right.

    `update` takes scores (N, C, ...) and labels (N, ...) or one-hot; with 'multilabel', 0/1 marks (N, C, ...) of both.
    Raises TypeError for another `eval_type`, ValueError for shapes that do not match, RuntimeError without samples.
    """

    def __init__(self, eval_type: str = "classification") -> None:
        super().__init__(eval_type)
        self.clear()

    def clear(self) -> None:
        """Forget what was seen."""
        self._correct_num: Any = 0
        self._total_num = self._class_num = 0

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in predictions and labels."""
        predicted, y = self._take(inputs)
        if self._type == "classification":
            right = predicted.argmax(axis=1) == y
        else:
            # The classes change places with the last axis, as in MindSpore.
            rows = [a.swapaxes(1, a.ndim - 1).reshape(-1, self._class_num) for a in (predicted, y)]
            right = (rows[0] == rows[1]).all(axis=1)
        self._correct_num += right.sum()
        self._total_num += right.size

    def eval(self) -> Any:
        """The share, a numpy float64."""
        self._seen(self._total_num)
        return self._correct_num / self._total_num


class _Share(Evaluation):
    """Right positives among the positives that `_whole` picks, for each class (or sample, with 'multilabel')."""

    def __init__(self, eval_type: str = "classification") -> None:
        super().__init__(eval_type)
        self.eps = _TINY
        self.clear()

    def clear(self) -> None:
        """Forget what was seen."""
        self._class_num = 0
        several = self._type == "multilabel"
        self._hits: Array = np.empty(0) if several else 0
        self._all: Array = np.empty(0) if several else 0
        self._shares: Any = 0

    @staticmethod
    def _whole(predicted: Array, y: Array) -> Array:
        raise NotImplementedError

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in predictions and labels."""
        predicted, y = self._take(inputs)
        if self._type == "classification":
            predicted, y = marks(self._class_num, predicted, y)
        else:
            predicted, y = (a.swapaxes(1, 0).reshape(self._class_num, -1) for a in (predicted, y))
        hits, whole = (y * predicted).sum(axis=0), self._whole(predicted, y).sum(axis=0)
        if self._type == "classification":
            self._hits, self._all = self._hits + hits, self._all + whole
        else:
            self._shares += np.sum(hits / (whole + self.eps))
            self._hits, self._all = np.concatenate((self._hits, hits)), np.concatenate((self._all, whole))

    def eval(self, average: bool = False) -> Any:
        """A float64 array, or its mean with `average`. Raises TypeError for an `average` that is no bool."""
        self._seen(self._class_num)
        if typed("average", average, bool) and self._type == "multilabel":
            return self._shares / (len(self._all) + self.eps)
        share = self._hits / (self._all + self.eps)
        return share.mean() if average else share


class Precision(_Share):
    """Right positives among those predicted, for each class; inputs and errors as of `Accuracy`."""

    @staticmethod
    def _whole(predicted: Array, y: Array) -> Array:
        return predicted


class Recall(_Share):
    """Right positives among the actual ones, for each class; inputs and errors as of `Accuracy`."""

    @staticmethod
    def _whole(predicted: Array, y: Array) -> Array:
        return y


class Fbeta(Metric):
    """The mean of precision and recall, weighted by `beta`, for each class.

    `update` takes scores (N, C, ...) and labels (N, ...) or one-hot.
    Raises ValueError for a `beta` that is not positive.
    """

    def __init__(self, beta: float) -> None:
        super().__init__()
        self.eps = _TINY
        if not beta > 0:
            raise ValueError(f"For 'Fbeta', the 'beta' must be positive, but got {beta}.")
        self.beta = beta
        self.clear()

    def clear(self) -> None:
        """Forget what was seen."""
        self._hits: Array = 0
        self._actual: Array = 0
        self._positives: Array = 0
        self._class_num = 0

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in scores and labels."""
        self._count(inputs, 2)
        predicted, y = self._convert_data(inputs[0]), self._convert_data(inputs[1])
        if predicted.ndim == y.ndim and one_hot(y):
            y = y.argmax(axis=1)
        self._class_num = same_classes(self._class_num, predicted)
        predicted, y = marks(self._class_num, predicted, y)
        hits = (y * predicted).sum(axis=0)
        self._hits, self._actual = self._hits + hits, self._actual + y.sum(axis=0)
        self._positives = self._positives + predicted.sum(axis=0)

    def eval(self, average: bool = False) -> Any:
        """A float64 array (C,), or its mean with `average`. Raises TypeError for an `average` that is no bool."""
        typed("average", average, bool)
        self._seen(self._class_num)
        square = self.beta**2
        score = (1.0 + square) * self._hits / (square * self._actual + self._positives + self.eps)
        return score.mean() if average else score


class F1(Fbeta):
    """`Fbeta` with a beta of 1."""

    def __init__(self) -> None:
        super().__init__(1.0)


class TopKCategoricalAccuracy(Metric):
    """The share of samples whose label is among the `k` highest scores.

    `update` takes scores (N, C) and labels (N,) or one-hot.
    Raises TypeError for a `k` that is no int, ValueError below 1.
    """

    def __init__(self, k: int) -> None:
        super().__init__()
        if not isinstance(k, int):
            raise TypeError(f"For 'TopKCategoricalAccuracy', the 'k' must be an int, but got {k!r}.")
        if k < 1:
            raise ValueError(f"For 'TopKCategoricalAccuracy', the 'k' must be at least 1, but got {k}.")
        self.k = k
        self.clear()

    def clear(self) -> None:
        """Forget what was seen."""
        self._correct_num: Any = 0
        self._samples_num = 0

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in scores and labels."""
        self._count(inputs, 2)
        scores, y = self._convert_data(inputs[0]), self._convert_data(inputs[1])
        if scores.ndim == y.ndim and one_hot(y):
            y = y.argmax(axis=1)
        y = y.reshape(-1, 1).repeat(self.k, axis=1)  # with fewer classes than k numpy refuses, as in MindSpore
        self._correct_num += np.equal(np.argsort(-scores, axis=1)[:, : self.k], y).sum()
        self._samples_num += y.shape[0]

    def eval(self) -> Any:
        """The share, a numpy float64."""
        self._seen(self._samples_num)
        return self._correct_num / self._samples_num


class Top1CategoricalAccuracy(TopKCategoricalAccuracy):
    """The share of samples whose label has the highest score."""

    def __init__(self) -> None:
        super().__init__(1)


class Top5CategoricalAccuracy(TopKCategoricalAccuracy):
    """The share of samples whose label is among the five highest scores."""

    def __init__(self) -> None:
        super().__init__(5)
