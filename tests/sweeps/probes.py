"""Calls that show what an operator of MindSpore takes: each parameter with each kind of value, one at a time."""

from __future__ import annotations

import contextlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from calls import Words

import msshim
from msshim.factory.refusals import Refusal
from msshim.factory.words import words
from msshim.tables.model import REQUIRED, Row
from msshim.tables.overloads import overloads
from sweeps.outcomes import Case
from sweeps.seeds import Lists, seeds
from sweeps.wrong import TENSOR

KINDS = (
    *("None", "True", "1", "3", "0", "-1", "-3", "10**20", "2.5", "-0.25", "inf", "2j", "'abc'", "b'ab'", "{}"),
    *("{'k': 2}", "set()", "float", "ms.int32", "np.ones(2)", "()", "(2,)", "(1, 2)", "(1, 2, 3)", "(-1,)", "(0, 0)"),
    *("(2.5,)", "(False,)", "('b',)", "(None,)", "(f(2),)", "(f(2), 2)", "[]", "[2]", "[1, 2]", "[2.5]", "['b']"),
    *("[f(2)]", "[[1], [2]]", "t(1)", "t(2.5)", "f(3)", "f(2, 2)", "f(2, 2, 2)", "f(2, 2, 2, 2)"),
    *("f(2, 1, 1, 1, 1, 1, 1, 1, 2)", "f(0)", "i(2)", "l(2, 2)", "b(2)", "t([1, 2], 'int8')", "t([1, 2], 'uint16')"),
    "t([2j])",
)
EACH = (
    *(
        "None",
        "True",
        "1",
        "-1",
        "2.5",
        "2j",
        "'abc'",
        "b'ab'",
        "{}",
        "(2,)",
        "[2]",
        "np.ones(2)",
        "ms.int32",
        "f(2, 2)",
    ),
    *("np.float32(1)", "np.int64(1)", "f(2, 1, 1, 1, 1, 1, 1, 1, 2)"),
)
OWN = (
    *("float16", "float32", "float64", "bfloat16", "int8", "int16", "int32", "int64", "uint8", "uint32", "bool"),
    "complex64",
)
MANY = ["1"] * 9


@dataclass(frozen=True)
class Probe:
    """A call, the list and the parameter in it that got another value, and what kind of trial it is.

    of: ``kind``, ``own`` (its own value in another dtype) or ``rank`` where one argument is another; ``dtype`` where
    all are in another dtype; ``count`` where there are too many or too few; ``errors`` of the row's own; nothing if
    right.
    """

    case: Case
    of: str = ""
    part: int = 0
    parameter: str = ""


def parameter(row: Row, lists: Lists, k: int, n: int) -> str:
    """The name under which a failed call is examined for an argument: of a variadic row its place."""
    name = lists.parts[k][n][0]
    entries = row.inputs if k else row.signature
    if name or (row.variadic and not k):
        return name or str(n)
    star = next((p.variable for p in entries[: n + 1] if re.match(r"\*\w", str(p.name))), None)
    return star or (entries[n].variable if n < len(entries) else str(n))


def meant(row: Row, name: str) -> str:
    """The parameter of a row that a name of one of its parameter lists stands for."""
    if row.variadic:
        return name
    pairs = (pair for one in overloads(row) for pair in zip(one.entries, one.meant, strict=True))
    return next((stands for p, stands in pairs if p.variable == name), name)


def probes(row: Row, count: int = 40) -> Iterator[Probe]:
    """The row's own calls, right and wrong, and for each parameter `count` values and one of each kind."""
    rng = random.Random(f"probe {row.qualified}")
    texts = seeds(row)
    for text in texts:
        yield Probe(Case(row.qualified, text))
    for text in texts[:2]:
        yield from (Probe(Case(row.qualified, text, dtype), "dtype") for dtype in OWN)
    for text in row.errors:
        yield Probe(Case(row.qualified, text), "errors")
    for (k, name), places in _places(row, texts).items():

        def put(value: str, place: Any, of: str = "kind", k: int = k, name: str = name) -> Probe:
            lists, _, n = place
            text = value.format(lists.parts[k][n][1]) if of != "kind" else value
            return Probe(Case(row.qualified, lists.replace(k, n, text).text(row)), of, k, meant(row, name))

        tensors = [place for place in places if TENSOR.match(place[0].parts[k][place[2]][1])]
        some = rng.sample(KINDS, count)
        yield from (put(value, rng.choice(places)) for value in some)
        yield from (put(value, places[0]) for value in EACH if value not in some)
        if tensors:
            yield from (put(f"{{}}.astype(ms.{dtype})", rng.choice(tensors), "own") for dtype in OWN)
            forms = ("{}.expand_dims(0)", "{}[0]", "{}.expand_dims(0)", "{}.expand_dims(-1)")
            yield from (put(form, rng.choice(tensors), "rank") for form in forms)
    for text in rng.sample(texts, min(2, len(texts))):
        lists = Lists.of(row, text)
        for k, items in enumerate(lists.parts):
            place = next((n for n, (name, _) in enumerate(items) if name), len(items))
            for values in (MANY, ["f(2, 3)"]):
                more = [*items[:place], *((None, value) for value in values), *items[place:]]
                yield Probe(Case(row.qualified, lists.put(k, more).text(row)), "count", k)
            if items:
                yield Probe(Case(row.qualified, lists.put(k, list(items[:-1])).text(row)), "count", k)
                yield Probe(Case(row.qualified, lists.put(k, []).text(row)), "count", k)


def _places(row: Row, texts: list[str]) -> dict[tuple[int, str], list[tuple[Lists, int, int]]]:
    """Where each parameter stands in the calls; one that a call leaves out stands there by its name."""
    found: dict[tuple[int, str], list[tuple[Lists, int, int]]] = {}
    for text in texts:
        lists = Lists.of(row, text)
        for k, n in lists.places():
            found.setdefault((k, parameter(row, lists, k, n)), []).append((lists, k, n))
        for k, items in enumerate(lists.parts if not row.variadic else ()):
            entries = row.inputs if k else row.signature
            said = {name for name, _ in items} | {p.variable for p in entries[: sum(a is None for a, _ in items)]}
            for p in entries:
                if p.variable not in said and p.default is not REQUIRED:
                    more = lists.put(k, [*items, (p.variable, "None")])
                    found.setdefault((k, p.variable), []).append((more, k, len(items)))
    return found


def doubts(row: Row, entry: Refusal, count: int = 12) -> list[Case]:
    """Calls that an entry says are refused: its values in all the row's calls, among other arguments."""
    if entry.about not in ("kind", "dtype"):
        return []
    rng = random.Random(f"doubt {row.qualified} {entry.parameter} {entry.words}")
    texts = list(row.calls) or seeds(row, 12)
    found = []
    for (k, name), places in _places(row, texts).items():
        for lists, _, n in places if meant(row, name) == entry.parameter else ():
            text = lists.parts[k][n][1]
            own = [f"{text}.astype(ms.{dtype})" for dtype in OWN] if TENSOR.match(text) else []
            for value in own if entry.about == "dtype" else KINDS:
                with contextlib.suppress(Exception):
                    said = {entry.parameter: words(eval(value, {}, Words(msshim, "float32")))}
                    if entry.meets(said):
                        found.append(Case(row.qualified, lists.replace(k, n, value).text(row)))
    return rng.sample(found, min(count, len(found)))
