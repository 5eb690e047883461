"""Finds what ``mappings/refusals.yaml`` says: where MindSpore raises another class than msshim's general rules.

``PYTHONPATH=tests python -m sweeps.refusals [rows that contain]`` tries wrong values for each argument of those rows
beside the real MindSpore, and writes their lines anew.
"""

from __future__ import annotations

import contextlib
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import conftest  # noqa: F401 - MindSpore's settings
from calls import DTYPES, Words, evaluate

import msshim
from msshim._src.factory.signature import default
from msshim._src.rules import errors, refusals
from msshim._src.tables.load import directory
from msshim._src.tables.model import REQUIRED, Row
from sweeps.arguments import BAD, NO_KERNEL
from sweeps.outcomes import Answer, Case, Refusal, outcomes
from sweeps.seeds import Lists, seeds, tried

CLASSES = (
    *("TypeError", "ValueError", "RuntimeError", "AttributeError", "IndexError", "KeyError", "NotImplementedError"),
    *("ZeroDivisionError", "OverflowError"),
)
EARLY = {*refusals.TYPES, *refusals.RANKS, "negative"}
# Whether a parameter that takes several kinds takes one may depend on the other arguments; not so for these.
NEVER = {"str", "bytes", "dict", "array", "deep"}
CLOSED = (
    *("tensor", "tensors", "int", "ints", "divisor", "number", "float", "positive", "bool", "choice", "str"),
    *("any_case_str", "positive_float", "dtype"),
)
DTYPE = ("must be a type of", "should be one of")
Entry = tuple[str, str, str, bool]  # parameter, word, class, early


@dataclass
class Trial:
    """A call, what MindSpore and msshim's general rules make of it, and the words for its values by parameter.

    held: the words for the values that the failed part of the call got; None where msshim answers.
    """

    case: Case
    theirs: Answer | Refusal
    ours: Answer | Refusal
    held: dict[str, tuple[str, ...]] | None
    given: list[tuple[str, tuple[str, ...]]]

    @property
    def counts(self) -> bool:
        """Whether MindSpore refuses it, and not for want of a kernel."""
        theirs = self.theirs
        if not isinstance(theirs, Refusal) or theirs.name not in CLASSES:
            return False
        return not any(part in theirs.message for part in NO_KERNEL)

    @property
    def of_dtype(self) -> bool:
        """Whether MindSpore refuses a dtype, whatever the other arguments are."""
        return isinstance(self.theirs, Refusal) and any(part in self.theirs.message for part in DTYPE)


def probes(row: Row, count: int = 20, seed: int = 1) -> Iterator[Case]:
    """The row's own `errors`, a call in every dtype, and `count` wrong values for each argument that its calls have."""
    rng = random.Random(f"{seed} {row.qualified}")
    where: dict[tuple[int, str], list[tuple[Lists, int, int]]] = {}
    for text in seeds(row):
        lists = Lists.of(row, text)
        for k, n in lists.places():
            where.setdefault((k, parameter(row, lists, k, n)), []).append((lists, k, n))
    yield from (Case(row.qualified, text) for text in row.errors)
    yield from (Case(row.qualified, text, dtype) for text in seeds(row)[:2] for dtype in DTYPES)
    for places in where.values():
        for value in rng.sample(BAD, count):
            lists, k, n = rng.choice(places)
            yield Case(row.qualified, lists.replace(k, n, value).text(row))


def parameter(row: Row, lists: Lists, k: int, n: int) -> str:
    """The name under which a failed call is examined for an argument: of a variadic row its place."""
    name = lists.parts[k][n][0]
    entries = row.inputs if k else row.signature
    if name or (row.variadic and not k):
        return name or str(n)
    star = next((p.variable for p in entries[: n + 1] if re.match(r"\*\w", str(p.name))), None)
    return star or (entries[n].variable if n < len(entries) else str(n))


def trials(row: Row, cases: list[Case], theirs: list[Answer | Refusal]) -> list[Trial]:
    """The calls with msshim's general rules alone."""
    held: list[dict[str, tuple[str, ...]]] = []

    def as_found(name: str, given: dict[Any, Any], found: Exception) -> Exception:
        held.append({str(key): refusals.words(value) for key, value in given.items()})
        return found

    kept = errors.as_mindspore, refusals.entries
    errors.as_mindspore, refusals.entries = as_found, lambda name: ()  # type: ignore[assignment]
    try:
        found = []
        for case, real in zip(cases, theirs, strict=True):
            held.clear()
            ours: Answer | Refusal = Answer("")
            try:
                evaluate(row, case.text, Words(msshim, case.dtype))
            except Exception as error:
                ours = Refusal(type(error).__name__, str(error))
            failed = held[-1] if held and isinstance(ours, Refusal) else None
            found.append(Trial(case, real, ours, failed, list(_words(row, case))))
        return found
    finally:
        errors.as_mindspore, refusals.entries = kept


def _words(row: Row, case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    lists = Lists.of(row, case.text)
    for k, n in lists.places():
        with contextlib.suppress(Exception):
            value = eval(lists.parts[k][n][1], {}, Words(msshim, case.dtype))
            yield parameter(row, lists, k, n), refusals.words(value)


def fit(row: Row, found: list[Trial]) -> list[Entry]:
    """The fewest entries that give msshim MindSpore's classes, those first that serve most calls.

    No entry names a kind of value that MindSpore takes in some call, or spoils what the row lists under `errors`.
    """
    taken = _taken(row, found)
    entries = _early(row, found, taken)
    live = [
        (t.theirs.name, t.ours.name, t.held, 1000 if t.case.text in row.errors else 1)
        for t in found
        if t.held is not None and (t.counts or t.case.text in row.errors)
    ]

    def said(held: dict[str, tuple[str, ...]]) -> str | None:
        return next((e[2] for e in entries if e[1] in held.get(e[0], ())), None)

    while True:
        open_ = [(theirs, ours, held, weight) for theirs, ours, held, weight in live if said(held) is None]
        gains: Counter[Entry] = Counter()
        sizes: Counter[Entry] = Counter()
        wanted = {t for t, o, *_ in open_ if t != o} & {*CLASSES}
        for theirs, ours, held, weight in open_:
            for name, words in held.items():
                for word in words:
                    for error in wanted if (name, word) not in taken and word != "scalar" else ():
                        wrong = error == "AttributeError" != theirs  # never one of our own
                        gain = -1000 if wrong else (error == theirs) - (ours == theirs)
                        gains[name, word, error, False] += gain * weight
                        sizes[name, word, error, False] += 1
        best = max(gains, key=lambda e: (gains[e], -sizes[e]), default=None)
        if best is None or gains[best] <= 0:
            return entries
        entries.append(best)


def _taken(row: Row, found: list[Trial]) -> set[tuple[str, str]]:
    """The kinds of values that MindSpore takes in some call, and those of the defaults."""
    taken = {(name, word) for t in found if isinstance(t.theirs, Answer) for name, words in t.given for word in words}
    for p in (*row.signature, *row.inputs):
        if p.default is not REQUIRED:
            taken |= {(p.variable, word) for word in refusals.words(default(p))}
    for text in seeds(row):
        taken |= {(name, word) for name, words in _words(row, Case(row.qualified, text)) for word in words}
    return taken


def _early(row: Row, found: list[Trial], taken: set[tuple[str, str]]) -> list[Entry]:
    """Entries for what msshim answers and MindSpore always refuses, for that kind of value."""
    left = {t.case.text for t in found if t.counts and isinstance(t.ours, Answer)}
    types = {} if row.variadic else {p.variable: p.type for p in (*row.signature, *row.inputs)}
    holding: dict[tuple[str, str], list[Trial]] = {}
    for t in found:
        for name, words in t.given:
            for word in words:
                looked = EARLY if types.get(name) in CLOSED else NEVER
                if (word in looked or (word[0].isupper() and t.of_dtype)) and (name, word) not in taken:
                    holding.setdefault((name, word), []).append(t)
    entries: list[Entry] = []
    while left:
        served = {key: sum(t.case.text in left for t in some) for key, some in holding.items()}
        key = max(served, key=lambda key: served[key], default=None)
        if key is None or not served[key]:
            break
        some = holding.pop(key)
        left -= {t.case.text for t in some}
        every = [t for t in found for name, words in t.given if name == key[0] and key[1] in words]
        if len(some) == len(every) and all(t.counts for t in some):
            entries.append((*key, Counter(t.theirs.name for t in some).most_common(1)[0][0], True))
    return entries


def main(part: str = "") -> None:
    """Write the lines of the rows whose name contains `part`."""
    path = directory() / "refusals.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line[:1] == "#"]
    kept = dict(line.split(": ", 1) for line in lines if line[:1] != "#")
    rows = [row for row in tried() if part in row.qualified]
    cases = {row.qualified: list(probes(row)) for row in rows}
    theirs = iter(outcomes("mindspore", [case for some in cases.values() for case in some]))
    for row in rows:
        some = cases[row.qualified]
        entries = fit(row, trials(row, some, [next(theirs) for _ in some]))
        kept[row.qualified] = ", ".join(" ".join((*e[:3], *(("early",) if e[3] else ()))) for e in entries)
    lines = [f"{name}: {said}" for name, said in sorted(kept.items()) if said]
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
