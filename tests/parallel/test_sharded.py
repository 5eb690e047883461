"""Networks cut over two and four processes give what one process gives on the whole."""

from typing import Any

import mindspore
import numpy as np
import pytest
import sharded_cases as cases
from mindspore.parallel._tensor import _load_tensor
from processes import Array, agree, cases_of

import msshim

SAME = {"rtol": 2e-5, "atol": 2e-6}
NAMES = [name for name in cases_of(cases) if not name.startswith(("slices_", "refused"))]
REFUSED = {
    "uneven": "ValueError", "parts that do not fit": "ValueError", "too many parts": "ValueError",
    "too few items": "ValueError", "too many axes": "ValueError", "another number of processes": "ValueError",
    "stages": "NotImplementedError", "shard of a number": "TypeError", "plan of a function": "TypeError",
    "reshard of a number": "TypeError", "reshard by a number": "TypeError",
}  # fmt: skip
REFUSED_PIPELINES = {
    "skipping": "NotImplementedError", "normed": "NotImplementedError", "turned": "NotImplementedError",
    "few parts": "ValueError", "more stages": "NotImplementedError", "interleave": "NotImplementedError",
    "scheduler": "NotImplementedError", "no stage": "ValueError", "nothing": "NotImplementedError",
}  # fmt: skip


def plain(value: Any) -> Any:
    if isinstance(value, msshim.Tensor):
        return Array(str(value.dtype), value.asnumpy())
    if isinstance(value, (list, tuple)):
        return type(value)(map(plain, value))
    return {key: plain(one) for key, one in value.items()} if isinstance(value, dict) else value


@pytest.fixture(scope="session", params=[2, 4])
def answers(request: pytest.FixtureRequest, together: Any) -> Any:
    return together("sharded_cases", request.param, "torchrun")


@pytest.mark.parametrize("name", NAMES)
def test_as_in_one_process(name: str, answers: Any) -> None:
    alone = plain(cases_of(cases)[name](msshim, 0, 1))
    found = [of_rank[name] for of_rank in answers]
    if name.startswith("rows_"):
        found = [Array(found[0].dtype, np.concatenate([one.value for one in found]))]
    for rank, mine in enumerate(found):
        agree(mine, alone, f"rank {rank}", **SAME)


def test_slices_are_mindspores(answers: Any) -> None:
    for rank, of_rank in enumerate(answers):
        for name, (matrix, tensor_map, *slices, total) in of_rank["slices_of_parameters"].items():
            flat = [list(axis) if isinstance(axis, tuple) else axis for axis in tensor_map]
            if any(isinstance(axis, list) for axis in flat):  # which that function of MindSpore's does not take
                own = np.split(cases.W1, len(answers))[rank]
            else:
                own = _load_tensor(mindspore.Tensor(cases.W1), list(matrix), flat, rank_id=rank)
            for factor, mine in zip((1, 2, 3), slices, strict=True):
                np.testing.assert_array_equal(mine, factor * own, err_msg=f"{name}, rank {rank}")
            np.testing.assert_allclose(total.value, 3 * cases.W1.sum(), rtol=1e-5)


def test_the_loss_of_a_pipeline_is_on_the_last_process(answers: Any) -> None:
    losses = cases_of(cases)["slices_of_losses"](msshim, 0, 1)
    for of_rank in answers[:-1]:
        np.testing.assert_array_equal(of_rank["slices_of_losses"], np.zeros(3))
    np.testing.assert_allclose(answers[-1]["slices_of_losses"], losses, **SAME)


def test_what_can_not_be_cut_is_refused(answers: Any) -> None:
    states = {"FTRL", "ProximalAdagrad", "ASGD"}
    for of_rank in answers:
        assert of_rank["refused"] == REFUSED
        assert of_rank["refused_pipelines"] == REFUSED_PIPELINES
        assert of_rank["refused_states"] == dict.fromkeys(sorted(states), "NotImplementedError") | {
            "AdaFactor": "RuntimeError"
        }


@pytest.mark.parametrize("mode", ["stand_alone", "hybrid_parallel", "semi_auto_parallel", "auto_parallel"])
def test_modes_of_a_cut_optimizer_alone(mode: str) -> None:
    def outcome(ms: Any) -> Any:
        ms.set_auto_parallel_context(parallel_mode=mode, enable_parallel_optimizer=True)
        try:
            return ms.nn.SGD(ms.nn.Dense(1, 1).trainable_params(), 0.1).use_parallel
        except Exception as error:
            return type(error)
        finally:
            ms.reset_auto_parallel_context()

    assert outcome(msshim) == outcome(mindspore)
