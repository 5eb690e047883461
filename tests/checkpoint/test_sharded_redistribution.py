"""The steps from one cut of a tensor to another, beside those of the real TensorTransform."""

import random
from math import prod

import numpy as np
import pytest
from mindspore._c_expression import TensorTransform
from raising import raises

from msshim._src.checkpoint.sharded.cut import Cut
from msshim._src.checkpoint.sharded.redistribution import Gather, Redistribution, Reshape

REAL = TensorTransform.get_instance()


def devices(chance: random.Random, ranks: int) -> list[int]:
    sizes = []
    while ranks > 1:
        sizes.append(chance.choice([n for n in range(2, ranks + 1) if ranks % n == 0]))
        ranks //= sizes[-1]
    if chance.random() < 0.3:
        sizes.insert(chance.randint(0, len(sizes)), 1)
    return sizes or [1]


def axes(chance: random.Random, sizes: list[int], shape: list[int] | int) -> list[int]:
    free = list(range(len(sizes)))
    chance.shuffle(free)
    found = []
    for size in [0] * shape if isinstance(shape, int) else shape:
        fit = [number for number in free if size % sizes[-1 - number] == 0]
        found.append(fit[0] if fit and chance.random() < 0.6 else -1)
        free = [number for number in free if number != found[-1]]
    return found


def pair(seed: int) -> tuple[tuple[list[int], ...], tuple[list[int], ...]]:
    """Two cuts of one tensor, which may have different axes."""
    chance = random.Random(seed)
    ranks, rank = chance.choice([1, 2, 4, 4, 8, 8, 6, 12, 16, 3]), chance.randint(1, 4)
    one, other = devices(chance, ranks), devices(chance, ranks)
    first, second = axes(chance, one, rank), axes(chance, other, rank)

    def count(sizes: list[int], axis: int) -> int:
        return 1 if axis == -1 else sizes[-1 - axis]

    shape = [
        int(np.lcm(count(one, a), count(other, b))) * chance.randint(1, 3) for a, b in zip(first, second, strict=True)
    ]
    if chance.random() < 0.5:
        return (one, first, shape), (other, second, shape)
    part = chance.choice([n for n in range(1, shape[0] + 1) if shape[0] % n == 0])
    split = [part, shape[0] // part, *shape[1:]]
    cuts = (one, first, shape), (other, axes(chance, other, split), split)
    return cuts if chance.random() < 0.5 else cuts[::-1]


def said(cut: tuple[list[int], ...], rank: int, other: tuple[list[int], ...]) -> list[tuple[str, list[int]]]:
    """msshim's operators, as the real one's are told."""
    start, goal = (Cut(*map(tuple, one)) for one in (cut, other))  # type: ignore[misc]
    shape = list(start.slice_shape())
    found = []
    for operator in Redistribution(start, goal).operators(rank):
        if isinstance(operator, Reshape):
            shape = list(operator.shape)
            found.append(("Reshape", list(shape)))
        elif isinstance(operator, Gather):
            shape[operator.axis] *= len(operator.ranks)
            found.append(("AllConcat", [*operator.ranks, operator.axis]))
        else:
            begin, end = [0] * len(shape), list(shape)
            size = shape[operator.axis] // operator.count
            begin[operator.axis], end[operator.axis] = size * operator.index, size * (operator.index + 1)
            found.append(("StridedSlice", begin + end + [1] * len(shape)))
            shape[operator.axis] = size
    return without_needless(found)


def without_needless(operators: list[tuple[str, list[int]]]) -> list[tuple[str, list[int]]]:
    """Of several reshapes in a row the last."""
    found: list[tuple[str, list[int]]] = []
    for name, values in operators:
        if found and found[-1][0] == name == "Reshape":
            found.pop()
        found.append((name, list(values)))
    return found


@pytest.mark.parametrize("seed", range(0, 400, 40))
def test_steps_are_those_of_mindspore(seed: int) -> None:
    for one in range(seed, seed + 40):
        start, goal = pair(one)
        ranks = prod(start[0])
        for rank in range(ranks):
            try:
                expected = REAL.transform_tensor_sharding(start, goal, list(range(ranks)), False, rank)
            except RuntimeError:
                with raises(RuntimeError):
                    said(start, rank, goal)
            else:
                assert said(start, rank, goal) == without_needless(expected), (start, goal, rank)
