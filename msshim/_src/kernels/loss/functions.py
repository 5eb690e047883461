"""Losses of differences, what all losses share, and `intopk`: torch's where they agree, else the formula."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from msshim._src.kernels.arithmetic import functions as arithmetic


def check(name: str, reduction: object, allowed: tuple[str, ...] = ("mean", "sum", "none")) -> None:
    """ValueError for a word that is none of those allowed."""
    if reduction not in allowed:
        raise ValueError(f"For '{name}', the 'reduction' must be one of {allowed}, but got {reduction!r}.")


def reduce(name: str, loss: torch.Tensor, reduction: str) -> torch.Tensor:
    """The mean, the sum, or the losses themselves, in the dtype of `loss`; ValueError for another word."""
    check(name, reduction)
    if reduction == "none":
        return loss
    total = loss if loss.is_floating_point() else loss.real.float()
    return (total.mean() if reduction == "mean" else total.sum()).to(loss.dtype)


def number(name: str, parameter: str, value: object) -> None:
    """TypeError for what is no int or float."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise TypeError(f"For '{name}', the '{parameter}' must be an int or float, but got {value!r}.")


def same_dtype(name: str, a: torch.Tensor, b: torch.Tensor) -> None:
    """TypeError for inputs of two dtypes."""
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
    number("huber_loss", "delta", delta)
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
    check("smooth_l1_loss", reduction)
    same_dtype("smooth_l1_loss", input, target)
    if input.shape != target.shape:
        raise ValueError(
            f"For 'smooth_l1_loss', the shapes must be equal, but got {tuple(input.shape)} and {tuple(target.shape)}."
        )
    if beta <= 0:
        raise RuntimeError(f"For 'smooth_l1_loss', the 'beta' must be positive, but got {beta}.")
    return F.smooth_l1_loss(input, target, reduction=reduction, beta=beta)


def intopk(x1: torch.Tensor, x2: torch.Tensor, k: int) -> torch.Tensor:
    """Whether the class x2 of each row is among its k largest; False where its value is not finite."""
    if x2.dtype not in (torch.int32, torch.int64):
        raise TypeError(f"For 'intopk', the 'x2' must be int32 or int64, but got {x2.dtype}.")
    there = (x2 >= 0) & (x2 < x1.shape[1])
    chosen = x1.gather(1, x2.long().where(there, 0).unsqueeze(1))
    return ((x1 > chosen).sum(1) < k) & chosen.squeeze(1).isfinite() & there
