"""Methods that change the tensor they are called on. Each writes to the memory of `input`. Source: MindSpore 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim._src.kernels import kinks, layouts

Function = Callable[..., torch.Tensor]


def _before(input: torch.Tensor) -> torch.Tensor:
    """What `input` was before the write: a copy where a gradient may need it."""
    return input.clone() if input.requires_grad else input


def _of(function: Function) -> Callable[[torch.Tensor], torch.Tensor]:
    """`input` overwritten by `function` of it, in its dtype."""

    def kernel(input: torch.Tensor) -> torch.Tensor:
        return input.copy_(function(_before(input)))

    kernel.__name__ = f"{function.__name__}_"
    return kernel


log_ = _of(torch.log)
exp_ = _of(torch.exp)
sigmoid_ = _of(torch.sigmoid)
tanh_ = _of(torch.tanh)
sign_ = _of(torch.sign)
floor_ = _of(torch.floor)
erfinv_ = _of(torch.erfinv)
zero_ = _of(torch.zeros_like)


def div_(input: torch.Tensor, other: Any, rounding_mode: str | None) -> torch.Tensor:
    """Divided by `other`, rounded as `rounding_mode` says."""
    if rounding_mode not in (None, "floor", "trunc"):
        raise ValueError(f"For 'div_', 'rounding_mode' must be None, 'floor' or 'trunc', but got {rounding_mode!r}.")
    return input.div_(other, rounding_mode=rounding_mode)


def floor_divide_(input: torch.Tensor, other: Any) -> torch.Tensor:
    """Divided by `other`, rounded down."""
    if input.requires_grad:  # torch.floor_divide_ has no gradient, which is 0
        return input.copy_(torch.div(_before(input), other, rounding_mode="floor"))
    return input.floor_divide_(other)


def clamp_(input: torch.Tensor, min: Any, max: Any) -> torch.Tensor:
    """Each element between two bounds, tensors or numbers."""
    if min is None and max is None:
        raise ValueError("For 'clamp_', one of 'min' and 'max' must be given, but both are None.")
    return input.copy_(kinks.clamp(_before(input), min, max))


def fill_diagonal_(input: torch.Tensor, fill_value: Any, wrap: bool) -> torch.Tensor:
    """The main diagonal full of `fill_value`; with `wrap` it begins anew below each square."""
    return layouts.fill_diagonal_(input, fill_value, wrap)


def fill_diagonal(input: torch.Tensor, fill_value: Any, wrap: bool) -> torch.Tensor:
    """As `fill_diagonal_`, of a copy."""
    return layouts.fill_diagonal_(input.clone(), fill_value, wrap)


def copy_(input: torch.Tensor, src: torch.Tensor, non_blocking: bool) -> torch.Tensor:
    """The elements of `src`, broadcast and cast. Raises RuntimeError where the shapes do not fit."""
    if src.shape != input.shape:
        try:
            src = src.expand_as(input)
        except RuntimeError as error:
            raise RuntimeError(f"For 'copy_', 'src' must broadcast to {tuple(input.shape)}: {error}") from None
    return input.copy_(src.real if src.is_complex() and not input.is_complex() else src, non_blocking)


def index_fill_(input: torch.Tensor, dim: int, index: torch.Tensor, value: Any) -> torch.Tensor:
    """`value` at the places of `index` along `dim`."""
    return input.index_fill_(dim, index.long(), value)


def index_copy_(input: torch.Tensor, dim: int, index: torch.Tensor, tensor: torch.Tensor) -> torch.Tensor:
    """The slices of `tensor` at the places of `index` along `dim`."""
    return input.index_copy_(dim, index.long(), tensor)


def index_put_(input: torch.Tensor, indices: Any, values: torch.Tensor, accumulate: bool) -> torch.Tensor:
    """`values` at the places that `indices` name, one tensor for each of the first axes."""
    return input.index_put_(tuple(indices), values, accumulate)


def index_put(input: torch.Tensor, indices: Any, values: torch.Tensor, accumulate: bool) -> torch.Tensor:
    """As `index_put_`, of a copy."""
    return input.index_put(tuple(indices), values, accumulate)


def scatter_(input: torch.Tensor, dim: int, index: torch.Tensor, *source: Any, **keywords: Any) -> torch.Tensor:
    """A tensor's elements or a number at the places of `index` along `dim`; added or multiplied by `reduce`."""
    value = source[0] if source else keywords.get("src", keywords.get("value"))
    if value is None:
        raise TypeError("For 'scatter_', 'src' or 'value' must be given.")
    reduce = keywords.get("reduce")
    if reduce is None or reduce == "none":
        return input.scatter_(dim, index, value)
    if not isinstance(value, torch.Tensor):
        value = torch.full_like(index, value, dtype=input.dtype)
    return input.scatter_(dim, index, value, reduce=reduce)


def uniform_(input: torch.Tensor, from_: Any, to: Any, generator: Any) -> torch.Tensor:
    """Uniform random numbers from ``[from_, to)``."""
    return input.uniform_(from_, to, generator=generator)


def random_(input: torch.Tensor, from_: int, to: int | None, generator: Any) -> torch.Tensor:
    """Random integers from ``[from_, to)``; without `to` as many as the dtype holds."""
    if to is None:
        return input.random_(generator=generator) if not from_ else input.random_(from_, None, generator=generator)
    return input.random_(from_, to, generator=generator)
