"""Losses where MindSpore is not quite torch. Source: MindSpore 2.10."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F

_REDUCTIONS = ("none", "mean", "sum")


def _reduced(name: str, loss: torch.Tensor, reduction: str) -> torch.Tensor:
    if reduction not in _REDUCTIONS:
        raise ValueError(f"For '{name}', the 'reduction' must be one of {list(_REDUCTIONS)}, but got {reduction!r}.")
    return loss if reduction == "none" else loss.mean() if reduction == "mean" else loss.sum()


def _checked(name: str, reduction: Any) -> str:
    if reduction not in _REDUCTIONS:
        raise ValueError(f"For '{name}', the 'reduction' must be one of {list(_REDUCTIONS)}, but got {reduction!r}.")
    return str(reduction)


def binary_cross_entropy(
    input: torch.Tensor, target: torch.Tensor, weight: torch.Tensor | None, reduction: str
) -> torch.Tensor:
    """Of probabilities."""
    return F.binary_cross_entropy(input, target, weight, reduction=_checked("binary_cross_entropy", reduction))


def binary_cross_entropy_with_logits(
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None,
    pos_weight: torch.Tensor | None,
    reduction: str,
) -> torch.Tensor:
    """Of logits."""
    how = _checked("binary_cross_entropy_with_logits", reduction)
    return F.binary_cross_entropy_with_logits(input, target, weight, reduction=how, pos_weight=pos_weight)


def cosine_embedding_loss(
    input1: torch.Tensor, input2: torch.Tensor, target: torch.Tensor, margin: float, reduction: str
) -> torch.Tensor:
    """1 - cos for target 1, max(0, cos - margin) for -1."""
    return F.cosine_embedding_loss(
        input1, input2, target, margin, reduction=_checked("cosine_embedding_loss", reduction)
    )


def cross_entropy(
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None,
    ignore_index: int,
    reduction: str,
    label_smoothing: float,
) -> torch.Tensor:
    """Of logits and class numbers or probabilities."""
    target = target if target.is_floating_point() else target.long()
    how = _checked("cross_entropy", reduction)
    return F.cross_entropy(
        input, target, weight, ignore_index=ignore_index, reduction=how, label_smoothing=label_smoothing
    )


def nll_loss(
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None,
    ignore_index: int,
    reduction: str,
    label_smoothing: float = 0.0,
) -> torch.Tensor:
    """The negative log-likelihood of class numbers."""
    how = _checked("nll_loss", reduction)
    plain = F.nll_loss(input, target.long(), weight, ignore_index=ignore_index, reduction=how)
    if not label_smoothing:
        return plain
    spread = -(input * weight.reshape(1, -1, *(1,) * (input.dim() - 2)) if weight is not None else input).sum(1)
    kept = target != ignore_index
    spread = spread.masked_fill(~kept, 0)
    if how == "mean":
        total = kept.sum() if weight is None else weight[target.long()].masked_fill(~kept, 0).sum()
        spread = spread.sum() / total
    elif how == "sum":
        spread = spread.sum()
    return (1 - label_smoothing) * plain + label_smoothing / input.shape[1] * spread


def gaussian_nll_loss(
    x: torch.Tensor, target: torch.Tensor, var: torch.Tensor, full: bool, eps: float, reduction: str
) -> torch.Tensor:
    """The negative log-likelihood of Gaussians."""
    return F.gaussian_nll_loss(x, target, var, full, eps, _checked("gaussian_nll_loss", reduction))


def hinge_embedding_loss(input: torch.Tensor, target: torch.Tensor, margin: float, reduction: str) -> torch.Tensor:
    """``x`` for target 1, max(0, margin - x) for -1."""
    return F.hinge_embedding_loss(input, target, margin, reduction=_checked("hinge_embedding_loss", reduction))


def huber_loss(input: torch.Tensor, target: torch.Tensor, reduction: str, delta: float) -> torch.Tensor:
    """Squared differences below delta, absolute ones above."""
    return F.huber_loss(input, target, _checked("huber_loss", reduction), delta)


def kl_div(logits: torch.Tensor, labels: torch.Tensor, reduction: str) -> torch.Tensor:
    """The Kullback-Leibler divergence of log-probabilities from labels."""
    if reduction == "batchmean":
        return F.kl_div(logits, labels, reduction="sum") / logits.shape[0]
    return _reduced("kl_div", F.kl_div(logits, labels, reduction="none"), reduction)


def l1_loss(input: torch.Tensor, target: torch.Tensor, reduction: str) -> torch.Tensor:
    """Absolute differences."""
    return _reduced("l1_loss", (input - target).abs(), reduction)


def mse_loss(input: torch.Tensor, target: torch.Tensor, reduction: str) -> torch.Tensor:
    """Squared differences."""
    return _reduced("mse_loss", (input - target).square(), reduction)


def smooth_l1_loss(input: torch.Tensor, target: torch.Tensor, beta: float, reduction: str) -> torch.Tensor:
    """Squared differences below beta, absolute ones above."""
    return F.smooth_l1_loss(input, target, reduction=_checked("smooth_l1_loss", reduction), beta=beta)


def soft_margin_loss(input: torch.Tensor, target: torch.Tensor, reduction: str) -> torch.Tensor:
    """log(1 + exp(-target x))."""
    return F.soft_margin_loss(input, target, reduction=_checked("soft_margin_loss", reduction))


def margin_ranking_loss(
    input1: torch.Tensor, input2: torch.Tensor, target: torch.Tensor, margin: float, reduction: str
) -> torch.Tensor:
    """max(0, -target (x1 - x2) + margin)."""
    return F.margin_ranking_loss(input1, input2, target, margin, reduction=_checked("margin_ranking_loss", reduction))


def multi_margin_loss(
    input: torch.Tensor, target: torch.Tensor, p: int, margin: float, weight: torch.Tensor | None, reduction: str
) -> torch.Tensor:
    """The hinge loss of class numbers."""
    how = _checked("multi_margin_loss", reduction)
    return F.multi_margin_loss(input, target.long(), p, margin, weight, reduction=how)


def multilabel_margin_loss(input: torch.Tensor, target: torch.Tensor, reduction: str) -> torch.Tensor:
    """The hinge loss of several class numbers."""
    return F.multilabel_margin_loss(input, target.long(), reduction=_checked("multilabel_margin_loss", reduction))


def multilabel_soft_margin_loss(
    input: torch.Tensor, target: torch.Tensor, weight: torch.Tensor | None, reduction: str
) -> torch.Tensor:
    """The mean over classes of the binary cross entropy of logits."""
    how = _checked("multilabel_soft_margin_loss", reduction)
    return F.multilabel_soft_margin_loss(input, target, weight, reduction=how)


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
    how = _checked("triplet_margin_loss", reduction)
    edge = float(margin)
    return F.triplet_margin_loss(anchor, positive, negative, edge, p, eps, swap, reduction=how)


def ctc_loss(
    log_probs: torch.Tensor,
    targets: torch.Tensor,
    input_lengths: Any,
    target_lengths: Any,
    blank: int,
    reduction: str,
    zero_infinity: bool,
) -> tuple[torch.Tensor, torch.Tensor]:
    """The connectionist temporal classification loss; and MindSpore's table of alphas, here of torch's."""
    lengths = [torch.as_tensor(x, device=log_probs.device).long().reshape(-1) for x in (input_lengths, target_lengths)]
    values, alphas = torch.ops.aten._ctc_loss(
        log_probs, targets, lengths[0].tolist(), lengths[1].tolist(), blank, zero_infinity
    )
    if zero_infinity:
        values = torch.where(torch.isinf(values), torch.zeros_like(values), values)
    if reduction == "mean":
        values = (values / lengths[1].clamp(min=1)).mean()
    return (_reduced("ctc_loss", values, reduction) if reduction != "mean" else values), alphas
