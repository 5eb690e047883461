"""Which cores and which nodes of memory each process has: `--bind_core` and `--bind_numa`."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
from pathlib import Path

Binding = bool | dict[str, list[str]]
"""True shares out what is here; else ranges such as ``0-3`` for ``device0`` and so on, and for ``scheduler``."""


def cores(text: str) -> Binding:
    """The value of ``--bind_core``."""
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    try:
        given = json.loads(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be True, False or JSON, but got {text!r}") from None
    if not isinstance(given, dict):
        raise argparse.ArgumentTypeError(f"must be an object of JSON, but got {text!r}")
    for name, ranges in given.items():
        if not re.fullmatch(r"device\d+|scheduler", name):
            raise argparse.ArgumentTypeError(f"must have the keys deviceN and scheduler, but got {name!r}")
        if not isinstance(ranges, list) or not all(
            re.fullmatch(r"\s*\d+\s*([-,]\s*\d+\s*)*", str(one)) for one in ranges
        ):
            raise argparse.ArgumentTypeError(f"must have lists of ranges such as '0-3', but got {ranges!r}")
    return {name: [re.sub(r"\s", "", str(one)) for one in ranges] for name, ranges in given.items()}


def nodes(text: str) -> Binding:
    """The value of ``--bind_numa``: as `cores`, or a file that holds it."""
    if text.lower().endswith(".json"):
        try:
            return cores(Path(text).read_text(encoding="utf-8"))
        except OSError as error:
            raise argparse.ArgumentTypeError(f"{text}: {error.strerror}") from None
    return cores(text)


def prefix(core: Binding, node: Binding, place: int, count: int) -> list[str]:
    """The command before a process's own that binds it; `place` is its device's number, -1 the scheduler's."""
    own_core = _share(core, place, count, sorted(os.sched_getaffinity(0)) if core is True else [])
    own_node = _share(node, place, count, _nodes_here() if node is True else [])
    if own_node and _is_there("numactl", "--bind_numa"):
        by = ["--physcpubind", own_core] if own_core else ["--cpunodebind", own_node]
        return ["numactl", "--membind", own_node, *by]
    return ["taskset", "-c", own_core] if own_core and _is_there("taskset", "--bind_core") else []


def _share(given: Binding, place: int, count: int, here: list[int]) -> str:
    if isinstance(given, dict):
        return ",".join(given.get("scheduler" if place < 0 else f"device{place}", []))
    each = len(here) // count if count else 0
    return ",".join(map(str, here[place * each : (place + 1) * each])) if given and place >= 0 else ""


def _nodes_here() -> list[int]:
    return sorted(int(path.name[4:]) for path in Path("/sys/devices/system/node").glob("node[0-9]*"))


def _is_there(command: str, option: str) -> bool:
    if shutil.which(command):
        return True
    print(f"msshim run: {command} is not installed, so {option} has no effect.", file=sys.stderr)
    return False
