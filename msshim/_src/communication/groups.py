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


def create(name: str, ranks: list[int]) -> None:
    """Make a group of which this process is a member; the other members do the same.

    Raises:
        TypeError: `ranks` is no list.
        ValueError: It is empty or has a rank twice, or the name has another group.
        RuntimeError: There is no such rank, or this process has none of them.
    """
    if name in _groups:
        if ranks != list(_groups[name].ranks):
            raise ValueError(
                f"For 'create_group', the group {name!r} is there with the 'rank_ids' {list(_groups[name].ranks)}, "
                f"but got {ranks}."
            )
        return
    if not isinstance(ranks, list):
        raise TypeError(f"For 'create_group', the 'rank_ids' must be a list, but got {type(ranks).__name__}.")
    if not ranks or len(set(ranks)) != len(ranks):
        raise ValueError(f"For 'create_group', the 'rank_ids' must be ranks, each once, but got {ranks}.")
    world = distributed.get_world_size()
    if not all(isinstance(rank, int) and 0 <= rank < world for rank in ranks):
        raise RuntimeError(f"For 'create_group', the 'rank_ids' must be of 0 to {world - 1}, but got {ranks}.")
    if distributed.get_rank() not in ranks:
        raise RuntimeError(
            f"For 'create_group', the 'rank_ids' must have this process's rank, {distributed.get_rank()}, in them, but "
            f"got {ranks}: only the members of a group make it."
        )
    made = distributed.new_group(sorted(ranks), use_local_synchronization=True)
    if distributed.get_backend(made) == "gloo":  # a member that leaves at once would break it off for one still joining
        distributed.barrier(made)
    _groups[name] = Group(name, tuple(ranks), made)


def destroy(name: str) -> None:
    """Forget a group. Raises ValueError for the world's, KeyError for one that is not there."""
    if name in WORLDS:
        raise ValueError("For 'destroy_group', the 'group' must be one of create_group, but got the world's.")
    distributed.destroy_process_group(_groups.pop(name).process_group)


def forget() -> None:
    """Forget all groups: torch has left them."""
    _groups.clear()
