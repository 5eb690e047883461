"""Parameters of which each process holds a slice.

Within a region such a parameter is a DTensor with the shape of the whole. Outside of one it is this process's slice, as
in MindSpore once a graph is compiled: its shape, `asnumpy()` and `set_data` are the slice's, and nothing waits for other
processes. `set_data` takes the whole, too, and cuts it.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch.distributed.tensor import DTensor, distribute_tensor

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import LateParameter, Parameter
from msshim._src.optim.optimizer import Optimizer
from msshim._src.parallel import region
from msshim._src.parallel.mesh import placed, whole
from msshim._src.runtime import mode


class Slice(Parameter):
    """What a Parameter becomes whose torch parameter is a DTensor."""

    _p: DTensor

    @property
    def _t(self) -> torch.Tensor:  # type: ignore[override]
        """The whole within a region, the slice outside."""
        t = self._p if mode.records() else self._p.detach()
        return t if region.current() is not None else t.to_local()

    def _set(self, value: torch.Tensor) -> None:
        self._fill(value)

    def _fill(self, value: torch.Tensor) -> None:
        with torch.no_grad():
            if isinstance(value, DTensor):
                self._p.copy_(value)
                return
            local = self._p.to_local()
            if value.shape != local.shape:
                value = distribute_tensor(value, self._p.device_mesh, self._p.placements, src_data_rank=None).to_local()
            local.copy_(value)


def cut(cells: list[Cell], where: region.Region) -> None:
    """Hold the parameters of cells as DTensors, cut as the region wants them.

    One that was none before is whole on each process where nothing is wanted. What an optimizer keeps for each weight is
    cut as that is.
    """
    held = {id(parameter): parameter for cell in cells for parameter in cell.get_parameters()}
    parts = [part for cell in cells for _, part in cell.cells_and_names()]
    wanted = dict(where.wanted)
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
        _hold(held[key], tensor)
    for part in parts:
        _follow(part)


def _states(optimizer: Optimizer) -> Iterator[tuple[Parameter, Parameter]]:
    """What an optimizer keeps for each weight, with the weight."""
    weights = optimizer.parameters
    for kept in list(optimizer.__dict__.values()):
        if isinstance(kept, (list, tuple)) and kept is not weights and len(kept) == len(weights):
            for state, weight in zip(kept, weights, strict=True):
                if isinstance(state, Parameter) and state is not weight and state._p.shape == weight._p.shape:
                    yield state, weight


def _hold(parameter: Parameter, tensor: DTensor) -> None:
    """Put a DTensor in place of what a parameter holds; its gradients come cut as it is."""
    trained, requires_grad = isinstance(parameter._p, torch.nn.Parameter), parameter.requires_grad
    p = torch.nn.Parameter(tensor.detach().clone(), requires_grad=False) if trained else tensor
    parameter.__class__ = Slice
    parameter._point(p)
    parameter.requires_grad = requires_grad
    if trained and requires_grad:
        p.register_hook(lambda grad: placed(grad, tensor.device_mesh, tensor.placements))


def _follow(cell: Cell) -> None:
    """Let torch's dicts of a cell hold what the handles do."""
    for name, handle in cell._params.items():
        if isinstance(handle, Slice):
            for room in (cell._parameters, cell._buffers):
                if room.get(name) is not None:
                    room[name] = handle._p
