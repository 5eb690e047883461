"""Entries of ``mappings/refusals.yaml`` that the trials of a row speak for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import compress

from calls import two_calls

from msshim.factory.calls import _CONVERSIONS
from msshim.factory.refusals import Refusal
from msshim.factory.words import TYPES, aspect
from msshim.tables.model import Row
from sweeps.trials import ANSWER, CLASSES, UNKNOWN, Trial, meeting

DTYPES = re.compile(r"(?:must be (?:a type of|in)|should be one of|must be one of) [\[{]([^\]}]*)[\]}]")
NAMED = re.compile(r"(?:Tensor\[)?\b(BFloat16|Bool|U?Int\d+|Float\d+|Complex\d+)\b")
KIND = re.compile(r"must be (?:an? )?(?:float|int|complex|bool|number|floating)\b")
FIT = "Data type conversion is not supported"
SAME = ("must be same", "should be same", "same dtype", "same type", "not consistent")
RANKED = re.compile(
    r"(?<![\w\[])(?:\w+'?s? |\[\w+\] )?(?:rank|dim(?:ension)?)'?(?: of (?:input )?\W?\w+\W?)? (?:must|should) be "
    r"(equal to|in|less than or equal to|greater than or equal to) \[?(\d)(?:,(\d))?"
)  # a number of axes, and not that of another argument
EMPTY = re.compile(r"empty|must have value|positive|greater than 0")
SOME = {"tuple-of-int": "tuple", "list-of-int": "list", "negative": "int"}
LONG = {
    "int",
    "Tensor",
    *(f"{kind}-of-{held}" for kind in ("tuple", "list") for held in ("int", "tuple", "list", "Tensor")),
}
OTHER = re.compile(
    r"length|number of|\blen\b|elements|[Ss]hape|out of (?:range|bounds)|broadcast|must be equal|in range|"
    r"\[-?\d+, ?-?\d+\)"
)


def candidates(row: Row, found: list[Trial]) -> list[str]:
    """Entries that may be right, in the order in which they are looked at."""
    names = list(dict.fromkeys(t.probe.parameter for t in found if t.probe.parameter))
    kinds = [entry for name in names for entry in _of_kinds(name, found)]
    types = [entry for name in names for entry in _of_dtypes(name, found)]
    ranks = [entry for name in names for entry in _of_ranks(name, found)]
    whole = [f"* else {error}" for error in ("ValueError", "RuntimeError")]
    if row.kind == "primitive":
        counted = Counter(t.theirs for t in found if t.probe.of == "count" and t.probe.part and t.theirs in CLASSES)
        whole += [f"* count {error}" for error, _ in counted.most_common(1) if error != "TypeError"]
    return [
        *(e for e in kinds if " refuses " in e),
        *(e for e in kinds if " takes " in e),
        *types,
        *_same(found),
        *_fit(found),
        *ranks,
        *whole,
    ]


def _outcomes(name: str, found: list[Trial], about: str, of: tuple[str, ...]) -> dict[str, Counter[str]]:
    """What MindSpore made of each word of an aspect of a parameter; any call that it takes counts as taken."""
    made: dict[str, Counter[str]] = {}
    for t in found:
        said = t.given.get(name, ())
        here = t.probe.parameter == name and t.probe.of in of
        for word in _fine(said, about):
            # What is wrong may be the value, beside another argument, and not its kind.
            maybe = about == "kind" and (word in LONG or word in STEM) and OTHER.search(t.said)
            if t.theirs in (ANSWER, UNKNOWN) or here:
                made.setdefault(word, Counter())[ANSWER if maybe or t.theirs == UNKNOWN else t.theirs] += 1
    return made


def _fine(said: tuple[str, ...], about: str) -> list[str]:
    """The narrowest words of an aspect."""
    if about == "kind":
        return ["Tensor"] if said[-1:] == ("Tensor",) else list(said[:1])
    return [word for word in said if aspect(word) == about and said[-1] == "Tensor" and word != "empty"]


STEM = {"negative": "int", "huge": "int", "infinite": "float"}


def _folded(some: list[str], others: list[str]) -> list[str]:
    """Fine words, those of a stem as the stem where the others have none of it."""
    stem = {word: STEM.get(word, word.partition("-of-")[0]) for word in (*some, *others)}
    left = {stem[word] for word in others}
    return list(dict.fromkeys(word if stem[word] in left else stem[word] for word in some))


def _of_kinds(name: str, found: list[Trial]) -> Iterator[str]:
    made = _outcomes(name, found, "kind", ("kind", "own", "rank"))
    taken = [word for word, outcome in made.items() if outcome[ANSWER] and word != "scalar"]
    refused = {word: outcome.most_common(1)[0][0] for word, outcome in made.items() if not outcome[ANSWER]}
    by: dict[str, list[str]] = {}
    for word, error in refused.items():
        by.setdefault(error, []).append(word)
    for error, some in by.items():
        for word in some:
            yield f"{name} refuses {word} {error}"
        some = [word for word in some if word != "scalar"]
        if not some:
            continue
        folded = _folded(some, [word for word in made if word not in some])
        yield f"{name} refuses {'|'.join(folded)} {error}"
    if taken:
        for error in by:
            yield f"{name} takes {'|'.join(_folded(taken, list(refused)))} {error}"


def _of_dtypes(name: str, found: list[Trial]) -> Iterator[str]:
    made = _outcomes(name, found, "dtype", ("own", "kind"))
    taken = {word for word, outcome in made.items() if outcome[ANSWER]}
    mine = [
        t
        for t in found
        if t.probe.parameter == name and t.probe.of in ("own", "kind") and t.mutated[-1:] == ("Tensor",)
    ]
    for error in ("TypeError", "ValueError", "RuntimeError"):
        declared: set[str] = set()
        for t in mine:
            said = DTYPES.search(t.said)
            if said and t.theirs == error and t.mutated[0] in t.said[said.end() :]:
                declared |= set(NAMED.findall(said[1]))
        if declared:
            yield f"{name} takes {'|'.join(sorted(declared | taken))} {error}"
        own = _outcomes(name, found, "dtype", ("own",))
        # Where there are others, their dtypes may be why; not if all were of this one.
        alone = {word for t in found if t.probe.of == "dtype" for word in t.given.get(name, ())[:1]}
        alone |= {t.mutated[0] for t in mine if KIND.search(t.said)}
        alone |= {t.mutated[0] for t in mine if sum(held[-1:] == ("Tensor",) for held in t.given.values()) == 1}
        refused = [
            word
            for word, outcome in own.items()
            if outcome.most_common(1)[0][0] == error and not outcome[ANSWER] and word in alone
        ]
        if refused:
            yield f"{name} refuses {'|'.join(sorted(refused))} {error}"


def _same(found: list[Trial]) -> Iterator[str]:
    """Tensors whose dtypes must be the same: those of which MindSpore says it once one of them is of another."""
    said = [t for t in found if t.probe.of in ("own", "kind") and any(part in t.said for part in SAME)]
    names = list(dict.fromkeys(t.probe.parameter for t in said))
    tensors = list(dict.fromkeys(n for t in said for n, held in t.given.items() if held[-1:] == ("Tensor",)))
    error = Counter(t.theirs for t in said if t.theirs in CLASSES).most_common(1)
    for some in dict.fromkeys((tuple(names), tuple(tensors), *((a, b) for a in names for b in tensors if a < b))):
        if len(some) > 1 and error:
            yield f"{'+'.join(some)} same {error[0][0]}"


def _fit(found: list[Trial]) -> Iterator[str]:
    """Tensors that are written to, and cannot hold what another one's dtype would make of them."""
    said = [t for t in found if t.probe.of in ("own", "kind") and FIT in t.said]
    names = list(dict.fromkeys(t.probe.parameter for t in said))
    for first in names:
        for others in dict.fromkeys((tuple(n for n in names if n != first), *((n,) for n in names if n != first))):
            if others:
                yield f"{'+'.join((first, *others))} fit {said[0].theirs}"


def _of_ranks(name: str, found: list[Trial]) -> Iterator[str]:
    for t in found:
        if t.probe.parameter == name and (declared := _declared_ranks(t.said)):
            yield f"{name} takes {'|'.join(declared)} {t.theirs}"
    empty = Counter(t.theirs for t in found if t.probe.parameter == name and "empty" in t.mutated)
    if empty and not empty[ANSWER] and not empty[UNKNOWN]:
        yield f"{name} refuses empty {empty.most_common(1)[0][0]}"


def _declared_ranks(said: str) -> tuple[str, ...]:
    """The ranks that a message names."""
    one = re.search(r"must be (\d)-?D", said)
    if one is not None:
        return (f"{one[1]}-d",)
    match = RANKED.search(said)
    if match is None or "attribute" in said:
        return ()
    first, last = int(match[2]), int(match[3] or match[2])
    low, high = {"less": (0, first), "great": (first, 8)}.get(match[1][:5].strip(), (first, last))
    return tuple(f"{rank}-d" for rank in range(low, high + 1))


def may_be_early(row: Row, entry: Refusal, found: list[Trial]) -> bool:
    """Whether it can be looked at before the call, and is always true: MindSpore says so, whatever else is given."""
    if entry.parameter == "*":
        return False
    if row.variadic:
        return entry.about == "kind"
    inputs = {p.variable: p.type for p in (row.inputs if two_calls(row) else row.signature)}
    met = list(compress(found, meeting(entry, [t.given for t in found])))
    if any(name in inputs and inputs[name] not in _CONVERSIONS for name in entry.parameter.split("+")):
        if entry.about != "kind":
            return False
    if entry.about == "rank" and entry.words != ("empty",):
        mine = [t for t in found if t.probe.parameter == entry.parameter]
        declared = {ranks for t in mine if (ranks := _declared_ranks(t.said))}
        if declared != {entry.words} or not entry.taken:
            return False
    if entry.words == ("empty",) and not all(EMPTY.search(t.said) for t in met):
        return False
    if entry.about == "kind" and not _whole(entry, found):
        return False
    return all(t.theirs not in (ANSWER, UNKNOWN) for t in met)


def _whole(entry: Refusal, found: list[Trial]) -> bool:
    """Whether all kinds that the entry refuses were tried, and not just some of them."""
    tried = {word for t in found if t.probe.parameter == entry.parameter for word in t.mutated}
    every = {*TYPES, *SOME} - {"Tensor", "scalar"}
    wanted = every - {*entry.words} if entry.taken else {*entry.words}
    if entry.taken:
        some = {stem for word in entry.words for stem in (word, word.partition("-of-")[0], STEM.get(word, word))}
        wanted -= some | {word for word in SOME if SOME[word] in some}
    return wanted | {word for word in SOME if SOME[word] in wanted} <= tried
