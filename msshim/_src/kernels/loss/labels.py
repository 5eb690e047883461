"""Losses of class numbers where MindSpore gathers: negative ones count from the last class. Source: MindSpore 2.10."""

from __future__ import annotations

from collections.abc import Callable

import torch

from msshim._src.kernels.loss import entropy


def nll_loss(
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None,
    ignore_index: int,
    reduction: str,
    label_smoothing: float = 0.0,
) -> torch.Tensor:
    """`entropy.nll_loss`; RuntimeError for labels that are no classes from either end."""

    def loss(labels: torch.Tensor) -> torch.Tensor:
        return entropy.nll_loss(input, labels, weight, ignore_index, reduction, label_smoothing)

    return _of("nll_loss", loss, input, target, ignore_index)


def cross_entropy(
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None,
    ignore_index: int,
    reduction: str,
    label_smoothing: float,
) -> torch.Tensor:
    """`entropy.cross_entropy`; RuntimeError for labels that are no classes from either end."""

    def loss(labels: torch.Tensor) -> torch.Tensor:
        return entropy.cross_entropy(input, labels, weight, ignore_index, reduction, label_smoothing)

    return _of("cross_entropy", loss, input, target, ignore_index)


def _of(
    name: str, loss: Callable[[torch.Tensor], torch.Tensor], input: torch.Tensor, labels: torch.Tensor, ignored: int
) -> torch.Tensor:
    """The loss of `labels`, which are looked at once torch has refused them."""
    try:
        return loss(labels)
    except (IndexError, RuntimeError):
        classes = input.shape[1] if input.dim() > 1 else input.numel()
        if labels.is_floating_point() or labels.is_complex() or not classes:
            raise
        labels = labels.long()
        kept = labels[labels != ignored]
        if not bool((kept < 0).any() or (kept >= classes).any()):
            raise
        if not bool((kept < -classes).any() or (kept >= classes).any()):
            return loss(torch.where((labels < 0) & (labels != ignored), labels + classes, labels))
    raise RuntimeError(f"For '{name}', the labels must be in [{-classes}, {classes}), but got {kept.tolist()[:20]}.")
