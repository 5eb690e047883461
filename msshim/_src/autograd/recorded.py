"""One recorded pass: which tensors are watched, and the gradients by them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from types import TracebackType
from typing import Any

import torch
from torch import distributed

from msshim._src.autograd.saved import keeping, restore
from msshim._src.runtime import mode
from msshim._src.tensor.from_python import stored
from msshim._src.tensor.interop import _walk
from msshim._src.tensor.mutable import is_varying, mutable, original
from msshim._src.tensor.shards import is_distributed
from msshim._src.tensor.tensor import Tensor, wrap
from msshim._src.tensor.writes import Write, log


def leaves(value: Any) -> list[torch.Tensor]:
    """The torch tensors of the handles in nested tuples, lists and dicts, in order."""
    found: list[torch.Tensor] = []
    _walk(value, lambda leaf: found.append(leaf._t) if isinstance(leaf, Tensor) else None)
    return found


class _Transforms(threading.local):
    depth: int = 0


_transforms = _Transforms()


@contextmanager
def transforming() -> Iterator[None]:
    """Says that torch.func runs what is inside, where torch.autograd does not see the inputs."""
    _transforms.depth += 1
    try:
        with torch.enable_grad(), mode.recording():
            yield
    finally:
        _transforms.depth -= 1


def transformed() -> bool:
    """Whether a transform of torch.func is running."""
    return _transforms.depth > 0


class Pass:
    """Records what happens inside `with`. A pass inside another keeps the graph, so that gradients have gradients.

    Args:
        watching: A context for the time in which gradients are taken, whose hooks see them as they come.
    """

    def __init__(self, watching: AbstractContextManager[Any] | None = None) -> None:
        self.watching = watching
        self.nested = mode.records() and torch.is_grad_enabled()
        self.writes: list[Write] = [] if log.writes is None else log.writes

    def __enter__(self) -> Pass:
        self._outside, log.writes = log.writes, self.writes
        self._contexts: list[Any] = [
            torch.enable_grad(),
            mode.recording(),
            *([keeping(self.writes)] if self.nested else []),
        ]
        for context in self._contexts:
            context.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        log.writes = self._outside
        for context in reversed(self._contexts):
            context.__exit__(kind, error, trace)

    def watch(self, args: tuple[Any, ...], places: Iterable[int], integers: bool = False) -> tuple[Any, ...]:
        """The arguments, with the tensors at `places` as ones that gradients can be asked for.

        Raises:
            RuntimeError: There is no argument at a place.
            NotImplementedError: There is a tensor of `integers`, and they are not allowed to go without a gradient.
        """
        if transformed():
            raise NotImplementedError("msshim: vjp and gradients by weights do not run inside vmap, jvp or a Jacobian.")
        watched = list(args)
        for place in places:
            if place >= len(args):
                raise RuntimeError(f"'grad_position' must be below the number of arguments, {len(args)}: got {place}.")
            arg = args[place]
            if isinstance(arg, Tensor):
                watched[place] = _watched(arg, place, integers)
            elif is_varying(arg):
                watched[place] = mutable(_walk(original(arg), partial(_watched, place=place, integers=integers)))
        return tuple(watched)

    def gradients(
        self, value: Any, by: Sequence[Tensor], sens: Sequence[torch.Tensor] | None = None, retain: bool = False
    ) -> tuple[Tensor, ...]:
        """The gradients of the outputs in `value`, weighted with `sens` or 1; zeros where nothing depends."""
        outputs, inputs = leaves(value), [item._live for item in by]
        given = [torch.ones_like(output) for output in outputs] if sens is None else sens
        pairs = [(o, s.to(o.dtype)) for o, s in zip(outputs, given, strict=True) if o.requires_grad]
        asked = [one for one in inputs if one.requires_grad]
        found: dict[int, torch.Tensor] = {}
        if pairs and asked:
            if self.writes:
                restore([o for o, _ in pairs], self.writes, self.nested)
            if distributed.is_initialized() and not self.nested and self.watching is None:
                return _accumulated(pairs, by, retain)
            with self.watching or nullcontext():
                grads = torch.autograd.grad(
                    [o for o, _ in pairs],
                    asked,
                    [s for _, s in pairs],
                    retain_graph=retain or None,
                    create_graph=self.nested,
                    allow_unused=True,
                )
            found = {id(one): grad for one, grad in zip(asked, grads, strict=True) if grad is not None}
        return tuple(wrap(stored(found[id(one)]) if id(one) in found else torch.zeros_like(one)) for one in inputs)

    def result(self, value: Any) -> Any:
        """What the function gave, free of the graph unless an outer pass records."""
        if self.nested:
            return value
        return _walk(value, lambda leaf: wrap(leaf._t.detach()) if isinstance(leaf, Tensor) else leaf)


def _accumulated(
    pairs: Sequence[tuple[torch.Tensor, torch.Tensor]], by: Sequence[Tensor], retain: bool
) -> tuple[Tensor, ...]:
    """The gradients by way of torch's `.grad`, which is as it was before.

    There DistributedDataParallel and FSDP wait for them, to make them those of all processes. MindSpore's class of that
    name adds up what passes give, so the `.grad` of its parameters (`_adds_up`) stays.
    """
    asked = [item._live for item in by if item._live.requires_grad]
    for one in asked:
        one.retain_grad()  # where it is no leaf
    kept = [(one, one.grad) for one in asked if not hasattr(one, "_adds_up")]
    for one, _ in kept:
        one.grad = None
    sharded = any(is_distributed(one) or hasattr(one, "_fsdp_flattened") for one in asked)  # others are in the graph
    outputs, sens = zip(*pairs, strict=True)
    torch.autograd.backward(outputs, sens, retain_graph=retain or None, inputs=None if sharded else asked)
    live = [item._live for item in by]  # FSDP may have put others in place
    grads = [one.grad for one in live]
    for one in live:
        if not hasattr(one, "_adds_up"):
            one.grad = None
    for one, before in kept:
        one.grad = before
    return tuple(
        wrap(torch.zeros_like(one) if grad is None else stored(grad)) for one, grad in zip(live, grads, strict=True)
    )


def _watched(leaf: Any, place: int, integers: bool) -> Any:
    if not isinstance(leaf, Tensor):
        return leaf
    t = leaf._live
    if t.is_floating_point() or t.is_complex():
        return wrap(t.view_as(t) if t.requires_grad else t.detach().requires_grad_())
    if not integers:
        raise NotImplementedError(
            f"msshim: torch has no gradient by a tensor of {leaf.dtype}, which argument {place} is; "
            f"cast it to mindspore.float32 first."
        )
    return leaf
