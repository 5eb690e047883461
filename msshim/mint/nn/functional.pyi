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

"""`mindspore.mint.nn.functional` on torch."""

def adaptive_avg_pool1d(input: _Tensor | _Torch, output_size: _Any) -> _Tensor:
    """1-D average pooling to an output size."""

from msshim.ops import adaptive_avg_pool2d_ext as adaptive_avg_pool2d
def adaptive_avg_pool3d(input: _Tensor | _Torch, output_size: _Any) -> _Tensor:
    """3-D average pooling to an output size."""

def adaptive_max_pool1d(input: _Tensor | _Torch, output_size: _Any, return_indices: _builtins.bool = ...) -> _Any:
    """1-D maximum pooling to an output size."""

from msshim.ops import adaptive_max_pool2d as adaptive_max_pool2d
def avg_pool1d(input: _Tensor | _Torch, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., ceil_mode: _builtins.bool = ..., count_include_pad: _builtins.bool = ...) -> _Tensor:
    """1-D average pooling."""

def avg_pool2d(input: _Tensor | _Torch, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., ceil_mode: _builtins.bool = ..., count_include_pad: _builtins.bool = ..., divisor_override: _Any = ...) -> _Tensor:
    """2-D average pooling."""

def avg_pool3d(input: _Tensor | _Torch, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., ceil_mode: _builtins.bool = ..., count_include_pad: _builtins.bool = ..., divisor_override: _Any = ...) -> _Tensor:
    """3-D average pooling."""

def batch_norm(input: _Tensor | _Torch, running_mean: _Tensor | _Torch | None, running_var: _Tensor | _Torch | None, weight: _Tensor | _Torch | None = ..., bias: _Tensor | _Torch | None = ..., training: _builtins.bool = ..., momentum: _Any = ..., eps: _Any = ...) -> _Tensor:
    """Batch normalisation."""

def binary_cross_entropy(input: _Tensor | _Torch, target: _Tensor | _Torch, weight: _Tensor | _Torch | None = ..., reduction: _Any = ...) -> _Tensor:
    """Binary cross entropy of probabilities."""

def binary_cross_entropy_with_logits(input: _Tensor | _Torch, target: _Tensor | _Torch, weight: _Tensor | _Torch | None = ..., reduction: _Any = ..., pos_weight: _Tensor | _Torch | None = ...) -> _Tensor:
    """Binary cross entropy of logits."""

def conv1d(*args: _Any, **kwargs: _Any) -> _Any:
    """1-D convolution."""

def conv2d(input: _Tensor | _Torch, weight: _Tensor | _Torch, bias: _Tensor | _Torch | None = ..., stride: _Any = ..., padding: _Any = ..., dilation: _Any = ..., groups: _Any = ...) -> _Tensor:
    """2-D convolution."""

def conv3d(*args: _Any, **kwargs: _Any) -> _Any:
    """3-D convolution."""

from msshim.ops import conv_transpose2d as conv_transpose2d
def cosine_embedding_loss(input1: _Tensor | _Torch, input2: _Tensor | _Torch, target: _Tensor | _Torch, margin: _Any = ..., reduction: _Any = ...) -> _Tensor:
    """1 - cos, or max(0, cos - margin)."""

def cross_entropy(input: _Tensor | _Torch, target: _Tensor | _Torch, weight: _Tensor | _Torch | None = ..., ignore_index: _Any = ..., reduction: _Any = ..., label_smoothing: _Any = ...) -> _Tensor:
    """Cross entropy of logits."""

def dropout(input: _Tensor | _Torch, p: _Any = ..., training: _builtins.bool = ..., inplace: _builtins.bool = ...) -> _Tensor:
    """Zeros with a probability, the rest scaled."""

def dropout2d(input: _Tensor | _Torch, p: _Any = ..., training: _builtins.bool = ..., inplace: _builtins.bool = ...) -> _Tensor:
    """Whole channels zero."""

def elu(input: _Tensor | _Torch, alpha: _Any = ..., inplace: _builtins.bool = ...) -> _Tensor:
    """x where positive, alpha * (exp(x) - 1) elsewhere."""

def elu_(input: _Tensor | _Torch, alpha: _Any = ...) -> _Tensor:
    """elu, in place."""

from msshim.ops import embedding as embedding
def flatten(input: _Tensor | _Torch, start_dim: _Any = ..., end_dim: _Any = ...) -> _Tensor:
    """Several dims as one."""

def fold(input: _Tensor | _Torch, output_size: _Any, kernel_size: _Any, dilation: _Any = ..., padding: _Any = ..., stride: _Any = ...) -> _Tensor:
    """Sliding blocks put together."""

def gelu(*args: _Any, **kwargs: _Any) -> _Any:
    """The Gaussian error linear unit."""

def glu(input: _Tensor | _Torch, dim: _Any = ...) -> _Tensor:
    """The first half times the sigmoid of the second."""

from msshim.ops import grid_sample as grid_sample
from msshim.ops import group_norm as group_norm
def hardtanh(input: _Tensor | _Torch, min_val: _Any = ..., max_val: _Any = ..., inplace: _builtins.bool = ...) -> _Tensor:
    """Each element between two bounds."""

def hardtanh_(input: _Tensor | _Torch, min_val: _Any = ..., max_val: _Any = ...) -> _Tensor:
    """hardtanh, in place."""

def interpolate(input: _Tensor | _Torch, size: _Any = ..., scale_factor: _Any = ..., mode: _Any = ..., align_corners: _Any = ..., recompute_scale_factor: _Any = ...) -> _Tensor:
    """Larger or smaller by interpolation."""

def kl_div(input: _Tensor | _Torch, target: _Tensor | _Torch, reduction: _Any = ..., log_target: _builtins.bool = ...) -> _Tensor:
    """The Kullback-Leibler divergence."""

def l1_loss(input: _Tensor | _Torch, target: _Tensor | _Torch, reduction: _Any = ...) -> _Tensor:
    """Absolute differences."""

from msshim.ops import layer_norm as layer_norm
def leaky_relu(input: _Tensor | _Torch, negative_slope: _Any = ...) -> _Tensor:
    """x where positive, a slope times x elsewhere."""

from msshim.ops import dense as linear
def log_softmax(input: _Tensor | _Torch, dim: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """log(softmax(x))."""

def logsigmoid(input: _Tensor | _Torch) -> _Tensor:
    """log(sigmoid(x))."""

def max_pool2d(input: _Tensor | _Torch, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., dilation: _Any = ..., ceil_mode: _builtins.bool = ..., return_indices: _builtins.bool = ...) -> _Any:
    """2-D maximum pooling."""

def max_unpool2d(input: _Tensor | _Torch, indices: _Tensor | _Torch, kernel_size: _Any, stride: _Any = ..., padding: _Any = ..., output_size: _Any = ...) -> _Tensor:
    """The inverse of maximum pooling."""

from msshim.ops import mse_loss_ext as mse_loss
def nll_loss(input: _Tensor | _Torch, target: _Tensor | _Torch, weight: _Tensor | _Torch | None = ..., ignore_index: _Any = ..., reduction: _Any = ...) -> _Tensor:
    """The negative log-likelihood."""

def normalize(input: _Tensor | _Torch, p: _Any = ..., dim: _Any = ..., eps: _Any = ...) -> _Tensor:
    """x over its p-norm along dim."""

def one_hot(tensor: _Tensor | _Torch, num_classes: _Any = ...) -> _Tensor:
    """Ones at the places that numbers name."""

def pad(input: _Tensor | _Torch, pad: _Any, mode: _Any = ..., value: _Any = ...) -> _Tensor:
    """The last axes padded."""

def pixel_shuffle(*args: _Any, **kwargs: _Any) -> _Any:
    """Channels rearranged into space."""

from msshim.ops import prelu as prelu
from msshim.ops import relu as relu
def relu6(input: _Tensor | _Torch, inplace: _builtins.bool = ...) -> _Tensor:
    """Each element between 0 and 6."""

def relu_(input: _Tensor | _Torch) -> _Tensor:
    """relu, in place."""

from msshim.ops import sigmoid as sigmoid
from msshim.ops import inplace_sigmoid as sigmoid_
def silu(input: _Tensor | _Torch, inplace: _builtins.bool = ...) -> _Tensor:
    """x * sigmoid(x)."""

from msshim.ops import soft_margin_loss as soft_margin_loss
def softmax(input: _Tensor | _Torch, dim: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """exp(x) over its sum."""

def softplus(input: _Tensor | _Torch, beta: _Any = ..., threshold: _Any = ...) -> _Tensor:
    """log(1 + exp(x))."""

from msshim.ops import tanh as tanh
def threshold(input: _Tensor | _Torch, threshold: _Any, value: _Any, inplace: _builtins.bool = ...) -> _Tensor:
    """x where larger than a threshold, a value elsewhere."""

def threshold_(input: _Tensor | _Torch, threshold: _Any, value: _Any) -> _Tensor:
    """threshold, in place."""

def unfold(input: _Tensor | _Torch, kernel_size: _Any, dilation: _Any = ..., padding: _Any = ..., stride: _Any = ...) -> _Tensor:
    """Sliding blocks taken apart."""

def upsample(input: _Tensor | _Torch, size: _Any = ..., scale_factor: _Any = ..., mode: _Any = ..., align_corners: _Any = ...) -> _Tensor:
    """Larger or smaller by interpolation."""

