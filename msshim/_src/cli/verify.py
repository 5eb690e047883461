"""The command `msshim verify script.py`: a program run on the real MindSpore and on msshim, cell by cell."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from msshim._src.cli import recorder
from msshim._src.cli.workplace import TooLarge, Workplace

HELP = "run a program on the real MindSpore and on msshim, and name the first cell whose output departs"
EPILOG = (
    "Both sides start from the same seeds and, where a net of the same name has weights of the same shapes, from "
    "MindSpore's weights. MindSpore runs functions under jit eagerly, so that the cells in them are seen. Each side "
    "works in a copy of this folder and of the script's: what the program writes is gone afterwards, unless it names "
    "absolute paths. Options may stand before the script or right behind it. Exit codes: 0 equal, 1 a value departs, "
    "2 a side can not run."
)


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("script", help="the program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="its arguments, behind options of this command")
    _add_options(parser)


def _interpreter(text: str) -> str:
    """A path as it stands here, since the program is run elsewhere; a bare name is left to the PATH."""
    return os.path.abspath(text) if os.path.dirname(text) else text


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--against", choices=["mindspore"], default="mindspore", help="what to compare with")
    parser.add_argument(
        "--python", default=sys.executable, type=_interpreter, help="the interpreter whose environment has mindspore"
    )
    parser.add_argument(
        "--read-only", type=Path, action="append", default=[], metavar="PATH",
        help="a folder or file that the program only reads, such as its data: linked, not copied; may be repeated",
    )  # fmt: skip
    parser.add_argument("--rtol", type=float, default=1e-3, help="the relative difference to allow (0.001)")
    parser.add_argument("--atol", type=float, default=1e-5, help="the absolute difference to allow (0.00001)")
    parser.add_argument("--most", type=int, default=2000, help="how many values to compare (2000 tensors)")


def _take_options(options: argparse.Namespace) -> None:
    """Take the options of this command that stand between the script and its own arguments; ``--`` ends them."""
    parser = argparse.ArgumentParser(prog="msshim verify", add_help=False, allow_abbrev=False)
    _add_options(parser)
    rest: list[str] = options.arguments
    taken: list[str] = []
    while rest and rest[0].partition("=")[0] in parser._option_string_actions:
        count = 1 if "=" in rest[0] else 2
        taken, rest = taken + rest[:count], rest[count:]
    parser.parse_args(taken, options)
    options.arguments = rest[1:] if rest[:1] == ["--"] else rest


class _CannotRun(Exception):
    """A side ended with an error; the text says how."""


@dataclass(frozen=True)
class Value:
    """A tensor that a cell was given or gave."""

    facts: dict[str, Any]
    file: Path

    @property
    def key(self) -> tuple[Any, ...]:
        """What the same value has on the other side, too."""
        return tuple(self.facts[name] for name in ("path", "kind", "call", "value"))

    def __str__(self) -> str:
        of = f"the {self.facts['kind']} of {self.facts['path']} ({self.facts['class']})"
        return f"{of} at its call {self.facts['call']}, a {self.facts['dtype']} of shape {tuple(self.facts['shape'])}"

    def departs(self, other: Value, rtol: float, atol: float) -> str:
        """How this value, msshim's, differs from MindSpore's; "" where it does not."""
        if self.facts["shape"] != other.facts["shape"]:
            return f"has the shape {tuple(self.facts['shape'])}, on MindSpore {tuple(other.facts['shape'])}"
        mine, theirs = (np.load(value.file, allow_pickle=False).astype(np.complex128) for value in (self, other))
        if np.allclose(mine, theirs, rtol, atol, equal_nan=True):
            return ""
        gap = np.where(np.isnan(mine) & np.isnan(theirs), 0, abs(mine - theirs))
        most, largest = np.nanmax(gap), np.nanmax(abs(theirs))
        if np.isnan(gap).any():
            return "is nan on one side only"
        return f"differs by {most:.3g}, where MindSpore's values go to {largest:.3g}"


def run(options: argparse.Namespace) -> int:
    """Run both sides and compare."""
    _take_options(options)
    try:
        _look(options)
        with tempfile.TemporaryDirectory(prefix="msshim-verify-") as folder:
            theirs = _run("mindspore", options.python, Path(folder), options)
            mine = _run("msshim", sys.executable, Path(folder), options)
            return _compare(mine, theirs, options)
    except (_CannotRun, TooLarge) as error:
        print(f"msshim verify: {error}", file=sys.stderr)
        return 2


def _look(options: argparse.Namespace) -> None:
    """Raise `_CannotRun` where the script or the real MindSpore is not there."""
    if not Path(options.script).is_file():
        raise _CannotRun(f"there is no file {options.script}")
    asks = "import sys, importlib.util; sys.exit(importlib.util.find_spec('mindspore') is None)"
    try:
        there = subprocess.run([options.python, "-c", asks], capture_output=True, check=False).returncode == 0
    except OSError as error:
        raise _CannotRun(f"--python {options.python} can not be started: {error.strerror}") from None
    if not there:
        raise _CannotRun(
            f"MindSpore is not installed for {options.python}. Name an interpreter that has it: --python PATH ("
            "to make one: python3.11 -m venv ms && ms/bin/pip install mindspore==2.10.0 'numpy<2')"
        )


def _run(side: str, python: str, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """What a side kept, its values as `Value`."""
    place = folder / side
    place.mkdir()
    work = Workplace(folder, side, Path(options.script), options.read_only)
    command = [python, recorder.__file__, side, str(place), str(options.most), str(work.script), *options.arguments]
    print(f"running {options.script} on {side} …", file=sys.stderr)
    root = str(Path(__file__).parents[3])
    path = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), root))) if side == "msshim" else None
    environment = {**os.environ, **({"PYTHONPATH": path} if path else {})}
    done = subprocess.run(
        command, env=environment, cwd=work.start, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        tail = "\n".join(done.stdout.decode(errors="replace").splitlines()[-15:])
        raise _CannotRun(f"{options.script} on {side} ended with exit code {done.returncode}:\n{tail}")
    document: dict[str, Any] = json.loads((place / "outputs.json").read_text())
    document["values"] = [Value(facts, place / f"{i}.npy") for i, facts in enumerate(document["values"])]
    return document


def _pairs(mine: dict[str, Any], theirs: dict[str, Any]) -> Iterator[tuple[Value, Value]]:
    """The values that both sides have, in msshim's order."""
    known = {value.key: value for value in theirs["values"]}
    return ((value, known[value.key]) for value in mine["values"] if value.key in known)


def _compare(mine: dict[str, Any], theirs: dict[str, Any], options: argparse.Namespace) -> int:
    for name in mine["other_start"][:5]:
        print(f"note: {name} began with other values than MindSpore's, and was given MindSpore's")
    count = 0
    for count, (value, other) in enumerate(_pairs(mine, theirs), 1):
        how = value.departs(other, options.rtol, options.atol)
        if how:
            print(f"departs: {value} {how}. The {count - 1} values before it are equal.")
            return 1
    if not count:
        raise _CannotRun("no cell was called on both sides, so there is nothing to compare")
    sides = f"msshim kept {len(mine['values'])}, MindSpore {len(theirs['values'])}"
    print(f"equal: {count} values of cells, to rtol {options.rtol:g} and atol {options.atol:g} ({sides})")
    return 0
