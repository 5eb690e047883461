"""`merge_sliced_parameter`. Source: the function of this name in mindspore 2.10."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
import torch

from msshim._src.cell.parameter import Parameter
from msshim._src.checkpoint.sharded.layout import Layout, layout_of
from msshim._src.checkpoint.sharded.plan import Array
from msshim._src.tensor.tensor import Tensor

_WHO = "For 'merge_sliced_parameter', "


def _places(layout: Layout) -> list[int]:
    """Which slice each rank has, counted along the axes of the parameter."""
    numbers = np.arange(layout.ranks).reshape(layout.devices)
    found = np.zeros_like(numbers)
    for axis, count in zip(layout.axes, layout.counts(), strict=True):
        dimensions = axis if isinstance(axis, tuple) else (axis,)
        place = np.zeros_like(numbers)
        for dimension in dimensions:
            if dimension != -1:
                size = layout.devices[-1 - dimension]
                stride = prod(layout.devices[len(layout.devices) - dimension :])
                place = place * size + numbers // stride % size
        found = found * count + place
    return [int(place) for place in found.reshape(-1)]


def _joined(slices: list[Array], counts: list[int]) -> Array:
    """The slices, in order along the axes, as one array."""
    for axis in reversed(range(len(counts))):
        count = counts[axis]
        slices = [np.concatenate(slices[n : n + count], axis) for n in range(0, len(slices), count)]
    return slices[0]


def _with_fields(slices: list[Array], fields: int) -> Array:
    """The slices of an embedding, each of which has a part of every field."""
    columns = slices[0].shape[1]
    parts = [one.reshape(fields, -1, columns) for one in slices]
    joined: Array = np.concatenate(parts, 1).reshape(-1, columns)
    return joined


def merged(slices: list[Array], layout: Layout) -> Array:
    """What the slices of all ranks make.

    Raises:
        ValueError: There are not as many as ranks, or they have not the lengths that the layout says.
    """
    if len(slices) != layout.ranks:
        raise ValueError(
            f"{_WHO}the 'sliced_parameters' must be as many as the devices, {layout.ranks}, but got {len(slices)}."
        )
    places, lengths = _places(layout), layout.split_shape
    if lengths:
        if len(lengths) != prod(layout.counts()):
            raise ValueError(
                f"{_WHO}the param_split_shape must have {prod(layout.counts())} lengths, but got {list(lengths)}."
            )
        for one, place in zip(slices, places, strict=True):
            if one.shape[0] != lengths[place]:
                raise ValueError(f"{_WHO}slice {place} must have {lengths[place]} rows, but got {one.shape[0]}.")
    elif any(one.shape != slices[0].shape for one in slices):
        raise ValueError(f"{_WHO}the 'sliced_parameters' must have one shape, but got {[one.shape for one in slices]}.")
    elif layout.fields > 0:
        return _with_fields(slices, layout.fields)
    chosen = dict(zip(places, slices, strict=True))
    return _joined([chosen[place] for place in range(len(chosen))], layout.counts())


def _check(sliced_parameters: Any, strategy: Any) -> None:
    if not isinstance(sliced_parameters, list):
        raise TypeError(f"{_WHO}the 'sliced_parameters' must be a list, but got {type(sliced_parameters).__name__}.")
    if not sliced_parameters:
        raise ValueError(f"{_WHO}the 'sliced_parameters' must not be empty.")
    if strategy and not isinstance(strategy, dict):
        raise TypeError(f"{_WHO}the 'strategy' must be a dict, but got {type(strategy).__name__}.")
    first = sliced_parameters[0]
    for n, one in enumerate(sliced_parameters):
        if not isinstance(one, Parameter):
            raise TypeError(
                f"{_WHO}the 'sliced_parameters' must be Parameters, but number {n} is {type(one).__name__}."
            )
        if one.name != first.name or one.ndim != first.ndim or one.shape[1:] != first.shape[1:]:
            raise ValueError(
                f"{_WHO}the 'sliced_parameters' must have one name and one shape but for axis 0, those of "
                f"{first.name!r} and {first.shape}, but number {n} is {one.name!r} and {one.shape}."
            )


def merge_sliced_parameter(sliced_parameters: list[Parameter], strategy: dict[str, Any] | None = None) -> Parameter:
    """The whole parameter of which the ranks have slices.

    Args:
        sliced_parameters: The slice of each rank, in order.
        strategy: What `build_searched_strategy` gives. Without one the slices are joined along axis 0.

    Returns:
        The parameter; float32 where the slices are bfloat16.

    Raises:
        TypeError: An argument is of another type.
        ValueError: There are no slices, or other ones than the strategy says.
        KeyError: The strategy lacks the parameter.
    """
    _check(sliced_parameters, strategy)
    first = sliced_parameters[0]
    slices = [one.float() if one._live.dtype == torch.bfloat16 else one for one in sliced_parameters]
    arrays: list[Array] = [one.asnumpy() for one in slices]
    if not strategy:
        data = np.concatenate(arrays)
    elif first.name not in strategy:
        raise KeyError(f"{_WHO}the 'strategy' must have {first.name!r}, but has {sorted(strategy)}.")
    else:
        try:
            layout = layout_of(first.name, strategy[first.name])
        except (AttributeError, TypeError) as error:
            raise ValueError(f"{_WHO}the 'strategy' must be that of build_searched_strategy: {error}.") from error
        data = merged(arrays, layout)
    return Parameter(Tensor(data), first.name, first.requires_grad)
