"""Labels and indices that no class or row has: the exact class of exception, or the answer, that MindSpore has."""

import mindspore
import pytest
from calls import drain
from values import assert_same, plain, run

import msshim

X = "x = Tensor(np.linspace(-2, 3, 9).reshape(3, 3).astype(np.float32))\n"
LABELS = ("[0, 5, 1]", "[0, -1, 1]", "[0, -100, 1]", "[7, 7, 7]", "[2, -3, -4]")
LOSSES = (
    *("ms.ops.nll_loss(x, y)", "ms.ops.nll_loss(x, y, x[0])", "ms.ops.nll_loss(x, y, reduction='none')"),
    *("ms.ops.nll_loss(x, y, label_smoothing=0.1)", "ms.ops.nll_loss(x, y, ignore_index=-1)"),
    *("ms.ops.cross_entropy(x, y)", "ms.ops.cross_entropy(x, y, reduction='sum')"),
    *("ms.ops.cross_entropy(x, y, label_smoothing=0.1)", "ms.nn.NLLLoss()(x, y)", "ms.nn.CrossEntropyLoss()(x, y)"),
    *("ms.ops.NLLLoss()(x, y, x[0])[0]", "ms.mint.nn.functional.nll_loss(x, y)", "ms.mint.nn.NLLLoss()(x, y)"),
    *("ms.nn.SoftmaxCrossEntropyWithLogits(sparse=True)(x, y)", "ms.nn.FocalLoss()(x, y.reshape((3, 1)))"),
    *("ms.nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction='mean')(x, y)", "ms.ops.one_hot(y, 3)"),
    *("ms.ops.SparseSoftmaxCrossEntropyWithLogits()(x, y)", "ms.nn.OneHot(depth=3)(y)", "ms.ops.bincount(y)"),
    *("ms.ops.multi_margin_loss(x, y.astype(ms.int64))", "ms.nn.MultiMarginLoss()(x, y.astype(ms.int64))"),
)
INDICES = (
    *(
        "ms.ops.gather(x, y, 0)",
        "ms.ops.gather(x, y, 1)",
        "ms.ops.gather(x, y.reshape((3, 1)), 1, 1)",
        "x.gather(y, 0)",
    ),
    *("ms.ops.Gather()(x, y, 0)", "ms.ops.gather_d(x, 0, y.reshape((1, 3)))", "x.gather(0, y.reshape((1, 3)))"),
    *("ms.ops.gather_elements(x, 1, y.reshape((3, 1)))", "ms.ops.index_select(x, 0, y)"),
    *("ms.nn.Embedding(3, 2, embedding_table='ones')(y)", "ms.nn.EmbeddingLookup(3, 2, 'ones')(y)"),
)


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("call", [*LOSSES, *INDICES])
def test_labels_and_indices_out_of_range(call: str, labels: str) -> None:
    """Negative ones count from the end where MindSpore gathers; of others each operation has its own refusal."""
    code = f"{X}y = Tensor({labels}, ms.int32)\nout = {call}\nout.asnumpy()\nout"
    theirs = run(code, mindspore)
    drain()
    assert_same(plain(run(code, msshim)), plain(theirs), (call, labels), tolerance=1e-5)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("corners", [None, True, False])
@pytest.mark.parametrize("length", [1, 4, 5])
def test_linear_interpolation_to_one_number(length: int, corners: bool | None, dtype: str) -> None:
    """It is the first one, with its gradient, also where corners are not aligned."""
    x = f"x = Tensor(np.arange(1, {2 * length + 1}).reshape(1, 2, {length}), ms.{dtype})\n"
    call = f"ms.ops.interpolate(x, size=1, mode='linear', align_corners={corners})"
    cell = f"ms.nn.Upsample(size=1, mode='linear', align_corners={corners})"
    for code in (call, f"{cell}(x)", f"ms.grad({cell})(x)"):
        assert_same(plain(run(x + code, msshim)), plain(run(x + code, mindspore)), code)
