"""Which items of a source come, in which order. Source: mindspore.dataset.engine.samplers of 2.10.

`start` is called for each new iterator and gives a function that is called for each epoch: it takes the number of items
and gives their numbers. Shuffled orders are MindSpore's from the same `set_seed`: std::shuffle of std::mt19937, whose
seed is one more in each epoch.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from msshim._src.data import config, failures
from msshim._src.data.failures import Refused
from msshim._src.data.sampler_base import Iterated, Order, Sampler, Shuffle, check_count
from msshim._src.runtime import streams


class Builtin(Sampler):
    """A sampler that numbers items itself; one that was added before it picks from what it numbers."""

    def __init__(self, num_samples: int | None = None) -> None:
        check_count("num_samples", num_samples)
        self.num_samples = num_samples or None
        self.child_sampler: Sampler | None = None

    def add_child(self, sampler: Sampler | None) -> None:
        """Let `sampler` pick first; this one then picks from what it gave."""
        if self.child_sampler is not None and sampler is not None:
            raise RuntimeError(f"The {type(self).__name__} has a child sampler already; it can have one.")
        self.child_sampler = sampler

    def get_num_samples(self) -> int | None:
        """How many items come at most; None for all."""
        inner = None if self.child_sampler is None else self.child_sampler.get_num_samples()
        counts = [count for count in (self.num_samples, inner) if count is not None]
        return min(counts, default=None)

    def is_sharded(self) -> bool:
        """Whether it, or the one that picks first, gives a part of the items."""
        return self.child_sampler is not None and self.child_sampler.is_sharded()

    def is_shuffled(self) -> bool:
        """Whether it, or the one that picks first, is random."""
        return self._random or (self.child_sampler is not None and self.child_sampler.is_shuffled())

    def count(self, size: int) -> int:
        """How many items MindSpore says come of so many; of an order with an item twice fewer than do come."""
        return self._count(size if self.child_sampler is None else self.child_sampler.count(size))

    def _count(self, size: int) -> int:
        return min(self.num_samples or size, size)

    def start(self) -> Order:
        """This sampler's order over the items that the child's order gives."""
        own, inner = self._start(), None if self.child_sampler is None else self.child_sampler.start()

        def order(size: int) -> Sequence[int]:
            if inner is None:
                return own(size)
            given = inner(size)
            picked = own(len(given))
            if any(i >= len(given) for i in picked):
                raise failures.failed(Refused(f"A sampler must pick from the {len(given)} items that its child gives."))
            return [given[i] for i in picked]

        return order

    def _start(self) -> Order:
        raise NotImplementedError


class SequentialSampler(Builtin):
    """Items in their own order.

    Args:
        start_index: The first item.
        num_samples: How many items come at most; None for all.
    """

    def __init__(self, start_index: int | None = None, num_samples: int | None = None) -> None:
        check_count("start_index", start_index)
        self.start_index = start_index or 0
        super().__init__(num_samples)

    def _start(self) -> Order:
        return self._range

    def _range(self, size: int) -> range:
        return range(size)[self.start_index : None if self.num_samples is None else self.start_index + self.num_samples]

    def _count(self, size: int) -> int:
        return len(self._range(size))


def _check_level(level: Shuffle) -> None:
    if level not in (Shuffle.GLOBAL, Shuffle.FALSE):
        raise RuntimeError(f"The shuffle mode: {level} is not supported with current dataset.")


class RandomSampler(Builtin):
    """Items in random order, another one in each epoch.

    Args:
        replacement: Whether an item may come again.
        num_samples: How many items come at most; None for all.
        shuffle: The level of shuffling; MindDataset knows all, others the default alone.
    """

    _random = True

    def __init__(
        self, replacement: bool = False, num_samples: int | None = None, shuffle: Shuffle = Shuffle.GLOBAL
    ) -> None:
        if not isinstance(replacement, bool):
            raise TypeError(f"The 'replacement' must be a bool, but got {replacement!r}.")
        if not isinstance(shuffle, Shuffle) or shuffle is Shuffle.FALSE:
            raise TypeError(f"The 'shuffle' must be a level of Shuffle but FALSE, but got {shuffle!r}.")
        self.replacement, self.shuffle = replacement, shuffle
        self.reshuffle_each_epoch = True
        super().__init__(num_samples)

    def get_shuffle_mode(self) -> Shuffle:
        """How it shuffles itself."""
        return self.shuffle

    def _start(self) -> Order:
        _check_level(self.shuffle)
        seed, ids = config.drawn_seed(), np.empty(0, np.int64)

        def order(size: int) -> Sequence[int]:
            nonlocal seed, ids
            engine = streams.Mersenne(seed)
            seed = (seed + self.reshuffle_each_epoch) % 2**32
            count = size if self.num_samples is None else min(self.num_samples, size)
            if self.replacement:
                return streams.integers(engine, size, count).tolist()  # type: ignore[no-any-return]
            if self.reshuffle_each_epoch or len(ids) != size:
                ids = (ids if len(ids) == size else np.arange(size))[streams.permutation(engine, size).numpy()]
            return ids[:count].tolist()  # type: ignore[no-any-return]

        return order


class SubsetSampler(Builtin):
    """The items that are named, in that order.

    Args:
        indices: Their numbers.
        num_samples: How many come at most; None for all.
    """

    def __init__(self, indices: Iterable[int], num_samples: int | None = None) -> None:
        self.indices: list[int] = [indices] if isinstance(indices, int) else [*indices]
        for i in self.indices:
            if not isinstance(i, (int, np.integer)):
                raise TypeError(f"The 'indices' must be ints, but one is {i!r} of type {type(i).__name__}.")
        super().__init__(num_samples)

    def get_num_samples(self) -> int:
        """How many items come at most."""
        return min(len(self.indices), super().get_num_samples() or len(self.indices))

    def is_shuffled(self) -> bool:
        """Whether it is random, whatever picks first."""
        return self._random

    def _count(self, size: int) -> int:
        return min(super()._count(size), len(self.indices))

    def _start(self) -> Order:
        def order(size: int) -> list[int]:
            if self.indices and not 0 <= min(self.indices) <= max(self.indices) < size:
                wrong = next(i for i in self.indices if not 0 <= i < size)
                raise failures.failed(
                    Refused(f"The 'indices' of a sampler must be in [0, {size}), but one is {wrong}.")
                )
            return self.indices[: self.num_samples]

        return order


class SubsetRandomSampler(SubsetSampler):
    """The items that are named, in random order, another one in each epoch.

    Args:
        indices: Their numbers.
        num_samples: How many come at most; None for all.
    """

    _random = True

    def _start(self) -> Order:
        inner, seed, kept = super()._start(), config.drawn_seed(), np.array(self.indices)

        def order(size: int) -> list[int]:
            nonlocal kept
            inner(size)
            kept = kept[streams.permutation(streams.Mersenne(seed), len(kept)).numpy()]
            return kept[: self.num_samples].tolist()  # type: ignore[no-any-return]

        return order


class DistributedSampler(Builtin):
    """One process's part of the items.

    Args:
        num_shards: How many parts there are.
        shard_id: Which of them this is.
        shuffle: Whether the items come in random order, the same in all processes; or the level of shuffling.
        num_samples: How many come at most; None for all.
        offset: The part that gets the first item; -1 for the first part.
    """

    def __init__(
        self,
        num_shards: int,
        shard_id: int,
        shuffle: bool | Shuffle = True,
        num_samples: int | None = None,
        offset: int = -1,
    ) -> None:
        check_count("num_shards", num_shards, 1)
        check_count("shard_id", shard_id)
        if shard_id >= num_shards:
            raise ValueError(f"The 'shard_id' must be less than 'num_shards' {num_shards}, but got {shard_id}.")
        if not isinstance(shuffle, (bool, Shuffle)):
            raise TypeError(f"The 'shuffle' must be a bool or a level of Shuffle, but got {shuffle!r}.")
        if offset > num_shards:
            raise RuntimeError(f"The 'offset' must not be more than 'num_shards' {num_shards}, but got {offset}.")
        self.num_shards, self.shard_id, self.offset = num_shards, shard_id, offset
        self.shuffle = shuffle if isinstance(shuffle, Shuffle) else Shuffle.GLOBAL if shuffle else Shuffle.FALSE
        self._random = self.shuffle is not Shuffle.FALSE
        self.seed = config.get_seed()
        super().__init__(num_samples)

    def is_sharded(self) -> bool:
        """Whether there are several parts; where another sampler picks first, what that one says."""
        return self.num_shards > 1 if self.child_sampler is None else self.child_sampler.is_sharded()

    def is_shuffled(self) -> bool:
        """Whether it is random; where another sampler picks first, what that one says."""
        return self._random if self.child_sampler is None else self.child_sampler.is_shuffled()

    def get_shuffle_mode(self) -> Shuffle:
        """How it shuffles itself."""
        return self.shuffle

    def _start(self) -> Order:
        _check_level(self.shuffle)
        # MindSpore seeds its engine once before the first epoch.
        seed, ids = config.drawn_seed() + 1, np.empty(0, np.int64)

        def order(size: int) -> list[int]:
            nonlocal seed, ids
            ids = ids if len(ids) == size else np.arange(size)
            if self._random:
                ids = ids[streams.permutation(streams.Mersenne(seed), size).numpy()]
                seed = (seed + 1) % 2**32
            return ids[self._places(size) % size][: self.num_samples].tolist()  # type: ignore[no-any-return]

        return order

    def _places(self, size: int) -> Any:
        shift = max(self.offset, 0)
        places = np.arange(math.ceil((size + shift) / self.num_shards)) * self.num_shards + self.shard_id - shift
        return places[places >= 0]

    def _count(self, size: int) -> int:
        count = len(self._places(size))
        return min(self.num_samples or count, count)


def select(
    num_samples: int | None,
    sampler: Any,
    shuffle: bool | Shuffle | None,
    num_shards: int | None,
    shard_id: int | None,
) -> Sampler:
    """The sampler that a source's arguments ask for.

    Raises:
        ValueError, RuntimeError: They contradict each other.
    """
    if (num_shards is None) != (shard_id is None):
        raise ValueError("'num_shards' and 'shard_id' must be given together, but only one of them is.")
    check_count("num_samples", num_samples)
    if sampler is not None:
        if isinstance(sampler, Builtin):
            if shuffle is not None or num_shards is not None or num_samples is not None:
                raise ValueError("With a 'sampler', 'shuffle', 'num_shards' and 'num_samples' must not be given.")
            return sampler
        if isinstance(sampler, (np.ndarray, list, tuple, int)):
            return SubsetSampler(sampler, num_samples)  # type: ignore[arg-type]
        if isinstance(sampler, Iterable) and not isinstance(sampler, str):
            return Iterated(sampler, num_samples)
        raise TypeError(f"The 'sampler' must be a Sampler or an iterable of ints, but got {sampler!r}.")
    level = shuffle if isinstance(shuffle, Shuffle) else Shuffle.FALSE if shuffle is False else Shuffle.GLOBAL
    if num_shards is not None and shard_id is not None:
        return DistributedSampler(num_shards, shard_id, level, num_samples)
    if level is Shuffle.FALSE:
        return SequentialSampler(num_samples=num_samples)
    return RandomSampler(num_samples is not None, num_samples, level)
