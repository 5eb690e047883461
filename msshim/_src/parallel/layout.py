"""`Layout`: how processes are arranged, and which of their axes cut a tensor. Source: mindspore.parallel of 2.10."""

from __future__ import annotations

import copy
import math
from typing import Any, TypeAlias

WHOLE = "None"
"""What a call of a layout says of an axis that is not cut."""
INTERLEAVED = "interleaved_parallel"
"""The alias of an axis that is no processes: it cuts a tensor into parts that one process computes in turns."""
TensorMap: TypeAlias = tuple[int | tuple[int, ...], ...]
"""For each axis of a tensor the axis of processes that cuts it, counted from the last, -1 for none; or several."""


class Layout:
    """An arrangement of processes with a name for each of its axes; called, it says how a tensor is cut.

    ``Layout((2, 4), ("dp", "mp"))("dp", ("mp", "None"))`` cuts a tensor's first axis by 2 and its second by 4.

    Args:
        device_matrix: The size of each axis of the arrangement; processes fill it row by row.
        alias_name: A name for each; ``"interleaved_parallel"`` may stand last.
        rank_list: The ranks that fill it; 0, 1, 2 … where None.

    Raises:
        TypeError: An argument is no tuple (`rank_list`: list), an item no int or str, or `device_matrix` is empty.
        ValueError: The lengths differ, a name is empty, ``"None"``, twice there, or `rank_list` has another length
            than the arrangement.
    """

    def __init__(self, device_matrix: tuple[int, ...], alias_name: tuple[str, ...], rank_list: Any = None) -> None:
        _need("device_matrix", device_matrix, tuple, int)
        _need("alias_name", alias_name, tuple, str)
        if len(device_matrix) != len(alias_name):
            raise ValueError(
                f"For 'Layout', 'alias_name' must have as many names as 'device_matrix' has axes, "
                f"{len(device_matrix)}, but got {alias_name}."
            )
        if "" in alias_name or WHOLE in alias_name:
            raise ValueError(f"For 'Layout', 'alias_name' must have names, and not 'None', but got {alias_name}.")
        if len(set(alias_name)) < len(alias_name):
            raise ValueError(f"For 'Layout', 'alias_name' must have each name once, but got {alias_name}.")
        if INTERLEAVED in alias_name[:-1]:
            raise ValueError(f"For 'Layout', {INTERLEAVED!r} must be the last of 'alias_name', but got {alias_name}.")
        if not device_matrix:
            raise TypeError("For 'Layout', 'device_matrix' must have an axis, but got ().")
        size = math.prod(device_matrix)
        if rank_list is not None:
            _need("rank_list", rank_list, list, int)
            if len(rank_list) != size:
                raise ValueError(f"For 'Layout', 'rank_list' must have {size} ranks, but got {rank_list}.")
        self._device_shape = device_matrix
        self._alias_name = alias_name
        self._rank_list = list(range(size)) if rank_list is None else rank_list
        self._tensor_map: TensorMap | None = None

    def __call__(self, *tensor_map: str | tuple[str, ...]) -> Layout:
        """This layout with what cuts each axis of a tensor: a name, several in a tuple, or ``"None"``.

        The layout itself keeps it, too; what comes out is a copy.

        Raises:
            ValueError: A name is unknown, or used twice.
        """
        used: set[str] = set()
        self._tensor_map = ()
        for names in tensor_map:
            if isinstance(names, tuple):
                self._tensor_map += (tuple([self._place(name, used) for name in names]),)
            else:
                self._tensor_map += (self._place(names, used),)
        return copy.deepcopy(self)

    def _place(self, name: str, used: set[str]) -> int:
        """The axis of a name, counted from the last."""
        if name == WHOLE:
            return -1
        if name not in self._alias_name:
            raise ValueError(f"For 'Layout', an axis must be cut by one of {self._alias_name}, but got {name!r}.")
        if name in used:
            raise ValueError(f"For 'Layout', each of {self._alias_name} must be used once, but {name!r} is used twice.")
        used.add(name)
        return len(self._alias_name) - 1 - self._alias_name.index(name)

    def to_dict(self) -> dict[str, Any]:
        """The arrangement, what cuts each axis, whether it interleaves, the names and the ranks.

        Raises:
            ValueError: The layout was not called.
        """
        if self._tensor_map is None:
            raise ValueError("For 'Layout', call it with what cuts each axis of a tensor before 'to_dict'.")
        return {
            "device_matrix": self._device_shape,
            "tensor_map": self._tensor_map,
            "interleaved_parallel": INTERLEAVED in self._alias_name,
            "alias_name": self._alias_name,
            "rank_list": self._rank_list,
        }


def _need(name: str, value: Any, kind: type[Any], item: type) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"For 'Layout', '{name}' must be a {kind.__name__}, but got {type(value).__name__}.")
    for held in value:
        if not isinstance(held, item):
            raise TypeError(f"For 'Layout', '{name}' must hold {item.__name__}s, but got {held!r}.")
