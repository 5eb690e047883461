"""Gradients made those of a group of processes: in buckets, each of which is sent while the backward pass goes on.

A bucket is one float32 tensor with the gradients of some parameters, the last of the net first, since their gradients
come first. All processes send their buckets in one order, also where one of them has no gradient for a parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import torch
from torch import distributed

from msshim._src.communication.groups import Group

FIRST, CAP = 1 << 20, 25 << 20
"""Bytes of the first bucket, which is soon full, and of the others: as of torch's DistributedDataParallel."""


def in_buckets(sizes: Sequence[int]) -> list[list[int]]:
    """The places of parameters with these numbers of elements, put together from the last on."""
    buckets: list[list[int]] = [[]]
    room = FIRST
    for place in reversed(range(len(sizes))):
        if buckets[-1] and 4 * sizes[place] > room:
            buckets.append([])
            room = CAP
        buckets[-1].append(place)
        room -= 4 * sizes[place]
    return buckets if sizes else []


class Reduction:
    """The gradients of one backward pass, summed over a group and multiplied with a factor.

    As a context it watches the parameters, and sends a bucket as soon as all its gradients are there.

    Args:
        parameters: torch's, in the order of the gradients.
        group: The processes.
        factor: What the sums are multiplied with; None for 1.
        prepare: What is done to the gradients before they are sent; one function of a list of them.
    """

    def __init__(
        self,
        parameters: Sequence[torch.Tensor],
        group: Group,
        factor: float | None,
        prepare: Callable[[list[torch.Tensor]], list[torch.Tensor]] = list,
    ) -> None:
        self.parameters, self.group, self.factor, self.prepare = parameters, group, factor, prepare
        self.buckets = in_buckets([parameter.numel() for parameter in parameters])
        self.flats: dict[int, torch.Tensor] = {}
        self.parts: dict[int, torch.Tensor] = {}
        self.works: list[Any] = []
        self.hooks: list[Any] = []

    def __enter__(self) -> Reduction:
        for number, places in enumerate(self.buckets):
            watched = [place for place in places if self.parameters[place].requires_grad]
            come: dict[int, torch.Tensor] = {}
            for place in watched:
                hook = partial(self._come, number, place, come, len(watched))
                self.hooks.append(self.parameters[place].register_hook(hook))  # type: ignore[no-untyped-call]
        return self

    def _come(self, number: int, place: int, come: dict[int, torch.Tensor], all_: int, gradient: torch.Tensor) -> None:
        come[place] = gradient
        if len(come) == all_:
            self._fill(number, come)

    def __exit__(self, *error: object) -> None:
        for hook in self.hooks:
            hook.remove()

    def _fill(self, number: int, gradients: Mapping[int, torch.Tensor]) -> None:
        """Put gradients, by place, into their bucket, and send it once those before it are on their way."""
        like = [self.parameters[place] for place in self.buckets[number]]
        sizes = [one.numel() for one in like]
        make = torch.empty if len(gradients) == len(like) else torch.zeros
        flat = make(sum(sizes), dtype=torch.float32, device=like[0].device)
        parts = [part.view(one.shape) for part, one in zip(torch.split(flat, sizes), like, strict=True)]
        targets = dict(zip(self.buckets[number], parts, strict=True))
        with torch.no_grad():
            torch._foreach_copy_([targets[place] for place in gradients], self.prepare([*gradients.values()]))
        self.flats[number], self.parts = flat, self.parts | targets
        while (following := len(self.works)) in self.flats:
            self._send(self.flats[following])

    def _send(self, flat: torch.Tensor) -> None:
        work = None
        if self.group.size > 1:
            work = distributed.all_reduce(flat, group=self.group.process_group, async_op=True)
        self.works.append(work)

    def result(self, gradients: Sequence[torch.Tensor]) -> list[torch.Tensor]:
        """The reduced gradients, in float32; where the pass was not watched, of those that it gave."""
        for number, places in enumerate(self.buckets):
            if number not in self.flats:
                self._fill(number, {place: gradients[place] for place in places})
        for number, work in enumerate(self.works):
            if work is not None:
                work.wait()
            if self.factor is not None:
                self.flats[number].mul_(self.factor)
        return [self.parts[place] for place in range(len(self.parameters))]
