"""What layers take as an activation: a str, Cell or Primitive here, others there; each as in MindSpore."""

import mindspore
import numpy as np
import pytest

import msshim


def primitive(ms):
    class Twice(ms.ops.PrimitiveWithInfer):
        def __init__(self):
            super().__init__("Twice")

        def __call__(self, x):
            return x * 2

    return Twice()


def cell(ms):
    class Thrice(ms.nn.Cell):
        def construct(self, x):
            return x * 3

    return Thrice()


def numbers(ms, *shape):
    return ms.Tensor(np.random.RandomState(0).randn(*shape).astype(np.float32))


GIVEN = {
    "own primitive": primitive,
    "own cell": cell,
    "lambda": lambda ms: lambda x: x,
    **{
        text: lambda ms, text=text: eval(text, {"nn": ms.nn, "ops": ms.ops, "ms": ms, "np": np})
        for text in (
            "None 'relu' 'RELU' 'gelu' 'leakyrelu' 'softmax' '' 'nope' np.str_('relu') b'relu' nn.Tanh() nn.Tanh "
            "nn.ReLU() nn.ReLU6() nn.GELU() nn.GELU(False) nn.SequentialCell(nn.Tanh()) ops.Sin() ops.Tanh() "
            "ops.ReLU() ops.Tanh ops.relu ops.gelu ops.relu6 3 True ms.Tensor([1.0]) ['relu']"
        ).split()
    },
}
LAYERS = {
    "Dense": lambda ms, a: ms.nn.Dense(3, 4, activation=a)(numbers(ms, 2, 3)),
    "DenseBnAct": lambda ms, a: ms.nn.DenseBnAct(3, 4, activation=a)(numbers(ms, 2, 3)),
    "DenseThor": lambda ms, a: str(ms.nn.DenseThor(3, 4, activation=a).activation),
    "Conv2dBnAct": lambda ms, a: ms.nn.Conv2dBnAct(3, 4, 3, activation=a)(numbers(ms, 2, 3, 5, 5)),
    "MultiClassDiceLoss": lambda ms, a: ms.nn.MultiClassDiceLoss(activation=a)(numbers(ms, 2, 3), numbers(ms, 2, 3)),
    "RNN": lambda ms, a: ms.nn.RNN(3, 4, nonlinearity=a)(numbers(ms, 2, 5, 3))[0],
    "RNNCell": lambda ms, a: ms.nn.RNNCell(3, 4, nonlinearity=a)(numbers(ms, 2, 3), numbers(ms, 2, 4)),
    "encoder": lambda ms, a: ms.nn.TransformerEncoderLayer(4, 2, 8, 0.0, activation=a)(numbers(ms, 2, 3, 4)),
    "decoder": lambda ms, a: ms.nn.TransformerDecoderLayer(4, 2, 8, 0.0, a)(numbers(ms, 2, 3, 4), numbers(ms, 2, 3, 4)),
    "Transformer": lambda ms, a: ms.nn.Transformer(4, 2, 1, 1, 8, 0.0, activation=a)(
        numbers(ms, 2, 3, 4), numbers(ms, 2, 3, 4)
    ),
    "get_activation": lambda ms, a: str(ms.nn.get_activation(a)),
    "TimeDistributed": lambda ms, a: ms.nn.TimeDistributed(a, 1)(numbers(ms, 2, 3, 4)),
    "SequentialCell": lambda ms, a: ms.nn.SequentialCell(ms.nn.Dense(3, 4), a)(numbers(ms, 2, 3)),
    "CellList": lambda ms, a: len(ms.nn.CellList([a])),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize("layer", LAYERS)
def test_activation(layer, given) -> None:
    seen = []
    for ms in (mindspore, msshim):
        ms.set_seed(3)
        try:
            seen.append(LAYERS[layer](ms, GIVEN[given](ms)))
        except Exception as error:
            seen.append(next(kind for kind in type(error).__mro__ if kind.__module__ == "builtins"))
    theirs, ours = seen
    if isinstance(theirs, mindspore.Tensor):
        np.testing.assert_allclose(ours.asnumpy(), theirs.asnumpy(), rtol=0, atol=1e-5)
    else:
        assert ours == theirs


def test_dense_with_a_primitive_shows_it_and_has_gradients() -> None:
    for ms in (mindspore, msshim):
        dense = ms.nn.Dense(2, 1, "ones", activation=ms.ops.Tanh())
        gradient = ms.grad(lambda x, dense=dense: dense(x).sum())(ms.Tensor([[0.0, 0.0]]))
        assert repr(dense) == "Dense(input_channels=2, output_channels=1, has_bias=True, activation=Prim[Tanh])"
        assert gradient.shape == (1, 2)
