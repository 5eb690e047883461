"""Parts of MindSpore's own training that packages import. Source: mindspore.train of 2.10."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msshim._src.cell.cell import Cell
from msshim._src.cell.composite import MultitypeFuncGraph
from msshim._src.factory.registry import get
from msshim._src.precision.levels import _keep, _WithLoss, get_black_list
from msshim._src.precision.managers import DynamicLossScaleManager
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor
from msshim._src.training.callback.base import Callback, RunContext

_config_level: dict[str, dict[str, Any]] = {
    level: {
        "keep_batchnorm_fp32": level == "O2",
        "cast_model_type": mstype.float16 if level in ("O2", "O3") else mstype.float32,
        "loss_scale_manager": DynamicLossScaleManager() if level == "O2" else None,
    }
    for level in ("O0", "O1", "O2", "O3", "auto")
}
"""What the levels of mixed precision set."""

_grad_overflow = MultitypeFuncGraph("_grad_overflow")
"""Whether a gradient has infinity or nan: 1.0, else 0.0, in a Tensor of one element."""


@_grad_overflow.register("Tensor")
def _tensor_grad_overflow(grad: Any) -> Any:
    return get("ops", "FloatStatus")()(grad)


@_grad_overflow.register("RowTensor")
def _tensor_grad_overflow_row_tensor(grad: Any) -> Any:
    return get("ops", "FloatStatus")()(grad.values)


def _do_keep_batchnorm_fp32(network: Cell) -> None:
    """Let the layers of the black list compute in float32, and answer in float16."""
    _keep(network, tuple(get_black_list()), mstype.dtype_to_torch(mstype.float16))


def _add_loss_network(network: Cell, loss_fn: Cell, cast_model_type: Any) -> Cell:
    """The network with its loss, which gets float32 where the network computes in half precision.

    Raises:
        TypeError: `loss_fn` is no Cell.
    """
    if not isinstance(loss_fn, Cell):
        raise TypeError(f"The 'loss_fn' must be a Cell, but got {loss_fn!r}.")
    half = cast_model_type in (mstype.float16, mstype.bfloat16)
    made: Cell = (_WithLoss if half else get("nn", "WithLossCell"))(network, loss_fn)
    return made


def check_value_type(arg_name: str, arg_value: Any, valid_types: Any) -> None:
    """Raise TypeError unless a value is of one of some types; True is an int only beside bool."""
    kinds = tuple(valid_types) if isinstance(valid_types, Iterable) else (valid_types,)
    if not isinstance(arg_value, kinds) or (isinstance(arg_value, bool) and bool not in kinds):
        raise TypeError(f"The '{arg_name}' must be of {[kind.__name__ for kind in kinds]}, but got {arg_value!r}.")


def _transfer_tensor_to_tuple(inputs: Any) -> Any:
    """A Tensor as a tuple of one; all else as it is."""
    return (inputs,) if isinstance(inputs, Tensor) else inputs


class _StepSync(Callback):
    """Waits for each step; here a step has ended when its call returns."""

    @staticmethod
    def step_end(run_context: RunContext) -> None:  # type: ignore[override]
        """Nothing."""


def _get_summary_tensor_data() -> dict[str, Any]:
    """Values that operations of summaries gathered: none, since they write by themselves."""
    return {}


_keys = iter(range(1, 2**63))


def _get_unique_parameter_key() -> int:
    """A number that no other call gives."""
    return next(_keys)
