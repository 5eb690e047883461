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


class Buckets:
    """Room for the gradients of some parameters: the places in each bucket, its tensor, and each gradient's part of it.

    Args:
        like: Tensors of the gradients' shapes, in their order; they are where the gradients will be.
    """

    def __init__(self, like: Sequence[torch.Tensor]) -> None:
        self.places = in_buckets([one.numel() for one in like])
        self.flats: list[torch.Tensor] = []
        parts: dict[int, torch.Tensor] = {}
        for places in self.places:
            sizes = [like[place].numel() for place in places]
            self.flats.append(torch.empty(sum(sizes), dtype=torch.float32, device=like[places[0]].device))
            for place, part in zip(places, torch.split(self.flats[-1], sizes), strict=True):
                parts[place] = part.view(like[place].shape)
        self.parts = [parts[place] for place in range(len(like))]

    def fit(self, like: Sequence[torch.Tensor]) -> bool:
        """Whether gradients like these, which may have moved, have their room here."""
        return [(one.shape, one.device) for one in like] == [(part.shape, part.device) for part in self.parts]


class Reduction:
    """The gradients of one backward pass, summed over a group and multiplied with a factor.

    As a context it watches parameters, and sends a bucket as soon as all its gradients are there.

    Args:
        buckets: Where the gradients go.
        group: The processes.
        factor: What the sums are multiplied with; None for 1.
        prepare: What is done to the gradients before they are sent; one function of a list of them.
        parameters: What the context watches, in the order of the gradients.
    """

    def __init__(
        self,
        buckets: Buckets,
        group: Group,
        factor: float | None,
        prepare: Callable[[list[torch.Tensor]], list[torch.Tensor]] = list,
        parameters: Sequence[torch.Tensor] = (),
    ) -> None:
        self.buckets, self.group, self.factor = buckets, group, factor
        self.prepare, self.parameters = prepare, parameters
        self.full: set[int] = set()
        self.works: list[Any] = []
        self.hooks: list[Any] = []

    def __enter__(self) -> Reduction:
        for number, places in enumerate(self.buckets.places):
            watched = [place for place in places if self.parameters[place].requires_grad]
            come: dict[int, torch.Tensor] = {}
            for place in watched:
                hook = partial(self._come, number, place, come, len(watched))
                self.hooks.append(self.parameters[place].register_hook(hook))  # type: ignore[no-untyped-call]
        return self

    def __exit__(self, *error: object) -> None:
        for hook in self.hooks:
            hook.remove()

    def _come(self, number: int, place: int, come: dict[int, torch.Tensor], all_: int, gradient: torch.Tensor) -> None:
        come[place] = gradient
        if len(come) == all_:
            self._fill(number, come)

    def _fill(self, number: int, gradients: Mapping[int, torch.Tensor]) -> None:
        """Put gradients, by place, into their bucket, and send it once those before it are on their way."""
        if len(gradients) < len(self.buckets.places[number]):
            self.buckets.flats[number].zero_()
        with torch.no_grad():
            parts = [self.buckets.parts[place] for place in gradients]
            torch._foreach_copy_(parts, self.prepare([*gradients.values()]))
        self.full.add(number)
        while (following := len(self.works)) in self.full:
            self._send(self.buckets.flats[following])

    def _send(self, flat: torch.Tensor) -> None:
        work = None
        if self.group.size > 1:
            work = distributed.all_reduce(flat, group=self.group.process_group, async_op=True)
        self.works.append(work)

    def result(self, gradients: Sequence[torch.Tensor]) -> list[torch.Tensor]:
        """The reduced gradients, in float32; where the pass was not watched, of those that it gave."""
        for number, places in enumerate(self.buckets.places):
            if number not in self.full:
                self._fill(number, {place: gradients[place] for place in places})
        for flat, work in zip(self.buckets.flats, self.works, strict=True):
            if work is not None:
                work.wait()
            if self.factor is not None:
                flat.mul_(self.factor)
        return self.buckets.parts
