"""Data parallel steps, MindSpore's and in torch's wrappers, in 2 and 4 processes beside one that has all rows."""

import numpy as np
import pytest
import whole_batch_cases
from processes import Raised, cases_of

import msshim

OTHERS = ("mixed_precision_as_torchs", "gradients_leave_torchs_as_they_were", "sync_batch_norm_in_groups")
WHOLE = [case for case in cases_of(whole_batch_cases) if case not in OTHERS]


def same(of_ranks, whole) -> None:
    """Losses that are those of the whole batch in the mean, and weights that each process has alike."""
    if isinstance(whole, (list, tuple)) and not all(isinstance(one, float) for one in whole):
        for number, one in enumerate(whole):
            same([of_rank[number] for of_rank in of_ranks], one)
    elif isinstance(whole, np.ndarray):
        for of_rank in of_ranks:
            np.testing.assert_allclose(of_rank, whole, rtol=2e-3 if whole.dtype == np.float16 else 1e-4, atol=2e-6)
    else:
        np.testing.assert_allclose(np.mean(of_ranks, axis=0), whole, rtol=1e-5)


def answers(together, case, size):
    found = [of_rank[case] for of_rank in together("whole_batch_cases", size, "torchrun")]
    assert not any(isinstance(one, Raised) for one in found), found
    return found


@pytest.mark.parametrize("size", [2, 4])
@pytest.mark.parametrize("case", WHOLE)
def test_is_one_process_on_the_whole(case: str, size: int, together) -> None:
    same(answers(together, case, size), getattr(whole_batch_cases, case)(msshim, 0, 1))


@pytest.mark.parametrize("size", [2, 4])
def test_mixed_precision_is_torchs(size: int, together) -> None:
    for mine, torchs in answers(together, "mixed_precision_as_torchs", size):
        assert mine[0] == torchs[0]
        for one, other in zip(mine[1], torchs[1], strict=True):
            np.testing.assert_array_equal(one, other)


def test_gradients_of_mindspores_leave_those_of_torch(together) -> None:
    for _, gradients in answers(together, "gradients_leave_torchs_as_they_were", 2):
        assert all((one == 1).all() for one in gradients)


def test_groups_normalise_together(together) -> None:
    found = answers(together, "sync_batch_norm_in_groups", 4)
    for first in range(2):
        y, *statistics, _ = whole_batch_cases.sync_batch_norm_in_groups(msshim, first, 1)
        mine = np.concatenate([found[rank][0].value for rank in (first, first + 2)])
        np.testing.assert_allclose(mine, y.asnumpy(), rtol=1e-5, atol=1e-5)
        for rank in (first, first + 2):
            for one, whole in zip(found[rank][1:3], statistics, strict=True):
                np.testing.assert_allclose(one.value, whole.asnumpy(), rtol=1e-5, atol=1e-6)
    kinds = ["ValueError", "ValueError", "ValueError", "TypeError", "TypeError", "TypeError", "TypeError"]
    assert [error.kind for error in found[0][3]] == kinds
