"""A tensor cut over devices, and two such cuts brought to the same devices and axes by splitting axes.

Source: the behaviour of TensorTransform in mindspore 2.10.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import prod

Ints = tuple[int, ...]
WHOLE = -1


@dataclass(frozen=True)
class Cut:
    """A tensor over devices.

    Attributes:
        devices: The sizes of the array of devices.
        axes: For each axis of the tensor the dimension of devices that cuts it, counted from the right; -1 for none.
        shape: That of the whole tensor.
    """

    devices: Ints
    axes: Ints
    shape: Ints

    def count(self, dimension: int) -> int:
        """How many devices there are along a dimension, counted from the right."""
        return 1 if dimension == WHOLE else self.devices[-1 - dimension]

    def slice_shape(self) -> Ints:
        """The shape of what one device has."""
        return tuple(size // self.count(axis) for size, axis in zip(self.shape, self.axes, strict=True))

    def ones_removed(self) -> Cut:
        """The same without dimensions of one device."""
        numbers = {WHOLE: WHOLE}
        for number, size in enumerate(reversed(self.devices)):
            numbers[number] = WHOLE if size == 1 else sum(n != 1 for n in self.devices[len(self.devices) - number :])
        return Cut(tuple(n for n in self.devices if n != 1), tuple(numbers[axis] for axis in self.axes), self.shape)

    def squeezed(self) -> Cut:
        """The same without axes of length 1."""
        if prod(self.shape) == 1:
            return Cut(self.devices, (WHOLE,), (1,))
        kept = [(axis, size) for axis, size in zip(self.axes, self.shape, strict=True) if size != 1 or axis != WHOLE]
        return Cut(self.devices, tuple(axis for axis, _ in kept), tuple(size for _, size in kept))


def check(cut: Cut) -> None:
    """Raise RuntimeError, as MindSpore does, where a layout contradicts itself."""
    used = [axis for axis in cut.axes if axis != WHOLE]
    if any(not 0 <= axis < len(cut.devices) for axis in used) or len(set(used)) != len(used):
        raise RuntimeError(
            f"The tensor_map must name dimensions of the dev_matrix {list(cut.devices)}, each once, but got "
            f"{list(cut.axes)}."
        )
    if 0 in cut.slice_shape():
        raise RuntimeError(f"A tensor of shape {list(cut.shape)} can not be cut: {said(cut)}.")


def said(cut: Cut) -> str:
    """How a cut is, for errors."""
    return f"the dev_matrix is {list(cut.devices)} and the tensor_map {list(cut.axes)}"


def _factors(sizes: Ints, finer: Ints) -> list[Ints] | None:
    """Which of the finer sizes make up each size, in order; None where they do not."""
    found: list[Ints] = []
    parts: list[int] = []
    for size in finer:
        parts.append(size)
        if len(found) == len(sizes) or prod(parts) > sizes[len(found)]:
            return None
        if prod(parts) == sizes[len(found)]:
            found.append(tuple(parts))
            parts = []
    return found if len(found) == len(sizes) and not parts else None


def _unified(one: Ints, other: Ints) -> Ints | None:
    """The coarsest sizes of which both are products of neighbours."""
    ends = sorted({prod(sizes[: n + 1]) for sizes in (one, other) for n in range(len(sizes))})
    if any(end % start for start, end in pairwise(ends)):
        return None
    return tuple(end // start for start, end in zip([1, *ends], ends, strict=False))


def _expanded_shape(shape: Ints, by: Ints) -> Ints | None:
    """A shape whose axes are split where those of another shape of as many numbers end, from the right."""
    ends = sorted({prod(sizes[n:]) for sizes in (shape, by) for n in range(len(sizes))})
    if prod(shape) < prod(by) or any(end % start for start, end in pairwise(ends)):
        return None
    return tuple(end // start for start, end in zip([1, *ends], ends, strict=False))[::-1]


def _over(cut: Cut, devices: Ints) -> Cut | None:
    """A cut over a finer array of devices: an axis is split as the dimension is that cuts it."""
    factors = _factors(cut.devices, devices)
    if factors is None:
        return None
    axes: list[int] = []
    shape: list[int] = []
    for size, axis in zip(cut.shape, cut.axes, strict=True):
        if axis == WHOLE:
            axes.append(WHOLE)
            shape.append(size)
            continue
        parts = factors[-1 - axis]
        right = sum(len(those) for those in factors[len(factors) - axis :])
        axes += range(right + len(parts) - 1, right - 1, -1)
        shape += [*parts[:-1], size // prod(parts[:-1])]
    found = Cut(devices, tuple(axes), tuple(shape))
    return found if all(size % found.count(axis) == 0 for size, axis in zip(shape, axes, strict=True)) else None


def _front(sizes: Ints, value: int) -> Ints:
    """The leading sizes whose product is a value, the last one cut short for it; none where they have not as much."""
    out: list[int] = []
    if value <= prod(sizes):
        for size in sizes:
            done = prod(out)
            if done >= value:
                break
            out.append(size if done * size <= value else value // done)
    return tuple(out)


def _with_shape(cut: Cut, shape: Ints) -> Cut | None:
    """A cut of the same tensor with its axes split to a finer shape, and the devices split as that asks."""
    factors = _factors(cut.shape, shape)
    if factors is None:
        return None
    devices: list[int] = []
    for number, size in zip(range(len(cut.devices) - 1, -1, -1), cut.devices, strict=True):
        parts = _front(factors[cut.axes.index(number)], size) if number in cut.axes else ()
        devices += parts or (size,)
    over = _over(cut, tuple(devices))
    factors = None if over is None else _factors(over.shape, shape)
    if over is None or factors is None:
        return None
    axes = [n for axis, parts in zip(over.axes, factors, strict=True) for n in (axis, *[WHOLE] * (len(parts) - 1))]
    found = Cut(over.devices, tuple(axes), shape)
    return found if all(size % found.count(axis) == 0 for size, axis in zip(shape, axes, strict=True)) else None


def _expanded(one: Cut, other: Cut) -> tuple[Cut, Cut] | None:
    """`one` with axes split until those of `other` end where its own do, both over the same devices."""
    while True:
        shape = _expanded_shape(one.shape, other.shape)
        if shape is None or shape == one.shape:
            return None if shape is None else (one, other)
        wider = _with_shape(one, shape)
        fitting = None if wider is None else _over(other, wider.devices)
        if wider is None or fitting is None:
            return None
        one, other = wider, fitting


def same(start: Cut, goal: Cut) -> tuple[Cut, Cut] | None:
    """Both over the same devices, with the same axes; None where no splitting brings them there."""
    devices = _unified(start.devices, goal.devices)
    if devices is None:
        return None
    one, other = _over(start, devices), _over(goal, devices)
    if one is None or other is None:
        return None
    while one.shape != other.shape:
        pair = _expanded(one, other)
        back = None if pair is None else _expanded(pair[1], pair[0])
        if back is None:
            return None
        other, one = back
    return one, other
