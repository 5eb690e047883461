"""What every metric shares: the order of its inputs, its data as numpy arrays, and checks of arguments."""

from __future__ import annotations

import functools
from abc import ABCMeta, abstractmethod
from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.tensor.tensor import Tensor

Array = Any
"""A numpy array of any dtype; a state that is a number until the first update."""


def rearrange_inputs(func: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate an `update` so that it takes only the inputs that `set_indexes` picked, in that order."""

    @functools.wraps(func)
    def wrapper(self: Any, *inputs: Any) -> Any:
        return func(self, *([inputs[i] for i in self.indexes] if self.indexes else inputs))

    return wrapper


class Metric(metaclass=ABCMeta):
    """The base of metrics: a subclass writes `clear`, `update` and `eval`; a call does the three in turn."""

    def __init__(self) -> None:
        self._indexes: list[int] | None = None

    def _convert_data(self, data: Any) -> Array:
        """A numpy array of a Tensor, a list or an array. Raises TypeError for anything else."""
        if isinstance(data, Tensor):
            return data.asnumpy()
        if not isinstance(data, (list, np.ndarray)):
            raise TypeError(f"A metric's input must be a Tensor, a list or a numpy array, but got {type(data)}.")
        return np.array(data) if isinstance(data, list) else data

    @property
    def indexes(self) -> list[int] | None:
        """The positions of the inputs that `update` takes; None for all of them as they come."""
        return getattr(self, "_indexes", None)

    def set_indexes(self, indexes: list[int]) -> Metric:
        """Pick the inputs of `update` by position; gives the metric. Raises ValueError but for a list of ints."""
        if not (isinstance(indexes, list) and all(isinstance(i, int) for i in indexes)):
            raise ValueError(f"For 'set_indexes', the 'indexes' must be a list of ints, but got {indexes!r}.")
        self._indexes = indexes
        return self

    def __call__(self, *inputs: Any) -> Any:
        """The value of one batch alone."""
        self.clear()
        self.update(*inputs)
        return self.eval()

    @abstractmethod
    def clear(self) -> None:
        """Forget what was seen."""
        raise NotImplementedError("A metric must define 'clear'.")

    @abstractmethod
    def eval(self) -> Any:
        """The value over everything seen since `clear`."""
        raise NotImplementedError("A metric must define 'eval'.")

    @abstractmethod
    def update(self, *inputs: Any) -> None:
        """Take in one batch."""
        raise NotImplementedError("A metric must define 'update'.")

    def _count(self, inputs: Any, wanted: int) -> None:
        if len(inputs) != wanted:
            raise ValueError(f"'{type(self).__name__}.update' takes {wanted} inputs, but got {len(inputs)}.")

    def _seen(self, anything: Any) -> None:
        if not anything:
            raise RuntimeError(f"'{type(self).__name__}.eval' has nothing to work on: call 'update' first.")


class Evaluation(Metric):
    """The base of metrics over class scores ('classification') or 0/1 marks ('multilabel')."""

    def __init__(self, eval_type: str) -> None:
        super().__init__()
        if eval_type not in {"classification", "multilabel"}:
            raise TypeError(f"The 'eval_type' must be 'classification' or 'multilabel', but got {eval_type!r}.")
        self._type = eval_type
        self._class_num = 0

    def _take(self, inputs: Any) -> tuple[Array, Array]:
        """Predictions and labels, checked against each other; one-hot labels become class numbers."""
        self._count(inputs, 2)
        predicted, y = self._convert_data(inputs[0]), self._convert_data(inputs[1])
        if self._type == "classification":
            if predicted.ndim == y.ndim and one_hot(y):
                y = y.argmax(axis=1)
            if predicted.ndim != y.ndim + 1 or y.shape != predicted.shape[:1] + predicted.shape[2:]:
                raise ValueError(f"Labels of shape {y.shape} do not go with class scores of {predicted.shape}.")
        elif predicted.shape != y.shape:
            raise ValueError(f"Predictions and labels must have one shape, but got {predicted.shape} and {y.shape}.")
        elif not all(np.equal(a**2, a).all() for a in (predicted, y)):
            raise ValueError("In the multilabel case, all predictions and labels must be 0 or 1.")
        self._classes(predicted)
        return predicted, y

    def _classes(self, predicted: Array) -> None:
        self._class_num = same_classes(self._class_num, predicted)


def same_classes(before: int, predicted: Array) -> int:
    """The number of classes, which must not change between updates. Raises ValueError."""
    now = int(predicted.shape[1])
    if before not in (0, now):
        raise ValueError(f"The predictions have {now} classes, but had {before} in the update before.")
    return now


def marks(classes: int, predicted: Array, y: Array) -> tuple[Array, Array]:
    """One row of 0 and 1 for each sample, of the highest score and of the label. Raises ValueError."""
    if y.max() + 1 > classes:
        raise ValueError(f"The labels need {y.max() + 1} classes, but the predictions have {classes}.")
    rows = np.eye(classes)
    return rows[predicted.argmax(axis=1).reshape(-1)], rows[y.reshape(-1)]


def one_hot(data: Array) -> bool:
    """Whether axis 1 holds a single 1 among zeros everywhere."""
    return bool(data.ndim > 1 and np.equal(data**2, data).all() and (data.sum(axis=1) == 1).all())


def typed(name: str, value: Any, *kinds: type) -> Any:
    """The value, if it is of one of the kinds; a bool is no int. Raises TypeError."""
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        wanted = " or ".join(kind.__name__ for kind in kinds)
        raise TypeError(f"The '{name}' must be of type {wanted}, but got {value!r} of {type(value).__name__}.")
    return value


def chosen(name: str, value: Any, choices: tuple[str, ...]) -> str:
    """The value, if it is one of the choices. Raises TypeError for anything but a str, ValueError."""
    if typed(name, value, str) not in choices:
        raise ValueError(f"The '{name}' must be one of {choices}, but got {value!r}.")
    return str(value)
