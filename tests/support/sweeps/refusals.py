"""Finds what ``mappings/refusals.yaml`` says: where MindSpore raises another class than msshim's general rules.

``PYTHONPATH=tests/support:tests python -m sweeps.refusals [rows that contain] [seed]``
tries every wrong value for each argument of
those rows beside the real MindSpore, and writes their lines anew, but for what `sweeps.numbers` has found. With a seed
it does so only for the arguments in which `sweeps.arguments` with that seed differs.
"""

from __future__ import annotations

import contextlib
import random
import re
import resource
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import conftest  # noqa: F401 - MindSpore's settings
from calls import DTYPES, Words, evaluate

import msshim
from msshim._src.factory.signature import default
from msshim._src.rules import errors, refusals
from msshim._src.rules.refusals import Refusal as Entry
from msshim._src.tables.load import directory
from msshim._src.tables.model import REQUIRED, Row
from sweeps.arguments import BAD, NO_KERNEL, REFUSED, judged, mutations
from sweeps.outcomes import Answer, Case, Refusal, outcomes
from sweeps.seeds import Lists, seeds, tried

CLASSES = (
    *("TypeError", "ValueError", "RuntimeError", "AttributeError", "IndexError", "KeyError", "NotImplementedError"),
    *("ZeroDivisionError", "OverflowError"),
)
NUMPY = ("scalar", "narrow", "double")
EARLY = {*refusals.TYPES, *refusals.VALUES, "deep"}  # what is looked at before a call, whatever MindSpore says of it;
SAID = {  # of other kinds it must say what it refuses
    **dict.fromkeys({*refusals.RANKS, "0-d"} - {"deep"}, re.compile(r"(rank|imension|[Ee]mpty)\b.*\b(must|should)\b")),
    refusals.UNLIKE: re.compile("(must|should) be same|not consistent|not equal"),
}
DTYPE = ("must be a type of", "should be one of", "supports types", "must be in {")
MEMORY = 8 << 30  # bytes of data
SECOND = 10  # values that are tried twice


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

    def of_kind(self, word: str) -> bool:
        """Whether MindSpore says that it refuses the kind of value that a word of `SAID` stands for."""
        return isinstance(self.theirs, Refusal) and SAID[word].search(self.theirs.message) is not None


def probes(row: Row, own: set[str] | None = None, seed: int = 1) -> Iterator[Case]:
    """The row's own `errors`, a call in every dtype, and the wrong values for each argument, or `own` ones.

    Each value in one of the calls that have the argument, some of them in another.
    """
    rng = random.Random(f"{seed} {row.qualified}")
    where: dict[tuple[int, str], list[tuple[Lists, int, int]]] = {}
    for text in seeds(row):
        lists = Lists.of(row, text)
        for k, n in lists.places():
            where.setdefault((k, parameter(row, lists, k, n)), []).append((lists, k, n))
    yield from (Case(row.qualified, text) for text in row.errors)
    yield from (Case(row.qualified, text, dtype) for text in seeds(row)[:1] for dtype in DTYPES)
    for (_, name), places in where.items():
        if own is None or name in own:
            for value in (*BAD, *rng.sample(BAD, SECOND)):
                lists, k, n = rng.choice(places)
                yield Case(row.qualified, lists.replace(k, n, value).text(row))


def differing(rows: list[Row], seed: int, count: int = 4) -> dict[str, set[str]]:
    """The arguments by row in which a sweep of wrong arguments differs."""
    named = {row.qualified: row for row in rows}
    found: dict[str, set[str]] = {}
    for kind, case, *_ in judged([case for row in rows for case in mutations(row, count, seed)]):
        if kind in REFUSED[1:]:
            found.setdefault(case.row, set()).update(changed(named[case.row], case))
    return found


def changed(row: Row, case: Case) -> Iterator[str]:
    """The argument that differs from one of the row's calls, where only one does."""
    lists = Lists.of(row, case.text)
    for text in seeds(row):
        seed = Lists.of(row, text)
        if [*seed.places()] == [*lists.places()]:
            places = [(k, n) for k, n in lists.places() if lists.parts[k][n] != seed.parts[k][n]]
            if len(places) == 1:
                yield parameter(row, lists, *places[0])


def miscounts(row: Row) -> list[Case]:
    """A primitive's call with too few and too many inputs."""
    lists = Lists.of(row, seeds(row)[0])
    if row.kind != "primitive" or len(lists.parts) < 2:
        return []
    few, *many = [lists.parts[1][:-1], *([*lists.parts[1], *[(None, v)] * n] for n in (1, 7) for v in ("1", "f(2)"))]
    return [Case(row.qualified, lists.put(1, [*items]).text(row)) for items in ([few] if lists.parts[1] else []) + many]


def of_count(theirs: Iterable[Answer | Refusal]) -> list[Entry]:
    """What the table says of the number of a primitive's inputs."""
    classes = {found.name for found in theirs}
    return [
        Entry("inputs", "count", error, False) for error in classes & {*CLASSES} - {"TypeError"} if len(classes) == 1
    ]


def parameter(row: Row, lists: Lists, k: int, n: int) -> str:
    """The name under which a failed call is examined for an argument: of a variadic row its place."""
    name = lists.parts[k][n][0]
    entries = row.inputs if k else row.signature
    if name or (row.variadic and not k):
        return name or str(n)
    star = next((p.variable for p in entries[: n + 1] if re.match(r"\*\w", str(p.name))), None)
    return star or (entries[n].variable if n < len(entries) else str(n))


def trials(row: Row, cases: list[Case], theirs: list[Answer | Refusal], kept: list[Entry]) -> list[Trial]:
    """The calls with msshim's general rules and what is `kept` of the table."""
    held: list[dict[str, tuple[str, ...]]] = []

    def as_found(name: str, given: dict[Any, Any], found: Exception) -> Exception:
        if not refusals.refused(name, given):
            held.append(refusals.held_words(given))
        return as_said(name, given, found)

    as_said, entries = errors.as_mindspore, refusals.entries
    errors.as_mindspore, refusals.entries = as_found, lambda name: tuple(kept)  # type: ignore[assignment]
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
            found.append(Trial(case, real, ours, failed, list(words(row, case))))
        return found
    finally:
        errors.as_mindspore, refusals.entries = as_said, entries


def words(row: Row, case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words for the values of a call, by parameter."""
    lists, given = Lists.of(row, case.text), {}
    for k, n in lists.places():
        with contextlib.suppress(Exception):
            given[parameter(row, lists, k, n)] = eval(lists.parts[k][n][1], {}, Words(msshim, case.dtype))
    yield from refusals.held_words(given).items()


def fit(row: Row, found: list[Trial], own: set[str] | None = None) -> list[Entry]:
    """The fewest entries, of `own` arguments, that give msshim MindSpore's classes, those first that serve most calls.

    No entry names a kind of value that MindSpore takes in some call, or spoils what the row lists under `errors`.
    """
    taken = _taken(row, found)
    entries = _early(row, found, taken, own)
    live = [
        (t.theirs.name, t.ours.name, t.held, 1000 if t.case.text in row.errors else 1)
        for t in found
        if t.held is not None and (t.counts or t.case.text in row.errors)
    ]

    def said(held: dict[str, tuple[str, ...]]) -> str | None:
        return next((e.error for e in entries if e.word in held.get(e.parameter, ())), None)

    while True:
        open_ = [(theirs, ours, held, weight) for theirs, ours, held, weight in live if said(held) is None]
        gains: Counter[Entry] = Counter()
        sizes: Counter[Entry] = Counter()
        wanted = {t for t, o, *_ in open_ if t != o} & {*CLASSES}
        for theirs, ours, held, weight in open_:
            for name, words in held.items():
                for word in words if own is None or name in own else ():
                    for error in wanted if (name, word) not in taken and word not in NUMPY else ():
                        wrong = error == "AttributeError" != theirs  # never one of our own
                        gain = -1000 if wrong else (error == theirs) - (ours == theirs)
                        gains[Entry(name, word, error, False)] += gain * weight
                        sizes[Entry(name, word, error, False)] += 1
        best = max(gains, key=lambda e: (gains[e], sizes[e]), default=None)
        if best is None or gains[best] <= 0:
            return entries
        entries.append(best)


def _taken(row: Row, found: list[Trial]) -> set[tuple[str, str]]:
    """The kinds of values that MindSpore takes in some call, and those of the defaults."""
    taken = {(name, word) for t in found if isinstance(t.theirs, Answer) for name, words in t.given for word in words}
    for p in (*row.signature, *row.inputs):
        if p.default is not REQUIRED:
            taken |= {(p.variable, word) for word in refusals.words(default(p))}
    return taken | taken_words(row)


def taken_words(row: Row) -> set[tuple[str, str]]:
    """The kinds of values in the row's own calls."""
    every = (found for text in seeds(row) for found in words(row, Case(row.qualified, text)))
    return {(name, word) for name, words in every for word in words}


def _early(row: Row, found: list[Trial], taken: set[tuple[str, str]], own: set[str] | None) -> list[Entry]:
    """Entries for what msshim answers and MindSpore always refuses, for that kind of value."""
    left = {t.case.text for t in found if t.counts and isinstance(t.ours, Answer)}
    makes = {p.variable for p in row.signature} if row.kind in ("cell", "primitive") else set()  # of Python's numbers
    holding: dict[tuple[str, str], list[Trial]] = {}
    for t in found:
        for name, words in t.given:
            for word in words:
                looked = EARLY - {*NUMPY} if name in makes else EARLY
                if (
                    (own is None or name in own)
                    and (name, word) not in taken
                    and (word in looked or (word[0].isupper() and t.of_dtype))
                ):
                    holding.setdefault((name, word), []).append(t)
    entries: list[Entry] = []
    while left:
        served = {key: sum(t.case.text in left for t in some) for key, some in holding.items()}
        key = max(served, key=lambda key: (served[key], len(holding[key])), default=None)
        if key is None or not served[key]:
            break
        some = holding.pop(key)
        left -= {t.case.text for t in some}
        every = [t for t in found for name, words in t.given if name == key[0] and key[1] in words]
        if len(some) == len(every) and all(t.counts for t in some):
            entries.append(Entry(*key, Counter(t.theirs.name for t in some).most_common(1)[0][0], True))
    return entries


def line(entries: Iterable[Entry]) -> str:
    """What the table says of a row; of what several say the first counts."""
    first = {entry[:2]: entry for entry in reversed([*entries])}.values()
    said = groupby(reversed(first), lambda e: (e.parameter, e.error, "early" if e.early else ""))
    return ", ".join(
        f"{p} {'+'.join(e.word for e in some)} {error} {early}".strip() for (p, error, early), some in said
    )


def write(found: dict[str, list[Entry]]) -> None:
    """Put the lines of these rows into the table."""
    path = directory() / "refusals.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [text for text in lines if text[:1] == "#"]
    kept = dict(text.split(": ", 1) for text in lines if text[:1] != "#") | {k: line(v) for k, v in found.items()}
    path.write_text("\n".join([*head, *(f"{k}: {v}" for k, v in sorted(kept.items()) if v)]) + "\n", encoding="utf-8")
    refusals._table.cache_clear()
    refusals.entries.cache_clear()


def main(part: str = "", seed: str = "") -> None:
    """Write the lines of the rows whose name contains `part`."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    rows = [row for row in tried() if part in row.qualified]
    own = differing(rows, int(seed)) if seed else {}
    rows = [row for row in rows if row.qualified in own] if seed else rows
    cases = {row.qualified: list(probes(row, own.get(row.qualified))) for row in rows}
    theirs = iter(outcomes("mindspore", [case for some in cases.values() for case in some]))
    counts = {row.qualified: miscounts(row) for row in rows}
    counted = iter(outcomes("mindspore", [case for some in counts.values() for case in some]))
    found = {}
    for row in rows:
        some, mine = cases[row.qualified], own.get(row.qualified)
        wrong = of_count([next(counted) for _ in counts[row.qualified]])
        kept = [
            e for e in refusals.entries(row.qualified) if _of_numbers(e) or not (mine is None or e.parameter in mine)
        ]
        kept = wrong + [e for e in kept if e.word != "count"]
        tries = trials(row, some, [next(theirs) for _ in some], kept)
        found[row.qualified] = [*kept, *fit(row, tries, mine)]
    write(found)


def _of_numbers(entry: Entry) -> bool:
    return entry.word in refusals.NUMBERS or entry.error == refusals.TAKEN


if __name__ == "__main__":
    main(*sys.argv[1:])
