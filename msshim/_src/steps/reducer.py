"""`DistributedGradReducer`: gradients over processes. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress
from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.communication import groups
from msshim._src.communication.buckets import Buckets, Reduction
from msshim._src.communication.group import get_group_size
from msshim._src.runtime.parallel_context import get_auto_parallel_context
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.shards import is_distributed
from msshim._src.tensor.tensor import Tensor


class DistributedGradReducer(Cell):
    """The sum, or the mean, of each gradient over a group; in one process the gradients, divided by `degree`.

    Args:
        parameters: The parameters, in the order of the gradients. Those that are `layerwise_parallel` stay as they are.
        mean: Whether to divide by `degree`; the setting `gradients_mean` where None.
        degree: The divisor; the number of all processes where None.
        fusion_type: MindSpore's groups of messages; no effect here: gradients travel in buckets.
        group: The name of the group.

    Raises:
        ValueError: `degree` is no positive int.
        RuntimeError: No group has the name.
        NotImplementedError: A gradient is one of FSDP's, which makes them those of all processes itself.
    """

    _buckets: Buckets | None = None

    def __init__(
        self,
        parameters: Any,
        mean: Any = None,
        degree: Any = None,
        fusion_type: int = 1,
        group: str = "hccl_world_group",
    ) -> None:
        super().__init__(auto_prefix=False)
        self._group = groups.find(group)
        if degree is not None and (not isinstance(degree, int) or degree <= 0):
            raise ValueError(f"For 'DistributedGradReducer', the 'degree' must be a positive int, but got {degree!r}.")
        self.mean = get_auto_parallel_context("gradients_mean") if mean is None else mean
        self.degree = Tensor(1 / (get_group_size() if degree is None else degree), mstype.float32)
        self.allreduce_filter = tuple(not parameter.layerwise_parallel for parameter in parameters)

    def construct(self, grads: Any) -> Any:
        """One gradient for each: computed in float32, and of the dtype that it had."""
        tensors = [grad._t for grad in grads]
        whole = self._shared(tensors)
        return self.given(tensors, Reduction(Buckets(whole), self._group, self._factor))

    def watching(
        self,
        parameters: Sequence[torch.Tensor],
        prepare: Callable[[list[torch.Tensor]], list[torch.Tensor]] = list,
        again: bool = False,
    ) -> Reduction:
        """The reduction of the gradients of a backward pass, as they come; `again`: in the room of the last one's."""
        shared = self._shared(parameters)
        buckets = self._buckets
        if buckets is None or not again or not buckets.fit(shared):
            buckets = Buckets(shared)
        self.__dict__["_buckets"] = buckets if again else None
        return Reduction(buckets, self._group, self._factor, prepare, shared)

    def _shared(self, tensors: Sequence[torch.Tensor]) -> list[torch.Tensor]:
        if any(map(is_distributed, tensors)):
            raise NotImplementedError(
                "For 'DistributedGradReducer', the gradients must be whole, but are parts, as FSDP has them, which "
                "reduces them itself: take the parallel mode stand_alone."
            )
        return [*compress(tensors, self.allreduce_filter)]

    @property
    def _factor(self) -> float | None:
        return float(self.degree._t) if self.mean else None

    def given(self, grads: Sequence[torch.Tensor], reduction: Reduction) -> tuple[Tensor, ...]:
        """Gradients behind their pass: the reduced ones in their dtypes, and those that each process has for itself."""
        reduces = self.allreduce_filter
        reduced = iter(reduction.result([*compress(grads, reduces)]))
        own = iter(reduction.prepare([*compress(grads, (not one for one in reduces))]))
        return tuple(
            Tensor(next(reduced if all_have_it else own).to(grad.dtype))
            for grad, all_have_it in zip(grads, reduces, strict=True)
        )
