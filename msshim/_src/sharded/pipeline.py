"""A loss whose network's stages run in processes of their own, by torch.distributed.pipelining.

Each process runs its stage's forward and backward passes of all parts of the batch. The gradients of all stages then
are summed over the processes, so that weights, which each process has whole, and from the first call on with the values
of the first one, stay the same on all of them.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import distributed
from torch.autograd.function import once_differentiable
from torch.distributed.pipelining import PipelineStage, Schedule1F1B, ScheduleGPipe

from msshim._src.cell.cell import Cell
from msshim._src.communication.sharing import share
from msshim._src.sharded.parts import Parts
from msshim._src.sharded.stages import Setting
from msshim._src.tensor.interop import _walk
from msshim._src.tensor.tensor import Tensor, wrap

_SCHEDULES = {"1f1b": Schedule1F1B, "gpipe": ScheduleGPipe}


class _Stage(torch.nn.Module):
    """A stage as torch's schedules call it: for each part of the batch once, in their order."""

    def __init__(self, parts: Parts, stage: int) -> None:
        super().__init__()
        self.parts, self.stage = parts, stage
        self.batches: Any = iter(())

    def forward(self, *received: torch.Tensor) -> Any:
        return self.parts(self.stage, next(self.batches), received)


class Pipeline:
    """One network in its stages, for batches of some shapes.

    Args:
        network: A Cell that gives a loss.
        setting: The pipeline.
        batches: The parts of a batch.

    Raises:
        ValueError: The batch has fewer parts than there are stages, or the stages are not numbered from 0 on.
        NotImplementedError: The network can not be divided so.
    """

    def __init__(self, network: Cell, setting: Setting, batches: list[tuple[Any, ...]]) -> None:
        stages = setting.stages
        if len(batches) < stages:
            raise ValueError(
                f"For 'PipelineCell', 'micro_size' must be at least the number of stages, {stages}, but got "
                f"{len(batches)}."
            )
        self.setting, self.rank, self.last = setting, distributed.get_rank(), stages - 1
        self.parts = Parts(network, stages, batches[0])
        self.stage = _Stage(self.parts, self.rank)
        device = torch.get_default_device()
        after = self.parts.sent[self.rank + 1] if self.rank < self.last else (self.parts.loss,)
        stage: Any = PipelineStage(
            self.stage,
            self.rank,
            stages,
            device,
            input_args=_examples(self.parts.sent[self.rank]),
            output_args=_examples(after),
        )
        self.schedule: Any = _SCHEDULES[setting.scheduler](
            stage, len(batches), loss_fn=lambda loss, _: loss.sum(), scale_grads=False
        )
        self.targets = torch.empty(len(batches), device=device)  # torch wants some where there is a loss

    def run(self, batches: list[tuple[Any, ...]], by: list[torch.Tensor]) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """The sum of the losses, and its gradients by leaves; these are those of all stages, on all processes."""
        kept = [one.grad for one in by]
        for one in by:
            one.grad = None
        try:
            losses: list[torch.Tensor] = []
            self.stage.batches = iter(batches)
            with torch.enable_grad():
                self.schedule.step(target=self.targets, losses=losses, return_outputs=False)
            grads = [torch.zeros_like(one) if one.grad is None else one.grad for one in by]
        finally:
            for one, before in zip(by, kept, strict=True):
                one.grad = before
        works = [distributed.all_reduce(grad, async_op=True) for grad in grads]
        device = self.targets.device
        loss = torch.zeros(self.parts.loss.shape, dtype=self.parts.loss.dtype, device=device)
        for one in losses:
            loss += one.detach()
        for work in works:
            work.wait()
        if self.setting.broadcast:
            distributed.broadcast(loss, self.last)
        return loss, grads


def _examples(tensors: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
    return tuple(one.clone().requires_grad_(one.is_floating_point()) for one in tensors)


class _Loss(torch.autograd.Function):
    """The loss of a pipeline; its gradients are there with it."""

    @staticmethod
    def forward(ctx: Any, pipeline: Pipeline, split: Any, weights: Any, inputs: Any, *by: torch.Tensor) -> torch.Tensor:
        leaves = {id(one): one.detach().requires_grad_() for one in by[len(weights) :]}
        own = _walk(inputs, lambda leaf: wrap(leaves.get(id(leaf._t), leaf._t)) if isinstance(leaf, Tensor) else leaf)
        with torch.enable_grad():
            batches = split(own)
        loss, ctx.grads = pipeline.run(batches, [*weights, *leaves.values()])
        ctx.last = pipeline.last
        return loss

    @staticmethod
    @once_differentiable  # type: ignore[untyped-decorator]
    def backward(ctx: Any, sens: torch.Tensor) -> Any:
        sens = sens.clone(memory_format=torch.contiguous_format)
        distributed.broadcast(sens, ctx.last)  # the others' may depend on a loss that they do not have
        return (None, None, None, None, *(grad * sens.reshape(()).to(grad.dtype) for grad in ctx.grads))


class Pipelines:
    """The pipelines of one network, by the shapes of its batches."""

    def __init__(self) -> None:
        self.made: dict[Any, Pipeline] = {}

    def loss(self, network: Cell, setting: Setting, split: Any, inputs: tuple[Any, ...]) -> Tensor:
        """The sum of what a network gives for the parts of a batch, which `split` makes of the inputs."""
        tensors: list[torch.Tensor] = []
        _walk(inputs, lambda leaf: tensors.append(leaf._t) if isinstance(leaf, Tensor) else None)
        key = (setting, network.training, *((one.shape, one.dtype) for one in tensors))
        if not self.made:
            share(parameter._live for parameter in network.get_parameters())
        if key not in self.made:
            self.made[key] = Pipeline(network, setting, split(inputs))
        weights = [one._live for one in network.get_parameters() if one._live.requires_grad]
        by = [*weights, *(one for one in tensors if one.requires_grad)]
        return wrap(_Loss.apply(self.made[key], split, weights, inputs, *by))  # type: ignore[no-untyped-call]
