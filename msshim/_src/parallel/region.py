"""Regions: calls of a network whose values are DTensors, cut as strategies say.

What comes into a region is what this process has of the batch, and so is what goes out; in between, each value is one
DTensor with the shape of the whole, as in MindSpore's graphs. Outside of regions there are no DTensors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from torch.distributed.device_mesh import DeviceMesh
from torch.distributed.tensor import DTensor, Placement, Replicate, Shard
from torch.distributed.tensor.experimental import implicit_replication

from msshim._src.parallel import cuts
from msshim._src.parallel.mesh import placed, placements, rows, whole
from msshim._src.tensor.interop import _walk
from msshim._src.tensor.tensor import Tensor, wrap


class Region:
    """One network's processes and how its batches come in.

    Args:
        mesh: The processes.
        dataset_strategy: ``"data_parallel"`` where each process gets its own rows, ``"full_batch"`` where each gets
            all, or a tuple with what cuts each input: numbers of parts, or Layouts.
    """

    def __init__(self, mesh: DeviceMesh, dataset_strategy: Any) -> None:
        self.mesh = mesh
        self.dataset_strategy = dataset_strategy
        self.wanted: dict[int, tuple[Placement, ...]] = {}
        """By the id of a Parameter: how the first operation that says so wants it cut."""

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Within it, values are DTensors; what is none counts as one that each process has whole."""
        global _current
        before, _current = _current, self
        try:
            with implicit_replication():
                yield
        finally:
            _current = before

    def inward(self, values: Any) -> Any:
        """The inputs of the network as DTensors, by the strategy of the dataset."""
        return tuple([_walk(value, partial(self._in, place)) for place, value in enumerate(values)])

    def _in(self, place: int, leaf: Any) -> Any:
        if not isinstance(leaf, Tensor) or isinstance(leaf._t, DTensor):
            return leaf
        t, strategy = leaf._t, self.dataset_strategy
        if strategy == "full_batch" or not t.ndim:
            wanted = whole(self.mesh)
        elif strategy == "data_parallel":
            wanted = rows(self.mesh)
        elif place >= len(strategy):
            raise ValueError(f"'dataset_strategy' must have one item for each input, but got {strategy}.")
        else:
            wanted = self.placements(strategy[place])
        return wrap(DTensor.from_local(t, self.mesh, wanted, run_check=False))

    def outward(self, value: Any) -> Any:
        """What the network gave, as what this process has of it: its rows of a batch, or the whole."""
        return _walk(value, self._out)

    def _out(self, leaf: Any) -> Any:
        t = leaf._t if isinstance(leaf, Tensor) else leaf
        if not isinstance(t, DTensor):
            return leaf
        split = self.dataset_strategy != "full_batch" and t.ndim and t.shape[0] % self.mesh.size() == 0
        local = t.redistribute(self.mesh, rows(self.mesh) if split else whole(self.mesh)).to_local()
        return wrap(local) if isinstance(leaf, Tensor) else local

    def placements(self, item: Any) -> tuple[Placement, ...]:
        """The placements of one tensor by its parts, or its Layout."""
        if isinstance(item, tuple):
            cut = cuts.of_parts("", (item,), {}, self.mesh.size())
        else:
            cut = cuts.of_layout(item if isinstance(item, dict) else item.to_dict())
        return placements(self.mesh, cut.matrix, cut.tensors[0])


_current: Region | None = None


def current() -> Region | None:
    """The region that this call is in, None outside."""
    return _current


def compute(primitive: Any, call: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """Call a primitive that has a strategy; in a region its inputs are cut by it first.

    Raises:
        ValueError: The strategy does not fit the inputs.
    """
    region = _current
    strategy = primitive.attrs.get("in_layout") or primitive.attrs.get("in_strategy")
    if region is None or not strategy:
        return call(primitive, *args)
    found = cut_of(primitive, region.mesh.size())
    wanted = iter([placements(region.mesh, found.matrix, axes) for axes in found.tensors])
    try:
        cut = tuple(_walk(arg, lambda leaf: _cut_input(region, leaf, wanted)) for arg in args)
        result = call(primitive, *cut)
    except (ValueError, NotImplementedError) as error:
        raise type(error)(f"For '{primitive.name}', which is cut by {strategy}: {error}") from error
    outputs = primitive.attrs.get("out_layout") or primitive.attrs.get("out_strategy") or ()
    given = iter([region.placements(item) for item in outputs])
    return _walk(result, lambda leaf: _cut_output(leaf, next(given, None)))


def cut_of(primitive: Any, size: int) -> cuts.Cut:
    """What the strategy of a primitive cuts."""
    layouts = primitive.attrs.get("in_layout")
    if layouts:
        return cuts.of_layouts(layouts)
    return cuts.of_parts(primitive.name, primitive.attrs["in_strategy"], primitive.attrs, size)


def _cut_input(region: Region, leaf: Any, wanted: Iterator[tuple[Placement, ...]]) -> Any:
    if not isinstance(leaf, Tensor):
        return leaf
    how = next(wanted, None)
    if how is None:
        raise ValueError("'in_strategy' must have one item for each input.")
    t = leaf._t
    if any(isinstance(one, Shard) and one.dim >= t.ndim for one in how):
        raise ValueError(f"'in_strategy' must have one number of parts for each axis of {tuple(t.shape)}.")
    region.wanted.setdefault(id(leaf), how)
    return wrap(placed(t, region.mesh, how))


def _cut_output(leaf: Any, how: tuple[Placement, ...] | None) -> Any:
    """An output cut as `out_strategy` says; without one, a sum of which each process has a part is added up."""
    t = leaf._t if isinstance(leaf, Tensor) else None
    if not isinstance(t, DTensor):
        return leaf
    if how is None:
        how = tuple(Replicate() if one.is_partial() else one for one in t.placements)
    return wrap(placed(t, t.device_mesh, how))


def cut_inputs(name: str, strategy: tuple[Any, ...], args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Within a region, the arguments of a function as its strategy cuts them; outside as they are.

    Raises:
        ValueError: The strategy has another number of items than there are tensors, or does not fit one.
    """
    region = _current
    if region is None:
        return args
    wanted = iter([region.placements(item) for item in strategy])
    try:
        return tuple(_walk(arg, lambda leaf: _cut_input(region, leaf, wanted)) for arg in args)
    except (ValueError, NotImplementedError) as error:
        raise type(error)(f"For '{name}', which is cut by {strategy}: {error}") from error
