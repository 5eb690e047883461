"""What a strategy file says of a parameter, in numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import prod
from typing import Any

from msshim._src.checkpoint.sharded.strategy import build_searched_strategy

Axis = int | tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """How one parameter is cut over the devices of a stage.

    Attributes:
        devices: The sizes of the array of devices (`dev_matrix`).
        axes: For each axis the dimension of devices, counted from the right, that cuts it, -1 for none; tuples where an
            axis may be cut by several (`tensor_map`).
        split_shape: The lengths of uneven slices.
        fields: For how many fields an embedding is cut (`field`).
        step: How far apart the ranks are that share one slice (`opt_weight_shard_step`).
        size: Into how many parts these cut axis 0 of it; -1 for one part each (`opt_weight_shard_size`).
        stages: The stages of the pipeline that have it.
    """

    devices: tuple[int, ...]
    axes: tuple[Axis, ...]
    split_shape: tuple[int, ...] = ()
    fields: int = 0
    step: int = 0
    size: int = 0
    stages: tuple[int, ...] = field(default=(0,), compare=False)

    @property
    def ranks(self) -> int:
        """How many devices there are."""
        return prod(self.devices)

    def counts(self) -> list[int]:
        """Into how many slices each axis is cut, `size` aside. Raises IndexError for a dimension that is not there."""
        return [_count(self.devices, axis) for axis in self.axes]

    def parts(self) -> int:
        """`size`, or what -1 stands for."""
        return self.ranks // prod(self.counts()) if self.size == -1 else self.size


def _count(devices: tuple[int, ...], axis: Axis) -> int:
    numbers = [number for number in (axis if isinstance(axis, tuple) else (axis,)) if number != -1]
    if any(not 0 <= number < len(devices) for number in numbers):
        raise IndexError(f"The tensor_map must name dimensions of the dev_matrix {list(devices)}, but got {axis}.")
    return prod(devices[-1 - number] for number in numbers)


Layouts = dict[str, Layout]
Strategy = str | dict[str, Any] | None


def layout_of(name: str, message: Any) -> Layout:
    """What the message of a parameter says. Raises ValueError where it lacks something."""
    maps = [tuple(one.dim) for one in message.tensor_map]
    if not maps or not message.dev_matrix or not message.param_split_shape:
        raise ValueError(
            f"The layout of {name!r} must have a dev_matrix, a tensor_map and a param_split_shape, but lacks one."
        )
    several: tuple[Axis, ...] = tuple(one for one in maps if one)
    return Layout(
        tuple(message.dev_matrix[0].dim),
        several if len(maps) > 1 else maps[0],
        tuple(message.param_split_shape[0].dim),
        message.field,
        message.opt_weight_shard_step,
        message.opt_weight_shard_size,
    )


def _stage_and_name(name: str) -> tuple[int, str]:
    if "-" not in name:
        return 0, name
    stage, _, rest = name.partition("-")
    if not stage.isdecimal() or "-" in rest:
        raise ValueError(f"The names of a strategy file must be 'NAME' or 'STAGE-NAME', but one is {name!r}.")
    return int(stage), rest


def layouts(messages: dict[str, Any], rank: int | None = None) -> Layouts:
    """The layouts by the parameters' own names.

    Args:
        messages: What `build_searched_strategy` gives.
        rank: Whose layouts they shall be where stages differ; the first of the last stage that has one, where None.

    Raises:
        ValueError: A message lacks something, or a name is not understood.
    """
    found: Layouts = {}
    for key, message in messages.items():
        layout = layout_of(key, message)
        stage, name = _stage_and_name(key)
        before = found.get(name)
        stages = (*(before.stages if before else ()), stage)
        if before is None:
            chosen = layout
        elif rank is None:
            chosen = layout if all(stage <= other for other in stages) else before
        else:
            chosen = layout if (rank // layout.ranks > 0) == (stage > 0) else before
        found[name] = replace(chosen, stages=stages)
    return found


def messages_of(strategy: Strategy) -> dict[str, Any] | None:
    """The messages of a strategy that is a file, or was read already."""
    return strategy if isinstance(strategy, dict) else build_searched_strategy(strategy)


def devices_of(strategy: dict[str, Any] | None) -> int:
    """How many devices a stage has.

    Raises:
        IndexError: The strategy names no parameter.
        ValueError: It has pipelines alone.
    """
    if strategy is None:
        return 1
    first = next(iter(layouts(strategy).values()), None)
    if first is None:
        raise IndexError("The strategy file must name a parameter, but names none.")
    if not first.devices:
        raise ValueError("The strategy file must cut parameters, but has stages of a pipeline alone.")
    return first.ranks


def stages_of(strategy: dict[str, Any] | None) -> int:
    """How many stages there are. Raises ValueError where one is missing."""
    if strategy is None:
        return 1
    found = {stage for layout in layouts(strategy).values() for stage in layout.stages}
    if found != set(range(len(found))):
        raise ValueError(f"The strategy file must have all stages of its pipeline, but has {sorted(found)}.")
    return len(found)


def of_rank(
    rank: int, source: dict[str, Any] | None, target: dict[str, Any] | None
) -> tuple[Layouts | None, Layouts | None]:
    """The layouts of source and target, without what only other stages of the target have.

    Raises:
        IndexError: The target names no parameter.
    """
    src = None if source is None else layouts(source)
    if target is None:
        return src, None
    dst = layouts(target, rank)
    stage = rank // stage_devices(dst, rank)
    for name in [name for name, layout in dst.items() if stage not in layout.stages]:
        del dst[name]
        if src is not None:
            src.pop(name, None)
    return src, dst


def stage_devices(of: Layouts | None, rank: int) -> int:
    """How many devices a stage has by its first parameter; 1 where nothing is cut.

    Raises:
        IndexError: There is no parameter, for example because a rank is none of the target's.
    """
    if of is None:
        return 1
    first = next(iter(of.values()), None)
    if first is None:
        raise IndexError(f"The strategy must have parameters of rank {rank}, but has none.")
    return first.ranks
