"""Processes that do not come together say so: what each asks for, or who gave no word, in which collective."""

import sys
import time
from pathlib import Path

import pytest
from processes import Array, Raised, end, msrun, port, start, torchrun

ASKED = {
    "shapes": ("all_reduce of float32 [3], sum", "all_reduce of float32 [4], sum"),
    "dtypes": ("all_reduce of float32 [3], sum", "all_reduce of float64 [3], sum"),
    "dtypes_of_one_size": ("all_reduce of float32 [3], sum", "all_reduce of int32 [3], sum"),
    "operations": ("all_reduce of float32 [3], sum", "all_reduce of float32 [3], max"),
    "collectives": ("all_reduce of float32 [4], sum", "broadcast of float32 [4], 0"),
    "roots": ("broadcast of float32 [4], 0", "broadcast of float32 [4], 1"),
    "in_place": ("all_reduce of float32 [3], sum", "all_reduce of float32 [4], sum"),
    "in_a_group": ("all_gather of float32 [3]", "all_gather of float32 [4]"),
}


@pytest.mark.parametrize("case", ASKED)
def test_what_is_asked_for_is_told_on_all(case: str, together) -> None:
    for answers in together("fault_cases", 2, "torchrun"):
        assert isinstance(answers[case], Raised) and answers[case].kind == "RuntimeError"
        for rank, asked in enumerate(ASKED[case]):
            assert f"rank {rank}: {asked}" in answers[case].message


def test_the_processes_leave_and_join_again(together) -> None:
    for rank, answers in enumerate(together("fault_cases", 2, "torchrun")):
        alone, *numbers, group = answers["left_and_joined_again"]
        assert alone.kind == group.kind == "RuntimeError" and numbers == [rank, 2, rank]


def test_the_processes_go_on(together) -> None:
    for answers in together("fault_cases", 2, "torchrun"):
        assert isinstance(answers["afterwards"], Array) and answers["afterwards"].value.tolist() == [2, 2, 2]


PROGRAM = """
import os, signal, time
import mindspore as ms
from mindspore.communication import init, get_rank
init()
reduce, x = ms.ops.AllReduce(), ms.Tensor([1.0])
reduce(x)
if get_rank() == 1:
    {fault}
ms.ops.AllGather()(x) if {gather} else reduce(x)
"""
FAULTS = {
    "kill": "os.kill(os.getpid(), signal.SIGKILL)",
    "raise": "raise ValueError('wrong here')",
    "hang": "time.sleep(500)",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_others_end(fault: str, tmp_path: Path) -> None:
    """Three workers in a loop without a launcher: those that are left say which rank is missing, and in what."""
    program = tmp_path / "x.py"
    program.write_text(PROGRAM.format(fault=FAULTS[fault], gather=fault == "raise"))
    number, command = port(f"faults-{fault}"), [sys.executable, "-m", "msshim", str(program)]
    said = [msrun(rank, 3, number) | {"HCCL_EXEC_TIMEOUT": "4"} for rank in (0, 1, 2, None)]
    started = [start(command, one, tmp_path / f"{place}.log", cwd=tmp_path) for place, one in enumerate(said)]
    try:
        until = time.monotonic() + 300
        waited = started[:1] + started[2:3] if fault == "hang" else started
        while any(one.poll() is None for one in waited) and time.monotonic() < until:
            time.sleep(0.05)
        codes = [one.poll() for one in started]
    finally:
        end(*started)
    logs = [(tmp_path / f"{place}.log").read_text() for place in range(4)]
    assert codes == {"kill": [1, -9, 1, 1], "raise": [1, 1, 1, 1], "hang": [1, None, 1, None]}[fault]
    for rank in (0, 2):
        call = "all_gather" if fault == "raise" else "all_reduce"
        assert f"Rank {rank} did not get through {call}" in logs[rank] and "call 2 of all ranks" in logs[rank]
        assert "o word from rank 1: ended, hanging, or busy elsewhere" in logs[rank]
    if fault != "hang":
        assert "of rank" in logs[3] and "1" in logs[3] and "ended by an exception or a signal" in logs[3]


def test_a_rank_that_never_comes(tmp_path: Path) -> None:
    program = tmp_path / "x.py"
    program.write_text("from mindspore.communication import init\ninit()\n")
    said = torchrun(0, 2, port("faults-alone")) | {"MS_TOPO_TIMEOUT": "3"}
    one = start([sys.executable, "-m", "msshim", str(program)], said, tmp_path / "log")
    try:
        assert one.wait(200) == 1
    finally:
        end(one)
    assert "For 'init', rank 0 of 2 did not meet the others at 127.0.0.1:" in (tmp_path / "log").read_text()
