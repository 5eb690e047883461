"""Counts of predictions against labels, and the rates computed from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.training.metrics.base import Array, Metric, chosen, rearrange_inputs, typed

_NORMS: dict[str, Callable[[Array], Array]] = {
    "target": lambda counts: counts.sum(axis=1, keepdims=True),
    "prediction": lambda counts: counts.sum(axis=0, keepdims=True),
    "all": lambda counts: counts.sum(),
}


class ConfusionMatrix(Metric):
    """How often each label (row) was predicted as each class (column).

    `update` takes classes or scores (N, C, ...) and labels; floating-point classes count as 1 from `threshold` on.
    Raises TypeError for a `num_classes` that is no int or a `threshold` that is no float, ValueError for an unknown
    `normalize`, RuntimeError for `eval` before `update`.
    """

    def __init__(self, num_classes: int, normalize: str = "no_norm", threshold: float = 0.5) -> None:
        super().__init__()
        self.num_classes = typed("num_classes", num_classes, int)
        if normalize not in [*_NORMS, "no_norm"]:
            raise ValueError(f"The 'normalize' must be one of {[*_NORMS, 'no_norm']}, but got {normalize!r}.")
        self.normalize = normalize
        self.threshold = typed("threshold", threshold, float)
        self.clear()

    def clear(self) -> None:
        """Forget what was seen."""
        self.confusion_matrix: Array = np.zeros((self.num_classes, self.num_classes))
        self._is_update = False

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in predictions and labels."""
        self._count(inputs, 2)
        predicted, y = self._convert_data(inputs[0]), self._convert_data(inputs[1])
        if predicted.ndim - y.ndim not in (0, 1):
            raise ValueError(f"Predictions of shape {predicted.shape} do not go with labels of {y.shape}.")
        if predicted.ndim > y.ndim:
            predicted = predicted.argmax(axis=1)
        if predicted.dtype in (np.float16, np.float32, np.float64):
            predicted = (predicted >= self.threshold).astype(int)
        side = self.num_classes
        cells = (y.reshape(-1) * side + predicted.reshape(-1)).astype(int)
        self.confusion_matrix += np.bincount(cells, minlength=side**2).reshape(side, side)
        self._is_update = True

    def eval(self) -> Array:
        """A float64 array (num_classes, num_classes); 0 where a share has no samples."""
        self._seen(self._is_update)
        counts = self.confusion_matrix.astype(float)
        if self.normalize == "no_norm":
            return counts
        return np.nan_to_num(_ratio(counts, _NORMS[self.normalize](counts)))


class ConfusionMatrixMetric(Metric):
    """One rate of the binary confusion matrix of each channel, such as 'sensitivity' or 'f1 score'.

    `update` takes 0/1 arrays (N, C, ...) of one shape; without `skip_channel` the first channel is left out. With
    `calculation_method` the rate of each batch is reduced by `decrease` and averaged, otherwise counts are added up.
    Raises TypeError and ValueError for options and labels that are not whole numbers, NotImplementedError for an
    unknown `metric_name`. As in MindSpore, 'mean_batch' with `calculation_method` raises TypeError, and so do
    two-dimensional inputs with ValueError.
    """

    def __init__(
        self,
        skip_channel: bool = True,
        metric_name: str = "sensitivity",
        calculation_method: bool = False,
        decrease: str = "mean",
    ) -> None:
        super().__init__()
        self.skip_channel = typed("skip_channel", skip_channel, bool)
        self.calculation_method = typed("calculation_method", calculation_method, bool)
        self.metric_name = typed("metric_name", metric_name, str)
        self.decrease = chosen("decrease", decrease, ("none", *_AXES, "mean_batch"))
        self.clear()

    def clear(self) -> None:
        """Forget what was seen."""
        self._sum = 0.0
        self._num = 0
        self._counts: Array = np.zeros(4)

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in predictions and labels."""
        self._count(inputs, 2)
        predicted, y = self._convert_data(inputs[0]), self._convert_data(inputs[1])
        counts = self._channels(predicted, y)
        if not self.calculation_method:
            self._counts = self._counts + counts.sum(axis=(0, 1))
            return
        if predicted.ndim == 2 or (predicted.ndim == 3 and predicted.shape[-1] == 1):
            raise ValueError("With 'calculation_method', the inputs must have values beside batch and channel.")
        rate, valid = _reduce(_rate(self.metric_name, counts), self.decrease)
        valid = int(valid.item())
        self._sum += rate.item() * valid
        self._num += valid

    def _channels(self, predicted: Array, y: Array) -> Array:
        """True positives, false positives, true negatives, false negatives: (N, C, 4)."""
        if not (y.astype(np.uint8) == y).all():
            raise ValueError("For 'ConfusionMatrixMetric.update', the labels must be 0 or 1.")
        if predicted.ndim < 2:
            raise ValueError(f"The predictions must have at least 2 dimensions, but got {predicted.ndim}.")
        if not self.skip_channel:
            y, predicted = (a[:, 1:] if a.shape[1] > 1 else a for a in (y, predicted))
        if predicted.shape != y.shape:
            raise ValueError(f"Predictions and labels must have one shape, but got {predicted.shape} and {y.shape}.")
        y, predicted = (a.astype(float).reshape(*a.shape[:2], -1) for a in (y, predicted))
        positive = y.sum(axis=2)
        negative = y.shape[-1] - positive
        tp, tn = (predicted + y == 2).sum(axis=2), (predicted + y == 0).sum(axis=2)
        return np.stack([tp, negative - tn, tn, positive - tp], axis=-1)

    def eval(self) -> Any:
        """The mean rate, a float, with `calculation_method`; otherwise an array (1,)."""
        if self.calculation_method:
            self._seen(self._num)
            return self._sum / self._num
        return _rate(self.metric_name, self._counts[None])


def _ratio(above: Array, below: Array) -> Array:
    """The quotient; nan where the divisor is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below != 0, above / below, np.nan)


_AXES: dict[str, tuple[int, ...]] = {
    "mean": (1, 0),
    "sum": (0, 1),
    "sum_batch": (0,),
    "mean_channel": (1,),
    "sum_channel": (1,),
}


def _reduce(rates: Array, how: str) -> tuple[Array, Array]:
    """The rates summed or averaged without nan, and how many went in."""
    if how == "mean_batch":
        raise TypeError("The 'decrease' 'mean_batch' cannot be computed, as in MindSpore.")
    valid = (~np.isnan(rates)).astype(float)
    rates = np.where(valid > 0, rates, 0)
    if not how.startswith("mean"):
        axes = _AXES.get(how)
        return (rates, valid) if axes is None else (rates.sum(axis=axes), valid.sum(axis=axes))
    for step, axis in enumerate(_AXES[how]):
        valid = (valid > 0).astype(float).sum(axis=axis) if step else valid.sum(axis=axis)
        rates = np.nan_to_num(_ratio(rates.sum(axis=axis), valid))
    return rates, valid


_RATES: dict[str, Callable[[Array, Array, Array, Array], Array]] = {
    "tpr": lambda tp, fp, tn, fn: _ratio(tp, tp + fn),
    "tnr": lambda tp, fp, tn, fn: _ratio(tn, fp + tn),
    "ppv": lambda tp, fp, tn, fn: _ratio(tp, tp + fp),
    "npv": lambda tp, fp, tn, fn: _ratio(tn, tn + fn),
    "fnr": lambda tp, fp, tn, fn: _ratio(fn, tp + fn),
    "fpr": lambda tp, fp, tn, fn: _ratio(fp, fp + tn),
    "fdr": lambda tp, fp, tn, fn: _ratio(fp, fp + tp),
    "for": lambda tp, fp, tn, fn: _ratio(fn, fn + tn),
    "ts": lambda tp, fp, tn, fn: _ratio(tp, tp + fn + fp),
    "acc": lambda tp, fp, tn, fn: _ratio(tp + tn, tp + fp + tn + fn),
    "f1": lambda tp, fp, tn, fn: _ratio(2 * tp, 2 * tp + fn + fp),
    "mcc": lambda tp, fp, tn, fn: _ratio(tp * tn - fp * fn, np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))),
    "ba": lambda tp, fp, tn, fn: (_ratio(tp, tp + fn) + _ratio(tn, fp + tn)) / 2,
    "bm": lambda tp, fp, tn, fn: _ratio(tp, tp + fn) + _ratio(tn, fp + tn) - 1,
    "mk": lambda tp, fp, tn, fn: _ratio(tp, tp + fp) + _ratio(tn, tn + fn) - 1,
    "fm": lambda tp, fp, tn, fn: np.sqrt(_ratio(tp, tp + fp) * _ratio(tp, tp + fn)),
    "pt": lambda tp, fp, tn, fn: _prevalence(_ratio(tp, tp + fn), _ratio(tn, fp + tn)),
}
_NAMES = {
    "tpr": "sensitivity recall hit_rate true_positive_rate",
    "tnr": "specificity selectivity true_negative_rate",
    "ppv": "precision positive_predictive_value",
    "npv": "negative_predictive_value",
    "fnr": "miss_rate false_negative_rate",
    "fpr": "fall_out false_positive_rate",
    "fdr": "false_discovery_rate",
    "for": "false_omission_rate",
    "pt": "prevalence_threshold",
    "ts": "threat_score critical_success_index csi",
    "acc": "accuracy",
    "ba": "balanced_accuracy",
    "f1": "f1_score",
    "mcc": "matthews_correlation_coefficient",
    "fm": "fowlkes_mallows_index",
    "bm": "informedness bookmaker_informedness",
    "mk": "markedness deltap",
}
_SHORT = {name: short for short, names in _NAMES.items() for name in (short, *names.split())}


def _prevalence(tpr: Array, tnr: Array) -> Array:
    return _ratio(np.sqrt(tpr * (1 - tnr)) + tnr - 1, tpr + tnr - 1)


def _rate(name: str, counts: Array) -> Array:
    """The rate of that name, of counts (..., 4). Raises NotImplementedError for an unknown one."""
    short = _SHORT.get(name.replace(" ", "_").lower())
    if short is None:
        raise NotImplementedError(f"For 'ConfusionMatrixMetric', there is no rate {name!r}.")
    return _RATES[short](*np.moveaxis(counts, -1, 0))
