"""Transforms of one value, for `Dataset.map` or to be called. Source: mindspore.dataset.transforms of 2.10."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.tensor.dtype import Type, dtype_to_nptype


def as_nptype(name: str, value: Any) -> np.dtype[Any]:
    """numpy's dtype of one of MindSpore's or numpy's, or of the name of one. Raises TypeError for anything else."""
    if isinstance(value, (Type, np.dtype, type, str)):
        with contextlib.suppress(KeyError, TypeError):
            return np.dtype(dtype_to_nptype(value) if isinstance(value, Type) else value)
    raise TypeError(f"The '{name}' must be a dtype of MindSpore or numpy, but got {value!r}.")


class Compose:
    """Transforms one after the other.

    Args:
        transforms: A list of functions.

    Raises:
        TypeError: It is no list of functions.
        ValueError: It is empty.
    """

    def __init__(self, transforms: list[Callable[..., Any]]) -> None:
        if not isinstance(transforms, list):
            raise TypeError(f"The 'transforms' must be a list, but got {type(transforms).__name__}.")
        if not transforms:
            raise ValueError("The 'transforms' must not be empty.")
        for transform in transforms:
            if not callable(transform):
                raise TypeError(f"The 'transforms' must be functions, but one is {transform!r}.")
        self.transforms = transforms

    def __call__(self, *values: Any) -> Any:
        """What the last one gives."""
        for transform in self.transforms:
            made = transform(*values)
            values = made if isinstance(made, tuple) else (made,)
        return values if len(values) > 1 else values[0]


class TypeCast:
    """The value in another dtype.

    Args:
        data_type: A dtype of MindSpore or numpy, or its name.

    Raises:
        TypeError: It is neither.
    """

    def __init__(self, data_type: Any) -> None:
        self._dtype = as_nptype("data_type", data_type)

    def __call__(self, value: Any) -> Any:
        """The value as an array of the dtype."""
        return np.asarray(value).astype(self._dtype)


class OneHot:
    """A row of zeros with a one where the label says.

    Args:
        num_classes: How many labels there are.
        smoothing_rate: How much of the one is spread over all. (Of several labels MindSpore then keeps the one of the
            last label only; msshim those of all.)

    Raises:
        TypeError: `num_classes` is no int.
        ValueError: It is not positive, or `smoothing_rate` is not in [0, 1].
    """

    def __init__(self, num_classes: int, smoothing_rate: float = 0.0) -> None:
        if not isinstance(num_classes, int) or isinstance(num_classes, bool):
            raise TypeError(f"The 'num_classes' must be an int, but got {num_classes!r}.")
        if num_classes <= 0:
            raise ValueError(f"The 'num_classes' must be positive, but got {num_classes}.")
        if not 0 <= smoothing_rate <= 1:
            raise ValueError(f"The 'smoothing_rate' must be in [0, 1], but got {smoothing_rate}.")
        self._classes, self._rate = num_classes, smoothing_rate

    def __call__(self, label: Any) -> Any:
        """The rows. Raises RuntimeError for what is no label."""
        labels = np.asarray(label).squeeze()
        if labels.ndim > 1:
            raise RuntimeError(f"There must be one label for each row, but the shape is {np.shape(label)}.")
        if labels.dtype.kind not in "iu" or (labels >= self._classes).any() or (labels < 0).any():
            raise RuntimeError(f"The label must be an int in [0, {self._classes}), but got {label!r}.")
        found = np.eye(self._classes, dtype=labels.dtype)[labels]
        return found if not self._rate else found * (1 - self._rate) + self._rate / self._classes
