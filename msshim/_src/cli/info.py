"""The command `msshim info`: versions, devices and coverage, as bug reports want them."""

from __future__ import annotations

import argparse
import importlib.metadata
import platform
from collections.abc import Iterator

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

import msshim
from msshim._src.runtime import device
from msshim._src.tables import docs

HELP = "print versions, devices and coverage"
EPILOG = ""


def add(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(options: argparse.Namespace) -> int:
    """Print them."""
    console = Console(highlight=False)
    facts = {
        "msshim": msshim.__version__,
        "answers as mindspore": "2.10.0",
        "torch": torch.__version__,
        "numpy": np.__version__,
        "python": f"{platform.python_version()}, {platform.platform()}",
        "mindspore itself": _installed("mindspore"),
        "devices": ", ".join(_devices()),
    }
    for name, value in facts.items():
        console.print(f"{name:<22}{value}")
    table = Table("namespace", "supported", "of", "", title="Public names of MindSpore 2.10.0")
    for name, have, all_ in docs.coverage():
        table.add_row(name, str(have), str(all_), f"{100 * have / all_:.0f} %")
    console.print(table)
    return 0


def _installed(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _devices() -> list[str]:
    """The CPU with torch's number of threads, and each accelerator with what trying an operation on it gave."""
    return [f"cpu ({torch.get_num_threads()} threads)", *map(_tried, _accelerators())]


def _accelerators() -> Iterator[str]:
    for kind in device.accelerators():
        yield from [kind] if kind == "mps" else (f"{kind}:{i}" for i in range(device.count(kind)))


def _tried(name: str) -> str:
    why = device.failure(name)
    if why is not None:
        return f"{name} (does not work: {why})"
    return f"{name} ({torch.cuda.get_device_name(name)}, works)" if name.startswith("cuda") else f"{name} (works)"
