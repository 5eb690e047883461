"""The random engines of C++'s standard library, as MindSpore's CPU kernels use them: same seeds, same numbers.

They serve where a seed is set and the tensors are on the CPU; without a seed, on accelerators and under torch.compile
the numbers are torch's (`start` and `Streams.at` then answer None).

`MinStd` is what libstdc++ calls `default_random_engine`, `Mersenne` its `mt19937`. Distributions follow libstdc++ 7,
with which MindSpore is built, because a library's algorithm decides how many raw numbers a value takes. Sources: ISO
C++ 26.6 (engines), G. Marsaglia's polar method (normal), measurements of MindSpore 2.10.0. All values are CPU tensors.
"""

from __future__ import annotations

import copy
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
import torch

from msshim._src.runtime import random
from msshim._src.runtime.philox import words

_M = 2**31 - 1
_A = 16807
_BLOCK = 1 << 16
_PART = 1 << 13  # so many numbers at a time stay in the caches, and in memory that malloc has at hand
Array = np.ndarray[Any, Any]


class Engine(Protocol):
    """Raw integers from 0 to `span`, from a seed of 64 bits on."""

    span: int

    def __init__(self, seed: int) -> None: ...

    def raw(self, count: int) -> torch.Tensor:
        """The next `count` raw integers, int64."""

    def floats(self, count: int) -> torch.Tensor:
        """The next `count` floats in [0, 1), float32."""


E = TypeVar("E", bound=Engine)


def _powers() -> torch.Tensor:
    found = torch.ones(1, dtype=torch.int64)
    while len(found) < _BLOCK:
        found = torch.cat([found, _reduce(found * pow(_A, len(found), _M))])
    return found


def _reduce(x: torch.Tensor) -> torch.Tensor:
    """`x` modulo 2**31 - 1, where it is no multiple of that: folding is faster than a division."""
    for _ in range(2):
        high = x >> 31
        x = x.bitwise_and(_M).add_(high)
    return x


class MinStd:
    """`std::minstd_rand0`: x = 16807 x mod (2**31 - 1)."""

    span = _M - 2
    _table: torch.Tensor | None = None

    def __init__(self, seed: int) -> None:
        self.state = seed % _M or 1

    def raw(self, count: int) -> torch.Tensor:
        """The next `count` raw integers from 0 to 2**31 - 3, int64."""
        if MinStd._table is None:
            MinStd._table = _powers()
        blocks = []
        for start in range(0, count, _BLOCK):
            size = min(_BLOCK, count - start)
            blocks.append(_reduce(MinStd._table[:size] * (self.state * _A % _M)))
            self.state = self.state * pow(_A, size, _M) % _M
        return torch.cat(blocks).sub_(1) if blocks else torch.empty(0, dtype=torch.int64)

    def floats(self, count: int) -> torch.Tensor:
        """The next `count` floats in [0, 1), float32: `std::generate_canonical`."""
        largest = 1 - 2.0**-24
        return self.raw(count).float().div_(2.0**31).clamp_(max=largest)


class Mersenne:
    """`std::mt19937`."""

    span = 2**32 - 1

    def __init__(self, seed: int) -> None:
        self._bits = np.random.MT19937()
        np.random.RandomState(self._bits).seed(seed & self.span)

    def raw(self, count: int) -> torch.Tensor:
        """The next `count` raw integers from 0 to 2**32 - 1, int64."""
        return torch.from_numpy(self._bits.random_raw(count).view(np.int64))

    def floats(self, count: int) -> torch.Tensor:
        """The next `count` floats in [0, 1), float32."""
        return self.raw(count).float().div_(2.0**32).clamp_(max=1 - 2.0**-24)

    def doubles(self, count: int) -> torch.Tensor:
        """The next `count` doubles in [0, 1), of two raw integers each: `std::generate_canonical`."""
        low, high = self.raw(2 * count).double().view(count, 2).unbind(1)
        return ((low + high * 2.0**32) / 2.0**64).clamp_(max=1 - 2.0**-53)


def start(engine: type[E], seeds: tuple[int, int]) -> E | None:
    """An engine at the place where MindSpore's kernel starts with these two seeds; None where torch's numbers serve.

    The 64 bits of the seed come from Philox, with both seeds as its counter.
    """
    if seeds == (0, 0) or torch.compiler.is_compiling() or torch.get_default_device().type != "cpu":
        return None
    with np.errstate(over="ignore"):
        low, high = words(0x02461E29_3EC8F720, seeds[0], 1, seeds[1])[0, :2]
    return engine(int(high) << 32 | int(low))


class Streams(Generic[E]):
    """The streams of one primitive or cell: MindSpore keeps an engine for each shape and dtype that it is called with.

    Args:
        engine: The kind of engine.
        seeds: The two seeds with which each of them starts.
    """

    def __init__(self, engine: type[E], seeds: tuple[int, int]) -> None:
        self.engine, self.seeds = engine, seeds
        self._running: dict[Hashable, E] = {}

    def at(self, key: Hashable) -> E | None:
        """The engine of calls with `key`, which goes on from call to call; None where torch's numbers serve."""
        if key not in self._running:
            fresh = start(self.engine, self.seeds)
            if fresh is None:
                return None
            self._running[key] = fresh
        for journal in _journals:
            journal.note(self, key)
        return self._running[key]

    def __deepcopy__(self, memo: object) -> Streams[E]:
        return Streams(self.engine, self.seeds)


_journals: list[Journal] = []


class Journal:
    """What a block of code draws, so that its second run draws the same: for values that are computed again."""

    def __init__(self) -> None:
        self._starts: dict[tuple[int, Hashable], tuple[Streams[Any], Hashable, Engine]] = {}
        self._counts: dict[tuple[str, int], int] | None = None

    def note(self, streams: Streams[Any], key: Hashable) -> None:
        """Keep where a stream stands when the block draws from it first."""
        if (id(streams), key) not in self._starts:
            self._starts[id(streams), key] = streams, key, copy.deepcopy(streams._running[key])

    @contextmanager
    def run(self) -> Iterator[None]:
        """Around the block: the first time to keep where the streams stand, later to start from there again."""
        if self._counts is None:
            self._counts = dict(random.counts)
            _journals.append(self)
            try:
                yield
            finally:
                _journals.remove(self)
            return
        now, counts = [streams._running[key] for streams, key, _ in self._starts.values()], dict(random.counts)
        self._set([start for *_, start in self._starts.values()], self._counts)
        try:
            yield
        finally:
            self._set(now, counts)

    def _set(self, engines: list[Engine], counts: dict[tuple[str, int], int]) -> None:
        for (streams, key, _), engine in zip(self._starts.values(), engines, strict=True):
            streams._running[key] = copy.deepcopy(engine)
        random.counts.clear()
        random.counts.update(counts)


def integers(engine: Engine, bound: int, count: int) -> torch.Tensor:
    """`count` integers below `bound`: `std::uniform_int_distribution`."""
    found = torch.empty(0, dtype=torch.int64, device="cpu")
    while len(found) < count:
        raw = engine.raw(count - len(found)) // (engine.span // bound)
        found = torch.cat([found, raw[raw < bound]])
    return found


def normals(engine: Engine, count: int) -> torch.Tensor:
    """`count` standard normal numbers, float32: `std::normal_distribution<float>`."""
    pairs = torch.empty(0, 2)
    while len(pairs) < (count + 1) // 2:
        missing = (count + 1) // 2 - len(pairs)
        points = engine.floats(2 * missing).view(missing, 2).mul_(2).sub_(1)
        square = points.square().sum(1)
        inside = (square <= 1) & (square != 0)
        points, square = points[inside], square[inside]
        pairs = torch.cat([pairs, points.flip(1) * torch.sqrt(-2 * square.log() / square)[:, None]])
    return pairs.flatten()[:count]


def _below(engine: Engine, bounds: Array) -> Array:
    """An integer below each of the bounds, in turn, in their place: a `std::uniform_int_distribution` for each.

    Bounds and answers are doubles, which divide faster and are exact below 2**53. A raw number that is too large for
    the bound whose turn it is falls out. Whose turn it is depends on how many fell out before; so that is guessed
    (none), found anew from the guess, and so on until it stays: what is right up to some place is right at the next one
    a round later, and mostly much further.
    """
    done = 0
    while done < len(bounds):
        raw = engine.raw(min(_PART, len(bounds) - done)).numpy()
        part = bounds[done : done + len(raw)]
        widths = np.floor(engine.span / part)
        limits = widths * part
        fits = raw < limits
        if not fits.all():
            turns, guess = np.cumsum(fits) - fits, None
            while guess is None or not np.array_equal(guess, turns):
                guess = turns
                fits = raw < limits[guess]
                turns = np.cumsum(fits) - fits
            raw = raw[fits]
        np.floor(raw / widths[: len(raw)], out=part[: len(raw)])
        done += len(raw)
    return bounds


def _swapped(places: Array) -> Array:
    """The numbers from 0 on, after each in turn was swapped with the one at its place, `places[i] <= i`; int64.

    A swap puts its own number at its place, and brings what was there to its number's. All of a part at once: a place
    holds the last number that was swapped to it, and else what its own swap brought. That is the number before it
    among those of the part with the same place, or what the place held before the part; a place in the part itself
    held what its own swap brought, ...
    """
    held = np.full(len(places), -1)
    for start in range(0, len(places), _PART):
        place, here = places[start : start + _PART], held[start : start + _PART]
        numbers = np.arange(start, start + len(place))
        brought = held.take(place)
        held[place] = rest = numbers
        owners = held.take(place)
        while len(late := np.flatnonzero(owners != rest)):
            rest, owners = rest.take(late), owners.take(late) - start
            brought[owners] = rest
            owners = brought.take(owners)
        np.copyto(brought, numbers, where=place == numbers)
        empty = at = np.flatnonzero(brought < 0)
        while len(empty):
            at = place.take(at) - start
            found = brought.take(at)
            brought[empty] = found
            more = np.flatnonzero(found < 0)
            empty, at = empty.take(more), at.take(more)
        np.copyto(here, brought, where=here < 0)
    return held


def permutation(engine: Engine, count: int) -> torch.Tensor:
    """The numbers below `count` as `std::shuffle` leaves them, int64."""
    places = np.zeros(count, np.int64)
    if count > 1 and engine.span // count >= count:  # one raw number is enough for two places
        first = 2 - count % 2
        pairs = np.arange(first, count, 2.0)
        drawn = _below(engine, np.concatenate([np.full(first - 1, 2.0), (pairs + 1) * (pairs + 2)]))
        places[1:first], drawn = drawn[: first - 1], drawn[first - 1 :]
        places[first::2], places[first + 1 :: 2] = np.divmod(drawn, pairs + 2)
    elif count > 1:
        places[1:] = _below(engine, np.arange(2.0, count + 1))
    return torch.from_numpy(_swapped(places))


def laplace(engine: Engine, count: int) -> torch.Tensor:
    """`count` standard Laplace numbers, float32."""
    least = -1 + 2.0**-24
    parts = (engine.floats(count) * (1 - least) + least).double()
    return torch.copysign(torch.log(1 - parts.abs()), parts).float()


def places(engine: Engine, weights: torch.Tensor, count: int) -> torch.Tensor:
    """`count` places drawn with the weights in each row (rows, n), again and again: int64 (rows, count)."""
    sums = weights.cumsum(-1)
    chances = engine.floats(len(sums) * count).view(-1, count).to(sums.dtype)
    return torch.searchsorted(sums / sums[:, -1:], chances, right=True).clamp_(max=sums.shape[1] - 1)


def fractions(seed: int, count: int) -> torch.Tensor:
    """`count` floats in [0, 1) with the low 23 bits of Philox's words, float32: the stream of MindSpore's Bernoulli."""
    with np.errstate(over="ignore"):
        drawn = words(seed, 0, (count + 3) // 4, 0).reshape(-1)[:count]
    return torch.from_numpy((drawn & np.uint64(0x7FFFFF)) * 2.0**-23).float()


class Mersenne64:
    """`std::mt19937_64`, one number at a time: it picks the rows of a shuffled dataset."""

    _SIZE, _STEP = 312, 156

    def __init__(self, seed: int) -> None:
        state = [seed % 2**64]
        for i in range(1, self._SIZE):
            state.append((6364136223846793005 * (state[-1] ^ state[-1] >> 62) + i) % 2**64)
        self._state = np.array(state, np.uint64)
        self._ready: list[int] = []

    def next(self) -> int:
        """The next number, below 2**64."""
        if not self._ready:
            self._twist()
        return self._ready.pop()

    def _twist(self) -> None:
        x, step = self._state, self._STEP
        for start in (0, step):  # the second half needs the first one's new numbers
            here = np.arange(start, start + step)
            upper = x[here] & np.uint64(0xFFFFFFFF80000000)
            mixed = upper | x[(here + 1) % self._SIZE] & np.uint64(0x7FFFFFFF)
            odd = np.where(mixed & np.uint64(1), np.uint64(0xB5026F5AA96619E9), np.uint64(0))
            x[here] = x[(here + step) % self._SIZE] ^ mixed >> np.uint64(1) ^ odd
        y = x ^ x >> np.uint64(29) & np.uint64(0x5555555555555555)
        y ^= y << np.uint64(17) & np.uint64(0x71D67FFFEDA60000)
        y ^= y << np.uint64(37) & np.uint64(0xFFF7EEE000000000)
        y ^= y >> np.uint64(43)
        self._ready = y[::-1].tolist()
