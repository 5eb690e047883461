"""In which order the rows of several files come, some at a time. Source: minddata's NonMappableLeafOp of 2.10.

The files are shuffled anew in each epoch, on the order of the epoch before: by std::mt19937 of the seed, the same in
all epochs, or of the epoch's number where there are shards. They are dealt to workers, of which each reads one file
after the other, and which give a row in turns. Then rows leave a buffer in random order (`buffer.py`).
"""

from __future__ import annotations

import math
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from msshim._src.data.rows import Row
from msshim._src.runtime import streams

_FILES, _LARGEST = 4, 10000


@dataclass(frozen=True)
class Piece:
    """The rows `start` to `stop` of the file with a number."""

    file: int
    start: int
    stop: int


def keys(files: int, seed: int, shards: int) -> Callable[[], Sequence[int]]:
    """A function that gives the shuffled numbers of the files of one epoch after the other."""
    order, epoch = np.arange(files), 0

    def shuffled() -> Sequence[int]:
        nonlocal order, epoch
        epoch += 1
        order = order[streams.permutation(streams.Mersenne(seed if shards == 1 else epoch), files).numpy()]
        return order.tolist()  # type: ignore[no-any-return]

    return shuffled


def blocks(order: Sequence[int], counts: Sequence[int], shards: int, shard: int) -> Iterator[Piece]:
    """A shard's block of all rows; the last one takes what it lacks from the beginning."""
    share = math.ceil(sum(counts) / shards)
    begin, end, before = shard * share, (shard + 1) * share, 0
    while before < end:
        for file in order:
            after = before + counts[file]
            if before <= begin < after or begin <= before < end:
                yield Piece(file, max(begin - before, 0), min(end, after) - before)
            before = after


def in_turns(pieces: Iterable[Iterator[Row]], workers: int) -> Iterator[Row]:
    """The rows of pieces that are dealt to workers, which give one in turns until they have no more."""
    dealt: list[list[Iterator[Row]]] = [[] for _ in range(workers)]
    for number, piece in enumerate(pieces):
        dealt[number % workers].append(piece)
    queues = deque(chain.from_iterable(own) for own in dealt)
    while len(queues) > 1:
        one = queues.popleft()
        for row in one:
            yield row
            queues.append(one)
            break
    yield from chain.from_iterable(queues)


def buffer_size(files: int, rows: int, shards: int) -> int:
    """Among how many rows one is drawn: among all, as in MindSpore, where files have less than one on the average."""
    return min(math.ceil(rows / shards) // files * _FILES, _LARGEST) or sys.maxsize
