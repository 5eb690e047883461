"""Calls with something wrong, made from the rows' own: each kind of mistake is one small function."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from calls import two_calls

from msshim.tables.model import REQUIRED, Row
from sweeps.outcomes import Case
from sweeps.seeds import Lists, seeds

BAD = (
    *("None", "'a'", "''", "b'x'", "{}", "{'a': 1}", "set()", "object", "len", "slice(1)", "ms.float32", "'float32'"),
    *("-1", "-7", "0", "1", "5", "99", "10**30", "True", "False", "1.5", "-0.5", "nan", "inf", "1j"),
    *("()", "[]", "(1,)", "(0, 0)", "(0, -1)", "(1, 9)", "(-9,)", "(1.5,)", "(True,)", "('a',)", "(None,)", "[1, 2]"),
    *("[1.0, 2.0]", "[[1, 2], [3]]", "range(2)", "(2, -1, -1)", "(1, 2, 3, 4, 5, 6, 7)"),
    *("f(2, 1, 1, 1, 1, 1, 1, 1, 3)", "f(2, 3)", "f(7)", "f(0)", "f(2, 3, 4, 5)", "t(2)", "t(1.5)", "t(True)"),
    *("b(2, 3)", "i(2, 3)", "l(4)", "t([1, -2], 'int8')", "t([1, 2], 'uint64')", "t([1j, 2])", "t([1.0], 'float64')"),
    *("p(2, 3)", "np.ones((2, 3))", "np.float32(1)", "np.int64(1)", "np.array(['a'])", "[f(2, 3)]", "(f(2, 3), 1)"),
)  # fmt: skip
NUMBERS = ("-1", "-7", "0", "5", "99")
DTYPES = ("float16", "float32", "float64", "bfloat16", "int8", "int16", "int32", "int64", "uint8", "bool", "complex64")
TENSOR = re.compile(r"([xfilbp])\(([^()]*)\)$")
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")


def mutations(row: Row, count: int, seed: int = 0) -> list[Case]:
    """`count` calls of a row with something wrong, the same ones for the same seed."""
    rng = random.Random(f"{seed} {row.qualified}")
    texts = [Lists.of(row, text) for text in seeds(row)]
    return [Case(row.qualified, _spoiled(rng, row, rng.choice(texts)).text(row)) for _ in range(count)]


def _spoiled(rng: random.Random, row: Row, lists: Lists) -> Lists:
    for mistake in rng.choices(list(MISTAKES), list(MISTAKES.values()), k=8):
        found = mistake(rng, row, lists)
        if found is not None:
            return found
    return _too_many(rng, row, lists)


def _other(rng: random.Random, _: Row, lists: Lists) -> Lists | None:
    """Something else altogether for one argument."""
    places = list(lists.places())
    return lists.replace(*rng.choice(places), rng.choice(BAD)) if places else None


def _unsaid(rng: random.Random, row: Row, lists: Lists) -> Lists | None:
    """Something for a parameter that the call leaves out."""
    k = rng.randrange(len(lists.parts))
    entries = row.inputs if k else row.signature
    items = list(lists.parts[k])
    said = {name for name, _ in items} | {p.variable for p in entries[: sum(name is None for name, _ in items)]}
    free = [p.variable for p in entries if p.variable not in said and p.default is not REQUIRED]
    return lists.put(k, [*items, (rng.choice(free), rng.choice(BAD))]) if free else None


def _near(rng: random.Random, _: Row, lists: Lists) -> Lists | None:
    """Another number in one argument that is or holds one: negative, zero, large; or one item more or less."""
    places = [(k, n) for k, n in lists.places() if NUMBER.search(lists.parts[k][n][1])]
    if not places:
        return None
    k, n = rng.choice(places)
    text = lists.parts[k][n][1]
    found = rng.choice(list(NUMBER.finditer(text)))
    tensor = TENSOR.match(text) is not None
    value = rng.choice(("0", "1", "4") if tensor else NUMBERS)
    if text[:1] in "([" and rng.random() < 0.3:
        value = rng.choice((f"{found[0]}, {found[0]}", ""))
    changed = text[: found.start()] + value + text[found.end() :]
    return lists.replace(k, n, re.sub(r"(?<=[(\[]), |, (?=,)", "", changed))


def _typed(rng: random.Random, _: Row, lists: Lists) -> Lists | None:
    """A Tensor of another dtype than the others have."""
    places = [(k, n) for k, n in lists.places() if TENSOR.match(lists.parts[k][n][1])]
    if not places:
        return None
    k, n = rng.choice(places)
    return lists.replace(k, n, f"{lists.parts[k][n][1]}.astype(ms.{rng.choice(DTYPES)})")


def _ranked(rng: random.Random, _: Row, lists: Lists) -> Lists | None:
    """A Tensor of an axis more or less."""
    places = [(k, n) for k, n in lists.places() if TENSOR.match(lists.parts[k][n][1])]
    if not places:
        return None
    k, n = rng.choice(places)
    text = lists.parts[k][n][1]
    return lists.replace(k, n, f"{text}.expand_dims(0)" if rng.random() < 0.5 else f"{text}[0]")


def _missing(rng: random.Random, _: Row, lists: Lists) -> Lists | None:
    k = rng.randrange(len(lists.parts))
    items = list(lists.parts[k])
    if items:
        del items[rng.randrange(len(items))]
    return lists.put(k, items) if items or lists.parts[k] else None


def _unknown(rng: random.Random, _: Row, lists: Lists) -> Lists:
    k = rng.randrange(len(lists.parts))
    return lists.put(k, [*lists.parts[k], ("bogus", rng.choice(BAD))])


def _too_many(rng: random.Random, _: Row, lists: Lists) -> Lists:
    k = rng.randrange(len(lists.parts))
    items = list(lists.parts[k])
    place = next((n for n, (name, _) in enumerate(items) if name), len(items))
    items[place:place] = [(None, rng.choice(BAD))] * rng.choice((1, 1, 2, 7))
    return lists.put(k, items)


def _twice(rng: random.Random, row: Row, lists: Lists) -> Lists | None:
    """By position and by keyword."""
    k = 0 if two_calls(row) and rng.random() < 0.5 else len(lists.parts) - 1
    entries = row.inputs if k else row.signature
    items = list(lists.parts[k])
    placed = [n for n, (name, text) in enumerate(items) if name is None and not text.startswith("*")]
    named = {name for name, _ in items}
    free = [n for n in placed if n < len(entries) and entries[n].variable not in named]
    if not free or row.variadic:
        return None
    n = rng.choice(free)
    return lists.put(k, [*items, (entries[n].variable, items[n][1])])


Mistake = Callable[[random.Random, Row, Lists], "Lists | None"]
MISTAKES: dict[Mistake, int] = {
    _other: 50, _unsaid: 10, _near: 12, _typed: 8, _ranked: 5, _missing: 4, _unknown: 3, _too_many: 5, _twice: 3
}  # fmt: skip
"""How often each is made, in a hundred."""
