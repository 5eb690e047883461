"""Seeded orders and picks of 100,000 rows beside the real MindSpore: what an epoch costs before its first row."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import torch

import msshim as ms
from benchmarks.functions import _real
from benchmarks.timing import Table, interleaved

ROWS = 100_000
CASES: dict[str, Callable[[Any, Any], Any]] = {
    "ops.shuffle": lambda m, given: m.ops.shuffle(given["rows"], seed=3),
    "ops.randperm": lambda m, given: m.ops.randperm(ROWS, seed=3),
    "ops.choice_with_mask": lambda m, given: m.ops.choice_with_mask(given["mask"], 256, seed=3)[0],
    "ops.multinomial": lambda m, given: m.ops.multinomial(given["weights"], 256, seed=3),
    "ops.multinomial of rows": lambda m, given: m.ops.multinomial(given["table"], 5, seed=3),
    "ops.multinomial without replacement": lambda m, given: m.ops.multinomial(given["weights"], 256, False, seed=3),
    "a dataset's first row": lambda m, given: next(given["dataset"].create_tuple_iterator(num_epochs=1))[0],
}


def _call(name: str, library: Any) -> Callable[[], object]:
    dataset = import_module(f"{library.__name__}.dataset")
    given = {
        "rows": library.Tensor(np.arange(ROWS)),
        "mask": library.Tensor(np.ones(ROWS, bool)),
        "weights": library.Tensor(np.ones(ROWS, np.float32)),
        "dataset": dataset.NumpySlicesDataset(np.arange(ROWS), shuffle=True),
        "table": library.Tensor(np.ones((ROWS // 10, 10), np.float32)),
    }
    return lambda: CASES[name](library, given).asnumpy()


def main() -> list[Table]:
    """One table; without MindSpore it has msshim's column alone."""
    torch.set_num_threads(1)
    libraries = {"MindSpore": _real(), "msshim": ms}
    rows = {}
    for library in libraries.values():
        if library is not None:
            library.set_seed(1)
    for name in CASES:
        calls = {key: _call(name, library) for key, library in libraries.items() if library is not None}
        rows[name] = interleaved(calls, rounds=101, clock=time.process_time)
    base = "MindSpore" if libraries["MindSpore"] is not None else "msshim"
    return [Table(f"A seeded order of {ROWS:,} rows, processor's time", "ms", base, rows)]
