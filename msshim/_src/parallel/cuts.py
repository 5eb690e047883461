"""What a strategy cuts: the arrangement of processes behind it, and for each tensor the axes that cut it.

MindSpore finds an arrangement for each operation: for a MatMul of (a, b) with (b, c) parts that of a x b x c, for what
computes element by element the parts of the longest input; processes that are left over hold the same slices, in the
last axis.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from msshim._src.parallel.layout import TensorMap

Parts = tuple[int, ...]
_PRODUCTS = ("MatMul", "BatchMatMul", "MatMulExt", "BatchMatMulExt")
_LEFT = ("SparseSoftmaxCrossEntropyWithLogits", "NLLLoss", "PReLU")
"""Operations whose shorter inputs go along the first axes of the longest."""


@dataclass(frozen=True)
class Cut:
    """An arrangement of processes, and how it cuts tensors: of each axis the arrangement's axes, slow ones first."""

    matrix: tuple[int, ...]
    tensors: tuple[tuple[tuple[int, ...], ...], ...]
    """For each tensor, for each of its axes: the axes of `matrix`, counted from the first."""


def of_layout(layout: dict[str, Any]) -> Cut:
    """What a layout cuts. What is interleaved is no processes."""
    return of_layouts((layout,))


def of_layouts(layouts: Sequence[dict[str, Any]]) -> Cut:
    """What layouts with one arrangement cut.

    Raises:
        ValueError: They have different arrangements.
    """
    first = layouts[0]
    matrix = first["device_matrix"][:-1] if first["interleaved_parallel"] else first["device_matrix"]
    if any(layout["device_matrix"] != first["device_matrix"] for layout in layouts):
        raise ValueError(f"the layouts of one operation must have one device_matrix, but got {layouts}.")
    last = len(first["device_matrix"]) - 1
    return Cut(matrix, tuple(_axes(layout["tensor_map"], last, len(matrix)) for layout in layouts))


def _axes(tensor_map: TensorMap, last: int, count: int) -> tuple[tuple[int, ...], ...]:
    held = [place if isinstance(place, tuple) else (place,) for place in tensor_map]
    return tuple(tuple(last - m for m in axis if m != -1 and last - m < count) for axis in held)


def of_parts(name: str, strategy: tuple[Parts, ...], attributes: dict[str, Any], size: int) -> Cut:
    """What numbers of parts cut, for `size` processes.

    Raises:
        ValueError: The parts of one input do not fit those of another, or the processes can not be shared by them.
    """
    if name in _PRODUCTS:
        labels = _product(strategy, attributes)
    elif name == "Gather":
        labels = [[("row", axis) for axis in range(len(strategy[0]))], [("id", a) for a in range(len(strategy[1]))]]
        labels += [[] for _ in strategy[2:]]
    elif name == "OneHot":
        labels = [[("axis", axis) for axis in range(len(strategy[0]) - 1)], *([] for _ in strategy[1:])]
    else:
        longest = max((len(parts) for parts in strategy), default=0)
        shift = 0 if name in _LEFT else longest
        labels = [[("axis", a + bool(shift) * (longest - len(parts))) for a in range(len(parts))] for parts in strategy]
    return _cut(name, strategy, labels, size)


def _product(strategy: tuple[Parts, ...], attributes: dict[str, Any]) -> list[list[Any]]:
    """The axes of the inputs of a product: those of the batch, rows, what is summed, columns."""
    first, second = strategy[:2]
    batch = [("batch", -axis) for axis in range(max(len(first), len(second)) - 2, 0, -1)]
    a, b = ["row", "sum"], ["sum", "column"]
    if attributes.get("transpose_a"):
        a.reverse()
    if attributes.get("transpose_b"):
        b.reverse()
    return [[*batch[len(batch) - len(first) + 2 :], *a], [*batch[len(batch) - len(second) + 2 :], *b]]


def _cut(name: str, strategy: tuple[Parts, ...], labels: list[list[Any]], size: int) -> Cut:
    parts: dict[Any, int] = {}
    for held, own in zip(strategy, labels, strict=True):
        for number, label in zip(held, own, strict=False):
            if parts.setdefault(label, number) != number and 1 not in (parts[label], number):
                raise ValueError(f"For '{name}', 'in_strategy' must cut what belongs together alike, got {strategy}.")
            parts[label] = max(parts[label], number)
    used = math.prod(parts.values())
    if used < 1 or size % used:
        raise ValueError(f"For '{name}', 'in_strategy' must have parts whose product divides {size}, got {strategy}.")
    order = _ordered(parts)
    tensors = tuple(
        tuple((order.index(label),) if number > 1 else () for number, label in zip(held, own, strict=False))
        for held, own in zip(strategy, labels, strict=True)
    )
    return Cut((*(parts[label] for label in order), size // used), tensors)


def _ordered(parts: dict[Any, int]) -> list[Any]:
    """The axes of the arrangement: batch, row, sum, column of a product; else as the axes of the tensors."""
    words = {"row": 1, "sum": 2, "column": 3}
    if set(parts) & {"row", "sum", "column"}:
        return sorted(parts, key=lambda label: (words[label], 0) if isinstance(label, str) else (0, label[1]))
    return sorted(parts)
