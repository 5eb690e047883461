"""`mindspore.train.metrics`: measures of a network's answers, computed on the host, and their short names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msshim._src.training.metrics.accuracy import F1 as F1
from msshim._src.training.metrics.accuracy import Accuracy as Accuracy
from msshim._src.training.metrics.accuracy import Fbeta as Fbeta
from msshim._src.training.metrics.accuracy import Precision as Precision
from msshim._src.training.metrics.accuracy import Recall as Recall
from msshim._src.training.metrics.accuracy import Top1CategoricalAccuracy as Top1CategoricalAccuracy
from msshim._src.training.metrics.accuracy import Top5CategoricalAccuracy as Top5CategoricalAccuracy
from msshim._src.training.metrics.accuracy import TopKCategoricalAccuracy as TopKCategoricalAccuracy
from msshim._src.training.metrics.base import Metric as Metric
from msshim._src.training.metrics.base import rearrange_inputs as rearrange_inputs
from msshim._src.training.metrics.confusion import ConfusionMatrix as ConfusionMatrix
from msshim._src.training.metrics.confusion import ConfusionMatrixMetric as ConfusionMatrixMetric
from msshim._src.training.metrics.curve import ROC as ROC
from msshim._src.training.metrics.curve import auc as auc
from msshim._src.training.metrics.error import MAE as MAE
from msshim._src.training.metrics.error import MSE as MSE
from msshim._src.training.metrics.error import CosineSimilarity as CosineSimilarity
from msshim._src.training.metrics.error import Dice as Dice
from msshim._src.training.metrics.error import Loss as Loss
from msshim._src.training.metrics.error import Perplexity as Perplexity
from msshim._src.training.metrics.occlusion import OcclusionSensitivity as OcclusionSensitivity
from msshim._src.training.metrics.surface import HausdorffDistance as HausdorffDistance
from msshim._src.training.metrics.surface import MeanSurfaceDistance as MeanSurfaceDistance
from msshim._src.training.metrics.surface import RootMeanSquareDistance as RootMeanSquareDistance
from msshim._src.training.metrics.text import BleuScore as BleuScore

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
