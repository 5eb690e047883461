"""torch's wrappers around cells: DistributedDataParallel and FSDP, which look at torch's tensors alone.

Inside a net that was called with MindSpore's Tensors, and around it, they are shown the torch tensors of the handles.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch
from torch.nn.modules.module import register_module_module_registration_hook

from msshim._src.runtime import mode
from msshim._src.tensor.interop import _walk, holds_torch, to_handles, to_torch
from msshim._src.tensor.tensor import wrap

_WRAPPERS = "torch.nn.parallel.", "torch.distributed."


def seeing_torch(hook: Callable[..., Any]) -> Callable[..., Any]:
    """A hook for the calls of a cell; one of torch's wrappers, such as FSDP's, is shown torch's tensors.

    Others stay themselves: torch looks for its own, such as those of pruning, by their class.
    """
    if not str(getattr(hook, "__module__", "")).startswith(_WRAPPERS):
        return hook

    @functools.wraps(hook)
    def shown(cell: Any, *values: Any) -> Any:
        if holds_torch(values):
            return hook(cell, *values)
        return to_handles(hook(cell, *to_torch(values)))

    return shown


def let_torch_wrap(kind: type[torch.nn.Module]) -> None:
    """Let torch's wrappers that are made around modules of a kind take and give MindSpore's Tensors, too."""

    def registered(module: torch.nn.Module, name: str, child: torch.nn.Module | None) -> None:
        wraps = type(module).__module__.startswith(_WRAPPERS)
        if wraps and child is not None and any(isinstance(each, kind) for each in child.modules()):
            _Border(module)

    register_module_module_registration_hook(registered)


class _Border:
    """Torch inside a wrapper, and outside what it was called with."""

    def __init__(self, wrapper: torch.nn.Module) -> None:
        self.handles = False
        wrapper.register_forward_pre_hook(self.enter, with_kwargs=True)
        wrapper.register_forward_hook(self.leave)

    def enter(self, wrapper: Any, args: Any, kwargs: Any) -> Any:
        self.handles = not holds_torch((args, kwargs))
        return to_torch((args, kwargs)) if self.handles else None

    def leave(self, wrapper: Any, args: Any, output: Any) -> Any:
        if not self.handles:
            return None
        return to_handles(output) if mode.records() else _walk(output, _free)


def _free(leaf: Any) -> Any:
    """A torch tensor as a Tensor without a graph: outside a recorded pass MindSpore has none."""
    return wrap(leaf.detach()) if isinstance(leaf, torch.Tensor) else leaf
