"""Primitives that reduce, count, watch or hand on what they get, and those around Python functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from msshim.core.dtype import named_to_torch
from msshim.kernels import linalg

Tensor = torch.Tensor


def _flag(name: str, value: Any) -> Tensor:
    if isinstance(value, torch.Tensor):
        return value
    if isinstance(value, bool):
        return torch.tensor(value)
    raise TypeError(f"For '{name}', an operand must be a Tensor or a bool, but got {value!r}.")


def logical_and(input: Any, other: Any) -> Tensor:
    """torch.logical_and, of bools too."""
    return torch.logical_and(_flag("LogicalAnd", input), _flag("LogicalAnd", other))


def logical_or(input: Any, other: Any) -> Tensor:
    """torch.logical_or, of bools too."""
    return torch.logical_or(_flag("LogicalOr", input), _flag("LogicalOr", other))


def logical_xor(input: Any, other: Any) -> Tensor:
    """torch.logical_xor, of bools too."""
    return torch.logical_xor(_flag("LogicalXor", input), _flag("LogicalXor", other))


def cond(A: Tensor, p: Any) -> Tensor:
    """The norm of each matrix times that of its inverse, float32."""
    order = 2 if p is None else p
    if A.dim() < 2 or A.shape[-1] != A.shape[-2]:
        raise ValueError(f"For 'cond', the 'A' must hold square matrices, but got {tuple(A.shape)}.")
    if not (A.is_floating_point() or A.is_complex()):
        raise TypeError(f"For 'cond', the 'A' must be floating-point or complex, but got {A.dtype}.")
    found: Tensor = linalg.norm(A, order, (-2, -1), False, None) * linalg.norm(
        torch.linalg.inv(A), order, (-2, -1), False, None
    )
    return (found.real if found.is_complex() else found).float()


def nuclear_norm(x: Tensor, dim: Any, keepdim: bool) -> Tensor:
    """The sum of the singular values over two axes, by default of a matrix."""
    if dim is None and x.dim() != 2:
        raise ValueError(f"For 'NuclearNorm', the 'x' must be a matrix without 'dim', but got {tuple(x.shape)}.")
    axes = (0, 1) if dim is None else (dim[0], dim[1])
    if x.dtype not in (torch.float32, torch.float64):
        raise TypeError(f"For 'NuclearNorm', the 'x' must be float32 or float64, but got {x.dtype}.")
    if x.dim() < 2 or not all(-x.dim() <= axis < x.dim() for axis in axes) or axes[0] % x.dim() == axes[1] % x.dim():
        raise ValueError(f"For 'NuclearNorm', 'dim' must be two axes of {tuple(x.shape)}, but got {axes}.")
    return torch.linalg.matrix_norm(x, "nuc", axes, keepdim)


def nuclear_norm_setup(dim: Any, keepdim: bool) -> dict[str, Any]:
    """Looks at the axes: TypeError where they are no ints, ValueError where they are not two."""
    if dim is not None and not isinstance(dim, (list, tuple)):
        raise TypeError(f"For 'NuclearNorm', the 'dim' must be a tuple or list, but got {dim!r}.")
    if dim is not None and len(dim) != 2:
        raise ValueError(f"For 'NuclearNorm', the 'dim' must hold two axes, but got {dim!r}.")
    if dim is not None and not all(isinstance(axis, int) for axis in dim):
        raise TypeError(f"For 'NuclearNorm', the 'dim' must hold ints, but got {dim!r}.")
    return {}


def confusion_matrix(
    labels: Tensor, predictions: Tensor, weights: Tensor | None, num_classes: int, dtype: str
) -> Tensor:
    """How often (or with what weight) each class was taken for each: a row for a label, a column for a prediction."""
    if (
        labels.dim() != 1
        or labels.shape != predictions.shape
        or (weights is not None and weights.shape != labels.shape)
    ):
        found = f"{tuple(labels.shape)} and {tuple(predictions.shape)}"
        raise ValueError(f"For 'ConfusionMatrix', the shapes must be equal and of one axis, but got {found}.")
    counts = torch.zeros(num_classes * num_classes, dtype=named_to_torch(dtype), device=labels.device)
    places = labels.long() * num_classes + predictions.long()
    added = torch.ones_like(places) if weights is None else weights
    return counts.index_add(0, places, added.to(counts.dtype)).view(num_classes, num_classes)


def accidental_hits(true_classes: Tensor, sampled_candidates: Tensor, num_true: int) -> tuple[Tensor, Tensor, Tensor]:
    """Where drawn classes are true ones: rows, places among the drawn, and weights that take them out."""
    if true_classes.dim() != 2 or true_classes.shape[1] != num_true:
        found = tuple(true_classes.shape)
        raise ValueError(f"For 'ComputeAccidentalHits', 'true_classes' must have {num_true} columns, but got {found}.")
    rows, _, places = (true_classes[:, :, None] == sampled_candidates).nonzero().unbind(1)
    lowest = torch.finfo(torch.float32).min
    return rows.int(), places.to(true_classes.dtype), torch.full(rows.shape, lowest, device=rows.device)


def rnnt_loss(
    acts: Tensor, labels: Tensor, input_lengths: Tensor, label_lengths: Tensor, blank_label: int
) -> tuple[Tensor, Tensor]:
    """Minus the log-likelihoods of label sequences under a transducer's logits (B, T, U, V), and the gradient."""

    def forward(logits: Tensor) -> Tensor:
        chances = logits.float().log_softmax(-1)
        empty = chances[..., blank_label]
        steps = labels.long()[:, None, :, None].expand(-1, chances.shape[1], -1, -1)
        said = torch.nn.functional.pad(chances[:, :, :-1].gather(-1, steps).squeeze(-1).cumsum(-1), (1, 0))
        rows = torch.arange(chances.shape[0], device=logits.device)
        alphas = [said[:, 0]]
        for time in range(1, chances.shape[1]):
            before = alphas[-1] + empty[:, time - 1] - said[:, time]
            alphas.append(said[:, time] + before.logcumsumexp(-1))
        last, end = input_lengths.long() - 1, label_lengths.long()
        return -(torch.stack(alphas, 1)[rows, last, end] + empty[rows, last, end])

    costs = forward(acts)
    with torch.enable_grad():
        leaf = acts.detach().requires_grad_()
        (slope,) = torch.autograd.grad(forward(leaf).sum(), leaf)
    return costs, slope


def select_view(input: Tensor, index: int, dim: int) -> Tensor:
    """torch.select of an index that is not negative."""
    if not -input.dim() <= dim < input.dim():
        raise ValueError(f"For 'SelectView', the axis is out of range: {dim} of {input.dim()} axes.")
    if index < 0:
        raise RuntimeError(f"For 'SelectView', the index must not be negative, but got {index}.")
    return input.select(dim, index)


def copy_with_slice(input: Tensor, other: Tensor) -> None:
    """The values of another tensor of the same shape and dtype, in place."""
    if input.shape != other.shape or input.dtype is not other.dtype:
        found = f"{tuple(input.shape)}, {input.dtype} and {tuple(other.shape)}, {other.dtype}"
        raise RuntimeError(f"For 'CopyWithSlice', both must be of one shape and dtype, but got {found}.")
    with torch.no_grad():
        input.copy_(other)


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
    """What a function of numpy arrays makes, in the dtypes that are said."""
    results = fn(*(item.numpy(force=True) for item in items))
    if not out_types:
        return (torch.zeros(1, dtype=torch.int32),)
    several = results if isinstance(results, (tuple, list)) else (results,)
    return tuple(
        torch.as_tensor(np.ascontiguousarray(one)).to(named_to_torch(dtype))
        for one, dtype in zip(several, out_types, strict=True)
    )


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
