"""Strategies: how an operation's inputs and outputs are cut, checked and kept. Source: mindspore.ops.Primitive.shard.

A strategy is a tuple with one item for each input: a tuple with the number of parts of each axis, or a `Layout`.
"""

from __future__ import annotations

from typing import Any

from msshim._src.parallel.layout import Layout

_NESTED = ("Custom", "FusedInferAttentionScore", "GroupedMatmul", "Index")
"""Primitives with inputs that are lists: their strategies have tuples in tuples."""


def attributes(name: str, in_strategy: Any, out_strategy: Any, nested: bool) -> dict[str, Any]:
    """What a primitive keeps of its strategies, by attribute; layouts as dicts.

    Raises:
        TypeError: A strategy is no tuple, an item neither tuple nor Layout, or a number of parts no int.
        ValueError: There is an `out_strategy` alone, one has layouts and the other numbers, or a layout says not what
            cuts a tensor.
    """
    nested = nested or name in _NESTED
    given = {"in": in_strategy, "out": out_strategy}
    layouts = {way: _of_layouts(f"{way}_strategy", held, nested) for way, held in given.items() if held is not None}
    found = [kind for kind in layouts.values() if kind is not None]
    if len(set(found)) > 1 and not nested:
        raise ValueError(f"For '{name}', 'in_strategy' and 'out_strategy' must both have Layouts, or both tuples.")
    if in_strategy is None and out_strategy is not None:
        raise ValueError(f"For '{name}', 'out_strategy' must come with an 'in_strategy', but got {out_strategy} alone.")
    if found and found[0]:
        return {f"{way}_layout": _dicts(f"{way}_strategy", held) for way, held in given.items() if held is not None}
    return {f"{way}_strategy": held for way, held in given.items() if held is not None}


def _of_layouts(word: str, strategy: Any, nested: bool) -> bool | None:
    """Whether a strategy has Layouts; None for an empty one."""
    if not isinstance(strategy, tuple):
        raise TypeError(f"For 'shard', '{word}' must be a tuple, but got {type(strategy).__name__}.")
    found = []
    for item in strategy:
        if not isinstance(item, (tuple, Layout)):
            raise TypeError(f"For 'shard', '{word}' must hold tuples or Layouts, but got {item!r}.")
        if isinstance(item, tuple):
            wrong = [parts for parts in item if not isinstance(parts, int)]
            if wrong and not nested:
                raise TypeError(f"For 'shard', '{word}' must have an int for each axis, but got {wrong[0]!r}.")
            found.append(any(isinstance(parts, Layout) for parts in wrong))
        else:
            found.append(True)
    return found[0] if found else None


def _dicts(word: str, strategy: Any) -> tuple[Any, ...]:
    """Each Layout as MindSpore's primitives keep it."""
    return tuple(_dicts(word, item) if isinstance(item, tuple) else _without_ranks(word, item) for item in strategy)


def _without_ranks(word: str, layout: Any) -> dict[str, Any]:
    if not isinstance(layout, Layout):
        raise TypeError(f"For 'shard', '{word}' must hold Layouts alone, but got {layout!r}.")
    return {key: value for key, value in layout.to_dict().items() if key != "rank_list"}


def check_all(in_strategy: Any, out_strategy: Any) -> None:
    """Look at the strategies of a whole function.

    Raises:
        TypeError: One is no tuple, an item neither a tuple of ints nor a Layout, or there are items of both kinds.
    """
    for word, held in (("in_strategy", in_strategy), ("out_strategy", out_strategy)):
        if word == "out_strategy" and held is None:
            continue
        if not isinstance(held, tuple):
            raise TypeError(f"For 'shard', '{word}' must be a tuple, but got {type(held).__name__}.")
        for item in held:
            _of_layouts(word, (item,), nested=False)
        if len({isinstance(item, Layout) for item in held}) != 1:
            raise TypeError(f"For 'shard', '{word}' must hold tuples alone or Layouts alone, but got {held}.")
        if isinstance(held[0], Layout):
            _dicts(word, held)


def check_parts(name: str, shape: tuple[int, ...], parts: tuple[int, ...]) -> None:
    """Look at the parts of a parameter. Raises ValueError where they do not fit its shape."""
    if len(parts) != len(shape) or any(size % part for size, part in zip(shape, parts, strict=True)):
        raise ValueError(
            f"For 'shard', the parts of '{name}' must divide its shape {shape}, an axis each, but got {parts}."
        )
