"""The process in which `outcomes` has its calls made: ``python -m sweeps.worker library cases outcomes start what``."""

from __future__ import annotations

import pickle
import resource
import sys
import traceback
from pathlib import Path

import conftest  # noqa: F401 - MindSpore's settings
import mindspore
from calls import drain, evaluate, settled
from rows import all_rows
from values import plain

import msshim
from sweeps.outcomes import Answer, Refusal, shape_of
from sweeps.variants import Laid

MISTAKES = (AttributeError, IndexError, NameError)
MEMORY = 4 << 30  # bytes of data; 10**30 as a number of items is among what is tried


def work(library: str, given: str, found: str, start: str, what: str) -> None:
    """Evaluate the cases from `start` on; each outcome is written at once."""

    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    rows = {row.qualified: row for row in all_rows()}
    module = {"mindspore": mindspore, "msshim": msshim}[library]
    with open(found, "ab") as file:
        for case in pickle.loads(Path(given).read_bytes())[int(start) :]:
            drain()
            module.set_seed(0)  # for the weights of cells
            outcome: Answer | Refusal
            try:
                made = Laid(module, case.dtype, case.layout)
                value = plain(settled(evaluate(rows[case.row], case.text, made)))
                outcome = Answer((value, plain(made.made)) if what == "values" else shape_of(value))
                written = pickle.dumps(outcome)
            except Exception as error:
                outcome = Refusal(type(error).__name__, str(error)[:500], _accident(error))
                written = pickle.dumps(outcome)
            file.write(written)
            file.flush()


def _accident(error: BaseException) -> bool:
    last = traceback.extract_tb(error.__traceback__)[-1]
    if isinstance(error, MISTAKES) and "msshim" in last.filename and "raise" not in (last.line or ""):
        return True
    cause = error
    while cause is not None and not isinstance(cause, NameError):
        cause = cause.__context__
    return cause is not None and "msshim" in traceback.extract_tb(cause.__traceback__)[-1].filename


if __name__ == "__main__":
    work(*sys.argv[1:])
