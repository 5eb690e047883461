"""Arrangements of processes as one torch DeviceMesh, and cuts as placements of DTensors on it.

DTensors of one computation stand on one mesh; MindSpore's operations have an arrangement each. Processes fill all of
them row by row, so arrangements differ only in where the row of processes is divided: the mesh is divided wherever one
of them is, and an axis of an arrangement is one axis of the mesh, or several next to each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import accumulate, pairwise

import torch
from torch import distributed
from torch.distributed.device_mesh import DeviceMesh, init_device_mesh
from torch.distributed.tensor import DTensor, Placement, Replicate, Shard

_meshes: dict[tuple[str, tuple[int, ...]], DeviceMesh] = {}


def refined(matrices: Iterable[tuple[int, ...]], size: int) -> tuple[int, ...]:
    """The sizes of the axes of a mesh that is divided wherever one of the arrangements is.

    Raises:
        ValueError: An arrangement is not one of `size` processes.
        NotImplementedError: Two of them divide the processes where no mesh can: by 2 and then 3, and by 3 and then 2.
    """
    marks = {1, size}
    for matrix in matrices:
        if math.prod(matrix) != size:
            raise ValueError(f"an arrangement {matrix} must be one of the {size} processes that there are.")
        marks |= set(accumulate(matrix, lambda a, b: a * b))
    steps = list(pairwise(sorted(marks)))
    if any(after % before for before, after in steps):
        raise NotImplementedError(
            f"msshim puts all arrangements of a network's operations on one torch DeviceMesh, but {size} processes can "
            f"not be divided as all of them want; give them one device_matrix."
        )
    return tuple(after // before for before, after in steps) or (1,)


def mesh_of(sizes: tuple[int, ...]) -> DeviceMesh:
    """The mesh of all processes with these axes, on the device that new tensors have; made once.

    Raises:
        RuntimeError: `init()` was not called.
    """
    if not distributed.is_initialized():
        raise RuntimeError("To cut tensors over processes, call mindspore.communication.init() first.")
    kind = torch.get_default_device().type
    if (kind, sizes) not in _meshes:
        _meshes[kind, sizes] = init_device_mesh(kind, sizes)
    return _meshes[kind, sizes]


def placements(mesh: DeviceMesh, matrix: tuple[int, ...], axes: tuple[tuple[int, ...], ...]) -> tuple[Placement, ...]:
    """The placements of a tensor whose axes are cut by these axes of an arrangement.

    Raises:
        NotImplementedError: The mesh is not divided where the arrangement is, or one axis of the tensor is cut by
            several of it in another order than theirs, which torch's DTensor has no public placement for.
    """
    found: list[Placement] = [Replicate()] * mesh.ndim
    runs = _runs(tuple(mesh.shape), matrix)
    for axis, cutting in enumerate(axes):
        if list(cutting) != sorted(cutting):
            raise NotImplementedError(
                f"msshim cuts an axis by several of a device_matrix in their own order alone, but got {cutting}; "
                f"name them as 'alias_name' does."
            )
        for one in cutting:
            for place in runs[one]:
                found[place] = Shard(axis)
    return tuple(found)


def _runs(sizes: tuple[int, ...], matrix: tuple[int, ...]) -> list[range]:
    """For each axis of an arrangement the axes of the mesh that it consists of."""
    ends = {product: place for place, product in enumerate(accumulate(sizes, lambda a, b: a * b), 1)} | {1: 0}
    marks = [1, *accumulate(matrix, lambda a, b: a * b)]
    if any(mark not in ends for mark in marks):
        raise NotImplementedError(
            f"msshim has arranged the processes of this network as {sizes}, in which {matrix} is not found: name the "
            f"layout in an attribute of the network, so that it is known before the first call."
        )
    return [range(ends[before], ends[after]) for before, after in pairwise(marks)]


def whole(mesh: DeviceMesh) -> tuple[Placement, ...]:
    """The placements of what each process has whole."""
    return (Replicate(),) * mesh.ndim


def rows(mesh: DeviceMesh) -> tuple[Placement, ...]:
    """The placements of a batch, of which each process has its own rows."""
    return (Shard(0),) * mesh.ndim


def placed(t: torch.Tensor, mesh: DeviceMesh, wanted: tuple[Placement, ...]) -> DTensor:
    """A tensor with these placements; a plain one is the whole, of which each process has the same.

    Raises:
        ValueError: An axis can not be cut into equal parts.
    """
    for axis in range(t.ndim):
        parts = math.prod(size for size, how in zip(mesh.shape, wanted, strict=True) if how == Shard(axis))
        if t.shape[axis] % parts:
            raise ValueError(f"axis {axis} of a tensor of shape {tuple(t.shape)} must divide into {parts} equal parts.")
    if not isinstance(t, DTensor):
        t = DTensor.from_local(t, mesh, whole(mesh), run_check=False)
    return t if t.placements == wanted else t.redistribute(mesh, wanted)
