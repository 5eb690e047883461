"""Groups of processes, in two processes of each library: values, and the classes of what is refused."""

import group_cases
import pytest
from processes import agree, cases_of


@pytest.mark.parametrize("case", cases_of(group_cases))
def test_group(case: str, together) -> None:
    theirs, mine = (together("group_cases", 2, launcher) for launcher in ("mindspore", "msrun"))
    for rank in range(2):
        agree(mine[rank][case], theirs[rank][case], f"rank {rank}")
