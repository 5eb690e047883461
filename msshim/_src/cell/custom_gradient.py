"""`_Function`: an operation whose gradient the program writes, over torch.autograd.Function.

Source: mindspore.common._Function of 2.10.
"""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.cell.bprop import filled, flat
from msshim._src.runtime import mode
from msshim._src.tensor.interop import holds_torch, to_handles, to_torch
from msshim._src.tensor.tensor import Tensor


class _Function:
    """Base of operations with a gradient of their own: `forward` and `backward` are static methods of a subclass.

    What both get as ``ctx`` keeps any attributes, and tensors by `save_for_backward`, which are `saved_tensors` in
    `backward`; `needs_input_grad` says for each argument whether its gradient is asked for.
    """

    needs_input_grad: tuple[bool, ...] = ()
    saved_tensors: tuple[Any, ...] = ()
    materialize_grads = True
    dirty_tensors: tuple[Tensor, ...] = ()
    non_differentiable: tuple[Tensor, ...] = ()

    @staticmethod
    def forward(ctx: Any, *args: Any, **kwargs: Any) -> Any:
        """The outputs; without ``ctx`` where there is a `setup_context`."""
        raise NotImplementedError("A subclass of _Function must have a forward.")

    @staticmethod
    def backward(ctx: Any, *grad_outputs: Any) -> Any:
        """The gradient of each argument, None where there is none."""
        raise NotImplementedError("A subclass of _Function must have a backward.")

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> None:
        """Keep what `backward` needs."""
        raise NotImplementedError("A subclass of _Function may have a setup_context.")

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> Any:
        """The outputs for these arguments; their gradients are recorded as those of any operation."""
        if holds_torch(args):
            with mode.recording():
                return to_torch(_run(cls, to_handles(args), kwargs))
        if mode.records():
            return _run(cls, args, kwargs)
        with torch.no_grad():
            return _run(cls, args, kwargs)

    def save_for_backward(self, *tensors: Any) -> None:
        """Keep tensors for `backward`."""
        self.saved_tensors = tensors

    def mark_dirty(self, *args: Tensor) -> None:
        """Say which arguments `forward` has changed in place."""
        self.dirty_tensors = args

    def mark_non_differentiable(self, *args: Tensor) -> None:
        """Say which outputs have no gradient."""
        self.non_differentiable = args

    def set_materialize_grads(self, value: bool) -> None:
        """Whether `backward` gets zeros, and not None, for outputs that nothing depends on."""
        self.materialize_grads = value


def _run(function: type[_Function], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    kept: list[Any] = []
    given = (arg._t if isinstance(arg, Tensor) else arg for arg in args)
    outputs = _Bridge.apply(function, kwargs, kept, *given)  # type: ignore[no-untyped-call]
    return filled(kept[0], outputs)


class _Bridge(torch.autograd.Function):
    """Runs a `_Function` as torch's own."""

    @staticmethod
    def forward(ctx: Any, function: type[_Function], kwargs: Any, kept: list[Any], *given: Any) -> Any:
        context, args = function(), tuple(to_handles(arg) for arg in given)
        context.needs_input_grad = ctx.needs_input_grad[3:]
        if function.setup_context is _Function.setup_context:
            value = function.forward(context, *args, **kwargs)
        else:
            value = function.forward(*args, **kwargs)
            function.setup_context(context, args, value)
        kept.append(value)
        ctx.mark_dirty(*flat(context.dirty_tensors))
        ctx.mark_non_differentiable(*flat(context.non_differentiable))
        ctx.set_materialize_grads(context.materialize_grads)
        ctx.save_for_backward(*flat(context.saved_tensors))
        # torch keeps the tensors; the context keeps where they stood, so that it holds no graph.
        ctx.like = tuple(isinstance(tensor, Tensor) for tensor in context.saved_tensors)
        context.saved_tensors = context.dirty_tensors = context.non_differentiable = ()
        ctx.context, ctx.function, ctx.count = context, function, len(given)
        return tuple(flat(value))

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        saved = iter(ctx.saved_tensors)
        ctx.context.saved_tensors = tuple(Tensor(next(saved)) if held else None for held in ctx.like)
        with mode.recording():
            found = ctx.function.backward(ctx.context, *to_handles(grads))
        found = found if isinstance(found, tuple) else (found,)
        ctx.context.saved_tensors = ()
        return None, None, None, *(to_torch(grad) for grad in found), *[None] * (ctx.count - len(found))
