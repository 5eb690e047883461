"""Gradients of a row's calls: MindSpore's, msshim's, and finite differences of msshim's.

What a call can be differentiated by are the Tensors that its words `x` and `f` make; nothing depends on those of `t`
and `p`.
"""

from __future__ import annotations

import re
from typing import Any
from unittest.mock import MagicMock

import mindspore
import numpy as np
import torch
from calls import Words, call_of, cotangents, differentiable, drain, evaluate, leaves, settled

import msshim
from msshim._src.runtime import mode
from msshim._src.tables.model import Row
from msshim._src.tensor.interop import to_handles

_SOURCE = re.compile(r"\b[xf]\(")


class Refused(Exception):
    """MindSpore raises where it is asked for this gradient."""


class Doubles(Words):
    """The words of a call for msshim, all floats of float64."""

    def __init__(self, leaf: Any = lambda index, tensor: tensor) -> None:
        super().__init__(msshim, "float64", leaf)

    def f(self, *shape: int, low: float = -3, high: float = 3) -> Any:
        return self.tensor(shape, "float64", low, high)


def calls_with_sources(row: Row) -> tuple[str, ...]:
    """The row's calls that have something to differentiate by."""
    return tuple(text for text in row.calls if _SOURCE.search(text))


def their_result(row: Row, text: str) -> Any:
    """What the call gives in float32, if that can be differentiated; else None, as where MindSpore refuses float32."""
    drain()
    try:
        result = settled(evaluate(row, text, Words(mindspore, "float32")))
    except Exception:  # whichever: tests/factory/test_functions.py looks at these
        drain()
        return None
    return None if all(weight is None for weight in cotangents(result)) else result


def their_gradients(row: Row, text: str, weights: list[np.ndarray | None]) -> list[np.ndarray]:
    """MindSpore's gradients by the sources, in the direction of `weights`. Raises Refused where it has none."""
    sources: dict[int, Any] = {}
    words = Words(mindspore, "float32", lambda k, made: sources.setdefault(k, made) if differentiable(made) else made)
    arguments(row, text, words)

    def total(*values: Any) -> Any:
        given = dict(zip(sources, values, strict=True))
        # MindSpore forbids some operators to change what a gradient is taken by.
        given = {k: value * 1.0 for k, value in given.items()} if row.inplace else given
        result = evaluate(row, text, Words(mindspore, "float32", lambda k, made: given.get(k, made)))
        return weighted(result, [None if weight is None else mindspore.Tensor(weight) for weight in weights])

    try:
        found = mindspore.grad(total, tuple(range(len(sources))))(*sources.values())
        return [gradient.asnumpy() for gradient in (found if isinstance(found, tuple) else (found,))]
    except Exception as error:  # of any class: that of the kernel which is not there
        drain()
        raise Refused(str(error)) from error


def our_gradients(row: Row, text: str, weights: list[np.ndarray | None]) -> list[np.ndarray]:
    """Torch's gradients by the same sources, zero where nothing is recorded. Raises as torch where it has none."""
    sources: dict[int, torch.Tensor] = {}

    def leaf(index: int, tensor: Any) -> Any:
        if not differentiable(tensor):
            return tensor
        sources[index] = tensor._t.requires_grad_()
        return to_handles(sources[index].clone())

    with mode.recording():
        result = evaluate(row, text, Words(msshim, "float32", leaf))
    total = weighted(result, [None if w is None else to_handles(torch.from_numpy(w)) for w in weights])._t
    if not total.requires_grad:
        return [np.zeros(t.shape, np.float32) for t in sources.values()]
    found = torch.autograd.grad(total, list(sources.values()), materialize_grads=True)
    return [gradient.numpy(force=True) for gradient in found]


def weighted(result: Any, weights: list[Any]) -> Any:
    """The sum of the Tensors in a result, each times its weight."""
    parts = [(out * w).sum() for out, w in zip(leaves(result), weights, strict=True) if w is not None]
    return sum(parts[1:], parts[0])


def arguments(row: Row, text: str, words: Words) -> None:
    """Make the call's arguments, and call nothing."""
    eval(call_of(row, text), {"target": MagicMock()}, words)  # type: ignore[arg-type]


def is_derivative(row: Row, text: str) -> bool:
    """Whether msshim's gradients are those of finite differences. Raises as torch where it has no derivative."""
    sources: list[torch.Tensor] = []

    def keep(_: int, tensor: Any) -> Any:
        if tensor._t.is_floating_point():
            sources.append(tensor._t.clone().requires_grad_())
        return tensor

    arguments(row, text, Doubles(keep))

    def function(*given: torch.Tensor) -> tuple[torch.Tensor, ...]:
        rest = iter(given)

        def leaf(_: int, tensor: Any) -> Any:
            return to_handles(next(rest).clone()) if tensor._t.is_floating_point() else tensor

        msshim.set_seed(3)
        with mode.recording():
            result = evaluate(row, text, Doubles(leaf))
        return tuple(out._t for out in leaves(result) if out._t.is_floating_point() or out._t.is_complex())

    # Some of MindSpore's functions compute in float32 whatever came in: hence the wide step.
    return bool(torch.autograd.gradcheck(function, sources, eps=1e-3, atol=2e-3, rtol=2e-3, fast_mode=True))
