"""Reductions and running reductions as MindSpore defines them: dtypes of results, axes, where and initial.

`dim` is an int, a tuple or list of ints, None or an empty tuple for all axes. Source: MindSpore 2.10.
"""

from __future__ import annotations

import math
from builtins import max as max_of
from typing import Any

import torch

from msshim._src.kernels import kinks
from msshim._src.kernels.layouts import dense
from msshim._src.tensor.axes import axes_of

Dim = int | tuple[int, ...] | list[int] | None


def _axes(name: str, input: torch.Tensor, dim: Dim) -> list[int]:
    return axes_of(name, dim, input.dim())


def all(input: torch.Tensor, dim: Dim, keepdim: bool) -> torch.Tensor:
    """Whether all elements are true."""
    return torch.all(input.bool(), _axes("all", input, dim), keepdim=keepdim)


def any(input: torch.Tensor, dim: Dim, keepdim: bool) -> torch.Tensor:
    """Whether any element is true; of uint8 as uint8."""
    return torch.any(input, _axes("any", input, dim), keepdim=keepdim)


def sum(input: torch.Tensor, dim: Dim, keepdim: bool, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The sum; of ints and bools in int64."""
    return torch.sum(input, _axes("sum", input, dim), keepdim=keepdim, dtype=dtype)


def mean(input: torch.Tensor, dim: Dim, keepdim: bool) -> torch.Tensor:
    """The mean; of ints truncated to their dtype. Raises RuntimeError for bools."""
    if input.dtype is torch.bool:
        raise RuntimeError("For 'mean', the dtype of 'input' must not be bool.")
    work = input.dtype if input.is_floating_point() or input.is_complex() else torch.float64
    return torch.mean(input, _axes("mean", input, dim), keepdim=keepdim, dtype=work).to(input.dtype)


def prod(input: torch.Tensor, dim: Any, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """The product of all elements, or along one axis or several."""
    axes = sorted((axis % (input.dim() or 1) for axis in _axes("prod", input, dim)), reverse=True)
    if len(axes) == input.dim() and not keepdim:
        return torch.prod(input, dtype=dtype)
    for axis in axes:
        input = torch.prod(input, axis, keepdim=keepdim, dtype=dtype)
    return input


def _masked(input: torch.Tensor, initial: Any, where: Any, least: bool) -> torch.Tensor:
    if where is None:
        return input
    fill = _bound(input, initial) if initial is not None else 0
    return torch.where(where, input, fill)


def _bound(input: torch.Tensor, initial: Any) -> Any:
    """`initial` as a number of the dtype of ints, which keep it; to any other it goes as it is."""
    if isinstance(initial, torch.Tensor):
        return initial.to(input.dtype)
    return initial if input.is_floating_point() or input.is_complex() else int(initial)


def amax(input: torch.Tensor, dim: Dim, keepdim: bool, initial: Any = None, where: Any = None) -> torch.Tensor:
    """The largest element, of those that `where` names, at least `initial`."""
    if initial is not None:
        input = kinks.between(input, _bound(input, initial), None)
    return torch.amax(_masked(input, initial, where, False), _axes("amax", input, dim), keepdim=keepdim)


def amin(input: torch.Tensor, dim: Dim, keepdim: bool, initial: Any = None, where: Any = None) -> torch.Tensor:
    """The smallest element, of those that `where` names, at most `initial`."""
    if initial is not None:
        input = kinks.between(input, None, _bound(input, initial))
    return torch.amin(_masked(input, initial, where, True), _axes("amin", input, dim), keepdim=keepdim)


def _extreme(
    input: torch.Tensor, dim: Any, keepdim: bool, initial: Any, where: Any, least: bool
) -> tuple[torch.Tensor, torch.Tensor]:
    """The extreme of the elements, each no further than `initial`, and `initial` where `where` does not hold."""
    if dim is None:
        found = torch.amin(input) if least else torch.amax(input)
        return found, torch.zeros((), dtype=torch.int64, device=input.device)
    if initial is not None:
        bound = torch.as_tensor(initial, device=input.device).to(input.dtype)
        input = torch.minimum(input, bound) if least else torch.maximum(input, bound)
        if where is not None:
            input = torch.where(where, input, bound)
    elif where is not None:
        name = "min" if least else "max"
        raise ValueError(f"For '{name}', 'initial' must be given with 'where'.")
    values, places = (torch.min if least else torch.max)(input, dim, keepdim=keepdim)
    return values, places


def max(
    input: torch.Tensor, dim: Any, keepdim: bool, initial: Any = None, where: Any = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """The largest element along one axis and where it stands; of all elements with a zero for the place."""
    return _extreme(input, dim, keepdim, initial, where, False)


def min(
    input: torch.Tensor, dim: Any, keepdim: bool, initial: Any = None, where: Any = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """The smallest element along one axis and where it stands; of all elements with a zero for the place."""
    return _extreme(input, dim, keepdim, initial, where, True)


def aminmax(input: torch.Tensor, dim: Any, keepdim: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The smallest and the largest element along an axis, or of all."""
    axes = _axes("aminmax", input, dim)
    low = high = input
    if dim is None and input.is_floating_point():  # where MindSpore leaves nan out
        low, high = (
            torch.nan_to_num(input, nan=fill, posinf=math.inf, neginf=-math.inf) for fill in (math.inf, -math.inf)
        )
    if len(axes) == 1 and input.requires_grad:  # of equal elements the first one gets the gradient
        return torch.min(low, axes[0], keepdim).values, torch.max(high, axes[0], keepdim).values
    return torch.amin(low, axes, keepdim=keepdim), torch.amax(high, axes, keepdim=keepdim)


def _countable(input: torch.Tensor) -> torch.Tensor:
    return input.byte() if input.dtype is torch.bool else input


def argmax(input: torch.Tensor, dim: Any, keepdim: bool) -> torch.Tensor:
    """Where the largest element stands, int64; without `dim` in the flattened tensor."""
    return torch.argmax(_countable(input), dim, keepdim=keepdim and dim is not None)


def argmin(input: torch.Tensor, dim: Any, keepdim: bool) -> torch.Tensor:
    """Where the smallest element stands, int32, of a 0-d tensor int64; without `dim` in the flattened tensor."""
    place = torch.argmin(_countable(input), dim, keepdim=keepdim and dim is not None)
    return place.int() if input.ndim else place


def cumsum(input: torch.Tensor, dim: int, dtype: torch.dtype | None) -> torch.Tensor:
    """The running sum in `dtype`, by default the input's."""
    return torch.cumsum(input, dim, dtype=dtype or input.dtype)


def cummax(input: torch.Tensor, dim: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The running maximum, and where it stands, int64."""
    values, places = torch.cummax(input, dim)
    return values, places


def cummin(input: torch.Tensor, dim: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The running minimum, and where it stands, int32."""
    values, places = torch.cummin(input, dim)
    return values, places.int()


def count_nonzero(input: torch.Tensor, dim: Dim, keepdim: bool, dtype: torch.dtype) -> torch.Tensor:
    """How many elements are not zero, in `dtype`."""
    return torch.sum(input != 0, _axes("count_nonzero", input, dim), keepdim=keepdim).to(dtype)


def median(input: torch.Tensor, dim: int, keepdim: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The lower median along an axis, and where it stands."""
    values, places = torch.median(dense(input), dim, keepdim=keepdim)
    return values, places


def nanmedian(input: torch.Tensor, dim: int, keepdim: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The lower median of the numbers along an axis, and where it stands."""
    values, places = torch.nanmedian(dense(input), dim, keepdim=keepdim)
    return values, places


def nanmean(input: torch.Tensor, dim: Dim, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """The mean of the numbers."""
    return torch.nanmean(input, _axes("nanmean", input, dim), keepdim=keepdim, dtype=dtype)


def nansum(input: torch.Tensor, dim: Dim, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """The sum of the numbers; of ints in their dtype."""
    held = dtype or (None if input.dtype is torch.bool else input.dtype)
    return torch.nansum(input, _axes("nansum", input, dim), keepdim=keepdim, dtype=held)


def histc(input: torch.Tensor, bins: int, min: float, max: float) -> torch.Tensor:
    """The histogram in equal bins: float32, of ints int32."""
    found = torch.histc(input.float(), bins, min, max)
    return found if input.is_floating_point() else found.int()


def spread(name: str, input: torch.Tensor, axes: list[int], ddof: int, keepdim: bool) -> torch.Tensor:
    """torch.std or torch.var, by name; of n numbers with a `ddof` above n the variance is negative, its root nan."""
    if ddof > 1 and (count := math.prod(input.shape[axis] for axis in axes)) < ddof:
        square = torch.var(input, axes, correction=0, keepdim=keepdim) * (count / (count - ddof))
        return square.sqrt() if name == "std" else square
    found: torch.Tensor = getattr(torch, name)(input, axes, correction=ddof, keepdim=keepdim)
    return (
        kinks.root(found, lambda: torch.var(input, axes, correction=ddof, keepdim=keepdim)) if name == "std" else found
    )


def std(input: torch.Tensor, dim: Dim, ddof: Any, keepdim: bool) -> torch.Tensor:
    """The standard deviation with ``n - ddof`` degrees of freedom."""
    return spread("std", input, _axes("std", input, dim), int(ddof), keepdim)


def var(input: torch.Tensor, dim: Dim, ddof: Any, keepdim: bool) -> torch.Tensor:
    """The variance with ``n - ddof`` degrees of freedom."""
    found = spread("var", input, _axes("var", input, dim), int(ddof), keepdim)
    return kinks.squared(found) if int(ddof) in (0, 1) else found


def std_mean(input: torch.Tensor, dim: Dim, ddof: Any, keepdim: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The standard deviation and the mean."""
    axes = _axes("std_mean", input, dim)
    if int(ddof) > 1:
        return spread("std", input, axes, int(ddof), keepdim), torch.mean(input, axes, keepdim)
    found, mean = torch.std_mean(input, axes, correction=int(ddof), keepdim=keepdim)
    return kinks.root(found, lambda: torch.var(input, axes, correction=int(ddof), keepdim=keepdim)), mean


def var_mean(input: torch.Tensor, dim: Dim, ddof: Any, keepdim: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The variance and the mean."""
    axes = _axes("var_mean", input, dim)
    if int(ddof) > 1:
        return spread("var", input, axes, int(ddof), keepdim), torch.mean(input, axes, keepdim)
    found, mean = torch.var_mean(input, axes, correction=int(ddof), keepdim=keepdim)
    return kinks.squared(found), mean


def logsumexp(input: torch.Tensor, dim: Any, keepdim: bool) -> torch.Tensor:
    """log(sum(exp(input))). Raises TypeError where `dim` is None."""
    if dim is None:
        raise TypeError("For 'logsumexp', the 'dim' must be an int or some ints, but got None.")
    return torch.logsumexp(input, _axes("logsumexp", input, dim), keepdim=keepdim)


def bincount(input: torch.Tensor, weights: torch.Tensor | None, minlength: int) -> torch.Tensor:
    """How often each whole number from 0 on occurs, or the sum of its weights, float32; of nothing nothing.

    MindSpore passes over negative ones.
    """
    if not len(input):
        return input.new_empty(0, dtype=torch.float32)
    if input.is_floating_point():
        minlength = max_of(minlength, int(input.max()) + 1)
        whole = (input >= 0) & (input == input.trunc())
        input, weights = input[whole], None if weights is None else weights[whole]
    places = input if input.dtype in (torch.int32, torch.int64) else input.long()
    try:
        return torch.bincount(places, weights, minlength).float()
    except RuntimeError:
        if places.ndim != 1 or not bool((places < 0).any()):
            raise
        return torch.bincount(places[places >= 0], None if weights is None else weights[places >= 0], minlength).float()


def quantile(input: torch.Tensor, q: Any, dim: Any, keepdim: bool) -> torch.Tensor:
    """The q-quantiles of all elements, or along an axis."""
    return torch.quantile(input, torch.as_tensor(q, dtype=input.dtype), dim, keepdim=keepdim)


def nanquantile(input: torch.Tensor, q: Any, dim: Any, keepdim: bool) -> torch.Tensor:
    """As `quantile`, of the numbers."""
    return torch.nanquantile(input, torch.as_tensor(q, dtype=input.dtype), dim, keepdim=keepdim)


def vecdot(input: torch.Tensor, other: torch.Tensor, dim: int) -> torch.Tensor:
    """The sum of products along an axis, the first operand conjugated."""
    return torch.sum(input.conj() * other if input.is_complex() else input * other, dim)


def reduce_max(x: torch.Tensor, axis: Any = ()) -> torch.Tensor:
    """The largest element."""
    return amax(x, axis, False)


def reduce_mean(x: torch.Tensor, axis: Any = ()) -> torch.Tensor:
    """The mean."""
    return mean(x, axis, False)
