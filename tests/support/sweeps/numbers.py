"""NumPy's numbers, arrays and Tensors without axes where a row's own calls and defaults have Python's numbers.

``PYTHONPATH=tests/support:tests python -m sweeps.numbers [rows that contain]``
tries them beside the real MindSpore, prints the
figures and what differs; with ``write`` before the rows it writes what ``mappings/refusals.yaml`` says of them anew.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from calls import Words, evaluate

import msshim
from msshim._src.factory import calls as bodies
from msshim._src.factory.signature import default
from msshim._src.rules import refusals
from msshim._src.rules.refusals import NUMBERS
from msshim._src.rules.refusals import Refusal as Entry
from msshim._src.tables.model import REQUIRED, Row
from msshim._src.tensor import plain as conversions
from sweeps import fuzz
from sweeps.arguments import NO_KERNEL
from sweeps.outcomes import Answer, Case, Refusal, outcomes, shape_of
from sweeps.refusals import CLASSES, parameter, taken_words
from sweeps.refusals import write as put
from sweeps.seeds import Lists, seeds, tried

FORMS = {
    bool: {"np.bool_({})": "scalar", "np.array({})": "0-d-array", "t({})": "0-d"},
    int: {"np.int64({})": "scalar", "np.int32({})": "narrow", "np.array({})": "0-d-array", "t({})": "0-d"},
    float: {"np.float64({})": "double", "np.float32({})": "narrow", "np.array({})": "0-d-array", "t({})": "0-d"},
}
ALIKE = ("same", "both refuse", "no kernel in MindSpore", "MindSpore's process ended")


@dataclass(frozen=True)
class Trial:
    """A call, the parameter that has another form of number in it (with ``[]``: in an item), and the form."""

    case: Case
    parameter: str
    form: str
    makes: bool


def forms(text: str) -> Iterator[tuple[str, str, str]]:
    """The text of an argument with its number, or one of a tuple or list, in each other form: it, where, the form."""
    try:
        node = ast.parse(text, mode="eval").body
        value = ast.literal_eval(node)
    except (ValueError, SyntaxError):
        return
    if type(value) in FORMS:
        for form, name in FORMS[type(value)].items():
            yield form.format(text), "", name
    elif isinstance(node, (ast.Tuple, ast.List)):
        for item in node.elts[:2]:
            start, end = item.col_offset, item.end_col_offset
            for new, deeper, name in forms(text[start:end]):
                if not deeper:
                    yield text[:start] + new + text[end:], "[]", name


def spelled(row: Row, text: str) -> Lists:
    """A call with the numbers that are defaults, too."""
    lists = Lists.of(row, text)
    first = list(lists.parts[0])
    if row.variadic or any(text.startswith("*") for _, text in first):
        return lists
    entries = [p for p in row.signature if not str(p.name).startswith("*")]
    placed = sum(name is None for name, _ in first)
    given = {name for name, _ in first} | {p.variable for p in entries[:placed]}
    more = [(p.variable, default(p)) for p in entries if p.variable not in given and p.default is not REQUIRED]
    first += [(name, repr(value)) for name, value in more if type(value) in FORMS]
    return lists.put(0, first)


def trials(row: Row) -> list[Trial]:
    """Every form of every number of the row's calls, at most twice."""
    found: dict[tuple[str, str, str], list[Trial]] = defaultdict(list)
    for text in seeds(row):
        lists = spelled(row, text)
        for k, n in lists.places():
            for new, deeper, form in forms(lists.parts[k][n][1]):
                name = parameter(row, lists, k, n) + deeper
                trial = Trial(Case(row.qualified, lists.replace(k, n, new).text(row)), name, form, _makes(row, k))
                some = found[name, form, new]
                if trial not in some and len(some) < 2:
                    some.append(trial)
    return [trial for some in found.values() for trial in some]


def _makes(row: Row, k: int) -> bool:
    return row.kind in ("cell", "primitive") and k == 0


def unaided(row: Row, case: Case) -> tuple[Answer | Refusal, bool]:
    """What msshim makes of a call without the table, and whether torch took it at once."""
    tried_again = []

    def plainly(value: object, *how: bool) -> object:
        tried_again.append(value)
        return conversions.plain(value, *how)

    kept, bodies.plain = bodies.plain, plainly
    try:
        evaluate(row, case.text, Words(msshim, case.dtype))
        return Answer(""), not tried_again
    except Exception as error:
        return Refusal(type(error).__name__, str(error)), False
    finally:
        bodies.plain = kept


def facts(row: Row, some: list[tuple[Trial, Answer | Refusal]]) -> list[Entry]:
    """What the table says of a row's numbers: those that MindSpore always refuses, where msshim would not."""
    by: dict[str, dict[str, list[tuple[Trial, Answer | Refusal]]]] = defaultdict(lambda: defaultdict(list))
    for trial, theirs in some:
        if not (
            isinstance(theirs, Refusal) and (theirs.name == "crash" or any(p in theirs.message for p in NO_KERNEL))
        ):
            by[trial.parameter][trial.form].append((trial, theirs))
    said: list[Entry] = []
    for name, held in by.items():
        mine = {trial: unaided(row, trial.case) for tries in held.values() for trial, _ in tries}
        ours = {form: [mine[trial] for trial, _ in tries] for form, tries in held.items()}
        refused: dict[tuple[str, bool], list[str]] = defaultdict(list)
        differs = False
        for form, tries in held.items():
            theirs = [real for _, real in tries]
            differs |= any(own.name != real.name for (own, _), real in zip(ours[form], theirs, strict=True))
            if all(isinstance(real, Refusal) for real in theirs):
                error = Counter(real.name for real in theirs).most_common(1)[0][0]
                if error in CLASSES and any(own.name != error for own, _ in ours[form]):
                    refused[error, not tries[0][0].makes and any(at_once for _, at_once in ours[form])].append(form)
                elif tries[0][0].makes and error in CLASSES:
                    refused[error, False].append(form)
        makes = next(iter(held.values()))[0][0].makes
        if makes and not differs:
            continue
        said += [Entry(name, form, *how) for how, forms_ in refused.items() for form in dict.fromkeys(forms_)]
        if makes and not refused:
            said.append(Entry(name, "numbers", "taken", False))
    return said


def asked(some: list[Trial]) -> Iterator[tuple[Trial, Answer | Refusal]]:
    """What MindSpore answers, a few hundred calls in a process."""
    for at in range(0, len(some), 600):
        part = some[at : at + 600]
        yield from zip(part, outcomes("mindspore", [trial.case for trial in part]), strict=True)


def write(rows: list[Row]) -> None:
    """The lines of these rows."""
    every = [trial for row in rows for trial in trials(row)]
    found: dict[str, list[tuple[Trial, Answer | Refusal]]] = defaultdict(list)
    for some in (every, every[::-1]):  # what MindSpore refuses may depend on the calls before
        for trial, theirs in asked(some):
            found[trial.case.row].append((trial, theirs))
    kept = {row.qualified: [e for e in refusals.entries(row.qualified) if not _of_numbers(row, e)] for row in rows}
    table, refusals._table = refusals._table, cache(dict)  # type: ignore[arg-type]
    refusals.entries.cache_clear()
    said = {row.qualified: (taken_words(row), facts(row, found[row.qualified])) for row in rows}
    refusals._table = table
    put({name: [*(e for e in new if e[:2] not in taken), *kept[name]] for name, (taken, new) in said.items()})


def _of_numbers(row: Row, entry: Entry) -> bool:
    said = entry.word in NUMBERS or entry.word == "numbers"
    return said and entry.parameter in {trial.parameter for trial in trials(row)}


def judged(rows: list[Row], cases: list[Case]) -> Iterator[tuple[str, Case, Answer | Refusal, Answer | Refusal]]:
    """The verdict of each case, with both outcomes."""
    named = {row.qualified: row for row in rows}
    for at in range(0, len(cases), 4000):  # so that few answers are held at once
        some = cases[at : at + 4000]
        for case, o, t in zip(
            some, outcomes("msshim", some, "values"), outcomes("mindspore", some, "values"), strict=True
        ):
            kind = fuzz.verdict(named[case.row], case, o, t)
            yield ("other class" if kind == "both refuse" and o.name != t.name else kind), case, o, t


def main(part: str = "", *parts: str) -> None:
    """Print the figures and each difference, or write the table."""
    writes, part = part == "write", part if part != "write" else next(iter(parts), "")
    rows = [row for row in tried() if re.search(part, row.qualified) and not row.proof.reference]
    if writes:
        return write(rows)
    figures: Counter[str] = Counter()
    for kind, case, ours, theirs in judged(rows, [t.case for row in rows for t in trials(row)]):
        figures[kind] += 1
        if kind not in ALIKE:
            shown = [shape_of(o.value[0]) if isinstance(o, Answer) else str(o) for o in (ours, theirs)]
            print(kind, case.row, case.text, *shown, sep="\t")
    for kind, number in figures.most_common():
        print(f"{number:6}  {kind}")


if __name__ == "__main__":
    main(*sys.argv[1:])
