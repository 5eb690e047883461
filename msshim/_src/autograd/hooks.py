"""Functions whose gradient a program rewrites. Source: mindspore.ops of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim._src.cell.bprop import filled, flat
from msshim._src.tensor.interop import to_gradients, to_torch
from msshim._src.tensor.tensor import Tensor


def _function(who: str, name: str, value: Any) -> None:
    if not callable(value):
        raise TypeError(f"For '{who}', '{name}' must be a function, but got {value!r} of type {type(value).__name__}.")


class _Passing(torch.autograd.Function):
    """The inputs as they are; their gradients through a function."""

    @staticmethod
    def forward(ctx: Any, rewrite: Callable[..., Any], *tensors: torch.Tensor) -> Any:
        ctx.rewrite = rewrite
        return tuple(tensor.view_as(tensor) for tensor in tensors)

    @staticmethod
    def backward(ctx: Any, *grads: torch.Tensor) -> Any:
        return None, *ctx.rewrite(grads)


class HookBackward:
    """Gives its inputs; backward, `hook_fn` sees their gradients as a tuple, and what it returns replaces them.

    Args:
        hook_fn: A function of a tuple of Tensors that returns as many, one alone, or None.

    Raises:
        TypeError: `hook_fn` is no function.
    """

    def __init__(self, hook_fn: Callable[..., Any], cell_id: str = "") -> None:
        _function("HookBackward", "hook_fn", hook_fn)
        self.hook_fn = hook_fn
        self.cell_id = cell_id

    def __call__(self, *inputs: Any) -> Any:
        """The inputs: one alone, or a tuple."""

        def rewrite(grads: tuple[torch.Tensor, ...]) -> Any:
            found = self.hook_fn(to_gradients(grads))
            return grads if found is None else to_torch(found if isinstance(found, tuple) else (found,))

        outputs = filled(inputs, _Passing.apply(rewrite, *flat(inputs)))  # type: ignore[no-untyped-call]
        return outputs if len(outputs) > 1 else outputs[0]


class InsertGradientOf:
    """Gives its input; backward, `f` of the gradient takes the gradient's place.

    Raises:
        TypeError: `f` is no function.
    """

    def __init__(self, f: Callable[..., Any]) -> None:
        _function("InsertGradientOf", "f", f)
        self.f = f

    def __call__(self, x: Tensor) -> Tensor:
        """The input."""

        def rewrite(grads: tuple[torch.Tensor, ...]) -> Any:
            return to_torch((self.f(*to_gradients(grads)),))

        found: Tensor = filled((x,), _Passing.apply(rewrite, x._t))[0]  # type: ignore[no-untyped-call]
        return found


class saved_tensors_hooks:
    """Inside `with`, `pack_hook` replaces each tensor kept for the gradient, and `unpack_hook` gives it back.

    Raises:
        TypeError: A hook is no function.
    """

    def __init__(self, pack_hook: Callable[..., Any], unpack_hook: Callable[..., Any]) -> None:
        _function("saved_tensors_hooks", "pack_hook", pack_hook)
        _function("saved_tensors_hooks", "unpack_hook", unpack_hook)
        self._hooks = torch.autograd.graph.saved_tensors_hooks(
            lambda tensor: pack_hook(Tensor(tensor)), lambda packed: to_torch(unpack_hook(packed))
        )

    def __enter__(self) -> None:
        self._hooks.__enter__()

    def __exit__(self, *error: Any) -> None:
        self._hooks.__exit__(*error)  # type: ignore[no-untyped-call]
