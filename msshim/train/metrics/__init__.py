"""`mindspore.train.metrics`: measures of a network's answers, computed on the host, and their short names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msshim.train.metrics.accuracy import F1 as F1
from msshim.train.metrics.accuracy import Accuracy as Accuracy
from msshim.train.metrics.accuracy import Fbeta as Fbeta
from msshim.train.metrics.accuracy import Precision as Precision
from msshim.train.metrics.accuracy import Recall as Recall
from msshim.train.metrics.accuracy import Top1CategoricalAccuracy as Top1CategoricalAccuracy
from msshim.train.metrics.accuracy import Top5CategoricalAccuracy as Top5CategoricalAccuracy
from msshim.train.metrics.accuracy import TopKCategoricalAccuracy as TopKCategoricalAccuracy
from msshim.train.metrics.base import Metric as Metric
from msshim.train.metrics.base import rearrange_inputs as rearrange_inputs
from msshim.train.metrics.confusion import ConfusionMatrix as ConfusionMatrix
from msshim.train.metrics.confusion import ConfusionMatrixMetric as ConfusionMatrixMetric
from msshim.train.metrics.curve import ROC as ROC
from msshim.train.metrics.curve import auc as auc
from msshim.train.metrics.error import MAE as MAE
from msshim.train.metrics.error import MSE as MSE
from msshim.train.metrics.error import CosineSimilarity as CosineSimilarity
from msshim.train.metrics.error import Dice as Dice
from msshim.train.metrics.error import Loss as Loss
from msshim.train.metrics.error import Perplexity as Perplexity
from msshim.train.metrics.occlusion import OcclusionSensitivity as OcclusionSensitivity
from msshim.train.metrics.surface import HausdorffDistance as HausdorffDistance
from msshim.train.metrics.surface import MeanSurfaceDistance as MeanSurfaceDistance
from msshim.train.metrics.surface import RootMeanSquareDistance as RootMeanSquareDistance
from msshim.train.metrics.text import BleuScore as BleuScore

_BY_NAME: dict[str, Callable[..., Any]] = {
    "F1": F1,
    "acc": Accuracy,
    "accuracy": Accuracy,
    "auc": auc,
    "bleu_score": BleuScore,
    "confusion_matrix": ConfusionMatrix,
    "confusion_matrix_metric": ConfusionMatrixMetric,
    "cosine_similarity": CosineSimilarity,
    "dice": Dice,
    "hausdorff_distance": HausdorffDistance,
    "loss": Loss,
    "mae": MAE,
    "mean_surface_distance": MeanSurfaceDistance,
    "mse": MSE,
    "occlusion_sensitivity": OcclusionSensitivity,
    "perplexity": Perplexity,
    "precision": Precision,
    "recall": Recall,
    "roc": ROC,
    "root_mean_square_distance": RootMeanSquareDistance,
    "top_1_accuracy": Top1CategoricalAccuracy,
    "top_5_accuracy": Top5CategoricalAccuracy,
    "topk": TopKCategoricalAccuracy,
}


def names() -> list[str]:
    """The short names that `get_metric_fn` knows, sorted."""
    return sorted(_BY_NAME)


def get_metric_fn(name: str, *args: Any, **kwargs: Any) -> Any:
    """The metric of a short name, made with the other arguments. Raises KeyError for an unknown one."""
    if name not in _BY_NAME:
        raise KeyError(f"For 'get_metric_fn', there is no metric {name!r}; there are {', '.join(_BY_NAME)}.")
    return _BY_NAME[name](*args, **kwargs)


def get_metrics(metrics: Any) -> dict[str, Metric] | None:
    """A dict of metrics as it is, one made of a set of short names, or None. Raises TypeError for anything else."""
    if metrics is None:
        return None
    if isinstance(metrics, set):
        return {name: get_metric_fn(name) for name in metrics}
    if not isinstance(metrics, dict):
        raise TypeError(f"For 'get_metrics', the 'metrics' must be None, a dict or a set, but got {metrics!r}.")
    for name, metric in metrics.items():
        if not isinstance(name, str) or not isinstance(metric, Metric):
            raise TypeError(f"For 'get_metrics', the dict must go from str to Metric, but has {name!r}: {metric!r}.")
    return metrics
