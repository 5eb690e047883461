"""Samplers that draw items by their class, or by weights. Source: mindspore.dataset.engine.samplers of 2.10."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from numbers import Number
from typing import Any

import numpy as np

from msshim._src.data import config, failures
from msshim._src.data.engine import Engine
from msshim._src.data.failures import Refused
from msshim._src.data.sampler_base import Order, Shuffle
from msshim._src.data.samplers import Builtin


class PKSampler(Builtin):
    """Some items of each class, with replacement; the classes in their order.

    Args:
        num_val: How many of each class.
        num_class: Not supported, in MindSpore neither.
        shuffle: Whether the classes come in random order.
        class_column: No effect; MindDataset does not take this sampler.
        num_samples: How many come at most; None for all.

    Raises:
        TypeError: An argument is of another type.
        NotImplementedError: `num_class` is given.
    """

    def __init__(
        self,
        num_val: int,
        num_class: int | None = None,
        shuffle: bool = False,
        class_column: str = "label",
        num_samples: int | None = None,
    ) -> None:
        if not isinstance(num_val, int):
            raise TypeError(f"The 'num_val' must be an int, but got {num_val!r}.")
        if num_class is not None:
            raise NotImplementedError("The 'num_class' of PKSampler is not supported; leave it out.")
        if not isinstance(shuffle, bool):
            raise TypeError(f"The 'shuffle' must be a bool, but got {shuffle!r}.")
        if not isinstance(class_column, str):
            raise TypeError(f"The 'class_column' must be a str, but got {class_column!r}.")
        self.num_val, self.shuffle, self.class_column = num_val, shuffle, class_column
        self._labels: Callable[[], Sequence[Any]] | None = None
        super().__init__(num_samples)

    def is_shuffled(self) -> bool:
        """Whether the classes are shuffled; where another sampler picks first, what that one says."""
        return self.shuffle if self.child_sampler is None else self.child_sampler.is_shuffled()

    def meet(self, labels: Callable[[], Sequence[Any]]) -> None:
        """Learn of which class, or classes, each item is."""
        self._labels = labels
        super().meet(labels)

    def count(self, size: int) -> int:
        """How many items come."""
        return len(self.start()(size))

    def _start(self) -> Order:
        if self.num_val < 1:
            raise failures.failed(Refused(f"The 'num_val' of PKSampler must be positive, but got {self.num_val}."))
        if self._labels is None:
            raise failures.failed(Refused("PKSampler is for sources that know of which class their items are."))
        seed, labels, classes = config.drawn_seed(), self._labels, np.empty(0, np.int64)

        def order(size: int) -> list[int]:
            nonlocal seed, classes
            engine = Engine(seed)
            seed = (seed + 1) % 2**32
            with failures.shown():
                of_each, numbers = _paired(labels())
            if not len(classes):
                classes = np.unique(of_each)
                if self.shuffle:
                    classes = np.array(engine.shuffled(classes.tolist()))
            items = [numbers[of_each == one] for one in classes]
            count = self.num_val * len(items)
            count = min(self.num_samples or count, count)
            drawn = (items[i // self.num_val] for i in range(count))
            return [int(one[engine.integer(0, len(one) - 1)]) for one in drawn]

        return order


def _paired(labels: Sequence[Any]) -> tuple[Any, Any]:
    """The classes of all items, and beside each the number of its item."""
    if len(labels) and isinstance(labels[0], list):
        pairs = [(label, i) for i, several in enumerate(labels) for label in several]
        return np.array([label for label, _ in pairs]), np.array([i for _, i in pairs])
    return np.asarray(labels), np.arange(len(labels))


class WeightedRandomSampler(Builtin):
    """Items at random, in proportion to weights; the same ones in each epoch where a seed is set.

    Args:
        weights: A number for each item, or for the first of them.
        num_samples: How many come at most; None for as many as there are items.
        replacement: Whether an item may come again.

    Raises:
        TypeError: A weight is no number, or `replacement` no bool.
    """

    _random = True

    def __init__(self, weights: Sequence[float], num_samples: int | None = None, replacement: bool = True) -> None:
        self.weights: list[Any] = weights if isinstance(weights, list) else [weights]
        for i, weight in enumerate(self.weights):
            if not isinstance(weight, Number):
                raise TypeError(f"The 'weights' must be numbers, but weights[{i}] is {weight!r}.")
        if not isinstance(replacement, bool):
            raise TypeError(f"The 'replacement' must be a bool, but got {replacement!r}.")
        self.replacement = replacement
        super().__init__(num_samples)

    def get_shuffle_mode(self) -> Shuffle:
        """How it shuffles itself."""
        return Shuffle.GLOBAL

    def is_shuffled(self) -> bool:
        """True."""
        return True

    def _start(self) -> Order:
        weights = np.array(self.weights, np.float64)
        if not (weights > 0).any() or (weights < 0).any():
            raise failures.failed(Refused(f"The 'weights' must not be negative, nor all 0, but are {self.weights}."))

        def order(size: int) -> list[int]:
            count = min(self.num_samples or size, size)
            least = 1 if self.replacement else count
            if not least <= len(weights) <= size:
                what = f"The 'weights' must be {least} to {size} numbers, but are {len(weights)}."
                raise failures.failed(Refused(what))
            engine = Engine(config.drawn_seed())
            if not self.replacement:
                with np.errstate(divide="ignore"):
                    waits = np.array([-math.log(1 - engine.share()) for _ in weights]) / weights
                return np.argsort(waits, kind="stable")[:count].tolist()  # type: ignore[no-any-return]
            ends = np.cumsum(weights / np.cumsum(weights)[-1])  # a plain sum, as C++ has it
            ends[-1] = 1.0
            if len(ends) == 1:  # where nothing is drawn
                return [0] * count
            return np.searchsorted(ends, [engine.share() for _ in range(count)]).tolist()  # type: ignore[no-any-return]

        return order
