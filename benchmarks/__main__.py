"""Run all benchmarks, or those named, e.g. `python -m benchmarks imports calls`; the names are below."""

import os
import sys
from importlib import import_module

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GLOG_v", "3")

for name in sys.argv[1:] or ("imports", "calls", "functions", "conv3d_transpose", "training"):
    import_module(f"benchmarks.{name}").main()
