"""Checkpoints of several processes, each with some of the parameters that all have alike (`remove_redundancy`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from torch import distributed

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.communication import groups
from msshim._src.communication.sharing import share
from msshim._src.tensor.shards import is_distributed


def _world(doing: str) -> groups.Group:
    world = groups.find(groups.WORLDS[0])
    if world.size == 1:
        raise TypeError(f"The 'remove_redundancy' of {doing} checkpoints is for several processes, but there is one.")
    return world


def own_names(network: Cell) -> set[str]:
    """The parameters that this process saves: its slices, and its share of those that all have, which go in turn.

    Raises:
        TypeError: This process is alone.
    """
    world = _world("saving")
    own: set[str] = set()
    everywhere: list[str] = []
    for _, parameter in network.parameters_and_names():
        if is_distributed(parameter._live) or parameter.layerwise_parallel:
            own.add(parameter.name)
        else:
            everywhere.append(parameter.name)
    return own.union(sorted(everywhere)[world.rank :: world.size])


def check_several() -> None:
    """Raise TypeError where this process is alone."""
    _world("loading")


def complete(parameters: dict[str, Parameter], loaded: Iterable[str]) -> set[str]:
    """Give all processes what one of them has loaded; the names of those parameters. All processes call it.

    Args:
        parameters: A network's, by name; the same names on all processes.
        loaded: What this process has loaded.
    """
    world = _world("loading")
    lists: list[Any] = [None] * world.size
    distributed.all_gather_object(lists, sorted(loaded))
    found = [set(names) for names in lists]
    for name in sorted(set.union(*found)):
        holders = [rank for rank, names in enumerate(found) if name in names]
        if len(holders) < world.size:
            share([parameters[name]._live], world, holders[0])
    return set.union(*found)
