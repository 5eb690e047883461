"""`DistributedDataParallel`: a net whose gradients are the mean over processes. Source: mindspore.parallel of 2.10."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torch import distributed
from torch.nn.parallel import DistributedDataParallel as Replica

from msshim._src.cell.cell import Cell
from msshim._src.communication import groups
from msshim._src.communication.sharing import share


class DistributedDataParallel(Cell):
    """A net on each process with a part of the batch; torch's class of the name reduces the gradients.

    Gradients add up from pass to pass, as in torch's `.grad`, until `zero_grad()`: what `value_and_grad` and its kin
    give by the net's parameters is that sum, in memory that the next pass adds to.

    Args:
        module: The net, with a parameter that is trained at least.
        init_sync: Whether all get the first process's parameters now.
        process_group: The name of the group of processes; None for all.
        bucket_cap_mb: How many MB of gradients travel at once; None for 25.
        find_unused_parameters: Whether a pass may leave parameters out.
        average_in_collective: Whether MindSpore divides sums or summands; no effect here.
        static_graph: Whether all passes use the same parameters, in one order.
        reducer_mode: One of MindSpore's two reducers; no effect here.

    Raises:
        RuntimeError: `init()` was not called, or no group has the name, or nothing is trained.
        TypeError: `module` is no Cell.
    """

    def __init__(
        self,
        module: Cell,
        init_sync: bool = True,
        process_group: str | None = None,
        bucket_cap_mb: int | None = None,
        find_unused_parameters: bool = False,
        average_in_collective: bool = False,
        static_graph: bool = False,
        reducer_mode: str = "CppReducer",
    ) -> None:
        super().__init__(auto_prefix=False)
        if not isinstance(module, Cell):
            raise TypeError(f"For 'DistributedDataParallel', 'module' must be a Cell, but got {module!r}.")
        if not distributed.is_initialized():
            raise RuntimeError("For 'DistributedDataParallel', the processes must have met: call init() first.")
        self.init_sync, self.bucket_cap_mb, self.static_graph = init_sync, bucket_cap_mb, static_graph
        self.find_unused_parameters, self.average_in_collective = find_unused_parameters, average_in_collective
        self.process_group, self.reducer_mode = process_group or groups.WORLDS[0], reducer_mode
        self.module = module
        self._group = groups.find(self.process_group)
        if init_sync:
            self.broadcast_coalesced()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # newer torch has other words for `broadcast_buffers`
            replica = Replica(
                module, process_group=self._group.process_group, bucket_cap_mb=bucket_cap_mb, broadcast_buffers=False,
                find_unused_parameters=find_unused_parameters, static_graph=static_graph, init_sync=False,
            )  # fmt: skip
        self.__dict__["_replica"] = replica  # no child of the cell, which has the net already
        for parameter in module.trainable_params():
            parameter._live._adds_up = True  # type: ignore[attr-defined]

    def construct(self, *inputs: Any, **inputs_dict: Any) -> Any:
        """What the net gives."""
        return self._replica(*inputs, **inputs_dict)

    def zero_grad(self) -> None:  # type: ignore[override]
        """Forget the gradients so far."""
        self.module.zero_grad()

    @contextmanager
    def no_sync(self) -> Iterator[None]:
        """Passes inside add gradients up on each process; the next one outside reduces the sum."""
        with self._replica.no_sync():
            yield

    def broadcast_coalesced(self) -> None:
        """Give all processes the parameters of the group's first one."""
        share([parameter._live for parameter in self.module.get_parameters()], self._group)
