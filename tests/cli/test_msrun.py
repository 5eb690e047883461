"""`msshim run` beside the real msrun: options, what is printed and written, exit codes; and nothing is left behind."""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from mindspore.parallel.cluster import run as theirs
from processes import SUPPORT, clean, port

from msshim._src.cli.launch import binding, command, job

RECIPE = str(SUPPORT / "recipe.py")
LIMIT = 300


def launch(folder: Path, *arguments: str, real: bool = False) -> subprocess.CompletedProcess:
    start = ["-c", "from mindspore.parallel.cluster.run import main; main()"] if real else ["-m", "msshim", "run"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # msrun starts `python`
    return subprocess.run(
        [sys.executable, *start, *arguments], cwd=folder, env=clean() | {"PATH": path}, capture_output=True, text=True,
        timeout=LIMIT,
    )  # fmt: skip


def own_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    command.add(parser)
    return parser


def parsed(parse, arguments: list[str], monkeypatch):
    """What a parser makes of options, or the code with which it exits."""
    monkeypatch.setattr(sys, "argv", ["msrun", *arguments])
    try:
        return vars(parse())
    except SystemExit as error:
        return error.code


@pytest.mark.parametrize(
    "arguments",
    [
        ["--worker_num", "4", "--local_worker_num=2", "x.py"],
        ["--worker_num=4", "--local_worker_num=4", "--master_port=9", "--log_dir=l", "python", "x.py", "--lr", "3"],
        ["--local_worker_num=8", "--join=True", "--node_rank", "1", "--cluster_time_out=-1", "x.py"],
        ["--local_worker_num=8", "--join=False", "--worker_log_name={ip}", "--tail_worker_log=0,1", "x.py", "--join=3"],
        ["--local_worker_num=8", "--bind_core=True", "x.py"],
        ["--local_worker_num=8", '--bind_core={"device0": ["0-3", "7, 8"], "scheduler": ["1"]}', "x.py"],
        ["--local_worker_num=8", '--bind_numa={"device0": ["0"]}', "--rank_table_file=t.json", "x.py"],
        ["--join=yes", "x.py"], ["--local_worker_num=8", "--join=1", "x.py"],
        ["--nope=3", "x.py"], ["-m", "json.tool"], [],
        ["--worker_num=x", "x.py"], ["--bind_core=x", "x.py"], ["--bind_core=3", "x.py"],
        ['--bind_core={"device": ["0"]}', "x.py"], ['--bind_core={"device0": "0"}', "x.py"],
        ['--bind_core={"device0": ["a"]}', "x.py"], ["--bind_numa=nowhere.json", "x.py"], ["--sim_level=9", "x.py"],
    ],
    ids=str,
)  # fmt: skip
def test_options(arguments, monkeypatch, capsys) -> None:
    real = parsed(theirs.get_args, arguments, monkeypatch)
    assert parsed(own_parser().parse_args, arguments, monkeypatch) == real


def test_options_of_the_program_are_its_own(monkeypatch) -> None:
    """The real one reads an abbreviation of its own options in them, and ends."""
    arguments = ["--worker_num=2", "x.py", "--b", "3"]
    assert parsed(own_parser().parse_args, arguments, monkeypatch)["task_script_args"] == ["--b", "3"]


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("x.py --lr 3", "-m msshim x.py --lr 3"),
        ("python x.py -c 3", "-m msshim x.py -c 3"),
        ("python3 -m pkg.train a", "-m msshim -m pkg.train a"),
        ("python -u -X dev -W error x.py", "-u -X dev -W error -m msshim x.py"),
        ("python -m msshim x.py", "-m msshim x.py"),
        ("python -m msshim.msrun x.py", "-m msshim.msrun x.py"),
        ("python -c pass", "-m msshim -c pass"),
        ("pytest -s t.py", "-m msshim -m pytest -s t.py"),
    ],
)
def test_command(given: str, made: str) -> None:
    program, *arguments = given.split()
    assert job.command(program, arguments) == [sys.executable, *made.split()]


def test_binding() -> None:
    cores = sorted(os.sched_getaffinity(0))
    first = ",".join(map(str, cores[: len(cores) // 2]))
    assert binding.prefix(True, False, 0, 2) == (["taskset", "-c", first] if first else [])
    assert binding.prefix(True, False, -1, 2) == binding.prefix(False, False, 0, 2) == []
    given = binding.cores('{"device1": ["0", "0"], "scheduler": ["0"]}')
    assert binding.prefix(given, False, 1, 2) == ["taskset", "-c", "0,0"]
    assert binding.prefix(given, False, -1, 2) == ["taskset", "-c", "0"] and binding.prefix(given, False, 0, 2) == []


def started(done: subprocess.CompletedProcess) -> list[str]:
    """What a launcher says of the processes, up to the command itself."""
    return [line.partition("Execute command:")[0] for line in done.stdout.splitlines() if line.startswith("Start ")]


def seen(text: str) -> list[dict]:
    lines = [json.loads(line.removeprefix("SEEN")) for line in text.splitlines() if line.startswith("SEEN")]
    return sorted(lines, key=lambda one: one["after"]["rank"])


def test_a_program(tmp_path) -> None:
    found = []
    for real in (True, False):
        folder = tmp_path / ("real" if real else "own")
        folder.mkdir()
        options = ["--worker_num=2", "--local_worker_num=2", f"--master_port={port(f'run{real}')}", "--join=True"]
        done = launch(folder, *options, "--log_dir=a/b", "--worker_log_name=w", RECIPE, "1", "--lr=2", real=real)
        logs = {log.name: seen(log.read_text()) for log in (folder / "a/b").iterdir()}
        found.append((done.returncode, started(done), logs, seen(done.stdout)))
    assert found[1] == found[0] and found[0][0] == 0
    assert sorted(found[0][2]) == ["scheduler.log", "w_0.log", "w_1.log"] and len(found[0][3]) == 2


WAITS = (
    "import os, sys, signal, subprocess, time\nfrom mindspore.communication import init, get_rank\ninit()\n"
    "r = get_rank()\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(500)'])\n"
    "open(f'{r}.pid', 'w').write(f'{os.getpid()} {child.pid}')\n"
)
ENDS = {
    "raise": ("raise ValueError('wrong here')", "ended with the exit code 1"),
    "kill": ("os.kill(os.getpid(), signal.SIGKILL)", "was ended by SIGKILL"),
}


def pids(folder: Path) -> list[int]:
    return [int(one) for path in sorted(folder.glob("*.pid")) for one in path.read_text().split()]


def gone(numbers: list[int]) -> bool:
    """Whether processes have ended, in five seconds at most; one that nobody has waited for has."""
    until = time.monotonic() + 5
    while left := [one for one in numbers if Path(f"/proc/{one}").exists() and "\nState:\tZ" not in state(one)]:
        if time.monotonic() > until:
            print(left)
            return False
        time.sleep(0.05)
    return True


def state(number: int) -> str:
    try:
        return Path(f"/proc/{number}/status").read_text()
    except OSError:
        return "\nState:\tZ"


@pytest.mark.parametrize("how", ENDS)
def test_a_rank_that_fails_ends_all(how: str, tmp_path) -> None:
    (tmp_path / "x.py").write_text(f"{WAITS}if r == 1:\n    time.sleep(0.5); {ENDS[how][0]}\ntime.sleep(500)\n")
    options = ["--worker_num=2", f"--master_port={port(f'fails{how}')}", "--join=True", "--tail_worker_log=0"]
    begun = time.monotonic()
    done = launch(tmp_path, *options, "x.py")
    assert done.returncode == 1 and time.monotonic() - begun < 120
    assert f"worker_1.log {ENDS[how][1]}" in done.stderr and "Please check logs in directory" in done.stderr
    assert ("ValueError: wrong here" in done.stdout) == (how == "raise")  # the end of a log that was not shown
    assert len(pids(tmp_path)) == 4 and gone(pids(tmp_path))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 0), (signal.SIGKILL, -9)])
def test_a_launcher_that_is_ended_takes_its_processes_along(number, code, tmp_path) -> None:
    (tmp_path / "x.py").write_text(f"{WAITS}child.kill()\ntime.sleep(500)\n")
    options = ["--worker_num=2", f"--master_port={port(f'ended{code}')}", "--join=True", "x.py"]
    one = subprocess.Popen([sys.executable, "-m", "msshim", "run", *options], cwd=tmp_path, env=clean())
    try:
        until = time.monotonic() + LIMIT
        while len(pids(tmp_path)) < 4 and time.monotonic() < until:
            time.sleep(0.05)
        one.send_signal(number)
        assert one.wait(LIMIT) == code and gone(pids(tmp_path))
    finally:
        one.kill()
        for left in pids(tmp_path):
            if not gone([left]):
                os.kill(left, signal.SIGKILL)


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--worker_num=0"], 1), (["--worker_num=2", "--local_worker_num=4"], 1), (["--sim_level=1"], 2)],
    ids=str,
)
def test_numbers_that_do_not_fit(options, code, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert command.main([*options, "x.py"]) == code
    assert options[-1].partition("=")[0] in capsys.readouterr().err and not list(tmp_path.iterdir())
