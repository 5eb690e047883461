"""The streams of random numbers that are MindSpore's own: over calls, shapes, copies and a training with dropout."""

import copy

import mindspore
import numpy as np
import pytest
import torch

import msshim
from msshim._src.runtime import random, streams

LIBRARIES = (mindspore, msshim)


@pytest.fixture
def unseeded():
    """msshim as in a process where nobody has set a seed."""
    before = random._seed
    random._seed = None
    yield
    random._seed = before


def equal(a, b) -> None:
    np.testing.assert_allclose(a.asnumpy(), b.asnumpy(), rtol=1e-6, atol=2e-6)


def in_turn(ms) -> list:
    """Two cells and a primitive, called in turn with several shapes and dtypes."""
    ms.set_seed(11)
    cells = [ms.nn.Dropout(p=0.3), ms.nn.Dropout(p=0.3), ms.nn.Dropout(keep_prob=0.8)]
    normal = ms.ops.StandardNormal(3, 4)
    out = []
    for shape in ((5,), (2, 3), (5,), (4, 4), (2, 3), (5,)):
        for cell in cells:
            cell.set_train()
            out.append(cell(ms.ops.ones(shape)))
            out.append(cell(ms.ops.ones(shape, ms.float16)))
        out.append(normal(shape))
        out.append(ms.ops.dropout(ms.ops.ones(shape), 0.5))
    copied = copy.deepcopy(normal)
    return [*out, copied((5,)), normal((5,)), ms.nn.RReLU()(-ms.ops.ones((3, 4)))]


def test_calls_in_turn() -> None:
    for real, mine in zip(*map(in_turn, LIBRARIES), strict=True):
        equal(mine, real)


@pytest.mark.parametrize("size", [1, 2, 65535, 65536, 65537, 300001])
def test_long_streams(size: int) -> None:
    """Past the blocks in which the engines compute, twice each."""
    made = [
        [lib.ops.StandardNormal(5, 6), lib.ops.UniformReal(5, 6), lib.ops.StandardLaplace(5, 6)] for lib in LIBRARIES
    ]
    for theirs, ours in zip(*made, strict=True):
        for _ in range(2):
            equal(ours((size,)), theirs((size,)))


@pytest.mark.parametrize("size", [1, 2, 3, 46340, 46341, 65535, 65536, 100003, 300000])
def test_long_orders(size: int) -> None:
    """On both sides of the lengths up to which one raw number picks two places: 46340 and 65535."""
    rows, mask = np.arange(size), np.arange(size) % 3 != 1
    for seed in (1, 7):
        drawn = []
        for ms in LIBRARIES:
            ms.set_seed(seed)
            chosen = ms.ops.choice_with_mask(ms.Tensor(mask), size // 2 + 1)
            drawn.append([ms.ops.shuffle(ms.Tensor(rows)), ms.ops.randperm(size, seed=seed), *chosen])
        for real, mine in zip(*drawn, strict=True):
            assert (mine.asnumpy() == real.asnumpy()).all()


def test_orders_go_on() -> None:
    """An order takes no more raw numbers than MindSpore's: the next one of the same primitive is MindSpore's, too."""
    for size in (5000, 40000, 70000):
        made = [lib.ops.RandomChoiceWithMask(size, 5, 6) for lib in LIBRARIES]
        masks = [lib.Tensor(np.ones(size, bool)) for lib in LIBRARIES]
        for _ in range(3):
            (real, _), (mine, _) = (choose(mask) for choose, mask in zip(made, masks, strict=True))
            assert (mine.asnumpy() == real.asnumpy()).all()


def test_places_of_many_rows() -> None:
    weights = np.random.default_rng(0).random((3001, 7)).astype(np.float32)
    drawn = []
    for ms in LIBRARIES:
        ms.set_seed(3)
        drawn.append([ms.ops.multinomial(ms.Tensor(weights), count) for count in (1, 2, 50)])
    for real, mine in zip(*drawn, strict=True):
        assert (mine.asnumpy() == real.asnumpy()).all()


def test_seeds_at_their_limits() -> None:
    for seed in (0, 1, 2**31 - 2, 2**31, 2**32 - 1):
        drawn = []
        for ms in LIBRARIES:
            ms.set_seed(seed)
            drawn.append([ms.ops.randn(7), ms.ops.randn(7, seed=2), ms.ops.rand(7), ms.ops.randperm(7, seed=seed)])
        for real, mine in zip(*drawn, strict=True):
            equal(mine, real)


@pytest.mark.parametrize("bound", [1, 2, 3, 1000, 2**20 + 7, 2**31 - 1])
def test_integers(bound: int) -> None:
    low, high = (lib.Tensor(np.array([0, bound]), lib.int32) for lib in LIBRARIES)
    real = mindspore.ops.UniformInt(1, 2)((999,), low[0], low[1])
    mine = msshim.ops.UniformInt(1, 2)((999,), high[0], high[1])
    assert (mine.asnumpy() == real.asnumpy()).all()


def curve(ms) -> tuple[list[float], np.ndarray]:
    """Losses of a net with three kinds of random masks, trained from its seed alone.

    In the launches 6 to 15 of a kernel MindSpore tries several numbers of threads, which then race for its stream: its
    masks there differ from run to run.
    """
    ms.set_seed(5)
    net = ms.nn.SequentialCell(
        ms.nn.Dense(8, 32), ms.nn.ReLU(), ms.nn.Dropout(p=0.4), ms.nn.Dense(32, 32), ms.nn.RReLU(), ms.nn.Dense(32, 1)
    )
    optimizer = ms.nn.Adam(net.trainable_params(), 0.01)
    data = np.random.default_rng(0).standard_normal((5, 16, 9)).astype(np.float32)

    def forward(x, y):
        return ((ms.ops.dropout(net(x), 0.2) - y) ** 2).mean()

    step = ms.value_and_grad(forward, None, optimizer.parameters)
    net.set_train()
    losses = []
    for batch in data:
        loss, gradients = step(ms.Tensor(batch[:, :8]), ms.Tensor(batch[:, 8:]))
        optimizer(gradients)
        losses.append(float(loss.asnumpy()))
    return losses, net[0].weight.asnumpy()


def test_training_with_dropout() -> None:
    (real, weight_), (mine, weight) = map(curve, LIBRARIES)
    np.testing.assert_allclose(mine, real, rtol=1e-3)
    np.testing.assert_allclose(weight, weight_, atol=1e-3)


def test_dropout_until_mindspore_tries_its_threads() -> None:
    """In the launches 6 to 15 they race for the stream, and where it stands afterwards is chance, too."""
    drawn = []
    for ms in LIBRARIES:
        ms.set_seed(5)
        cell = ms.nn.Dropout(p=0.4).set_train()
        drawn.append([cell(ms.ops.ones((16, 32))) for _ in range(5)])
    for mine, real in zip(*drawn, strict=True):
        equal(mine, real)


def test_without_a_seed_the_stream_is_torchs(unseeded) -> None:
    cell = msshim.nn.Dropout(p=0.5).set_train()
    torch.manual_seed(0)
    mine = cell(msshim.ops.ones((50,)))
    torch.manual_seed(0)
    assert torch.equal(msshim.to_torch(mine), torch.nn.functional.dropout(torch.ones(50), 0.5))
    for name in ("StandardNormal", "StandardLaplace", "UniformReal"):
        first, second = (getattr(msshim.ops, name)()((40, 50)).asnumpy() for _ in range(2))
        assert (first != second).any()


def test_a_compiled_net_has_torchs_stream() -> None:
    msshim.set_seed(1)
    cell = msshim.nn.Dropout(p=0.5).set_train()
    compiled = torch.compile(cell, fullgraph=True, backend="eager")
    assert set(compiled(torch.ones(50)).tolist()) == {0.0, 2.0}


def test_engines_start_anew_in_a_copy() -> None:
    kept = streams.Streams(streams.Mersenne, (1, 2))
    first = kept.at("key").raw(4)
    assert torch.equal(copy.deepcopy(kept).at("key").raw(4), first)
    assert not torch.equal(kept.at("key").raw(4), first)


@pytest.mark.parametrize("options", [{}, {"bidirectional": True}, {"batch_first": True}], ids=str)
@pytest.mark.parametrize("kind", ["LSTM", "GRU", "RNN"])
def test_dropout_between_recurrent_layers(kind: str, options: dict) -> None:
    x = np.random.default_rng(0).standard_normal((4, 6, 3)).astype(np.float32)
    drawn = []
    for ms in LIBRARIES:
        ms.set_seed(9)
        cell = getattr(ms.nn, kind)(3, 5, num_layers=3, dropout=0.4, **options)
        after = ms.nn.Dropout(p=0.5)
        cell.set_train()
        after.set_train()
        lengths = ms.Tensor([2, 4, 1, 4, 3, 2][: 4 if "batch_first" in options else 6], ms.int32)
        outputs = [cell(ms.Tensor(x)), cell(ms.Tensor(x), seq_length=lengths)]
        lasts = [last for _, last in outputs]
        lasts = [part for last in lasts for part in (last if isinstance(last, tuple) else (last,))]
        drawn.append([*(output for output, _ in outputs), *lasts, after(ms.ops.ones((9,)))])
    for real, mine in zip(*drawn, strict=True):
        np.testing.assert_allclose(mine.asnumpy(), real.asnumpy(), atol=1e-5)
