# Written from the tables by `make generate`; a test fails when it is stale.
from collections.abc import Sequence as _Sequence
from typing import Any as _Any

from torch import Tensor as _Torch

from msshim.core.cell import Cell as _Cell
from msshim.core.dtype import Type as _Type
from msshim.core.primitive import Primitive as _Primitive
from msshim.core.tensor import Tensor as _Tensor

"""`mindspore.nn` on torch."""

class AvgPool1d(_Cell):
    """The mean of each window of (N, C, L) or (C, L)."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., ceil_mode: _Any = ..., count_include_pad: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AvgPool2d(_Cell):
    """The mean of each window of (N, C, H, W) or (C, H, W)."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., ceil_mode: _Any = ..., count_include_pad: _Any = ..., divisor_override: _Any = ..., data_format: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AvgPool3d(_Cell):
    """The mean of each window of (N, C, D, H, W) or (C, D, H, W)."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., ceil_mode: _Any = ..., count_include_pad: _Any = ..., divisor_override: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchNorm1d(_Cell):
    """Batch normalisation of (N, C) or (N, C, L) over all axes but the channels."""

    def __init__(self, num_features: int, eps: float = ..., momentum: _Any = ..., affine: bool = ..., gamma_init: _Any = ..., beta_init: _Any = ..., moving_mean_init: _Any = ..., moving_var_init: _Any = ..., use_batch_statistics: _Any = ..., data_format: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchNorm2d(_Cell):
    """Batch normalisation of (N, C, H, W) over all axes but the channels."""

    def __init__(self, num_features: int, eps: float = ..., momentum: _Any = ..., affine: bool = ..., gamma_init: _Any = ..., beta_init: _Any = ..., moving_mean_init: _Any = ..., moving_var_init: _Any = ..., use_batch_statistics: _Any = ..., data_format: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchNorm3d(_Cell):
    """Batch normalisation of (N, C, D, H, W) over all axes but the channels."""

    def __init__(self, num_features: int, eps: float = ..., momentum: _Any = ..., affine: bool = ..., gamma_init: _Any = ..., beta_init: _Any = ..., moving_mean_init: _Any = ..., moving_var_init: _Any = ..., use_batch_statistics: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CELU(_Cell):
    """max(x, 0) + min(alpha * (exp(x / alpha) - 1), 0)."""

    def __init__(self, alpha: float = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.core.cell import Cell as Cell
from msshim.core.containers import CellDict as CellDict
from msshim.core.containers import CellList as CellList
class Conv1d(_Cell):
    """1-D convolution of (N, C_in, L) to (N, C_out, L_out); 'same' padding and no bias by default."""

    def __init__(self, in_channels: int, out_channels: int, kernel_size: int, stride: int = ..., pad_mode: _Any = ..., padding: int = ..., dilation: int = ..., group: int = ..., has_bias: bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv1dTranspose(_Cell):
    """1-D transposed convolution of (N, C_in, L) to (N, C_out, L_out); 'same' crop and no bias by default."""

    def __init__(self, in_channels: int, out_channels: int, kernel_size: int, stride: int = ..., pad_mode: _Any = ..., padding: int = ..., dilation: int = ..., group: int = ..., has_bias: bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv2d(_Cell):
    """2-D convolution of (N, C_in, H, W) to (N, C_out, H_out, W_out); 'same' padding and no bias by default."""

    def __init__(self, in_channels: int, out_channels: int, kernel_size: _Any, stride: _Any = ..., pad_mode: str = ..., padding: _Any = ..., dilation: _Any = ..., group: int = ..., has_bias: bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., data_format: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv2dTranspose(_Cell):
    """2-D transposed convolution of (N, C_in, H, W) to (N, C_out, H_out, W_out); 'same' crop and no bias by default."""

    def __init__(self, in_channels: int, out_channels: int, kernel_size: _Any, stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., output_padding: _Any = ..., dilation: _Any = ..., group: int = ..., has_bias: bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv3d(_Cell):
    """3-D convolution of (N, C_in, D, H, W) to (N, C_out, D_out, H_out, W_out); 'same' padding and no bias by default."""

    def __init__(self, in_channels: int, out_channels: int, kernel_size: _Any, stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., group: _Any = ..., has_bias: bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., data_format: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv3dTranspose(_Cell):
    """3-D transposed convolution of (N, C_in, D, H, W) to (N, C_out, D_out, H_out, W_out); 'same' crop and no bias by default."""

    def __init__(self, in_channels: int, out_channels: int, kernel_size: _Any, stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., group: _Any = ..., output_padding: _Any = ..., has_bias: bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., data_format: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Dense(_Cell):
    """x @ weight.T + bias over the last axis, then an activation, if one is given."""

    def __init__(self, in_channels: int, out_channels: int, weight_init: _Any = ..., bias_init: _Any = ..., has_bias: bool = ..., activation: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Dropout(_Cell):
    """In training mode, zeros with probability p and the rest scaled by 1 / (1 - p)."""

    def __init__(self, keep_prob: _Any = ..., p: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ELU(_Cell):
    """x where x > 0, alpha * (exp(x) - 1) elsewhere."""

    def __init__(self, alpha: float = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Embedding(_Cell):
    """The rows of a table, by their numbers."""

    def __init__(self, vocab_size: int, embedding_size: int, use_one_hot: bool = ..., embedding_table: _Any = ..., dtype: _Type | None = ..., padding_idx: _Any = ...) -> None: ...
    def construct(self, ids: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FastGelu(_Cell):
    """x * sigmoid(1.702 * x)."""

    def __init__(self) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Flatten(_Cell):
    """One axis in place of the axes from start_dim to end_dim."""

    def __init__(self, start_dim: _Any = ..., end_dim: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class GELU(_Cell):
    """x times the normal distribution function of x; by default its approximation with tanh."""

    def __init__(self, approximate: bool = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class GLU(_Cell):
    """The first half times the sigmoid of the second, along an axis."""

    def __init__(self, axis: int = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class GroupNorm(_Cell):
    """Normalisation over groups of channels of (N, C, ...)."""

    def __init__(self, num_groups: int, num_channels: int, eps: float = ..., affine: bool = ..., gamma_init: _Any = ..., beta_init: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class HShrink(_Cell):
    """x where abs(x) > lambd, 0 elsewhere."""

    def __init__(self, lambd: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class HSigmoid(_Cell):
    """min(max((x + 3) / 6, 0), 1)."""

    def __init__(self) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class HSwish(_Cell):
    """x * min(max(x + 3, 0), 6) / 6."""

    def __init__(self) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Hardtanh(_Cell):
    """x kept within [min_val, max_val]."""

    def __init__(self, min_val: _Any = ..., max_val: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LRN(_Cell):
    """x over (bias + alpha * the sum of squares of the channels within depth_radius) ** beta."""

    def __init__(self, depth_radius: int = ..., bias: float = ..., alpha: float = ..., beta: float = ..., norm_region: str = ...) -> None: ...
    def construct(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LayerNorm(_Cell):
    """Normalisation over the axes from begin_norm_axis on."""

    def __init__(self, normalized_shape: _Any, begin_norm_axis: int = ..., begin_params_axis: int = ..., gamma_init: _Any = ..., beta_init: _Any = ..., epsilon: float = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LeakyReLU(_Cell):
    """x where x >= 0, alpha * x elsewhere."""

    def __init__(self, alpha: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LogSigmoid(_Cell):
    """log(1 / (1 + exp(-x)))."""

    def __init__(self) -> None: ...
    def construct(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LogSoftmax(_Cell):
    """log of Softmax."""

    def __init__(self, axis: int = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxPool1d(_Cell):
    """The largest value of each window of (N, C, L) or (C, L)."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., return_indices: _Any = ..., ceil_mode: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxPool2d(_Cell):
    """The largest value of each window of (N, C, H, W) or (C, H, W)."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., return_indices: _Any = ..., ceil_mode: _Any = ..., data_format: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxPool3d(_Cell):
    """The largest value of each window of (N, C, D, H, W) or (C, D, H, W)."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., return_indices: _Any = ..., ceil_mode: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Mish(_Cell):
    """x * tanh(softplus(x))."""

    def __init__(self) -> None: ...
    def construct(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class PReLU(_Cell):
    """x where x >= 0, w * x elsewhere, with one learned w for all or for each channel."""

    def __init__(self, channel: int = ..., w: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class PReLUExt(_Cell):
    """x where x >= 0, weight * x elsewhere, with one learned weight for all or for each channel."""

    def __init__(self, num_parameters: int = ..., init: _Any = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class RReLU(_Cell):
    """x where x >= 0, a * x elsewhere, with a drawn from U(lower, upper) for each element."""

    def __init__(self, lower: _Any = ..., upper: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReLU(_Cell):
    """max(x, 0)."""

    def __init__(self) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReLU6(_Cell):
    """min(max(x, 0), 6)."""

    def __init__(self) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SeLU(_Cell):
    """Scaled exponential linear unit."""

    def __init__(self) -> None: ...
    def construct(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.core.containers import SequentialCell as SequentialCell
class SiLU(_Cell):
    """x * sigmoid(x)."""

    def __init__(self) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Sigmoid(_Cell):
    """1 / (1 + exp(-x))."""

    def __init__(self) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SoftShrink(_Cell):
    """x moved towards 0 by lambd; 0 within."""

    def __init__(self, lambd: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Softmax(_Cell):
    """exp(x) over its sum along an axis."""

    def __init__(self, axis: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Softmax2d(_Cell):
    """Softmax over the channels of (N, C, H, W) or (C, H, W)."""

    def __init__(self) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Softmin(_Cell):
    """Softmax of -x."""

    def __init__(self, axis: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Softsign(_Cell):
    """x / (1 + abs(x))."""

    def __init__(self) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Tanh(_Cell):
    """Hyperbolic tangent."""

    def __init__(self) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Tanhshrink(_Cell):
    """x - tanh(x)."""

    def __init__(self) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Threshold(_Cell):
    """x where x > threshold, value elsewhere."""

    def __init__(self, threshold: _Any, value: _Any) -> None: ...
    def construct(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.factory.activations import get_activation as get_activation
