"""A process is killed while it trains: the others end, and a new start goes on from the last checkpoint."""

import re
import subprocess
import sys
import time
from pathlib import Path

import processes
import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "data_parallel.py"
EPOCHS = 6


def started(folder: Path, size: int, name: str) -> list[subprocess.Popen[bytes]]:
    """The example's processes, with what they print in `folder`/`name`.RANK.log."""
    number = processes.port(f"restart {name}")
    command = [sys.executable, "-m", "msshim", str(EXAMPLE), "--epochs", str(EPOCHS), "--folder", str(folder / "run")]
    return [
        processes.start(command, processes.torchrun(rank, size, number), folder / f"{name}.{rank}.log")
        for rank in range(size)
    ]


def finished(folder: Path, size: int, name: str) -> list[str]:
    """What processes print, which end well."""
    running = started(folder, size, name)
    try:
        codes = [process.wait(300) for process in running]
    finally:
        processes.end(*running)
    said = [(folder / f"{name}.{rank}.log").read_text() for rank in range(size)]
    assert codes == [0] * size, said
    return said


def curve(said: list[str]) -> dict[int, float]:
    """The mean of the processes' losses, for each epoch."""
    found = [dict(re.findall(r"epoch (\d+) loss (\S+)", text)) for text in said]
    return {int(epoch): sum(float(one[epoch]) for one in found) / len(found) for epoch in found[0]}


def weights(text: str) -> float:
    return float(re.search(r"weights (\S+)", text).group(1))


def test_a_new_start_goes_on(tmp_path) -> None:
    (tmp_path / "whole").mkdir()
    whole = finished(tmp_path / "whole", 1, "whole")

    running = started(tmp_path, 2, "killed")
    try:
        until = time.monotonic() + 300
        while not list((tmp_path / "run").glob("*.ckpt")) and time.monotonic() < until:
            time.sleep(0.01)
        processes.end(running[1])
        assert running[0].wait(60) != 0
    finally:
        processes.end(*running)

    again = finished(tmp_path, 2, "again")
    assert all("goes on from" in text for text in again)
    expected, found = curve(whole), curve(again)
    assert list(expected) == list(range(1, EPOCHS + 1)) and 0 < len(found) < EPOCHS and max(found) == EPOCHS
    assert found == pytest.approx({epoch: expected[epoch] for epoch in found}, rel=2e-3)
    assert [weights(text) for text in again] == pytest.approx([weights(whole[0])] * 2, rel=1e-4)
