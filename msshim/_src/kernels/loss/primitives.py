"""Losses as primitives, and LSTM: other weights or more answers than torch's functions have."""

from __future__ import annotations

import warnings
from contextlib import nullcontext

import torch
import torch.nn.functional as F

from msshim._src.kernels.loss import margins

Tensor = torch.Tensor


def _need(name: str, parameter: str, value: Tensor, dtype: torch.dtype) -> None:
    if value.dtype is not dtype:
        raise TypeError(f"For '{name}', the '{parameter}' must have the dtype {dtype}, but got {value.dtype}.")


def ctc_loss(
    inputs: Tensor,
    labels_indices: Tensor,
    labels_values: Tensor,
    sequence_length: Tensor,
    preprocess_collapse_repeated: bool,
    ctc_merge_repeated: bool,
) -> tuple[Tensor, Tensor]:
    """The negative log-likelihood of each sequence of labels, and its gradient by the logits (T, N, C).

    The last class is the blank. What can not be reached costs inf, and has the gradient 0.
    """
    _need("CTCLoss", "labels_indices", labels_indices, torch.int64)
    _need("CTCLoss", "labels_values", labels_values, torch.int32)
    _need("CTCLoss", "sequence_length", sequence_length, torch.int32)
    if inputs.dim() != 3 or labels_indices.dim() != 2 or labels_indices.shape[0] != labels_values.shape[0]:
        shapes = ", ".join(str(tuple(tensor.shape)) for tensor in (inputs, labels_indices, labels_values))
        raise ValueError(f"For 'CTCLoss', 'inputs', 'labels_indices' and 'labels_values' do not fit: {shapes}.")
    logits = inputs if inputs.dtype is torch.float64 else inputs.float()
    classes, steps = inputs.shape[-1] - 1, sequence_length.long()
    batch, values = labels_indices[:, 0], labels_values.long()
    kept = (values >= 0) & (values < classes)  # MindSpore drops others
    if preprocess_collapse_repeated:
        kept[1:] &= (values[1:] != values[:-1]) | (batch[1:] != batch[:-1])
    owned = (batch[:, None] == torch.arange(inputs.shape[1], device=inputs.device)) & kept[:, None]
    lengths, most = owned.sum(0), values.shape[0]
    place = torch.where(kept, (owned.cumsum(0) * owned).sum(1) - 1, most)
    targets = values.new_zeros(inputs.shape[1], most + 1).index_put((batch, place), values)[:, :most]
    if not ctc_merge_repeated:
        found, slope = _ctc_loss_unmerged(logits, targets, steps, lengths)
        return found.to(inputs.dtype), slope.to(inputs.dtype)
    chances = logits.log_softmax(-1)
    found, alpha = torch._ctc_loss(chances, targets, steps, lengths, classes, True)
    slope = torch.ops.aten._ctc_loss_backward.Tensor(
        torch.ones_like(found), chances.detach(), targets, steps, lengths, found.detach(), alpha.detach(), classes, True
    )
    # Where nothing is to be said, MindSpore's last blank may be left out.
    last = (steps - 1).expand(1, -1)
    share = F.softplus(chances[..., classes].gather(0, last)[0])
    found = torch.where(lengths == 0, found + chances[..., classes].gather(0, last)[0] - share, found)
    at_end = (torch.arange(inputs.shape[0], device=inputs.device)[:, None] == last) & (lengths == 0)
    blank = torch.arange(classes + 1, device=inputs.device) == classes
    posterior = torch.where(blank, chances.sigmoid(), 0)
    slope = torch.where(at_end[..., None], chances.exp() - posterior, slope)
    return found.to(inputs.dtype), slope.detach().to(inputs.dtype)


def _ctc_loss_unmerged(logits: Tensor, targets: Tensor, steps: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
    """The loss where a label that comes twice in a row counts twice; only blanks may last."""

    def forward(given: Tensor) -> Tensor:
        least = torch.finfo(given.dtype).min
        rows = torch.arange(given.shape[1], device=given.device)
        path = F.pad(torch.stack([torch.full_like(targets, given.shape[2] - 1), targets], -1).flatten(1), (0, 1))
        path[:, -1] = given.shape[2] - 1
        chances = given.log_softmax(-1).gather(-1, path.expand(given.shape[0], -1, -1))
        number = torch.arange(path.shape[1], device=given.device)
        alpha = torch.where(number < 2, chances[0], least)
        for step in range(1, given.shape[0]):
            stay = torch.where(number % 2 == 0, alpha, least)
            skip = torch.where(number % 2 == 0, least, F.pad(alpha, (2, 0), value=least)[:, :-2])
            moved = torch.stack([stay, F.pad(alpha, (1, 0), value=least)[:, :-1], skip]).logsumexp(0)
            following = (moved + chances[step]).clamp(min=least)
            alpha = torch.where((step < steps)[:, None], following, alpha)
        ends = torch.stack([alpha[rows, 2 * lengths], torch.where(lengths > 0, alpha[rows, 2 * lengths - 1], least)])
        costs = -ends.logsumexp(0)
        return torch.where(costs > -least / 2, torch.inf, costs)

    costs = forward(logits)
    with torch.enable_grad():
        leaf = logits.detach().requires_grad_()
        (slope,) = torch.autograd.grad(forward(leaf).sum(), leaf)
    return costs, slope


def lstm(
    input: Tensor,
    h: Tensor,
    c: Tensor,
    w: Tensor,
    input_size: int,
    hidden_size: int,
    num_layers: int,
    has_bias: bool,
    bidirectional: bool,
    dropout: float,
    proj_size: int,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """torch.lstm with all weights in one tensor: those of the inputs, of the states, of projections, the biases.

    The last two answers are MindSpore's work space, and hold nothing here.
    """
    directions = 2 if bidirectional else 1
    groups, gates, out = num_layers * directions, 4 * hidden_size, proj_size or hidden_size
    if h.dim() != 3 or h.shape[0] != groups or input.dim() != 3 or input.shape[2] != input_size:
        raise ValueError(
            f"For 'LSTM', 'x' must be of shape (steps, batch, {input_size}) and 'h' of ({groups}, batch, {out}), but "
            f"got {tuple(input.shape)} and {tuple(h.shape)}."
        )
    shapes = [(gates, input_size), (gates, out)] + [(proj_size, hidden_size)] * bool(proj_size) + [(gates,)] * has_bias
    flat, parts = w.flatten(), []
    for shape in shapes:
        size = groups * torch.Size(shape).numel()
        parts.append(flat[:size].view(groups, *shape))
        flat = flat[size:]
    weights = []
    for group in range(groups):
        ih, hh, *others = (part[group] for part in parts)
        biases = [others[-1], torch.zeros_like(others[-1])] if has_bias else []
        weights += [ih, hh, *biases, *others[: bool(proj_size)]]
    given = (input, (h, c), weights, has_bias, num_layers, dropout, dropout > 0, bidirectional, False)
    with warnings.catch_warnings() if proj_size else nullcontext():
        if proj_size:
            warnings.filterwarnings("ignore", "LSTM with projections")  # that oneDNN has none of them
        output, states, memory = torch.lstm(*given)
    return output, states, memory, input.new_zeros(1, 1), input.new_zeros(1, 1)


def multi_margin_loss(
    input: Tensor, target: Tensor, weight: Tensor | None, p: int, margin: float, reduction: str
) -> Tensor:
    """F.multi_margin_loss of rows, in halves too."""
    _need("MultiMarginLoss", "target", target, torch.int64)
    if input.dim() != 2 or target.dim() != 1:
        shapes = f"{tuple(input.shape)} and {tuple(target.shape)}"
        raise ValueError(f"For 'MultiMarginLoss', 'x' and 'target' must have 2 and 1 dimensions, but got {shapes}.")
    if p not in (1, 2):
        raise ValueError(f"For 'MultiMarginLoss', the 'p' must be 1 or 2, but got {p!r}.")
    if input.dtype is torch.float16:
        wide = None if weight is None else weight.float()
        return F.multi_margin_loss(input.float(), target, p, margin, wide, reduction=reduction).half()
    return F.multi_margin_loss(input, target, p, margin, weight, reduction=reduction)


def multilabel_margin_loss(input: Tensor, target: Tensor, reduction: str) -> tuple[Tensor, Tensor]:
    """F.multilabel_margin_loss, and where a class is among the targets, which end at the first -1."""
    named = target.cummin(-1).values >= 0
    found = torch.zeros_like(target).scatter_reduce(-1, target.clamp(min=0).long(), named.to(target.dtype), "amax")
    return margins.multilabel_margin_loss(input, target, reduction), found


def triplet_margin_loss(
    input: Tensor, positive: Tensor, negative: Tensor, margin: Tensor, p: int, swap: bool, eps: float, reduction: str
) -> Tensor:
    """How much nearer the positive is than the negative, up to a margin."""
    return margins.triplet_margin_loss(input, positive, negative, margin, p, eps, swap, reduction)  # type: ignore[arg-type]


def rnnt_loss(
    acts: Tensor, labels: Tensor, input_lengths: Tensor, label_lengths: Tensor, blank_label: int
) -> tuple[Tensor, Tensor]:
    """Minus the log-likelihoods of label sequences under a transducer's logits (B, T, U, V), and the gradient."""

    def forward(logits: Tensor) -> Tensor:
        chances = logits.float().log_softmax(-1)
        empty = chances[..., blank_label]
        steps = labels.long()[:, None, :, None].expand(-1, chances.shape[1], -1, -1)
        said = torch.nn.functional.pad(chances[:, :, :-1].gather(-1, steps).squeeze(-1).cumsum(-1), (1, 0))
        rows = torch.arange(chances.shape[0], device=logits.device)
        alphas = [said[:, 0]]
        for time in range(1, chances.shape[1]):
            before = alphas[-1] + empty[:, time - 1] - said[:, time]
            alphas.append(said[:, time] + before.logcumsumexp(-1))
        last, end = input_lengths.long() - 1, label_lengths.long()
        return -(torch.stack(alphas, 1)[rows, last, end] + empty[rows, last, end])

    costs = forward(acts)
    with torch.enable_grad():
        leaf = acts.detach().requires_grad_()
        (slope,) = torch.autograd.grad(forward(leaf).sum(), leaf)
    return costs, slope
