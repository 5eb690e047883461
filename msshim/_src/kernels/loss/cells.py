"""Losses that are cells only. Source: mindspore.nn of 2.10."""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels import kinks
from msshim._src.kernels.array.functions import one_hot
from msshim._src.kernels.layers import layer_primitives
from msshim._src.kernels.layers.layer_primitives import NONE_IGNORED
from msshim._src.kernels.loss import ctc
from msshim._src.kernels.loss.functions import difference, reduce
from msshim._src.kernels.reduction.primitives import sum_over


def dice_loss(logits: torch.Tensor, label: torch.Tensor, smooth: float) -> torch.Tensor:
    """``1 - 2 * intersection / (sum of squares + smooth)``."""
    shared = sum_over(logits.reshape(-1) * label.reshape(-1), ())
    total = sum_over(logits * logits, ()) + sum_over(label * label, ())
    return 1 - 2 * shared / (total + smooth)


def over_classes() -> dict[str, Any]:
    """The axis of FocalLoss's LogSoftmax."""
    return {"axis": 1}


def focal_loss(
    logits: torch.Tensor, labels: torch.Tensor, weight: torch.Tensor | None, gamma: float, reduction: str
) -> torch.Tensor:
    """``-(1 - p) ** gamma * log(p)`` of the class in `labels` of shape (N, 1) or (N, 1, H, W), or of all classes."""
    log_p = F.log_softmax(logits, 1)
    if labels.shape[1] == 1:
        labels = torch.where(labels < 0, labels + logits.shape[1], labels)  # which count from the last class
        log_p = log_p.gather(1, labels.long())
        loss = -((1 - log_p.exp()) ** gamma) * log_p
        if weight is not None:
            loss = loss * weight[labels.long()]
        return reduce("FocalLoss", loss.reshape(logits.shape[0], -1), reduction)
    loss = -((1 - log_p.exp()) ** gamma) * log_p * labels
    if weight is not None:
        loss = loss * weight.reshape(1, -1, *(1,) * (logits.dim() - 2))
    return reduce("FocalLoss", loss, reduction)


def mse_loss(input: torch.Tensor, target: torch.Tensor, reduction: str) -> torch.Tensor:
    """The squared difference; of integers an integer, TypeError of bools."""
    if {input.dtype, target.dtype} == {torch.bool}:
        raise TypeError("For 'MSELoss', the dtype must be that of a number, but got bool.")
    return reduce("MSELoss", difference(input, target).square(), reduction)


def rmse_loss(input: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """The root of the mean squared difference, of integers that of `mse_loss`; TypeError of bools and unsigned ones."""
    if torch.uint8 in (input.dtype, target.dtype):
        raise TypeError(f"For 'RMSELoss', the dtype must not be uint8, but got {input.dtype} and {target.dtype}.")
    return mse_loss(input, target, "mean").sqrt()


def poisson_nll_loss(
    input: torch.Tensor, target: torch.Tensor, log_input: bool, full: bool, eps: float, reduction: str
) -> torch.Tensor:
    """The negative log-likelihood of Poisson numbers; where `full`, with Stirling's term of targets above 1."""
    target = target.to(input.dtype)
    loss = input.exp() - target * input if log_input else input - target * torch.log(input + eps)
    if full:
        target = kinks.between(target, eps, None)
        stirling = (target + 0.5) * target.log() - target + 0.5 * math.log(2 * math.pi)
        loss = loss + torch.where(target > 1, stirling, 0)
    return reduce("PoissonNLLLoss", loss, reduction)


def softmax_cross_entropy(logits: torch.Tensor, labels: torch.Tensor, sparse: bool, reduction: str) -> torch.Tensor:
    """Cross entropy of (N, C) logits and class numbers (`sparse`) or probabilities."""
    if sparse:
        try:
            return F.cross_entropy(logits, labels.long(), ignore_index=NONE_IGNORED, reduction=reduction)
        except IndexError as error:  # MindSpore's mean looks at labels; else those of no class have no loss
            if reduction == "mean":
                raise RuntimeError(f"For 'SoftmaxCrossEntropyWithLogits', a label is out of range: {error}") from None
            labels = one_hot(labels, logits.shape[1], 1.0, 0.0, -1).to(logits.dtype)
    rows, _ = layer_primitives.softmax_cross_entropy(logits, labels)
    return reduce("SoftmaxCrossEntropyWithLogits", rows, reduction)


def triplet_margin_loss(
    anchor: torch.Tensor,
    positive: torch.Tensor,
    negative: torch.Tensor,
    margin: Any,
    p: float,
    eps: float,
    swap: bool,
    reduction: str,
) -> torch.Tensor:
    """max(0, d(anchor, positive) - d(anchor, negative) + margin)."""
    return F.triplet_margin_loss(anchor, positive, negative, float(margin), p, eps, swap, reduction=reduction)


def multi_margin_loss(
    input: torch.Tensor, target: torch.Tensor, p: int, margin: float, weight: torch.Tensor | None, reduction: str
) -> torch.Tensor:
    """The hinge loss of class numbers, in halves too."""
    wide = input.float() if input.dtype is torch.float16 else input
    weight = None if weight is None else weight.to(wide.dtype)
    return F.multi_margin_loss(wide, target.long(), p, margin, weight, reduction=reduction).to(input.dtype)


def ctc_loss(
    log_probs: torch.Tensor,
    targets: torch.Tensor,
    input_lengths: torch.Tensor,
    target_lengths: torch.Tensor,
    blank: int,
    reduction: str,
    zero_infinity: bool,
) -> torch.Tensor:
    """The negative log-likelihoods of the targets; of one series, (T, C), without the axis of the batch."""
    if log_probs.dtype in (torch.float16, torch.bfloat16):  # which torch does not take
        wide = (log_probs.float(), targets, input_lengths, target_lengths, blank, reduction, zero_infinity)
        return ctc_loss(*wide).to(log_probs.dtype)
    if log_probs.dim() != 2:
        return ctc.ctc_loss(log_probs, targets, input_lengths, target_lengths, blank, reduction, zero_infinity)[0]
    rows = targets[None] if targets.dim() == 1 else targets
    if rows.dim() != 2 or rows.shape[0] != 1:
        raise ValueError(f"For 'CTCLoss', the 'targets' of one series must be one row, but got {tuple(targets.shape)}.")
    options = (input_lengths, target_lengths, blank, reduction, zero_infinity)
    return ctc.ctc_loss(log_probs[:, None], rows, *options)[0].reshape(())
