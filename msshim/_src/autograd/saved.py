"""What a backward pass needs and a later write has overwritten, put back before it runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Any

import torch

from msshim._src.tensor.writes import Write


def restore(outputs: Iterable[torch.Tensor], writes: list[Write], again: bool) -> None:
    """Give each node of the graph of `outputs` what it saved before one of `writes`, as it was then.

    With `again`, where gradients will be differentiated, only results of nodes: of what they got, torch no longer
    knows where it came from, and goes on to refuse it.
    """
    last = writes[-1].time
    for node in _nodes(outputs):
        if node._sequence_nr() > last:
            continue
        for name in _saved_names(type(node)):  # type: ignore[arg-type]
            is_result = name.startswith("_saved_result")
            if is_result or not again:
                _restore(node, name, [w for w in writes if w.time >= node._sequence_nr() + is_result])


def keeping(writes: list[Write]) -> torch.autograd.graph.saved_tensors_hooks:
    """A context in which each saved tensor is given back as it was when it was saved, whatever `writes` there are then.

    For gradients that will be differentiated: torch still knows where such a tensor came from.
    """

    def keep(saved: torch.Tensor) -> tuple[torch.Tensor, int]:
        count = len(writes)
        while count and not writes[count - 1].done:
            count -= 1
        return saved.detach(), count  # a tensor of its own, so that `writable` sees that the memory is shared

    return torch.autograd.graph.saved_tensors_hooks(keep, lambda kept: _before(writes[kept[1] :], kept[0]))


def _nodes(outputs: Iterable[torch.Tensor]) -> Iterator[Any]:
    stack = [output.grad_fn for output in outputs]
    seen = set()
    while stack:
        node = stack.pop()
        if node is not None and node not in seen:
            seen.add(node)
            yield node
            stack += [before for before, _ in node.next_functions]


@cache
def _saved_names(kind: type) -> list[str]:
    """The attributes of a kind of node that hold tensors saved for it; a Function of Python has one for all."""
    if issubclass(kind, torch.autograd.function.FunctionCtx):
        return ["saved_tensors"]
    return [name.replace("_raw", "") for name in dir(kind) if name.startswith("_raw_saved")]


def _restore(node: Any, name: str, writes: list[Write]) -> None:
    try:
        getattr(node, name)
    except RuntimeError as error:
        if not writes or "inplace" not in str(error):
            return
        raw = getattr(node, f"_raw{name}" if name[0] == "_" else f"_raw_{name}")
        for saved in raw if isinstance(raw, tuple) else (raw,):
            saved.register_hooks(partial(_before, writes), lambda tensor: tensor)


def _before(writes: list[Write], saved: torch.Tensor) -> torch.Tensor:
    """A copy of what `saved` was before these writes."""
    storage = saved.untyped_storage()
    undone = [write for write in writes if write.memory == storage._cdata]
    if not undone:
        return saved
    copy = storage.clone()  # type: ignore[no-untyped-call]
    for write in reversed(undone):
        _over(copy, write.part).copy_(write.old)
    return _over(copy, saved)


def _over(storage: torch.UntypedStorage, like: torch.Tensor) -> torch.Tensor:
    return like.new_empty(0).set_(storage, like.storage_offset(), like.shape, like.stride())  # type: ignore[call-overload]
