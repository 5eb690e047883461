"""What ranks of a target get, of what ranks of a source have."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from msshim._src.checkpoint.sharded import pieces
from msshim._src.checkpoint.sharded.layout import Layout, Layouts
from msshim._src.checkpoint.sharded.pieces import Made, Piece, Pieces, Values
from msshim._src.checkpoint.sharded.plan import Array, Plan, plan

Held = dict[str, dict[int, Piece | str]]


def held(files: Iterable[tuple[int, Pieces]]) -> Held:
    """What ranks have of each parameter: of those that count as the same rank, the last that has it."""
    found: Held = {}
    for rank, content in files:
        for name, piece in content.items():
            found.setdefault(name, {})[rank] = piece
    return found


def planned(name: str, source: Layout | None, target: Layout | None, shape: tuple[int, ...]) -> Plan:
    """The plan of a parameter. Raises what `Plan` does, with its name."""
    try:
        return plan(source, target, shape)
    except (ValueError, IndexError, RuntimeError) as error:
        raise type(error)(f"The parameter {name!r} can not be cut anew: {error}") from error


def _fill(way: Plan, rank: int, own: dict[int, Piece | str], first: Piece) -> Array:
    arrays: dict[int, Array] = {}

    def read(other: int) -> Array:
        if other not in arrays:
            piece = own[other]
            assert isinstance(piece, Piece)
            arrays[other] = piece.read()
        return arrays[other]

    out = first.empty(way.shape)
    way.fill(rank, read, out)
    return out


def _cut(name: str, rank: int, own: dict[int, Piece | str], first: Piece, way: Plan, needs_own: bool) -> Made:
    try:
        needed = {other % way.sources for other in way.ranks(rank)}
    except RuntimeError as error:
        raise RuntimeError(f"The parameter {name!r} can not be cut anew: {error}") from error
    missing = sorted((needed | {rank % way.sources} if needs_own else needed) - set(own))
    if missing:
        raise ValueError(f"The ranks {sorted(needed)} must have the parameter {name!r}, but {missing} lack it.")
    for other in sorted(needed):
        piece = own[other]
        if not isinstance(piece, Piece) or (piece.dtype, piece.shape) != (first.dtype, first.shape):
            raise ValueError(
                f"The slices of {name!r} must have one shape and type, {first.shape} and {first.dtype}, but rank "
                f"{other} has {piece if isinstance(piece, str) else (piece.shape, piece.dtype)}."
            )
    return Made(first.dtype, way.shape, partial(_fill, way, rank, own, first))


def cut_anew(
    rank: int, found: Held, src: Layouts | None, dst: Layouts | None, needs_own: bool = True
) -> tuple[Values, int]:
    """What a rank of the target gets of the parameters that both strategies have.

    Args:
        rank: The rank in its stage.
        found: What the ranks of the source have.
        src: The source's layouts.
        dst: The target's.
        needs_own: Whether the source's rank of the same number must have a parameter, needed or not.

    Returns:
        The values, and how many ranks the source of the last one has; 0 where there is none.

    Raises:
        ValueError: A rank lacks a parameter, or has it in another shape or type.
    """
    values: Values = {}
    ranks = 0
    for name, own in found.items():
        first = next(iter(own.values()))
        if (src is not None and name not in src) or (dst is not None and name not in dst) or isinstance(first, str):
            continue
        way = planned(name, src[name] if src else None, dst[name] if dst else None, first.shape)
        values[name] = _cut(name, rank, own, first, way, needs_own)
        ranks = way.sources
    return values, ranks


def _with_rest(values: Values, ranks: int, rank: int, found: Held) -> Values:
    """With what the strategies do not name, such as a learning rate: as the rank of the same number has it."""
    for name, own in found.items():
        if name not in values:
            if rank % ranks not in own:
                raise KeyError(f"The checkpoint of rank {rank % ranks} must have {name!r}, but has not.")
            piece = own[rank % ranks]
            values[name] = piece if isinstance(piece, str) else pieces.copied(piece)
    return values


def _elsewhere(name: str, all_of: Layouts | None, here: Layouts | None) -> bool:
    """Whether a strategy has a parameter in other stages alone, or there is no strategy."""
    return all_of is None or here is None or (name in all_of and name not in here)


def values_of(
    rank: int,
    found: Held,
    all_of: tuple[Layouts | None, Layouts | None],
    here: tuple[Layouts | None, Layouts | None],
    some: bool,
) -> Values:
    """All that a rank of the target gets.

    Args:
        rank: The rank in its stage.
        found: What the ranks of the source have.
        all_of: The layouts of the source and the target.
        here: Those of the rank's stage.
        some: Whether the strategies must name a parameter that the source has.

    Raises:
        ValueError: They name none, or a rank lacks a parameter, or has it in another shape or type.
        KeyError: A rank lacks what the strategies do not name.
    """
    (source, target), (src, dst) = all_of, here
    kept = {
        name: own
        for name, own in found.items()
        if not (_elsewhere(name, source, src) and _elsewhere(name, target, dst))
    }
    values, ranks = cut_anew(rank, kept, src, dst)
    if some and not ranks:
        raise ValueError("The strategy files must name a parameter of the checkpoints, but name none of them.")
    return _with_rest(values, ranks or 1, rank, kept)
