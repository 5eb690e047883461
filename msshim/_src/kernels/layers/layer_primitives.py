"""Losses, normalisation, padding, pooling and convolution as MindSpore's primitives take them."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.convolution.cells import conv
from msshim._src.kernels.loss import entropy
from msshim._src.kernels.loss.functions import reduce
from msshim._src.kernels.padding import functions as padding


def bce_with_logits(
    input: torch.Tensor, target: torch.Tensor, weight: torch.Tensor | None, pos_weight: torch.Tensor | None,
    reduction: str,
) -> torch.Tensor:  # fmt: skip
    """The binary cross entropy of logits, in the dtype of these and the targets, differentiable by the weights too."""
    dtype = torch.promote_types(input.dtype, target.dtype)
    if pos_weight is None:
        found = F.binary_cross_entropy_with_logits(input, target, reduction="none")
    else:
        found = (1 - target) * input + (1 + (pos_weight - 1) * target) * F.softplus(-input)
    return reduce("BCEWithLogitsLoss", found if weight is None else found * weight, reduction).to(dtype)


def bce(input: torch.Tensor, target: torch.Tensor, weight: torch.Tensor | None, reduction: str) -> torch.Tensor:
    """The binary cross entropy of probabilities, differentiable by the weights too."""
    found = entropy.binary_cross_entropy(input, target, None, "none")
    return reduce("BinaryCrossEntropy", found if weight is None else found * weight, reduction)


def sigmoid_cross_entropy(input: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """The binary cross entropy of each logit; ValueError for unequal shapes."""
    if input.shape != target.shape:
        raise ValueError(
            f"For 'SigmoidCrossEntropyWithLogits', the shapes must be equal, but got {tuple(input.shape)} and "
            f"{tuple(target.shape)}."
        )
    return F.binary_cross_entropy_with_logits(input, target, reduction="none")


NONE_IGNORED = torch.iinfo(torch.int64).min
"""The class number that torch passes over, where MindSpore has none such."""


def softmax_cross_entropy(logits: torch.Tensor, labels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The cross entropy of each row, and its gradient; ValueError for unequal shapes."""
    if logits.shape != labels.shape:
        raise ValueError(
            f"For 'SoftmaxCrossEntropyWithLogits', the shapes must be equal, but got {tuple(logits.shape)} and "
            f"{tuple(labels.shape)}."
        )
    log = torch.log_softmax(logits, -1)
    return row_cross_entropy(logits, log, labels), log.exp() - labels


def row_cross_entropy(logits: torch.Tensor, log: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """The cross entropy of each row, whose gradient is softmax - labels, also where labels do not sum to 1.

    `log` is ``log_softmax(logits)``. Labels get no gradient. Both as in MindSpore.
    """
    labels = labels.detach()
    normalizer = (logits - log)[..., 0]  # log(sum(exp(logits)))
    missing = (1 - labels.sum(-1)) * (normalizer - normalizer.detach())  # 0, with a gradient
    return missing - (labels * log).sum(-1)


def sparse_softmax_cross_entropy(features: torch.Tensor, labels: torch.Tensor, is_grad: bool) -> torch.Tensor:
    """The mean cross entropy, or its gradient by the logits."""
    if features.ndim < 2:
        raise ValueError(f"For 'SparseSoftmaxCrossEntropyWithLogits', 'features' must be 2-D, but got {features.ndim}.")
    if not is_grad:
        try:
            return F.cross_entropy(features, labels.long(), ignore_index=NONE_IGNORED)
        except IndexError as error:
            raise RuntimeError(f"For 'SparseSoftmaxCrossEntropyWithLogits', a label is out of range: {error}") from None
    chosen = F.one_hot(labels.long(), features.shape[-1])
    return (torch.softmax(features, -1) - chosen) / features.shape[0]


def nll_loss(
    logits: torch.Tensor, labels: torch.Tensor, weight: torch.Tensor, reduction: str, ignore_index: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """The loss and the sum of the weights of the classes."""
    found = entropy.nll_loss(logits, labels, weight, ignore_index, reduction)
    kept = labels != ignore_index
    return found, torch.where(kept, weight[labels.long().where(kept, 0)], 0).sum()


def l2_normalize(input: torch.Tensor, axis: Any, epsilon: float) -> torch.Tensor:
    """The input over the root of the sum of squares, which is at least epsilon."""
    dim = axis[0] if isinstance(axis, (tuple, list)) else axis
    return input * torch.rsqrt(input.square().sum(dim, keepdim=True).clamp(min=epsilon))


def mirror_pad(input: torch.Tensor, paddings: torch.Tensor, mode: str) -> torch.Tensor:
    """The input mirrored at its rims."""
    return padding.mirror_pad(input, paddings.tolist(), mode)


def pad(input: torch.Tensor, paddings: Any) -> torch.Tensor:
    """Zeros around the input, as many as the pairs say."""
    return F.pad(input, [amount for pair in reversed(paddings) for amount in pair])


def layer_norm(
    input: torch.Tensor, gamma: torch.Tensor, beta: torch.Tensor, begin_norm_axis: int, begin_params_axis: int,
    epsilon: float,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:  # fmt: skip
    """The normalised input, the means and the variances; ValueError where the parameters' axes are not the last."""
    if not -1 <= begin_params_axis < input.ndim:
        raise RuntimeError(f"For 'LayerNorm', {tuple(input.shape)} has no 'begin_params_axis' {begin_params_axis}.")
    own = input.shape[begin_params_axis:]
    if not gamma.shape == beta.shape == own:
        raise ValueError(
            f"For 'LayerNorm', the shapes of 'gamma' and 'beta' must be {tuple(own)}, but got {tuple(gamma.shape)} and "
            f"{tuple(beta.shape)}."
        )
    shape = input.shape[begin_norm_axis:]
    axes = list(range(-len(shape), 0))
    spread, mean = torch.var_mean(input.detach().float(), axes, correction=0, keepdim=True)
    if gamma.shape == shape == beta.shape:
        return F.layer_norm(input, shape, gamma, beta, epsilon), mean, spread
    return F.layer_norm(input, shape, None, None, epsilon) * gamma + beta, mean, spread


def _pair(name: str, parameter: str, value: Any) -> tuple[int, int]:
    pair = value[-2:] if isinstance(value, (tuple, list)) else (value, value)
    if not all(isinstance(one, int) and one > 0 for one in pair):
        raise ValueError(f"For '{name}', the '{parameter}' must be positive ints, but got {value!r}.")
    return pair[0], pair[1]


def _same(input: torch.Tensor, window: tuple[int, int], step: tuple[int, int]) -> list[int]:
    """The padding for outputs of the input's size over the step: left, right, top, bottom."""
    total = [
        max((-(-size // s) - 1) * s + k - size, 0) for size, k, s in zip(input.shape[-2:], window, step, strict=True)
    ]
    return [total[1] // 2, total[1] - total[1] // 2, total[0] // 2, total[0] - total[0] // 2]


def _mode(name: str, pad_mode: Any, allowed: tuple[str, ...] = ("same", "valid")) -> str:
    if not isinstance(pad_mode, str) or pad_mode.lower() not in allowed:
        raise ValueError(f"For '{name}', the 'pad_mode' must be one of {allowed}, but got {pad_mode!r}.")
    return pad_mode.lower()


def max_pool(input: torch.Tensor, kernel_size: Any, strides: Any, pad_mode: Any) -> torch.Tensor:
    """The largest values of windows."""
    mode = _mode("MaxPool", pad_mode)
    window, step = _pair("MaxPool", "kernel_size", kernel_size), _pair("MaxPool", "strides", strides)
    if mode == "same":
        input = F.pad(input, _same(input, window, step), value=-torch.inf)
    return F.max_pool2d(input, window, step)


def avg_pool(input: torch.Tensor, kernel_size: Any, strides: Any, pad_mode: Any) -> torch.Tensor:
    """The means of windows, without what is padded."""
    mode = _mode("AvgPool", pad_mode)
    window, step = _pair("AvgPool", "kernel_size", kernel_size), _pair("AvgPool", "strides", strides)
    if mode == "valid":
        return F.avg_pool2d(input, window, step)
    rims = _same(input, window, step)
    area = F.avg_pool2d(F.pad(torch.ones_like(input[:1, :1]), rims), window, step)
    return F.avg_pool2d(F.pad(input, rims), window, step) / area


def conv2d(
    input: torch.Tensor, weight: torch.Tensor, out_channel: int, kernel_size: Any, pad_mode: Any, pad: Any,
    stride: Any, dilation: Any, group: int,
) -> torch.Tensor:  # fmt: skip
    """F.conv2d with MindSpore's ways to pad."""
    mode = _mode("Conv2D", pad_mode, ("same", "valid", "pad"))
    if out_channel != weight.shape[0] or tuple(weight.shape[2:]) != _pair("Conv2D", "kernel_size", kernel_size):
        kind = RuntimeError if out_channel > 0 else ValueError
        found = tuple(weight.shape)
        raise kind(f"For 'Conv2D', the weight must be of {out_channel} channels and {kernel_size}, but got {found}.")
    step, spread = _pair("Conv2D", "stride", stride), _pair("Conv2D", "dilation", dilation)
    if mode == "pad":
        top, bottom, left, right = pad if isinstance(pad, (tuple, list)) else (pad,) * 4
        input = F.pad(input, (left, right, top, bottom))
    elif mode == "same":
        height, width = ((k - 1) * d + 1 for k, d in zip(weight.shape[-2:], spread, strict=True))
        input = F.pad(input, _same(input, (height, width), step))
    return conv(input, weight, None, step, spread, group, ((0, 0), ()))
