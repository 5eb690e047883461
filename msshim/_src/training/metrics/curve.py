"""The receiver operating characteristic, and the area under a curve."""

from __future__ import annotations

from typing import Any

import numpy as np

from msshim._src.training.metrics.base import Array, Metric, rearrange_inputs, typed


class ROC(Metric):
    """False positive rate, true positive rate and threshold, from the highest score down; a list each for classes.

    `update` takes scores and labels of one shape, or scores (N, C) and labels (N,) with `class_num` C; only the last
    batch counts. As in MindSpore, scores (N, C) are read as if they were (C, N), one column a class.
    Raises TypeError for options that are no ints, ValueError for shapes, or where one kind of sample is missing.
    """

    def __init__(self, class_num: int | None = None, pos_label: int | None = None) -> None:
        super().__init__()
        self.class_num = None if class_num is None else typed("class_num", class_num, int)
        self.pos_label = None if pos_label is None else typed("pos_label", pos_label, int)
        self.clear()

    def clear(self) -> None:
        """Forget what was seen."""
        self.y_pred: Array = 0
        self.y: Array = 0
        self.sample_weights = None
        self._is_update = False

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in scores and labels."""
        self._count(inputs, 2)
        scores, y = self._convert_data(inputs[0]), self._convert_data(inputs[1])
        if scores.ndim == y.ndim:
            if self.class_num not in (None, 1):
                raise ValueError(f"For 'ROC', scores of the labels' shape mean 1 class, but got {self.class_num}.")
            self.class_num = 1
            self.pos_label = 1 if self.pos_label is None else self.pos_label
            scores = scores.flatten()
        elif scores.ndim == y.ndim + 1:
            if self.pos_label is not None:
                raise ValueError(f"For 'ROC', class scores need no 'pos_label', but got {self.pos_label}.")
            if self.class_num != scores.shape[1] or scores.ndim != 2:
                raise ValueError(f"For 'ROC', the scores must be (N, {self.class_num}), but got {scores.shape}.")
            scores = scores.reshape(self.class_num, -1)
        else:
            raise ValueError(f"For 'ROC', scores of shape {scores.shape} do not go with labels of {y.shape}.")
        self.y_pred, self.y, self._is_update = scores, y.flatten(), True

    def eval(self) -> tuple[Any, Any, Any]:
        """Three arrays, or three lists of arrays."""
        self._seen(self._is_update)
        scores, y = np.squeeze(self.y_pred), np.squeeze(self.y)
        if self.class_num == 1:
            return _curve(scores, y, self.pos_label)
        curves = []
        for c in range(int(self.class_num or 0)):
            if scores[:, c].ndim != y.ndim:
                raise ValueError("For 'ROC', there must be more than one sample of several classes.")
            curves.append(_curve(scores[:, c], y, c))
        fpr, tpr, thresholds = (list(of) for of in zip(*curves, strict=True))
        return fpr, tpr, thresholds


def _curve(scores: Array, y: Array, positive: Any) -> tuple[Array, Array, Array]:
    order = np.argsort(-scores)
    scores = scores[order]
    hits = np.cumsum(np.array(y[order] == positive).astype(np.int64))
    last = np.append(np.nonzero(scores[1:] - scores[:-1])[0], y[order].shape[0] - 1)
    tps = np.append(0, hits[last])
    fps = np.append(0, 1 + last - hits[last])
    for what, counts in (("negative", fps), ("positive", tps)):
        if counts[-1] <= 0:
            raise ValueError(f"For 'ROC', there are no {what} samples, so their rate means nothing.")
    thresholds = scores[last]
    return fps / fps[-1], tps / tps[-1], np.hstack([thresholds[0][None] + 1, thresholds])


def auc(x: Array, y: Array, reorder: bool = False) -> Any:
    """The area under the curve through (x, y) by trapezoids; `x` runs one way, or is sorted first with `reorder`.

    Takes numpy arrays (N,) or (N, 1), N > 1. Raises TypeError for anything but arrays, ValueError for other shapes.
    """
    if not isinstance(x, np.ndarray) or not isinstance(y, np.ndarray) or x.ndim == 0 or y.ndim == 0:
        raise TypeError(f"For 'auc', 'x' and 'y' must be numpy arrays with a dimension, but got {type(x)}, {type(y)}.")
    shapes = {shape if len(shape) != 2 or shape[1] != 1 else shape[:1] for shape in (x.shape, y.shape)}
    if len(shapes) != 1 or len(next(iter(shapes))) != 1 or x.shape[0] < 2:
        raise ValueError(f"For 'auc', 'x' and 'y' must be two or more points each, but got {x.shape} and {y.shape}.")
    x, y = x.ravel(), y.ravel()
    if reorder:
        order = np.lexsort((y, x))
        x, y = x[order], y[order]
    steps = np.diff(x)
    falls = bool((steps < 0).any())
    if falls and not (steps <= 0).all():
        raise ValueError("For 'auc', the 'x' must only rise or only fall, unless 'reorder' is True.")
    area = (steps * (y[1:] + y[:-1]) / 2.0).sum()
    return -1 * area if falls else area
