"""Collectives of which NumPy knows the answer: how each is called, and what all processes get of what all have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Arrays = list[np.ndarray]


@dataclass(frozen=True)
class Form:
    """A collective that is linear in what it is given.

    call: of the library, a Tensor, the rank and the size, perhaps the name of a `group`, gives one Tensor or several.
    answer: of what all have, gives for each process the arrays of its answer.
    shape: of what the process has.
    """

    call: Callable[..., Any]
    answer: Callable[[Arrays], list[Sequence[np.ndarray]]]
    shape: Callable[[int, int], tuple[int, ...]] = lambda rank, size: (size * 2, 4)


def sizes_of(rank: int, size: int) -> list[int]:
    """How much a process sends to each where that is uneven; none to some."""
    return [(2 * rank + place) % 3 for place in range(size)]


def comes_to(rank: int, size: int) -> list[int]:
    """How much each sends to a process then."""
    return [sizes_of(other, size)[rank] for other in range(size)]


def _matrix(size: int) -> list[int]:
    return [count for rank in range(size) for count in sizes_of(rank, size)]


def _all(one: Callable[[Arrays], np.ndarray]) -> Callable[[Arrays], list[Sequence[np.ndarray]]]:
    return lambda xs: [[one(xs)] for _ in xs]


def _cut(xs: np.ndarray, size: int) -> list[Sequence[np.ndarray]]:
    return [[part] for part in np.split(xs, size)]


def _at(root: int, one: Callable[[Arrays], np.ndarray]) -> Callable[[Arrays], list[Sequence[np.ndarray]]]:
    return lambda xs: [[one(xs) if place == root else np.zeros(1)] for place in range(len(xs))]


def _turned(split: int, concat: int) -> Callable[[Arrays], list[Sequence[np.ndarray]]]:
    def answer(xs: Arrays) -> list[Sequence[np.ndarray]]:
        parts = [np.split(x, len(xs), split) for x in xs]
        return [[np.concatenate([of_one[place] for of_one in parts], concat)] for place in range(len(xs))]

    return answer


def _uneven(block: int = 1, back: bool = False) -> Callable[[Arrays], list[Sequence[np.ndarray]]]:
    def answer(xs: Arrays) -> list[Sequence[np.ndarray]]:
        size, said = len(xs), comes_to if back else sizes_of
        parts = [np.split(x, np.cumsum([block * n for n in said(rank, size)])[:-1]) for rank, x in enumerate(xs)]
        outs = [np.concatenate([of_one[place] for of_one in parts]) for place in range(size)]
        return [[out if out.size else np.zeros(())] for out in outs]

    return answer


def _uneven_shape(block: int = 1, back: bool = False) -> Callable[[int, int], tuple[int, ...]]:
    return lambda rank, size: (block * sum((comes_to if back else sizes_of)(rank, size)),)


def _next(rank: int, size: int) -> int:
    return (rank + 1) % size


def _last(rank: int, size: int) -> int:
    return (rank - 1) % size


def _ring(xs: Arrays) -> list[Sequence[np.ndarray]]:
    return [[xs[_last(rank, len(xs))]] for rank in range(len(xs))]


def _beside(xs: Arrays) -> list[Sequence[np.ndarray]]:
    """Images in a ring, each with a row of the one before above it, and two of the next below; nothing at the sides."""
    pad = [
        np.concatenate([xs[_last(r, len(xs))][:, :, -1:], x, xs[_next(r, len(xs))][:, :, :2]], 2)
        for r, x in enumerate(xs)
    ]
    return [[np.pad(x, ((0, 0), (0, 0), (0, 0), (1, 0)))] for x in pad]


def _beside_call(ms: Any, x: Any, rank: int, size: int, **g: str) -> Any:
    ranks = [_last(rank, size), -1, -1, -1, _next(rank, size), -1, -1, -1]
    return ms.ops.NeighborExchangeV2(ranks, [2, 1, 0, 0], ranks, [1, 2, 1, 0], "NCHW", **g)(x)


def _mean(xs: Arrays) -> np.ndarray:
    return sum(xs) / len(xs)


def _functions(ms: Any) -> Any:
    from mindspore.communication import comm_func

    return comm_func


def _world_rank(ms: Any, place: int, group: str = "hccl_world_group") -> int:
    return ms.communication.get_world_rank_from_group_rank(group, place)


def _published(name: str, *before: Any) -> Callable[..., Any]:
    """A function of mindspore.ops, with new tensors."""

    def call(ms: Any, x: Any, rank: int, size: int, **g: str) -> Any:
        ms.ops.set_comm_ops_inplace(False)
        try:
            return getattr(ms.ops, name)(*before, x, **g)[0]
        finally:
            ms.ops.set_comm_ops_inplace(True)

    return call


FORMS = {
    "AllReduce": Form(lambda ms, x, r, n, **g: ms.ops.AllReduce(**g)(x), _all(sum)),
    "AllReduce of a number": Form(lambda ms, x, r, n, **g: ms.ops.AllReduce(**g)(x), _all(sum), lambda r, n: ()),
    "AllReduce avg": Form(lambda ms, x, r, n, **g: ms.ops.AllReduce("avg", **g)(x), _all(_mean)),
    "Reduce": Form(lambda ms, x, r, n, **g: ms.ops.Reduce(1, **g)(x), _at(1, sum)),
    "Reduce avg": Form(lambda ms, x, r, n, **g: ms.ops.Reduce(0, "avg", **g)(x), _at(0, _mean)),
    "AllGather": Form(lambda ms, x, r, n, **g: ms.ops.AllGather(**g)(x), _all(np.concatenate)),
    "AllGatherV": Form(
        lambda ms, x, r, n, **g: ms.ops.AllGatherV(**g)(x, [k + 1 for k in range(n)]),
        _all(np.concatenate),
        lambda r, n: (r + 1,),
    ),
    "ReduceScatter": Form(lambda ms, x, r, n, **g: ms.ops.ReduceScatter(**g)(x), lambda xs: _cut(sum(xs), len(xs))),
    "ReduceScatter avg": Form(
        lambda ms, x, r, n, **g: ms.ops.ReduceScatter("avg", **g)(x), lambda xs: _cut(_mean(xs), len(xs))
    ),
    "ReduceScatterV": Form(
        lambda ms, x, r, n, **g: ms.ops.ReduceScatterV(**g)(x, ms.Tensor([k + 1 for k in range(n)])),
        lambda xs: [[part] for part in np.split(sum(xs), np.cumsum(range(1, len(xs))))],
        lambda r, n: (n * (n + 1) // 2,),
    ),
    "CollectiveGather": Form(lambda ms, x, r, n, **g: ms.ops.CollectiveGather(1, **g)(x), _at(1, np.concatenate)),
    "CollectiveScatter": Form(
        lambda ms, x, r, n, **g: ms.ops.CollectiveScatter(1, **g)(x), lambda xs: _cut(xs[1], len(xs))
    ),
    "AlltoAll": Form(lambda ms, x, r, n, **g: ms.ops.AlltoAll(n, 0, 1, **g)(x), _turned(0, 1)),
    "AlltoAll of other axes": Form(
        lambda ms, x, r, n, **g: ms.ops.AlltoAll(n, -1, -3, **g)(x), _turned(-1, -3), lambda r, n: (2, 3, 2 * n)
    ),
    "AlltoAllV": Form(
        lambda ms, x, r, n, **g: ms.ops.AlltoAllV(**g)(x, sizes_of(r, n), comes_to(r, n)), _uneven(), _uneven_shape()
    ),
    "AlltoAllV in blocks": Form(
        lambda ms, x, r, n, **g: ms.ops.AlltoAllV(block_size=2, **g)(x, ms.Tensor(sizes_of(r, n)), comes_to(r, n)),
        _uneven(2),
        _uneven_shape(2),
    ),
    "AlltoAllVC": Form(lambda ms, x, r, n, **g: ms.ops.AlltoAllVC(**g)(x, _matrix(n)), _uneven(), _uneven_shape()),
    "AlltoAllVC transposed": Form(
        lambda ms, x, r, n, **g: ms.ops.AlltoAllVC(transpose=True, **g)(x, _matrix(n)),
        _uneven(1, True),
        _uneven_shape(1, True),
    ),
    "NeighborExchange": Form(
        lambda ms, x, r, n, **g: ms.ops.NeighborExchange([_next(r, n)], [_last(r, n)], ([3],), ([3],), ms.float32, **g)(
            (x,)
        ),
        _ring,
        lambda r, n: (3,),
    ),
    "NeighborExchange with oneself": Form(
        lambda ms, x, r, n, **g: ms.ops.NeighborExchange([r], [r], ([3],), ([3],), ms.float32, **g)((x,)),
        lambda xs: [[x] for x in xs],
        lambda r, n: (3,),
    ),
    "NeighborExchangeV2": Form(_beside_call, _beside, lambda r, n: (1, 2, 3, 2)),
    "BatchISendIRecv": Form(
        lambda ms, x, r, n, **g: ms.ops.BatchISendIRecv(
            ("isend", "irecv"), [_next(r, n), _last(r, n)], [(3,)], [ms.float32], **g
        )([x]),
        lambda xs: [[np.zeros(()), *came] for came in _ring(xs)],
        lambda r, n: (3,),
    ),
    "comm_func.all_reduce": Form(lambda ms, x, r, n, **g: _functions(ms).all_reduce(x, **g)[0], _all(sum)),
    "comm_func.all_gather_into_tensor": Form(
        lambda ms, x, r, n, **g: _functions(ms).all_gather_into_tensor(x, **g)[0], _all(np.concatenate)
    ),
    "comm_func.reduce_scatter_tensor": Form(
        lambda ms, x, r, n, **g: _functions(ms).reduce_scatter_tensor(x, **g)[0], lambda xs: _cut(sum(xs), len(xs))
    ),
    "comm_func.reduce": Form(
        lambda ms, x, r, n, **g: _functions(ms).reduce(x, _world_rank(ms, 1, **g), **g), _at(1, sum)
    ),
    "comm_func.scatter_tensor": Form(
        lambda ms, x, r, n, **g: _functions(ms).scatter_tensor(x, _world_rank(ms, 1, **g), **g),
        lambda xs: _cut(xs[1], len(xs)),
    ),
    "comm_func.gather_into_tensor": Form(
        lambda ms, x, r, n, **g: _functions(ms).gather_into_tensor(x, _world_rank(ms, 0, **g), **g),
        _at(0, np.concatenate),
    ),
    "comm_func.all_to_all_with_output_shape": Form(
        lambda ms, x, r, n, **g: _functions(ms).all_to_all_with_output_shape(
            [(count,) for count in comes_to(r, n)], list(ms.ops.split(x, sizes_of(r, n))), **g
        )[0],
        lambda xs: [
            [np.split(x, np.cumsum(sizes_of(rank, len(xs)))[:-1])[place] for rank, x in enumerate(xs)]
            for place in range(len(xs))
        ],
        _uneven_shape(),
    ),
    "comm_func.all_to_all_single_with_output_shape": Form(
        lambda ms, x, r, n, **g: _functions(ms).all_to_all_single_with_output_shape((2 * n, 4), x, **g)[0],
        _turned(0, 0),
    ),
    "ops.all_reduce": Form(_published("all_reduce"), _all(sum)),
    "ops.all_gather_into_tensor": Form(_published("all_gather_into_tensor", None), _all(np.concatenate)),
    "ops.reduce_scatter_tensor": Form(_published("reduce_scatter_tensor", None), lambda xs: _cut(sum(xs), len(xs))),
    "ops.all_to_all_single": Form(_published("all_to_all_single", None), _turned(0, 0)),
}


def gradients(form: Form, xs: Arrays, weights: list[Arrays]) -> Arrays:
    """The gradients, by what each has, of the sum of all answers times weights: of what is linear, differences."""

    def loss(xs: Arrays) -> float:
        pairs = [
            (out, w) for outs, ws in zip(form.answer(xs), weights, strict=True) for out, w in zip(outs, ws, strict=True)
        ]
        return float(sum((out * w).sum() for out, w in pairs))

    found, base = [], loss(xs)
    for rank, x in enumerate(xs):
        grad = np.zeros(x.shape)
        for place in np.ndindex(*x.shape):
            moved = x.copy()
            moved[place] += 1
            grad[place] = loss([*xs[:rank], moved, *xs[rank + 1 :]]) - base
        found.append(grad)
    return found
