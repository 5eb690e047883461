"""Primitives around Python functions and checks. Source: MindSpore 2.10."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from msshim._src.tensor.arrays import to_numpy
from msshim._src.tensor.dtype import named_to_torch

Tensor = torch.Tensor


def check(condition: Any, inputs: Any, summarize: int) -> Tensor:
    """RuntimeError where the condition does not hold, after printing the first elements of the inputs."""
    if isinstance(condition, torch.Tensor):
        if condition.dtype is not torch.bool:
            raise TypeError(f"For 'Assert', the 'condition' must be bool, but got {condition.dtype}.")
        if condition.numel() != 1:
            raise ValueError(f"For 'Assert', the 'condition' must be one bool, but got {tuple(condition.shape)}.")
    elif not isinstance(condition, bool):
        raise TypeError(f"For 'Assert', the 'condition' must be a bool, but got {condition!r}.")
    if not isinstance(inputs, (tuple, list)):
        raise TypeError(f"For 'Assert', the 'inputs' must be a tuple or list of Tensors, but got {type(inputs)}.")
    if not condition:
        print("For 'Assert' condition is false.")
        for value in inputs:
            print(f"input data: [{' '.join(f'{one:g}' for one in value.flatten()[:summarize].tolist())}]")
        raise RuntimeError("For 'Assert', the condition is false: assert failed")
    return torch.zeros(1, dtype=torch.int32)


def same(x: Any) -> Any:
    """What came in."""
    return x


def first(*items: Any) -> Any:
    """The first of what came in."""
    return items[0]


def py_func(*items: Tensor, fn: Callable[..., Any], out_types: Any, out_shapes: Any) -> tuple[Tensor, ...]:
    """What a function of numpy arrays makes, in the dtypes and shapes that are said, with zeros for what is missing.

    Raises:
        RuntimeError: It makes more than fits.
    """
    results = fn(*(to_numpy(item) for item in items))
    if not out_types:
        return (torch.zeros(1, dtype=torch.int32),)
    several = results if isinstance(results, (tuple, list)) else (results,)
    return tuple(_shaped(one, *said) for one, *said in zip(several, out_types, out_shapes, strict=True))


def _shaped(value: Any, dtype: Any, shape: tuple[int, ...]) -> Tensor:
    flat = torch.as_tensor(np.ascontiguousarray(value)).to(named_to_torch(dtype)).reshape(-1)
    room = math.prod(shape) - len(flat)
    if room < 0:
        raise RuntimeError(f"For 'PyFunc', {len(flat)} elements do not fit the shape {tuple(shape)}.")
    return torch.nn.functional.pad(flat, (0, room)).reshape(tuple(shape))


def py_func_setup(
    fn: Any, in_types: Any, in_shapes: Any, out_types: Any, out_shapes: Any, stateful: bool
) -> dict[str, Any]:
    """Looks at the types and shapes: TypeError where they are no lists, ValueError where their lengths differ."""
    for what, types, shapes in (("in", in_types, in_shapes), ("out", out_types, out_shapes)):
        if not isinstance(types, (tuple, list)) or not isinstance(shapes, (tuple, list)):
            raise TypeError(f"For 'PyFunc', '{what}_types' and '{what}_shapes' must be tuples or lists.")
        if len(types) != len(shapes):
            raise ValueError(f"For 'PyFunc', '{what}_types' and '{what}_shapes' must be of one length.")
    return {}


def bool_not(*values: Any) -> torch.Tensor:
    """Whether a truth value, a bool or a bool tensor of shape (), is false."""
    if len(values) != 1:
        raise RuntimeError(f"For 'bool_not', there must be one value, but there are {len(values)}.")
    (value,) = values
    if not (
        isinstance(value, bool) or (isinstance(value, torch.Tensor) and value.dtype == torch.bool and not value.ndim)
    ):
        raise TypeError(f"For 'bool_not', the value must be a bool, or a bool tensor of shape (), but it is {value!r}.")
    return torch.logical_not(torch.as_tensor(value))
