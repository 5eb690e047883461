"""`Cell`, its containers and `Parameter` against the real MindSpore: the same code, run with both libraries."""

import re

import mindspore
import numpy as np
import pytest
from values import names

import msshim

LIBRARIES = {"theirs": mindspore, "ours": msshim}


def answers(script):
    """What `script(ms, nn)` returns, or the class of what it raises, for MindSpore and for msshim."""
    results = []
    for library in (mindspore, msshim):
        library.set_seed(0)
        try:
            results.append(script(library, library.nn))
        except Exception as error:
            results.append(type(error).__name__)
    return results


def net(ms, nn):
    class Block(nn.Cell):
        def __init__(self, cin, cout):
            super().__init__()
            self.conv = nn.Conv2d(cin, cout, 3, has_bias=True)
            self.norm = nn.BatchNorm2d(cout)
            self.scale = ms.Parameter(ms.Tensor(np.ones(3, np.float32)))
            self.named = ms.Parameter(ms.Tensor(np.ones(2, np.float32)), name="mine")

        def construct(self, x):
            return self.norm(self.conv(x)) * self.scale.sum()

    class Net(nn.Cell):
        def __init__(self):
            super().__init__()
            self.blocks = nn.CellList([Block(2, 3), Block(3, 3)])
            self.seq = nn.SequentialCell([nn.Conv2d(3, 4, 1), nn.ReLU(), nn.Conv2d(4, 2, 1)])
            self.by_name = nn.CellDict({"a": nn.Dense(2, 2), "b": nn.ReLU()})
            self.shared = self.seq[0]

        def construct(self, x):
            for block in self.blocks:
                x = block(x)
            return self.seq(x)

    return Net()


def structured(script):
    def run(ms, nn):
        model = net(ms, nn)
        return script(ms, nn, model)

    return run


SCRIPTS = {
    "names": lambda ms, nn, n: names(n),
    "dict": lambda ms, nn, n: list(n.parameters_dict()),
    "trainable": lambda ms, nn, n: [p.name for p in n.trainable_params()],
    "untrainable": lambda ms, nn, n: [p.name for p in n.untrainable_params()],
    "not expanded": lambda ms, nn, n: [p.name for p in n.blocks[0].get_parameters(expand=False)],
    "cells": lambda ms, nn, n: [(name, type(c).__name__) for name, c in n.cells_and_names()],
    "name_cells": lambda ms, nn, n: list(n.name_cells()),
    "children": lambda ms, nn, n: [type(c).__name__ for c in n.cells()],
    "training": lambda ms, nn, n: [n.training, n.set_train().blocks[0].training, n.set_train(False).blocks[0].training],
    "prefix": lambda ms, nn, n: (n.update_parameters_name("p."), names(n)),
    "slice": lambda ms, nn, n: (names(n.seq[1:]), len(n.seq), names(n.blocks[:1])),
    "append": lambda ms, nn, n: (n.seq.append(nn.Dense(2, 2)), n.blocks.append(nn.Dense(1, 1)), names(n)),
    "insert": lambda ms, nn, n: (n.blocks.insert(0, nn.Dense(1, 1)), names(n), len(n.blocks)),
    "insert negative": lambda ms, nn, n: (n.blocks.insert(-1, nn.Dense(1, 1)), names(n)),
    "extend": lambda ms, nn, n: (n.blocks.extend([nn.Dense(1, 1), nn.ReLU()]), names(n))[1:],
    "iadd": lambda ms, nn, n: (n.blocks.__iadd__([nn.Dense(1, 1)]), names(n))[1:],
    "setitem": lambda ms, nn, n: (
        n.seq.__setitem__(0, nn.Dense(5, 6)),
        n.blocks.__setitem__(-1, nn.Dense(1, 1)),
        names(n),
    ),
    "delitem": lambda ms, nn, n: (n.blocks.__delitem__(0), n.seq.__delitem__(1), names(n), len(n.seq)),
    "delitem slice": lambda ms, nn, n: (n.seq.__delitem__(slice(0, 2)), names(n), len(n.seq)),
    "dict set": lambda ms, nn, n: (n.by_name.update([("c", nn.Dense(3, 3))]), list(n.by_name), names(n)),
    "dict pop": lambda ms, nn, n: (type(n.by_name.pop("a")).__name__, list(n.by_name.keys()), len(n.by_name)),
    "set param": lambda ms, nn, n: (
        setattr(n.blocks[0], "scale", ms.Tensor(np.full(3, 7, np.float32))),
        n.blocks[0].scale.asnumpy().tolist(),
    ),
    "flags": lambda ms, nn, n: (n.add_flags(a=1).a, n.get_flags().get("a"), n.add_flags_recursive(b=2).seq.b),
    "none param": lambda ms, nn, n: (setattr(n.blocks[0], "scale", None), n.blocks[0].scale, len(names(n))),
    "apply": lambda ms, nn, n: (
        n.apply(
            lambda c: (
                c.weight.set_data(ms.Tensor(np.zeros(c.weight.shape, np.float32))) if hasattr(c, "weight") else None
            )
        ),
        float(n.seq[0].weight.asnumpy().sum()),
    )[1],
    "hooks": lambda ms, nn, n: hooks(ms, n),
    "to_float": lambda ms, nn, n: str(n.seq.to_float(ms.float16)(ms.Tensor(np.ones((1, 3, 4, 4), np.float32))).dtype),
    "bad to_float": lambda ms, nn, n: n.to_float(ms.int32),
    "construct missing": lambda ms, nn, n: nn.Cell()(ms.Tensor([1.0])),
    "bad child name": lambda ms, nn, n: n.insert_child_to_cell("a.b", nn.ReLU()),
    "bad child name type": lambda ms, nn, n: n.insert_child_to_cell(1, nn.ReLU()),
    "bad child": lambda ms, nn, n: n.insert_child_to_cell("x", 3),
    "taken child": lambda ms, nn, n: n.blocks[0].insert_child_to_cell("scale", nn.ReLU()),
    "bad param": lambda ms, nn, n: n.insert_param_to_cell("x", 3),
    "bad param name": lambda ms, nn, n: n.insert_param_to_cell("a.b", ms.Parameter(1.0)),
    "empty param name": lambda ms, nn, n: n.insert_param_to_cell("", ms.Parameter(1.0)),
    "taken param": lambda ms, nn, n: n.insert_param_to_cell("seq", ms.Parameter(1.0)),
    "param type": lambda ms, nn, n: setattr(n.blocks[0], "scale", 3),
    "cell type": lambda ms, nn, n: setattr(n, "seq", 3),
    "list of what": lambda ms, nn, n: nn.CellList([3]),
    "list not list": lambda ms, nn, n: nn.CellList((nn.ReLU(),)),
    "sequence of what": lambda ms, nn, n: nn.SequentialCell(3),
    "index": lambda ms, nn, n: n.seq[7],
    "index type": lambda ms, nn, n: n.blocks["a"],
    "dict key": lambda ms, nn, n: n.by_name.update({"a.b": nn.ReLU()}),
    "dict key type": lambda ms, nn, n: n.by_name.update({1: nn.ReLU()}),
    "dict key taken": lambda ms, nn, n: n.by_name.update({"construct": nn.ReLU()}),
    "dict of what": lambda ms, nn, n: n.by_name.update({"z": nn.CellList()}),
    "dict pair": lambda ms, nn, n: n.by_name.update([("z", nn.ReLU(), 3)]),
    "missing attribute": lambda ms, nn, n: n.nothing,
    "truth": lambda ms, nn, n: (bool(n), bool(nn.SequentialCell([])), bool(nn.CellList())),
    "sub cell": lambda ms, nn, n: type(n.get_sub_cell("blocks.0.conv")).__name__,
    "delete": lambda ms, nn, n: (delattr(n.blocks[0], "scale"), names(n)),
    "double": lambda ms, nn, n: n.check_names(),
    "list call": lambda ms, nn, n: n.blocks(ms.Tensor([1.0])),
}


def hooks(ms, n):
    seen = []
    pre = n.seq[0].register_forward_pre_hook(lambda cell, args: seen.append(("pre", type(cell).__name__, len(args))))
    post = n.seq[0].register_forward_hook(lambda cell, args, out: seen.append(("post", tuple(out.shape))) or out * 2)
    x = ms.Tensor(np.ones((1, 3, 2, 2), np.float32))
    doubled = n.seq[0](x).asnumpy()
    pre.remove()
    post.remove()
    return seen, bool(np.allclose(doubled, 2 * n.seq[0](x).asnumpy()))


@pytest.mark.parametrize("name", SCRIPTS)
def test_same_answer(name: str) -> None:
    theirs, ours = answers(structured(SCRIPTS[name]))
    assert ours == theirs


def test_repr() -> None:
    theirs, ours = (
        re.sub(r"<[\w.]+\.(\w+) object at \w+>", r"<\1>", text) for text in answers(lambda ms, nn: repr(net(ms, nn)))
    )
    assert ours == theirs


def test_values() -> None:
    x = np.random.default_rng(0).normal(size=(2, 2, 5, 5)).astype(np.float32)
    theirs, ours = answers(lambda ms, nn: net(ms, nn).set_train()(ms.Tensor(x)).asnumpy())
    np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-4)


def augmented(ms):
    p = q = ms.Parameter(ms.Tensor([1.0]), name="w")
    p += 1
    return type(p).__name__, p.asnumpy().tolist(), q.asnumpy().tolist()


PARAMETERS = {
    "repr": lambda ms: repr(ms.Parameter(ms.Tensor([1.0, 2.0]), name="w")),
    "str": lambda ms: str(ms.Parameter(ms.Tensor([[1, 2]]), name="w", requires_grad=False)),
    "int": lambda ms: repr(ms.Parameter(3, name="w")),
    "float": lambda ms: repr(ms.Parameter(3.0, name="w")),
    "list": lambda ms: repr(ms.Parameter([1.0, 2.0], name="w")),
    "array": lambda ms: repr(ms.Parameter(np.ones((2, 3), np.float64), name="w")),
    "bool": lambda ms: ms.Parameter(True),
    "none": lambda ms: ms.Parameter(None),
    "name type": lambda ms: ms.Parameter(1.0, name=3),
    "empty name": lambda ms: ms.Parameter(1.0, name=" ").name.startswith("Parameter#"),
    "long name": lambda ms: ms.Parameter(1.0, name="a" * 1025),
    "grad type": lambda ms: ms.Parameter(1.0, name="w", requires_grad=1),
    "generated": lambda ms: ms.Parameter(1.0).name.startswith("Parameter#"),
    "copies": lambda ms: (
        lambda t: (lambda p: (p.set_data(ms.Tensor([5.0])), t.asnumpy().tolist()))(ms.Parameter(t, name="w"))
    )(ms.Tensor([1.0]))[1],
    "set_data": lambda ms: (lambda p: (repr(p.set_data(ms.Tensor([3, 4]))), p.asnumpy().tolist()))(
        ms.Parameter(ms.Tensor([1.0, 2.0]), name="w")
    ),
    "set number": lambda ms: (lambda p: (repr(p.set_data(3)), p.asnumpy().tolist()))(
        ms.Parameter(ms.Tensor(1.0), name="w")
    ),
    "set float in int": lambda ms: ms.Parameter(ms.Tensor(1), name="w").set_data(1.5),
    "set what": lambda ms: ms.Parameter(ms.Tensor(1), name="w").set_data("a"),
    "clone": lambda ms: (lambda p: (repr(p.clone()), repr(p.clone("zeros")), p.clone("ones").asnumpy().tolist()))(
        ms.Parameter(ms.Tensor([1.0, 2.0]), name="w", requires_grad=False)
    ),
    "clone number": lambda ms: ms.Parameter(ms.Tensor([1.0, 2.0]), name="w").clone(7).asnumpy().tolist(),
    "copy": lambda ms: repr(ms.Parameter(ms.Tensor([1.0, 2.0]), name="w").copy()),
    "value": lambda ms: repr(ms.Parameter(ms.Tensor([1.0, 2.0]), name="w").value()),
    "sum": lambda ms: float((ms.Parameter(ms.Tensor([1.0, 2.0]), name="w") * 2).sum()),
    "is tensor": lambda ms: isinstance(ms.Parameter(1.0), ms.Tensor),
    "tuple": lambda ms: [
        p.name for p in ms.ParameterTuple([ms.Parameter(1.0, name="a"), ms.Parameter(2.0, name="b")]).clone("p", "ones")
    ],
    "tuple twice": lambda ms: ms.ParameterTuple([ms.Parameter(1.0, name="a"), ms.Parameter(2.0, name="a")]),
    "tuple of what": lambda ms: ms.ParameterTuple([1.0]),
    "requires_grad": lambda ms: (lambda p: (setattr(p, "requires_grad", False), p.requires_grad))(ms.Parameter(1.0)),
    "rename": lambda ms: (lambda p: (setattr(p, "name", "z"), p.name))(ms.Parameter(1.0)),
    "any attribute": lambda ms: (lambda p: (setattr(p, "mark", 4), p.mark))(ms.Parameter(1.0)),
    "delayed": lambda ms: (
        ms.Parameter(ms.Tensor(shape=(2, 3), dtype=ms.float32, init=ms.common.initializer.One()), name="w")
        .asnumpy()
        .tolist()
    ),
    "init_data": lambda ms: ms.Parameter(ms.Tensor([1.0]), name="w").init_data().name,
    "augmented": lambda ms: augmented(ms),
    "setitem": lambda ms: (lambda p: (p.__setitem__(0, 9.0), p.asnumpy().tolist())[1])(
        ms.Parameter(ms.Tensor([1.0, 2.0]), name="w")
    ),
}


@pytest.mark.parametrize("name", PARAMETERS)
def test_parameter(name: str) -> None:
    theirs, ours = answers(lambda ms, nn: PARAMETERS[name](ms))
    assert ours == theirs


GIVEN = [
    ("Conv3dTranspose", "weight_init", {"in_channels": 2, "out_channels": 3, "kernel_size": 2}, (2, 3, 2, 2, 2)),
    ("Dense", "weight_init", {"in_channels": 2, "out_channels": 3}, (3, 2)),
    ("LayerNorm", "gamma_init", {"normalized_shape": (3,)}, (3,)),
    ("GroupNorm", "gamma_init", {"num_groups": 1, "num_channels": 3}, (3,)),
    ("BatchNorm2d", "gamma_init", {"num_features": 3}, (3,)),
]


@pytest.mark.parametrize(("layer", "argument", "args", "shape"), GIVEN, ids=lambda x: x if isinstance(x, str) else "")
def test_a_parameter_as_initial_value(layer: str, argument: str, args: dict, shape: tuple) -> None:
    def script(ms, nn):
        given = ms.Parameter(ms.Tensor(np.ones(shape, np.float32)), name="mine")
        cell = getattr(nn, layer)(**args, **{argument: given})
        given.set_data(ms.Tensor(np.zeros(shape, np.float32)))  # the cell has its own copy
        return names(cell), [float(p.asnumpy().sum()) for p in cell.get_parameters() if p.name in ("weight", "gamma")]

    theirs, ours = answers(script)
    assert ours == theirs
