"""Checks of axes and sizes, with MindSpore's exception classes."""

from __future__ import annotations

from typing import Any, TypeGuard


def is_axis(value: Any) -> TypeGuard[int]:
    """Whether a value may be an axis: an int, and no bool."""
    return isinstance(value, int) and not isinstance(value, bool)


def sizes_of(name: str, sizes: tuple[Any, ...]) -> list[int]:
    """Sizes or axes that came as ints, or as one tuple, list or Tensor. Raises TypeError where none came."""
    if not sizes:
        raise TypeError(f"For 'Tensor.{name}', the sizes or axes must be given.")
    if len(sizes) == 1 and not isinstance(sizes[0], int):
        given = sizes[0]
        if not isinstance(given, (tuple, list)) and hasattr(given, "tolist"):
            given = given.tolist()
        sizes = tuple(given) if isinstance(given, (tuple, list)) else sizes
    for size in sizes:
        if not isinstance(size, int):
            raise TypeError(f"For 'Tensor.{name}', each size or axis must be an int, but got {size!r}.")
    return list(sizes)


def axes_of(name: str, axis: Any, ndim: int) -> list[int]:
    """The axes to reduce: `axis` checked, all of them for None and for an empty tuple."""
    if type(axis) is int and -ndim <= axis < ndim:
        return [axis]
    axes: Any = [axis] if is_axis(axis) else list(range(ndim)) if axis is None else axis
    span = max(ndim, 1)
    for item in axes if isinstance(axes, (list, tuple)) else [None]:
        if not is_axis(item):
            raise TypeError(f"For 'Tensor.{name}', 'axis' must be an int, some ints or None, but got {axis!r}.")
        if not -span <= item < span:
            raise ValueError(f"For 'Tensor.{name}', 'axis' must be in [{-span}, {span}), but got {item}.")
    return list(axes) or list(range(ndim))


def axis_of(name: str, axis: Any, ndim: int) -> int:
    """One axis, checked."""
    if type(axis) is int and -ndim <= axis < ndim:
        return axis
    if not is_axis(axis):
        raise TypeError(f"For 'Tensor.{name}', the axis must be an int, but got {axis!r}.")
    return axes_of(name, axis, ndim)[0]
