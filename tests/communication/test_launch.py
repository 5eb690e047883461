"""What launchers leave in the environment, read."""

import os

import processes
import pytest
from launchers import MPI, table
from raising import raises

from msshim._src.communication import launch
from msshim._src.communication.launch import Launch, read


def test_no_launcher() -> None:
    assert read({}) is None and read({"RANK": "0"}) is None and read({"RANK_ID": "0", "RANK_SIZE": "2"}) is None


def test_torchrun() -> None:
    assert read(processes.torchrun(1, 4, 29)) == Launch(4, 1, 1, "127.0.0.1", 29, "torchrun")
    assert read({"RANK": "5", "WORLD_SIZE": "8", "MASTER_ADDR": "a", "MASTER_PORT": "1"}).local == 5


def test_cluster() -> None:
    assert read(processes.msrun(1, 2, 30)) == Launch(2, 1, 1, "127.0.0.1", 30, "scheduler")
    assert read(processes.msrun(None, 2, 30)) == Launch(2, None, 0, "127.0.0.1", 30, "scheduler", True)
    unnumbered = processes.msrun(1, 2, 30) | {"MS_NODE_ID": ""}
    assert read(unnumbered) == Launch(2, None, 1, "127.0.0.1", 30, "scheduler")


def test_mpirun() -> None:
    one = read(MPI)
    assert (one.size, one.rank, one.local, one.address, one.store) == (4, 3, 1, "127.0.0.1", "first")
    assert one == read(MPI) and one.port != read(MPI | {"PMIX_NAMESPACE": "prterun-2"}).port
    far = MPI | {"OMPI_COMM_WORLD_LOCAL_SIZE": "2"}
    assert read(far | {"MASTER_ADDR": "here", "MASTER_PORT": "7"}) == Launch(4, 3, 1, "here", 7, "first")
    with raises(RuntimeError, match="MASTER_ADDR"):
        read(far)


def test_rank_table(tmp_path) -> None:
    said = {"RANK_TABLE_FILE": table(tmp_path / "one.json", "10.0.0.1"), "RANK_ID": "1"}
    assert read(said) == Launch(2, 1, 1, "127.0.0.1", launch.PORT, "first")
    said = {"RANK_TABLE_FILE": table(tmp_path / "two.json", "10.0.0.1", "10.0.0.2"), "RANK_ID": "3", "RANK_SIZE": "4"}
    assert read(said) == Launch(4, 3, 1, "10.0.0.1", launch.PORT, "first")


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"RANK": "0", "WORLD_SIZE": "2"}, "MASTER_ADDR"),
        ({"RANK": "0", "WORLD_SIZE": "2", "MASTER_ADDR": "a"}, "MASTER_PORT"),
        ({"RANK": "x", "WORLD_SIZE": "2", "MASTER_ADDR": "a", "MASTER_PORT": "1"}, "RANK"),
        ({"MS_ROLE": "MS_WORKER"}, "MS_WORKER_NUM"),
        ({"MS_ROLE": "MS_WORKER", "MS_WORKER_NUM": "2"}, "MS_SCHED_PORT"),
        ({"MS_ROLE": "nope"}, "MS_ROLE"),
        ({"RANK_TABLE_FILE": "/nowhere/x.json"}, "RANK_ID"),
        ({"RANK_TABLE_FILE": "/nowhere/x.json", "RANK_ID": "0"}, "/nowhere/x.json"),
        ({"RANK_TABLE_FILE": __file__, "RANK_ID": "0"}, "server_list"),
    ],
    ids=str,
)
def test_a_part_only(said, named: str) -> None:
    with raises(RuntimeError, match=named):
        read(said)


def test_a_rank_that_the_table_lacks(tmp_path) -> None:
    with raises(RuntimeError, match="rank_id 9"):
        read({"RANK_TABLE_FILE": table(tmp_path / "t.json", "a"), "RANK_ID": "9"})


NAMES = ("RANK_ID", "RANK_SIZE", "DEVICE_ID")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (MPI, ["3", "4", "1"]),
        (MPI | {"RANK_ID": "0", "RANK_SIZE": "9", "DEVICE_ID": "7"}, ["3", "4", "1"]),  # as MindSpore has it
        (processes.torchrun(1, 4, 29), ["1", "4", "1"]),
        (processes.torchrun(1, 4, 29) | {"RANK_ID": "0", "DEVICE_ID": "5"}, ["0", "4", "5"]),
        ({"RANK": "1"}, [None, None, None]),
        (processes.msrun(1, 2, 30) | {"RANK": "0", "WORLD_SIZE": "1"}, ["1", "2", "1"]),
    ],
    ids=str,
)
def test_what_programs_read(said, told, monkeypatch) -> None:
    for name in (*NAMES, "RANK", "WORLD_SIZE", "LOCAL_RANK", "MS_ROLE", *MPI):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    launch.tell()
    assert [os.environ.get(name) for name in NAMES] == told
    for name in NAMES:
        os.environ.pop(name, None)
