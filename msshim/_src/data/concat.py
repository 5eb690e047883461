"""Pipelines one after the other. Source: mindspore.dataset.engine.datasets of 2.10."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import numpy as np

from msshim._src.data.base import Dataset, Epochs
from msshim._src.data.batches import BatchDataset
from msshim._src.data.failures import Refused
from msshim._src.data.rows import Row
from msshim._src.data.sampler_base import Order
from msshim._src.data.samplers import Builtin, DistributedSampler, RandomSampler
from msshim._src.data.sources import MappableDataset


class ConcatDataset(Dataset):
    """Rows of several, one after the other.

    Raises:
        TypeError: One is no Dataset.
        ValueError: One has no rows.
    """

    def __init__(self, datasets: Any) -> None:
        for one in datasets:
            if not isinstance(one, Dataset):
                raise TypeError(f"The 'datasets' must be Datasets, but one is {one!r}.")
        super().__init__(list(datasets))
        self._sizes = [child.get_dataset_size() for child in self.children]
        if 0 in self._sizes:
            raise ValueError(f"The 'datasets' of concat must have rows, but number {self._sizes.index(0)} has none.")
        self._sampler: Any = None

    def use_sampler(self, sampler: Any) -> None:
        """One process's part of all rows; or the rows of all mixed, those of each in their order.

        How a RandomSampler mixes them is random in MindSpore's way, but not by the same numbers.

        Raises:
            TypeError: `sampler` is no DistributedSampler or RandomSampler, or a part would be of batches.
            ValueError: It shuffles parts, repeats rows, or has a number of samples.
        """
        if not isinstance(sampler, (DistributedSampler, RandomSampler)):
            raise TypeError(
                f"The 'sampler' of concat must be a DistributedSampler or RandomSampler, but got {sampler!r}."
            )
        if isinstance(sampler, RandomSampler):
            if sampler.replacement:
                raise ValueError("The RandomSampler of concat must not have 'replacement'.")
        elif sampler.is_shuffled():
            raise ValueError("The DistributedSampler of concat must not have 'shuffle'.")
        if sampler.get_num_samples() is not None:
            raise ValueError("The 'sampler' of concat must not have 'num_samples'.")
        self._sampler, self.dataset_size = sampler, None
        if isinstance(sampler, RandomSampler):
            return
        for i, child in enumerate(self.children):
            if isinstance(child, BatchDataset):
                raise TypeError("The 'datasets' of concat must not be batches, for a part of their rows.")
            if _numbered(child):
                if child.sampler.get_num_samples() is not None:  # type: ignore[attr-defined]
                    raise ValueError("The 'datasets' of concat must not have 'num_samples', for a part of their rows.")
                child.use_sampler(_Every(sampler.num_shards, self._offset(i)))  # type: ignore[attr-defined]

    def _offset(self, place: int) -> int:
        """The first row of a child in the part of the sampler."""
        return int((self._sampler.shard_id - sum(self._sizes[:place])) % self._sampler.num_shards)

    def _shares(self, inner: list[Epochs]) -> list[Epochs]:
        """Of children whose rows have no numbers, the rows of the sampler's part.

        Their count goes on from epoch to epoch, as in MindSpore, but for the rows of a last child that has numbers.
        """
        count, shards, shard = 0, self._sampler.num_shards, self._sampler.shard_id

        def share(part: Epochs, size: int, numbered: bool, last: bool) -> Epochs:
            def epoch() -> Iterator[Row]:
                nonlocal count
                for one in part():
                    if numbered or count % shards == shard:
                        yield one
                    count += not numbered
                count += size if numbered and not last else 0

            return epoch

        return [
            share(part, size, _numbered(child), child is self.children[-1])
            for child, part, size in zip(self.children, inner, self._sizes, strict=True)
        ]

    def _columns(self) -> list[str]:
        found = [child._columns() for child in self.children]
        for other in found[1:]:
            if other != found[0]:
                raise RuntimeError(
                    f"The 'datasets' of concat must have the same columns, but got {found[0]} and {other}."
                )
        return found[0]

    def _size(self) -> int:
        if not isinstance(self._sampler, DistributedSampler):
            return sum(self._sizes)
        return len(range(self._sampler.shard_id, sum(self._sizes), self._sampler.num_shards))

    def _start(self) -> Epochs:
        self._columns()
        inner = [child._start() for child in self.children]
        if isinstance(self._sampler, RandomSampler):
            return _mixed(inner, self._sizes, self._sampler.start())
        if self._sampler is not None:
            inner = self._shares(inner)

        def epoch() -> Iterator[Row]:
            known: list[tuple[int, Any]] = []
            for part in inner:
                for i, one in enumerate(part()):
                    if i == 0:
                        kinds = [_kind(value) for value in one]
                        known = known or kinds
                        if kinds != known:
                            raise Refused(
                                "The 'datasets' of concat must have columns of one rank and one dtype, but got "
                                f"{known} and {kinds}."
                            )
                    yield one

        return epoch


class _Every(Builtin):
    """Every so many items, from one on."""

    def __init__(self, step: int, first: int) -> None:
        super().__init__()
        self.step, self.first = step, first

    def _start(self) -> Order:
        return lambda size: range(self.first, size, self.step)


def _numbered(child: Dataset) -> bool:
    """Whether the rows are items that have numbers, of which a part can be read alone."""
    return isinstance(child, MappableDataset) and getattr(child, "_random_access", True)


def _mixed(inner: list[Epochs], sizes: list[int], order: Order) -> Epochs:
    ends = list(accumulate(sizes))

    def epoch() -> Iterator[Row]:
        rows = [part() for part in inner]
        for number in order(ends[-1]):
            yield next(rows[bisect_right(ends, number)])

    return epoch


def _kind(value: Any) -> tuple[int, Any]:
    """A column's number of axes and its dtype, of which texts of all lengths have one."""
    found = np.asarray(value)
    return found.ndim, found.dtype.kind if found.dtype.kind in "SU" else found.dtype
