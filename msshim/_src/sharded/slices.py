"""The parameters of a network are cut as its operations want them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from torch.distributed.tensor import DTensor, Placement, Shard

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import LateParameter, Parameter
from msshim._src.cell.slices import follow, hold
from msshim._src.optim.optimizer import Optimizer
from msshim._src.parallel.mesh import placed, whole
from msshim._src.parallel.region import Region


def cut(cells: list[Cell], where: Region, threshold: int | None) -> None:
    """Hold the parameters of cells as DTensors, cut as the region wants them.

    One that was none before is whole on each process where nothing is wanted; from `threshold` bytes on, weights that
    are trained are cut further along their first axis. What an optimizer keeps for each weight is cut as that is.
    """
    held = {id(parameter): parameter for cell in cells for parameter in cell.get_parameters()}
    parts = [part for cell in cells for _, part in cell.cells_and_names()]
    wanted = dict(where.wanted)
    if threshold is not None:
        wanted |= {key: how for key, one in held.items() if (how := _further(one, wanted.get(key), where, threshold))}
    for part in parts:
        if isinstance(part, Optimizer):
            for state, weight in _states(part):
                held[id(state)] = state
                if id(weight) in wanted:
                    wanted[id(state)] = wanted[id(weight)]
    new: dict[int, DTensor] = {}
    for key, parameter in held.items():
        how = wanted.get(key)
        if isinstance(parameter._p, DTensor):
            if how is not None and parameter._p.placements != how:
                new[key] = placed(parameter._p.detach(), where.mesh, how)
        elif parameter._p.ndim and (parameter._p.is_floating_point() or parameter._p.is_complex()):
            if isinstance(parameter, LateParameter):
                parameter.init_data()
            new[key] = placed(parameter._p.detach(), where.mesh, how or whole(where.mesh))
    for key, tensor in new.items():
        hold(held[key], tensor)
    for part in parts:
        follow(part)


def _further(
    weight: Parameter, how: tuple[Placement, ...] | None, where: Region, threshold: int
) -> tuple[Placement, ...] | None:
    """How a weight is cut if each of its slices is cut along the first axis over the processes that have the same."""
    p = weight._p
    if not weight.requires_grad or not p.ndim or p.numel() * p.element_size() < threshold:
        return how
    held = how or (p.placements if isinstance(p, DTensor) else whole(where.mesh))
    further = tuple(Shard(0) if one.is_replicate() else one for one in held)
    parts = math.prod(n for n, one in zip(where.mesh.shape, further, strict=True) if one == Shard(0))
    return how if p.shape[0] % parts else further


def _states(optimizer: Optimizer) -> Iterator[tuple[Parameter, Parameter]]:
    """What an optimizer keeps for each weight, with the weight."""
    weights = optimizer.parameters
    for kept in list(optimizer.__dict__.values()):
        if isinstance(kept, (list, tuple)) and kept is not weights and len(kept) == len(weights):
            for state, weight in zip(kept, weights, strict=True):
                if isinstance(state, Parameter) and state is not weight and state._p.shape == weight._p.shape:
                    yield state, weight
