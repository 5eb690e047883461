"""`mindspore.numpy.mgrid` and `ogrid`: the points of a grid, from slices."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.kernels.numpy.creation import arange, linspace, meshgrid
from msshim._src.tensor.interop import to_handles


class _Grid:
    """Slices in brackets become coordinates; a complex step such as ``5j`` is a number of points, ends included."""

    sparse = False

    def __getitem__(self, keys: Any) -> Any:
        axes = [_axis(key) for key in ((keys,) if isinstance(keys, slice) else keys)]
        grids = meshgrid(axes, self.sparse, "ij")
        if len(grids) == 1:
            return to_handles(grids[0])
        return to_handles(grids if self.sparse else torch.stack(grids))


class MGridClass(_Grid):
    """The coordinates of all points of a grid in one Tensor."""


class OGridClass(_Grid):
    """The coordinates along each axis of a grid, shaped so that they broadcast."""

    sparse = True


def _axis(key: slice) -> torch.Tensor:
    if not isinstance(key.start, int) or not isinstance(key.stop, int):
        raise TypeError("For 'mgrid' and 'ogrid', start and stop of each slice must be ints.")
    step = key.step or 1
    if isinstance(step, complex):
        made: torch.Tensor = linspace(key.start, key.stop, int(abs(step)))
        return made
    return arange(key.start, key.stop, step)


mgrid, ogrid = MGridClass(), OGridClass()
pi, inf, PINF, NINF, nan = 3.141592653589793, float("inf"), float("inf"), float("-inf"), float("nan")
