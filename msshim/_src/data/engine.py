"""The random numbers of MindSpore's transforms: std::mt19937, and the distributions of libstdc++ 7, one at a time."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, TypeVar

import numpy as np

from msshim._src.data import single
from msshim._src.data.single import f4

T = TypeVar("T")
_WORDS = 2**32
_BELOW_ONE_F4, _BELOW_ONE = np.nextafter(f4(1), f4(0)), float(np.nextafter(1.0, 0.0))


class Engine:
    """The engine of one transform, or of one worker's part of it."""

    def __init__(self, seed: int) -> None:
        self._bits = np.random.MT19937()
        self._bits._legacy_seeding(seed % _WORDS)
        self._kept: Any = None

    def raw(self) -> int:
        """The next word, below 2**32."""
        return int(self._bits.random_raw())

    def part(self) -> Any:
        """A float in [0, 1)."""
        return min(f4(f4(self.raw()) / f4(_WORDS)), _BELOW_ONE_F4)

    def share(self) -> float:
        """A double in [0, 1), of two words."""
        low, high = self.raw(), self.raw()
        return min((low + float(high) * _WORDS) / 2.0**64, _BELOW_ONE)

    def parts(self, count: int) -> Any:
        """Floats in [0, 1)."""
        words = self._bits.random_raw(count).astype(np.float32)
        return np.minimum(words / f4(_WORDS), np.nextafter(f4(1), f4(0)))

    def shares(self, count: int) -> Any:
        """Doubles in [0, 1), of two words each."""
        low, high = self._bits.random_raw(2 * count).astype(np.float64).reshape(-1, 2).T
        return np.minimum((low + high * _WORDS) / 2.0**64, np.nextafter(1.0, 0.0))

    def happens(self, prob: float) -> bool:
        """True with a probability, which is a float."""
        return self.share() < float(f4(prob))

    def integer(self, low: int, high: int) -> int:
        """An int from `low` to `high`, both included."""
        count = high - low + 1
        width = (_WORDS - 1) // count
        while True:
            word = self.raw()
            if word < count * width:
                return low + word // width

    def real(self, low: float, high: float) -> Any:
        """A float from `low` up to `high`."""
        least, most = f4(low), f4(high)
        return f4(self.part() * f4(most - least) + least)

    def normal(self) -> Any:
        """A standard normal float; they come in pairs, of which the second is kept."""
        if self._kept is not None:
            found, self._kept = self._kept, None
            return found
        while True:
            x, y = (f4(f4(2) * self.part() - f4(1)) for _ in range(2))
            square = f4(f4(x * x) + f4(y * y))
            if 0 < square <= 1:
                break
        scale = f4(np.sqrt(f4(f4(f4(-2) * single.log(square)) / square)))
        self._kept = f4(x * scale)
        return f4(y * scale)

    def normal_doubles(self, count: int) -> Any:
        """`count` standard normal doubles, which come in pairs."""
        found: list[float] = []
        while len(found) < count:
            words = self._bits.random_raw(4 * (count - len(found) + 8)).astype(np.float64).reshape(-1, 2, 2)
            drawn = np.minimum((words[..., 0] + words[..., 1] * _WORDS) / 2.0**64, np.nextafter(1.0, 0.0)) * 2 - 1
            squares = drawn[:, 0] * drawn[:, 0] + drawn[:, 1] * drawn[:, 1]
            good = (squares <= 1) & (squares != 0)
            for (x, y), square in zip(drawn[good].tolist(), squares[good].tolist(), strict=True):
                scale = math.sqrt(-2 * math.log(square) / square)
                found += [y * scale, x * scale]
        return np.array(found[:count])

    def shuffled(self, values: Iterable[T]) -> list[T]:
        """The values as std::shuffle leaves them, which draws two places at once."""
        found = list(values)
        i = 1
        if found and len(found) % 2 == 0:
            j = self.integer(0, 1)
            found[i], found[j] = found[j], found[i]
            i += 1
        while i < len(found):
            for step, j in enumerate(divmod(self.integer(0, (i + 1) * (i + 2) - 1), i + 2)):
                found[i + step], found[j] = found[j], found[i + step]
            i += 2
        return found

    def sample(self, values: list[T], count: int) -> list[T]:
        """`count` of the values, in their order, as std::sample takes them."""
        found: list[T] = []
        places: list[int] = []
        for i, value in enumerate(values):
            left, wanted = len(values) - i, count - len(found)
            if not wanted:
                break
            if not places:  # two places from one number, as long as there are two
                places = (
                    list(divmod(self.integer(0, left * (left - 1) - 1), left - 1)) if left > 1 else [self.integer(0, 0)]
                )
            if places.pop(0) < wanted:
                found.append(value)
        return found


class Gamma:
    """std::gamma_distribution<float>: its normal keeps the second value, so one object serves several draws."""

    def __init__(self, engine: Engine, alpha: float) -> None:
        self._engine, self._alpha = engine, f4(alpha)
        self._normals = Engine.__new__(Engine)
        self._normals._bits, self._normals._kept = engine._bits, None

    def draw(self) -> Any:
        """The next value."""
        one = f4(1)
        large = f4(self._alpha + one) if self._alpha < 1 else self._alpha
        a1 = f4(large - f4(one / f4(3)))
        a2 = f4(one / f4(np.sqrt(f4(f4(9) * a1))))
        while True:
            n = self._normals.normal()
            v = f4(one + f4(a2 * n))
            if v <= 0:
                continue
            v, u = f4(f4(v * v) * v), self._engine.part()
            if float(u) <= 1 - 0.0331 * float(n) * n * n * n or single.log(u) <= 0.5 * float(n) * n + float(a1) * (
                1.0 - float(v) + float(single.log(v))
            ):
                break
        if large == self._alpha:
            return f4(a1 * v)
        u = self._engine.part()
        while u == 0:
            u = self._engine.part()
        return f4(f4(single.power(u, f4(one / self._alpha)) * a1) * v)
