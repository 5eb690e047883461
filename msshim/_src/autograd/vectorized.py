"""`vmap` on torch.func.vmap. Source: mindspore of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim._src.autograd.recorded import transforming
from msshim._src.tensor.interop import to_gradients, to_handles, to_torch


def vmap(fn: Any, in_axes: Any = 0, out_axes: Any = 0) -> Callable[..., Any]:
    """A function that maps `fn` over an axis of its arguments.

    Args:
        fn: A function or Cell; or a list of Cells, of which each takes one slice.
        in_axes: The axis of each argument, None for one that is not mapped; nested as the arguments are.
        out_axes: The axis of each output.

    Raises:
        TypeError: `fn` is not callable, or an axis is no int.
        RuntimeError: `in_axes` has not one axis for each argument.
        ValueError: The mapped axes have different lengths.
    """
    many = isinstance(fn, (list, tuple)) or type(fn).__name__ == "CellList"
    if not (all(map(callable, fn)) if many else callable(fn)):
        raise TypeError(f"For 'vmap', 'fn' must be callable, but got {fn!r} of type {type(fn).__name__}.")
    in_dims, out_dims = _axes("in_axes", in_axes), _axes("out_axes", out_axes)

    def run(*args: Any) -> Any:
        if isinstance(in_dims, tuple) and len(in_dims) != len(args):
            raise RuntimeError(f"For 'vmap', 'in_axes' must have {len(args)} axes, one an argument, got {in_axes}.")
        given = to_torch(args)
        with transforming():
            if many:
                return to_gradients(_each(fn, in_dims, out_dims, given))
            mapped = torch.func.vmap(_on_torch(fn), in_dims, out_dims, randomness="different")
            return to_gradients(mapped(*given))

    return run


def _on_torch(fn: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *args: to_torch(fn(*to_handles(args)))


def _axes(name: str, axes: Any) -> Any:
    if isinstance(axes, (list, tuple)):
        return tuple(_axes(name, axis) for axis in axes)
    if axes is not None and (not isinstance(axes, int) or isinstance(axes, bool)):
        raise TypeError(f"For 'vmap', '{name}' must be ints, None, or tuples of them, but got {axes!r}.")
    return axes


def _each(fns: Any, in_dims: Any, out_dims: Any, args: tuple[Any, ...]) -> Any:
    """Each function on its own slice; their outputs stacked."""
    dims = in_dims if isinstance(in_dims, tuple) else (in_dims,) * len(args)
    found = [
        _on_torch(fn)(*(arg if dim is None else arg.select(dim, i) for arg, dim in zip(args, dims, strict=True)))
        for i, fn in enumerate(fns)
    ]
    if not isinstance(found[0], tuple):
        return torch.stack(found, out_dims)
    outs = out_dims if isinstance(out_dims, tuple) else (out_dims,) * len(found[0])
    return tuple(torch.stack(items, dim) for items, dim in zip(zip(*found, strict=True), outs, strict=True))
