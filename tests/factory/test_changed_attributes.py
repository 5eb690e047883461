"""Attributes changed after construction: a layer reads those that MindSpore's reads at each call, no others."""

import copy

import mindspore
import numpy as np
import pytest
from calls import Words, drain, leaves
from left_out import leave_out
from oracle import named
from sweeps.seeds import Lists, seeds, tried

import msshim

OTHER = {"same": "valid", "valid": "same", "pad": "valid", "mean": "sum", "sum": "mean", "none": "sum"}


def random(row) -> bool:
    return row.proof.random or any(cases.random for cases in row.cases)


ROWS = [row for row in tried() if row.kind == "cell" and not random(row) and not row.proof.reference]


def made(ms, row, text, train):
    """A layer of one of the row's calls, and the inputs of the call."""
    ms.set_seed(1)
    words, (makes, takes) = Words(ms, "float32"), Lists.of(row, text).parts
    given = ", ".join(value if name is None else f"{name}={value}" for name, value in makes)
    cell = eval(f"target({given})", {"target": named(ms, row)}, words)
    return cell.set_train(train), eval(f"[{', '.join(value for _, value in takes)}]", {}, words)


def changed(ms, value):
    """Another value of the kind, or None."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, float):
        return value * 0.5 + 0.1
    if isinstance(value, str):
        return OTHER.get(value)
    if isinstance(value, tuple) and all(isinstance(item, int) for item in value):
        return tuple(item + 1 for item in value)
    if isinstance(value, ms.ops.Primitive):
        return lambda *args: doubled(ms, value(*args))
    return None


def doubled(ms, value):
    if isinstance(value, tuple):
        return tuple(doubled(ms, item) for item in value)
    return value * 2 if isinstance(value, ms.Tensor) and "Bool" not in str(value.dtype) else value


def answer(ms, row, text, train, name=None):
    """What the layer gives once an attribute was changed, as arrays; None where there is no other value of its kind."""
    cell, inputs = made(ms, row, text, train)
    if name is not None:
        value = changed(ms, getattr(cell, name))
        if value is None:
            return None
        setattr(cell, name, value)
    return [leaf.asnumpy() for leaf in leaves(cell(*inputs))]


def refused(ms, *given):
    """`answer`, or what MindSpore raised."""
    try:
        return answer(ms, *given)
    except Exception as error:
        drain()
        return error


OWN = set(vars(mindspore.nn.Cell()))
CALLS = [(row, text, train) for row in ROWS for text in seeds(row)[:2] for train in (False, True)]


@pytest.mark.parametrize(("row", "text", "train"), CALLS, ids=lambda item: getattr(item, "qualified", item))
def test_attributes(row, text, train) -> None:
    """Every public attribute that MindSpore's layer has, one after the other."""
    real, _ = made(mindspore, row, text, train)
    ours, _ = made(msshim, row, text, train)
    for name in sorted(vars(real)):
        if name in OWN or name.startswith("_") or not hasattr(ours, name):  # tests/factory/test_attributes.py
            continue
        theirs = refused(mindspore, row, text, train, name)
        if theirs is not None and not isinstance(theirs, Exception):
            mine = answer(msshim, row, text, train, name)
            assert len(mine) == len(theirs), name
            for a, b in zip(mine, theirs, strict=True):
                np.testing.assert_allclose(a, b, rtol=1e-3, atol=2e-4, err_msg=name)
        else:
            leave_out("attributes: no other value that MindSpore's layer runs with", f"{row.qualified}.{name}")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.qualified)
def test_a_new_layer_runs_its_kernel(row) -> None:
    for text in seeds(row):
        assert "construct" not in vars(made(msshim, row, text, False)[0])


STATISTICS = {"BatchNorm1d": (6, 2), "BatchNorm2d": (1, 2, 2, 3), "SyncBatchNorm": (2, 2)}


@pytest.mark.parametrize("trained", [True, False])
@pytest.mark.parametrize("name", ["moving_mean", "moving_variance", "gamma"])
@pytest.mark.parametrize("layer", STATISTICS)
def test_another_parameter(layer, name, trained) -> None:
    """A Parameter in the place of a weight or of a moving statistic is computed with, moved, and listed."""
    seen = []
    for ms in (mindspore, msshim):
        x = ms.Tensor(np.arange(np.prod(STATISTICS[layer]), dtype=np.float32).reshape(STATISTICS[layer]))
        norm = getattr(ms.nn, layer)(2)
        other = ms.Parameter(ms.Tensor(np.array([5.0, 3.0], np.float32)), name="q", requires_grad=trained)
        setattr(norm, name, other)
        values = [norm.set_train(False)(x).asnumpy(), norm.set_train(True)(x).asnumpy(), other.asnumpy()]
        names = [p.name for p in norm.get_parameters()], [p.name for p in norm.trainable_params()]
        seen.append((values, names, list(norm.parameters_dict()), getattr(norm, name) is other))
    assert seen[0][1:] == seen[1][1:]
    for mine, real in zip(seen[1][0], seen[0][0], strict=True):
        np.testing.assert_allclose(mine, real, rtol=1e-4, atol=1e-5)


def test_the_classes_above_sync_batch_norm() -> None:
    for ms in (mindspore, msshim):
        assert not issubclass(ms.nn.SyncBatchNorm, ms.nn.BatchNorm2d)


def image(ms):
    return ms.Tensor(np.ones((1, 1, 5, 5), np.float32))


ONES = {"pad_mode": "valid", "has_bias": True, "weight_init": "ones", "bias_init": "ones"}
PROGRAMS = {
    "bias of Dense": lambda ms: (ms.nn.Dense(3, 2, "ones", "ones"), {"has_bias": False}, ms.ops.ones((2, 3))),
    "bias of Dense over 3 axes": lambda ms: (ms.nn.Dense(3, 2, "ones"), {"has_bias": False}, ms.ops.ones((2, 4, 3))),
    "bias of Conv2d": lambda ms: (ms.nn.Conv2d(1, 1, 3, **ONES), {"has_bias": False}, image(ms)),
    "bias of Conv1d": lambda ms: (ms.nn.Conv1d(1, 1, 3, **ONES), {"has_bias": False}, ms.ops.ones((1, 1, 5))),
    "bias of Conv3d": lambda ms: (ms.nn.Conv3d(1, 1, 2, **ONES), {"has_bias": False}, ms.ops.ones((1, 1, 3, 3, 3))),
    "operator of Conv2d": lambda ms: (
        ms.nn.Conv2d(1, 1, 3, **ONES),
        {"conv2d": ms.ops.Conv2D(1, 3, stride=2)},
        image(ms),
    ),
    "dropout of nothing": lambda ms: (ms.nn.Dropout(p=0.99).set_train(), {"p": 0.0}, ms.ops.ones((50,))),
    "kept by dropout": lambda ms: (ms.nn.Dropout(keep_prob=0.01).set_train(), {"keep_prob": 1}, ms.ops.ones((50,))),
    "statistics": lambda ms: (ms.nn.BatchNorm2d(1).set_train(), {"use_batch_statistics": False}, image(ms)),
    "activation": lambda ms: (
        ms.nn.Dense(3, 2, "ones", activation="relu"),
        {"activation_flag": False},
        -ms.ops.ones((2, 3)),
    ),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_program(program) -> None:
    seen = []
    for ms in (mindspore, msshim):
        ms.set_seed(1)
        layer, changes, x = PROGRAMS[program](ms)
        for name, value in changes.items():
            setattr(layer, name, value)
        seen.append(layer(x).asnumpy())
    np.testing.assert_allclose(seen[1], seen[0], rtol=1e-5, atol=1e-6)


def test_a_construct_of_ones_own_stays() -> None:
    class Own(msshim.nn.Dense):
        def construct(self, x):
            return x + 1

    net = Own(3, 2)
    net.matmul = None
    assert net(msshim.Tensor([1.0])).asnumpy().tolist() == [2.0]


def test_copies_go_on_with_the_operator() -> None:
    net = msshim.nn.Dense(2, 1, "ones", "zeros")
    net.has_bias = False
    net.matmul = msshim.ops.MatMul(False, True)
    other = copy.deepcopy(net)
    other.weight.set_data(msshim.ops.zeros((1, 2)))
    x = msshim.Tensor([[1.0, 2.0]])
    assert (float(net(x)), float(other(x))) == (3.0, 0.0)


def floats(ms, *shapes):
    rng = np.random.default_rng(0)
    return [ms.Tensor(rng.uniform(0.1, 1, shape).astype(np.float32)) for shape in shapes]


def places(ms, *values):
    return [ms.Tensor(np.array(value, np.int32)) for value in values]


SOME = [[2, 4, 6, 0, 0], [1, 3, 5, 0, 0]]
WRITTEN = {
    "RNN": (lambda nn: nn.RNN(3, 4, 2), lambda ms: floats(ms, (5, 2, 3))),
    "RNN both ways": (lambda nn: nn.RNN(3, 4, 1, bidirectional=True), lambda ms: floats(ms, (5, 2, 3))),
    "RNN of two layers both ways": (lambda nn: nn.RNN(3, 4, 2, bidirectional=True), lambda ms: floats(ms, (5, 2, 3))),
    "LSTM": (lambda nn: nn.LSTM(3, 4, 2, batch_first=True), lambda ms: floats(ms, (5, 2, 3))),
    "LSTM both ways": (lambda nn: nn.LSTM(3, 4, bidirectional=True), lambda ms: floats(ms, (5, 2, 3))),
    "GRU": (lambda nn: nn.GRU(3, 4, bidirectional=True), lambda ms: floats(ms, (5, 2, 3))),
    "RNNCell": (lambda nn: nn.RNNCell(3, 4), lambda ms: floats(ms, (2, 3), (2, 4))),
    "GRUCell": (lambda nn: nn.GRUCell(3, 4), lambda ms: floats(ms, (2, 3), (2, 4))),
    "LSTMCell": (lambda nn: nn.LSTMCell(3, 4), lambda ms: [*floats(ms, (2, 3)), tuple(floats(ms, (2, 4), (2, 4)))]),
    "MultiheadAttention": (lambda nn: nn.MultiheadAttention(4, 2), lambda ms: floats(ms, *[(3, 2, 4)] * 3)),
    "TransformerEncoderLayer": (lambda nn: nn.TransformerEncoderLayer(4, 2, 8, 0.0), lambda ms: floats(ms, (3, 2, 4))),
    "TransformerDecoderLayer": (
        lambda nn: nn.TransformerDecoderLayer(4, 2, 8, 0.0),
        lambda ms: floats(ms, (3, 2, 4), (3, 2, 4)),
    ),
    "Transformer": (lambda nn: nn.Transformer(4, 2, 1, 1, 8, 0.0), lambda ms: floats(ms, (3, 2, 4), (3, 2, 4))),
    "Conv2dBnAct": (
        lambda nn: nn.Conv2dBnAct(2, 3, 3, has_bn=True, activation="relu"),
        lambda ms: floats(ms, (1, 2, 5, 5)),
    ),
    "DenseBnAct": (lambda nn: nn.DenseBnAct(4, 3, has_bn=True, activation="relu"), lambda ms: floats(ms, (2, 4))),
    "TimeDistributed": (lambda nn: nn.TimeDistributed(nn.Dense(3, 4), 1, 0), lambda ms: floats(ms, (2, 5, 3))),
    "TimeDistributed back": (
        lambda nn: nn.TimeDistributed(nn.Conv2d(3, 4, 3), 0, 1),
        lambda ms: floats(ms, (5, 2, 3, 4, 4)),
    ),
    "TimeDistributed by steps": (lambda nn: nn.TimeDistributed(nn.Dense(3, 4), 2), lambda ms: floats(ms, (2, 5, 3, 3))),
    "BiDense": (lambda nn: nn.BiDense(3, 4, 2), lambda ms: floats(ms, (2, 5, 3), (2, 5, 4))),
    "BiDense without a bias": (lambda nn: nn.BiDense(3, 4, 2, has_bias=False), lambda ms: floats(ms, (2, 3), (2, 4))),
    "EmbeddingLookup": (lambda nn: nn.EmbeddingLookup(5, 3), lambda ms: places(ms, [[1, 0], [7, -2]])),
    "MultiFieldEmbeddingLookup": (
        lambda nn: nn.MultiFieldEmbeddingLookup(10, 2, 2),
        lambda ms: [*places(ms, SOME), *floats(ms, (2, 5)), *places(ms, [[0, 1, 1, 0, 0], [0, 0, 1, 0, 0]])],
    ),
    "MultiClassDiceLoss": (lambda nn: nn.MultiClassDiceLoss(), lambda ms: floats(ms, (4, 3), (4, 3))),
    "DenseThor": (lambda nn: nn.DenseThor(3, 2, activation="relu"), lambda ms: floats(ms, (4, 3))),
    "DenseThor without a bias": (lambda nn: nn.DenseThor(3, 2, has_bias=False), lambda ms: floats(ms, (4, 3))),
    "EmbeddingThor": (lambda nn: nn.EmbeddingThor(5, 3), lambda ms: places(ms, [[1, 0], [4, 2]])),
    "EmbeddingThor of one-hot": (lambda nn: nn.EmbeddingThor(5, 3, True), lambda ms: places(ms, [[1, 0], [4, 2]])),
}
FOR_SUBCLASSES = {"reverse", "reverse_sequence", "merge_op"}
"""What the rows say is not computed with."""


def written(ms, layer, name=None):
    """What a layer written by hand gives, with other weights on no side, once an attribute was changed."""
    ms.set_seed(1)
    make, inputs = WRITTEN[layer]
    cell, rng = make(ms.nn), np.random.default_rng(3)
    for parameter in sorted(cell.trainable_params(), key=lambda parameter: parameter.name):
        parameter.set_data(ms.Tensor(rng.uniform(-0.5, 0.5, parameter.shape).astype(np.float32)))
    if name is not None:
        value = changed(ms, getattr(cell, name))
        if value is None:
            return None
        setattr(cell, name, value)
    return [leaf.asnumpy() for leaf in leaves(cell(*inputs(ms)))]


@pytest.mark.parametrize("layer", WRITTEN)
def test_attributes_of_layers_written_by_hand(layer) -> None:
    """Every public attribute that MindSpore's layer has, where it then still runs."""
    real, ours = WRITTEN[layer][0](mindspore.nn), WRITTEN[layer][0](msshim.nn)
    for name in [None, *sorted(set(vars(real)) - OWN - FOR_SUBCLASSES)]:
        if name is not None and (name.startswith("_") or not hasattr(ours, name)):
            continue
        try:
            theirs = written(mindspore, layer, name)
        except Exception:
            drain()
            continue
        if theirs is not None:
            mine = written(msshim, layer, name)
            assert len(mine) == len(theirs), name
            for a, b in zip(mine, theirs, strict=True):
                np.testing.assert_allclose(a, b, rtol=1e-3, atol=2e-4, err_msg=str(name))
