"""The base of samplers, which users write too, and what all have. Source: mindspore.dataset.engine.samplers of 2.10."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msshim._src.data import failures
from msshim._src.data.failures import Refused

Order = Callable[[int], Sequence[int]]


def check_count(name: str, value: Any, least: int = 0) -> None:
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"The '{name}' must be an int, but got {value!r} of type {type(value).__name__}.")
    if value < least:
        raise ValueError(f"The '{name}' must not be less than {least}, but got {value}.")


class Shuffle(str, enum.Enum):
    """How rows are shuffled: all (`GLOBAL`), files (`FILES`), those within a file (`INFILE`), or each million of them
    (`PARTIAL`; with `ADAPTIVE` where there are many). MindDataset knows all, others `GLOBAL`."""

    FALSE = "false"
    ADAPTIVE = "adaptive"
    GLOBAL = "global"
    PARTIAL = "partial"
    FILES = "files"
    INFILE = "infile"


class Sampler:
    """The base of samplers written by users: `__iter__` yields the numbers of items.

    Args:
        num_samples: How many items come at most; None for all.
    """

    def __init__(self, num_samples: int | None = None) -> None:
        check_count("num_samples", num_samples, 1)
        self.num_samples = num_samples
        self.child_sampler: Sampler | None = None
        self.dataset_size = 0

    _random = False

    def is_shuffled(self) -> bool:
        """Whether the order is a random one; False where it is not known."""
        return self._random

    def is_sharded(self) -> bool:
        """Whether only a part of the items comes; False where it is not known."""
        return False

    def get_child(self) -> Sampler | None:
        """The sampler that picks first."""
        return self.child_sampler

    def get_num_samples(self) -> int | None:
        """How many items come at most: those of `__iter__` where no number was given."""
        return sum(1 for _ in self) if self.num_samples is None else self.num_samples

    def get_shuffle_mode(self) -> Shuffle:
        """How it shuffles itself."""
        return Shuffle.GLOBAL if self._random else Shuffle.FALSE

    def reset(self) -> None:
        """Nothing; `__iter__` begins anew."""

    def __iter__(self) -> Any:
        raise NotImplementedError(f"{type(self).__name__} must have an __iter__ that yields the numbers of items.")

    def meet(self, labels: Callable[[], Sequence[Any]]) -> None:
        """Learn of which class, or classes, each item is, for the sampler that asks."""
        if self.child_sampler is not None:
            self.child_sampler.meet(labels)

    def count(self, size: int) -> int:
        """How many items come of so many."""
        return len(self.start()(size))

    def start(self) -> Order:
        """A function that is called for each epoch: the number of items in, their numbers out."""
        raise NotImplementedError


class Iterated(Sampler):
    """Any iterable of numbers as a sampler; one of msshim's kind learns how many items there are."""

    def __init__(self, items: Iterable[int], num_samples: int | None = None) -> None:
        super().__init__(num_samples)
        self.items = items

    def start(self) -> Order:
        """What the iterable gives, anew in each epoch."""

        def order(size: int) -> list[int]:
            if isinstance(self.items, Sampler):
                self.items.dataset_size = size
            try:
                return [int(i) for i in self.items][: self.num_samples]
            except Exception as error:
                raise failures.failed(Refused(f"A sampler failed:\n{failures.traced(error)}")) from None

        return order
