"""One program, unchanged, under every launcher: each sees what it sees on the real MindSpore."""

import json
import subprocess
import sys
import time
from pathlib import Path

import mindspore  # noqa: F401  # which the fixture `real` starts, so that conftest.py knows of it
import pytest
from launchers import MPI, table
from processes import SUPPORT, clean, end, msrun, port, start

RECIPE = str(SUPPORT / "recipe.py")
OWN = [sys.executable, "-m", "msshim", RECIPE, "a", "--b", "c"]
LIMIT = 300


def seen(log: Path) -> dict:
    (line,) = (line for line in log.read_text().splitlines() if line.startswith("SEEN"))
    return json.loads(line.removeprefix("SEEN"))


def by_hand(folder: Path, *ranks: dict[str, str], command=OWN) -> list[int | None]:
    """Start a process for each environment, and wait for all; their exit codes."""
    started = [start(command, said, folder / f"{rank}.log", cwd=folder) for rank, said in enumerate(ranks)]
    try:
        until = time.monotonic() + LIMIT
        while any(one.poll() is None for one in started) and time.monotonic() < until:
            time.sleep(0.05)
        return [one.poll() for one in started]
    finally:
        end(*started)


def launcher(folder: Path, *command: str, **said: str) -> subprocess.CompletedProcess:
    """Run a launcher in a folder."""
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=clean() | said, capture_output=True, text=True, timeout=LIMIT
    )


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> list[dict]:
    """What the program sees on the real MindSpore: a scheduler and two workers."""
    folder = tmp_path_factory.mktemp("real")
    number = port("launchers-real")
    codes = by_hand(
        folder, *(msrun(rank, 2, number) for rank in (0, 1, None)), command=[sys.executable, RECIPE, "a", "--b", "c"]
    )
    assert codes == [0, 0, 0]
    return [seen(folder / f"{rank}.log") for rank in range(2)]


def test_loop_over_roles(real, tmp_path) -> None:
    number = port("launchers-roles")
    codes = by_hand(tmp_path, *(msrun(rank, 2, number) for rank in (0, 1, None)))
    assert codes == [0, 0, 0]
    assert [seen(tmp_path / f"{rank}.log") for rank in range(2)] == real
    assert "SEEN" not in (tmp_path / "2.log").read_text()  # the scheduler ends in init()


def test_loop_without_numbers(real, tmp_path) -> None:
    """Workers number themselves, by the numbers of their devices."""
    said = [msrun(rank, 2, port("launchers-unnumbered")) for rank in (1, 0, None)]
    for one in said:
        one.pop("MS_NODE_ID", None)
    assert by_hand(tmp_path, *said) == [0, 0, 0]
    assert [seen(tmp_path / f"{place}.log")["after"] for place in (1, 0)] == [one["after"] for one in real]


def test_torchrun(real, tmp_path) -> None:
    done = launcher(
        tmp_path, "-m", "torch.distributed.run", "--nproc-per-node=2", f"--master-port={port('launchers-torchrun')}",
        *OWN[1:],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line.removeprefix("SEEN")) for line in done.stdout.splitlines() if line.startswith("SEEN")]
    assert sorted(lines, key=lambda one: one["after"]["rank"]) == real


def test_mpirun(real, tmp_path) -> None:
    names = ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_LOCAL_RANK")
    both = {"OMPI_COMM_WORLD_SIZE": "2", "OMPI_COMM_WORLD_LOCAL_SIZE": "2", "MASTER_PORT": str(port("launchers-mpi"))}
    assert by_hand(tmp_path, *(MPI | both | dict.fromkeys(names, str(rank)) for rank in range(2))) == [0, 0]
    assert [seen(tmp_path / f"{rank}.log") for rank in range(2)] == real


def test_rank_table(real, tmp_path) -> None:
    said = {"RANK_TABLE_FILE": table(tmp_path / "t.json", "10.0.0.1"), "MASTER_PORT": str(port("launchers-table"))}
    assert by_hand(tmp_path, *(said | {"RANK_ID": str(rank), "RANK_SIZE": "2"} for rank in range(2))) == [0, 0]
    found = [seen(tmp_path / f"{rank}.log") for rank in range(2)]
    assert [one["after"] for one in found] == [
        one["after"] | {"said": [str(rank), "2", "0"]} for rank, one in enumerate(real)
    ]  # DEVICE_ID is the one of the context, which stays 0 on the CPU
