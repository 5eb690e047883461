"""Probes beside the real MindSpore: what it makes of each, and what msshim's general rules make of it alone."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import conftest  # noqa: F401 - MindSpore's settings
from calls import Words, evaluate

import msshim
from msshim.factory import errors, refusals
from msshim.factory.source import default
from msshim.factory.words import words
from msshim.tables.model import REQUIRED, Row
from sweeps.arguments import NO_KERNEL
from sweeps.outcomes import Answer
from sweeps.outcomes import Refusal as Refused
from sweeps.probes import Probe, meant, parameter
from sweeps.seeds import Lists

CLASSES = (
    *("TypeError", "ValueError", "RuntimeError", "AttributeError", "IndexError", "KeyError", "NotImplementedError"),
    *("ZeroDivisionError", "OverflowError"),
)
ANSWER, UNKNOWN = "", "?"  # outcomes beside the classes; unknown where MindSpore has no kernel
Held = dict[str, tuple[str, ...]]


@dataclass
class Trial:
    """A probe, what MindSpore and msshim's general rules make of it, and the words for its values by parameter.

    failed: the words for the values of the part of the call that msshim explained; None where it did not.
    deliberate: whether a kernel of ours said what is wrong.
    """

    probe: Probe
    theirs: str
    said: str
    ours: str
    failed: Held | None
    deliberate: bool
    torchs: bool
    given: Held

    @property
    def mutated(self) -> tuple[str, ...]:
        """The words for the value that the probe put in."""
        return self.given.get(self.probe.parameter, ())


def trials(row: Row, some: list[Probe], theirs: list[Answer | Refused]) -> list[Trial]:
    """The probes with msshim's general rules alone."""
    seen: list[tuple[Held, Exception, Exception]] = []

    def as_found(of: Row, given: dict[Any, Any], error: Exception, found: Exception) -> Exception:
        if of.qualified == row.qualified:
            seen.append(({str(key): words(value) for key, value in given.items()}, error, found))
        return found

    kept = errors._as_declared, refusals._entries
    errors._as_declared, refusals._entries = as_found, lambda name: ()  # type: ignore[assignment]
    try:
        return [_trial(row, probe, real, seen) for probe, real in zip(some, theirs, strict=True)]
    finally:
        errors._as_declared, refusals._entries = kept


def _trial(row: Row, probe: Probe, real: Answer | Refused, seen: list[Any]) -> Trial:
    seen.clear()
    ours = ANSWER
    try:
        evaluate(row, probe.case.text, Words(msshim, probe.case.dtype))
    except Exception as error:
        ours = type(error).__name__
    failed, raw, found = seen[-1] if seen and ours else (None, Exception(), Exception())
    said = real.message if isinstance(real, Refused) else ""
    wanted = ANSWER if isinstance(real, Answer) else real.name
    if any(part in said for part in NO_KERNEL) or (wanted and wanted not in CLASSES):
        wanted = UNKNOWN
    deliberate = str(raw).startswith(("For '", "The '"))
    torchs = (
        bool(seen) and not deliberate and ours not in ("TypeError", "AttributeError") and "arguments were" in str(found)
    )
    return Trial(probe, wanted, said, ours, failed, deliberate, torchs, dict(_words(row, probe)))


def _words(row: Row, probe: Probe) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not row.variadic:
        for p in (*row.signature, *row.inputs):
            if p.default is not REQUIRED:
                yield p.variable, words(default(p))
    lists = Lists.of(row, probe.case.text)
    for k, n in lists.places():
        with contextlib.suppress(Exception):
            yield meant(row, parameter(row, lists, k, n)), _valued(lists.parts[k][n][1], probe.case.dtype)


@cache
def _valued(text: str, dtype: str) -> tuple[str, ...]:
    return words(eval(text, {}, Words(msshim, dtype)))  # type: ignore[arg-type]


def meeting(entry: refusals.Refusal, some: list[Held | None]) -> list[bool]:
    """Which of the calls, of which the words for the values are given, meet an entry."""
    names, known = entry.parameter.split("+"), dict[Any, bool]()
    found = []
    for held in some:
        key = None if held is None else tuple([held.get(name) for name in names])
        if key not in known:
            known[key] = held is not None and entry.meets(held)
        found.append(known[key])
    return found
