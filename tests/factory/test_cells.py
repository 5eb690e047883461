"""Every cell row against the real MindSpore: weights to the bit, values and gradients, in both kinds of value."""

import numpy as np
import pytest
import torch
from oracle import both, close, named, run_ours, run_theirs
from rows import all_rows, draw

import msshim

CELLS = [row for row in all_rows("cell") if row.cases and not row.proof.reference]
REFERENCED = [row for row in all_rows("cell") if row.proof.reference]  # MindSpore can make them, but not run them
COUNT = 30


def test_every_row_has_cases() -> None:
    assert [
        row.qualified
        for row in all_rows("cell")
        if not row.cases and not row.calls and row.proof.reference != "docstring"
    ] == []


@pytest.mark.parametrize("row", [r for r in REFERENCED if r.weights and r.cases], ids=lambda r: r.qualified)
def test_weights(row) -> None:
    for i, call in enumerate(draw(row, COUNT)):
        both(row, call.args, seed=i)


@pytest.mark.parametrize("row", [r for r in CELLS if not any(c.random for c in r.cases)], ids=lambda r: r.qualified)
def test_values_and_gradients(row) -> None:
    for i, call in enumerate(draw(row, COUNT)):
        ours, theirs = both(row, call.args, seed=i)
        rng = np.random.default_rng(i)

        def cotangent(y: np.ndarray, rng=rng) -> np.ndarray:
            return np.random.default_rng(7).normal(size=y.shape).astype(y.dtype)

        floating = all(a.dtype.kind == "f" for a in call.inputs)
        grads = cotangent if floating and call.cases.gradients and not row.many else None
        y, dx, dw = run_ours(ours, call.inputs, call.train, grads)
        y_, dx_, dw_ = run_theirs(theirs, call.inputs, call.train, grads)
        for a, b in zip(_tuple(y), _tuple(y_), strict=True):
            close(a.asnumpy(), b.asnumpy(), call.cases.tolerance, f"{row.name} {call.args} y", floor=1)
        for name, mine, real in (("dx", dx, dx_), ("dw", dw, dw_)):
            assert len(mine) == len(real)
            for a, b in zip(mine, real, strict=True):
                close(a, b, call.cases.tolerance * 2, f"{row.name} {call.args} {name}", floor=1)
        for (name, a), (_, b) in zip(ours.parameters_and_names(), theirs.parameters_and_names(), strict=True):
            close(a.asnumpy(), b.asnumpy(), call.cases.tolerance, f"{row.name} {call.args} {name} after the call")


@pytest.mark.parametrize("row", CELLS, ids=lambda r: r.qualified)
def test_torch_in_torch_out_and_mindspore_in_mindspore_out(row) -> None:
    call = next(draw(row, 1))
    cell = named(msshim, row)(**call.args).set_train(False)
    handles = cell(*[msshim.Tensor(a) for a in call.inputs])
    tensors = cell(*[torch.from_numpy(a) for a in call.inputs])
    for handle, tensor in zip(_tuple(handles), _tuple(tensors), strict=True):
        assert type(handle) is msshim.Tensor
        assert type(tensor) is torch.Tensor
        assert not handle._t.requires_grad
        if not call.cases.random:
            np.testing.assert_array_equal(handle.asnumpy(), tensor.detach().numpy())


def _tuple(value):
    return value if isinstance(value, tuple) else (value,)
