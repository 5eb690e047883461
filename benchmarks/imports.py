"""What `import msshim` adds to `import torch`, and what the first use of a name costs. Each in fresh processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from benchmarks.timing import Table, interleaved

SCRIPTS = {
    "torch": "import torch",
    "msshim": "import msshim",
    "msshim, first layer": "import msshim.nn as nn; nn.Conv3dTranspose(2, 3, 3)",
    "msshim, all of ops": "from msshim.ops import *",
}


def _process(script: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", script], check=True)


def main() -> list[Table]:
    """The table."""
    times = interleaved({name: _process(script) for name, script in SCRIPTS.items()}, rounds=9)
    return [Table("Importing, in processes of their own", "s", "torch", {"import": times})]
