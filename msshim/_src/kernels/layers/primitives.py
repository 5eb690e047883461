"""Primitives of networks, where torch's functions take other arguments or give another answer."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.activation import functions as activation_functions
from msshim._src.tensor.interop import _walk


def relu(input: torch.Tensor) -> torch.Tensor:
    """F.relu of a new tensor."""
    return activation_functions.relu(input, False)


def gelu_tanh(input: torch.Tensor) -> torch.Tensor:
    """F.gelu in its tanh approximation."""
    return F.gelu(input, approximate="tanh")


def logit(input: torch.Tensor, eps: float) -> torch.Tensor:
    """torch.logit, where a negative eps means no clamp."""
    return torch.logit(input, eps if eps >= 0 else None)


def softmax(input: torch.Tensor, dim: Any) -> torch.Tensor:
    """torch.softmax, whose axis may be a tuple of one."""
    return torch.softmax(input, dim[0] if isinstance(dim, (tuple, list)) else dim)


def l2_loss(input: torch.Tensor) -> torch.Tensor:
    """Half the sum of the squares."""
    return (input * (input / 2)).sum()  # whose gradient is finite wherever the input is


def stop_gradient(value: Any) -> Any:
    """The value as a constant, also the tensors within tuples, lists and dicts."""
    return _walk(value, lambda leaf: leaf.detach() if isinstance(leaf, torch.Tensor) else leaf)


def depend(value: torch.Tensor, expr: Any) -> torch.Tensor:
    """The value: what runs eagerly is in order already."""
    return value


def bias_add(input: torch.Tensor, bias: torch.Tensor, data_format: str) -> torch.Tensor:
    """The biases added along the channels; ValueError where the sizes differ."""
    axis = input.dim() - 1 if data_format == "NHWC" else 1
    if bias.dim() != 1 or input.shape[axis] != bias.shape[0]:
        raise ValueError(
            f"For 'BiasAdd', the 'bias' must have the size of the channels of {tuple(input.shape)}, but got "
            f"{tuple(bias.shape)}."
        )
    return input + bias.view(-1, *[1] * (input.dim() - 1 - axis))


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
