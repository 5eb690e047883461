"""The same cases in several processes at once, of msshim and of the real MindSpore.

A module in tests/support holds the cases: its public functions, in their order, each called as ``case(ms, rank, size)``
in every process after `init()`; those whose names begin with ``before_`` are called before it. What a case returns is
its answer, with Tensors as `Array`; what it raises is a `Raised`. Those named ``last_...`` may leave the others. One
start runs them all, and what has answered is kept: a case that hangs or ends the process costs a new start for those
behind it.

    def all_reduce(ms, rank, size):
        return ms.ops.AllReduce()(ms.Tensor([1.0 + rank]))
"""

from __future__ import annotations

import fcntl
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

SUPPORT = Path(__file__).parent
START = 300
"""Seconds that the processes may take until all have joined: the real MindSpore needs twelve on idle cores."""
LIMIT = 20
"""Seconds that one case may take; a module of cases may have another `LIMIT`."""
READY = "ready"


@dataclass(frozen=True)
class Array:
    """A Tensor that a case returned: MindSpore's name of its dtype, and its values, bfloat16 as float32."""

    dtype: str
    value: np.ndarray


@dataclass(frozen=True)
class Raised:
    """What a case raised: the exception's class, the nearest of Python's own, and its message."""

    kind: str
    message: str


Answers = list[dict[str, Any]]
"""For each rank, the answer of each case."""


def cases_of(module: ModuleType) -> dict[str, Callable[..., Any]]:
    """The cases of a module, in their order; those before `init()` first, those that leave last."""
    own = {
        name: value
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    }
    return dict(sorted(own.items(), key=lambda item: (not item[0].startswith("before_"), item[0].startswith("last_"))))


def together(module: str, size: int, launcher: str, folder: Path) -> Answers:
    """The answers of all cases of a module, from one start of `size` processes; asked once for each `folder`.

    Args:
        module: Its name in tests/support.
        size: How many processes.
        launcher: ``mindspore`` for the real one with its scheduler; for msshim ``torchrun``, or ``msrun`` with a
            scheduler.
        folder: Where answers are kept: tests in other processes that want the same wait for them there.
    """
    place = folder / f"{module}-{size}-{launcher}"
    place.mkdir(parents=True, exist_ok=True)
    with open(place / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = place / "answers.pickle"
        if not kept.exists():
            kept.write_bytes(pickle.dumps(_ask(module, size, launcher, place)))
    return pickle.loads(kept.read_bytes())


def _ask(module: str, size: int, launcher: str, place: Path) -> Answers:
    names = list(cases_of(__import__(module)))
    limit = getattr(sys.modules[module], "LIMIT", LIMIT)
    answers: Answers = [{} for _ in range(size)]
    for attempt in range(len(names) + 1):
        left = [name for name in names if any(name not in of_rank for of_rank in answers)]
        if not left:
            return answers
        turn = place / str(attempt)
        turn.mkdir()
        _one_start(module, size, launcher, turn, port(place.name, attempt), left, limit)
        found = [dict(_read(turn / f"{rank}.pickle")) for rank in range(size)]
        if any(READY not in of_rank for of_rank in found) and not any(name in left for name in found[0]):
            raise RuntimeError(f"the processes did not start: {_logs(turn)}")
        stopped = next((name for name in left if any(name not in of_rank for of_rank in found)), None)
        for of_rank, new in zip(answers, found, strict=True):
            of_rank.update(
                {name: new[name] for name in left if name in new and left.index(name) <= _until(left, stopped)}
            )
            if stopped is not None:
                of_rank.setdefault(stopped, Raised("TimeoutError", f"no answer: {_logs(turn)}"))
    raise AssertionError("each start answers one case at least")


def _until(left: list[str], stopped: str | None) -> int:
    return len(left) if stopped is None else left.index(stopped)


def _read(path: Path) -> list[tuple[str, Any]]:
    found = []
    if path.exists():
        with open(path, "rb") as file:
            try:
                while True:
                    found.append(pickle.load(file))
            except (EOFError, pickle.UnpicklingError):
                pass
    return found


def _logs(turn: Path) -> str:
    return "".join(
        f"\n--- {path.name}\n{path.read_text(errors='replace')[-1500:]}" for path in sorted(turn.glob("*.log"))
    )


def port(name: str, attempt: int = 0) -> int:
    """A port of 127.0.0.1 that is a name's own, below those that the system gives out; the next where it is taken."""
    first = 20000 + 16 * (zlib.crc32(name.encode()) % 700) + attempt % 8
    for number in range(first, first + 8):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", number))
            except OSError:
                continue
        return number
    raise RuntimeError(f"the ports from {first} are taken")


def torchrun(rank: int, size: int, number: int) -> dict[str, str]:
    """The variables with which torchrun starts a process."""
    here = {"RANK": rank, "LOCAL_RANK": rank, "WORLD_SIZE": size, "LOCAL_WORLD_SIZE": size, "MASTER_PORT": number}
    return {"MASTER_ADDR": "127.0.0.1", **{name: str(value) for name, value in here.items()}}


def msrun(rank: int | None, size: int, number: int) -> dict[str, str]:
    """The variables with which msrun starts a worker, or where rank is None its scheduler."""
    common = {"MS_WORKER_NUM": str(size), "MS_SCHED_HOST": "127.0.0.1", "MS_SCHED_PORT": str(number)}
    common |= {"RANK_SIZE": str(size), "MS_TOPO_TIMEOUT": str(START)}
    if rank is None:
        return common | {"MS_ROLE": "MS_SCHED", "RANK_ID": "0"}
    return common | {"MS_ROLE": "MS_WORKER", "MS_NODE_ID": str(rank), "RANK_ID": str(rank), "DEVICE_ID": str(rank)}


def clean() -> dict[str, str]:
    """This process's environment without what a launcher may have left in it."""
    named = ("RANK", "LOCAL_", "WORLD_SIZE", "MASTER_", "MS_", "OMPI_", "DEVICE_ID", "TORCHELASTIC")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(named)}
    path = os.pathsep.join(filter(None, [str(SUPPORT.parents[1]), str(SUPPORT), kept.get("PYTHONPATH")]))
    return kept | {"PYTHONPATH": path, "OMP_NUM_THREADS": "1", "GLOG_v": "4"}


def start(arguments: list[str], environment: dict[str, str], log: Path, **options: Any) -> subprocess.Popen[bytes]:
    """A process in a session of its own, for `end`, with what it prints in a file."""
    with open(log, "wb") as file:
        return subprocess.Popen(
            arguments, env=clean() | environment, stdout=file, stderr=file, stdin=subprocess.DEVNULL,
            start_new_session=True, **options,
        )  # fmt: skip


def end(*processes: subprocess.Popen[bytes]) -> None:
    """Kill what is left of processes and of those that they started."""
    for process in processes:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


def _one_start(module: str, size: int, launcher: str, turn: Path, number: int, left: list[str], limit: float) -> None:
    library = [] if launcher == "mindspore" else ["-m", "msshim"]
    command = [sys.executable, *library, str(SUPPORT / "process_cases.py"), module, str(turn), str(limit), *left]
    started = []
    try:
        said = torchrun if launcher == "torchrun" else msrun
        if said is msrun:
            meet = [sys.executable, *library, "-c", "import mindspore.communication as c; c.init()"]
            started += [start(meet, msrun(None, size, number), turn / "scheduler.log")]
        ranks = [start(command, said(rank, size, number), turn / f"{rank}.log") for rank in range(size)]
        started += ranks
        until = time.monotonic() + START + limit * len(left)
        while any(process.poll() is None for process in ranks) and time.monotonic() < until:
            if any(process.poll() for process in ranks):
                time.sleep(0.5)  # for the others' own last words
                break
            time.sleep(0.02)
    finally:
        end(*started)


def agree(mine: Any, theirs: Any, where: str = "", **tolerance: float) -> None:
    """Assert that two answers are the same: dtypes, shapes and values, or the kinds of what was raised.

    Args:
        tolerance: `rtol` and `atol`, both 0 where they are not given.
    """
    if isinstance(theirs, Raised):
        assert isinstance(mine, Raised), f"{where}: {mine!r} in the place of {theirs!r}"
        assert mine.kind == theirs.kind, f"{where}: {mine!r} in the place of {theirs!r}"
    elif isinstance(theirs, Array):
        assert isinstance(mine, Array) and mine.dtype == theirs.dtype, f"{where}: {mine!r} in the place of {theirs!r}"
        agree(mine.value, theirs.value, where, **tolerance)
    elif isinstance(theirs, np.ndarray):
        assert mine.dtype == theirs.dtype and mine.shape == theirs.shape, f"{where}: {mine!r}, not {theirs!r}"
        np.testing.assert_allclose(mine, theirs, **{"rtol": 0, "atol": 0} | tolerance, err_msg=where)
    elif isinstance(theirs, (list, tuple)):
        assert type(mine) is type(theirs) and len(mine) == len(theirs), f"{where}: {mine!r}, not {theirs!r}"
        for number, (one, other) in enumerate(zip(mine, theirs, strict=True)):
            agree(one, other, f"{where}[{number}]", **tolerance)
    elif isinstance(theirs, dict):
        assert list(mine) == list(theirs), f"{where}: {mine!r}, not {theirs!r}"
        for key, value in theirs.items():
            agree(mine[key], value, f"{where}[{key!r}]", **tolerance)
    else:
        assert mine == theirs, f"{where}: {mine!r} in the place of {theirs!r}"
