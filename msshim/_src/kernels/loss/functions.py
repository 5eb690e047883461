"""Loss functions: torch's where they agree with MindSpore's, else the formula."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F

from msshim._src.kernels import kinks
from msshim._src.kernels.arithmetic import functions as arithmetic


def _check(name: str, reduction: object, allowed: tuple[str, ...] = ("mean", "sum", "none")) -> None:
    if reduction not in allowed:
        raise ValueError(f"For '{name}', the 'reduction' must be one of {allowed}, but got {reduction!r}.")


def reduce(name: str, loss: torch.Tensor, reduction: str) -> torch.Tensor:
    """The mean, the sum, or the losses themselves, in the dtype of `loss`; ValueError for another word."""
    _check(name, reduction)
    if reduction == "none":
        return loss
    total = loss if loss.is_floating_point() else loss.real.float()
    return (total.mean() if reduction == "mean" else total.sum()).to(loss.dtype)


def _number(name: str, parameter: str, value: object) -> None:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise TypeError(f"For '{name}', the '{parameter}' must be an int or float, but got {value!r}.")


def _same_dtype(name: str, a: torch.Tensor, b: torch.Tensor) -> None:
    if a.dtype != b.dtype:
        raise TypeError(f"For '{name}', the inputs must have the same dtype, but got {a.dtype} and {b.dtype}.")


def difference(input: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """The difference, also of a bool and a number, which torch does not subtract."""
    return input - target if input.dtype is target.dtype else arithmetic.sub(input, target)


def l1_loss(input: torch.Tensor, target: torch.Tensor, reduction: str) -> torch.Tensor:
    """The absolute difference, of integers, bools and shapes that broadcast too."""
    if {input.dtype, target.dtype} == {torch.bool}:
        return reduce("l1_loss", input ^ target, reduction)
    apart = difference(input, target)
    return reduce("l1_loss", apart.abs().to(apart.dtype), reduction)


def mse_loss(input: torch.Tensor, target: torch.Tensor, reduction: str) -> torch.Tensor:
    """The squared difference; float32 of integers, and of complex numbers its real part."""
    if {input.dtype, target.dtype} == {torch.bool}:
        raise TypeError("For 'mse_loss', the dtype must be that of a number, but got bool.")
    square = difference(input, target).square()
    return reduce("mse_loss", square if square.is_floating_point() else square.real.float(), reduction)


def huber_loss(input: torch.Tensor, target: torch.Tensor, reduction: str, delta: float) -> torch.Tensor:
    """Half the square of a difference below delta, linear beyond; of integers too."""
    _number("huber_loss", "delta", delta)
    if delta <= 0:
        raise ValueError(f"For 'huber_loss', the 'delta' must be above 0, but got {delta}.")
    plain = input.is_floating_point() and input.dtype is target.dtype and input.shape == target.shape
    if plain and not (input.requires_grad or target.requires_grad):
        return F.huber_loss(input, target, reduction, delta)
    z = difference(input, target).abs()
    loss = torch.where(z < delta, 0.5 * z.square(), delta * (z - 0.5 * delta))
    return reduce("huber_loss", loss, reduction)


def smooth_l1_loss(input: torch.Tensor, target: torch.Tensor, beta: float, reduction: str) -> torch.Tensor:
    """F.smooth_l1_loss; ValueError for unequal shapes, RuntimeError for a beta that is not positive."""
    _check("smooth_l1_loss", reduction)
    _same_dtype("smooth_l1_loss", input, target)
    if input.shape != target.shape:
        raise ValueError(
            f"For 'smooth_l1_loss', the shapes must be equal, but got {tuple(input.shape)} and {tuple(target.shape)}."
        )
    if beta <= 0:
        raise RuntimeError(f"For 'smooth_l1_loss', the 'beta' must be positive, but got {beta}.")
    return F.smooth_l1_loss(input, target, reduction=reduction, beta=beta)


def kl_div(input: torch.Tensor, target: torch.Tensor, reduction: str, log_target: bool = False) -> torch.Tensor:
    """target * (log(target) - input), with 'batchmean' for the sum over the first axis' size."""
    _check("kl_div", reduction, ("none", "mean", "batchmean", "sum"))
    if input.shape != target.shape and not log_target:
        raise ValueError(
            f"For 'kl_div', the shapes must be equal, but got {tuple(input.shape)} and {tuple(target.shape)}."
        )
    loss = F.kl_div(input, target, reduction="none", log_target=log_target)
    if reduction == "batchmean":
        return loss.sum() / input.shape[0]
    return reduce("kl_div", loss, reduction)


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
    _same_dtype("cosine_embedding_loss", input1, input2)
    _number("cosine_embedding_loss", "margin", margin)
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
    _check("cross_entropy", reduction)
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
    _check("nll_loss", reduction)
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


def gaussian_nll_loss(
    input: torch.Tensor, target: torch.Tensor, var: torch.Tensor, full: bool, eps: float, reduction: str
) -> torch.Tensor:
    """Half of log(var) + (input - target)² / var, with var at least eps; of integers too."""
    _check("gaussian_nll_loss", reduction)
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


def hinge_embedding_loss(input: torch.Tensor, target: torch.Tensor, margin: float, reduction: str) -> torch.Tensor:
    """The input where the target is positive, what it lacks to the margin where the target is negative."""
    _check_value(reduction, margin)
    if not (input.is_floating_point() and target.is_floating_point()):
        raise TypeError(
            f"For 'hinge_embedding_loss', the 'inputs' and 'targets' must be floating-point Tensors, but got "
            f"{input.dtype} and {target.dtype}."
        )
    negative = target < 0
    loss = (target > 0) * input + kinks.between(margin * negative - negative * input, 0, None).to(input.dtype)
    return reduce("hinge_embedding_loss", loss, reduction)


def _check_value(reduction: str, margin: object) -> None:
    _number("hinge_embedding_loss", "margin", margin)
    _check("hinge_embedding_loss", reduction)


def margin_ranking_loss(
    input1: torch.Tensor, input2: torch.Tensor, target: torch.Tensor, margin: float, reduction: str
) -> torch.Tensor:
    """max(0, margin - target * (input1 - input2)); TypeError for unequal dtypes or a margin that is no float."""
    if not isinstance(margin, float):
        raise TypeError(f"For 'margin_ranking_loss', the 'margin' must be a float, but got {margin!r}.")
    _same_dtype("margin_ranking_loss", input1, input2)
    _same_dtype("margin_ranking_loss", target, input1)
    return reduce("margin_ranking_loss", kinks.clamp(-target * (input1 - input2) + margin, min=0), reduction)


def multi_margin_loss(
    input: torch.Tensor, target: torch.Tensor, p: int, margin: int, weight: torch.Tensor | None, reduction: str
) -> torch.Tensor:
    """F.multi_margin_loss; TypeError for a margin that is no int, ValueError for other options."""
    if not isinstance(margin, int):
        raise TypeError(f"For 'multi_margin_loss', the 'margin' must be an int, but got {margin!r}.")
    _check("multi_margin_loss", reduction)
    if p not in (1, 2):
        raise ValueError(f"For 'multi_margin_loss', the 'p' must be 1 or 2, but got {p!r}.")
    return F.multi_margin_loss(input, target, p, float(margin), weight, reduction=reduction)


def multilabel_margin_loss(input: torch.Tensor, target: torch.Tensor, reduction: str) -> torch.Tensor:
    """F.multilabel_margin_loss with class numbers in any integer dtype."""
    return F.multilabel_margin_loss(input, target.long(), reduction=reduction)


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
    _check("ctc_loss", reduction)
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


def intopk(x1: torch.Tensor, x2: torch.Tensor, k: int) -> torch.Tensor:
    """Whether the class x2 of each row is among its k largest; False where its value is not finite."""
    if x2.dtype not in (torch.int32, torch.int64):
        raise TypeError(f"For 'intopk', the 'x2' must be int32 or int64, but got {x2.dtype}.")
    there = (x2 >= 0) & (x2 < x1.shape[1])
    chosen = x1.gather(1, x2.long().where(there, 0).unsqueeze(1))
    return ((x1 > chosen).sum(1) < k) & chosen.squeeze(1).isfinite() & there


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


def cdist(x1: torch.Tensor, x2: torch.Tensor, p: float) -> torch.Tensor:
    """torch.cdist, in float16 too; ValueError for a negative p."""
    if x1.shape[-1] != x2.shape[-1]:
        raise ValueError(f"For 'cdist', the rows must be of one length, but got {x1.shape[-1]} and {x2.shape[-1]}.")
    if p < 0:
        raise ValueError(f"For 'cdist', the 'p' must not be negative, but got {p}.")
    if x1.dtype in (torch.float16, torch.bfloat16):
        return torch.cdist(x1.float(), x2.float(), p).to(x1.dtype)
    return torch.cdist(x1, x2, p, compute_mode="donot_use_mm_for_euclid_dist")


def pdist(input: torch.Tensor, p: float) -> torch.Tensor:
    """torch.pdist, in float16 too, and of batches; ValueError for a negative p."""
    if p < 0:
        raise ValueError(f"For 'pdist', the 'p' must not be negative, but got {p}.")
    if input.dtype in (torch.float16, torch.bfloat16):
        return torch.pdist(input.float(), p).to(input.dtype)
    return torch.pdist(input, p)


def _known(name: str, reduction: str) -> str:
    _check(name, reduction)
    return reduction


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
    how = _known("binary_cross_entropy", reduction)
    try:
        return F.binary_cross_entropy(input, target, weight, reduction=how)
    except RuntimeError:
        outside = (input < 0) | (input > 1)
        if input.shape != target.shape or input.dtype is not target.dtype or bool(outside.any()):
            raise
    log, log_of_rest = (kinks.clamp(torch.log(part), min=-100) for part in (input, 1 - input))  # as torch has it
    loss = -(target * log + (1 - target) * log_of_rest)
    return reduce("binary_cross_entropy", loss if weight is None else loss * weight, how)


def binary_cross_entropy_with_logits(
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None,
    pos_weight: torch.Tensor | None,
    reduction: str,
) -> torch.Tensor:
    """Of logits."""
    how = _known("binary_cross_entropy_with_logits", reduction)
    return F.binary_cross_entropy_with_logits(input, target, weight, reduction=how, pos_weight=pos_weight)


def soft_margin_loss(input: torch.Tensor, target: torch.Tensor, reduction: str) -> torch.Tensor:
    """log(1 + exp(-target x))."""
    return F.soft_margin_loss(input, target, reduction=_known("soft_margin_loss", reduction))
