"""Run all benchmarks, or those named, e.g. `python -m benchmarks imports calls`; the names are below.

Each is a module whose `main` gives tables; they are shown, and written to `benchmarks/results/`.
"""

import os
import sys
from importlib import import_module

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GLOG_v", "3")

from rich.console import Console

from benchmarks import results

for name in sys.argv[1:] or (
    "imports",
    "calls",
    "functions",
    "orders",
    "conv3d_transpose",
    "training",
    "models",
    "data",
    "parallel",
):
    tables = import_module(f"benchmarks.{name}").main()
    for table in tables:
        results.show(table, Console(width=150))
    results.write(name, tables)
