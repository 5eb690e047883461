"""Run one call on both sides, forward and backward, and compare."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import mindspore
import numpy as np
import torch

import msshim
from msshim._src.tables.model import Row
from msshim._src.tensor.dtype import Type


def named(library: Any, row: Row) -> Any:
    """What the row's name is in `mindspore` or `msshim`."""
    owner: Any = library
    for part in [] if row.namespace == "mindspore" else row.namespace.split("."):
        if not hasattr(owner, part):
            importlib.import_module(f"{library.__name__}.{row.namespace}")
        owner = getattr(owner, part)
    return getattr(owner, row.name)


def signature(call: Any) -> str:
    """The signature without annotations, which MindSpore mostly lacks."""
    bare = inspect.signature(call)
    empty = inspect.Parameter.empty
    parameters = [p.replace(annotation=empty) for p in bare.parameters.values()]
    return str(bare.replace(parameters=parameters, return_annotation=empty))


def real(value: Any) -> Any:
    """An msshim argument as the real MindSpore's."""
    if isinstance(value, Type):
        return getattr(mindspore, repr(value).rpartition(".")[2])
    return value


def both(row: Row, args: dict[str, Any], seed: int = 0) -> tuple[Any, Any]:
    """The row's cell on both sides, from the same seed; equal weights are asserted to the bit."""
    args = {name: _dtype(row, name, value) for name, value in args.items()}
    ours, theirs = named(msshim, row), named(mindspore, row)
    mindspore.set_seed(seed)
    theirs = theirs(**{name: real(value) for name, value in args.items()})
    msshim.set_seed(seed)
    ours = ours(**args)
    weights = dict(theirs.parameters_and_names())
    mine = dict(ours.parameters_and_names())
    assert list(weights) == list(mine)
    for name, weight in weights.items():
        assert (mine[name].name, mine[name].shape, str(mine[name].dtype)) == (
            weight.name,
            weight.shape,
            str(weight.dtype),
        )
        assert mine[name].requires_grad == weight.requires_grad
        if weight.dtype != mindspore.bfloat16:
            np.testing.assert_array_equal(mine[name].asnumpy(), weight.asnumpy(), err_msg=name)
    return ours, theirs


def _dtype(row: Row, name: str, value: Any) -> Any:
    kinds = {str(p.name): p.type for p in row.signature}
    return getattr(msshim, value) if kinds.get(name) == "dtype" and isinstance(value, str) else value


def run_theirs(cell: Any, inputs: list[np.ndarray], train: bool, cotangent: Any) -> tuple[Any, list[Any], list[Any]]:
    """Output, gradients of the floating-point inputs, gradients of the trained weights."""
    cell.set_train(train)
    tensors = [mindspore.Tensor(array) for array in inputs]
    y = cell(*tensors)
    if cotangent is None:
        return y, [], []
    weights = mindspore.ParameterTuple(cell.trainable_params())
    kind = mindspore.ops.GradOperation(get_all=True, get_by_list=bool(weights), sens_param=True)
    sens = mindspore.Tensor(cotangent(y.asnumpy()))
    # The gradient runs the cell again; moving statistics are to move once.
    before = [(p, p.asnumpy().copy()) for p in cell.untrainable_params()]
    if weights:
        to_inputs, to_weights = kind(cell, weights)(*tensors, sens)
    else:
        to_inputs, to_weights = kind(cell)(*tensors, sens), ()
    for parameter, value in before:
        parameter.set_data(mindspore.Tensor(value))
    return y, [g.asnumpy() for g in to_inputs], [g.asnumpy() for g in to_weights]


def run_ours(cell: Any, inputs: list[np.ndarray], train: bool, cotangent: Any) -> tuple[Any, list[Any], list[Any]]:
    """The same through torch tensors and torch's autograd."""
    cell.set_train(train)
    tensors = [torch.from_numpy(array.copy()) for array in inputs]
    if cotangent is None:
        return cell(*[msshim.Tensor(array) for array in inputs]), [], []
    for tensor in tensors:
        tensor.requires_grad_(tensor.is_floating_point())
    y = cell(*tensors)
    assert type(y) is torch.Tensor
    weights = [p._live for p in cell.trainable_params()]
    wanted = [t for t in [*tensors, *weights] if t.requires_grad]
    sens = torch.from_numpy(cotangent(y.detach().numpy()))
    grads = torch.autograd.grad(y, wanted, sens, allow_unused=True)
    grads = [torch.zeros_like(t) if g is None else g for g, t in zip(grads, wanted, strict=True)]
    count = sum(t.requires_grad for t in tensors)
    return msshim.from_torch(y.detach()), [g.numpy() for g in grads[:count]], [g.numpy() for g in grads[count:]]


def close(ours: np.ndarray, theirs: np.ndarray, tolerance: float, what: str = "", floor: float = 1e-3) -> None:
    """Within `tolerance` of the largest value, at least `floor`; same shape and dtype; the same nan and inf."""
    assert ours.shape == theirs.shape, (what, ours.shape, theirs.shape)
    assert ours.dtype == theirs.dtype, (what, ours.dtype, theirs.dtype)
    if ours.size:
        a, b = ours.astype(np.float64), theirs.astype(np.float64)
        largest = np.max(np.abs(b[np.isfinite(b)]), initial=floor)
        np.testing.assert_allclose(a, b, rtol=0, atol=tolerance * largest, err_msg=what)
