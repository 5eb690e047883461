"""Wrong arguments: does msshim refuse what MindSpore refuses, with the same class?

``PYTHONPATH=tests python -m sweeps.arguments [calls a row] [rows that contain]`` prints the figures and what differs.
"""

from __future__ import annotations

import sys
from collections import Counter

from sweeps.outcomes import Answer, Case, Refusal, outcomes
from sweeps.seeds import tried
from sweeps.wrong import mutations

NO_KERNEL = (
    *("Unsupported op [", "not supported on CPU", "not supported on this device", "elect CPU operator"),
    *("on device CPU", "nly supports Ascend", "support Ascend only", "nly support Ascend", "on CPU/GPU"),
    *("elect kernel failed", "unregistered", "Create kernelmod", "KernelMod Init Failed", "Not implement exception"),
)  # what MindSpore says where its CPU can not compute what it takes
REFUSED = ("same class", "other class", "msshim answers alone")


def verdict(ours: Answer | Refusal, theirs: Answer | Refusal) -> str:
    """What a pair of outcomes is."""
    if theirs.name == "crash":
        return "MindSpore's process ended"
    if isinstance(theirs, Refusal):
        if any(part in theirs.message for part in NO_KERNEL):
            return "no kernel in MindSpore"
        if isinstance(ours, Answer):
            return "msshim answers alone"
        return "same class" if ours.name == theirs.name else "other class"
    return "both answer" if isinstance(ours, Answer) else "msshim refuses alone"


def judged(cases: list[Case]) -> list[tuple[str, Case, Answer | Refusal, Answer | Refusal]]:
    """The verdict of each case, with both outcomes."""
    theirs, ours = outcomes("mindspore", cases), outcomes("msshim", cases)
    return [(verdict(o, t), c, o, t) for c, o, t in zip(cases, ours, theirs, strict=True)]


def main(count: int = 8, part: str = "", seed: int = 0) -> None:
    """Print the figures and each difference."""
    rows = [row for row in tried() if part in row.qualified]
    found = judged([case for row in rows for case in mutations(row, count, seed)])
    for kind, case, ours, theirs in found:
        if kind not in ("same class", "both answer", "no kernel in MindSpore"):
            print(f"{kind}\t{case.row}\t{case.text}\t{ours}\t{theirs}")
    figures = Counter(kind for kind, *_ in found)
    refused = sum(figures[kind] for kind in REFUSED)
    for kind, number in figures.most_common():
        print(f"{number:6}  {number / refused:7.2%} of refused  {kind}")


if __name__ == "__main__":
    main(*(int(a) if a.isdigit() else a for a in sys.argv[1:]))
