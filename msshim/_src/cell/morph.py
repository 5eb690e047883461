"""`Morph`: a function as a primitive of graph mode. Source: mindspore.ops of 2.10."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from msshim._src.cell import bprop
from msshim._src.cell.primitive import PrimitiveWithInfer
from msshim._src.runtime import mode
from msshim._src.runtime.context import GRAPH_MODE, get_context


class _Written:
    """What `bprop` asks of a cell: the function and its gradient."""

    def __init__(self, construct: Callable[..., Any], backward: Callable[..., Any]) -> None:
        self.construct, self.bprop = construct, backward


class Morph(PrimitiveWithInfer):
    """A function of Tensors as a primitive, in graph mode only.

    Args:
        fn: The function.
        infer_shape: Kept; MindSpore's graphs ask it for the shapes.
        infer_dtype: Kept; MindSpore's graphs ask it for the dtypes.
        bprop_fn: The gradients by the arguments, from them, the result and its gradient; `fn`'s own without one.

    Raises:
        ValueError: There is a `bprop_fn`, and `fn` has defaults or takes any number of arguments.
        RuntimeError: At a call, the mode is not GRAPH_MODE.
    """

    def __init__(
        self,
        fn: Callable[..., Any],
        infer_shape: Callable[..., Any],
        infer_dtype: Callable[..., Any],
        bprop_fn: Callable[..., Any] | None = None,
    ) -> None:
        super().__init__("Morph")
        self.init_attrs = {"fn": fn, "infer_shape": infer_shape, "infer_dtype": infer_dtype, "bprop_fn": bprop_fn}
        if bprop_fn is not None:
            for parameter in inspect.signature(fn).parameters.values():
                if parameter.kind is not parameter.POSITIONAL_OR_KEYWORD or parameter.default is not parameter.empty:
                    raise ValueError(f"For 'Morph', 'fn' must take plain arguments only, but has '{parameter}'.")
        self._fn, self._infer_shape, self._infer_dtype, self._bprop_fn = fn, infer_shape, infer_dtype, bprop_fn

    def infer_shape(self, *args: Any) -> Any:
        """What the function for shapes says."""
        return self._infer_shape(*args)

    def infer_dtype(self, *args: Any) -> Any:
        """What the function for dtypes says."""
        return self._infer_dtype(*args)

    def __call__(self, *args: Any) -> Any:
        """The function's result."""
        if get_context("mode") != GRAPH_MODE:
            raise RuntimeError("For 'Morph', the mode must be GRAPH_MODE.")
        if self._bprop_fn is not None and mode.records():
            return bprop.forward(_Written(self._fn, self._bprop_fn), *args)
        return self._fn(*args)
