"""Rows that leave a buffer in random order; the order is MindSpore's from the same seed: std::mt19937_64."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msshim._src.data.failures import Refused
from msshim._src.data.rows import Row
from msshim._src.runtime.streams import Mersenne64


def shuffled(rows: Iterable[Row], size: int, engine: Mersenne64) -> Iterator[Row]:
    """The rows, each drawn among `size` of them. Raises Refused where there is none."""
    buffer: list[Row] = []
    for one in rows:
        if len(buffer) >= size:
            yield _leave(buffer, engine)
        buffer.append(one)
    if not buffer:
        raise Refused("[Internal ERROR] Unable to fetch a single row for shuffle buffer.")
    while buffer:
        yield _leave(buffer, engine)


def _leave(buffer: list[Row], engine: Mersenne64) -> Row:
    place = engine.next() % len(buffer)
    buffer[place], buffer[-1] = buffer[-1], buffer[place]
    return buffer.pop()
