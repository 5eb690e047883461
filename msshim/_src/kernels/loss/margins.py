"""Losses that end where a margin is kept: of values, of scores of classes, of vectors apart."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from msshim._src.kernels import kinks
from msshim._src.kernels.loss.functions import check, number, reduce, same_dtype


def hinge_embedding_loss(input: torch.Tensor, target: torch.Tensor, margin: float, reduction: str) -> torch.Tensor:
    """The input where the target is positive, what it lacks to the margin where the target is negative."""
    number("hinge_embedding_loss", "margin", margin)
    check("hinge_embedding_loss", reduction)
    if not (input.is_floating_point() and target.is_floating_point()):
        raise TypeError(
            f"For 'hinge_embedding_loss', the 'inputs' and 'targets' must be floating-point Tensors, but got "
            f"{input.dtype} and {target.dtype}."
        )
    negative = target < 0
    loss = (target > 0) * input + kinks.between(margin * negative - negative * input, 0, None).to(input.dtype)
    return reduce("hinge_embedding_loss", loss, reduction)


def margin_ranking_loss(
    input1: torch.Tensor, input2: torch.Tensor, target: torch.Tensor, margin: float, reduction: str
) -> torch.Tensor:
    """max(0, margin - target * (input1 - input2)); TypeError for unequal dtypes or a margin that is no float."""
    if not isinstance(margin, float):
        raise TypeError(f"For 'margin_ranking_loss', the 'margin' must be a float, but got {margin!r}.")
    same_dtype("margin_ranking_loss", input1, input2)
    same_dtype("margin_ranking_loss", target, input1)
    return reduce("margin_ranking_loss", kinks.clamp(-target * (input1 - input2) + margin, min=0), reduction)


def multi_margin_loss(
    input: torch.Tensor, target: torch.Tensor, p: int, margin: int, weight: torch.Tensor | None, reduction: str
) -> torch.Tensor:
    """F.multi_margin_loss; TypeError for a margin that is no int, ValueError for other options."""
    if not isinstance(margin, int):
        raise TypeError(f"For 'multi_margin_loss', the 'margin' must be an int, but got {margin!r}.")
    check("multi_margin_loss", reduction)
    if p not in (1, 2):
        raise ValueError(f"For 'multi_margin_loss', the 'p' must be 1 or 2, but got {p!r}.")
    return F.multi_margin_loss(input, target, p, float(margin), weight, reduction=reduction)


def multilabel_margin_loss(input: torch.Tensor, target: torch.Tensor, reduction: str) -> torch.Tensor:
    """F.multilabel_margin_loss with class numbers in any integer dtype."""
    return F.multilabel_margin_loss(input, target.long(), reduction=reduction)


def triplet_margin_loss(
    anchor: torch.Tensor,
    positive: torch.Tensor,
    negative: torch.Tensor,
    margin: float,
    p: int,
    eps: float,
    swap: bool,
    reduction: str,
) -> torch.Tensor:
    """F.triplet_margin_loss, whose margin may be a tensor."""
    near = F.pairwise_distance(anchor, positive, p, eps)
    far = F.pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = torch.minimum(far, F.pairwise_distance(positive, negative, p, eps))
    return reduce("triplet_margin_loss", kinks.clamp(near - far + margin, min=0), reduction)


def cosine_embedding_loss(
    input1: torch.Tensor, input2: torch.Tensor, target: torch.Tensor, margin: float, reduction: str
) -> torch.Tensor:
    """As `cosine_embedding` of a target for each row; ValueError for another shape."""
    shape = input1.shape[:1] + input1.shape[2:]
    if target.shape != shape:
        raise ValueError(
            f"For 'cosine_embedding_loss', the 'target' must have shape {tuple(shape)}, but got {tuple(target.shape)}."
        )
    return cosine_embedding(input1, input2, target, margin, reduction)


def cosine_embedding(
    input1: torch.Tensor, input2: torch.Tensor, target: torch.Tensor, margin: float, reduction: str
) -> torch.Tensor:
    """1 - cosine where the target is 1, what the cosine exceeds the margin by where it is -1; float32 of integers."""
    same_dtype("cosine_embedding_loss", input1, input2)
    number("cosine_embedding_loss", "margin", margin)
    if not -1 <= margin <= 1:
        raise ValueError(f"For 'cosine_embedding_loss', the 'margin' must be in [-1, 1], but got {margin}.")
    if not input1.is_floating_point():
        input1, input2 = input1.float(), input2.float()
    lengths = input1.square().sum(1).sqrt() * input2.square().sum(1).sqrt()
    cosine = (input1 * input2).sum(1) / lengths
    zero = torch.zeros_like(cosine)
    apart = kinks.between(cosine - margin, 0, None)
    loss = torch.where(target == 1, 1 - cosine, zero) + torch.where(target == -1, apart, zero)
    return reduce("cosine_embedding_loss", loss, reduction)
