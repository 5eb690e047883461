# Written from the tables by `make generate`; a test fails when it is stale.
import builtins as _builtins
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import overload as _overload

from torch import Tensor as _Torch

from msshim.core.cell import Cell as _Cell
from msshim.core.dtype import Type as _Type
from msshim.core.primitive import Primitive as _Primitive
from msshim.core.tensor import Tensor as _Tensor

"""`mindspore.mint.nn` on torch."""

from msshim.mint.nn import functional as functional
from msshim.cells.bases_mint import _AdaptiveAvgPoolNd as _AdaptiveAvgPoolNd
from msshim.cells.bases_mint import _AdaptiveMaxPoolNd as _AdaptiveMaxPoolNd
from msshim.cells.bases_mint import _BatchNorm as _BatchNorm
from msshim.cells.bases_mint import _Conv as _Conv
from msshim.cells.bases_mint import _ConvTranspose as _ConvTranspose
class AdaptiveAvgPool1d(_AdaptiveAvgPoolNd):
    """1-D average pooling to an output size."""

    def __init__(self, output_size: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdaptiveAvgPool2d(_AdaptiveAvgPoolNd):
    """2-D average pooling to an output size."""

    def __init__(self, output_size: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdaptiveAvgPool3d(_Cell):
    """3-D average pooling to an output size."""

    def __init__(self, output_size: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdaptiveMaxPool1d(_AdaptiveMaxPoolNd):
    """1-D maximum pooling to an output size."""

    def __init__(self, output_size: _Any, return_indices: _builtins.bool = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.nn import AdaptiveMaxPool2d as AdaptiveMaxPool2d
from msshim.nn import AvgPool1dExt as AvgPool1d
from msshim.nn import AvgPool2dExt as AvgPool2d
from msshim.nn import AvgPool3dExt as AvgPool3d
class BCELoss(_Cell):
    """Binary cross entropy of probabilities."""

    def __init__(self, weight: _Any = ..., reduction: _builtins.str = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BCEWithLogitsLoss(_Cell):
    """Binary cross entropy of logits."""

    def __init__(self, weight: _Any = ..., reduction: _builtins.str = ..., pos_weight: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchNorm1d(_BatchNorm):
    """Batch normalisation over all axes but the channels, with torch's names and statistics."""

    def __init__(self, num_features: _builtins.int, eps: _Any = ..., momentum: _Any = ..., affine: _builtins.bool = ..., track_running_stats: _builtins.bool = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchNorm2d(_BatchNorm):
    """Batch normalisation over all axes but the channels, with torch's names and statistics."""

    def __init__(self, num_features: _builtins.int, eps: _Any = ..., momentum: _Any = ..., affine: _builtins.bool = ..., track_running_stats: _builtins.bool = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchNorm3d(_BatchNorm):
    """Batch normalisation over all axes but the channels, with torch's names and statistics."""

    def __init__(self, num_features: _builtins.int, eps: _Any = ..., momentum: _Any = ..., affine: _builtins.bool = ..., track_running_stats: _builtins.bool = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ConstantPad1d(_Cell):
    """The last axis padded with a value."""

    def __init__(self, padding: _Any, value: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ConstantPad2d(_Cell):
    """The last 2 axes padded with a value."""

    def __init__(self, padding: _Any, value: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ConstantPad3d(_Cell):
    """The last 3 axes padded with a value."""

    def __init__(self, padding: _Any, value: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv1d(_Conv):
    """1-D convolution with torch's arguments; weight and bias are drawn as MindSpore does."""

    def __init__(self, in_channels: _builtins.int, out_channels: _builtins.int, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., dilation: _Any = ..., groups: _builtins.int = ..., bias: _builtins.bool = ..., padding_mode: _Any = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv2d(_Conv):
    """2-D convolution with torch's arguments; weight and bias are drawn as MindSpore does."""

    def __init__(self, in_channels: _builtins.int, out_channels: _builtins.int, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., dilation: _Any = ..., groups: _builtins.int = ..., bias: _builtins.bool = ..., padding_mode: _Any = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv3d(_Conv):
    """3-D convolution with torch's arguments; weight and bias are drawn as MindSpore does."""

    def __init__(self, in_channels: _builtins.int, out_channels: _builtins.int, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., dilation: _Any = ..., groups: _builtins.int = ..., bias: _builtins.bool = ..., padding_mode: _Any = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ConvTranspose2d(_ConvTranspose):
    """2-D transposed convolution with torch's arguments."""

    def __init__(self, in_channels: _builtins.int, out_channels: _builtins.int, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., output_padding: _Any = ..., groups: _builtins.int = ..., bias: _builtins.bool = ..., dilation: _Any = ..., padding_mode: _Any = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch, output_size: _Any = ...) -> _Any: ...  # type: ignore[override]

class CosineEmbeddingLoss(_Cell):
    """1 - cos for pairs with target 1, max(0, cos - margin) for those with -1."""

    def __init__(self, margin: _Any = ..., reduction: _builtins.str = ...) -> None: ...
    def construct(self, input1: _Tensor | _Torch, input2: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CrossEntropyLoss(_Cell):
    """Cross entropy of logits and class numbers or probabilities."""

    def __init__(self, weight: _Tensor | _Torch | None = ..., ignore_index: _Any = ..., reduction: _builtins.str = ..., label_smoothing: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.nn import DropoutExt as Dropout
from msshim.nn import Dropout2dExt as Dropout2d
class ELU(_Cell):
    """x where x > 0, alpha * (exp(x) - 1) elsewhere."""

    def __init__(self, alpha: _Any = ..., inplace: _builtins.bool = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.nn import EmbeddingExt as Embedding
class Flatten(_Cell):
    """The dims from start_dim to end_dim as one."""

    def __init__(self, start_dim: _Any = ..., end_dim: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Fold(_Cell):
    """Sliding blocks put together, summed where they overlap."""

    def __init__(self, output_size: _Any, kernel_size: _Any, dilation: _Any = ..., padding: _Any = ..., stride: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class GELU(_Cell):
    """The Gaussian error linear unit; approximate 'none' or 'tanh'."""

    def __init__(self, approximate: _builtins.str = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class GLU(_Cell):
    """The first half times the sigmoid of the second."""

    def __init__(self, dim: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class GroupNorm(_Cell):
    """Normalisation of groups of channels."""

    def __init__(self, num_groups: _builtins.int, num_channels: _builtins.int, eps: _Any = ..., affine: _builtins.bool = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.nn import HShrink as Hardshrink
from msshim.nn import HSigmoid as Hardsigmoid
from msshim.nn import HSwish as Hardswish
class Hardtanh(_Cell):
    """Each element between min_val and max_val."""

    def __init__(self, min_val: _Any = ..., max_val: _Any = ..., inplace: _builtins.bool = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.nn import Identity as Identity
class KLDivLoss(_Cell):
    """The Kullback-Leibler divergence of log-probabilities from target."""

    def __init__(self, reduction: _builtins.str = ..., log_target: _builtins.bool = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.nn import L1LossExt as L1Loss
from msshim.nn import LayerNormExt as LayerNorm
class Linear(_Cell):
    """x @ weight.T + bias over the last axis."""

    def __init__(self, in_features: _builtins.int, out_features: _builtins.int, bias: _builtins.bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., dtype: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LogSigmoid(_Cell):
    """log(sigmoid(x))."""

    def __init__(self) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.nn import LogSoftmaxExt as LogSoftmax
class MSELoss(_Cell):
    """The mean of squared differences."""

    def __init__(self, reduction: _builtins.str = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.nn import MaxPool2dExt as MaxPool2d
class MaxUnpool2d(_Cell):
    """The inverse of maximum pooling, zeros elsewhere."""

    def __init__(self, kernel_size: _Any, stride: _Any = ..., padding: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch, indices: _Tensor | _Torch, output_size: _Any = ...) -> _Any: ...  # type: ignore[override]

class Mish(_Cell):
    """x * tanh(softplus(x))."""

    def __init__(self, *args: _Any, **kwargs: _Any) -> None: ...
    def construct(self, *args: _Any, **kwargs: _Any) -> _Any: ...  # type: ignore[override]

class NLLLoss(_Cell):
    """The negative log-likelihood of class numbers."""

    def __init__(self, weight: _Tensor | _Torch | None = ..., ignore_index: _Any = ..., reduction: _builtins.str = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.nn import PReLUExt as PReLU
class PixelShuffle(_Cell):
    """Channels rearranged into space."""

    def __init__(self, upscale_factor: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.nn import ReLU as ReLU
class ReLU6(_Cell):
    """Each element between 0 and 6."""

    def __init__(self, inplace: _builtins.bool = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReflectionPad1d(_Cell):
    """The last axis padded with its mirror image."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReflectionPad2d(_Cell):
    """The last 2 axes padded with their mirror image."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReflectionPad3d(_Cell):
    """The last 3 axes padded with their mirror image."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReplicationPad1d(_Cell):
    """The last axis padded with its ends."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReplicationPad2d(_Cell):
    """The last 2 axes padded with their edges."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReplicationPad3d(_Cell):
    """The last 3 axes padded with their edges."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SELU(_Cell):
    """The scaled exponential linear unit."""

    def __init__(self, *args: _Any, **kwargs: _Any) -> None: ...
    def construct(self, *args: _Any, **kwargs: _Any) -> _Any: ...  # type: ignore[override]

class SiLU(_Cell):
    """x * sigmoid(x)."""

    def __init__(self, inplace: _builtins.bool = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Sigmoid(_Cell):
    """1 / (1 + exp(-x))."""

    def __init__(self) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SmoothL1Loss(_Cell):
    """Squared differences below beta, absolute ones above."""

    def __init__(self, reduction: _builtins.str = ..., beta: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.nn import SoftMarginLoss as SoftMarginLoss
class Softmax(_Cell):
    """exp(x) over its sum along dim."""

    def __init__(self, dim: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SyncBatchNorm(_BatchNorm):
    """Batch normalisation over all axes but the channels, over the processes of torch.distributed."""

    def __init__(self, num_features: _builtins.int, eps: _Any = ..., momentum: _Any = ..., affine: _builtins.bool = ..., track_running_stats: _builtins.bool = ..., process_group: _Any = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Tanh(_Cell):
    """The hyperbolic tangent."""

    def __init__(self) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Threshold(_Cell):
    """x where x > threshold, value elsewhere."""

    def __init__(self, threshold: _Any, value: _Any, inplace: _builtins.bool = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Unfold(_Cell):
    """Sliding blocks taken apart."""

    def __init__(self, kernel_size: _Any, dilation: _Any = ..., padding: _Any = ..., stride: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Upsample(_Cell):
    """Larger or smaller by interpolation."""

    def __init__(self, size: _Any = ..., scale_factor: _Any = ..., mode: _builtins.str = ..., align_corners: _Any = ..., recompute_scale_factor: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class UpsamplingBilinear2d(_Cell):
    """Larger by bilinear interpolation, corners aligned."""

    def __init__(self, size: _Any = ..., scale_factor: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class UpsamplingNearest2d(_Cell):
    """Larger by repetition."""

    def __init__(self, size: _Any = ..., scale_factor: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ZeroPad1d(_Cell):
    """The last axis padded with zeros."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ZeroPad2d(_Cell):
    """The last 2 axes padded with zeros."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ZeroPad3d(_Cell):
    """The last 3 axes padded with zeros."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

