"""Random numbers. Where a seed is set and the tensors are on the CPU they are MindSpore's (`runtime/streams.py`), else
torch's; each function gets the two seeds from the name under which MindSpore counts its calls. Source: MindSpore 2.10.
"""

from __future__ import annotations

import math
from typing import Any

import torch

from msshim._src.runtime import streams
from msshim._src.runtime.random import graph_seeds
from msshim._src.runtime.streams import Engine, Mersenne, MinStd

Seeds = tuple[int, int]


def generator_of(seeds: Seeds) -> torch.Generator | None:
    """A generator of torch's with these seeds; None, torch's own, where both are 0."""
    return torch.Generator().manual_seed(seeds[0] * 2**31 + seeds[1]) if any(seeds) else None


def _generator(seed: int | None) -> torch.Generator | None:
    return None if seed is None else torch.Generator().manual_seed(int(seed))


def _shape(size: Any) -> tuple[int, ...]:
    if len(size) == 1 and isinstance(size[0], (tuple, list)):
        size = size[0]
    if any(isinstance(n, int) and n < 0 for n in size):
        raise ValueError(f"the sizes must not be negative, but got {size}.")
    return tuple(size)


# One launch of a kernel each: from an engine of MindSpore's, or from torch where there is none.


def uniforms(engine: Mersenne | None, shape: tuple[int, ...]) -> torch.Tensor:
    """Uniform numbers in [0, 1), float32."""
    return torch.rand(shape) if engine is None else engine.doubles(math.prod(shape)).float().view(shape)


def normals(engine: Engine | None, shape: tuple[int, ...]) -> torch.Tensor:
    """Standard normal numbers, float32."""
    return torch.randn(shape) if engine is None else streams.normals(engine, math.prod(shape)).view(shape)


def integers(engine: Engine | None, low: Any, high: Any, shape: tuple[int, ...]) -> torch.Tensor:
    """Integers from `low` to below `high`, int64."""
    if engine is None:
        parts = torch.rand(shape, dtype=torch.float64)
        return (low + (parts * (high - low)).floor()).to(torch.int64)
    return streams.integers(engine, int(high) - int(low), math.prod(shape)).view(shape) + int(low)


def laplaces(engine: Engine | None, shape: tuple[int, ...]) -> torch.Tensor:
    """Standard Laplace numbers, float32."""
    if engine is None:
        chance = torch.rand(shape) - 0.5
        return -torch.sign(chance) * torch.log1p(-2 * chance.abs())
    return streams.laplace(engine, math.prod(shape)).view(shape)


def order(engine: Engine | None, count: int) -> torch.Tensor:
    """The numbers below `count` in random order, int64."""
    return torch.randperm(count) if engine is None else streams.permutation(engine, count)


def kept(engine: MinStd | None, input: torch.Tensor, keep_prob: float) -> torch.Tensor:
    """Where `input` is kept: 1 with the probability `keep_prob` and else 0, in its shape and dtype."""
    if engine is None:
        return torch.empty_like(input).bernoulli_(keep_prob)
    return (engine.floats(input.numel()) < keep_prob).view(input.shape).to(input.dtype)


def places(engine: Engine | None, weights: torch.Tensor, count: int) -> torch.Tensor:
    """`count` places drawn with the weights in the last axis, again and again, int64."""
    if engine is None:
        return torch.multinomial(weights, count, True)
    found = streams.places(engine, weights.reshape(-1, weights.shape[-1]), count)
    return found.view(*weights.shape[:-1], count)


def masked(engine: Engine | None, mask: torch.Tensor, count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """`count` random places of the true elements, int32, filled up with zeros; and which of them are real."""
    true = torch.nonzero(mask)
    picked = true[order(engine, true.shape[0]).to(mask.device)[:count]].int()
    found = picked.new_zeros((count, mask.dim()))
    found[: picked.shape[0]] = picked
    return found, torch.arange(count, device=mask.device) < picked.shape[0]


# The functions of `ops`


def bernoulli(input: torch.Tensor, p: Any, seed: int | None) -> torch.Tensor:
    """0 or 1 for each element of `input`, 1 with the probability `p`, a number or a tensor."""
    if isinstance(p, (int, float)) and not 0 <= p <= 1:
        raise ValueError(f"For 'bernoulli', the 'p' must be in [0, 1], but got {p}.")
    chance = torch.as_tensor(p).float().expand(input.shape)
    if seed is None or seed == -1:
        return torch.bernoulli(chance).to(input.dtype)
    return (streams.fractions(seed, input.numel()).view(input.shape) <= chance).to(input.dtype)


def rand(size: Any, dtype: torch.dtype | None, seed: int | None) -> torch.Tensor:
    """Uniform numbers in [0, 1)."""
    return uniforms(streams.start(Mersenne, graph_seeds(seed, "rand")), _shape(size)).to(dtype or torch.float32)


def randn(size: Any, dtype: torch.dtype | None, seed: int | None) -> torch.Tensor:
    """Standard normal numbers."""
    return normals(streams.start(MinStd, graph_seeds(seed, "randn")), _shape(size)).to(dtype or torch.float32)


def rand_like(input: torch.Tensor, seed: int | None, dtype: torch.dtype | None) -> torch.Tensor:
    """Uniform numbers in [0, 1), of the same shape."""
    engine = streams.start(Mersenne, graph_seeds(seed, "rand_like"))
    return uniforms(engine, input.shape).to(dtype or input.dtype)


def randn_like(input: torch.Tensor, seed: int | None, dtype: torch.dtype | None) -> torch.Tensor:
    """Standard normal numbers, of the same shape; float32 without a dtype."""
    engine = streams.start(MinStd, graph_seeds(seed, "randn_like"))
    return normals(engine, input.shape).to(dtype or torch.float32)


def _whole(name: str, **values: Any) -> None:
    for key, value in values.items():
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"For '{name}', the '{key}' must be an int, but got {value!r}.")


def randint(low: int, high: int, size: Any, seed: int | None, dtype: torch.dtype | None) -> torch.Tensor:
    """Uniform integers from `low` to `high`, `high` excluded."""
    _whole("randint", low=low, high=high)
    engine = streams.start(Mersenne, graph_seeds(seed, "randint"))
    return integers(engine, low, high, _shape(size)).to(dtype or torch.int64)


def randint_like(input: torch.Tensor, low: int, high: int, seed: int | None, dtype: torch.dtype | None) -> torch.Tensor:
    """Uniform integers, of the same shape."""
    _whole("randint_like", low=low, high=high)
    engine = streams.start(Mersenne, graph_seeds(seed, "randint_like"))
    return integers(engine, low, high, input.shape).to(dtype or input.dtype)


def randperm(n: int, seed: int, offset: int, dtype: torch.dtype) -> torch.Tensor:
    """The numbers below `n` in random order; always the same one for the same `offset` or, where that is 0, `seed`."""
    if n < 1:
        raise ValueError(f"For 'randperm', the 'n' must be greater than 0, but got {n}.")
    engine = None if seed == -1 and not offset else Mersenne(offset or seed)
    return order(engine, n).to(torch.get_default_device()).to(dtype)


def _spread(size: Any, *parameters: Any) -> list[torch.Tensor]:
    """The parameters of a distribution, each in the shape of the result: `size`, then their own."""
    tensors = [torch.as_tensor(x) for x in parameters]
    own = torch.broadcast_shapes(*(x.shape for x in tensors))
    shape = torch.broadcast_shapes(tuple(size), own)
    return [x.expand(shape) for x in tensors]


def uniform(size: Any, minval: Any, maxval: Any, seed: int | None, dtype: torch.dtype) -> torch.Tensor:
    """Uniform numbers from `minval` to `maxval`; their parameters spread over numbers of the shape `size`."""
    engine = streams.start(Mersenne, graph_seeds(seed, "uniform"))
    if dtype.is_floating_point:
        return uniforms(engine, tuple(size)) * (maxval - minval) + minval
    return integers(engine, minval, maxval, tuple(size)).to(dtype)


def normal(size: Any, mean: Any, stddev: Any, seed: int | None) -> torch.Tensor:
    """Normal numbers; their parameters spread over numbers of the shape `size`."""
    return normals(streams.start(MinStd, graph_seeds(seed, "normal")), tuple(size)) * stddev + mean


def standard_normal(size: Any, seed: int | None) -> torch.Tensor:
    """Standard normal numbers."""
    return normals(streams.start(MinStd, graph_seeds(seed, "standard_normal")), _shape(size))


def standard_laplace(size: Any, seed: int | None) -> torch.Tensor:
    """Standard Laplace numbers."""
    return laplaces(streams.start(MinStd, graph_seeds(seed, "standard_laplace")), tuple(size))


def laplace(size: Any, mean: Any, lambda_param: Any, seed: int | None) -> torch.Tensor:
    """Laplace numbers; their parameters spread over numbers of the shape `size`."""
    return laplaces(streams.start(MinStd, graph_seeds(seed, "laplace")), tuple(size)) * lambda_param + mean


def gamma(size: Any, alpha: Any, beta: Any, seed: int | None) -> torch.Tensor:
    """Gamma numbers of shape `alpha` and rate `beta`."""
    shape, rate = _spread(size, alpha, beta)
    return torch._standard_gamma(shape.contiguous(), generator=_generator(seed)) / rate


def poisson(size: Any, mean: Any, seed: int | None) -> torch.Tensor:
    """Poisson numbers."""
    (rate,) = _spread(size, mean)
    return torch.poisson(rate, generator=_generator(seed))


def random_gamma(size: Any, alpha: torch.Tensor, seed: int | None) -> torch.Tensor:
    """Gamma numbers of rate 1; the shape is `size`, then that of `alpha`."""
    sizes = size.tolist() if isinstance(size, torch.Tensor) else size
    return torch._standard_gamma(alpha.expand(*sizes, *alpha.shape).contiguous(), generator=_generator(seed))


def random_poisson(size: Any, rate: torch.Tensor, seed: int | None, dtype: torch.dtype) -> torch.Tensor:
    """Poisson numbers; the shape is `size`, then that of `rate`."""
    return torch.poisson(rate.float().expand(*size, *rate.shape), generator=_generator(seed)).to(dtype)


def multinomial(input: torch.Tensor, num_samples: int, replacement: bool, seed: int | None) -> torch.Tensor:
    """Indices drawn by the probabilities in each row, int32."""
    if input.dim() not in (1, 2):
        raise ValueError(f"For 'multinomial', the 'input' must have 1 or 2 dimensions, but got {input.dim()}.")
    if num_samples == 0 and replacement:
        return input.new_empty((*input.shape[:-1], 0), dtype=torch.int32)
    seeds = graph_seeds(seed, "multinomial")
    if replacement:
        return places(streams.start(MinStd, seeds), input, num_samples).int()
    if num_samples > input.shape[-1]:
        raise ValueError(
            f"For 'multinomial' without replacement, the 'num_samples' must not be more than {input.shape[-1]}, the "
            f"last dimension of 'input', but got {num_samples}."
        )
    engine = streams.start(Mersenne, seeds)
    if engine is None:
        return torch.multinomial(input, num_samples).int()
    return torch.topk(torch.log(uniforms(engine, input.shape)) / (input + 1e-6), num_samples)[1].int()


def random_categorical(logits: torch.Tensor, num_sample: int, seed: int, dtype: torch.dtype) -> torch.Tensor:
    """Indices drawn by the logits in each row; ValueError of what is no matrix."""
    if logits.ndim != 2:
        raise ValueError(f"For 'random_categorical', the 'logits' must be 2-D, but got {logits.ndim} axes.")
    generator = _generator(seed) if seed else None
    return torch.multinomial(torch.softmax(logits.float(), -1), num_sample, True, generator=generator).to(dtype)


def shuffle(input: torch.Tensor, seed: int | None) -> torch.Tensor:
    """The first axis in random order."""
    engine = streams.start(MinStd, graph_seeds(seed, "shuffle"))
    return input.index_select(0, order(engine, input.shape[0]).to(input.device))


def choice_with_mask(input: torch.Tensor, count: int, seed: int | None) -> tuple[torch.Tensor, torch.Tensor]:
    """`count` random places of the true elements, int32, filled up with zeros; and which of them are real."""
    return masked(streams.start(MinStd, graph_seeds(seed, "choice_with_mask")), input, count)


def dropout(input: torch.Tensor, p: float, seed: int | None) -> torch.Tensor:
    """Zeros with the probability `p`, the rest scaled by 1 / (1 - p)."""
    engine = streams.start(MinStd, graph_seeds(seed, "dropout"))
    return torch.nn.functional.dropout(input, p) if engine is None else input * kept(engine, input, 1 - p) / (1 - p)


def bernoulli_ext(input: torch.Tensor, generator: Any) -> torch.Tensor:
    """0 or 1, the latter with the probability in `input`."""
    return torch.bernoulli(input)
