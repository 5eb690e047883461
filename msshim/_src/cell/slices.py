"""Parameters of which each process holds a slice.

Within a region such a parameter is a DTensor with the shape of the whole. Outside of one it is this process's slice, as
in MindSpore once a graph is compiled: its shape, `asnumpy()` and `set_data` are the slice's, and nothing waits for
other processes. `set_data` takes the whole, too, and cuts it.
"""

from __future__ import annotations

from typing import Any

import torch
from torch.distributed.tensor import DTensor, distribute_tensor

from msshim._src.cell.parameter import Parameter
from msshim._src.cell.torch_state import Handles
from msshim._src.parallel import region
from msshim._src.parallel.mesh import placed
from msshim._src.runtime import mode


class Slice(Parameter):
    """What a Parameter becomes whose torch parameter is a DTensor."""

    _p: DTensor

    @property
    def _t(self) -> torch.Tensor:  # type: ignore[override]
        """The whole within a region, the slice outside."""
        t = self._p if mode.records() else self._p.detach()
        return t if region.current() is not None else t.to_local()  # type: ignore[attr-defined, no-any-return]

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


def hold(parameter: Parameter, tensor: DTensor) -> None:
    """Put a DTensor in place of what a parameter holds; its gradients come cut as it is."""
    trained, requires_grad = isinstance(parameter._p, torch.nn.Parameter), parameter.requires_grad
    p = torch.nn.Parameter(tensor.detach().clone(), requires_grad=False) if trained else tensor
    parameter.__class__ = Slice
    parameter._point(p)
    parameter.requires_grad = requires_grad
    if trained and requires_grad:
        p.register_hook(  # type: ignore[no-untyped-call]
            lambda grad: placed(grad, tensor.device_mesh, tensor.placements)
        )


def follow(cell: Handles) -> None:
    """Let torch's dicts of a cell hold what the handles do."""
    rooms: tuple[dict[str, Any], ...] = (cell._parameters, cell._buffers)
    for name, handle in cell._params.items():
        if isinstance(handle, Slice):
            for room in rooms:
                if room.get(name) is not None:
                    room[name] = handle._p
