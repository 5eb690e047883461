"""Settings, seeds and the graph compiler's decorators against the real MindSpore."""

import mindspore
import numpy as np
import pytest
from raising import raises

import msshim


@pytest.mark.parametrize(
    ("kwargs", "key"),
    [({"mode": 0}, "mode"), ({"mode": 1}, "mode"), ({"max_call_depth": 500}, "max_call_depth")],
    ids=str,
)
def test_a_setting_is_kept(kwargs, key) -> None:
    for library in (mindspore, msshim):
        library.set_context(**kwargs)
    assert msshim.get_context(key) == mindspore.get_context(key) == kwargs[key]
    for library in (mindspore, msshim):
        library.set_context(mode=library.PYNATIVE_MODE, max_call_depth=1000)


@pytest.mark.parametrize(
    "key", ["device_target", "device_id", "max_call_depth", "pynative_synchronize", "deterministic"]
)
def test_defaults(key) -> None:
    assert msshim.get_context(key) == mindspore.get_context(key)


BAD = [
    lambda ms: ms.set_context(bogus=1),
    lambda ms: ms.set_context(mode=5),
    lambda ms: ms.set_context(mode="a"),
    lambda ms: ms.set_context(device_target="TPU"),
    lambda ms: ms.get_context("bogus"),
    lambda ms: ms.set_deterministic(1),
    lambda ms: ms.Generator().manual_seed("a"),
    lambda ms: ms.JitConfig(jit_level="O9"),
    lambda ms: ms.JitConfig(exc_mode="x"),
    lambda ms: ms.jit_class(3),
    lambda ms: ms.set_auto_parallel_context(bogus=1),
    lambda ms: ms.get_auto_parallel_context("bogus"),
]


@pytest.mark.parametrize("call", BAD, ids=range(len(BAD)))
def test_errors(call) -> None:
    with pytest.raises(Exception) as real:
        call(mindspore)
    with raises(type(real.value)):
        call(msshim)


def test_generators() -> None:
    for library in (mindspore, msshim):
        generator = library.Generator().manual_seed(3)
        assert generator.initial_seed() == 3
        assert str(generator.get_state().dtype) == "UInt8"
        library.manual_seed(7)
        assert library.initial_seed() == 7
    state = msshim.get_rng_state()
    first = msshim.mint.rand(3).asnumpy()
    msshim.set_rng_state(state)
    np.testing.assert_array_equal(msshim.mint.rand(3).asnumpy(), first)


def test_decorators_give_back_what_they_get() -> None:
    def double(x):
        return 2 * x

    assert msshim.jit(double)(3) == msshim.jit(jit_level="O1")(double)(3) == 6
    assert msshim.lazy_inline(double) is msshim.no_inline(double) is double
    assert msshim.mutable((1, 2)) == mindspore.mutable((1, 2))
    assert msshim.recompute(double, 2) == 4
    assert msshim.JitConfig("O1").jit_config_dict["jit_level"] == "O1"


def test_one_process() -> None:
    for key in ("device_num", "parallel_mode", "gradients_mean", "pipeline_stages", "full_batch"):
        assert msshim.get_auto_parallel_context(key) == mindspore.get_auto_parallel_context(key)
