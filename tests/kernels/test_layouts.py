"""The layout of tensors in memory changes no result and no gradient: a sample of calls, and torch's own faults."""

import random
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from layouts import apart, of_call, of_cell
from rows import all_rows

import msshim
from msshim import mint, nn, ops
from msshim._src.kernels import layouts

EXACT = [
    row
    for row in all_rows("function", "method", "primitive", "cell")
    if not row.proof.random and not any(cases.random for cases in row.cases) and not (row.kind == "method" and row.like)
]
SAMPLE = sorted(
    (row for row in EXACT if row.calls or row.cases), key=lambda row: random.Random(f"13 {row.qualified}").random()
)[:160]  # a new row leaves the others in it
REGULAR = re.compile(r"det|inv|solve|cholesky|lu_|eig|lstsq")
"""What has no gradient, or no one answer, at a singular matrix, which an expanded one is, by the name of the kernel."""


@pytest.mark.parametrize("row", SAMPLE, ids=lambda r: r.qualified)
def test_layouts_change_nothing(row) -> None:
    pick = random.Random(row.qualified)
    dtype = pick.choice(("float32", "float64"))
    if row.kind == "cell" and row.cases:
        found = of_cell(row, dtype, 4)
    else:
        found = of_call(row, pick.choice(row.calls), dtype, pick.choice((None, 0, 2, -1)))
    if REGULAR.search(row.call):
        found = [one for one in found if "expanded" not in one[0]]
    assert [(what, said) for what, mine, plain in found if (said := apart(mine, plain))] == []


MENDED = (
    "numpy.kron",
    "ops.FillDiagonal",
    "Tensor.fill_diagonal_",
    "ops.STFT",
    "ops.stft",
    "ops.deformable_conv2d",
    "ops.nll_loss",
)


@pytest.mark.parametrize("row", [row for row in all_rows() if row.qualified in MENDED], ids=lambda r: r.qualified)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_layouts_change_nothing_in_any_call(row, dtype) -> None:
    found = [(text, what, apart(*pair)) for text in row.calls for what, *pair in of_call(row, text, dtype, None)]
    assert [said for said in found if said[-1]] == []


# Shapes and orders of axes in memory that torch 2.11 to 2.14.1 takes for another one on the CPU.

CONFUSED = {
    "sequence with a last axis": ((2, 3, 5, 1), (0, 2, 1, 3)),
    "sequence with a middle axis": ((2, 3, 1, 5), (0, 3, 2, 1)),
    "one image": ((1, 3, 4, 5), (2, 3, 1, 0)),
    "one column": ((1, 3, 5, 1), (2, 0, 3, 1)),
    "volume with two axes of 1": ((2, 3, 5, 1, 1), (0, 2, 3, 1, 4)),
    "volume with one axis of 1": ((2, 3, 4, 5, 1), (0, 2, 3, 1, 4)),
}


def ordered(array: np.ndarray, order: tuple[int, ...]) -> torch.Tensor:
    """The array with its axes in this order in memory."""
    t = torch.from_numpy(array).permute(order).contiguous()
    return t.permute([order.index(k) for k in range(t.ndim)])


def norms(rank: int) -> dict[str, Callable[[], Callable[[Any], Any]]]:
    """Each way to a normalisation of this rank and three channels: makers of a layer or function."""

    def statistics(x):
        return ops.zeros(3, x.dtype), ops.ones(3, x.dtype) * 2

    def function(call):
        return lambda: nn.SequentialCell(Called(call))

    class Called(nn.Cell):
        """A function of x, the running values, weight, bias and whether it trains, as a layer."""

        def __init__(self, call) -> None:
            super().__init__()
            self.call = call
            self.weight = msshim.Parameter(ops.ones(3, msshim.float64))
            self.bias = msshim.Parameter(ops.zeros(3, msshim.float64))

        def construct(self, x):
            return self.call(x, *statistics(x), self.weight, self.bias, self.training)

    def primitive(x, mean, variance, weight, bias, training):
        moving = (msshim.Parameter(mean, requires_grad=False), msshim.Parameter(variance, requires_grad=False))
        return ops.BatchNorm(is_training=training)(x, weight, bias, *moving)[0]

    found = {"ops": function(ops.batch_norm), "mint.nn.functional": function(mint.nn.functional.batch_norm)}
    layers = [nn.GroupNorm, mint.nn.GroupNorm]
    if rank == 4:
        found["primitive"] = function(primitive)
        layers += [nn.BatchNorm2d, mint.nn.BatchNorm2d, nn.SyncBatchNorm, mint.nn.SyncBatchNorm, nn.InstanceNorm2d]
    else:
        layers += [nn.BatchNorm3d, mint.nn.BatchNorm3d, nn.InstanceNorm3d]
    for layer in layers:
        given = (1, 3) if "Group" in layer.__name__ else (3,)
        found[layer.__module__ + layer.__name__] = lambda layer=layer, given=given: layer(*given)
    return found


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize(
    ("case", "way"), [(c, w) for c, (shape, _) in CONFUSED.items() for w in norms(len(shape))], ids=str
)
def test_a_normalisations_gradient_is_the_derivative(case, way, training) -> None:
    shape, order = CONFUSED[case]
    array = np.random.default_rng(0).normal(size=shape)
    cotangent = torch.from_numpy(np.random.default_rng(1).normal(size=shape))
    net = norms(len(shape))[way]().double().set_train(training)
    weights = [p for p in net.parameters() if p.requires_grad]
    start = {name: value.clone() for name, value in net.state_dict().items()}

    def gradients(t, sens):
        net.load_state_dict({name: value.clone() for name, value in start.items()})
        x = t.detach().requires_grad_()
        return [g.contiguous() for g in torch.autograd.grad(net(x), [x, *weights], sens)]

    right = gradients(torch.from_numpy(array), cotangent)
    for x in (torch.from_numpy(array), ordered(array, order)):
        for sens in (cotangent, ordered(cotangent.numpy(), order)):
            for mine, real in zip(gradients(x, sens), right, strict=True):
                torch.testing.assert_close(mine, real)

    along = torch.from_numpy(np.random.default_rng(2).normal(size=shape))
    ends = []
    for step in (1e-6, -1e-6):
        net.load_state_dict({name: value.clone() for name, value in start.items()})
        ends.append((net(torch.from_numpy(array) + step * along) * cotangent).sum().item())
    assert (right[0] * along).sum().item() == pytest.approx((ends[0] - ends[1]) / 2e-6, rel=1e-5, abs=1e-5)


def test_no_copy_where_nothing_is_wrong() -> None:
    for shape, order in [((2, 3, 4, 5), (0, 1, 2, 3)), ((2, 3, 4, 5), (0, 2, 3, 1)), *CONFUSED.values()]:
        x = ordered(np.zeros(shape), order)
        seen = []
        layouts.apply(lambda t, seen=seen: seen.append(t) or t, x)
        assert seen[0].data_ptr() == x.data_ptr()


def test_the_median_of_one_row_seen_often() -> None:
    row = msshim.Tensor([[1.0, 2.0, 3.0]])
    for call in (
        lambda x: x.median(axis=0)[0],
        lambda x: ops.median(x, 0)[0],
        lambda x: mint.median(x, 0)[0],
        lambda x: mint.nanmedian(x, 0)[0] if hasattr(mint, "nanmedian") else ops.nanmedian(x, 0)[0],
        lambda x: ops.Median(axis=0)(x)[0].reshape(-1),
    ):
        np.testing.assert_array_equal(call(row.broadcast_to((5, 3))).asnumpy(), [1, 2, 3])
