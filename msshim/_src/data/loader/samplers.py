"""In which order a DataLoader reads. Source: mindspore.dataset.dataloader of 2.10.

Random orders are numpy's: `Generator.permutation`, and for several processes `default_rng(seed + epoch)`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice
from typing import Any, Generic, TypeVar

import numpy as np

from msshim._src.communication import group
from msshim._src.data.transforms.checks import refuse

T = TypeVar("T", covariant=True)


def check_type(name: str, value: Any, *types: type) -> None:
    """Raise TypeError for what is of none of these types."""
    if not isinstance(value, types):
        raise refuse(name, " or ".join(one.__name__ for one in types), value)


class Sampler(Generic[T]):
    """The base of samplers: subclasses have `__iter__`, and `__len__`."""

    def __init__(self, data_source: Any = None) -> None:
        pass


class SequentialSampler(Sampler[int]):
    """The numbers of all items, in their order.

    Args:
        data_source: What has the items.
    """

    def __init__(self, data_source: Any) -> None:
        super().__init__(data_source)
        self.data_source = data_source

    def __iter__(self) -> Iterator[int]:
        yield from range(len(self.data_source))

    def __len__(self) -> int:
        return len(self.data_source)


class RandomSampler(Sampler[int]):
    """The numbers of items, in random order.

    Args:
        data_source: What has the items.
        replacement: Whether one may come again.
        num_samples: How many come; as many as there are, unless said. More than there are come in several orders.
        generator: numpy's Generator; one seeded by numpy's global generator, unless said.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `num_samples` is not positive.
    """

    def __init__(
        self, data_source: Any, replacement: bool = False, num_samples: int | None = None, generator: Any = None
    ) -> None:
        super().__init__(data_source)
        check_type("replacement", replacement, bool)
        if num_samples is not None:
            check_type("num_samples", num_samples, int)
            if num_samples <= 0:
                raise ValueError(f"The 'num_samples' must be positive, but got {num_samples}.")
        if generator is not None:
            check_type("generator", generator, np.random.Generator)
        self.data_source, self.replacement, self.generator = data_source, replacement, generator
        self._num_samples = num_samples

    @property
    def num_samples(self) -> int:
        """How many numbers come."""
        return len(self.data_source) if self._num_samples is None else self._num_samples

    def __iter__(self) -> Iterator[int]:
        size, generator = len(self.data_source), self.generator
        if generator is None:
            generator = np.random.default_rng(np.random.randint(0, 2**63, dtype=np.int64))
        if self.replacement:
            for left in range(self.num_samples, 0, -32):  # as many at once as MindSpore draws
                yield from generator.integers(0, size, size=min(left, 32), dtype=np.int64).tolist()
            return
        for _ in range(self.num_samples // size):
            yield from generator.permutation(size).tolist()
        yield from generator.permutation(size).tolist()[: self.num_samples % size]

    def __len__(self) -> int:
        return self.num_samples


class BatchSampler(Sampler[list[int]]):
    """Lists of what another sampler gives.

    Args:
        sampler: The other one, or an iterable.
        batch_size: How long a list is.
        drop_last: Whether the last one goes where it is shorter.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `batch_size` is not positive.
    """

    def __init__(self, sampler: Any, batch_size: int, drop_last: bool) -> None:
        super().__init__()
        check_count("batch_size", batch_size)
        check_type("drop_last", drop_last, bool)
        self.sampler, self.batch_size, self.drop_last = sampler, batch_size, drop_last

    def __iter__(self) -> Iterator[list[int]]:
        numbers = iter(self.sampler)
        while batch := list(islice(numbers, self.batch_size)):
            if len(batch) < self.batch_size and self.drop_last:
                return
            yield batch

    def __len__(self) -> int:
        size = len(self.sampler)
        return size // self.batch_size if self.drop_last else -(-size // self.batch_size)


class DistributedSampler(Sampler[T]):
    """One process's part of the numbers of items.

    Args:
        dataset: What has the items.
        num_replicas: How many processes there are; as the program was started, unless said.
        rank: Which of them this is; as it was started, unless said.
        shuffle: Whether the items come in random order, the same in all processes.
        seed: The seed of that order, to which the epoch is added.
        drop_last: Whether the last items go where they are too few for all processes; else the first come again.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `num_replicas` is not positive, or `rank` no number of a process.
    """

    def __init__(
        self,
        dataset: Any,
        num_replicas: int | None = None,
        rank: int | None = None,
        shuffle: bool | None = True,
        seed: int | None = 0,
        drop_last: bool | None = False,
    ) -> None:
        super().__init__(dataset)
        for name, number in (("num_replicas", num_replicas), ("rank", rank)):
            if number is not None:
                check_type(name, number, int)
        check_type("shuffle", shuffle, bool)
        check_type("seed", seed, int)
        check_type("drop_last", drop_last, bool)
        self.num_replicas = group.get_group_size() if num_replicas is None else num_replicas
        self.rank = group.get_rank() if rank is None else rank
        if self.num_replicas <= 0:
            raise ValueError(f"The 'num_replicas' must be positive, but got {num_replicas}.")
        if not 0 <= self.rank < self.num_replicas:
            raise ValueError(f"The 'rank' must be in [0, {self.num_replicas}), but got {rank}.")
        self.dataset, self.shuffle, self.seed, self.drop_last = dataset, shuffle, seed or 0, drop_last
        self.epoch = 0
        size = len(dataset)
        whole = size % self.num_replicas == 0 or not drop_last
        self.num_samples = math.ceil((size if whole else size - self.num_replicas) / self.num_replicas)
        self.total_samples = self.num_samples * self.num_replicas

    def __iter__(self) -> Iterator[Any]:
        size = len(self.dataset)
        numbers: Any = np.arange(size)
        if self.shuffle:
            numbers = np.random.default_rng(self.seed + self.epoch).permutation(size)
        # Cut off at the end, or filled up from the beginning.
        numbers = np.resize(numbers, self.total_samples)
        return iter(numbers[self.rank :: self.num_replicas].tolist())

    def __len__(self) -> int:
        return self.num_samples

    def set_epoch(self, epoch: int) -> None:
        """The epoch that is added to the seed. Raises TypeError for no int."""
        check_type("epoch", epoch, int)
        self.epoch = epoch


def check_count(name: str, value: Any) -> None:
    """A positive int, and no bool. Raises TypeError and ValueError."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise refuse(name, "an int", value)
    if value <= 0:
        raise ValueError(f"The '{name}' must be positive, but got {value}.")
