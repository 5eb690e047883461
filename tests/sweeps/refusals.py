"""Finds what ``mappings/refusals.yaml`` says: what MindSpore's operators take where msshim's general rules say another.

``PYTHONPATH=tests python -m sweeps.refusals [rows that contain]`` tries each parameter of those rows with each kind of
value beside the real MindSpore, and writes their lines anew.
"""

from __future__ import annotations

import resource
import sys
from typing import Any

import numpy as np

from msshim.factory.refusals import parsed
from msshim.tables.load import directory
from msshim.tables.model import Row
from sweeps.arguments import NO_KERNEL
from sweeps.candidates import candidates, may_be_early
from sweeps.outcomes import Answer, outcomes
from sweeps.outcomes import Refusal as Refused
from sweeps.probes import Probe, doubts, probes
from sweeps.seeds import tried
from sweeps.trials import ANSWER, CLASSES, UNKNOWN, Trial, meeting, trials
from sweeps.worker import MEMORY


class Fit:
    """The choice among candidates that gives msshim MindSpore's class most often."""

    def __init__(self, row: Row, found: list[Trial]) -> None:
        self.texts = list(dict.fromkeys(candidates(row, found)))
        plain = [parsed(text) for text in self.texts]
        may = [may_be_early(row, entry, found) for entry in plain]
        twice = [1 + may_be for may_be in may]
        self.entries = [
            e._replace(early=early)
            for e, may_be in zip(plain, may, strict=True)
            for early in (False, True)[: 1 + may_be]
        ]
        self.texts = [
            text + early for text, may_be in zip(self.texts, may, strict=True) for early in ("", " early")[: 1 + may_be]
        ]
        self.codes = {
            name: n for n, name in enumerate(dict.fromkeys((ANSWER, UNKNOWN, *CLASSES, *(t.ours for t in found))))
        }
        self.theirs = np.array([self.codes[t.theirs] for t in found])
        self.ours = np.array([self.codes[t.ours] for t in found])
        self.weight = np.array([100 if t.probe.of == "errors" else 1 for t in found])
        self.answered = self.ours == self.codes[ANSWER]
        self.taken = (self.theirs == self.codes[ANSWER]) | (self.theirs == self.codes[UNKNOWN])
        self.explained = np.array([t.failed is not None for t in found])
        self.deliberate = np.array([t.deliberate for t in found])
        self.torchs = np.array([t.torchs for t in found])
        self.counted = np.array([t.probe.of == "count" and t.probe.part == 1 and t.theirs in CLASSES for t in found])
        shape = (len(plain), len(found))
        failed, given = [t.failed for t in found], [t.given for t in found]
        self.failed = np.repeat(np.array([meeting(e, failed) for e in plain]).reshape(shape), twice, 0)
        self.given = np.repeat(np.array([meeting(e, given) for e in plain]).reshape(shape), twice, 0)

    def predicted(self, chosen: list[int]) -> Any:
        """The outcomes with these entries, in their order."""
        made = self.ours.copy()
        early = np.zeros(len(made), bool)
        for n in chosen:
            early |= self.given[n] & self.entries[n].early & self.answered
        open_ = np.where(self.answered, early, self.explained)
        for n in chosen:
            entry, error = self.entries[n], self.codes[self.entries[n].error.__name__]
            if entry.about == "count":
                made[self.counted & ~self.answered] = error
            elif entry.about == "else":
                made[open_ & self.torchs] = error
            else:
                met = open_ & np.where(self.answered, self.given[n], self.failed[n])
                made[met & (entry.declared | ~self.deliberate)] = error
                open_ &= ~met
        return made

    def score(self, chosen: list[int]) -> float:
        """How many calls have MindSpore's class; what it takes must not be refused."""
        made = self.predicted(chosen)
        right = (made == self.theirs) & (self.theirs != self.codes[UNKNOWN])
        lost = self.answered & ~(made == self.ours) & self.taken
        wrong = (made == self.codes["AttributeError"]) & ~right & ~self.taken
        return float((right * self.weight).sum() - 50 * lost.sum() - wrong.sum())

    def cost(self, n: int) -> float:
        """A long entry, and one that is looked at in each call, must serve more."""
        return 0.2 * self.entries[n].early + 0.1 * max(len(self.entries[n].words) - 3, 0) * (
            self.entries[n].about == "kind"
        )

    def best(self) -> list[str]:
        """The fewest entries, those first that serve most calls."""
        chosen: list[int] = []
        score = self.score(chosen)
        while True:
            tried = {
                n: self.score(sorted([*chosen, n])) - self.cost(n) for n in range(len(self.entries)) if n not in chosen
            }
            n = max(tried, key=lambda n: (tried[n], -len(self.texts[n])), default=None)
            if n is None or tried[n] - score < 0.5:
                break
            chosen, score = sorted([*chosen, n]), self.score(sorted([*chosen, n]))
        for n in list(chosen):
            if len(chosen) > 1 and self.score([m for m in chosen if m != n]) >= score:
                chosen.remove(n)
        return [self.texts[n] for n in chosen]


def doubted(said: dict[str, str], rows: dict[str, Row]) -> dict[str, str]:
    """The lines without the entries of which MindSpore takes a call, beside arguments that were not tried at first."""
    asked = [
        (name, text, case)
        for name, line in said.items()
        for text in line.split(", ")
        if text
        for case in doubts(rows[name], parsed(text))
    ]
    taken = {
        (name, text)
        for (name, text, _), real in zip(asked, outcomes("mindspore", [case for *_, case in asked]), strict=True)
        if isinstance(real, Answer) or any(part in real.message for part in NO_KERNEL)
    }
    return {n: ", ".join(text for text in line.split(", ") if (n, text) not in taken) for n, line in said.items()}


def fit(row: Row, some: list[Probe], theirs: list[Answer | Refused]) -> str:
    """The line of a row."""
    return ", ".join(huge(Fit(row, trials(row, some, theirs)).best()))


def huge(said: list[str]) -> list[str]:
    """The entries with one for all parameters that refuse ints which no int64 holds, if they do it alike."""
    some = [text for text in said if " refuses huge " in text]
    alike = {text.split(" refuses huge ")[1] for text in some}
    if len(some) < 2 or len(alike) > 1 or any("early" in text for text in some):
        return said
    return [f"* huge {alike.pop()}", *(text for text in said if text not in some)]


def main(part: str = "") -> None:
    """Write the lines of the rows whose name contains `part`."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    rows = [row for row in tried() if part in row.qualified]
    some = {row.qualified: list(probes(row)) for row in rows}
    theirs = iter(outcomes("mindspore", [probe.case for found in some.values() for probe in found]))
    said = {row.qualified: fit(row, some[row.qualified], [next(theirs) for _ in some[row.qualified]]) for row in rows}
    write(doubted(said, {row.qualified: row for row in rows}))


def write(said: dict[str, str]) -> None:
    """Put lines into the table, by name."""
    path = directory() / "refusals.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line[:1] == "#"]
    kept = {**dict(line.split(": ", 1) for line in lines if line[:1] != "#"), **said}
    lines = [f"{name}: {entries}" for name, entries in sorted(kept.items()) if entries]
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
