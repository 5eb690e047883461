"""A call of a cell runs what `construct` is at that time, as in MindSpore, whichever way it got there."""

from __future__ import annotations

import copy
import functools
import pickle
import types
from collections.abc import Callable
from typing import Any
from unittest import mock

import mindspore
import numpy as np
import pytest
import torch
from rows import all_rows, draw

import msshim
from msshim import nn
from msshim._src.factory.registry import get

CELLS = [row for row in all_rows("cell") if row.namespace in ("nn", "mint.nn") and row.cases]
WRITTEN = [
    ("nn.MultiheadAttention", "8, 2"), ("nn.TransformerEncoderLayer", "8, 2, 16"), ("nn.LSTM", "3, 4"),
    ("nn.GRUCell", "3, 4"), ("nn.EmbeddingLookup", "5, 4"), ("nn.InstanceNorm2d", "4"), ("nn.SyncBatchNorm", "4"),
    ("nn.SequentialCell", "[nn.ReLU()]"), ("nn.SSIM", ""), ("nn.SampledSoftmaxLoss", "1, 3, 2"),
]  # fmt: skip


def answers(cell: Any, inputs: list[Any]) -> list[Any]:
    """What replaced constructs saw: on the instance in four ways, on the class, and after each is gone again."""
    seen: list[Any] = []

    def unbound(self: Any, *args: Any, **kwargs: Any) -> str:
        seen.append([type(arg).__name__ for arg in args])
        return "class" if self is cell else "other"

    def plain(*args: Any, extra: int = 0, **kwargs: Any) -> str:
        return f"instance{extra}"

    found = []
    before = cell.construct
    cell.construct = plain
    found += [cell(*inputs), cell(*inputs, extra=1), copy.deepcopy(cell)(*inputs)]
    cell.construct = types.MethodType(unbound, cell)
    found += [cell(*inputs), copy.deepcopy(cell)(*inputs)]
    cell.construct = functools.partial(plain, extra=2)
    found.append(cell(*inputs))
    cell.construct = before
    del cell.construct
    with mock.patch.object(cell, "construct", return_value="mock"):
        found.append(cell(*inputs))
    with mock.patch.object(type(cell), "construct", unbound):
        found.append(cell(*inputs))
    assert "forward" not in vars(cell)
    return [*found, seen[0]]


WANTED = ["instance0", "instance1", "instance0", "class", "other", "instance2", "mock", "class"]


@pytest.mark.parametrize("row", CELLS, ids=lambda row: row.qualified)
def test_every_layer(row: Any) -> None:
    call = next(iter(draw(row, 1)))
    cell = get(row.namespace, row.name)(**call.args)
    inputs = [list(map(msshim.Tensor, x)) if isinstance(x, list) else msshim.Tensor(x) for x in call.inputs]
    *found, seen = answers(cell, inputs)
    assert found == WANTED
    torches = [[t._t for t in x] if isinstance(x, list) else x._t for x in inputs]
    assert answers(cell, torches)[-1] == seen  # a construct sees MindSpore's values, whatever came in


@pytest.mark.parametrize(("name", "args"), WRITTEN)
def test_cells_written_by_hand(name: str, args: str) -> None:
    cell = eval(f"{name}({args})")
    assert answers(cell, [msshim.Tensor(np.ones((2, 3), np.float32))])[:-1] == WANTED


def programs(lib: Any) -> dict[str, Callable[[], Any]]:
    nn, ops = lib.nn, lib.ops
    x = lib.Tensor([1.0, -2.0])

    class Mixin:
        def construct(self, x: Any, more: float = 0.0) -> Any:
            return x * 4 + more

    class Mixed(Mixin, nn.ReLU):  # type: ignore[misc, name-defined]
        pass

    class Deeper(Mixed):
        def construct(self, x: Any, more: float = 1.0) -> Any:
            return super().construct(x, more) + 1

    class Above(nn.ReLU):  # type: ignore[name-defined]
        def construct(self, x: Any) -> Any:
            return super().construct(x) + 5

    class Same(nn.ReLU):  # type: ignore[name-defined]
        pass

    class Helper(nn.Cell):  # type: ignore[name-defined]
        def forward(self, x: Any) -> Any:
            return x * 2

        def construct(self, x: Any) -> Any:
            return self.forward(x) + 1

    class Helped(Helper):
        def forward(self, x: Any) -> Any:
            return super().forward(x) * 10

    class Ignored(nn.ReLU):  # type: ignore[name-defined]
        def forward(self, x: Any) -> Any:
            return x * 2

    class OnlyForward(nn.Cell):  # type: ignore[name-defined]
        def forward(self, x: Any) -> Any:
            return x * 2

    class Static(nn.ReLU):  # type: ignore[name-defined]
        construct = staticmethod(lambda x: x * 6)

    class Held(nn.ReLU):  # type: ignore[name-defined]
        construct = nn.Sigmoid()

    class Asked(nn.Cell):  # type: ignore[name-defined]
        @property
        def construct(self) -> Any:
            return lambda x: x * 7

    class Called(nn.ReLU):  # type: ignore[name-defined]
        def __call__(self, x: Any) -> Any:
            return self.construct(x) + 100

    class Backward(nn.Cell):  # type: ignore[name-defined]
        def construct(self, x: Any) -> Any:
            return x * 2

        def bprop(self, x: Any, out: Any, dout: Any) -> Any:
            return (dout * 100,)

    class BackwardBelow(Backward):
        def construct(self, x: Any) -> Any:
            return x * 3

    def swapped() -> Any:
        cell = nn.ReLU()
        cell.__class__ = Above
        return cell(x)

    def patched(base: Any, used: Any) -> Any:
        cell, before = used(), base.__dict__.get("construct")
        base.construct = lambda self, x: x - 1
        try:
            found = cell(x)
        finally:
            if before is None:
                del base.construct
            else:
                base.construct = before
        return found, cell(x)

    def inside() -> Any:
        net = nn.SequentialCell(nn.ReLU(), nn.Sigmoid())
        net[0].construct = lambda x: x * 3
        return net(x), lib.grad(lambda x: net(x).sum())(x)

    def adapted() -> Any:
        dense = nn.Dense(2, 2, "ones", "zeros")
        w = lib.Parameter(lib.Tensor([[1.0, 2.0], [3.0, 4.0]]), name="w")
        plain = dense.construct
        dense.construct = lambda x: plain(x) + ops.matmul(x, w)
        y = x.reshape((1, 2))
        return dense(y), *lib.grad(lambda x: dense(x).sum(), None, lib.ParameterTuple([w, dense.weight]))(y)

    def taken() -> Any:
        nn.ReLU().construct = nn.Sigmoid()

    def backward_replaced() -> Any:
        cell = Backward()
        cell.construct = lambda x: x * 5
        return cell(x), lib.grad(cell)(x)

    return {
        "mixin": lambda: (Mixed()(x), Mixed()(x, 2.0), Deeper()(x), Deeper()(x, more=3.0)),
        "super": lambda: Above()(x),
        "class swapped": swapped,
        "class patched": lambda: patched(nn.ReLU, nn.ReLU),
        "class patched above": lambda: patched(nn.ReLU, Same),
        "class patched below": lambda: patched(Same, Same),
        "a method forward": lambda: (Helper()(x), Helped()(x), Helped().forward(x), Ignored()(x), Ignored().forward(x)),
        "only forward": lambda: OnlyForward()(x),
        "static": lambda: Static()(x),
        "a cell": lambda: Held()(x),
        "property": lambda: Asked()(x),
        "__call__": lambda: Called()(x),
        "bprop": lambda: (BackwardBelow()(x), lib.grad(BackwardBelow())(x)),
        "bprop, replaced": backward_replaced,
        "inside": inside,
        "adapter": adapted,
        "a cell on an instance": taken,
    }


def outcome(call: Callable[[], Any]) -> Any:
    def plain(value: Any) -> Any:
        if isinstance(value, (tuple, list)):
            return [plain(item) for item in value]
        return np.round(value.asnumpy(), 5).tolist() if hasattr(value, "asnumpy") else value

    try:
        return plain(call())
    except Exception as error:
        return type(error)


OURS, THEIRS = programs(msshim), programs(mindspore)


@pytest.mark.parametrize("name", OURS)
def test_programs(name: str) -> None:
    assert outcome(OURS[name]) == outcome(THEIRS[name])


def ten_more(x: Any) -> Any:
    return x + 10


def test_pickle() -> None:
    cell = nn.ReLU()
    cell.construct = ten_more
    assert pickle.loads(pickle.dumps(cell))(msshim.Tensor([1.0])).asnumpy().tolist() == [11.0]


@pytest.mark.parametrize("first", ["recompute", "construct"])
def test_recompute(first: str) -> None:
    """MindSpore takes the gradient of the old one, or raises TypeError."""
    cell = nn.ReLU()
    if first == "recompute":
        cell.recompute()
    cell.construct = lambda x: x * 9
    cell.recompute()
    x = msshim.Tensor([1.0, -2.0])
    assert cell(x).asnumpy().tolist() == [9.0, -18.0]
    assert msshim.grad(lambda x: cell(x).sum())(x).asnumpy().tolist() == [9.0, 9.0]


def test_an_instance_of_forward_is_torchs() -> None:
    cell = nn.ReLU()
    cell.forward = lambda x: x + 1
    assert cell(torch.ones(1)).item() == 2


@pytest.mark.parametrize("replaced", ["nothing", "instance", "class"])
def test_compiles_without_a_graph_break(replaced: str, monkeypatch: pytest.MonkeyPatch) -> None:
    net = nn.SequentialCell(nn.Dense(4, 3), nn.ReLU())
    if replaced == "instance":
        net[1].construct = lambda x: x * 2
    elif replaced == "class":
        monkeypatch.setattr(nn.ReLU, "construct", lambda self, x: x * 3)
    x = torch.ones(2, 4)
    torch.testing.assert_close(torch.compile(net, fullgraph=True, backend="eager")(x), net(x))
    torch._dynamo.reset()  # else it remembers these shapes, and compiles for any from then on
