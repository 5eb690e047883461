"""The cells whose output is random: what does not depend on the stream of numbers agrees with MindSpore."""

import mindspore
import numpy as np
import pytest
import torch
from oracle import both, run_ours, run_theirs
from raising import raises
from rows import all_rows, draw

import msshim

ROWS = [row for row in all_rows("cell") if any(cases.random for cases in row.cases)]
COUNT = 12


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.qualified)
def test_statistics(row) -> None:
    """Shape and dtype; how often a value becomes zero; mean, spread and range of the factors, also in the gradient."""
    for i, call in enumerate(draw(row, COUNT)):
        msshim.set_seed(i)
        ours, theirs = both(row, call.args, seed=i)
        y, (dx,), _ = run_ours(ours, call.inputs, call.train, np.ones_like)
        y_, (dx_,), _ = run_theirs(theirs, call.inputs, call.train, np.ones_like)
        x = call.inputs[0].astype(np.float64)
        spread = 8 / np.sqrt(x.size)
        for mine, real in ((y.asnumpy() / x, y_.asnumpy() / x), (dx.astype(np.float64), dx_.astype(np.float64))):
            assert mine.shape == real.shape
            assert abs((mine == 0).mean() - (real == 0).mean()) < spread
            assert abs(mine.mean() - real.mean()) < spread
            assert abs(mine.std() - real.std()) < spread
            np.testing.assert_allclose([mine.min(), mine.max()], [real.min(), real.max()], atol=0.02)
        assert (y.shape, str(y.dtype)) == (y_.shape, str(y_.dtype))


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.qualified)
def test_a_seed_repeats_and_a_second_call_does_not(row) -> None:
    call = next(draw(row, 1))
    x = msshim.Tensor(call.inputs[0])
    msshim.set_seed(3)
    cell = getattr(msshim.nn, row.name)(**call.args).set_train(call.train)
    first, second = cell(x).asnumpy(), cell(x).asnumpy()
    msshim.set_seed(3)
    cell = getattr(msshim.nn, row.name)(**call.args).set_train(call.train)
    assert (cell(x).asnumpy() == first).all()
    assert (first != second).any()


@pytest.mark.parametrize(
    "args", [{"p": 0.5}, {"p": 0}, {"keep_prob": 1.0}, {"p": 0.5, "keep_prob": 1}, {"keep_prob": 0.5}]
)
@pytest.mark.parametrize("train", [False, True])
def test_where_dropout_gives_back_its_input(args, train: bool) -> None:
    (row,) = [row for row in ROWS if row.name == "Dropout"]
    ours, theirs = both(row, args)
    x = np.ones((50, 50), np.float32)
    y, *_ = run_ours(ours, [x], train, None)
    y_, *_ = run_theirs(theirs, [x], train, None)
    assert ((y.asnumpy() == x).all()) == ((y_.asnumpy() == x).all())
    kept = torch.ones(3)
    if not train:
        assert ours(kept) is kept


def test_dropout_trains_on_floating_point_only() -> None:
    for library in (mindspore, msshim):
        cell = library.nn.Dropout(p=0.5)
        x = library.Tensor([1, 2, 3])
        assert (cell(x).asnumpy() == [1, 2, 3]).all()
        with raises(TypeError):
            cell.set_train()(x)
