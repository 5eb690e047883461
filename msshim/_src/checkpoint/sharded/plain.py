"""A layout as a plain cut: one dimension of devices an axis.

Where ranks that share a slice cut it once more for the optimizer, and where several dimensions cut one axis, the axis
becomes several. Source: the behaviour of transform_checkpoints in mindspore 2.10.
"""

from __future__ import annotations

from math import prod

from msshim._src.checkpoint.sharded.cut import WHOLE, Cut
from msshim._src.checkpoint.sharded.layout import Axis, Layout

Shape = list[int]


def whole_shape(layout: Layout, shape: Shape) -> Shape:
    """The shape of the whole parameter of which a slice has a shape.

    Raises:
        IndexError: The slice has more axes than the layout.
    """
    counts = layout.counts()
    if len(counts) < len(shape):
        raise IndexError(f"The tensor_map {list(layout.axes)} must have as many axes as the slice of shape {shape}.")
    full = [size * count for size, count in zip(shape, counts, strict=False)]
    if full and layout.parts() > 0:
        full[0] *= layout.parts()
    return full


def slice_shape(layout: Layout, full: Shape) -> Shape:
    """The shape of a slice of the whole parameter."""
    found = [size // count for size, count in zip(full, layout.counts(), strict=True)]
    if found and layout.parts() > 0:
        found[0] = full[0] // (layout.counts()[0] * layout.parts())
    return found


def plain_cut(layout: Layout, full: Shape) -> Cut:
    """The cut of a parameter of a shape.

    Raises:
        ValueError: No ranks share a slice that could be cut for the optimizer, or not so many.
    """
    devices, axes, shape = [*layout.devices], [*layout.axes], [*full]
    several = any(isinstance(axis, tuple) for axis in axes)
    if layout.step and layout.parts():
        devices, axes, shape = _with_parts(layout, shape, several)
    return _expanded(devices, axes, shape) if several else Cut(tuple(devices), tuple(axes), tuple(shape))  # type: ignore[arg-type]


def _expanded(devices: Shape, axes: list[Axis], shape: Shape) -> Cut:
    """An axis that several dimensions cut as several axes."""
    plain: list[int] = []
    sizes: list[int] = []
    for axis, size in zip(axes, shape, strict=False):
        numbers = axis if isinstance(axis, tuple) else (axis,)
        counts = [devices[-1 - number] for number in numbers[:-1]]
        plain += numbers
        sizes += [*counts, size // prod(counts)]
    return Cut(tuple(devices), tuple(plain), tuple(sizes))


def _with_parts(layout: Layout, full: Shape, several: bool) -> tuple[Shape, list[Axis], Shape]:
    """Devices, axes and shape with the optimizer's parts of axis 0 as axes of their own."""
    devices = layout.devices
    used = [number for axis in layout.axes for number in (axis if isinstance(axis, tuple) else (axis,))]
    free = [n for n, size in enumerate(devices) if size > 1 and len(devices) - 1 - n not in used]
    if not free:
        raise ValueError(
            f"The dev_matrix {list(devices)} must have ranks that share a slice, to cut it for the optimizer, but the "
            f"tensor_map {list(layout.axes)} leaves none."
        )
    if not several:
        apart = prod(devices[free[0] + 1 :])
        if len(free) == 1 and apart != layout.step:
            raise ValueError(f"The opt_weight_shard_step must be {apart} here, but got {layout.step}.")
        if not 1 < len(free) < len(devices) and free[0] == 0:
            return _leading_parts(layout, full)
    return _free_parts(layout, full, free)


def _leading_parts(layout: Layout, full: Shape) -> tuple[Shape, list[Axis], Shape]:
    """Where the leading dimension of devices is the free one: devices are counted anew, as the axes are cut."""
    counts, parts = layout.counts(), layout.parts()
    repeats = layout.ranks // (layout.step * parts)
    devices = [*([repeats] if repeats > 1 else []), parts, *counts]
    axes: list[Axis] = [-1 if count == 1 else len(counts) - 1 - n for n, count in enumerate(counts)]
    return devices, [axes[0], len(counts), *axes[1:]], [counts[0], full[0] // counts[0], *full[1:]]


def _free_parts(layout: Layout, full: Shape, free: list[int]) -> tuple[Shape, list[Axis], Shape]:
    """Parts along free dimensions of devices, from the last one on; the one that has too many is split."""
    devices = list(layout.devices)
    left, split_at = layout.parts(), len(devices)
    taken: list[int] = []
    for n in reversed(free):
        size = layout.devices[n]
        if left < size:
            if size % left:
                raise ValueError(f"The dev_matrix {list(layout.devices)} can not be cut into {layout.parts()} parts.")
            devices[n : n + 1] = [size // left, left]
            size, split_at = left, n
        if left % size:
            raise ValueError(f"The {layout.parts()} parts can not be cut over the dev_matrix {list(layout.devices)}.")
        left //= size
        taken.insert(0, n)
        if left == 1:
            break
    axes = list(layout.axes)
    if len(devices) > len(layout.devices):
        taken = [n + 1 for n in taken]
        axes = [_renumbered(axis, len(layout.devices) - 1 - split_at) for axis in axes]
    count = layout.counts()[0]
    sizes = [devices[n] for n in taken[:-1]]
    shape = [count, *sizes, full[0] // count // prod(sizes), *full[1:]]
    return devices, [axes[0], *(len(devices) - 1 - n for n in taken), *axes[1:]], shape


def _renumbered(axis: Axis, start: int) -> Axis:
    """The dimension with its number one higher from `start` on."""
    if isinstance(axis, tuple):
        return tuple(number + (number >= start) for number in axis)
    return axis + (axis != WHOLE and axis >= start)
