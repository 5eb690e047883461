"""The process in which `outcomes` has its calls made: ``python -m sweeps.worker library cases outcomes start what``."""

from __future__ import annotations

import contextlib
import pickle
import re
import resource
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import conftest  # noqa: F401 - MindSpore's settings
import mindspore
from calls import drain, evaluate, leaves, settled
from mindspore.ops._primitive_cache import _PRIM_CACHE
from rows import all_rows
from values import plain

import msshim
from sweeps.outcomes import Answer, Case, Refusal, shape_of
from sweeps.points import Pointed, gradient
from sweeps.variants import Laid

MEMORY = 4 << 30  # bytes of data; 10**30 as a number of items is among what is tried

ROWS = {row.qualified: row for row in all_rows()}
LEFT = (3.5, 0.0, -7.25)  # what fills the memory that MindSpore's calls take next,
SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256) * 30  # by Tensors of so many numbers


def _called(module: Any, case: Case) -> tuple[Any, Laid]:
    """What comes out, and the words that made the arguments."""
    drain()
    _PRIM_CACHE.clear()  # which takes NumPy's numbers for Python's, and would hand on the ones of the call before
    module.set_seed(0)  # for the weights of cells
    made = Laid(module, case.dtype, case.layout)
    return plain(settled(evaluate(ROWS[case.row], case.text, made))), made


def _shapes(module: Any, case: Case) -> str:
    return shape_of(_called(module, case)[0])


def _values(module: Any, case: Case) -> tuple[Any, Any]:
    value, made = _called(module, case)
    return value, plain(made.made)


def _again(module: Any, case: Case) -> list[Any]:
    found = []
    for number, size in zip(LEFT, "234", strict=True):
        with contextlib.suppress(Exception):  # what the same kernels leave
            _called(module, replace(case, text=re.sub(r"\b0\b", size, case.text)))
        for tensor in [module.ops.fill(module.float32, (size,), number) for size in SIZES]:
            tensor.asnumpy()
        found.append(_called(module, case)[0])
    return found


def _points(module: Any, case: Case) -> tuple[Any, Any]:
    drain()
    row = ROWS[case.row]

    def call(given: dict[int, Any]) -> Any:
        module.set_seed(0)
        words = Pointed(module, case.layout, given)
        return evaluate(row, case.text, words), words.made

    value, made = call({})
    settled(value)
    try:
        found = gradient(module, lambda given: leaves(call(given)[0]), made)
    except Exception:
        drain()
        found = None
    return plain(value), plain(found)


def work(library: str, given: str, found: str, start: str, what: str, ready: str) -> None:
    """Evaluate the cases from `start` on; each outcome is written at once. `ready` says that all could be imported."""
    Path(ready).touch()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    give = {"shapes": _shapes, "values": _values, "again": _again, "points": _points}[what]
    with open(found, "ab") as file:
        for case in pickle.loads(Path(given).read_bytes())[int(start) :]:
            outcome: Answer | Refusal
            try:
                outcome = Answer(give({"mindspore": mindspore, "msshim": msshim}[library], case))
                written = pickle.dumps(outcome)
            except Exception as error:
                outcome = Refusal(type(error).__name__, str(error)[:500])
                written = pickle.dumps(outcome)
            file.write(written)
            file.flush()


if __name__ == "__main__":
    work(*sys.argv[1:])
