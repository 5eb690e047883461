"""Losses of probabilities: what class numbers, or other probabilities, are worth under those that a net gives."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F

from msshim._src.kernels import kinks
from msshim._src.kernels.loss.functions import check, difference, reduce


def cross_entropy(
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None,
    ignore_index: int,
    reduction: str,
    label_smoothing: float,
) -> torch.Tensor:
    """F.cross_entropy of class numbers in any integer dtype, or of probabilities.

    Raises:
        TypeError: The input is not floating-point, or an option has the wrong type.
        ValueError: An option has the wrong value.
    """
    check("cross_entropy", reduction)
    if not isinstance(label_smoothing, float):
        raise TypeError(f"For 'cross_entropy', the 'label_smoothing' must be a float, but got {label_smoothing!r}.")
    if label_smoothing < 0:
        raise ValueError(f"For 'cross_entropy', the 'label_smoothing' must not be negative, got {label_smoothing}.")
    if not input.is_floating_point():
        raise TypeError(f"For 'cross_entropy', the 'input' must be a floating-point Tensor, but got {input.dtype}.")
    if target.is_floating_point():
        ignore_index = -100  # of probabilities none is ignored
    elif target.dtype is not torch.int64:
        target = target.long()
    if weight is not None and weight.requires_grad and not target.is_floating_point():  # torch has no such gradient
        log = torch.log_softmax(input, 1 if input.dim() > 1 else 0)
        return nll_loss(log, target, weight, ignore_index, reduction, label_smoothing)
    return F.cross_entropy(input, target, weight, None, ignore_index, None, reduction, label_smoothing)


def nll_loss(
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None,
    ignore_index: int,
    reduction: str,
    label_smoothing: float = 0.0,
) -> torch.Tensor:
    """F.nll_loss with label smoothing; integers count as float32."""
    plain = input
    if not (input.is_floating_point() or input.is_complex()):
        plain, input = input.float(), -(-input).float()  # uint8 has no negative numbers
        weight = weight if weight is None else weight.float()
    target = target.long()
    if not (label_smoothing or input.is_complex() or (weight is not None and weight.requires_grad)):
        # torch's backward of images takes one order in memory.
        return F.nll_loss(input.contiguous(), target, weight, ignore_index=ignore_index, reduction=reduction)
    check("nll_loss", reduction)
    dim = 1 if input.dim() > 1 else 0
    chosen = target.unsqueeze(dim)
    ignored = chosen == ignore_index
    chosen = chosen.masked_fill(ignored, 0)
    shape = [-1 if axis == dim else 1 for axis in range(input.dim())]
    weights = torch.ones_like(input[:1]).expand_as(input) if weight is None else weight.view(shape).expand_as(input)
    weighted = -input * weights
    loss = weighted.gather(dim, chosen).masked_fill(ignored, 0)
    smooth = (-plain * weights).sum(dim, keepdim=True).masked_fill(ignored, 0)
    loss = (1.0 - label_smoothing) * loss + label_smoothing / input.shape[dim] * smooth
    if reduction == "none":
        return loss.squeeze(dim)
    if reduction == "sum":
        return loss.sum()
    return loss.sum() / weights.gather(dim, chosen).masked_fill(ignored, 0).sum()


def weighed_cross_entropy(
    input: torch.Tensor, target: torch.Tensor, weight: torch.Tensor | None, reduction: str
) -> torch.Tensor:
    """As `binary_cross_entropy`; TypeError for weights of another dtype."""
    if weight is not None and weight.dtype is not input.dtype:
        raise TypeError(f"For 'binary_cross_entropy', 'weight' must be {input.dtype}, but got {weight.dtype}.")
    return binary_cross_entropy(input, target, weight, reduction)


def binary_cross_entropy(
    input: torch.Tensor, target: torch.Tensor, weight: torch.Tensor | None, reduction: str
) -> torch.Tensor:
    """Of probabilities; the targets may be any numbers.

    Raises:
        RuntimeError: An element of `input` is below 0 or above 1.
    """
    check("binary_cross_entropy", reduction)
    try:
        return F.binary_cross_entropy(input, target, weight, reduction=reduction)
    except RuntimeError:
        outside = (input < 0) | (input > 1)
        if input.shape != target.shape or input.dtype is not target.dtype or bool(outside.any()):
            raise
    log, log_of_rest = (kinks.clamp(torch.log(part), min=-100) for part in (input, 1 - input))  # as torch has it
    loss = -(target * log + (1 - target) * log_of_rest)
    return reduce("binary_cross_entropy", loss if weight is None else loss * weight, reduction)


def binary_cross_entropy_with_logits(
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None,
    pos_weight: torch.Tensor | None,
    reduction: str,
) -> torch.Tensor:
    """Of logits."""
    check("binary_cross_entropy_with_logits", reduction)
    return F.binary_cross_entropy_with_logits(input, target, weight, reduction=reduction, pos_weight=pos_weight)


def multilabel_soft_margin_loss(
    input: torch.Tensor, target: torch.Tensor, weight: torch.Tensor | None, reduction: str
) -> torch.Tensor:
    """The mean over classes of the binary cross entropy of logits, of complex numbers too."""
    if input.is_complex():
        positive, negative = torch.log(torch.exp(-input) + 1), torch.log(torch.exp(input) + 1)
    else:
        positive, negative = F.softplus(-input), F.softplus(input)
    loss = target * positive + (~target if target.dtype is torch.bool else 1 - target) * negative
    loss = loss if weight is None else loss * weight
    return reduce("multilabel_soft_margin_loss", loss.mean(-1), reduction)


def soft_margin_loss(input: torch.Tensor, target: torch.Tensor, reduction: str) -> torch.Tensor:
    """log(1 + exp(-target x))."""
    check("soft_margin_loss", reduction)
    return F.soft_margin_loss(input, target, reduction=reduction)


def kl_div(input: torch.Tensor, target: torch.Tensor, reduction: str, log_target: bool = False) -> torch.Tensor:
    """target * (log(target) - input), with 'batchmean' for the sum over the first axis' size."""
    check("kl_div", reduction, ("none", "mean", "batchmean", "sum"))
    if input.shape != target.shape and not log_target:
        raise ValueError(
            f"For 'kl_div', the shapes must be equal, but got {tuple(input.shape)} and {tuple(target.shape)}."
        )
    loss = F.kl_div(input, target, reduction="none", log_target=log_target)
    if reduction == "batchmean":
        return loss.sum() / input.shape[0]
    return reduce("kl_div", loss, reduction)


def gaussian_nll_loss(
    input: torch.Tensor, target: torch.Tensor, var: torch.Tensor, full: bool, eps: float, reduction: str
) -> torch.Tensor:
    """Half of log(var) + (input - target)² / var, with var at least eps; of integers too."""
    check("gaussian_nll_loss", reduction)
    if not isinstance(full, bool):
        raise TypeError(f"For 'gaussian_nll_loss', the 'full' must be a bool, but got {full!r}.")
    if not isinstance(eps, float) or eps <= 0:
        raise ValueError(f"For 'gaussian_nll_loss', the 'eps' must be a positive float, but got {eps!r}.")
    if input.shape != var.shape and input.shape[:-1] == var.shape:
        var = var.unsqueeze(-1)
    var = kinks.between(var if var.is_floating_point() else var.float(), eps, None)
    loss = 0.5 * (var.log() + difference(input, target).square() / var)
    if full:
        loss = loss + 0.5 * math.log(2 * math.pi)
    return reduce("gaussian_nll_loss", loss, reduction)
