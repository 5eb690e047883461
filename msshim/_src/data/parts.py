"""A dataset in parts: how many rows each has."""

from __future__ import annotations

from typing import Any


def check_sizes(sizes: list[Any]) -> None:
    """Raise ValueError for what is neither positive ints nor fractions that sum to 1."""
    if not sizes:
        raise ValueError("The 'sizes' must not be empty.")
    if all(isinstance(one, int) for one in sizes):
        if min(sizes) <= 0:
            raise ValueError(f"The 'sizes' must be positive, but got {sizes}.")
    elif not all(isinstance(one, float) for one in sizes):
        raise ValueError(f"The 'sizes' must be all ints or all floats, but got {sizes!r}.")
    elif not all(0 < one <= 1 for one in sizes) or abs(sum(sizes) - 1) > 1e-5:
        raise ValueError(f"The 'sizes' must be fractions that sum to 1, but got {sizes}.")


def counts(sizes: list[Any], size: int) -> list[int]:
    """How many of `size` rows each part has, for numbers that sum to it or for fractions. Raises RuntimeError."""
    if isinstance(sizes[0], int):
        if sum(sizes) != size:
            raise RuntimeError(f"The sum of 'sizes' must be the dataset's size {size}, but got {sum(sizes)}.")
        return list(sizes)
    counts = [round(one * size) for one in sizes]
    if min(counts) == 0:
        raise RuntimeError(f"The dataset of {size} rows is too small for the fractions {sizes}.")
    # What is missing goes to the first part; what is too much comes from the first that has enough.
    rest = size - sum(counts)
    counts[0 if rest > 0 else next(i for i, count in enumerate(counts) if count + rest > 0)] += rest
    return counts
