"""Groups of processes, in two processes of each library: values, and the classes of what is refused."""

import group_cases
import mindspore
import pytest
from processes import Raised, agree, cases_of

import msshim

ALONE = [name for name in cases_of(group_cases) if name.startswith("before_")]


def outcome(call, *arguments):
    try:
        return call(*arguments)
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("case", ALONE)
@pytest.mark.parametrize("said", [{}, {"RANK_ID": "3", "RANK_SIZE": "8", "LOCAL_RANK": "2", "LOCAL_RANK_SIZE": "4"}])
def test_without_a_launcher(case: str, said, monkeypatch) -> None:
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    theirs, mine = (cases_of(group_cases)[case](library, 0, 1) for library in (mindspore, msshim))
    agree(answered(mine), answered(theirs))
    assert outcome(mindspore.communication.init) is outcome(msshim.communication.init) is RuntimeError


def answered(value):
    if isinstance(value, (list, tuple)):
        return [answered(one) for one in value]
    return Raised(type(value).__name__, "") if isinstance(value, Exception) else value


@pytest.mark.parametrize("case", cases_of(group_cases))
def test_group(case: str, together) -> None:
    theirs, mine = (together("group_cases", 2, launcher) for launcher in ("mindspore", "msrun"))
    for rank in range(2):
        agree(mine[rank][case], theirs[rank][case], f"rank {rank}")
