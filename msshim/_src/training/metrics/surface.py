"""Distances between the surfaces of a predicted and an actual region."""

from __future__ import annotations

from typing import Any

import numpy as np

from msshim._src.training.metrics.base import Array, Metric, chosen, rearrange_inputs, typed

_METRICS = ("euclidean", "chessboard", "taxicab")


def _edges(region: Array) -> Array:
    """The pixels of a region that have a neighbour, or the border, outside it."""
    inside = region.copy()
    for axis in range(region.ndim):
        wide = np.pad(region, [(1, 1) if a == axis else (0, 0) for a in range(region.ndim)])
        for at in (0, 2):
            inside &= wide.take(range(at, at + region.shape[axis]), axis=axis)
    return inside ^ region


def _distances(edges: Array, metric: str) -> Array:
    """The distance of every pixel to the next edge, axis by axis: float64 for 'euclidean', else int32."""
    far = sum(n**2 for n in edges.shape) + 1
    grid = np.where(edges, 0, far)
    for axis, size in enumerate(edges.shape):
        line = np.moveaxis(grid, axis, -1)
        nearest = np.full_like(line, far)
        for at in range(size):
            steps, start = np.abs(np.arange(size) - at), line[..., at : at + 1]
            if metric == "chessboard":
                reached = np.maximum(start, steps)
            else:
                reached = start + (steps**2 if metric == "euclidean" else steps)
            nearest = np.minimum(nearest, reached)
        grid = np.moveaxis(nearest, -1, axis)
    return np.sqrt(grid) if metric == "euclidean" else grid.astype(np.int32)


def _between(edges: Array, others: Array, metric: str) -> Array:
    """For each pixel of the edges the distance to the others; inf where there are none."""
    if not np.any(edges):
        return np.array([])
    return (_distances(others, metric) if np.any(others) else np.full(others.shape, np.inf))[edges]


class _Surface(Metric):
    _label_error: type[Exception] = ValueError

    def __init__(self, distance_metric: str) -> None:
        super().__init__()
        self.distance_metric = chosen("distance_metric", distance_metric, _METRICS)
        self.clear()

    def clear(self) -> None:
        """Forget what was seen."""
        self._edges: tuple[Array, Array] = (0, 0)
        self._is_update: bool | None = False

    def _regions(self, inputs: Any) -> tuple[Array, Array]:
        self._count(inputs, 3)
        predicted, y, label = self._convert_data(inputs[0]), self._convert_data(inputs[1]), inputs[2]
        who = f"'{type(self).__name__}.update'"
        if not isinstance(label, (int, float)):
            raise self._label_error(f"For {who}, the label index must be an int or a float, but got {type(label)}.")
        if label not in predicted and label not in y:
            raise ValueError(f"For {who}, the label index {label} is in neither input.")
        if predicted.size == 0 or predicted.shape != y.shape:
            raise ValueError(f"For {who}, the inputs must have one shape, but got {predicted.shape} and {y.shape}.")
        return self._region(predicted, label), self._region(y, label)

    @staticmethod
    def _region(data: Array, label: Any) -> Array:
        return data if data.dtype == bool else data == label

    def _surface_distances(self, backward: bool = False) -> Array:
        first, second = reversed(self._edges) if backward else self._edges
        return _between(first, second, self.distance_metric)


class HausdorffDistance(_Surface):
    """The greatest distance, or its `percentile`, from one surface to the other, and back unless `directed`.

    `update` takes predictions and labels of one shape and the label of the region; the last batch counts.
    Raises TypeError for options of other types, ValueError for unknown ones, shapes, and a label that is nowhere.
    """

    def __init__(
        self,
        distance_metric: str = "euclidean",
        percentile: float | None = None,
        directed: bool = False,
        crop: bool = True,
    ) -> None:
        super().__init__(distance_metric)
        self.percentile = None if percentile is None else typed("percentile", percentile, float)
        self.directed = None if directed is None else typed("directed", directed, bool)
        self.crop = None if crop is None else typed("crop", crop, bool)

    @staticmethod
    def _region(data: Array, label: Any) -> Array:
        return data == label

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in predictions, labels and the label index."""
        self._is_update = True
        predicted, y = self._regions(inputs)
        if self.crop:
            found = np.nonzero(predicted | y)
            if len(found) == 0 or found[0].size == 0:
                self._edges = np.zeros_like(predicted), np.zeros_like(y)
                return
            box = tuple(slice(at.min(), at.max() + 1) for at in found)
            predicted, y = np.squeeze(predicted[box]), np.squeeze(y[box])
        self._edges = _edges(predicted), _edges(y)

    def _greatest(self, backward: bool) -> Any:
        distances = self._surface_distances(backward)
        if distances.shape == (0,):
            return np.inf
        if not self.percentile:
            return distances.max()
        if not 0 <= self.percentile <= 100:
            raise ValueError(f"For 'HausdorffDistance', the 'percentile' must be 0 to 100, but got {self.percentile}.")
        return np.percentile(distances, self.percentile)

    def eval(self) -> Any:
        """The distance; inf where there is no surface. Raises RuntimeError before `update`."""
        self._seen(self._is_update)
        there = self._greatest(False)
        return there if self.directed else max(there, self._greatest(True))


class _Mean(_Surface):
    def __init__(self, symmetric: bool = False, distance_metric: str = "euclidean") -> None:
        super().__init__(distance_metric)
        self.symmetric = typed("symmetric", symmetric, bool)
        self._is_update = None

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in predictions, labels and the label index."""
        predicted, y = self._regions(inputs)
        self._edges = _edges(predicted), _edges(y)
        self._is_update = True

    @staticmethod
    def _average(distances: Array) -> Any:
        return distances.mean()

    @staticmethod
    def _both(there: Any, back: Any) -> Any:
        return np.mean((there, back))

    def eval(self) -> Any:
        """The distance; inf where there is no surface, or before any `update`. Raises RuntimeError after `clear`."""
        self._seen(self._is_update is not False)
        means = []
        for backward in (False, True)[: 1 + self.symmetric]:
            distances = self._surface_distances(backward)
            if distances.shape == (0,):
                return np.inf
            means.append(self._average(distances))
        return self._both(*means) if self.symmetric else means[0]


class MeanSurfaceDistance(_Mean):
    """The mean distance from the predicted surface to the actual one; averaged with the way back if `symmetric`.

    `update` takes predictions and labels of one shape and the label of the region; the last batch counts.
    Raises TypeError for options of other types, ValueError for unknown ones, shapes, and a label that is nowhere.
    """


class RootMeanSquareDistance(_Mean):
    """The mean square distance from the predicted surface to the actual one; the root of both ways if `symmetric`.

    As in MindSpore, no root is taken of one way. Inputs and errors are those of `MeanSurfaceDistance`, but for a
    label that is no number: TypeError.
    """

    _label_error = TypeError

    @staticmethod
    def _average(distances: Array) -> Any:
        return (distances**2).mean()

    @staticmethod
    def _both(there: Any, back: Any) -> Any:
        return np.sqrt(np.mean((there, back)))
