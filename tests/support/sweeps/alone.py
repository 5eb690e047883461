"""What msshim answers and MindSpore refuses becomes facts that refuse it before the call; right calls must go on.

``PYTHONPATH=tests/support:tests python -m sweeps.alone [rows that contain] [seed]``
tries every wrong value for the arguments in which `sweeps.arguments` with that seed finds such an answer, and writes
facts into ``mappings/refusals.yaml`` but for what MindSpore contradicts: in the rows' own calls in every dtype or in
variants of them, or in the calls of `sweeps.early`.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

from calls import DTYPES

from msshim._src.factory.signature import default
from msshim._src.rules import refusals
from msshim._src.rules.refusals import Refusal as Entry
from msshim._src.tables.model import REQUIRED, Row
from sweeps import early
from sweeps.arguments import BAD, judged, mutations
from sweeps.outcomes import Answer, Case, outcomes
from sweeps.refusals import EARLY, NUMPY, SAID, Trial, changed, parameter, taken_words, words, write
from sweeps.seeds import Lists, seeds, tried
from sweeps.variants import variants

VARIANTS = 24  # of a row's calls
CALLS = 10  # of a row, to find the arguments
PART = 5000  # calls of which the outcomes are held at once
Word = tuple[str, str]
"""A parameter and the word for a kind of value."""


def wrong(row: Row, own: set[str], seed: int) -> list[Case]:
    """A call with each wrong value for each of the arguments `own`."""
    rng = random.Random(f"{seed} {row.qualified}")
    where: dict[tuple[int, str], list[tuple[Lists, int, int]]] = defaultdict(list)
    for text in seeds(row):
        lists = Lists.of(row, text)
        for k, n in lists.places():
            if (name := parameter(row, lists, k, n)) in own:
                where[k, name].append((lists, k, n))
    drawn = ((rng.choice(places), value) for places in where.values() for value in BAD)
    return [Case(row.qualified, lists.replace(k, n, value).text(row)) for (lists, k, n), value in drawn]


def right(row: Row, seed: int) -> list[Case]:
    """The row's own calls in every dtype, and variants of them."""
    of_dtype = re.compile(r"\bx\(|\bdt\b")
    own = [
        Case(row.qualified, text, dtype)
        for text in seeds(row)
        for dtype in (DTYPES if of_dtype.search(text) else DTYPES[:1])
    ]
    return list(dict.fromkeys((*own, *variants(row, VARIANTS, seed))))


def answered(library: str, cases: list[Case]) -> Iterator[Case]:
    """The cases that a library answers."""
    for at in range(0, len(cases), PART):
        some = cases[at : at + PART]
        yield from (c for c, found in zip(some, outcomes(library, some), strict=True) if isinstance(found, Answer))


def taken(rows: list[Row], seed: int) -> dict[str, set[Word]]:
    """The kinds of values of each row's own calls and defaults, and of those variants that MindSpore answers."""
    named = {row.qualified: row for row in rows}
    found = {row.qualified: taken_words(row) for row in rows}
    for row in rows:
        defaults = [(p.variable, default(p)) for p in (*row.signature, *row.inputs) if p.default is not REQUIRED]
        found[row.qualified] |= {(name, word) for name, value in defaults for word in refusals.words(value)}
    for case in answered("mindspore", [case for row in rows for case in right(row, seed)]):
        found[case.row] |= {(name, word) for name, some in words(named[case.row], case) for word in some}
    return found


def facts(row: Row, trials: list[Trial], taken: set[Word]) -> list[Entry]:
    """The fewest facts for what MindSpore refuses among what msshim answers, of kinds that it always refuses there."""
    makes = {p.variable for p in row.signature} if row.kind in ("cell", "primitive") else set()
    every: dict[Word, list[Trial]] = defaultdict(list)
    for t in trials:
        for name, some in t.given:
            for word in some:
                every[name, word].append(t)
    sure = {
        key: some
        for key, some in every.items()
        if key not in taken and all(t.counts and _told(t, *key, key[0] in makes) for t in some)
    }
    left, found = {t.case for t in trials if t.counts}, []
    while left:
        served = {key: len({t.case for t in some} & left) for key, some in sure.items()}
        key = max(served, key=lambda key: (served[key], len(sure[key])), default=None)
        if key is None or not served[key]:
            break
        left -= {t.case for t in sure[key]}
        found.append(Entry(*key, Counter(t.theirs.name for t in sure[key]).most_common(1)[0][0], True))
    return found


def _told(t: Trial, name: str, word: str, makes: bool) -> bool:
    """Whether MindSpore refuses for that kind of value, as far as it says."""
    if word[0].isupper() and word not in refusals.TYPES:
        return t.of_dtype
    return t.of_kind(word) if word in SAID else word in EARLY and not (makes and word in NUMPY)


def differing(rows: list[Row], seed: int) -> dict[str, set[str]]:
    """The arguments by row in which a sweep of wrong arguments has found an answer of msshim's alone."""
    named = {row.qualified: row for row in rows}
    found: dict[str, set[str]] = defaultdict(set)
    for kind, case, *_ in judged([case for row in rows for case in mutations(row, CALLS, seed)]):
        if kind == "msshim answers alone":
            found[case.row].update(changed(named[case.row], case))
    return found


def found(rows: list[Row], own: dict[str, set[str]], seed: int) -> dict[str, list[Entry]]:
    """What the table is to say of the rows: what it says but for what is contradicted, and what is new."""
    named = {row.qualified: row for row in rows}
    known = taken(rows, seed)
    asked = list(answered("msshim", [case for row in rows for case in wrong(row, own[row.qualified], seed)]))
    trials: dict[str, list[Trial]] = defaultdict(list)
    for at in range(0, len(asked), PART):
        some = asked[at : at + PART]
        for case, theirs in zip(some, outcomes("mindspore", some), strict=True):
            trial = Trial(case, theirs, Answer(""), None, list(words(named[case.row], case)))
            trials[case.row].append(trial)
            if isinstance(theirs, Answer):
                known[case.row] |= {(name, word) for name, said in trial.given for word in said}
    said = {}
    for row in rows:
        mine = known[row.qualified]
        new = facts(row, trials[row.qualified], mine)
        own_words = {entry[:2] for entry in new}
        kept = [e for e in refusals.entries(row.qualified) if not (e[:2] in own_words or (e.early and e[:2] in mine))]
        said[row.qualified] = [*kept, *new]
    return said


def main(part: str = "", seed: int = 11) -> None:
    """Write the facts of the rows whose name matches `part`."""
    rows = [row for row in tried() if re.search(part, row.qualified)]
    own = differing(rows, seed)
    rows = [row for row in rows if own.get(row.qualified)]
    write(found(rows, own, seed))
    early.correct(rows)


if __name__ == "__main__":
    main(*(int(a) if a.isdigit() else a for a in sys.argv[1:]))
