"""torch's own tools for modules work on msshim's layers, which are torch modules."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from left_out import leave_out
from raising import raises
from rows import all_rows, draw
from torch.nn.utils import parametrizations, parametrize, prune

import msshim
import msshim.nn as nn
from msshim._src.factory.registry import get


class Doubled(torch.nn.Module):
    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        return weight * 2


def trained(cell: torch.nn.Module, inputs: list[torch.Tensor]) -> list[Any]:
    """The losses of three steps of gradient descent."""
    optimizer = torch.optim.SGD(cell.parameters(), 0.01)
    losses = []
    for _ in range(3):
        optimizer.zero_grad()
        y = cell(*inputs)
        loss = ((y - torch.linspace(0, 1, y.numel()).reshape(y.shape)) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


TOOLS: dict[str, Callable[[Any, str], Any]] = {
    "weight_norm": lambda cell, name: parametrizations.weight_norm(cell, name),
    "spectral_norm": lambda cell, name: parametrizations.spectral_norm(cell, name),
    "orthogonal": lambda cell, name: parametrizations.orthogonal(cell, name),
    "doubled": lambda cell, name: parametrize.register_parametrization(cell, name, Doubled()),
    "old_spectral_norm": lambda cell, name: torch.nn.utils.spectral_norm(cell, name),
    "l1_unstructured": lambda cell, name: prune.l1_unstructured(cell, name, 0.5),
    "random_structured": lambda cell, name: prune.random_structured(cell, name, 0.5, 0),
}
MATRICES = ("spectral_norm", "orthogonal", "old_spectral_norm", "random_structured")
WEIGHTS = [
    row
    for row in all_rows("cell")
    if row.namespace in ("nn", "mint.nn")
    and row.cases
    and (row.proof is None or row.proof.reference != "docstring")
    and any(w.name == "weight" and w.trained for w in row.weights)
]


@pytest.mark.parametrize("row", WEIGHTS, ids=lambda row: row.qualified)
def test_weights_that_are_computed(row: Any) -> None:
    call = next(iter(draw(row, 1)))
    for tool, apply in TOOLS.items():
        cell = get(row.namespace, row.name)(**call.args)
        cell.set_train()
        if cell.weight is None or (cell.weight.ndim < 2 and tool in MATRICES):
            leave_out("tools: the call has no weight for it", f"{row.qualified}: {tool}")
            continue
        inputs = [torch.from_numpy(array) for array in call.inputs]
        before = cell(*inputs)
        apply(cell, "weight")
        after = cell(*inputs)
        weight = cell.weight
        assert isinstance(weight, torch.Tensor)
        plain = get(row.namespace, row.name)(**call.args)
        plain.load_state_dict({**cell.state_dict(), "weight": weight.detach()}, strict=False)
        cell.eval()
        torch.testing.assert_close(cell(*inputs), plain(*inputs), msg=lambda text: f"{tool}: {text}")
        cell.train()
        assert after.shape == before.shape
        if any(parameter.requires_grad for parameter in cell.parameters()):
            trained(cell, inputs)
            assert all(p.grad is not None for p in cell.parameters() if p.requires_grad), tool
        handles = cell(*[msshim.Tensor(array) for array in call.inputs])
        assert isinstance(handles, msshim.Tensor)


def test_the_old_weight_norm() -> None:
    dense = nn.Dense(4, 2)
    x = torch.ones(1, 4)
    before = dense(x)
    with pytest.warns(FutureWarning):
        torch.nn.utils.weight_norm(dense)
    torch.testing.assert_close(dense(x), before)
    assert sorted(name for name, _ in dense.named_parameters()) == ["bias", "weight_g", "weight_v"]
    assert len(set(trained(dense, [x]))) == 3
    torch.nn.utils.remove_weight_norm(dense)
    assert sorted(name for name, _ in dense.named_parameters()) == ["bias", "weight"]
    dense(x)


def test_what_torch_took_away_comes_back() -> None:
    dense, x = nn.Dense(4, 2), torch.ones(1, 4)
    before = dense(x)
    parametrizations.weight_norm(dense)
    torch.testing.assert_close(dense(x), before)
    torch.testing.assert_close(copy.deepcopy(dense)(x), before)
    parametrize.remove_parametrizations(dense, "weight")
    torch.testing.assert_close(dense(x), before)
    prune.identity(dense, "weight")
    prune.remove(dense, "weight")
    torch.testing.assert_close(dense(x), before)


def test_cells_that_are_written_by_hand() -> None:
    x = torch.ones(3, 2, 8)
    attention = nn.MultiheadAttention(8, 2)
    before = attention(x, x, x)[0]
    parametrizations.weight_norm(attention, "in_proj_weight")
    torch.testing.assert_close(attention(x, x, x)[0], before)
    lstm = nn.LSTM(8, 4)
    before = lstm(x)[0]
    parametrizations.weight_norm(lstm, "weight_hh_l0")
    torch.testing.assert_close(lstm(x)[0], before)


def test_vectors_of_parameters() -> None:
    net = nn.SequentialCell(nn.Dense(3, 4), nn.BatchNorm1d(4))
    vector = torch.nn.utils.parameters_to_vector(net.parameters())
    torch.nn.utils.vector_to_parameters(vector * 0 + 1, net.parameters())
    assert all((parameter.asnumpy() == 1).all() for parameter in net.trainable_params())


def test_torch_modules_inside_containers() -> None:
    x = np.ones((2, 4), np.float32)
    net = nn.SequentialCell(nn.Dense(4, 3), torch.nn.ReLU(), torch.nn.Linear(3, 2))
    assert type(net(torch.from_numpy(x))) is torch.Tensor
    assert isinstance(net(msshim.Tensor(x)), msshim.Tensor)
    assert [name for name, _ in net.parameters_and_names()] == ["0.weight", "0.bias", "2.weight", "2.bias"]
    assert len(set(trained(net, [torch.from_numpy(x)]))) == 3
    net.append(torch.nn.Tanh())
    net.insert(0, torch.nn.Identity())
    del net[0]
    net[1] = torch.nn.GELU()
    assert [type(cell).__name__ for cell in net] == ["Dense", "GELU", "Linear", "Tanh"]
    net.set_train()
    assert net[2].training
    listed = nn.CellList([torch.nn.Linear(4, 4), nn.Dense(4, 2)])
    assert listed[1](listed[0](torch.from_numpy(x))).shape == (2, 2)
    named = nn.CellDict({"torch": torch.nn.Linear(4, 4), "ours": nn.Dense(4, 2)})
    assert named["ours"](named["torch"](torch.from_numpy(x))).shape == (2, 2)
    with raises(TypeError):
        nn.SequentialCell(nn.ReLU()).append(3)


def test_symbolic_trace() -> None:
    inner = nn.SequentialCell(nn.Dense(4, 3), nn.ReLU(), nn.Conv1d(1, 2, 3))
    x = torch.ones(2, 1, 4)
    for cell in (nn.Dense(4, 3), nn.ReLU(), torch.nn.Sequential(inner, nn.LayerNorm((3,)))):
        traced = torch.fx.symbolic_trace(cell)
        torch.testing.assert_close(traced(x), cell(x))
