"""A bool where a row's own calls and defaults have an int: refused, or taken for 0 or 1, as in MindSpore.

``PYTHONPATH=tests/support:tests python -m sweeps.bools [rows that contain]``
tries them beside the real MindSpore and prints what differs; with ``write`` before the rows it writes what
``mappings/refusals.yaml`` says of them anew.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from msshim._src.rules import refusals
from msshim._src.rules.refusals import TAKEN
from msshim._src.rules.refusals import Refusal as Entry
from msshim._src.tables.model import Row
from sweeps import early, fuzz
from sweeps.arguments import NO_KERNEL
from sweeps.numbers import spelled
from sweeps.outcomes import Answer, Case, Refusal, outcomes
from sweeps.refusals import CLASSES, parameter, write
from sweeps.seeds import seeds, tried


@dataclass(frozen=True)
class Trial:
    """A call, and the parameter that has a bool in it (with ``[]``: as its first item)."""

    case: Case
    parameter: str


def trials(row: Row) -> Iterator[Trial]:
    """True and False in each place where the row has an int."""
    asked = set()
    for text in seeds(row):
        lists = spelled(row, text)
        for k, n in lists.places():
            for new, deeper in _forms(lists.parts[k][n][1]):
                name = parameter(row, lists, k, n) + deeper
                if (name, new) not in asked:
                    asked.add((name, new))
                    yield Trial(Case(row.qualified, lists.replace(k, n, new).text(row)), name)


def _forms(text: str) -> Iterator[tuple[str, str]]:
    """The text of an int, or of the first of some, with a bool for it, and ``[]`` where it is in a tuple or list."""
    try:
        node = ast.parse(text, mode="eval").body
        value = ast.literal_eval(node)
    except (ValueError, SyntaxError):
        return
    if type(value) is int:
        yield from (("True", ""), ("False", ""))
    elif isinstance(node, (ast.Tuple, ast.List)) and value and all(type(item) is int for item in value):
        start, end = node.elts[0].col_offset, node.elts[0].end_col_offset
        yield from ((text[:start] + word + text[end:], "[]") for word in ("True", "False"))


def told(theirs: Answer | Refusal) -> bool:
    """Whether MindSpore's outcome tells what it takes."""
    return theirs.name != "crash" and not (
        isinstance(theirs, Refusal) and any(part in theirs.message for part in NO_KERNEL)
    )


def differs(row: Row, case: Case, ours: Answer | Refusal, theirs: Answer | Refusal) -> str:
    """How the outcomes differ; nothing where they do not."""
    if isinstance(ours, Answer) and isinstance(theirs, Answer):
        return fuzz.difference(row, case, ours, theirs)
    return "" if ours.name == theirs.name else f"{ours.name} and not {theirs.name}"


def facts(some: list[tuple[Trial, Answer | Refusal, Answer | Refusal]]) -> Iterator[Entry]:
    """What the table says of a row's bools: which of them are taken, and which refused."""
    held: dict[str, list[tuple[Answer | Refusal, Answer | Refusal]]] = defaultdict(list)
    for trial, ours, theirs in some:
        held[trial.parameter].append((ours, theirs))
    for name, pairs in held.items():
        if any(isinstance(theirs, Answer) for _, theirs in pairs):
            if any(isinstance(theirs, Answer) and isinstance(ours, Refusal) for ours, theirs in pairs):
                yield Entry(name, "bool", TAKEN, False)
            continue
        error = Counter(theirs.name for _, theirs in pairs).most_common(1)[0][0]
        if error in CLASSES and any(ours.name != error for ours, _ in pairs):
            yield Entry(name, "bool", error, any(isinstance(ours, Answer) for ours, _ in pairs))


def judged(rows: list[Row]) -> Iterator[tuple[Trial, Answer | Refusal, Answer | Refusal]]:
    """Each trial with both outcomes."""
    every = [trial for row in rows for trial in trials(row)]
    for at in range(0, len(every), 4000):  # so that few answers are held at once
        some = every[at : at + 4000]
        cases = [trial.case for trial in some]
        yield from zip(some, outcomes("msshim", cases, "values"), outcomes("mindspore", cases, "values"), strict=True)


def main(part: str = "", *parts: str) -> None:
    """Print each difference, or write the table."""
    writes, part = part == "write", part if part != "write" else next(iter(parts), "")
    rows = [row for row in tried() if re.search(part, row.qualified) and not row.proof.reference]
    found: dict[str, list[tuple[Trial, Answer | Refusal, Answer | Refusal]]] = defaultdict(list)
    named = {row.qualified: row for row in rows}
    for trial, ours, theirs in judged(rows):
        if told(theirs):
            found[trial.case.row].append((trial, ours, theirs))
            if difference := differs(named[trial.case.row], trial.case, ours, theirs):
                print(trial.case.row, trial.parameter, trial.case.text, difference, sep="\t")
    if writes:
        new = {name: list(facts(some)) for name, some in found.items()}
        write({name: _with(refusals.entries(name), some) for name, some in new.items() if some})
        early.correct([named[name] for name, some in new.items() if some])


def _with(said: tuple[Entry, ...], new: list[Entry]) -> list[Entry]:
    """What the table says already, but for the same bools, and what is new."""
    own = {entry[:2] for entry in new}
    return [*new, *(entry for entry in said if entry[:2] not in own)]


if __name__ == "__main__":
    main(*sys.argv[1:])
