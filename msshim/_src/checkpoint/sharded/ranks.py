"""Which ranks' checkpoints are needed for that of a rank of the target."""

from __future__ import annotations

from typing import Any

from msshim._src.checkpoint.sharded.layout import messages_of, of_rank, stage_devices
from msshim._src.checkpoint.sharded.values import planned


def needed_ranks(rank: int, source: dict[str, Any] | None, target: dict[str, Any] | None) -> list[int]:
    """What `rank_list_for_transform` gives, of strategies that were read."""
    if source is None:
        return [0]
    src, dst = of_rank(rank, source, target)
    assert src is not None
    devices, there = stage_devices(src, rank), stage_devices(dst, rank)
    local = rank % there if there > 1 else rank
    found: set[int] = set()
    for name, layout in src.items():
        other = None if dst is None else dst.get(name)
        if dst is not None and other is None:
            continue
        shape = (max(layout.ranks, other.ranks if other else 1),) * len(layout.axes)
        way = planned(name, layout, other, shape)
        found |= {one % layout.ranks for one in way.ranks(local)}
    stages = {stage for layout in src.values() for stage in layout.stages}
    return sorted((stage * devices + one for stage in stages for one in found), reverse=True)


def rank_list_for_transform(
    rank_id: int, src_strategy_file: str | None = None, dst_strategy_file: str | None = None
) -> list[int]:
    """The ranks whose checkpoints are needed to make that of a rank of the target.

    Args:
        rank_id: The rank.
        src_strategy_file: How the checkpoints are cut; None where there is a whole one.
        dst_strategy_file: How they shall be cut; None for whole.

    Raises:
        TypeError: `rank_id` is no int, or a strategy file no str.
        ValueError: A strategy file is not there or wrong.
        IndexError: The target has no such rank.
        RuntimeError: A layout contradicts itself.
    """
    if not isinstance(rank_id, int):
        raise TypeError(f"The 'rank_id' must be an int, but got {type(rank_id).__name__}.")
    if src_strategy_file is None:
        return [0]
    return needed_ranks(rank_id, messages_of(src_strategy_file), messages_of(dst_strategy_file))


def rank_list_for_convert(
    rank_id: int, src_strategy_file: str | None = None, dst_strategy_file: str | None = None
) -> list[int]:
    """`rank_list_for_transform` by its other name."""
    return rank_list_for_transform(rank_id, src_strategy_file, dst_strategy_file)
