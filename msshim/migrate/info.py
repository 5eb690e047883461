"""The command `msshim info`: versions, devices and coverage, as bug reports want them."""

from __future__ import annotations

import argparse
import importlib.metadata
import platform

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

import msshim
from msshim.tables import docs

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
    """The CPU with torch's number of threads, and the accelerators."""
    found = [f"cpu ({torch.get_num_threads()} threads)"]
    found += [f"cuda:{i} ({torch.cuda.get_device_name(i)})" for i in range(torch.cuda.device_count())]
    if torch.backends.mps.is_available():
        found.append("mps")
    if _installed("torch_npu") != "not installed":
        found.append("npu")
    return found
