"""The steps by which a tensor that is cut over devices in one way becomes one that is cut in another.

There are many ways to get there, and which devices' slices are asked for, and whose copy of a slice is taken, depends
on the way. So this is MindSpore's: both cuts are brought to the same devices and axes by splitting axes, then each axis
is split, gathered, or gathered along one dimension of devices and split along another. Source: the behaviour of
TensorTransform in mindspore 2.10.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from msshim._src.checkpoint.sharded.cut import WHOLE, Cut, Ints, check, said, same


@dataclass(frozen=True)
class Step:
    """One step: along `axis` of the tensor, gather from (or take the own part of) the devices along `dimension`."""

    gather: bool
    axis: int
    dimension: int


@dataclass(frozen=True)
class Gather:
    """Concatenate what these ranks have."""

    ranks: Ints
    axis: int


@dataclass(frozen=True)
class Narrow:
    """Take part `index` of `count` equal ones."""

    axis: int
    index: int
    count: int


@dataclass(frozen=True)
class Reshape:
    """Take the same numbers in another shape."""

    shape: Ints


Operator = Gather | Narrow | Reshape


_ORDERS = (
    (6, (0, 1, 4, 5, 3, 2)),
    (12, (0, 4, 8, 3, 11, 10, 1, 5, 6, 7, 9, 2)),
    (14, (0, 12, 4, 3, 13, 5, 6, 7, 9, 8, 11, 10, 1, 2)),
)
"""The order in which MindSpore looks at axes, which is that of a hash table: for up to so many axes."""


def _order(axes: int) -> list[int]:
    order = next((order for most, order in _ORDERS if axes <= most), tuple(range(axes)))
    return [axis for axis in order if axis < axes]


def _moves(start: Ints, goal: Ints) -> list[Step]:
    """Steps from one tensor_map to another over the same devices: split what is whole, move, gather what is left."""
    order = _order(len(start))
    pending = dict(enumerate(start))
    steps: list[Step] = []

    def split() -> None:
        for axis in [axis for axis in order if axis in pending]:
            if pending[axis] == goal[axis]:
                del pending[axis]
            elif pending[axis] == WHOLE and goal[axis] not in pending.values():
                steps.append(Step(False, axis, goal[axis]))
                del pending[axis]

    def move() -> None:
        for axis in [axis for axis in order if axis in pending]:
            if pending[axis] == goal[axis]:
                del pending[axis]
            elif pending[axis] == WHOLE and goal[axis] in pending.values():
                other = start.index(goal[axis])
                steps.append(Step(True, other, goal[axis]))
                steps.append(Step(False, axis, goal[axis]))
                del pending[axis]
                pending[other] = WHOLE

    def gather() -> None:
        for axis in [axis for axis in order if axis in pending]:
            if pending[axis] != WHOLE and pending[axis] not in goal:
                steps.append(Step(True, axis, pending[axis]))
                pending[axis] = WHOLE
                if goal[axis] == WHOLE:
                    del pending[axis]

    while pending:
        at_first = len(steps)
        while pending:
            before = len(steps)
            split()
            while pending:
                moved = len(steps)
                move()
                if moved == len(steps):
                    break
            if before == len(steps):
                break
        gather()
        if at_first == len(steps) and pending:  # dimensions change places in a circle
            axis = next(axis for axis in order if axis in pending)
            steps.append(Step(True, axis, pending[axis]))
            pending[axis] = WHOLE
    return steps


def _along(devices: Ints, rank: int, dimension: int) -> tuple[Ints, int]:
    """The ranks along a dimension of devices that a rank is one of, and its place among them."""
    stride = prod(devices[len(devices) - dimension :])
    size = devices[-1 - dimension]
    place = rank // stride % size
    return tuple(rank + (n - place) * stride for n in range(size)), place


def _operators(steps: list[Step], cut: Cut, rank: int) -> list[Operator]:
    if steps and rank >= prod(cut.devices):
        raise RuntimeError(f"Rank {rank} must be one of {prod(cut.devices)}: {said(cut)}.")
    found: list[Operator] = []
    shape = list(cut.slice_shape())
    for step in steps:
        ranks, place = _along(cut.devices, rank, step.dimension)
        if step.gather:
            shape[step.axis] *= len(ranks)
        elif shape[step.axis] % len(ranks):
            raise RuntimeError(f"An axis of {shape[step.axis]} can not be cut into {len(ranks)} slices: {said(cut)}.")
        else:
            shape[step.axis] //= len(ranks)
        found.append(Gather(ranks, step.axis) if step.gather else Narrow(step.axis, place, len(ranks)))
    return found


class Redistribution:
    """The way from one cut to another, for all ranks.

    Args:
        start: How the tensor is cut.
        goal: How it shall be, over as many devices.

    Raises:
        RuntimeError: A layout contradicts itself.
    """

    def __init__(self, start: Cut, goal: Cut) -> None:
        check(start)
        check(goal)
        self._start, self._goal = start.ones_removed(), goal.ones_removed()
        self._pair = same(self._start.squeezed(), self._goal.squeezed())
        if self._pair is not None:
            self._moves = _moves(self._pair[0].axes, self._pair[1].axes)

    def operators(self, rank: int) -> list[Operator]:
        """What a rank does, in order, from its slice of the one cut to that of the other."""
        start, goal = self._start.slice_shape(), self._goal.slice_shape()
        if self._pair is None:  # gathered whole, then cut anew
            whole = (WHOLE,) * len(self._start.axes)
            gathering = _operators(_moves(self._start.axes, whole), self._start, rank)
            uncut = Cut(self._goal.devices, (WHOLE,) * len(self._goal.axes), self._goal.shape)
            cutting = _operators(_moves(uncut.axes, self._goal.axes), uncut, rank)
            same = self._start.shape == self._goal.shape
            return [*gathering, *([] if same else [Reshape(self._goal.shape)]), *cutting]
        one, other = self._pair
        steps = _operators(self._moves, one, rank)
        before: list[Operator] = [Reshape(one.slice_shape())] if start != one.slice_shape() else []
        after: list[Operator] = [Reshape(goal)] if goal != (other.slice_shape() if steps or before else start) else []
        return [*before, *steps, *after]
