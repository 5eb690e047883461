"""What an assignment to a Cell's attribute does: properties, descriptors and class attributes, as in MindSpore."""

from __future__ import annotations

from typing import Any

import mindspore
import pytest

import msshim

VALUES = ["lib.Tensor([7.0])", "lib.Parameter(lib.Tensor([1.0]), name='q')", "lib.nn.Sigmoid()", "3", "None", "'text'"]
VALUES += ["(lib.Tensor([1.0]),)", "lib.ParameterTuple([lib.Parameter(lib.Tensor([1.0]), name='q')])"]
NAMES = ["read_only", "written", "described", "none", "number", "tensor", "parameter", "cell", "plain"]


def made(lib: Any) -> Any:
    class Described:
        def __get__(self, cell: Any, owner: Any = None) -> Any:
            return self if cell is None else cell.__dict__.get("_described")

        def __set__(self, cell: Any, value: Any) -> None:
            cell.__dict__["_described"] = type(value).__name__

        def __delete__(self, cell: Any) -> None:
            cell.__dict__["_described"] = "deleted"

    class Net(lib.nn.Cell):  # type: ignore[misc, name-defined]
        described = Described()
        none, number = None, 1
        tensor, cell = lib.Tensor([1.0]), lib.nn.ReLU()
        parameter = lib.Parameter(lib.Tensor([2.0]), name="p")

        @property
        def read_only(self) -> int:
            return 1

        @property
        def written(self) -> Any:
            return self.__dict__.get("_written")

        @written.setter
        def written(self, value: Any) -> None:
            self.__dict__["_written"] = type(value).__name__

    return Net()


def outcome(lib: Any, name: str, value: str) -> Any:
    def said(found: Any) -> Any:
        return type(found).__name__, found.asnumpy().tolist() if isinstance(found, lib.Tensor) else found

    cell = made(lib)
    try:
        setattr(cell, name, eval(value, {"lib": lib}))
    except Exception as error:
        return type(error)
    got = said(getattr(cell, name))
    state = list(cell.parameters_dict()), [child for child, _ in cell.cells_and_names()]
    try:
        delattr(cell, name)
    except Exception as error:
        return str(got), state, type(error)
    return str(got), state, str(said(getattr(cell, name, "gone")))


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("name", NAMES)
def test_assignment(name: str, value: str) -> None:
    assert outcome(msshim, name, value) == outcome(mindspore, name, value)


def test_a_tensor_over_a_class_attribute_moves_with_the_cell() -> None:
    cell = made(msshim)
    cell.none = msshim.Tensor([7.0])
    cell.to(msshim.float64)
    assert str(cell.none.dtype) == "Float64"


ORDERS = [
    "lib.nn.BatchNorm1d(1)", "lib.nn.SequentialCell(lib.nn.Dense(1, 1), lib.nn.BatchNorm1d(1), lib.nn.Dense(1, 1))",
    "lib.nn.InstanceNorm2d(2)", "lib.nn.BatchNorm2d(2)", "lib.nn.SyncBatchNorm(2)", "lib.mint.nn.BatchNorm1d(2)",
    "lib.nn.LSTM(2, 3)", "lib.nn.TransformerEncoderLayer(8, 2, 16)",
    "lib.nn.CellList([lib.nn.BatchNorm2d(2), lib.nn.SequentialCell(lib.nn.BatchNorm2d(2))])",
]  # fmt: skip


@pytest.mark.parametrize("net", ORDERS)
def test_order_of_the_state(net: str) -> None:
    def orders(lib: Any) -> list[list[str]]:
        made = eval(net, {"lib": lib})
        paths = [name for name, _ in made.parameters_and_names()]
        return [list(made.state_dict()), paths, list(made.parameters_dict())]

    assert orders(msshim) == orders(mindspore)
    ours = eval(net, {"lib": msshim})
    assert ours.load_state_dict(ours.state_dict()).missing_keys == []
