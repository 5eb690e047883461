"""`Reshard` and `reshard` of mindspore.ops. Source: mindspore.ops of 2.10."""

from __future__ import annotations

from typing import Any

from msshim._src.cell.primitive import Primitive
from msshim._src.parallel.layout import Layout
from msshim._src.sharded import functions
from msshim._src.tensor.tensor import Tensor


def reshard(tensor: Tensor, layout: Layout) -> Tensor:
    """A tensor cut by a layout: `mindspore.parallel.function.reshard`.

    Args:
        tensor: Any shape and dtype.
        layout: A Layout that was called.

    Raises:
        TypeError: In several processes, an argument is of another type.
    """
    return functions.reshard(tensor, layout)


class Reshard(Primitive):
    """A tensor in other slices; alone, the tensor itself.

    Args:
        in_layout: A tuple of the Layout that the tensor has.
        out_layout: A tuple of the Layout that it gets.
        in_strategy: What `in_layout` is in numbers of parts.

    Raises:
        TypeError, ValueError: As `Primitive.shard`.
    """

    def __init__(self, in_layout: Any, out_layout: Any, in_strategy: Any) -> None:
        super().__init__("Reshard")
        self.init_attrs = {"in_layout": in_layout, "out_layout": out_layout, "in_strategy": in_strategy}
        self.shard(in_layout, out_layout)
        self.in_strategy = in_strategy

    def __call__(self, tensor: Any) -> Any:
        """The tensor; in a region its slices change on the way in and out."""
        return tensor
