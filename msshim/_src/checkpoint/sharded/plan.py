"""How a slice of one parameter is put together of the slices that other ranks have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import prod

import numpy as np
import numpy.typing as npt

from msshim._src.checkpoint.sharded.cut import Cut
from msshim._src.checkpoint.sharded.layout import Layout
from msshim._src.checkpoint.sharded.plain import plain_cut, slice_shape, whole_shape
from msshim._src.checkpoint.sharded.redistribution import Gather, Narrow, Operator, Redistribution, Reshape

Array = npt.NDArray[np.generic]
Box = list[slice]
Read = Callable[[int], Array]


def _uncut(axes: int) -> Layout:
    return Layout((1,), (-1,) * axes)


@dataclass(frozen=True)
class _Sources:
    """What the ranks of the source have, of which there are so many."""

    read: Read
    count: int

    def of(self, rank: int) -> Array:
        return self.read(rank % self.count)


@lru_cache(4096)
def plan(source: Layout | None, target: Layout | None, shape: tuple[int, ...]) -> Plan:
    """A `Plan`, which many parameters share."""
    return Plan(source, target, shape)


class Plan:
    """The way of one parameter from one layout to another.

    Args:
        source: Its layout; None where it is whole.
        target: The layout that is wanted; None for whole.
        shape: The shape of a slice of the source.

    Raises:
        IndexError: A layout names a dimension or axis that is not there.
        ValueError: The numbers of devices, or of axes, do not go together.
        RuntimeError: A layout contradicts itself.
    """

    def __init__(self, source: Layout | None, target: Layout | None, shape: tuple[int, ...]) -> None:
        source = source or _uncut(len(shape))
        target = target or _uncut(len(source.axes))
        self.sources = source.ranks
        full = whole_shape(source, [*shape])
        if not len(full) == len(source.axes) == len(target.axes):
            raise ValueError(
                f"The tensor_map must have as many axes as the parameter, whose shape is {full}, but the source's is "
                f"{list(source.axes)}, and the target's {list(target.axes)}."
            )
        target.counts()
        start, goal = plain_cut(source, full), plain_cut(target, full)
        start, goal = _over_as_many(start, goal)
        self._redistribution = Redistribution(start, goal)
        self._own, self._first = shape, start.slice_shape()
        self.shape = tuple(slice_shape(target, full))
        self._known: dict[int, list[Operator]] = {}

    def operators(self, rank: int) -> list[Operator]:
        """What a rank does, from its slice of the source to that of the target."""
        if rank not in self._known:
            own: list[Operator] = self._redistribution.operators(rank)
            before: list[Operator] = [Reshape(self._first)] if self._own != self._first else []
            self._known[rank] = [*before, *own, Reshape(self.shape)]
        return self._known[rank]

    def ranks(self, rank: int) -> set[int]:
        """The ranks whose slices are asked for, with the rank itself."""
        found: set[int] = set()
        seen: set[tuple[int, int]] = set()

        def visit(one: int, steps: int) -> None:
            if (one, steps) in seen:
                return
            seen.add((one, steps))
            found.add(one)
            for level, operator in enumerate(self.operators(one)[:steps]):
                if isinstance(operator, Gather):
                    for other in operator.ranks:
                        visit(other, level)

        visit(rank, len(self.operators(rank)))
        return found

    def _shapes(self, rank: int) -> list[tuple[int, ...]]:
        """The shape before each step, and after the last."""
        shapes = [self._own]
        for operator in self.operators(rank):
            shape = list(shapes[-1])
            if isinstance(operator, Reshape):
                shape = list(operator.shape)
            elif isinstance(operator, Gather):
                shape[operator.axis] *= len(operator.ranks)
            else:
                shape[operator.axis] //= operator.count
            shapes.append(tuple(shape))
        return shapes

    def fill(self, rank: int, read: Read, out: Array) -> None:
        """Write a rank's slice of the target.

        Args:
            rank: The rank.
            read: Gives what a rank of the source has (counted from 0 in its stage), in the shape of the first.
            out: Where to write, of `shape`.
        """
        shapes = self._shapes(rank)
        self._part(_Sources(read, self.sources), shapes, rank, len(shapes) - 1, _all(self.shape), out)

    def _part(
        self, sources: _Sources, shapes: list[tuple[int, ...]], rank: int, level: int, box: Box, out: Array
    ) -> None:
        """Write a part of what a rank has after so many steps."""
        if not level:
            out[...] = sources.of(rank)[tuple(box)]
            return
        operator, before = self.operators(rank)[level - 1], shapes[level - 1]
        if isinstance(operator, Narrow):
            start = operator.index * shapes[level][operator.axis]
            inner = [*box]
            part = box[operator.axis]
            inner[operator.axis] = slice(part.start + start, part.stop + start)
            self._part(sources, shapes, rank, level - 1, inner, out)
        elif isinstance(operator, Gather):
            for other, inner, outer in _parts(operator, before, box):
                self._part(sources, shapes, other, level - 1, inner, out[outer])
        elif level == 1:
            out[...] = sources.of(rank).reshape(operator.shape)[tuple(box)]
        elif out.shape == operator.shape and out.flags.c_contiguous:
            self._part(sources, shapes, rank, level - 1, _all(before), out.reshape(before))
        else:
            whole = np.empty(before, out.dtype)
            self._part(sources, shapes, rank, level - 1, _all(before), whole)
            out[...] = whole.reshape(operator.shape)[tuple(box)]


def _all(shape: tuple[int, ...]) -> Box:
    return [slice(0, size) for size in shape]


def _parts(operator: Gather, shape: tuple[int, ...], box: Box) -> list[tuple[int, Box, tuple[slice, ...]]]:
    """Which ranks have how much of a part of what is gathered: the rank, where it is there, and where here."""
    axis, size = operator.axis, shape[operator.axis]
    wanted = box[axis]
    found = []
    for n, rank in enumerate(operator.ranks):
        start, stop = max(wanted.start, n * size), min(wanted.stop, (n + 1) * size)
        if start < stop:
            inner = [*box]
            inner[axis] = slice(start - n * size, stop - n * size)
            outer = [slice(None)] * len(box)
            outer[axis] = slice(start - wanted.start, stop - wanted.start)
            found.append((rank, inner, tuple(outer)))
    return found


def _over_as_many(one: Cut, other: Cut) -> tuple[Cut, Cut]:
    """Both over equally many devices: the fewer ones are repeated."""
    many, few = prod(one.devices), prod(other.devices)
    if many < few:
        second, first = _over_as_many(other, one)
        return first, second
    if many % few:
        raise ValueError(f"A parameter that is cut over {many} devices can not be cut over {few}, or the other way.")
    return one, Cut((many // few, *other.devices), other.axes, other.shape) if many > few else other
