"""Calls of a network that is cut over processes.

The first call finds out how the parameters are cut: as the first operation with a strategy that takes one says. Until
it has ended, each process holds them whole; then its slices.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import distributed

from msshim._src.cell.cell import Cell
from msshim._src.parallel.mesh import mesh_of, refined
from msshim._src.parallel.region import Region, current
from msshim._src.runtime import mode
from msshim._src.sharded import found, slices


class Running:
    """A network in several processes: its region, and whether its parameters are where they belong.

    Args:
        network: What is called.
        cells: The Cells that it calls.
        dataset_strategy: What comes in, as `Region` takes it.
        threshold: From how many bytes on weights, and what an optimizer keeps for them, are cut over the processes that
            would hold the same; None where they stay.
    """

    def __init__(
        self, network: Callable[..., Any], cells: list[Cell], dataset_strategy: Any, threshold: int | None = None
    ) -> None:
        self.network, self.cells, self.threshold = network, cells, threshold
        for cell in cells:
            found.spell(cell)
        size = distributed.get_world_size()
        sizes = refined(found.matrices(cells, dataset_strategy, size), size)
        self.region = Region(mesh_of(sizes), dataset_strategy)
        self.region.wanted |= found.planned(cells, self.region)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What the network gives."""
        if current() is not None:
            return self.network(*args, **kwargs)
        self._cut()
        with self.region.entered():
            inputs = self.region.inward((*args, *kwargs.values()))
            named = dict(zip(kwargs, inputs[len(args) :], strict=True))
            result = self.region.outward(self.network(*inputs[: len(args)], **named))
        if not (mode.records() and torch.is_grad_enabled()):  # else gradients by what they are now will be asked for
            self._cut()
        return result

    def _cut(self) -> None:
        slices.cut(self.cells, self.region, self.threshold)
        self.region.wanted = {}
