"""Initial weights: MindSpore's bits from the same seed, its errors, and its distributions."""

import mindspore
import mindspore.common.initializer as real
import numpy as np
import pytest
import torch
from oracle import signature

import msshim
import msshim.common.initializer as ours
from msshim.core import philox
from msshim.core.initializer import ALIASES

SHAPES = [(7,), (1024,), (1155,), (33, 35), (64, 32, 3, 3), (4, 3, 5), (100_000,), (300, 517)]
RULES = [
    ("Zero", {}),
    ("One", {}),
    ("Constant", {"value": 2.5}),
    ("Uniform", {}),
    ("Uniform", {"scale": 3}),
    ("Normal", {}),
    ("Normal", {"sigma": 2.0, "mean": 1.5}),
    ("TruncatedNormal", {}),
    ("TruncatedNormal", {"sigma": 1.0}),
    ("TruncatedNormal", {"sigma": 3.0, "mean": 0.5, "a": -1.0, "b": 4.0}),
    ("HeUniform", {}),
    ("HeUniform", {"negative_slope": 5**0.5}),
    ("HeUniform", {"mode": "fan_out", "nonlinearity": "tanh"}),
    ("HeNormal", {"nonlinearity": "relu"}),
    ("HeNormal", {"mode": "fan_out", "nonlinearity": "sigmoid"}),
    ("XavierUniform", {}),
    ("XavierUniform", {"gain": 2}),
    ("XavierNormal", {}),
    ("Orthogonal", {}),
    ("Orthogonal", {"gain": 1.7}),
    ("VarianceScaling", {}),
    ("VarianceScaling", {"mode": "fan_avg", "distribution": "untruncated_normal"}),
    ("VarianceScaling", {"scale": 2.0, "mode": "fan_out", "distribution": "uniform"}),
    ("Identity", {}),
    ("Sparse", {"sparsity": 0.3}),
    ("Dirac", {}),
    ("Dirac", {"groups": 2}),
]
DTYPES = ["float32", "float16", "float64", "bfloat16", "int32"]


def outcome(library, init, shape, dtype, seed=11):
    """The bits, or the class of the exception."""
    library.set_seed(seed)
    try:
        init = init() if callable(init) else init
        tensor = library.common.initializer.initializer(init, shape, getattr(library, dtype)).init_data()
    except Exception as error:
        return type(error).__name__
    array = tensor.asnumpy()
    # What is drawn next must be the same too.
    return array.astype(np.float32) if dtype == "bfloat16" else array, np.random.randint(1 << 30)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("name", "options"), RULES, ids=str)
def test_bits(name: str, options: dict, dtype: str) -> None:
    for shape in SHAPES if dtype == "float32" else SHAPES[3:6]:
        theirs = outcome(mindspore, lambda: getattr(real, name)(**options), shape, dtype)
        mine = outcome(msshim, lambda: getattr(ours, name)(**options), shape, dtype)
        if isinstance(theirs, str):
            assert mine == theirs, (shape, mine)
            continue
        assert not isinstance(mine, str), (shape, mine)
        assert mine[0].dtype == theirs[0].dtype and mine[0].shape == theirs[0].shape
        np.testing.assert_array_equal(mine[0], theirs[0])
        assert mine[1] == theirs[1]


def test_a_million_truncated_normals() -> None:
    for options in ({"sigma": 1.0}, {}):
        theirs = outcome(mindspore, real.TruncatedNormal(**options), (1_000_000,), "float32")[0]
        mine = outcome(msshim, ours.TruncatedNormal(**options), (1_000_000,), "float32")[0]
        np.testing.assert_array_equal(mine, theirs)


@pytest.mark.parametrize("alias", sorted({*ALIASES, "Zeros", "XAVIER_uniform", "HeUniform", "kaiming", "constant", ""}))
def test_aliases(alias: str) -> None:
    for shape in ((6, 4), (6, 4, 3), (5,)):
        theirs, mine = outcome(mindspore, alias, shape, "float32"), outcome(msshim, alias, shape, "float32")
        if isinstance(theirs, str):
            assert mine == theirs
        else:
            np.testing.assert_array_equal(mine[0], theirs[0])


@pytest.mark.parametrize(
    "init", [0, 1.5, True, np.float32(2), np.int64(3), 2 + 0j, [1.0], np.ones(3, np.float32), None, real.One], ids=str
)
def test_what_an_init_may_be(init) -> None:
    mine = ours.One if init is real.One else init
    for shape in ((3,), 3, [3], (0,), (2.0,), (-1,)):
        theirs = raised_by(lambda: real.initializer(init, shape))
        assert raised_by(lambda: ours.initializer(mine, shape)) == theirs, shape


def raised_by(call):
    try:
        return tuple(call().init_data().shape)
    except Exception as error:
        return type(error).__name__


def test_a_tensor_is_returned_as_it_is() -> None:
    tensor = msshim.Tensor(np.ones((2, 3), np.float32))
    assert ours.initializer(tensor, [2, 3]) is tensor
    with pytest.raises(ValueError, match=r"\(3, 2\).*\(2, 3\)"):
        ours.initializer(tensor, (3, 2))


@pytest.mark.parametrize("name", ours.__all__)
def test_signatures(name: str) -> None:
    assert signature(getattr(ours, name)) == signature(getattr(real, name))


BAD = [
    ("HeUniform", {"mode": "fan"}, (3, 3)),
    ("HeUniform", {"nonlinearity": "gelu"}, (3, 3)),
    ("HeUniform", {"negative_slope": "a"}, (3, 3)),
    ("HeNormal", {}, (3,)),
    ("Normal", {"sigma": -1.0}, (3,)),
    ("TruncatedNormal", {"sigma": -1.0}, (3,)),
    ("TruncatedNormal", {"sigma": 0.0}, (3,)),
    ("VarianceScaling", {"scale": 0.0}, (3, 3)),
    ("VarianceScaling", {"mode": "x"}, (3, 3)),
    ("VarianceScaling", {"distribution": "x"}, (3, 3)),
    ("Dirac", {"groups": 2}, (3, 3, 3)),
    ("Orthogonal", {}, (3,)),
    ("Identity", {}, (3,)),
    ("Sparse", {"sparsity": 0.5}, (3,)),
    ("Initializer", {}, (3,)),
]


@pytest.mark.parametrize(("name", "options", "shape"), BAD, ids=str)
def test_errors(name: str, options: dict, shape: tuple) -> None:
    theirs = outcome(mindspore, lambda: getattr(real, name)(**options), shape, "float32")
    mine = outcome(msshim, lambda: getattr(ours, name)(**options), shape, "float32")
    assert mine == theirs
    assert isinstance(mine, str)


def test_a_users_initializer() -> None:
    def define(base):
        class Ramp(base):
            def _initialize(self, arr):
                arr[:] = np.arange(arr.size).reshape(arr.shape)

        return Ramp()

    for dtype in DTYPES:
        theirs = outcome(mindspore, define(real.Initializer), (2, 3), dtype)
        mine = outcome(msshim, define(ours.Initializer), (2, 3), dtype)
        np.testing.assert_array_equal(mine[0], theirs[0])


@pytest.mark.parametrize(
    ("init", "low", "high", "deviation"),
    [
        (ours.Uniform(0.5), -0.5, 0.5, 1 / 12**0.5),
        (ours.Normal(2.0, 1.0), -np.inf, np.inf, 2.0),
        (ours.TruncatedNormal(5.0), -2, 2, 1.14),
        (ours.HeUniform(5**0.5), -(100**-0.5), 100**-0.5, (3 * 100) ** -0.5),
        (ours.XavierNormal(), -np.inf, np.inf, (2 / 1100) ** 0.5),
    ],
    ids=lambda x: type(x).__name__,
)
def test_bounds_mean_and_spread(init, low, high, deviation) -> None:
    msshim.set_seed(1)
    sample = init.materialize((1000, 100), torch.float32).double()
    assert low <= sample.min() and sample.max() <= high
    assert abs(sample.mean() - getattr(init, "mean", 0)) < 5 * deviation / len(sample.flatten()) ** 0.5
    assert abs(sample.std() / deviation - 1) < 0.02


def test_seeds() -> None:
    for bad in (-1, 1.5, "1", None, True):
        assert raised_by(lambda: msshim.set_seed(bad)) == raised_by(lambda: mindspore.set_seed(bad))
    msshim.set_seed(7)
    mindspore.set_seed(7)
    assert msshim.get_seed() == mindspore.get_seed() == 7
    a = ours.Normal().materialize((9,), torch.float32)
    np.random.seed(7)
    assert torch.equal(a, ours.Normal().materialize((9,), torch.float32))


def test_the_same_whatever_the_number_of_threads(monkeypatch) -> None:
    many = philox.normal(5, (300_001,), 0, 1)
    monkeypatch.setattr(philox.os, "cpu_count", lambda: 1)
    np.testing.assert_array_equal(philox.normal(5, (300_001,), 0, 1), many)


def test_counter_beyond_32_bits() -> None:
    """A block far out is the block that plain integer arithmetic gives."""
    start, seed = (1 << 32) + 5, 0x123456789ABCDEF
    with np.errstate(over="ignore"):
        got = philox.words(seed, start, 1)[0]
    counter = [start & 0xFFFFFFFF, start >> 32, seed & 0xFFFFFFFF, seed >> 32]
    key = [seed & 0xFFFFFFFF, seed >> 32]
    for _ in range(10):
        t0, t1 = 0xD2511F53 * counter[0], 0xCD9E8D57 * counter[2]
        counter = [
            (t1 >> 32) ^ counter[1] ^ key[0], t1 & 0xFFFFFFFF, (t0 >> 32) ^ counter[3] ^ key[1], t0 & 0xFFFFFFFF
        ]  # fmt: skip
        key = [(key[0] + 0x9E3779B9) & 0xFFFFFFFF, (key[1] + 0xBB67AE85) & 0xFFFFFFFF]
    assert got.tolist() == counter


def test_the_meta_device_draws_nothing() -> None:
    np.random.seed(3)
    with torch.device("meta"):
        assert ours.HeUniform().materialize((1 << 20, 1 << 20), torch.float32).is_meta
    after = np.random.randint(1 << 30)
    np.random.seed(3)
    assert after == np.random.randint(1 << 30)
