"""What calls give on one side: in a process of its own, which may crash or hang, and starts again after that call."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STARTING, PATIENCE = 300, 20  # seconds without an outcome: before the first one, and later
SUPPORT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Case:
    """A row, ``ops.sum``, one call of it as text, the dtype of `x` in it, and how msshim's Tensors lie in memory."""

    row: str
    text: str
    dtype: str = "float32"
    layout: str = ""


@dataclass(frozen=True)
class Answer:
    """What came out: its dtypes and shapes as text, or values; see `outcomes`."""

    value: Any
    name = "answer"

    def __str__(self) -> str:
        return self.value if isinstance(self.value, str) else shape_of(self.value)


@dataclass(frozen=True)
class Refusal:
    """The name of the exception's class, and its message; ``crash`` where the process ended or hung."""

    name: str
    message: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {' '.join(self.message.split())[:200]}"


def shape_of(value: Any) -> str:
    """A short text: dtypes and shapes."""
    if isinstance(value, (tuple, list)) and not (value and value[0] == "Tensor"):
        return f"[{', '.join(map(shape_of, value))}]"
    return f"{value[1]}{list(value[2])}" if isinstance(value, (tuple, list)) else repr(value)[:60]


def outcomes(library: str, cases: list[Case], what: str = "shapes") -> list[Answer | Refusal]:
    """The outcome of each case in ``mindspore`` or ``msshim``: what comes out.

    what: ``shapes`` of it, ``values`` with the arguments after the call, or ``again``: the values of several such
    calls, each with other numbers left in the memory that MindSpore takes next.
    """
    # Not sys.path, to which MindSpore adds folders of its own that hold a `math.py`.
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (SUPPORT, *SUPPORT.parents[:2])))}
    with tempfile.TemporaryDirectory() as folder:
        given, found, ready = Path(folder, "cases"), Path(folder, "outcomes"), Path(folder, "ready")
        given.write_bytes(pickle.dumps(cases))
        found.touch()
        while len(done := _read(found)) < len(cases):
            ready.unlink(missing_ok=True)
            arguments = [library, str(given), str(found), str(len(done)), what, str(ready)]
            command = [sys.executable, "-m", "sweeps.worker", *arguments]
            worker = subprocess.Popen(command, env=paths, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _watch(worker, found)
            if not ready.exists():  # or every case would count as a crash, and both sides as alike
                raise RuntimeError(f"{' '.join(command)} ended before its first case.")
            if len(done := _read(found)) < len(cases):
                found.write_bytes(b"".join(map(pickle.dumps, [*done, Refusal("crash")])))
        return done


def _watch(worker: subprocess.Popen[bytes], found: Path) -> None:
    """Wait for the end, or stop what writes nothing any more; its imports may take long."""
    start = found.stat().st_size
    size, since = start, time.monotonic()
    while worker.poll() is None:
        time.sleep(0.2)
        now = found.stat().st_size
        if now != size:
            size, since = now, time.monotonic()
        elif time.monotonic() - since > (STARTING if now == start else PATIENCE):
            worker.kill()
            worker.wait()


def _read(path: Path) -> list[Answer | Refusal]:
    found = []
    with path.open("rb") as file, contextlib.suppress(EOFError, pickle.UnpicklingError):
        while True:
            found.append(pickle.load(file))
    return found
