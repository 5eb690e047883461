"""Primitives that no family holds: the nth element, sparse forms, random numbers by shape, n-grams."""

from __future__ import annotations

from typing import Any

import torch


def _int_shape(name: str, shape: Any) -> tuple[int, ...]:
    if not isinstance(shape, (tuple, list, torch.Tensor)):
        raise TypeError(f"For '{name}', 'shape' must be a tuple or Tensor of ints, but got {shape!r}.")
    return tuple(int(n) for n in shape)


def nth_element(input: torch.Tensor, n: Any, reverse: bool) -> torch.Tensor:
    """The nth smallest element along the last axis, counted from 0; the nth largest with `reverse`."""
    place = int(n)
    if not 0 <= place < input.shape[-1]:
        raise ValueError(f"For 'NthElement', 'n' must be in [0, {input.shape[-1]}), but got {place}.")
    found: torch.Tensor = input.sort(-1, descending=reverse).values[..., place]
    return found


def sparse_to_dense(indices: torch.Tensor, values: torch.Tensor, sparse_shape: tuple[int, ...]) -> torch.Tensor:
    """The dense tensor with `values` at `indices`, of shape (K, R); 0 elsewhere."""
    dense = values.new_zeros(sparse_shape)
    return dense.index_put(tuple(indices.long().unbind(-1)), values)


def sparse_tensor_dense_matmul(
    indices: torch.Tensor,
    values: torch.Tensor,
    sparse_shape: tuple[int, ...],
    dense: torch.Tensor,
    adjoint_st: bool,
    adjoint_dt: bool,
) -> torch.Tensor:
    """The product of a sparse matrix and a dense one, transposed where asked."""
    left = sparse_to_dense(indices, values, sparse_shape)
    return (left.T if adjoint_st else left) @ (dense.T if adjoint_dt else dense)


def no_repeat_ngram(state_seq: torch.Tensor, log_probs: torch.Tensor, ngram_size: int) -> torch.Tensor:
    """The log-probabilities, the least where a word would repeat an n-gram of the sequence before it."""
    length = state_seq.shape[-1]
    if not 0 < ngram_size <= length:
        raise ValueError(f"For 'NoRepeatNGram', 'ngram_size' must be in [1, {length}], but got {ngram_size}.")
    grams = state_seq.unfold(-1, ngram_size, 1)
    last = state_seq[..., length - ngram_size + 1 :].unsqueeze(-2)
    repeated = (grams[..., :-1] == last).all(-1)
    banned = torch.zeros_like(log_probs, dtype=torch.bool)
    words = grams[..., -1].long()
    banned = banned.scatter_reduce(-1, words, repeated, "amax") if words.shape[-1] else banned
    return log_probs.masked_fill(banned, torch.finfo(log_probs.dtype).min)


def random_gamma(shape: torch.Tensor, alpha: torch.Tensor, seed: int, seed2: int) -> torch.Tensor:
    """Gamma numbers of the shape and then that of `alpha`."""
    return torch.distributions.Gamma(alpha, torch.ones_like(alpha)).sample(_int_shape("RandomGamma", shape))  # type: ignore[no-untyped-call, no-any-return]


def random_poisson(shape: torch.Tensor, rate: torch.Tensor, seed: int, seed2: int, dtype: torch.dtype) -> torch.Tensor:
    """Poisson numbers of the shape and then that of `rate`."""
    return torch.poisson(rate.float().expand(*_int_shape("RandomPoisson", shape), *rate.shape)).to(dtype)


def log_normal_reverse(input: torch.Tensor, mean: float, std: float) -> torch.Tensor:
    """Log-normal numbers of the input's shape and dtype."""
    return torch.empty_like(input).log_normal_(mean, std)


@torch.no_grad()
def apply_ftrl(
    var: torch.Tensor, accum: torch.Tensor, linear: torch.Tensor, grad: torch.Tensor, lr: Any, l1: Any, l2: Any,
    lr_power: Any,
) -> torch.Tensor:  # fmt: skip
    """One step of FTRL, in place; as MindSpore's CPU has it, `l1` is subtracted whatever the sign."""
    if not var.shape == accum.shape == linear.shape == grad.shape:
        raise ValueError(f"For 'ApplyFtrl', the shapes must be equal, but got {tuple(var.shape)} and others.")
    before = accum**-lr_power
    accum.add_(grad * grad)
    after = accum**-lr_power
    linear.add_(grad - (after - before) / lr * var)
    near = (l1 - linear) / (after / lr + 2 * l2)
    return var.copy_(torch.where(linear.abs() > l1, near, 0))


@torch.no_grad()
def adam_no_update_param(
    m: torch.Tensor, v: torch.Tensor, beta1_power: Any, beta2_power: Any, lr: Any, beta1: Any, beta2: Any, epsilon: Any,
    gradient: torch.Tensor, use_nesterov: bool,
) -> torch.Tensor:  # fmt: skip
    """What one step of Adam adds to the weights; the moments change in place."""
    rate = lr * (1 - beta2_power) ** 0.5 / (1 - beta1_power)
    m.mul_(beta1).add_(gradient * (1 - beta1))
    v.mul_(beta2).add_(gradient * gradient * (1 - beta2))
    step = m * beta1 + (1 - beta1) * gradient if use_nesterov else m
    found: torch.Tensor = -rate * step / (v.sqrt() + epsilon)
    return found
