"""The neural-network functions of `ops` where MindSpore is not quite torch.nn.functional. Source: MindSpore 2.10."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F


def _sizes(value: Any, ndim: int) -> tuple[int, ...]:
    return (value,) * ndim if isinstance(value, int) else tuple(value)


# Pooling


def avg_pool1d(
    input: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, ceil_mode: bool, count_include_pad: bool
) -> torch.Tensor:
    """The means of windows along the last axis."""
    return F.avg_pool1d(input, kernel_size, stride, _one_side(padding), ceil_mode, count_include_pad)


def _one_side(padding: Any) -> Any:
    """MindSpore's amounts for both ends as torch's one, where they are equal."""
    if isinstance(padding, (tuple, list)) and len(padding) % 2 == 0 and padding[::2] == padding[1::2]:
        return tuple(padding[::2])
    return padding


def avg_pool2d(
    input: torch.Tensor,
    kernel_size: Any,
    stride: Any,
    padding: Any,
    ceil_mode: bool,
    count_include_pad: bool,
    divisor_override: int,
) -> torch.Tensor:
    """The means of windows over the last two axes."""
    padding = _one_side(padding) if isinstance(padding, (tuple, list)) and len(padding) == 4 else padding
    return F.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override or None)


def avg_pool3d(
    input: torch.Tensor,
    kernel_size: Any,
    stride: Any,
    padding: Any,
    ceil_mode: bool,
    count_include_pad: bool,
    divisor_override: int,
) -> torch.Tensor:
    """The means of windows over the last three axes."""
    padding = _one_side(padding) if isinstance(padding, (tuple, list)) and len(padding) == 6 else padding
    return F.avg_pool3d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override or None)


def max_pool2d(
    input: torch.Tensor,
    kernel_size: Any,
    stride: Any,
    padding: Any,
    dilation: Any,
    return_indices: bool,
    ceil_mode: bool,
) -> Any:
    """The largest elements of windows; with `return_indices` also where they stand."""
    return F.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


def max_pool3d(
    input: torch.Tensor,
    kernel_size: Any,
    stride: Any,
    padding: Any,
    dilation: Any,
    ceil_mode: bool,
    return_indices: bool,
) -> Any:
    """The largest elements of windows; with `return_indices` also where they stand."""
    return F.max_pool3d(input, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


def adaptive_avg_pool3d(input: torch.Tensor, output_size: Any) -> torch.Tensor:
    """The means of as many windows as the output size says."""
    return F.adaptive_avg_pool3d(input, output_size)


def adaptive_max_pool1d(input: torch.Tensor, output_size: Any, return_indices: bool = False) -> Any:
    """The largest elements of windows of equal size."""
    return F.adaptive_max_pool1d(input, output_size, return_indices)


def adaptive_max_pool2d(input: torch.Tensor, output_size: Any, return_indices: bool) -> Any:
    """The largest elements of as many windows as the output size says."""
    return F.adaptive_max_pool2d(input, output_size, return_indices)


def adaptive_max_pool3d(input: torch.Tensor, output_size: Any, return_indices: bool) -> Any:
    """The largest elements of as many windows; the places as int32."""
    found = F.adaptive_max_pool3d(input, output_size, return_indices)
    return (found[0], found[1].int()) if return_indices else found


def _unpool_size(size: Any) -> Any:
    return None if not size else tuple(size)


def max_unpool1d(
    input: torch.Tensor, indices: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> torch.Tensor:
    """The inverse of maximum pooling, zeros elsewhere."""
    return F.max_unpool1d(input, indices.long(), kernel_size, stride or None, padding, _unpool_size(output_size))


def max_unpool2d(
    input: torch.Tensor, indices: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> torch.Tensor:
    """The inverse of maximum pooling, zeros elsewhere."""
    return F.max_unpool2d(input, indices.long(), kernel_size, stride or None, padding, _unpool_size(output_size))


def max_unpool3d(
    input: torch.Tensor, indices: torch.Tensor, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> torch.Tensor:
    """The inverse of maximum pooling, zeros elsewhere."""
    return F.max_unpool3d(input, indices.long(), kernel_size, stride or None, padding, _unpool_size(output_size))


def lp_pool1d(input: torch.Tensor, norm_type: float, kernel_size: int, stride: Any, ceil_mode: bool) -> torch.Tensor:
    """The p-norms of windows along the last axis."""
    return F.lp_pool1d(input, norm_type, kernel_size, stride, ceil_mode)


def lp_pool2d(input: torch.Tensor, norm_type: float, kernel_size: Any, stride: Any, ceil_mode: bool) -> torch.Tensor:
    """The p-norms of windows over the last two axes."""
    return F.lp_pool2d(input, norm_type, kernel_size, stride, ceil_mode)


# Convolution


def conv(
    input: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: Any,
    pad_mode: str,
    padding: Any,
    dilation: Any,
    groups: int,
) -> torch.Tensor:
    """A convolution of one to three axes with pad_mode 'valid', 'same' or 'pad'."""
    ndim = weight.dim() - 2
    form = (F.conv1d, F.conv2d, F.conv3d)[ndim - 1]
    steps, spread = _sizes(stride, ndim), _sizes(dilation, ndim)
    if pad_mode == "valid":
        return form(input, weight, bias, steps, 0, spread, groups)  # type: ignore[operator]
    if pad_mode == "pad":
        amounts = _sizes(padding, ndim)
        if len(amounts) == 2 * ndim:
            sides = [side for pair in list(zip(amounts[::2], amounts[1::2], strict=True))[::-1] for side in pair]
            return form(F.pad(input, sides), weight, bias, steps, 0, spread, groups)  # type: ignore[operator]
        return form(input, weight, bias, steps, amounts, spread, groups)  # type: ignore[operator]
    if pad_mode != "same":
        raise ValueError(f"For 'conv', the 'pad_mode' must be 'valid', 'same' or 'pad', but got {pad_mode!r}.")
    sides = []
    for size, kernel, step, hole in zip(input.shape[2:], weight.shape[2:], steps, spread, strict=True):
        total = max((-(-size // step) - 1) * step + (kernel - 1) * hole + 1 - size, 0)
        sides[:0] = [total // 2, total - total // 2]
    return form(F.pad(input, sides), weight, bias, steps, 0, spread, groups)  # type: ignore[operator]


def conv_transpose2d(
    input: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    stride: Any,
    padding: Any,
    output_padding: Any,
    groups: int,
    dilation: Any,
) -> torch.Tensor:
    """A transposed convolution with torch's arguments."""
    return F.conv_transpose2d(input, weight, bias, stride, padding, output_padding, groups, dilation)


def bias_add(input: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """`bias` added to the second axis."""
    return input + bias.reshape(1, -1, *(1,) * (input.dim() - 2))


def bidense(
    input1: torch.Tensor, input2: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None
) -> torch.Tensor:
    """``input1 @ weight @ input2 + bias``."""
    return F.bilinear(input1, input2, weight, bias)


def dense(input: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
    """``input @ weight.T + bias``."""
    return F.linear(input, weight, bias)


def embedding(
    input: torch.Tensor,
    weight: torch.Tensor,
    padding_idx: int | None,
    max_norm: float | None,
    norm_type: float,
    scale_grad_by_freq: bool,
) -> torch.Tensor:
    """Rows of a table."""
    return F.embedding(input, weight, padding_idx, max_norm, norm_type, scale_grad_by_freq)


# Normalisation


def batch_norm(
    input: torch.Tensor,
    running_mean: torch.Tensor,
    running_var: torch.Tensor,
    weight: torch.Tensor | None,
    bias: torch.Tensor | None,
    training: bool,
    momentum: float,
    eps: float,
) -> torch.Tensor:
    """Batch normalisation; in training the running values are updated in place."""
    return F.batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps)


def group_norm(
    input: torch.Tensor, num_groups: int, weight: torch.Tensor | None, bias: torch.Tensor | None, eps: float
) -> torch.Tensor:
    """Normalisation of groups of channels."""
    return F.group_norm(input, num_groups, weight, bias, eps)


def layer_norm(
    input: torch.Tensor, normalized_shape: Any, weight: torch.Tensor | None, bias: torch.Tensor | None, eps: float
) -> torch.Tensor:
    """Normalisation over the last axes."""
    return F.layer_norm(input, tuple(normalized_shape), weight, bias, eps)


def rms_norm(x: torch.Tensor, gamma: torch.Tensor, epsilon: float) -> tuple[torch.Tensor, torch.Tensor]:
    """``x`` over its root mean square, times `gamma`; and the reciprocal of the root mean square."""
    work = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
    axes = tuple(range(-gamma.dim(), 0))
    scale = torch.rsqrt(work.square().mean(axes, keepdim=True) + epsilon)
    return (work * scale).to(x.dtype) * gamma, scale


def lrn(x: torch.Tensor, depth_radius: int, bias: float, alpha: float, beta: float, norm_region: str) -> torch.Tensor:
    """``x / (bias + alpha * the sum of squares in a window of channels) ** beta``."""
    squares = F.pad(x.square().unsqueeze(1), (0, 0, 0, 0, depth_radius, depth_radius))
    sums = F.avg_pool3d(squares, (2 * depth_radius + 1, 1, 1), stride=1).squeeze(1) * (2 * depth_radius + 1)
    return x / (bias + alpha * sums) ** beta


# Activations


def hardshrink(input: torch.Tensor, lambd: float) -> torch.Tensor:
    """The elements outside [-lambd, lambd], zeros inside."""
    return F.hardshrink(input, lambd)


def fast_gelu(x: torch.Tensor) -> torch.Tensor:
    """An approximation of the Gaussian error linear unit."""
    return x * torch.sigmoid(1.702 * x)


def celu(x: torch.Tensor, alpha: float) -> torch.Tensor:
    """``max(0, x) + min(0, alpha * (exp(x / alpha) - 1))``."""
    if not alpha:
        raise ValueError("For 'celu', the 'alpha' must not be 0.")
    return F.celu(x, alpha)


def elu(input: torch.Tensor, alpha: float) -> torch.Tensor:
    """``x`` where positive, ``alpha * (exp(x) - 1)`` elsewhere."""
    return F.elu(input, alpha)


def glu(input: torch.Tensor, dim: int) -> torch.Tensor:
    """The first half times the sigmoid of the second."""
    return F.glu(input, dim)


def swiglu(input: torch.Tensor, dim: int) -> torch.Tensor:
    """The SiLU of the first half times the second."""
    first, second = input.chunk(2, dim)
    return F.silu(first) * second


def softmax(input: torch.Tensor, dim: Any, dtype: torch.dtype | None = None) -> torch.Tensor:
    """exp(x) over its sum."""
    return F.softmax(input, dim, dtype=dtype)


def softmin(input: torch.Tensor, dim: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """The softmax of the negative."""
    return F.softmax(-input, dim, dtype=dtype)


def log_softmax(input: torch.Tensor, dim: int) -> torch.Tensor:
    """log(softmax(x))."""
    return F.log_softmax(input, dim)


def softplus(input: torch.Tensor, beta: float, threshold: float) -> torch.Tensor:
    """log(1 + exp(beta x)) / beta, `x` itself beyond the threshold."""
    return F.softplus(input, beta, threshold)


def threshold(input: torch.Tensor, thr: float, value: float) -> torch.Tensor:
    """``x`` where larger than the threshold, a value elsewhere."""
    return F.threshold(input, thr, value)


def relu(input: torch.Tensor, inplace: bool) -> torch.Tensor:
    """max(x, 0)."""
    if input.dtype is torch.bool:
        return input.clone()
    return torch.relu_(input) if inplace else torch.relu(input)


def rrelu(input: torch.Tensor, lower: float, upper: float) -> torch.Tensor:
    """``x`` where positive, a random slope times ``x`` elsewhere."""
    return F.rrelu(input, lower, upper, training=True)


def gumbel_softmax(logits: torch.Tensor, tau: float, hard: bool, dim: int) -> torch.Tensor:
    """Random choices by the Gumbel-softmax distribution."""
    return F.gumbel_softmax(logits, tau, hard, dim=dim)


def prelu(input: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """``x`` where positive, weight times ``x`` elsewhere."""
    return F.prelu(input, weight)


def inplace_sigmoid(input: torch.Tensor) -> torch.Tensor:
    """1 / (1 + exp(-x)), in place."""
    return input.sigmoid_()


# Dropout


def dropout(input: torch.Tensor, p: float, training: bool, seed: int | None = None) -> torch.Tensor:
    """Zeros with probability `p`, the rest scaled."""
    if not 0 <= p < 1:
        raise ValueError(f"For 'dropout', the 'p' must be in [0, 1), but got {p}.")
    return F.dropout(input, p, training)


def dropout1d(input: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Whole channels of (N, C, L) zero."""
    return F.dropout1d(input, p, training)


def dropout2d(input: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Whole channels of (N, C, H, W) zero."""
    return F.dropout2d(input, p, training)


def dropout3d(input: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Whole channels of (N, C, D, H, W) zero."""
    return F.dropout3d(input, p, training)


# Shapes


def channel_shuffle(x: torch.Tensor, groups: int) -> torch.Tensor:
    """Channels of groups interleaved."""
    return x.reshape(x.shape[0], groups, -1, *x.shape[2:]).transpose(1, 2).reshape(x.shape)


def fold(
    input: torch.Tensor, output_size: Any, kernel_size: Any, dilation: Any, padding: Any, stride: Any
) -> torch.Tensor:
    """Sliding blocks (N, C, kernel, L) or (N, C * kernel, L) put together."""
    size = tuple(output_size.tolist()) if isinstance(output_size, torch.Tensor) else output_size
    return F.fold(input.flatten(1, 2) if input.dim() == 4 else input, size, kernel_size, dilation, padding, stride)


def unfold(input: torch.Tensor, kernel_size: Any, dilation: Any, padding: Any, stride: Any) -> torch.Tensor:
    """Sliding blocks as (N, C * kernel, L)."""
    return F.unfold(input, kernel_size, dilation, padding, stride)


_PAD_MODES = ("constant", "reflect", "replicate", "circular")


def pad(input: torch.Tensor, padding: Any, mode: str, value: Any) -> torch.Tensor:
    """The last axes padded by amounts for both ends of each, the last axis first."""
    if mode not in _PAD_MODES:
        raise ValueError(f"For 'pad', the 'mode' must be one of {list(_PAD_MODES)}, but got {mode!r}.")
    amounts = tuple(padding.tolist() if isinstance(padding, torch.Tensor) else padding)
    if mode != "constant":
        if value is not None:
            raise ValueError(f"For 'pad', the 'value' must be None where 'mode' is {mode!r}, but got {value!r}.")
        return F.pad(input, amounts, mode)
    return F.pad(
        input, amounts, mode, 0 if value is None else value.item() if isinstance(value, torch.Tensor) else value
    )


def padding(x: torch.Tensor, pad_dim_size: int) -> torch.Tensor:
    """The last axis, of size 1, filled up with zeros."""
    if x.shape[-1] != 1:
        raise ValueError(f"For 'padding', the last dimension must be 1, but got {x.shape[-1]}.")
    return F.pad(x, (0, pad_dim_size - 1))


def interpolate(
    input: torch.Tensor,
    size: Any,
    scale_factor: Any,
    mode: str,
    align_corners: bool | None,
    recompute_scale_factor: bool | None,
) -> torch.Tensor:
    """Larger or smaller by interpolation."""
    return F.interpolate(input, size, scale_factor, mode, align_corners, recompute_scale_factor)


def grid_sample(
    input: torch.Tensor, grid: torch.Tensor, mode: str, padding_mode: str, align_corners: bool | None
) -> torch.Tensor:
    """The input sampled at the points of a grid."""
    return F.grid_sample(input, grid, mode, padding_mode, bool(align_corners))


def msort(input: torch.Tensor) -> torch.Tensor:
    """The elements along the first axis in order."""
    return torch.msort(input)


def intopk(x1: torch.Tensor, x2: torch.Tensor, k: int) -> torch.Tensor:
    """Whether the target is among the k largest predictions."""
    own = x1.gather(1, x2.long().unsqueeze(1))
    return ((x1 > own).sum(1) < k) & torch.isfinite(own.squeeze(1))


def cosine_similarity(x1: torch.Tensor, x2: torch.Tensor, dim: int, eps: float) -> torch.Tensor:
    """The cosine of the angle along an axis."""
    return F.cosine_similarity(x1, x2, dim, eps)


def pdist(input: torch.Tensor, p: float) -> torch.Tensor:
    """The p-norm distances of all pairs of rows."""
    return F.pdist(input, p)


def inplace_add(x: torch.Tensor, v: torch.Tensor, indices: Any) -> torch.Tensor:
    """`v` added to rows of `x`."""
    return x.index_add(0, _rows(x, indices), v)


def inplace_sub(x: torch.Tensor, v: torch.Tensor, indices: Any) -> torch.Tensor:
    """`v` subtracted from rows of `x`."""
    return x.index_add(0, _rows(x, indices), -v)


def inplace_update(x: torch.Tensor, v: torch.Tensor, indices: Any) -> torch.Tensor:
    """Rows of `x` replaced by `v`."""
    return x.index_copy(0, _rows(x, indices), v)


def _rows(x: torch.Tensor, indices: Any) -> torch.Tensor:
    found = indices if isinstance(indices, torch.Tensor) else torch.tensor(indices, device=x.device)
    return found.reshape(-1).long()


def check_valid(bboxes: torch.Tensor, img_metas: torch.Tensor) -> torch.Tensor:
    """Whether each box lies within the picture."""
    height, width = img_metas[0] * img_metas[2], img_metas[1] * img_metas[2]
    x0, y0, x1, y1 = bboxes.unbind(1)
    return (x0 >= 0) & (y0 >= 0) & (x1 <= width - 1) & (y1 <= height - 1)


def iou(anchor_boxes: torch.Tensor, gt_boxes: torch.Tensor, mode: str) -> torch.Tensor:
    """The intersection over the union of all pairs of boxes ('iou'), or over the first area ('iof')."""
    if mode not in ("iou", "iof"):
        raise ValueError(f"For 'iou', the 'mode' must be 'iou' or 'iof', but got {mode!r}.")
    work = torch.float32
    a, b = anchor_boxes.to(work), gt_boxes.to(work)
    low = torch.maximum(a[None, :, :2], b[:, None, :2])
    high = torch.minimum(a[None, :, 2:], b[:, None, 2:])
    shared = (high - low + 1).clamp(min=0).prod(-1)
    area = (a[:, 2:] - a[:, :2] + 1).prod(-1)
    other = (b[:, 2:] - b[:, :2] + 1).prod(-1)
    base = other[:, None] if mode == "iof" else area[None] + other[:, None] - shared
    return (shared / base).to(anchor_boxes.dtype)
