"""Data parallel training in two processes, beside MindSpore: step by step."""

import data_parallel_cases
import pytest
from processes import agree, cases_of


@pytest.mark.parametrize("case", cases_of(data_parallel_cases))
def test_is_mindspores(case: str, together) -> None:
    theirs, mine = (together("data_parallel_cases", 2, launcher) for launcher in ("mindspore", "torchrun"))
    for rank in range(2):
        agree(mine[rank][case], theirs[rank][case], f"rank {rank}", rtol=1e-5, atol=1e-6)
