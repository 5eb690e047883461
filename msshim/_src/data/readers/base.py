"""What the readers of collections share: MindSpore's common arguments, and rows made of what a row's function finds.

Files are looked at when a program first asks for rows or their number; what is wrong with them is then a RuntimeError.
Source: mindspore.dataset.engine.datasets_vision and the validators of 2.10.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msshim._src.data import failures
from msshim._src.data.arguments import whole
from msshim._src.data.base import Epochs
from msshim._src.data.failures import Refused
from msshim._src.data.rows import Row
from msshim._src.data.sampler_base import Order
from msshim._src.data.sources import MappableDataset
from msshim._src.data.transforms.checks import typed

SHARED = ("num_samples", "num_parallel_workers", "shuffle", "sampler", "num_shards", "shard_id", "cache")
"""The arguments that all readers have; what else a row lists goes to the function that finds its samples."""

META = "_meta-filename"
"""The column of names that `extra_metadata` asks for."""


@dataclass
class Samples:
    """What a reader found.

    items: what stands for each sample; load: the row of one of them.
    size: makes how many MindSpore says there are, where that is not the number of the items.
    labels: the sequence of the class of each, or its classes, which PKSampler asks for; None where it may not.
    classes: what `get_class_indexing` answers; None where it refuses. count: makes what `num_classes` answers.
    wrong: what is refused once rows are asked for. empty: whether there may be none.
    """

    items: Sequence[Any]
    load: Callable[[Any], Row]
    size: Callable[[], int] | None = None
    labels: Any = None
    classes: dict[str, Any] | None = field(default_factory=dict)
    count: Callable[[], int] | None = None
    wrong: str = ""
    empty: bool = False


@dataclass(frozen=True)
class Form:
    """What a row says: the function that finds samples, what it takes, and the columns, or by which argument."""

    name: str
    find: Callable[..., Any]
    names: Mapping[str, Any]
    columns: Any

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        """A row's own arguments; one that is None is what the function has for it."""
        own = {name: value for name, value in values.items() if name not in SHARED}
        return {name: self.names.get(name) if value is None else value for name, value in own.items()}

    def columns_of(self, values: Mapping[str, Any]) -> list[str]:
        """The names of the columns."""
        if not isinstance(self.columns, dict):
            return list(self.columns)
        ((name, by_value),) = self.columns.items()
        return list(by_value[values[name]])


class Reader(MappableDataset):
    """The samples of a collection; what a row of kind `reader` makes is a subclass."""

    _form: Form

    def _set_up(self, values: dict[str, Any], wrong: str | None = None) -> None:
        """Keep checked arguments. wrong: what is refused once the pipeline is looked at."""
        check_shared(values)
        MappableDataset.__init__(self, **{name: values[name] for name in SHARED if name in values})
        self._own = self._form.arguments(values)
        vars(self).update(self._own)
        self._kept: Samples | None = None
        self._wrong = wrong or ""

    @property
    def _samples(self) -> Samples:
        if self._kept is None:
            self._kept = self._form.find(**{name: self._own[name] for name in self._form.names})
        return self._kept

    def _columns(self) -> list[str]:
        self._order()  # what is wrong with the sampler, MindSpore says here
        return [*self._form.columns_of(self._own), *([META] if self._own.get("extra_metadata") else [])]

    def _length(self) -> int:
        with failures.shown():
            found = self._samples
            if found.size is not None:
                return found.size()
            if not found.items and not found.empty:
                raise Refused(self._nothing())
            return len(found.items)

    def _nothing(self) -> str:
        return f"Invalid data, {self._form.name} found no samples of its kind."

    def _order(self) -> Order:
        if self._wrong:
            raise failures.failed(Refused(self._wrong))
        self.sampler.meet(self._labels)
        return super()._order()

    def _labels(self) -> Sequence[Any]:
        if self._samples.labels is None:
            raise Refused(f"{self._form.name} does not say of which class its samples are, which PKSampler asks for.")
        return self._samples.labels  # type: ignore[no-any-return]

    def _size(self) -> int:
        self._order()
        return super()._size() if self._length() else 0

    def get_batch_size(self) -> int:
        """1."""
        self._order()
        return 1

    def _start(self) -> Epochs:
        order = self._order()

        def epoch() -> Iterator[Row]:
            found = self._samples
            if found.wrong or not (found.items or found.empty):
                raise Refused(found.wrong or self._nothing())
            for i in order(len(found.items)):
                yield found.load(found.items[i])

        return epoch

    def num_classes(self) -> int | None:
        """How many classes the labels have, where the reader knows."""
        self._order()
        with failures.shown():
            count = self._samples.count
            return None if count is None else count()

    def get_class_indexing(self) -> dict[str, Any]:
        """The numbers of the labels by their names, where the reader knows; else it is empty.

        Raises:
            NotImplementedError: The reader knows them for other tasks.
        """
        if self._own.get("class_indexing"):
            return dict(self._own["class_indexing"])
        self._order()
        with failures.shown():
            found = self._samples.classes
        if found is None:
            raise NotImplementedError(f"{self._form.name} has no names of classes for these arguments.")
        return found


def check_shared(values: Mapping[str, Any], *levels: type) -> None:
    """The arguments that all readers have, each by itself and together; `levels`: what `shuffle` may be beside a bool.

    Raises:
        TypeError: An argument is of another type.
        ValueError: It is out of its range; so are more workers than there are CPUs.
        RuntimeError: Arguments exclude each other, or one lacks another.
    """
    given = {name: values[name] for name in SHARED if values.get(name) is not None}
    for name in ("num_samples", "num_parallel_workers", "num_shards", "shard_id"):
        if name in given:
            typed(name, given[name], int)
    if "num_parallel_workers" in given and not 1 <= given["num_parallel_workers"] <= (os.cpu_count() or 1):
        raise ValueError(
            f"The 'num_parallel_workers' must be in [1, {os.cpu_count()}], the number of CPUs, "
            f"but got {given['num_parallel_workers']}."
        )
    if "num_samples" in given:
        whole("num_samples", given["num_samples"], 0)
    if "shuffle" in given:
        typed("shuffle", given["shuffle"], bool, *levels)
    if "sampler" in given:
        for name in ("shuffle", "num_shards", "shard_id", "num_samples"):
            if name in given:
                raise RuntimeError(f"The 'sampler' and '{name}' can not be given together.")
    if ("num_shards" in given) != ("shard_id" in given):
        raise RuntimeError("The 'num_shards' and 'shard_id' must be given together, but only one of them is.")
    if "num_shards" in given and not 0 <= given["shard_id"] < whole("num_shards", given["num_shards"]):
        raise ValueError(f"The 'shard_id' must be in [0, {given['num_shards']}), but got {given['shard_id']}.")
