"""Recurrent layers and attention against the real MindSpore: initial bits, names, outputs, gradients."""

import itertools

import mindspore
import numpy as np
import pytest
import torch
from oracle import close
from raising import raises

import msshim


def pair(name: str, args, kwargs, seed: int = 3):
    made = []
    for library in (mindspore, msshim):
        library.set_seed(seed)
        made.append(getattr(library.nn, name)(*args, **kwargs))
    theirs, ours = made
    real, mine = dict(theirs.parameters_and_names()), dict(ours.parameters_and_names())
    assert list(real) == list(mine)
    for key, weight in real.items():
        assert mine[key].name == weight.name
        np.testing.assert_array_equal(mine[key].asnumpy(), weight.asnumpy(), err_msg=key)
    theirs.set_train(False)
    ours.set_train(False)
    return theirs, ours


def tree(value, leaf):
    if isinstance(value, (tuple, list)):
        return tuple(tree(item, leaf) for item in value)
    return leaf(value) if isinstance(value, np.ndarray) else value


def flat(value):
    return [leaf for item in value for leaf in flat(item)] if isinstance(value, tuple) else [value]


def compare(theirs, ours, inputs, kwargs=None, tolerance=1e-4) -> None:
    """Outputs, and the gradient by the first input."""
    kwargs = kwargs or {}
    real = theirs(*tree(inputs, mindspore.Tensor), **{k: tree(v, mindspore.Tensor) for k, v in kwargs.items()})
    mine = ours(*tree(inputs, msshim.Tensor), **{k: tree(v, msshim.Tensor) for k, v in kwargs.items()})
    for a, b in zip(flat(mine), flat(real), strict=True):
        close(a.asnumpy(), b.asnumpy(), tolerance, floor=1)

    def total(x):
        rest = tree(inputs[1:], mindspore.Tensor)
        return flat(theirs(x, *rest, **{k: tree(v, mindspore.Tensor) for k, v in kwargs.items()}))[0].sum()

    expected = mindspore.grad(total)(mindspore.Tensor(inputs[0])).asnumpy()
    x = torch.tensor(inputs[0], requires_grad=True)
    rest = tree(inputs[1:], torch.from_numpy)
    flat(ours(x, *rest, **{k: tree(v, torch.from_numpy) for k, v in kwargs.items()}))[0].sum().backward()
    close(x.grad.numpy(), expected, tolerance * 2, floor=1)


CASES = list(itertools.product(["RNN", "LSTM", "GRU"], [1, 2], [True, False], [True, False], [True, False]))


@pytest.mark.parametrize(("name", "layers", "bias", "first", "both"), CASES)
def test_layers(name, layers, bias, first, both) -> None:
    theirs, ours = pair(name, (3, 4, layers, bias, first, 0.0, both), {})
    rng = np.random.default_rng(0)
    x = rng.normal(size=(2, 5, 3) if first else (5, 2, 3)).astype(np.float32)
    state = rng.normal(size=(layers * (1 + both), 2, 4)).astype(np.float32)
    hx = (state, state[::-1].copy()) if name == "LSTM" else state
    compare(theirs, ours, (x,))
    compare(theirs, ours, (x, hx))
    compare(theirs, ours, (x, hx, np.array([5, 3], np.int32)))


@pytest.mark.parametrize("name", ["RNNCell", "LSTMCell", "GRUCell"])
@pytest.mark.parametrize("bias", [True, False])
def test_steps(name, bias) -> None:
    theirs, ours = pair(name, (3, 4, bias), {})
    rng = np.random.default_rng(0)
    x, h, c = (rng.normal(size=(2, size)).astype(np.float32) for size in (3, 4, 4))
    compare(theirs, ours, (x, (h, c) if name == "LSTMCell" else h))


def test_relu() -> None:
    x = np.random.default_rng(0).normal(size=(5, 2, 3)).astype(np.float32)
    compare(*pair("RNN", (3, 4), {"nonlinearity": "relu"}), (x,))
    compare(*pair("RNNCell", (3, 4), {"nonlinearity": "relu"}), (x[0], np.ones((2, 4), np.float32)))


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    "extra", [{}, {"has_bias": False}, {"add_bias_kv": True}, {"add_zero_attn": True}, {"kdim": 6}]
)
def test_attention(first, extra) -> None:
    theirs, ours = pair("MultiheadAttention", (8, 2), {"batch_first": first, **extra})
    rng = np.random.default_rng(0)
    q, v = (rng.normal(size=(2, size, 8) if first else (size, 2, 8)).astype(np.float32) for size in (3, 5))
    k = rng.normal(size=(*v.shape[:2], extra.get("kdim", 8))).astype(np.float32)
    compare(theirs, ours, (q, k, v))
    hidden = np.array([[False, False, True, False, True], [False] * 5])
    compare(theirs, ours, (q, k, v), {"key_padding_mask": hidden, "average_attn_weights": False})


@pytest.mark.parametrize("norm_first", [True, False])
@pytest.mark.parametrize("activation", ["relu", "gelu"])
def test_transformer_layers(norm_first, activation) -> None:
    args = (8, 2, 16, 0.0, activation, 1e-5, True, norm_first)
    rng = np.random.default_rng(0)
    src, tgt = (rng.normal(size=(2, size, 8)).astype(np.float32) for size in (5, 3))
    mask = np.triu(np.ones((3, 3), bool), 1)
    compare(*pair("TransformerEncoderLayer", args, {}), (src,), tolerance=1e-3)
    compare(*pair("TransformerDecoderLayer", args, {}), (tgt, src), {"tgt_mask": mask}, tolerance=1e-3)


def test_transformer() -> None:
    given = {"nhead": 2, "num_encoder_layers": 2, "num_decoder_layers": 2, "dim_feedforward": 16, "dropout": 0.0}
    rng = np.random.default_rng(0)
    src, tgt = (rng.normal(size=(size, 2, 8)).astype(np.float32) for size in (5, 3))
    compare(*pair("Transformer", (8,), given), (src, tgt), tolerance=1e-3)


BAD = [
    ("LSTM", (0, 4), {}),
    ("LSTM", (3, -1), {}),
    ("LSTM", (3, 4.0), {}),
    ("GRU", (3, 4), {"num_layers": 0}),
    ("GRU", (3, 4), {"has_bias": 1}),
    ("GRU", (3, 4), {"dropout": 1}),
    ("RNN", (3, 4), {"dropout": 1.0}),
    ("RNN", (3, 4), {"nonlinearity": "sigmoid"}),
    ("RNNCell", (3, 4), {"nonlinearity": "sigmoid"}),
    ("RNNCell", (3, 4), {"nonlinearity": 1}),
    ("GRUCell", (3, 0), {}),
    ("LSTMCell", (3, 4), {"has_bias": "yes"}),
    ("MultiheadAttention", (7, 2), {}),
    ("TransformerEncoderLayer", (8, 2), {"activation": "tanh"}),
]


@pytest.mark.parametrize(("name", "args", "kwargs"), BAD, ids=str)
def test_errors(name, args, kwargs) -> None:
    with pytest.raises(Exception) as real:
        getattr(mindspore.nn, name)(*args, **kwargs)
    with raises(type(real.value)):
        getattr(msshim.nn, name)(*args, **kwargs)
