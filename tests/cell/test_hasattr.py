"""`hasattr` answers and never raises: what MindSpore has and msshim has not is an AttributeError, too."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

import mindspore
import numpy as np
import pytest
from raising import raises

import msshim
from msshim._src.names import deep
from msshim._src.tables import load, missing
from msshim._src.tensor.absent_members import Missing


def things(lib: Any) -> dict[str, Any]:
    nn = lib.nn
    dataset = importlib.import_module(f"{lib.__name__}.dataset")
    net = nn.Dense(2, 2)
    return {
        "cell": net,
        "Cell": nn.Cell,
        "sequence": nn.SequentialCell(nn.ReLU()),
        "tensor": lib.Tensor([[1.0]]),
        "Tensor": lib.Tensor,
        "parameter": lib.Parameter(lib.Tensor([[1.0]]), name="a"),
        "optimizer": nn.SGD(net.trainable_params()),
        "model": lib.Model(net),
        "primitive": lib.ops.Add(),
        "dataset": dataset.NumpySlicesDataset(np.arange(3)),
        "dtype": lib.float32,
    }


OURS, THEIRS = things(msshim), things(mindspore)


@pytest.mark.parametrize("name", OURS)
def test_objects(name: str) -> None:
    for member in dir(THEIRS[name]):
        if not member.startswith("__"):
            hasattr(OURS[name], member)
    assert not hasattr(OURS[name], "no_such_member")


@pytest.mark.parametrize("namespace", missing.namespaces())
def test_names_that_are_missing(namespace: str) -> None:
    owners = {
        "Tensor": msshim.Tensor([1.0]),
        "Cell": msshim.nn.ReLU(),
        "dataset.Dataset": msshim.dataset.NumpySlicesDataset([1]),
        "mindspore": msshim,
    }
    owner = owners.get(namespace) or importlib.import_module(f"msshim.{namespace}")
    for name in missing.names(namespace):
        if isinstance(getattr(owner, name, None), ModuleType):  # which says so of its names
            continue
        assert not hasattr(owner, name), name
        assert getattr(owner, name, None) is None
        with raises(Missing, match=f"{name} is not in msshim"):
            getattr(owner, name)


@pytest.mark.parametrize("namespace", [name for name in load.namespaces() if name not in ("Tensor", "mindspore")])
def test_modules(namespace: str) -> None:
    ours = importlib.import_module(f"msshim.{namespace}")
    for name in dir(importlib.import_module(f"mindspore.{namespace}")):
        hasattr(ours, name)
    assert not hasattr(ours, "no_such_name")


def test_stand_ins_and_imports_by_name() -> None:
    for path, row in deep.absent().items():
        for name in row["names"].split():
            assert not hasattr(getattr(deep.module(path), name), "anything")
    with raises(NotImplementedError, match="thor"):
        exec("from msshim.nn import thor")


def test_a_missing_member_is_no_name_for_a_parameter() -> None:
    with raises(KeyError):
        msshim.nn.ReLU().shard = msshim.Parameter(msshim.Tensor([1.0]))
