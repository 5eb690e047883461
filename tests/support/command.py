"""The command `msshim`, and the hook, for tests in processes of their own, whether msshim is installed or not."""

import os
import subprocess
import sys
from pathlib import Path

MSSHIM = [sys.executable, "-c", "import sys; from msshim._src.cli.command import main; sys.exit(main())"]
ROOT = Path(__file__).parents[2]


def hooked(code: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "msshim", "-c", code, *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
