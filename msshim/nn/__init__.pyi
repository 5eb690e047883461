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

"""`mindspore.nn` on torch."""

from msshim.cells.bases import _BatchNorm as _BatchNorm
from msshim.cells.bases import _ConstantPadNd as _ConstantPadNd
from msshim.cells.bases import _Conv as _Conv
from msshim.cells.bases import _PoolNd as _PoolNd
from msshim.cells.bases import _ReflectionPadNd as _ReflectionPadNd
from msshim.cells.bases import _ReplicationPadNd as _ReplicationPadNd
from msshim.optim.signs import ASGD as ASGD
from msshim.train import Accuracy as Accuracy
from msshim.optim.layerwise import AdaFactor as AdaFactor
from msshim.optim.adam import AdaMax as AdaMax
from msshim.optim.adaptive import Adadelta as Adadelta
from msshim.optim.adaptive import Adagrad as Adagrad
from msshim.optim.adam import Adam as Adam
from msshim.optim.adam import AdamOffload as AdamOffload
from msshim.optim.adam import AdamWeightDecay as AdamWeightDecay
class AdaptiveAvgPool1d(_Cell):
    """1-D average pooling to an output size."""

    def __init__(self, output_size: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdaptiveAvgPool2d(_Cell):
    """2-D average pooling to an output size."""

    def __init__(self, output_size: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdaptiveAvgPool3d(_Cell):
    """3-D average pooling to an output size."""

    def __init__(self, output_size: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdaptiveMaxPool1d(_Cell):
    """1-D maximum pooling to an output size."""

    def __init__(self, output_size: _Any) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdaptiveMaxPool2d(_Cell):
    """2-D maximum pooling to an output size."""

    def __init__(self, output_size: _Any, return_indices: _builtins.bool = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AdaptiveMaxPool3d(_Cell):
    """3-D maximum pooling to an output size."""

    def __init__(self, output_size: _Any, return_indices: _builtins.bool = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AvgPool1d(_PoolNd):
    """The mean of each window of (N, C, L) or (C, L)."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., ceil_mode: _Any = ..., count_include_pad: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AvgPool1dExt(_Cell):
    """1-D average pooling."""

    def __init__(self, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., ceil_mode: _builtins.bool = ..., count_include_pad: _builtins.bool = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AvgPool2d(_PoolNd):
    """The mean of each window of (N, C, H, W) or (C, H, W)."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., ceil_mode: _Any = ..., count_include_pad: _Any = ..., divisor_override: _Any = ..., data_format: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AvgPool2dExt(_Cell):
    """2-D average pooling."""

    def __init__(self, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., ceil_mode: _builtins.bool = ..., count_include_pad: _builtins.bool = ..., divisor_override: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AvgPool3d(_PoolNd):
    """The mean of each window of (N, C, D, H, W) or (C, D, H, W)."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., ceil_mode: _Any = ..., count_include_pad: _Any = ..., divisor_override: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class AvgPool3dExt(_Cell):
    """3-D average pooling."""

    def __init__(self, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., ceil_mode: _builtins.bool = ..., count_include_pad: _builtins.bool = ..., divisor_override: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BCELoss(LossBase):
    """Binary cross entropy of probabilities."""

    def __init__(self, weight: _Any = ..., reduction: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BCEWithLogitsLoss(LossBase):
    """Binary cross entropy of logits."""

    def __init__(self, reduction: _Any = ..., weight: _Any = ..., pos_weight: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchNorm1d(_BatchNorm):
    """Batch normalisation of (N, C) or (N, C, L) over all axes but the channels."""

    def __init__(self, num_features: _builtins.int, eps: _builtins.float = ..., momentum: _Any = ..., affine: _builtins.bool = ..., gamma_init: _Any = ..., beta_init: _Any = ..., moving_mean_init: _Any = ..., moving_var_init: _Any = ..., use_batch_statistics: _Any = ..., data_format: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchNorm2d(_BatchNorm):
    """Batch normalisation of (N, C, H, W) over all axes but the channels."""

    def __init__(self, num_features: _builtins.int, eps: _builtins.float = ..., momentum: _Any = ..., affine: _builtins.bool = ..., gamma_init: _Any = ..., beta_init: _Any = ..., moving_mean_init: _Any = ..., moving_var_init: _Any = ..., use_batch_statistics: _Any = ..., data_format: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class BatchNorm3d(_Cell):
    """Batch normalisation of (N, C, D, H, W) over all axes but the channels."""

    def __init__(self, num_features: _builtins.int, eps: _builtins.float = ..., momentum: _Any = ..., affine: _builtins.bool = ..., gamma_init: _Any = ..., beta_init: _Any = ..., moving_mean_init: _Any = ..., moving_var_init: _Any = ..., use_batch_statistics: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.combined import BiDense as BiDense
from msshim.train import BleuScore as BleuScore
class CELU(_Cell):
    """max(x, 0) + min(alpha * (exp(x / alpha) - 1), 0)."""

    def __init__(self, alpha: _builtins.float = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class CTCLoss(LossBase):
    """The negative log-likelihood of label sequences."""

    def __init__(self, blank: _Any = ..., reduction: _Any = ..., zero_infinity: _Any = ...) -> None: ...
    def construct(self, log_probs: _Tensor | _Torch, targets: _Tensor | _Torch, input_lengths: _Tensor | _Torch, target_lengths: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.core.cell import Cell as Cell
from msshim.core.containers import CellDict as CellDict
from msshim.core.containers import CellList as CellList
class CentralCrop(_Cell):
    """The middle of pictures."""

    def __init__(self, central_fraction: _Any) -> None: ...
    def construct(self, image: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ChannelShuffle(_Cell):
    """Channels of groups interleaved."""

    def __init__(self, groups: _Any) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ClipByNorm(_Cell):
    """The input scaled down to a norm."""

    def __init__(self, axis: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch, clip_norm: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.train import ConfusionMatrix as ConfusionMatrix
from msshim.train import ConfusionMatrixMetric as ConfusionMatrixMetric
class ConstantPad1d(_ConstantPadNd):
    """The last axis padded with a value."""

    def __init__(self, padding: _Any, value: _Any) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ConstantPad2d(_ConstantPadNd):
    """The last two axes padded with a value."""

    def __init__(self, padding: _Any, value: _Any) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ConstantPad3d(_ConstantPadNd):
    """The last three axes padded with a value."""

    def __init__(self, padding: _Any, value: _Any) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv1d(_Conv):
    """1-D convolution of (N, C_in, L) to (N, C_out, L_out); 'same' padding and no bias by default."""

    def __init__(self, in_channels: _builtins.int, out_channels: _builtins.int, kernel_size: _builtins.int, stride: _builtins.int = ..., pad_mode: _Any = ..., padding: _builtins.int = ..., dilation: _builtins.int = ..., group: _builtins.int = ..., has_bias: _builtins.bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv1dTranspose(_Conv):
    """1-D transposed convolution of (N, C_in, L) to (N, C_out, L_out); 'same' crop and no bias by default."""

    def __init__(self, in_channels: _builtins.int, out_channels: _builtins.int, kernel_size: _builtins.int, stride: _builtins.int = ..., pad_mode: _Any = ..., padding: _builtins.int = ..., dilation: _builtins.int = ..., group: _builtins.int = ..., has_bias: _builtins.bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv2d(_Conv):
    """2-D convolution of (N, C_in, H, W) to (N, C_out, H_out, W_out); 'same' padding and no bias by default."""

    def __init__(self, in_channels: _builtins.int, out_channels: _builtins.int, kernel_size: _Any, stride: _Any = ..., pad_mode: _builtins.str = ..., padding: _Any = ..., dilation: _Any = ..., group: _builtins.int = ..., has_bias: _builtins.bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., data_format: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.combined import Conv2dBnAct as Conv2dBnAct
class Conv2dTranspose(_Conv):
    """2-D transposed convolution of (N, C_in, H, W) to (N, C_out, H_out, W_out); 'same' crop and no bias by default."""

    def __init__(self, in_channels: _builtins.int, out_channels: _builtins.int, kernel_size: _Any, stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., output_padding: _Any = ..., dilation: _Any = ..., group: _builtins.int = ..., has_bias: _builtins.bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv3d(_Conv):
    """3-D convolution of (N, C_in, D, H, W) to (N, C_out, D_out, H_out, W_out); 'same' padding and no bias by default."""

    def __init__(self, in_channels: _builtins.int, out_channels: _builtins.int, kernel_size: _Any, stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., group: _Any = ..., has_bias: _builtins.bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., data_format: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Conv3dTranspose(_Conv):
    """3-D transposed convolution of (N, C_in, D, H, W) to (N, C_out, D_out, H_out, W_out); 'same' crop and no bias by default."""

    def __init__(self, in_channels: _builtins.int, out_channels: _builtins.int, kernel_size: _Any, stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., group: _Any = ..., output_padding: _Any = ..., has_bias: _builtins.bool = ..., weight_init: _Any = ..., bias_init: _Any = ..., data_format: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.schedules import CosineDecayLR as CosineDecayLR
class CosineEmbeddingLoss(LossBase):
    """1 - cos, or max(0, cos - margin)."""

    def __init__(self, margin: _Any = ..., reduction: _Any = ...) -> None: ...
    def construct(self, logits_x1: _Tensor | _Torch, logits_x2: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.train import CosineSimilarity as CosineSimilarity
class CrossEntropyLoss(LossBase):
    """Cross entropy of logits."""

    def __init__(self, weight: _Any = ..., ignore_index: _Any = ..., reduction: _Any = ..., label_smoothing: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Dense(_Cell):
    """x @ weight.T + bias over the last axis, then an activation, if one is given."""

    def __init__(self, in_channels: _builtins.int, out_channels: _builtins.int, weight_init: _Any = ..., bias_init: _Any = ..., has_bias: _builtins.bool = ..., activation: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.combined import DenseBnAct as DenseBnAct
from msshim.cells.thor import DenseThor as DenseThor
from msshim.cells.math import DiGamma as DiGamma
from msshim.train import Dice as Dice
class DiceLoss(LossBase):
    """One minus the Dice coefficient."""

    def __init__(self, smooth: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, label: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.reducer import DistributedGradReducer as DistributedGradReducer
class Dropout(_Cell):
    """In training mode, zeros with probability p and the rest scaled by 1 / (1 - p)."""

    def __init__(self, keep_prob: _Any = ..., p: _Any = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Dropout1d(_Cell):
    """Whole channels zero while training."""

    def __init__(self, p: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Dropout2d(_Cell):
    """Whole channels zero while training."""

    def __init__(self, p: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Dropout2dExt(_Cell):
    """In training mode, whole channels zero with probability p and the rest scaled."""

    def __init__(self, p: _Any = ..., inplace: _builtins.bool = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Dropout3d(_Cell):
    """Whole channels zero while training."""

    def __init__(self, p: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class DropoutExt(_Cell):
    """In training mode, zeros with probability p and the rest scaled."""

    def __init__(self, p: _Any = ..., inplace: _builtins.bool = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.training import DynamicLossScaleUpdateCell as DynamicLossScaleUpdateCell
class ELU(_Cell):
    """x where x > 0, alpha * (exp(x) - 1) elsewhere."""

    def __init__(self, alpha: _builtins.float = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Embedding(_Cell):
    """The rows of a table, by their numbers."""

    def __init__(self, vocab_size: _builtins.int, embedding_size: _builtins.int, use_one_hot: _builtins.bool = ..., embedding_table: _Any = ..., dtype: _Type | None = ..., padding_idx: _Any = ...) -> None: ...
    def construct(self, ids: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class EmbeddingExt(_Cell):
    """The rows of a table, by their numbers, with torch's arguments."""

    def __init__(self, num_embeddings: _builtins.int, embedding_dim: _builtins.int, padding_idx: _Any = ..., max_norm: _Any = ..., norm_type: _Any = ..., scale_grad_by_freq: _builtins.bool = ..., sparse: _Any = ..., _weight: _Any = ..., _freeze: _Any = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.embedding import EmbeddingLookup as EmbeddingLookup
from msshim.cells.thor import EmbeddingThor as EmbeddingThor
from msshim.cells.schedules import ExponentialDecayLR as ExponentialDecayLR
from msshim.train import F1 as F1
from msshim.optim.adaptive import FTRL as FTRL
class FastGelu(_Cell):
    """x * sigmoid(1.702 * x)."""

    def __init__(self) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.train import Fbeta as Fbeta
from msshim.cells.training import FixedLossScaleUpdateCell as FixedLossScaleUpdateCell
class Flatten(_Cell):
    """One axis in place of the axes from start_dim to end_dim."""

    def __init__(self, start_dim: _Any = ..., end_dim: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class FocalLoss(LossBase):
    """Cross entropy that counts easy samples less."""

    def __init__(self, weight: _Any = ..., gamma: _Any = ..., reduction: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.autograd.cells import ForwardValueAndGrad as ForwardValueAndGrad
from msshim.cells.pooling import FractionalMaxPool2d as FractionalMaxPool2d
from msshim.cells.pooling import FractionalMaxPool3d as FractionalMaxPool3d
class GELU(_Cell):
    """x times the normal distribution function of x; by default its approximation with tanh."""

    def __init__(self, approximate: _builtins.bool = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class GLU(_Cell):
    """The first half times the sigmoid of the second, along an axis."""

    def __init__(self, axis: _builtins.int = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.recurrent import GRU as GRU
from msshim.cells.recurrent import GRUCell as GRUCell
class GaussianNLLLoss(LossBase):
    """The negative log-likelihood of Gaussians."""

    def __init__(self, *, full: _builtins.bool = ..., eps: _Any = ..., reduction: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch, var: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.micro import GradAccumulationCell as GradAccumulationCell
class GroupNorm(_Cell):
    """Normalisation over groups of channels of (N, C, ...)."""

    def __init__(self, num_groups: _builtins.int, num_channels: _builtins.int, eps: _builtins.float = ..., affine: _builtins.bool = ..., gamma_init: _Any = ..., beta_init: _Any = ..., dtype: _Type | None = ...) -> None: ...
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

from msshim.train import HausdorffDistance as HausdorffDistance
class HingeEmbeddingLoss(LossBase):
    """x, or max(0, margin - x)."""

    def __init__(self, margin: _Any = ..., reduction: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class HuberLoss(LossBase):
    """Squared differences below delta, absolute ones above."""

    def __init__(self, reduction: _Any = ..., delta: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.math import IGamma as IGamma
class Identity(_Cell):
    """The input itself."""

    def __init__(self, *args: _Any, **kwargs: _Any) -> None: ...
    def construct(self, *args: _Any, **kwargs: _Any) -> _Any: ...  # type: ignore[override]

class ImageGradients(_Cell):
    """The differences of neighbours down and across."""

    def __init__(self) -> None: ...
    def construct(self, images: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.normalization import InstanceNorm1d as InstanceNorm1d
from msshim.cells.normalization import InstanceNorm2d as InstanceNorm2d
from msshim.cells.normalization import InstanceNorm3d as InstanceNorm3d
from msshim.cells.schedules import InverseDecayLR as InverseDecayLR
from msshim.autograd.cells import Jvp as Jvp
class KLDivLoss(LossBase):
    """The Kullback-Leibler divergence."""

    def __init__(self, reduction: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class L1Loss(LossBase):
    """Absolute differences."""

    def __init__(self, reduction: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class L1LossExt(LossBase):
    """Absolute differences."""

    def __init__(self, reduction: _builtins.str = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class L1Regularizer(_Cell):
    """scale times the sum of magnitudes."""

    def __init__(self, scale: _Any) -> None: ...
    def construct(self, weights: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.optim.layerwise import LARS as LARS
from msshim.cells.math import LBeta as LBeta
from msshim.cells.math import LGamma as LGamma
class LPPool1d(_Cell):
    """1-D pooling by a p-norm."""

    def __init__(self, norm_type: _Any, kernel_size: _Any, stride: _Any = ..., ceil_mode: _builtins.bool = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LPPool2d(_Cell):
    """2-D pooling by a p-norm."""

    def __init__(self, norm_type: _Any, kernel_size: _Any, stride: _Any = ..., ceil_mode: _builtins.bool = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LRN(_Cell):
    """x over (bias + alpha * the sum of squares of the channels within depth_radius) ** beta."""

    def __init__(self, depth_radius: _builtins.int = ..., bias: _builtins.float = ..., alpha: _builtins.float = ..., beta: _builtins.float = ..., norm_region: _builtins.str = ...) -> None: ...
    def construct(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.recurrent import LSTM as LSTM
from msshim.cells.recurrent import LSTMCell as LSTMCell
from msshim.optim.layerwise import Lamb as Lamb
class LayerNorm(_Cell):
    """Normalisation over the axes from begin_norm_axis on."""

    def __init__(self, normalized_shape: _Any, begin_norm_axis: _builtins.int = ..., begin_params_axis: _builtins.int = ..., gamma_init: _Any = ..., beta_init: _Any = ..., epsilon: _builtins.float = ..., dtype: _Type | None = ...) -> None: ...
    def construct(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LayerNormExt(_Cell):
    """Layer normalisation with torch's names."""

    def __init__(self, normalized_shape: _Any, eps: _Any = ..., elementwise_affine: _builtins.bool = ..., bias: _builtins.bool = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.optim.adam import LazyAdam as LazyAdam
class LeakyReLU(_Cell):
    """x where x >= 0, alpha * x elsewhere."""

    def __init__(self, alpha: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.mint.nn import Linear as Linear
class LogSigmoid(_Cell):
    """log(1 / (1 + exp(-x)))."""

    def __init__(self) -> None: ...
    def construct(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LogSoftmax(_Cell):
    """log of Softmax."""

    def __init__(self, axis: _builtins.int = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class LogSoftmaxExt(_Cell):
    """log(softmax(x))."""

    def __init__(self, dim: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.train import Loss as Loss
from msshim.cells.wrap import LossBase as LossBase
from msshim.train import MAE as MAE
class MAELoss(LossBase):
    """Absolute differences."""

    def __init__(self, reduction: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, label: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.train import MSE as MSE
class MSELoss(LossBase):
    """Squared differences."""

    def __init__(self, reduction: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.image import MSSSIM as MSSSIM
class MarginRankingLoss(LossBase):
    """max(0, -target (x1 - x2) + margin)."""

    def __init__(self, margin: _Any = ..., reduction: _Any = ...) -> None: ...
    def construct(self, input1: _Tensor | _Torch, input2: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.math import MatDet as MatDet
from msshim.cells.math import MatInverse as MatInverse
from msshim.cells.math import MatMul as MatMul
from msshim.cells.math import MatrixDiag as MatrixDiag
from msshim.cells.math import MatrixDiagPart as MatrixDiagPart
from msshim.cells.math import MatrixSetDiag as MatrixSetDiag
class MaxPool1d(_PoolNd):
    """The largest value of each window of (N, C, L) or (C, L)."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., return_indices: _Any = ..., ceil_mode: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxPool2d(_PoolNd):
    """The largest value of each window of (N, C, H, W) or (C, H, W)."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., return_indices: _Any = ..., ceil_mode: _Any = ..., data_format: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxPool2dExt(_Cell):
    """2-D maximum pooling, with torch's arguments."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., padding: _Any = ..., dilation: _Any = ..., return_indices: _Any = ..., ceil_mode: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxPool3d(_PoolNd):
    """The largest value of each window of (N, C, D, H, W) or (C, D, H, W)."""

    def __init__(self, kernel_size: _Any = ..., stride: _Any = ..., pad_mode: _Any = ..., padding: _Any = ..., dilation: _Any = ..., return_indices: _Any = ..., ceil_mode: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MaxUnpool1d(_Cell):
    """The inverse of 1-D maximum pooling."""

    def __init__(self, kernel_size: _Any, stride: _Any = ..., padding: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch, indices: _Tensor | _Torch, output_size: _Any = ...) -> _Any: ...  # type: ignore[override]

class MaxUnpool2d(_Cell):
    """The inverse of 2-D maximum pooling."""

    def __init__(self, kernel_size: _Any, stride: _Any = ..., padding: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch, indices: _Tensor | _Torch, output_size: _Any = ...) -> _Any: ...  # type: ignore[override]

class MaxUnpool3d(_Cell):
    """The inverse of 3-D maximum pooling."""

    def __init__(self, kernel_size: _Any, stride: _Any = ..., padding: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch, indices: _Tensor | _Torch, output_size: _Any = ...) -> _Any: ...  # type: ignore[override]

from msshim.train import MeanSurfaceDistance as MeanSurfaceDistance
from msshim.train import Metric as Metric
from msshim.cells.micro import MicroBatchInterleaved as MicroBatchInterleaved
class Mish(_Cell):
    """x * tanh(softplus(x))."""

    def __init__(self) -> None: ...
    def construct(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.math import Moments as Moments
from msshim.optim.momentum import Momentum as Momentum
from msshim.cells.loss import MultiClassDiceLoss as MultiClassDiceLoss
from msshim.cells.embedding import MultiFieldEmbeddingLookup as MultiFieldEmbeddingLookup
class MultiLabelSoftMarginLoss(LossBase):
    """The binary cross entropy over classes."""

    def __init__(self, weight: _Any = ..., reduction: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class MultiMarginLoss(LossBase):
    """The hinge loss of class numbers."""

    def __init__(self, p: _Any = ..., margin: _Any = ..., reduction: _Any = ..., weight: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.attention import MultiheadAttention as MultiheadAttention
class MultilabelMarginLoss(LossBase):
    """The hinge loss of several class numbers."""

    def __init__(self, reduction: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class NLLLoss(LossBase):
    """The negative log-likelihood."""

    def __init__(self, weight: _Any = ..., ignore_index: _Any = ..., reduction: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.schedules import NaturalExpDecayLR as NaturalExpDecayLR
from msshim.cells.math import Norm as Norm
from msshim.train import OcclusionSensitivity as OcclusionSensitivity
from msshim.cells.math import OneHot as OneHot
from msshim.optim.optimizer import Optimizer as Optimizer
class PReLU(_Cell):
    """x where x >= 0, w * x elsewhere, with one learned w for all or for each channel."""

    def __init__(self, channel: _builtins.int = ..., w: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class PReLUExt(_Cell):
    """x where x >= 0, weight * x elsewhere, with one learned weight for all or for each channel."""

    def __init__(self, num_parameters: _builtins.int = ..., init: _Any = ..., dtype: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.image import PSNR as PSNR
class Pad(_Cell):
    """All axes padded with zeros or a mirror image."""

    def __init__(self, paddings: _Any, mode: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.training import ParameterUpdate as ParameterUpdate
from msshim.train import Perplexity as Perplexity
from msshim.cells.micro import PipelineCell as PipelineCell
class PixelShuffle(_Cell):
    """Channels rearranged into space."""

    def __init__(self, upscale_factor: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class PixelUnshuffle(_Cell):
    """Space rearranged into channels."""

    def __init__(self, downscale_factor: _Any) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class PoissonNLLLoss(LossBase):
    """The negative log-likelihood of Poisson numbers."""

    def __init__(self, log_input: _builtins.bool = ..., full: _builtins.bool = ..., eps: _Any = ..., reduction: _Any = ...) -> None: ...
    def construct(self, input: _Tensor | _Torch, target: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.schedules import PolynomialDecayLR as PolynomialDecayLR
from msshim.train import Precision as Precision
from msshim.optim.adaptive import ProximalAdagrad as ProximalAdagrad
class RMSELoss(LossBase):
    """The root of the mean squared difference."""

    def __init__(self) -> None: ...
    def construct(self, logits: _Tensor | _Torch, label: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.optim.adaptive import RMSProp as RMSProp
from msshim.cells.recurrent import RNN as RNN
from msshim.cells.recurrent import RNNCell as RNNCell
from msshim.train import ROC as ROC
class RReLU(_Cell):
    """x where x >= 0, a * x elsewhere, with a drawn from U(lower, upper) for each element."""

    def __init__(self, lower: _Any = ..., upper: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.math import Range as Range
class ReLU(_Cell):
    """max(x, 0)."""

    def __init__(self) -> None: ...
    def construct(self, input: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReLU6(_Cell):
    """min(max(x, 0), 6)."""

    def __init__(self) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.train import Recall as Recall
class ReduceLogSumExp(_Cell):
    """log(sum(exp(x)))."""

    def __init__(self, axis: _Any, keep_dims: _builtins.bool = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReflectionPad1d(_ReflectionPadNd):
    """The last axis padded with its mirror image."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReflectionPad2d(_ReflectionPadNd):
    """The last two axes padded with their mirror image."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReflectionPad3d(_ReflectionPadNd):
    """The last three axes padded with their mirror image."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReplicationPad1d(_ReplicationPadNd):
    """The last axis padded with its ends."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReplicationPad2d(_ReplicationPadNd):
    """The last two axes padded with their edges."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class ReplicationPad3d(_ReplicationPadNd):
    """The last three axes padded with their faces."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.math import Roll as Roll
from msshim.train import RootMeanSquareDistance as RootMeanSquareDistance
from msshim.optim.signs import Rprop as Rprop
from msshim.optim.momentum import SGD as SGD
from msshim.cells.image import SSIM as SSIM
from msshim.cells.sampled import SampledSoftmaxLoss as SampledSoftmaxLoss
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

class SmoothL1Loss(LossBase):
    """Squared differences below beta, absolute ones above."""

    def __init__(self, beta: _Any = ..., reduction: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class SoftMarginLoss(LossBase):
    """log(1 + exp(-target x))."""

    def __init__(self, reduction: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

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

class SoftmaxCrossEntropyWithLogits(LossBase):
    """Cross entropy of logits and class numbers or probabilities."""

    def __init__(self, sparse: _builtins.bool = ..., reduction: _Any = ...) -> None: ...
    def construct(self, logits: _Tensor | _Torch, labels: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Softmin(_Cell):
    """Softmax of -x."""

    def __init__(self, axis: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

class Softsign(_Cell):
    """x / (1 + abs(x))."""

    def __init__(self) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.sparse.cells import SparseTensorDenseMatmul as SparseTensorDenseMatmul
from msshim.sparse.cells import SparseToDense as SparseToDense
from msshim.cells.normalization import SyncBatchNorm as SyncBatchNorm
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

from msshim.cells.combined import TimeDistributed as TimeDistributed
from msshim.train import Top1CategoricalAccuracy as Top1CategoricalAccuracy
from msshim.train import Top5CategoricalAccuracy as Top5CategoricalAccuracy
from msshim.train import TopKCategoricalAccuracy as TopKCategoricalAccuracy
from msshim.cells.training import TrainOneStepCell as TrainOneStepCell
from msshim.cells.training import TrainOneStepWithLossScaleCell as TrainOneStepWithLossScaleCell
from msshim.cells.attention import Transformer as Transformer
from msshim.cells.attention import TransformerDecoder as TransformerDecoder
from msshim.cells.attention import TransformerDecoderLayer as TransformerDecoderLayer
from msshim.cells.attention import TransformerEncoder as TransformerEncoder
from msshim.cells.attention import TransformerEncoderLayer as TransformerEncoderLayer
from msshim.cells.math import Tril as Tril
class TripletMarginLoss(LossBase):
    """The difference of distances, over a margin."""

    def __init__(self, p: _Any = ..., swap: _builtins.bool = ..., eps: _Any = ..., reduction: _Any = ..., margin: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch, positive: _Tensor | _Torch, negative: _Tensor | _Torch, margin: _Any = ...) -> _Any: ...  # type: ignore[override]

from msshim.cells.loss import TripletMarginWithDistanceLoss as TripletMarginWithDistanceLoss
from msshim.cells.math import Triu as Triu
class Unflatten(_Cell):
    """One axis as several."""

    def __init__(self, axis: _Any, unflattened_size: _Any) -> None: ...
    def construct(self, input_x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.math import Unfold as Unfold
class Upsample(_Cell):
    """Larger or smaller by interpolation."""

    def __init__(self, size: _Any = ..., scale_factor: _Any = ..., mode: _Any = ..., align_corners: _Any = ..., recompute_scale_factor: _Any = ...) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.cells.micro import VirtualDatasetCellTriple as VirtualDatasetCellTriple
from msshim.autograd.cells import Vjp as Vjp
from msshim.cells.schedules import WarmUpLR as WarmUpLR
from msshim.cells.wrap import WithEvalCell as WithEvalCell
from msshim.autograd.cells import WithGradCell as WithGradCell
from msshim.cells.wrap import WithLossCell as WithLossCell
class ZeroPad2d(_ConstantPadNd):
    """The last two axes padded with zeros."""

    def __init__(self, padding: _Any) -> None: ...
    def construct(self, x: _Tensor | _Torch) -> _Any: ...  # type: ignore[override]

from msshim.train import auc as auc
from msshim.cells.schedules import cosine_decay_lr as cosine_decay_lr
from msshim.cells.schedules import exponential_decay_lr as exponential_decay_lr
from msshim.factory.activations import get_activation as get_activation
from msshim.train import get_metric_fn as get_metric_fn
from msshim.train.metrics import get_metrics as get_metrics
from msshim.cells.schedules import inverse_decay_lr as inverse_decay_lr
from msshim.train import names as names
from msshim.cells.schedules import natural_exp_decay_lr as natural_exp_decay_lr
from msshim.cells.micro import no_init_parameters as no_init_parameters
from msshim.cells.schedules import piecewise_constant_lr as piecewise_constant_lr
from msshim.cells.schedules import polynomial_decay_lr as polynomial_decay_lr
from msshim.train import rearrange_inputs as rearrange_inputs
from msshim.cells.schedules import warmup_lr as warmup_lr
