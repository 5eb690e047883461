"""`DistributedGradReducer`: gradients over all processes. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import torch
from torch import distributed

from msshim._src.cell.cell import Cell
from msshim._src.communication.group import get_group_size
from msshim._src.runtime.parallel_context import get_auto_parallel_context
from msshim._src.tensor.tensor import Tensor


class DistributedGradReducer(Cell):
    """The sum, or the mean, of each gradient over all processes; in one process the gradients, divided by `degree`.

    Args:
        parameters: The parameters, in the order of the gradients. Those that are `layerwise_parallel` stay as they are.
        mean: Whether to divide by `degree`; the setting `gradients_mean` where None.
        degree: The divisor; the number of processes where None.
        fusion_type: MindSpore's groups of messages; no effect here.
        group: The group of all processes.

    Raises:
        ValueError: `degree` is no positive int.
        NotImplementedError: `group` is another than that of all processes.
    """

    def __init__(
        self,
        parameters: Any,
        mean: Any = None,
        degree: Any = None,
        fusion_type: int = 1,
        group: str = "hccl_world_group",
    ) -> None:
        super().__init__(auto_prefix=False)
        size = get_group_size(group)
        if degree is not None and (not isinstance(degree, int) or degree <= 0):
            raise ValueError(f"For 'DistributedGradReducer', the 'degree' must be a positive int, but got {degree!r}.")
        self.mean = get_auto_parallel_context("gradients_mean") if mean is None else mean
        self.degree = size if degree is None else degree
        self.reduced = [not parameter.layerwise_parallel for parameter in parameters]

    def construct(self, grads: Any) -> Any:
        """One gradient for each: computed in float32, and of the dtype that it had."""
        return tuple(self._one(grad) if reduced else grad for grad, reduced in zip(grads, self.reduced, strict=True))

    def _one(self, grad: Tensor) -> Tensor:
        total = grad._t.to(torch.float32, copy=True)
        if distributed.is_initialized():
            distributed.all_reduce(total)
        return Tensor((total / self.degree if self.mean else total).to(grad._t.dtype))
