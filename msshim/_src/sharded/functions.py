"""`shard` of functions, and `reshard` of a tensor. Source: mindspore.parallel of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msshim._src.cell.distribution import plan
from msshim._src.communication.group import get_group_size
from msshim._src.parallel import strategy
from msshim._src.parallel.layout import Layout
from msshim._src.tensor.tensor import Tensor


def shard(
    fn: Callable[..., Any], in_strategy: tuple[Any, ...], out_strategy: Any = None, parameter_plan: Any = None
) -> Callable[..., Any]:
    """A function whose inputs are cut where several processes compute it; in one process the function itself.

    Args:
        fn: A Cell, or a function of Tensors.
        in_strategy: A tuple with one item for each input: the number of parts of each axis, or a `Layout`.
        out_strategy: Likewise; MindSpore does not use it, either.
        parameter_plan: By names of a Cell's parameters how these are cut: a tuple of ints, or a Layout.

    Raises:
        TypeError: An argument is of another type.
        ValueError: A parameter has other axes than its plan, or can not be cut into equal parts.
    """
    if get_group_size() == 1:
        return fn
    return sharded(fn, in_strategy, out_strategy, parameter_plan)


def sharded(fn: Callable[..., Any], in_strategy: Any, out_strategy: Any, parameter_plan: Any) -> Callable[..., Any]:
    """What `shard` gives in several processes."""
    strategy.check_all(in_strategy, out_strategy)
    plan(fn, parameter_plan)

    def call(*args: Any) -> Any:
        from msshim._src.parallel import region  # torch's DTensor takes a while to import

        return fn(*region.cut_inputs(getattr(fn, "__name__", type(fn).__name__), in_strategy, args))

    return call


def reshard(tensor: Tensor, layout: Layout) -> Tensor:
    """A tensor cut by a layout, where several processes compute together; its values are the same.

    Args:
        tensor: Any shape and dtype.
        layout: A Layout that was called.

    Raises:
        TypeError: In several processes, an argument is of another type.
    """
    if get_group_size() == 1:
        return tensor
    if not isinstance(tensor, Tensor):
        raise TypeError(f"For 'reshard', 'tensor' must be a Tensor, but got {type(tensor).__name__}.")
    if not isinstance(layout, Layout):
        raise TypeError(f"For 'reshard', 'layout' must be a Layout, but got {type(layout).__name__}.")
    from msshim._src.parallel import region  # torch's DTensor takes a while to import

    return region.cut_inputs("reshard", (layout,), (tensor,))[0]  # type: ignore[no-any-return]
