"""Which ranks have the same slice of a parameter."""

from __future__ import annotations

from msshim._src.checkpoint.sharded.layout import Layout


def groups_of(layout: Layout) -> list[list[int]]:
    """The ranks of a stage, together as they hold the same, in the order of the slices.

    Raises:
        IndexError: The layout names a dimension that is not there.
    """
    layout.counts()
    used = {number for axis in layout.axes for number in (axis if isinstance(axis, tuple) else (axis,))}
    found: dict[tuple[int, ...], list[int]] = {}
    for rank in range(layout.ranks):
        left, place = rank, []
        for number, size in enumerate(reversed(layout.devices)):
            place.append(left % size if number in used else 0)
            left //= size
        found.setdefault(tuple(place), []).append(rank)
    groups = [found[place] for place in sorted(found)]
    if not layout.size:
        return groups
    parts = layout.size if layout.size != -1 else layout.ranks // layout.step
    return [group[n::parts] for group in groups if len(group) % parts == 0 for n in range(parts)]
