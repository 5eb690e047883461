"""Collectives in one process: refused before `init`, and after it what they were given."""

import subprocess
import sys

import collective_alone_cases as cases
import numpy as np
import pytest
from processes import Array, Raised
from raising import raises

import msshim
from msshim import mint, ops


@pytest.fixture
def answer(together):
    (found,) = together("collective_alone_cases", 1, "torchrun")

    def of(case: str):
        assert not isinstance(found[case], Raised), found[case]
        return found[case]

    return of


def test_primitives(answer) -> None:
    for name, (value, grad) in answer("primitives").items():
        np.testing.assert_array_equal(value.value, cases.X, name)
        np.testing.assert_array_equal(grad.value, cases.X, name)


def test_functions(answer) -> None:
    *tensors, objects = answer("functions")
    assert objects == ["mine"]
    for tensor in tensors:
        assert isinstance(tensor, Array)
        np.testing.assert_array_equal(tensor.value, cases.X)


def test_compiled(answer) -> None:
    value, grad = answer("compiled")
    np.testing.assert_array_equal(value, 2 * cases.X + 1)
    np.testing.assert_array_equal(grad, np.full_like(cases.X, 2))


def test_a_store_and_an_address(answer) -> None:
    here, x, still = answer("a_store_and_an_address")
    assert (here, still) == ([False, True, 1], False)
    np.testing.assert_array_equal(x.value, cases.X)


@pytest.mark.parametrize(
    "call",
    [
        lambda x: ops.AllReduce()(x),
        lambda x: ops.AllGather()(x),
        lambda x: ops.Broadcast(0)((x,)),
        lambda x: ops.Barrier()(),
        lambda x: mint.distributed.all_reduce(x),
        lambda x: mint.distributed.barrier(),
        lambda x: msshim.communication.comm_func.all_reduce(x),
        lambda x: mint.distributed.all_gather_object([None], 1),
    ],
)
def test_before_init_they_say_so(call) -> None:
    with raises(RuntimeError, match="has not been inited: call mindspore.communication.init"):
        call(msshim.Tensor([1.0]))


def test_those_who_import_msshim_do_not_pay_for_collectives() -> None:
    code = "import sys, msshim.ops; sys.exit(any('collectives' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
