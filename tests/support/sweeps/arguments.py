"""Wrong arguments: does msshim refuse what MindSpore refuses, with the same class?

``PYTHONPATH=tests/support:tests python -m sweeps.arguments [calls a row] [rows that contain]``
prints the figures and what differs.
"""

from __future__ import annotations

import random
import sys
from collections import Counter

from msshim._src.tables.model import Row
from sweeps.outcomes import Answer, Case, Refusal, outcomes
from sweeps.seeds import Lists, seeds, tried

BAD = (
    *("None", "'a'", "''", "b'x'", "{}", "{'a': 1}", "set()", "object", "len", "slice(1)", "ms.float32", "'float32'"),
    *("-1", "-7", "0", "1", "5", "99", "10**30", "True", "False", "1.5", "-0.5", "nan", "inf", "1j"),
    *("()", "[]", "(1,)", "(0, 0)", "(0, -1)", "(1, 9)", "(-9,)", "(1.5,)", "(True,)", "('a',)", "(None,)", "[1, 2]"),
    *("[1.0, 2.0]", "[[1, 2], [3]]", "range(2)", "(2, -1, -1)", "(1, 2, 3, 4, 5, 6, 7)"),
    *("f(2, 1, 1, 1, 1, 1, 1, 1, 3)", "f(2, 3)", "f(7)", "f(0)", "f(2, 3, 4, 5)", "t(2)", "t(1.5)", "t(True)"),
    *("b(2, 3)", "i(2, 3)", "l(4)", "t([1, -2], 'int8')", "t([1, 2], 'uint64')", "t([1j, 2])", "t([1.0], 'float64')"),
    *("p(2, 3)", "np.ones((2, 3))", "np.float32(1)", "np.int64(1)", "np.array(['a'])", "[f(2, 3)]", "(f(2, 3), 1)"),
)  # fmt: skip
NO_KERNEL = (
    *("Unsupported op [", "not supported on CPU", "not supported on this device", "elect CPU operator"),
    *("elect kernel failed", "unregistered", "Create kernelmod", "KernelMod Init Failed", "Not implement exception"),
    *("support Ascend only", "should not come here for"),
)  # what MindSpore says where its CPU can not compute what it takes
REFUSED = ("same class", "other class", "msshim answers alone")


def mutations(row: Row, count: int, seed: int = 0) -> list[Case]:
    """`count` calls of a row with something wrong, the same ones for the same seed."""
    rng = random.Random(f"{seed} {row.qualified}")
    texts = [Lists.of(row, text) for text in seeds(row)]
    return [Case(row.qualified, _spoil(rng, rng.choice(texts)).text(row)) for _ in range(count)]


def _spoil(rng: random.Random, lists: Lists) -> Lists:
    places = list(lists.places())
    kind = rng.random()
    if places and kind < 0.85:
        return lists.replace(*rng.choice(places), rng.choice(BAD))
    k = rng.randrange(len(lists.parts))
    items = list(lists.parts[k])
    if items and kind < 0.9:  # one is missing
        del items[rng.randrange(len(items))]
    elif kind < 0.95:  # one that is not there
        items.append(("bogus", rng.choice(BAD)))
    else:  # too many
        place = next((n for n, (name, _) in enumerate(items) if name), len(items))
        items[place:place] = [(None, rng.choice(BAD))] * rng.choice((1, 7))
    return lists.put(k, items)


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
