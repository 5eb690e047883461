"""`Symbol`: what is known of a size that changes. Source: mindspore.Symbol of 2.10."""

from __future__ import annotations

from typing import Any


class Symbol:
    """A size in the `shape` of a Tensor that only says what `set_inputs` and `enable_dynamic` may get.

    Args:
        max: The largest size, where it is more than `min`.
        min: The smallest size.
        divisor, remainder: The size is ``divisor * n + remainder``, for an n of at least 1.
        unique: Whether all sizes with this Symbol are the same.

    Raises:
        TypeError: `unique` is no bool, or one of the others is no int.
        ValueError: `min` or `divisor` is not positive, or `remainder` is not in [0, divisor).
    """

    def __init__(
        self, max: int = 0, min: int = 1, divisor: int = 1, remainder: int = 0, unique: bool = False, **kwargs: Any
    ) -> None:
        for name, value in (("max", max), ("min", min), ("divisor", divisor), ("remainder", remainder)):
            if not isinstance(value, int):
                raise TypeError(f"For 'Symbol', the argument '{name}' must be an int, but got {value!r}.")
        if not isinstance(unique, bool):
            raise TypeError(f"For 'Symbol', the argument 'unique' must be a bool, but got {unique!r}.")
        for name, value in (("min", min), ("divisor", divisor)):
            if value <= 0:
                raise ValueError(f"For 'Symbol', the '{name}' must be positive, but got {value}.")
        if not 0 <= remainder < divisor:
            raise ValueError(f"For 'Symbol', the 'remainder' must be in [0, {divisor}), but got {remainder}.")
        self.max, self.min, self.divisor, self.remainder, self.unique = max, min, divisor, remainder, unique
        self.id = id(self)

    def to_dict(self) -> dict[str, int]:
        """What it says beyond the defaults."""
        said = {}
        if self.max > self.min:
            said["max"] = self.max
        if self.min > self.divisor + self.remainder:
            said["min"] = self.min
        if self.divisor != 1:
            said["divisor"] = self.divisor
        if self.remainder:
            said["remainder"] = self.remainder
        if self.unique:
            said["id"] = self.id
        return said

    def __str__(self) -> str:
        return str(self.to_dict())


def is_free(shape: Any) -> bool:
    """Whether a `shape` has a size that is not known."""
    if isinstance(shape, (tuple, list)):
        return any(size is None or isinstance(size, Symbol) or size < 0 for size in shape)
    return isinstance(shape, Symbol)


def sizes(shape: Any) -> tuple[tuple[int, ...], list[Any] | None]:
    """The sizes of a shape, -1 where one is not known and -2 for any number of axes; and what its Symbols say."""
    if shape is None:
        return (-2,), None
    if isinstance(shape, Symbol):  # MindSpore keeps it, and asks nothing of the size
        return (-1,), [shape]
    known = tuple(-1 if size is None or isinstance(size, Symbol) else int(size) for size in shape)
    symbols = [size.to_dict() if isinstance(size, Symbol) else size for size in shape]
    return known, symbols if any(isinstance(size, Symbol) for size in shape) else None
