"""What `import msshim` adds to `import torch`, and what the first use of a name costs. Each in fresh processes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

from benchmarks.timing import interleaved, report

SCRIPTS = {
    "torch": "import torch",
    "msshim": "import msshim",
    "msshim, first layer": "import msshim.nn as nn; nn.Conv3dTranspose(2, 3, 3)",
}


def _process(script: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", script], check=True)


def main() -> None:
    """Print the table."""
    start = time.perf_counter()
    times = interleaved({name: _process(script) for name, script in SCRIPTS.items()}, rounds=7)
    report(f"Import ({time.perf_counter() - start:.0f} s of processes)", "s", [("import", times)], base="torch")
