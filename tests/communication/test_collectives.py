"""Collectives, in two processes of each library: values, gradients, and the classes of what is refused."""

import collective_cases
import pytest
from processes import agree, cases_of


@pytest.mark.parametrize("case", cases_of(collective_cases))
def test_as_in_mindspore(case: str, together) -> None:
    theirs, mine = (together("collective_cases", 2, launcher) for launcher in ("mindspore", "torchrun"))
    for rank in range(2):
        agree(mine[rank][case], theirs[rank][case], f"rank {rank}", rtol=1e-6, atol=1e-6)
