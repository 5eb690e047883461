"""Groups of processes by name, in the order that a program gave.

torch sorts the ranks of a group; MindSpore keeps the list's order, and ranks, roots and gathered parts follow it. So a
`Group` holds both: the program's order, and torch's group to send through.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import distributed

WORLDS = ("hccl_world_group", "nccl_world_group", "mccl_world_group")
"""Names of the group of all processes, whichever backend it has."""


@dataclass(frozen=True)
class Group:
    """Processes that speak with each other. Without a launcher the world is this process alone."""

    name: str
    ranks: tuple[int, ...]
    """Ranks in the world, in the order in which the program gave them."""
    process_group: distributed.ProcessGroup | None
    """torch's group, whose ranks are sorted; None where there is but this process and torch was never started."""

    @property
    def size(self) -> int:
        """How many processes it has."""
        return len(self.ranks)

    @property
    def rank(self) -> int:
        """The place of this process in it, -1 outside it."""
        here = distributed.get_rank() if distributed.is_initialized() else 0
        return self.ranks.index(here) if here in self.ranks else -1

    @property
    def order(self) -> tuple[int, ...]:
        """For each place here, its place among torch's sorted ranks."""
        sorted_ranks = sorted(self.ranks)
        return tuple(map(sorted_ranks.index, self.ranks))


_groups: dict[str, Group] = {}


def find(name: str) -> Group:
    """The group of a name.

    Raises:
        RuntimeError: No group has it.
    """
    if name in WORLDS:
        if not distributed.is_initialized():
            return Group(name, (0,), None)
        return Group(name, tuple(range(distributed.get_world_size())), distributed.group.WORLD)
    if name not in _groups:
        raise RuntimeError(f"The group {name} does not exist; make it with create_group first.")
    return _groups[name]
