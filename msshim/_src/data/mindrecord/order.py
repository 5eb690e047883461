"""In which order MindDataset gives rows, over epochs, from MindSpore's seed.

A chain of samplers works on one list of rows. The first epoch runs all of it; each later one shuffles what the epoch
before left, or, with shards, cuts all rows anew. Orders are std::shuffle of std::minstd_rand0, whose seed is one more
in each epoch. Found by asking MindSpore 2.10.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from msshim._src.data import config, samplers
from msshim._src.data.failures import Refused
from msshim._src.data.sampler_base import Shuffle
from msshim._src.runtime import streams

Rows = np.ndarray[Any, np.dtype[np.int64]]
_BLOCK, _MANY = 10**6, 10**8  # how many rows are shuffled together, and above how many that is so


def _shuffled(rows: Rows, seed: int) -> Rows:
    found: Rows = rows[streams.permutation(streams.MinStd(seed), len(rows)).numpy()]
    return found


def _drawn(seed: int, below: int, count: int) -> Rows:
    """Numbers with replacement: the first of std::mt19937 for each of `count` seeds, one after the other."""
    seeds = (seed + np.arange(count)) % (1 << 32)
    states = [seeds.astype(np.uint32)]
    x: Any = states[0]
    for i in range(1, 398):
        x = (x ^ x >> 30) * np.uint32(1812433253) + np.uint32(i)
        if i in (1, 397):
            states.append(x)
    y = states[0] & np.uint32(1 << 31) | states[1] & np.uint32((1 << 31) - 1)
    x = states[2] ^ y >> 1 ^ (y & 1) * np.uint32(0x9908B0DF)
    x ^= x >> 11
    x ^= x << 7 & np.uint32(0x9D2C5680)
    x ^= x << 15 & np.uint32(0xEFC60000)
    x ^= x >> 18
    found: Rows = x.astype(np.int64) // ((2**32 - 1) // below)
    for i in np.flatnonzero(found >= below):  # such a number is drawn again
        found[i] = int(streams.integers(streams.Mersenne(int(seeds[i])), below, 1))
    return found


class _Shuffle:
    """Rows shuffled by a level.

    Args:
        level: Which.
        seed: The one before the first epoch's.
        ends: Up to which place each file's rows stand. MindSpore looks at places, also where a sampler before this one
            has moved the rows.
        count: How many rows come at most.
        steady: Whether the seed stays.
    """

    def __init__(
        self, level: Shuffle, seed: int, ends: Sequence[int], count: int | None = None, steady: bool = False
    ) -> None:
        self.in_blocks = level is Shuffle.PARTIAL or (level is Shuffle.ADAPTIVE and ends[-1] > _MANY)
        self._level, self._seed, self._ends, self._count, self._steady = level, seed, ends, count, steady

    def __call__(self, rows: Rows) -> Rows:
        return self.within(self.across(rows))

    def across(self, rows: Rows) -> Rows:
        """What comes before shards are cut."""
        self._seed += not self._steady
        if self._level is Shuffle.FILES or self.in_blocks:
            *files, rest = np.split(rows, self._ends)
            return np.concatenate([*(files[i] for i in _shuffled(np.arange(len(files)), self._seed)), rest])
        if self._level is Shuffle.INFILE:
            *files, rest = np.split(rows, self._ends)
            return np.concatenate([*(_shuffled(part, self._seed) for part in files), rest])
        return _shuffled(rows, self._seed)

    def within(self, rows: Rows) -> Rows:
        """What comes after it: at most so many rows, and blocks of a million of them each shuffled for itself."""
        rows = rows[: self._count]
        if not self.in_blocks or not len(rows):
            return rows
        return np.concatenate(
            [_shuffled(block, self._seed) for block in np.split(rows, range(_BLOCK, len(rows), _BLOCK))]
        )


class _Replaced:
    """Rows drawn with replacement."""

    def __init__(self, seed: int, count: int | None) -> None:
        self._seed, self._count = seed, count

    def __call__(self, rows: Rows) -> Rows:
        self._seed += 1
        return rows[_drawn(self._seed, len(rows), self._count or len(rows))] if len(rows) else rows


class _Shards:
    """One part of the rows: each so-and-so-many-th, or, where MindSpore's environment variable says so, a block."""

    def __init__(self, sampler: samplers.DistributedSampler, shuffle: _Shuffle | None, padded: int) -> None:
        self._sampler, self._shuffle, self._padded = sampler, shuffle, padded
        self._all: Rows | None = None

    def __call__(self, rows: Rows) -> Rows:
        rows = self._all = rows if self._all is None else self._all
        count, part = self._sampler.num_shards, self._sampler.shard_id
        if self._padded and len(rows) % count:
            raise Refused(
                f"Invalid data, the size of dataset and padded samples: {len(rows)} can not be divisible by the value "
                f"of 'num_shards': {count}. Please adjust the value of 'num_padded'."
            )
        if not len(rows):
            return rows
        if self._shuffle:
            rows = self._shuffle.across(rows)
        if self._sampler.offset == -1:
            each = -(-len(rows) // count)
            together = os.environ.get("MS_DEV_MINDRECORD_SHARD_BY_BLOCK") == "True"
            places = np.arange(each) + part * each if together else np.arange(each) * count + part
            rows = rows[places % len(rows)]
        else:
            each, more = divmod(len(rows) + self._sampler.offset, count)
            sizes = [each + (i < more) - (i < self._sampler.offset) for i in range(count)]
            rows = rows[sum(sizes[:part]) : sum(sizes[: part + 1])]
        return self._shuffle.within(rows) if self._shuffle else rows[: self._sampler.num_samples]


class _Pick:
    """The rows with these places, as unsigned numbers; beyond the last one they begin anew."""

    def __init__(self, places: Rows) -> None:
        self._places = places.astype(np.uint64)

    def __call__(self, rows: Rows) -> Rows:
        return rows[self._places % np.uint64(len(rows))] if len(rows) else rows


def _chain(sampler: Any, ends: Sequence[int], padded: int) -> list[Callable[[Rows], Rows]]:
    """What a sampler, and the one that picks before it, do with a list of rows."""
    if sampler is None:
        return []
    steps, count = _chain(sampler.child_sampler, ends, padded), sampler.num_samples
    if isinstance(sampler, samplers.SequentialSampler):
        start = sampler.start_index
        return [*steps, lambda rows: rows[start : None if count is None else start + count]]
    if isinstance(sampler, samplers.SubsetSampler):
        places = np.array(sampler.indices[:count], np.int64)
        if isinstance(sampler, samplers.SubsetRandomSampler):
            places = _shuffled(places, config.get_seed() + 1)
        return [*steps, _Pick(places)]
    level = sampler.shuffle
    if isinstance(sampler, samplers.DistributedSampler):
        shuffle = None if level is Shuffle.FALSE else _Shuffle(level, sampler.seed, ends, count)
        return [*steps, _Shards(sampler, shuffle, padded)]
    seed = config.drawn_seed()
    if sampler.replacement and level is not Shuffle.PARTIAL:
        return [*steps, _Replaced(seed, count)]
    return [*steps, _Shuffle(level, seed, ends, count, not sampler.reshuffle_each_epoch)]


def epochs(sampler: Any, ends: Sequence[int], padded: int) -> Callable[[], Rows]:
    """A function whose calls give the rows of one epoch after the other.

    Args:
        sampler: What orders them.
        ends: How many rows there are up to the end of each file.
        padded: How many rows fill up at the end.
    """
    steps = _chain(sampler, ends, padded)
    shards = [step for step in steps if isinstance(step, _Shards)]
    shuffles = [step for step in steps if isinstance(step, (_Shuffle, _Replaced))]
    whole = np.arange(ends[-1] + padded)
    rows: Rows | None = None
    size = 0

    def epoch() -> Rows:
        nonlocal rows, size
        if rows is None:
            rows = whole
            for step in steps:
                rows = step(rows)
            size = len(rows)
        else:
            for again in shards or shuffles:
                rows = again(whole if isinstance(again, _Shuffle) and again.in_blocks else rows)
        return rows[:size]

    return epoch
