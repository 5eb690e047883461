"""Networks that compute in half precision. Source: mindspore.amp of 2.10.

Casts stand at the borders of cells and primitives: white-listed ones take and compute in half precision and give
float32, as the casts do that MindSpore writes into the network's source. It writes them around functions as well, such
as `ops.relu` and `ops.bmm`, and around primitives made in place; these keep their dtypes here.
"""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.primitive import Primitive
from msshim._src.factory.registry import get
from msshim._src.optim.optimizer import Optimizer
from msshim._src.precision.managers import LossScaleManager
from msshim._src.steps.training import TrainOneStepCell, TrainOneStepWithLossScaleCell
from msshim._src.tables import load
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.interop import cast_floating

LEVELS = ("O0", "O1", "O2", "O3", "auto")
_WHITE = "Conv1d Conv2d Conv3d Conv1dTranspose Conv2dTranspose Conv3dTranspose Dense LSTMCell RNNCell GRUCell"
_PRIMITIVES = "Conv2D Conv3D Conv2DTranspose Conv3DTranspose Conv2DBackpropInput MatMul BatchMatMul PReLU ReLU Ger"
_BLACK = "BatchNorm1d BatchNorm2d BatchNorm3d LayerNorm"


def get_white_list() -> list[type]:
    """The cells and primitives that `O1` computes in half precision."""
    return [*(get("nn", name) for name in _WHITE.split()), *(get("ops", name) for name in _PRIMITIVES.split())]


def get_black_list() -> list[type]:
    """The cells that `O2` computes in float32."""
    return [get("nn", name) for name in _BLACK.split()]


class _OutputTo(Cell):
    """A cell whose floating-point outputs come in another dtype."""

    def __init__(self, backbone: Cell, dtype: torch.dtype) -> None:
        super().__init__(auto_prefix=False)
        self._backbone = backbone
        self._dtype = dtype

    def construct(self, *args: Any, **kwargs: Any) -> Any:
        """The outputs, cast."""
        return cast_floating(self._backbone(*args, **kwargs), self._dtype)


class _Autocast(Cell):
    """A cell in torch.autocast, which knows of each operation which precision it wants.

    MindSpore adds a bias in float32, which torch does not.
    """

    def __init__(self, backbone: Cell, dtype: torch.dtype) -> None:
        super().__init__(auto_prefix=False)
        self._backbone = backbone
        self._dtype = dtype
        for _, cell in backbone.cells_and_names():
            if getattr(cell, "has_bias", False) is True and isinstance(cell, _biased()):
                cell.register_forward_hook(_in_float32)

    def construct(self, *args: Any, **kwargs: Any) -> Any:
        """The outputs, in the precision of the last operation."""
        device = next((p._p.device.type for p in self._backbone.get_parameters()), "cpu")
        with torch.autocast(device, self._dtype):
            return self._backbone(*args, **kwargs)


def _biased() -> tuple[type, ...]:
    """The cells that add a bias to a product."""
    return tuple(get("nn", name) for name in _WHITE.split() if not name.endswith("Cell"))


def _of_nn(kind: type) -> bool:
    """Whether a class is the one that `nn` has by its name."""
    return kind.__name__ in load.index("nn") and get("nn", kind.__name__) is kind


class _HalfPrimitive:
    """A primitive that computes in half precision and gives float32; else it is as it was."""

    def __init__(self, primitive: Primitive, dtype: torch.dtype) -> None:
        self.primitive = primitive
        self.dtype = dtype

    def __call__(self, *args: Any) -> Any:
        """The outputs, cast."""
        return cast_floating(self.primitive(*cast_floating(args, self.dtype)), torch.float32)

    def __getattr__(self, name: str) -> Any:
        if name == "primitive":  # not yet there while a copy is made
            raise AttributeError(name)
        return getattr(self.primitive, name)


def _in_float32(cell: Cell, inputs: Any, output: Any) -> Any:
    return cast_floating(output, torch.float32)


def _half(network: Cell, dtype: mstype.Type, listed: tuple[type, ...]) -> None:
    """Let the cells and primitives in a white list compute in half precision.

    A cell is in the list, too, with the primitive of its name: `nn.ReLU` with `ops.ReLU`.
    """
    names = {kind.__name__ for kind in listed if issubclass(kind, Primitive)}
    for name, value in list(vars(network).items()):
        if isinstance(value, Primitive) and isinstance(value, listed):
            setattr(network, name, _HalfPrimitive(value, mstype.dtype_to_torch(dtype)))
    for child in network.name_cells().values():
        if isinstance(child, listed) or (type(child).__name__ in names and _of_nn(type(child))):
            child.to_float(dtype).register_forward_hook(_in_float32)
        else:
            _half(child, dtype, listed)


def _keep(network: Cell, listed: tuple[type, ...], dtype: torch.dtype) -> None:
    """Let black-listed cells in a network of half precision compute in float32."""
    for name, child in list(network.name_cells().items()):
        if isinstance(child, listed):
            network._cells[name] = _OutputTo(child.to_float(mstype.float32), dtype)
        else:
            _keep(child, listed, dtype)


def _checked(network: Any, level: str, dtype: Any) -> None:
    if not isinstance(network, Cell):
        raise TypeError(f"For amp_level '{level}', 'network' must be a Cell, but got {network!r}.")
    if dtype not in (mstype.float16, mstype.bfloat16):
        raise ValueError(f"For amp_level '{level}', 'dtype' must be float16 or bfloat16, but got {dtype}.")


def auto_mixed_precision(network: Cell, amp_level: str = "O0", dtype: mstype.Type = mstype.float16) -> Cell:
    """The network, changed to compute in half precision.

    Args:
        network: A Cell.
        amp_level: "O0": nothing; "O1": the white list; "O2": all but those of the black list, inputs
            and float32 outputs included; "O3": all; "auto": what torch.autocast says.
        dtype: float16 or bfloat16.

    Raises:
        TypeError: `network` is no Cell.
        ValueError: The level or dtype is not one of these.
    """
    _checked(network, amp_level, dtype)
    half = mstype.dtype_to_torch(dtype)
    if amp_level == "O0":
        return network
    if amp_level == "O1":
        return custom_mixed_precision(network, white_list=get_white_list(), dtype=dtype)
    if amp_level == "auto":
        return _Autocast(network, half)
    if amp_level not in LEVELS:
        raise ValueError(f"For 'auto_mixed_precision', 'amp_level' must be in {LEVELS}, but got {amp_level!r}.")
    network.to_float(dtype)
    if amp_level == "O2":
        _keep(network, tuple(get_black_list()), half)
    return _OutputTo(network, torch.float32)


def _classes(name: str, listed: Any, kinds: tuple[type, ...]) -> tuple[type, ...]:
    if not isinstance(listed, list):
        raise TypeError(f"For 'custom_mixed_precision', '{name}' must be a list, but got {listed!r}.")
    for kind in listed:
        if not isinstance(kind, type) or not issubclass(kind, kinds):
            wanted = " or ".join(f"'{base.__name__}'" for base in kinds)
            raise TypeError(f"For 'custom_mixed_precision', '{name}' must hold classes of {wanted}, but got {kind!r}.")
    return tuple(listed)


def custom_mixed_precision(
    network: Cell,
    *,
    white_list: list[type] | None = None,
    black_list: list[type] | None = None,
    dtype: mstype.Type = mstype.float16,
) -> Cell:
    """The network, where what a white list holds, or all but the cells of a black list, computes in half precision.

    Args:
        network: A Cell.
        white_list: Classes of cells, and of primitives which cells hold as attributes.
        black_list: Classes of cells.
        dtype: float16 or bfloat16.

    Raises:
        TypeError: `network` is no Cell, or a list holds something else than these classes.
        ValueError: Both lists are given, or none, or the dtype is not half.
    """
    _checked(network, "custom", dtype)
    if (white_list is None) is (black_list is None):
        raise ValueError("For 'custom_mixed_precision', one of 'white_list' and 'black_list' must be given.")
    if white_list is not None:
        kinds = _classes("white_list", white_list, (Cell, Primitive))
        if isinstance(network, kinds):
            return _OutputTo(network.to_float(dtype), torch.float32)
        _half(network, dtype, kinds)
        return network
    kinds = _classes("black_list", black_list, (Cell,))
    network.to_float(dtype)
    _keep(network, kinds, mstype.dtype_to_torch(dtype))
    return _OutputTo(network, torch.float32)


class _WithLoss(Cell):
    """``loss_fn(backbone(data), label)`` in float32."""

    def __init__(self, backbone: Cell, loss_fn: Cell) -> None:
        super().__init__(auto_prefix=False)
        self._backbone = backbone
        self._loss_fn = loss_fn

    def construct(self, data: Any, label: Any) -> Any:
        """The loss."""
        found = cast_floating(self._backbone(data), torch.float32)
        return self._loss_fn(found, cast_floating(label, torch.float32))


def build_train_network(
    network: Cell,
    optimizer: Optimizer,
    loss_fn: Cell | None = None,
    level: str = "O0",
    boost_level: str = "O0",
    **kwargs: Any,
) -> Cell:
    """The Cell of a training step of a network in mixed precision.

    Args:
        network: The Cell; without `loss_fn`, it gives the loss.
        optimizer: The Optimizer.
        loss_fn: The loss.
        level: As of `auto_mixed_precision`.
        boost_level: No effect here.
        kwargs: `cast_model_type`, float16 or float32 in place of the level's, `keep_batchnorm_fp32`, whether the black
            list stays in float32 where the model is cast, and `loss_scale_manager`.

    Raises:
        TypeError: An argument is of another type.
        ValueError: The level or an option is not one of these.
    """
    if not isinstance(optimizer, Optimizer):
        raise TypeError(f"For 'build_train_network', 'optimizer' must be an Optimizer, but got {optimizer!r}.")
    if not isinstance(level, str):
        raise TypeError(f"For 'build_train_network', 'level' must be a str, but got {level!r}.")
    if level not in LEVELS:
        raise ValueError(f"For 'build_train_network', 'level' must be in {LEVELS}, but got {level!r}.")
    _check_options(kwargs)
    half = level in ("O2", "O3")
    cast = kwargs.get("cast_model_type", mstype.float16 if half else mstype.float32)
    network = _cast_model(network, level, cast, kwargs.get("keep_batchnorm_fp32", level == "O2"))
    if loss_fn is not None:
        wide = cast == mstype.float16 or level == "auto"
        network = _WithLoss(network, loss_fn) if wide else get("nn", "WithLossCell")(network, loss_fn)
    manager = kwargs.get("loss_scale_manager")
    update = manager.get_update_cell() if manager else None
    if update is not None:
        return TrainOneStepWithLossScaleCell(network, optimizer, update).set_train()
    return TrainOneStepCell(network, optimizer, manager.get_loss_scale() if manager else None).set_train()


def _check_options(given: dict[str, Any]) -> None:
    who = "For 'build_train_network', "
    unknown = set(given) - {"cast_model_type", "keep_batchnorm_fp32", "loss_scale_manager"}
    if unknown:
        raise ValueError(f"{who}there is no option {sorted(unknown)}.")
    cast, keep, manager = (given.get(name) for name in ("cast_model_type", "keep_batchnorm_fp32", "loss_scale_manager"))
    if "cast_model_type" in given and cast not in (mstype.float16, mstype.float32):
        raise TypeError(f"{who}'cast_model_type' must be float16 or float32, but got {cast!r}.")
    if "keep_batchnorm_fp32" in given and not isinstance(keep, bool):
        raise TypeError(f"{who}'keep_batchnorm_fp32' must be bool, but got {keep!r}.")
    if manager and not isinstance(manager, LossScaleManager):
        raise TypeError(f"{who}'loss_scale_manager' must be a LossScaleManager, but got {manager!r}.")


def _cast_model(network: Cell, level: str, cast: mstype.Type, keep: bool) -> Cell:
    """The network as the options of `build_train_network` want it."""
    if cast == mstype.float16 or (level == "O2" and not keep):
        network.to_float(mstype.float16)
        if keep:
            _keep(network, tuple(get_black_list()), torch.float16)
        return network
    return network if level in ("O2", "O3") else auto_mixed_precision(network, level)
