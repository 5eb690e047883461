"""Sequences of classes with blanks between them: the loss (connectionist temporal classification) and the decoder."""

from __future__ import annotations

import math

import torch

from msshim._src.kernels.loss.functions import check


def ctc_loss(
    log_probs: torch.Tensor,
    targets: torch.Tensor,
    input_lengths: torch.Tensor,
    target_lengths: torch.Tensor,
    blank: int,
    reduction: str,
    zero_infinity: bool,
) -> tuple[torch.Tensor, torch.Tensor]:
    """The negative log-likelihoods of the targets, and the logarithms of the forward variables."""
    check("ctc_loss", reduction)
    loss, log_alpha = torch._ctc_loss(
        log_probs, targets.long(), input_lengths.long(), target_lengths.long(), blank, zero_infinity
    )
    _, steps, states = log_alpha.shape
    late = torch.arange(steps, device=loss.device).view(-1, 1) >= input_lengths.view(-1, 1, 1)
    beyond = torch.arange(states, device=loss.device) > 2 * target_lengths.view(-1, 1, 1)
    log_alpha = log_alpha.masked_fill(late | beyond, -math.inf)  # torch leaves these undefined
    if reduction == "mean":
        loss = (loss.float() / target_lengths.float().clamp(min=1)).mean().to(loss.dtype)
    elif reduction == "sum":
        loss = loss.sum()
    return loss, log_alpha


def ctc_greedy_decoder(
    inputs: torch.Tensor, sequence_length: torch.Tensor, merge_repeated: bool
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """The likeliest class at each step, without blanks (the last class) and, if asked, repetitions.

    (time, batch, classes) gives the sparse indices, the values and the shape of the decoded, and (batch, 1) the
    negative sum of the largest logits.
    """
    if sequence_length.dtype is not torch.int32:
        raise TypeError(f"For 'ctc_greedy_decoder', 'sequence_length' must be int32, but got {sequence_length.dtype}.")
    steps, batch, classes = inputs.shape
    if (sequence_length > steps).any():
        raise RuntimeError(f"For 'ctc_greedy_decoder', 'sequence_length' must not exceed {steps}: {sequence_length}.")
    largest, best = inputs.max(2)
    within = torch.arange(steps, device=inputs.device).unsqueeze(1) < sequence_length
    kept = within & (best != classes - 1)
    if merge_repeated:
        kept[1:] &= best[1:] != best[:-1]
    kept = kept.T
    place = kept.cumsum(1) - 1
    indices = torch.stack([torch.arange(batch, device=inputs.device).unsqueeze(1).expand_as(place), place], 2)[kept]
    longest = kept.sum(1).max()
    shape = torch.stack([torch.full_like(longest, batch), longest])
    return indices, best.T[kept], shape, -(largest * within).sum(0).unsqueeze(1)
