"""Gradients that a cell writes itself: `Cell.bprop`, and hooks on its gradients. Source: mindspore.nn.Cell of 2.10."""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch.utils.hooks import BackwardHook, RemovableHandle

from msshim._src.runtime import mode
from msshim._src.tensor.from_python import stored
from msshim._src.tensor.interop import _walk, holds_torch, to_gradients, to_handles, to_torch
from msshim._src.tensor.tensor import Tensor


def flat(value: Any) -> list[torch.Tensor]:
    """The torch tensors in nested tuples, lists and dicts, of handles and bare ones, in order."""
    found: list[torch.Tensor] = []
    _walk(to_torch(value), lambda leaf: found.append(leaf) if isinstance(leaf, torch.Tensor) else None)
    return found


def filled(like: Any, tensors: Iterable[torch.Tensor]) -> Any:
    """`like` with other tensors, in order, each as a handle where a handle stood."""
    found = iter(tensors)

    def leaf(value: Any) -> Any:
        if isinstance(value, Tensor):
            return Tensor(next(found))
        return next(found) if isinstance(value, torch.Tensor) else value

    return _walk(like, leaf)


class _Bprop(torch.autograd.Function):
    """Runs a cell's `construct` forward and its `bprop` backward."""

    @staticmethod
    def forward(ctx: Any, cell: Any, args: Any, kwargs: Any, kept: list[Any], *tensors: torch.Tensor) -> Any:
        value = cell.construct(*filled(args, tensors), **kwargs)
        outputs = flat(value)
        kept.append(value)
        ctx.cell, ctx.args, ctx.value, ctx.count = cell, args, value, len(tensors)
        ctx.save_for_backward(*tensors, *outputs)
        return tuple(outputs)

    @staticmethod
    def backward(ctx: Any, *grads: torch.Tensor) -> Any:
        saved = ctx.saved_tensors
        args, value = filled(ctx.args, saved[: ctx.count]), filled(ctx.value, saved[ctx.count :])
        with mode.recording():
            given = ctx.cell.bprop(*args, value, filled(ctx.value, map(stored, grads)))
        given = given if isinstance(given, tuple) else (given,)
        found: list[Any] = []
        for arg, grad in zip(args, given, strict=False):
            held = len(flat(arg))
            tensors = flat(grad) if held else []
            found += tensors if len(tensors) == held else [None] * held
        return None, None, None, None, *found


def forward(self: Any, *args: Any, **kwargs: Any) -> Any:
    """The `forward` of a cell that has a `bprop`."""
    if holds_torch(args):
        with mode.recording():
            return to_torch(_run(self, to_handles(args), kwargs))
    if mode.records() and torch.is_grad_enabled():
        return _run(self, args, kwargs)
    with torch.no_grad():
        return self.construct(*args, **kwargs)


def _run(cell: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    kept: list[Any] = []
    outputs = _Bprop.apply(cell, args, kwargs, kept, *flat(args))  # type: ignore[no-untyped-call]
    return filled(kept[0], outputs)


class HookHandle(ABC):  # noqa: B024  (torch's own handles are some, too)
    """Takes a hook away again with `remove()`."""

    def __init__(self, *handles: Any) -> None:
        self._handles = handles

    def remove(self) -> None:
        """Take the hook away."""
        for handle in self._handles:
            handle.remove()


HookHandle.register(RemovableHandle)


def on_gradients(cell: Any, hook: Callable[..., Any], before: bool) -> HookHandle:
    """Call `hook` with the gradients of a cell's outputs `before` its own backward pass, or after with both.

    What the hook returns replaces the gradients of the outputs, or those of the inputs.
    """
    running: list[Any] = []

    def user(module: Any, *grads: Any) -> Any:
        return to_torch(hook(module, *to_gradients(grads)))

    def enter(module: Any, args: tuple[Any, ...]) -> Any:
        running.append(BackwardHook(module, [] if before else [user], [user] if before else []))
        return filled(args, running[-1].setup_input_hook(tuple(flat(args))))

    def leave(module: Any, args: tuple[Any, ...], output: Any) -> Any:
        found = running.pop().setup_output_hook(tuple(flat(output)))
        return filled(output, found)

    return HookHandle(cell.register_forward_pre_hook(enter), cell.register_forward_hook(leave))
