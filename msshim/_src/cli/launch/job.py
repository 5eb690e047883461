"""The processes of one `msshim run`: how they are started, waited for and ended."""

from __future__ import annotations

import argparse
import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

from msshim._src.cli.launch.binding import prefix

_DIES_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG


class Failure(Exception):
    """A process did not end as a program does; the text says which."""


class Job:
    """A scheduler, where this machine is its own, and the workers of this machine."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._size = options.worker_num
        if self._size <= 0:
            raise ValueError(f"--worker_num must be greater than 0, but got {self._size}.")
        self._here = min(8, self._size) if options.local_worker_num is None else options.local_worker_num
        if self._here > self._size:
            raise ValueError(f"--local_worker_num must be at most --worker_num, {self._size}, but got {self._here}.")
        self._host = socket.getaddrinfo(options.master_addr.strip("[]"), None, type=socket.SOCK_STREAM)[0][4][0]
        self._command = command(options.task_script, options.task_script_args)
        self._logs = Path(options.log_dir)
        self._scheduler: subprocess.Popen[bytes] | None = None
        self._workers: list[subprocess.Popen[bytes]] = []
        self._files: list[Path] = []
        self._shown: dict[Path, int] = {}
        """Of each log that is shown, how much has been."""

    def run(self) -> int:
        """Start all; 0, once all have ended where `join` says so.

        Raises:
            Failure: One ended otherwise; the others are ended then.
        """
        self._logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_here(str(self._host)):
            self._scheduler = self._start(-1, None, self._logs / "scheduler.log")
        for place in range(self._here):
            rank = self._rank(place)
            log = self._logs / f"{self._name()}_{place if rank is None else rank}.log"
            self._workers.append(self._start(place, rank, log))
            self._files.append(log)
            if self._options.tail_worker_log == "-1" or str(rank) in self._options.tail_worker_log.split(","):
                self._shown[log] = 0
        if not self._options.join:
            return 0
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, self._interrupted)
        try:
            self._wait()
        finally:
            self._end()
        return 0

    def _rank(self, place: int) -> int | None:
        """The rank of a worker; None where the workers number themselves as they join."""
        if self._here == self._size:
            return place
        return self._options.node_rank * self._here + place if self._options.node_rank >= 0 else None

    def _name(self) -> str:
        name = self._options.worker_log_name or "worker"
        name = re.sub(r"\{ip\}", own_address(str(self._host)), name)
        return re.sub(r"\{hostname\}", socket.gethostname(), name)

    def _start(self, place: int, rank: int | None, log: Path) -> subprocess.Popen[bytes]:
        bound = prefix(self._options.bind_core, self._options.bind_numa, place, self._here)
        if place < 0:
            print(
                f"Start scheduler process, log file:{log}. Execute command: {' '.join(bound + self._command)}",
                flush=True,
            )
        else:
            print(
                f"Start worker process with rank id:{rank}, log file:{log}. Environment variable [RANK_ID={rank}] is "
                f"exported. Execute command: {' '.join(bound + self._command)}",
                flush=True,
            )
        with open(log, "wb") as file:
            return subprocess.Popen(
                bound + self._command, stdout=file, stderr=subprocess.STDOUT, env=self._environment(place, rank),
                start_new_session=True, preexec_fn=_die_with_parent if self._options.join else None,
            )  # fmt: skip

    def _environment(self, place: int, rank: int | None) -> dict[str, str]:
        said = {
            "RANK_SIZE": self._size, "MS_WORKER_NUM": self._size, "MS_SCHED_HOST": self._host,
            "MS_SCHED_PORT": self._options.master_port, "MS_TOPO_TIMEOUT": self._options.cluster_time_out,
            "MS_ROLE": "MS_SCHED" if place < 0 else "MS_WORKER",
        }  # fmt: skip
        if place < 0:
            said["RANK_ID"] = 0
        else:
            said["DEVICE_ID"] = place
            if rank is not None:
                said |= {"RANK_ID": rank, "MS_NODE_ID": rank}
        if self._options.rank_table_file:
            said["RANK_TABLE_FILE"] = self._options.rank_table_file
        torchs = ("RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE", "MS_NODE_ID", "RANK_ID", "DEVICE_ID")
        outer = {name: value for name, value in os.environ.items() if name not in torchs}
        return outer | {name: str(value) for name, value in said.items()}

    def _wait(self) -> None:
        while True:
            codes = [worker.poll() for worker in self._workers]
            self._show()
            failed = next((place for place, code in enumerate(codes) if code), None)
            if failed is not None or None not in codes:
                break
            time.sleep(0.1)
        told = ""
        if failed is not None:
            end(*self._workers)
            told = f"The worker process of {self._files[failed]} {ending(codes[failed])}. "
            if self._files[failed] not in self._shown:
                self._shown[self._files[failed]] = max(0, self._files[failed].stat().st_size - 4000)
        if self._scheduler is not None:
            with suppress(subprocess.TimeoutExpired):  # it ends when it has seen the workers end
                self._scheduler.wait(
                    5 if told or self._options.cluster_time_out < 0 else self._options.cluster_time_out
                )
            if not told and self._scheduler.returncode != 0:
                told = f"The scheduler {ending(self._scheduler.poll())}. "
        self._show()
        if told:
            self._show_faults()
            raise Failure(
                f"{told}Distributed job exited with exception. Please check logs in directory: {self._options.log_dir}."
            )

    def _show(self) -> None:
        """What the workers have printed since the last time."""
        for log, place in self._shown.items():
            with open(log, "rb") as file:
                file.seek(place)
                new = file.read()
            sys.stdout.buffer.write(new)
            self._shown[log] = place + len(new)
        sys.stdout.flush()

    def _show_faults(self) -> None:
        """The lines of the scheduler's log about errors, with five around each."""
        log = self._logs / "scheduler.log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        found = [number for number, line in enumerate(lines) if re.search("ERROR|CRITICAL|Traceback|Error", line)]
        for number in sorted(
            {near for one in found for near in range(max(0, one - 5), one + 6)} & set(range(len(lines)))
        ):
            print(lines[number])

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        print(f"msshim run: {signal.Signals(number).name}, ending all processes.", file=sys.stderr)
        self._end()
        sys.exit(0 if number == signal.SIGINT else 128 + number)

    def _end(self) -> None:
        end(*self._workers, *([self._scheduler] if self._scheduler else []))


def end(*processes: subprocess.Popen[bytes]) -> None:
    """Kill what is left of processes and of those that they started."""
    for process in processes:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def ending(code: int | None) -> str:
    """How a process ended, in words."""
    if code is None:
        return "did not end"
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with the exit code {code}"


def command(program: str, arguments: list[str]) -> list[str]:
    """The command of each process: the program run by this Python, with msshim in MindSpore's place.

    Options of Python itself stay before; ``python -m msshim ...`` stays what it is.
    """
    if program not in ("python", "python3"):
        own = ["-m", "pytest", *arguments] if program == "pytest" else [program, *arguments]
        return [sys.executable, "-m", "msshim", *own]
    place = 0
    while place < len(arguments) and arguments[place].startswith("-") and arguments[place] not in ("-m", "-c", "-"):
        place += 2 if arguments[place] in ("-X", "-W") else 1
    rest = arguments[place:]
    hooked = rest[:1] == ["-m"] and rest[1:2] and rest[1].partition(".")[0] == "msshim"
    return [sys.executable, *arguments[:place], *([] if hooked else ["-m", "msshim"]), *rest]


def is_here(address: str) -> bool:
    """Whether an address is this machine's."""
    with socket.socket(_family(address), socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True


def own_address(other: str) -> str:
    """The address from which this machine reaches another."""
    with socket.socket(_family(other), socket.SOCK_DGRAM) as probe:
        probe.connect((other, 8117))  # which sends nothing
        return str(probe.getsockname()[0])


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def _die_with_parent() -> None:
    """Where the launcher is killed, Linux ends the process, too."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
