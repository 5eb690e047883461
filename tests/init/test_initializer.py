"""Initial weights: MindSpore's bits from the same seed, its errors, and its distributions."""

import inspect
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import mindspore
import mindspore.common.initializer as real
import numpy as np
import pytest
import torch
from oracle import signature

import msshim
import msshim.common.initializer as ours
from msshim._src.init.initial_value import ALIASES
from msshim._src.runtime import philox

SHAPES = [(7,), (1024,), (1155,), (33, 35), (64, 32, 3, 3), (4, 3, 5), (100_000,), (300, 517), ()]
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


class Outcome(NamedTuple):
    """What a call gave, or the class of what it raised; and what numpy's generator gives next."""

    result: Any
    then: int


def outcome(call: Callable[[], Any], seed: int = 11) -> Outcome:
    # An initializer can be called too, and would only say that it misses its argument.
    assert inspect.isfunction(call), call
    np.random.seed(seed)
    try:
        result = call()
    except Exception as error:
        result = type(error)
    return Outcome(result, np.random.randint(1 << 30))


def drawn(library: Any, make: Callable[[Any], Any], shape: Any, dtype: str = "float32") -> Outcome:
    """The array that the initializer gives which `make` makes of the library's module of initializers."""

    def call() -> np.ndarray:
        init = library.common.initializer
        array = init.initializer(make(init), shape, getattr(library, dtype)).init_data().asnumpy()
        return array.astype(np.float32) if dtype == "bfloat16" else array

    return outcome(call)


def same(mine: Outcome, theirs: Outcome, what: Any = None) -> bool:
    """Assert the same bits, or the same exception, and the same draw after it; says whether it was an array."""
    assert mine.then == theirs.then, what
    if isinstance(theirs.result, type):
        assert mine.result is theirs.result, what
        return False
    assert isinstance(mine.result, np.ndarray), (what, mine.result)
    assert (mine.result.dtype, mine.result.shape) == (theirs.result.dtype, theirs.result.shape), what
    np.testing.assert_array_equal(mine.result, theirs.result, err_msg=str(what))
    assert mine.result.tobytes() == theirs.result.tobytes(), what
    return True


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("name", "options"), RULES, ids=str)
def test_bits(name: str, options: dict, dtype: str) -> None:
    arrays = 0
    for shape in SHAPES if dtype == "float32" else SHAPES[3:6]:
        mine, theirs = (
            drawn(library, lambda init: getattr(init, name)(**options), shape, dtype) for library in (msshim, mindspore)
        )
        arrays += same(mine, theirs, shape)
    assert arrays


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("Uniform", {}),
        ("Normal", {}),
        ("TruncatedNormal", {}),
        ("TruncatedNormal", {"sigma": 1.0}),
        ("TruncatedNormal", {"a": 3.0, "b": 5.0, "sigma": 1.0}),
    ],
    ids=str,
)
def test_a_million(name: str, options: dict) -> None:
    """Many blocks, the last one not full: MindSpore's threads and ours cut them differently."""
    mine, theirs = (
        drawn(library, lambda init: getattr(init, name)(**options), (1_000_003,)) for library in (msshim, mindspore)
    )
    assert same(mine, theirs)


@pytest.mark.parametrize("alias", sorted({*ALIASES, "Zeros", "XAVIER_uniform", "HeUniform", "kaiming", "constant", ""}))
def test_aliases(alias: str) -> None:
    for shape in ((6, 4), (6, 4, 3), (5,)):
        same(drawn(msshim, lambda init: alias, shape), drawn(mindspore, lambda init: alias, shape), shape)


@pytest.mark.parametrize(
    "init",
    ["ones", "", 0, 1.5, True, np.float32(2), np.int64(3), 2j, [1.0], np.ones(3, np.float32), None, "One"],
    ids=str,
)
@pytest.mark.parametrize(
    "shape",
    [3, (3,), [3], (), (0,), (2.0,), (-1,), (2, (3,)), None, True, (True, 2), {2}, range(1, 3), "ab", np.int64(3)],
    ids=str,
)
def test_what_an_init_and_a_shape_may_be(init, shape) -> None:
    def make(module):
        return module.One if init == "One" else init

    same(drawn(msshim, make, shape), drawn(mindspore, make, shape))


@pytest.mark.parametrize("shape", [3, (3,), [3], (3, 1), (4,), (), None, "a"], ids=str)
def test_a_tensor_is_returned_as_it_is(shape) -> None:
    def given(library):
        tensor = library.Tensor(np.ones(3, np.float32))
        return outcome(lambda: library.common.initializer.initializer(tensor, shape) is tensor)

    assert given(msshim) == given(mindspore)


@pytest.mark.parametrize("dtype", DTYPES[:4])
def test_a_parameter_has_the_bits(dtype: str) -> None:
    def parameter(library):
        def call():
            tensor = library.common.initializer.initializer("normal", (4, 5), getattr(library, dtype))
            assert tensor.has_init
            array = library.Parameter(tensor, name="w").asnumpy()
            return array.astype(np.float32) if dtype == "bfloat16" else array

        return outcome(call)

    assert same(parameter(msshim), parameter(mindspore))


@pytest.mark.parametrize(("name", "options"), [*RULES, ("Initializer", {"a": 1})], ids=str)
def test_attributes(name: str, options: dict) -> None:
    assert vars(getattr(ours, name)(**options)) == vars(getattr(real, name)(**options))


@pytest.mark.parametrize("name", ours.__all__)
def test_signatures(name: str) -> None:
    assert signature(getattr(ours, name)) == signature(getattr(real, name))


BAD = [
    ("HeUniform", {"mode": "fan"}, (3, 3)),
    ("HeUniform", {"nonlinearity": "gelu"}, (3, 3)),
    ("HeUniform", {"nonlinearity": []}, (3, 3)),
    ("HeUniform", {"negative_slope": "a"}, (3, 3)),
    ("HeUniform", {}, (3,)),
    ("HeNormal", {}, (3,)),
    ("XavierUniform", {}, (3,)),
    ("XavierNormal", {}, (3,)),
    ("XavierNormal", {"gain": -1.0}, (3, 3)),
    ("Uniform", {"scale": "a"}, (3,)),
    ("Normal", {"sigma": -1.0}, (3,)),
    ("Normal", {"sigma": "a"}, (3,)),
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
    """Nothing is drawn for what is refused, except where MindSpore has drawn already."""
    mine, theirs = (
        drawn(library, lambda init: getattr(init, name)(**options), shape) for library in (msshim, mindspore)
    )
    assert not same(mine, theirs)


def test_a_users_initializer() -> None:
    def make(module):
        class Ramp(module.Initializer):
            def _initialize(self, arr):
                arr[:] = np.arange(arr.size).reshape(arr.shape) * np.random.rand()

        return Ramp()

    for dtype in DTYPES:
        assert same(drawn(msshim, make, (2, 3), dtype), drawn(mindspore, make, (2, 3), dtype), dtype)


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


@pytest.mark.parametrize("seed", [0, 7, 2**32 - 1, 2**32, -1, 1.5, "1", None, True, np.int64(5)], ids=str)
def test_seeds(seed) -> None:
    """Also after a seed that is refused."""

    def given(library):
        library.set_seed(3)
        result = outcome(lambda: library.set_seed(seed)).result
        return result, library.get_seed(), np.random.randint(1 << 30)

    assert given(msshim) == given(mindspore)


def test_numpys_seed_is_the_seed_of_the_weights() -> None:
    msshim.set_seed(7)
    weight = ours.Normal().materialize((9,), torch.float32)
    dropped = torch.rand(3)
    np.random.seed(7)
    assert torch.equal(weight, ours.Normal().materialize((9,), torch.float32))
    msshim.set_seed(7)
    assert torch.equal(torch.rand(3), dropped)


def test_the_seeds_that_an_initializer_shows(monkeypatch) -> None:
    monkeypatch.setattr("msshim._src.runtime.random._seed", None)
    monkeypatch.setattr(sys.modules["mindspore.common.seed"], "_GLOBAL_SEED", None)

    def looks(module):
        one, two = module.Normal(), module.Uniform()
        shown = [one.seed, two.seed, one.seed]
        one.seed = 9
        return [*shown, one.seed, two.seed]

    assert looks(ours) == looks(real)
    for seed in (0, 4, 4, 2**32 - 1):
        msshim.set_seed(seed)
        mindspore.set_seed(seed)
        assert looks(ours) == looks(real)


@pytest.mark.parametrize("draw", [philox.uniform, philox.normal], ids=lambda f: f.__name__)
def test_the_same_whatever_the_number_of_threads(monkeypatch, draw) -> None:
    arrays = []
    for threads in (1, 3, 8):
        monkeypatch.setattr(philox.os, "cpu_count", lambda: threads)
        arrays.append(draw(5, (300_001,), 0, 1).tobytes())
    assert len(set(arrays)) == 1


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
