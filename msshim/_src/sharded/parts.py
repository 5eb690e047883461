"""What each stage of a network computes: its `construct`, in which the calls of other stages' cells are left out.

A network calls its cells stage by stage. A stage runs the whole `construct`: cells of earlier stages give tensors
without data (of torch's device "meta"), the first cell of its own is given what the stage before sends in their place,
and the first cell of the next stage ends the run. What stands between cells is computed where its inputs are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves, tree_map

from msshim._src.cell.cell import Cell
from msshim._src.runtime import random
from msshim._src.sharded.stages import numbered
from msshim._src.tensor.interop import _walk
from msshim._src.tensor.tensor import Tensor, wrap

_HOW = "write the network so that each stage needs of those before no more than what its first cell is called with"


class _Ended(BaseException):
    """The call of a cell of the next stage, with the tensors that it got. No Exception: programs catch those."""

    def __init__(self, tensors: list[torch.Tensor]) -> None:
        self.tensors = tensors


class _Elsewhere(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """What is computed of a tensor without data has none, either, whatever else it is computed of."""

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        given = (args, kwargs or {})
        without = {one.is_meta for one in tree_leaves(given) if isinstance(one, torch.Tensor)}
        if without == {True, False}:
            if func._schema.is_mutable:
                raise NotImplementedError(f"{func} writes what another stage computes into a tensor.")
            given = tree_map(lambda one: one.to("meta") if isinstance(one, torch.Tensor) else one, given)
        return func(*given[0], **given[1])


def _tensors(value: Any) -> list[torch.Tensor]:
    found: list[torch.Tensor] = []
    _walk(value, lambda leaf: found.append(leaf._t) if isinstance(leaf, Tensor) else None)
    return found


class Parts:
    """The stages of a network for inputs of some shapes.

    Args:
        network: A Cell that gives a loss.
        stages: How many.
        inputs: One part of a batch, on which each stage is tried.

    Raises:
        ValueError: The numbers of the stages are not those from 0 on.
        NotImplementedError: The network can not be divided so.
    """

    def __init__(self, network: Cell, stages: int, inputs: tuple[Any, ...]) -> None:
        self.network, self.stages = network, stages
        self.cells = list(numbered(network))
        found = sorted({stage for _, stage in self.cells})
        if found != list(range(stages)):
            raise ValueError(f"'pipeline_stage' of the cells must be each of {list(range(stages))}, but got {found}.")
        self.order: list[int] = []
        """The stages of the calls."""
        self.given: list[Any] = []
        """What each call gave, without data."""
        self.crossing: list[list[int]] = [[] for _ in range(stages)]
        """For each stage, which of the tensors that its first cell is called with the stage before sends."""
        self.sent: list[tuple[torch.Tensor, ...]] = [() for _ in range(stages)]
        """For each stage, what it gets, without data."""
        with _undone(network), torch.no_grad():
            self._try(inputs)

    def _try(self, inputs: tuple[Any, ...]) -> None:
        firsts: dict[int, list[torch.Tensor]] = {}

        def call(stage: int, forward: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            firsts.setdefault(stage, _tensors((args, kwargs)))
            result = forward(*args, **kwargs)
            self.order.append(stage)
            self.given.append(_walk(result, _without_data))
            return result

        with self._calling(call):
            loss = self.network(*inputs)
        if not isinstance(loss, Tensor) or loss._t.numel() != 1 or not loss._t.is_floating_point():
            raise NotImplementedError(f"In a pipeline of processes the network must give one number, the loss: {loss}.")
        self.loss = torch.empty_like(loss._t, device="meta")
        if self.order != sorted(self.order):
            raise NotImplementedError(
                f"The cells of a pipeline of processes must be called stage by stage, but got {self.order}."
            )
        for stage in reversed(range(self.stages)):  # what the next one wants is known
            try:
                self._run(stage, None, inputs, firsts[stage])
            except Exception as error:
                raise NotImplementedError(f"Stage {stage} of the network can not be computed alone; {_HOW}.") from error

    def __call__(self, stage: int, inputs: tuple[Any, ...], received: tuple[torch.Tensor, ...]) -> Any:
        """What a stage sends to the next one, a tuple; of the last one the loss."""
        return self._run(stage, received, inputs)

    def _run(
        self,
        stage: int,
        received: tuple[torch.Tensor, ...] | None,
        inputs: tuple[Any, ...],
        tried: list[torch.Tensor] | None = None,
    ) -> Any:
        at = -1
        begun = False

        def call(of: int, forward: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            nonlocal at, begun
            at += 1
            if self.order[at : at + 1] != [of]:
                raise RuntimeError("In a pipeline of processes each batch must be computed by the same calls of cells.")
            if of < stage:
                return _walk(self.given[at], lambda leaf: wrap(leaf) if isinstance(leaf, torch.Tensor) else leaf)
            if of > stage:
                raise _Ended(_tensors((args, kwargs)))
            if not begun:
                begun = True
                elsewhere.close()
                if tried is not None:
                    tensors = _tensors((args, kwargs))
                    self.crossing[stage] = [place for place, one in enumerate(tensors) if one.is_meta]
                    self.sent[stage] = tuple(torch.empty_like(tried[i], device="meta") for i in self.crossing[stage])
                from_before = iter(received if tried is None else [tried[i] for i in self.crossing[stage]])  # type: ignore[arg-type]
                args, kwargs = _walk((args, kwargs), lambda leaf: _filled(leaf, from_before))
            return forward(*args, **kwargs)

        elsewhere = ExitStack()
        try:
            with elsewhere, self._calling(call):
                if stage:
                    elsewhere.enter_context(_Elsewhere())  # type: ignore[no-untyped-call]
                results: tuple[torch.Tensor, ...] = (self.network(*inputs)._t,)
        except _Ended as ended:
            results = tuple(_differentiable(ended.tensors[place]) for place in self.crossing[stage + 1])
        if any(one.is_meta for one in results):
            raise NotImplementedError("It needs more of the stages before than its first cell is called with.")
        return results if stage < self.stages - 1 else results[0]

    @contextmanager
    def _calling(self, call: Callable[..., Any]) -> Iterator[None]:
        """Within it, `call` is what calls of the cells with stages run, given the stage and what they run else."""
        before = [cell.__dict__.get("forward") for cell, _ in self.cells]
        for cell, stage in self.cells:
            cell.__dict__["forward"] = partial(call, stage, cell.__dict__.get("forward") or cell._entry())
        try:
            yield
        finally:
            for (cell, _), forward in zip(self.cells, before, strict=True):
                if forward is None:
                    del cell.__dict__["forward"]
                else:
                    cell.__dict__["forward"] = forward


def _without_data(leaf: Any) -> Any:
    return torch.empty_like(leaf._t, device="meta") if isinstance(leaf, Tensor) else leaf


def _filled(leaf: Any, tensors: Iterator[torch.Tensor]) -> Any:
    return wrap(next(tensors)) if isinstance(leaf, Tensor) and leaf._t.is_meta else leaf


def _differentiable(t: torch.Tensor) -> torch.Tensor:
    """As the next stage takes it: floating point with a gradient, also where nothing before is trained."""
    return t if t.requires_grad or not t.is_floating_point() else t.detach().requires_grad_()


@contextmanager
def _undone(network: Cell) -> Iterator[None]:
    """Let what runs inside draw no random numbers, and see that it changes nothing that the network keeps.

    Raises:
        NotImplementedError: It does.
    """
    kept = [
        (parameter, parameter._live.detach().clone())
        for parameter in network.get_parameters()
        if not parameter.requires_grad
    ]
    counts = dict(random.counts)
    try:
        with torch.random.fork_rng():
            yield
    finally:
        random.counts.clear()
        random.counts.update(counts)
        changed = [parameter for parameter, value in kept if not torch.equal(parameter._live, value)]
        for parameter, value in kept:
            parameter._fill(value)
    if changed:
        raise NotImplementedError(
            f"In a pipeline of processes all have the same weights, but '{changed[0].name}' changes in the calls of "
            f"one stage: use a layer that keeps nothing, nn.LayerNorm or nn.GroupNorm for nn.BatchNorm."
        )
