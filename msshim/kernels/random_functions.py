"""Random numbers; the stream is torch's, also where a `seed` is given, which then makes the call repeatable.

Source: MindSpore 2.10.
"""

from __future__ import annotations

from typing import Any

import torch


def _generator(seed: int | None) -> torch.Generator | None:
    return None if seed is None else torch.Generator().manual_seed(int(seed))


def _shape(size: Any) -> tuple[int, ...]:
    if len(size) == 1 and isinstance(size[0], (tuple, list)):
        size = size[0]
    return tuple(size)


def bernoulli(input: torch.Tensor, p: Any, seed: int | None) -> torch.Tensor:
    """0 or 1 for each element of `input`, 1 with the probability `p`, a number or a tensor."""
    chance = torch.as_tensor(p).float().expand(input.shape)
    return torch.bernoulli(chance, generator=_generator(seed)).to(input.dtype)


def rand(size: Any, dtype: torch.dtype | None, seed: int | None) -> torch.Tensor:
    """Uniform numbers in [0, 1)."""
    return torch.rand(_shape(size), dtype=dtype, generator=_generator(seed))


def randn(size: Any, dtype: torch.dtype | None, seed: int | None) -> torch.Tensor:
    """Standard normal numbers."""
    return torch.randn(_shape(size), dtype=dtype, generator=_generator(seed))


def rand_like(input: torch.Tensor, seed: int | None, dtype: torch.dtype | None) -> torch.Tensor:
    """Uniform numbers in [0, 1), of the same shape."""
    return torch.rand(input.shape, dtype=dtype or input.dtype, generator=_generator(seed))


def randn_like(input: torch.Tensor, seed: int | None, dtype: torch.dtype | None) -> torch.Tensor:
    """Standard normal numbers, of the same shape."""
    return torch.randn(input.shape, dtype=dtype or input.dtype, generator=_generator(seed))


def randint(low: int, high: int, size: Any, seed: int | None, dtype: torch.dtype | None) -> torch.Tensor:
    """Uniform integers from `low` to `high`, `high` excluded."""
    return torch.randint(low, high, tuple(size), dtype=dtype or torch.int64, generator=_generator(seed))


def randint_like(input: torch.Tensor, low: int, high: int, seed: int | None, dtype: torch.dtype | None) -> torch.Tensor:
    """Uniform integers, of the same shape."""
    return torch.randint(low, high, input.shape, generator=_generator(seed)).to(dtype or input.dtype)


def randperm(n: int, seed: int, offset: int, dtype: torch.dtype) -> torch.Tensor:
    """The numbers below `n` in random order; another one at each call unless `seed` or `offset` is given."""
    generator = _generator(seed * 1_000_003 + offset) if seed or offset else None
    return torch.randperm(n, dtype=dtype, generator=generator)


def _spread(size: Any, *parameters: Any) -> list[torch.Tensor]:
    """The parameters of a distribution, each in the shape of the result: `size`, then their own."""
    tensors = [torch.as_tensor(x) for x in parameters]
    own = torch.broadcast_shapes(*(x.shape for x in tensors))
    shape = torch.broadcast_shapes(tuple(size), own)
    return [x.expand(shape) for x in tensors]


def uniform(size: Any, minval: Any, maxval: Any, seed: int | None, dtype: torch.dtype) -> torch.Tensor:
    """Uniform numbers from `minval` to `maxval`."""
    low, high = _spread(size, minval, maxval)
    chance = torch.rand(low.shape, generator=_generator(seed))
    found = low + chance * (high - low)
    return found.to(dtype) if dtype.is_floating_point else torch.floor(found).to(dtype)


def normal(size: Any, mean: Any, stddev: Any, seed: int | None) -> torch.Tensor:
    """Normal numbers."""
    center, spread = _spread(size, mean, stddev)
    return center + spread * torch.randn(center.shape, generator=_generator(seed))


def standard_normal(size: Any, seed: int | None) -> torch.Tensor:
    """Standard normal numbers."""
    return torch.randn(tuple(size), generator=_generator(seed))


def standard_laplace(size: Any, seed: int | None) -> torch.Tensor:
    """Standard Laplace numbers."""
    chance = torch.rand(tuple(size), generator=_generator(seed)) - 0.5
    return -torch.sign(chance) * torch.log1p(-2 * chance.abs())


def laplace(size: Any, mean: Any, lambda_param: Any, seed: int | None) -> torch.Tensor:
    """Laplace numbers."""
    center, spread = _spread(size, mean, lambda_param)
    return center + spread * standard_laplace(center.shape, seed)


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
    """Indices drawn by the probabilities in each row, int32 with replacement."""
    found = torch.multinomial(input, num_samples, replacement, generator=_generator(seed))
    return found.int()


def random_categorical(logits: torch.Tensor, num_sample: int, seed: int, dtype: torch.dtype) -> torch.Tensor:
    """Indices drawn by the logits in each row."""
    generator = _generator(seed) if seed else None
    return torch.multinomial(torch.softmax(logits.float(), -1), num_sample, True, generator=generator).to(dtype)


def shuffle(input: torch.Tensor, seed: int | None) -> torch.Tensor:
    """The first axis in random order."""
    return input[torch.randperm(input.shape[0], generator=_generator(seed))]


def choice_with_mask(input: torch.Tensor, count: int, seed: int | None) -> tuple[torch.Tensor, torch.Tensor]:
    """`count` random places of the true elements, int32, filled up with zeros; and which of them are real."""
    places = torch.nonzero(input)
    picked = places[torch.randperm(places.shape[0], generator=_generator(seed))[:count]].int()
    found = picked.new_zeros((count, input.dim()))
    found[: picked.shape[0]] = picked
    return found, torch.arange(count) < picked.shape[0]


def bernoulli_ext(input: torch.Tensor, generator: Any) -> torch.Tensor:
    """0 or 1, the latter with the probability in `input`."""
    return torch.bernoulli(input)
