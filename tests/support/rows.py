"""The rows as test parameters, and the calls that a row's cases and table describe."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from msshim._src.factory.signature import default
from msshim._src.tables import load
from msshim._src.tables.model import REQUIRED, Cases, Row


def all_rows(*kinds: str) -> list[Row]:
    rows = [load.row(namespace, name) for namespace in load.namespaces() for name in load.index(namespace)]
    return [row for row in rows if not kinds or row.kind in kinds]


@dataclass
class Call:
    """One call to compare: arguments, input arrays, mode."""

    args: dict[str, Any]
    inputs: list[Any]
    train: bool
    cases: Cases


def draw(row: Row, count: int) -> Iterator[Call]:
    """`count` calls from the row's cases; at least one from each, the same ones each time."""
    rng = random.Random(row.qualified)
    for i in range(count):
        cases = row.cases[i % len(row.cases)]
        args = {name: rng.choice(values) for name, values in cases.args.items()}
        defaults = {p.name: p.default for p in row.signature if p.default is not REQUIRED}
        shapes = {name: eval(rng.choice(texts), {**defaults, **args}) for name, texts in cases.inputs.items()}
        numbers = np.random.default_rng(i)
        dtype = rng.choice(cases.dtypes)
        inputs = [_array(numbers, shape, cases, dtype) for shape in shapes.values()]
        yield Call(args, inputs, rng.choice(cases.train), cases)


def _array(rng: np.random.Generator, shape: Any, cases: Cases, dtype: str) -> Any:
    if shape and isinstance(shape[0], tuple):
        return [_array(rng, one, cases, dtype) for one in shape]
    if cases.integers:
        return rng.integers(int(cases.low), int(cases.high), shape).astype(dtype if "int" in dtype else "int32")
    return rng.uniform(cases.low, cases.high, shape).astype(dtype)


def styles(row: Row, args: dict[str, Any]) -> Iterator[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    """The same call in five styles: all positional, all keyword, shuffled keywords, all defaults, mixed."""
    args = {**{name: values[0] for name, values in row.cases[0].inputs.items()}, **args}
    full = {str(p.name): args.get(str(p.name), default(p)) for p in row.signature}
    required = {name: value for name, value in full.items() if name in args or value is REQUIRED}
    given = [name for p in row.signature for name in (str(p.name),) if p.default is REQUIRED]
    names = list(itertools.takewhile(lambda name: full[name] is not REQUIRED, full))
    shuffled = sorted(full, key=lambda name: random.Random(name).random())
    half = len(names) // 2
    yield "positional", tuple(full[name] for name in names), {}
    yield "keyword", (), full
    yield "shuffled", (), {name: full[name] for name in shuffled}
    yield "defaults", (), {name: full[name] for name in given}
    yield "mixed", tuple(full[n] for n in names[:half]), {n: v for n, v in required.items() if n not in names[:half]}
