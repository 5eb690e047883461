"""The same values in other layouts: what a call gives, and its gradients, must not depend on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from calls import Words, evaluate, leaves
from oracle import named
from rows import draw

import msshim
from msshim._src.runtime import mode
from msshim._src.tables.model import Row

Layout = Callable[[torch.Tensor], torch.Tensor]


def reversed_axes(t: torch.Tensor) -> torch.Tensor:
    """The last axis outermost in memory."""
    axes = tuple(reversed(range(t.ndim)))
    return t.permute(axes).contiguous().permute(axes)


def channels_last(t: torch.Tensor) -> torch.Tensor:
    """The second axis innermost, as after a transpose: the strides of axes of 1 are whatever came out."""
    return t if t.ndim < 3 else t.movedim(1, -1).contiguous().movedim(-1, 1)


def sliced(t: torch.Tensor) -> torch.Tensor:
    """Every second element of a larger tensor, from its second on."""
    wide = t.new_zeros([2 * n + 1 for n in t.shape])
    part = wide[(slice(1, None, 2),) * t.ndim]
    return part.copy_(t)


def expanded(t: torch.Tensor) -> torch.Tensor:
    """The first slice of each axis but the last, with strides of 0."""
    first = t[tuple(slice(0, 1) for _ in t.shape[:-1])] if t.ndim > 1 else t
    return first.expand(t.shape)


def odd_strides(t: torch.Tensor) -> torch.Tensor:
    """Any stride along axes of 1, which says nothing."""
    strides = [7 if n == 1 else stride for n, stride in zip(t.shape, t.stride(), strict=True)]
    return t.as_strided(t.shape, strides)


LAYOUTS: dict[str, Layout] = {f.__name__: f for f in (reversed_axes, channels_last, sliced, expanded, odd_strides)}


class Laid(Words):
    """Words whose Tensors of `x` and `f` are in a layout, or contiguous; some have an axis of 1."""

    def __init__(self, dtype: str, layout: Layout, plain: bool, thin: int | None = None) -> None:
        super().__init__(msshim, dtype, self.laid)
        self.layout, self.plain, self.thin = layout, plain, thin
        self.sources: list[torch.Tensor] = []

    def tensor(self, shape: tuple[int, ...], dtype: str, low: float, high: float) -> Any:
        if self.thin is not None and len(shape) > 2:
            axis = self.thin % len(shape)
            shape = (*shape[:axis], 1, *shape[axis + 1 :])
        return super().tensor(shape, dtype, low, high)

    def laid(self, index: int, tensor: Any) -> Any:
        laid = self.layout(tensor._t)
        laid = laid.clone(memory_format=torch.contiguous_format) if self.plain else laid
        if not laid.is_floating_point():
            return msshim.Tensor(laid)
        self.sources.append(laid.detach().requires_grad_())
        return msshim.Tensor(self.sources[-1].view_as(self.sources[-1]))


def answers(result: Any, sources: list[torch.Tensor], layout: Layout) -> list[torch.Tensor]:
    """What came out, and the gradients by `sources` for a cotangent in the layout."""
    outputs = [leaf._t for leaf in leaves(result)]
    recorded = [out for out in outputs if out.requires_grad]
    if not (recorded and sources):
        return [out.detach().clone() for out in outputs]
    numbers = torch.Generator().manual_seed(7)
    given = [torch.randn(out.shape, generator=numbers, dtype=torch.float64).to(out.dtype) for out in recorded]
    found = torch.autograd.grad(recorded, sources, [layout(g) for g in given], allow_unused=True)
    return [out.detach().clone() for out in outputs] + [
        torch.zeros_like(s) if g is None else g for g, s in zip(found, sources, strict=True)
    ]


def of_call(row: Row, text: str, dtype: str, thin: int | None) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """For each two layouts of inputs and cotangent their names, what they give, and what contiguous copies give."""
    for name, layout in LAYOUTS.items():
        for cotangent in dict.fromkeys((layout, odd_strides, channels_last)):
            pair: list[Any] = []
            for plain in (True, False):
                words = Laid(dtype, layout, plain, thin)
                msshim.set_seed(3)
                try:
                    with mode.recording():
                        result = evaluate(row, text, words)
                    pair.append(answers(result, words.sources, _copied(cotangent) if plain else cotangent))
                except Exception as error:
                    pair.append([type(error)])
            yield f"{name}, {cotangent.__name__}", pair[1], pair[0]


def of_cell(row: Row, dtype: str, count: int) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """As `of_call`, of drawn cases of a cell, with gradients by its weights."""
    for k, call in enumerate(draw(row, count)):
        args = {n: getattr(msshim, v) if isinstance(v, str) and "dtype" in n else v for n, v in call.args.items()}
        layout = list(LAYOUTS.values())[k % len(LAYOUTS)]
        cotangent = list(LAYOUTS.values())[(k // 2) % len(LAYOUTS)]
        pair: list[Any] = []
        for plain in (True, False):
            msshim.set_seed(3)
            cell = named(msshim, row)(**args).to(getattr(torch, dtype))
            cell.set_train(call.train)
            given, sources = [], []
            for array in call.inputs:
                if isinstance(array, list):
                    return
                t = torch.from_numpy(array.copy())
                if not t.is_floating_point():
                    given.append(msshim.Tensor(t))
                    continue
                t = layout(t.to(getattr(torch, dtype)))
                t = t.clone(memory_format=torch.contiguous_format) if plain else t
                sources.append(t.detach().requires_grad_())
                given.append(msshim.Tensor(sources[-1].view_as(sources[-1])))
            weights = [p._live for p in cell.trainable_params()]
            msshim.set_seed(3)
            try:
                with mode.recording():
                    result = cell(*given)
                pair.append(answers(result, [*sources, *weights], _copied(cotangent) if plain else cotangent))
            except Exception as error:
                pair.append([type(error)])
        shapes = [getattr(array, "shape", array) for array in call.inputs]
        how = f"{call.args}, {shapes}, {call.train}, {layout.__name__}, {cotangent.__name__}"
        yield how, pair[1], pair[0]


def _copied(layout: Layout) -> Layout:
    return lambda t: layout(t).clone(memory_format=torch.contiguous_format)


def apart(mine: list[Any], plain: list[Any]) -> str:
    """How the answers differ, or nothing."""
    if plain and isinstance(plain[0], type):
        return ""  # with these sizes the call is not one
    if len(mine) != len(plain):
        return f"{mine} for {len(plain)} tensors"
    single = any(t.dtype is torch.float32 for t in plain)
    tolerance = 1e-4 if single else 1e-9
    for k, (a, b) in enumerate(zip(mine, plain, strict=True)):
        if a.shape != b.shape or a.dtype != b.dtype:
            return f"{k}: {a.shape} {a.dtype} for {b.shape} {b.dtype}"
        if not b.numel():
            continue
        a, b = (t.to(torch.complex128 if t.is_complex() else torch.float64) for t in (a, b))
        size = b.abs()[b.isfinite()].max().item() if b.isfinite().any() else 1.0
        if not torch.allclose(a, b, rtol=0, atol=tolerance * max(size, 1e-2), equal_nan=True):
            return f"{k} of {len(plain)}: {(a - b).abs().max().item():.3g} where the largest is {size:.3g}"
    return ""
