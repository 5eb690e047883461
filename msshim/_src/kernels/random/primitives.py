"""Random primitives: with a seed and on the CPU those that keep `streams` give MindSpore's numbers, else torch's."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.kernels.random import functions as random_functions
from msshim._src.kernels.random.functions import generator_of
from msshim._src.runtime.streams import Mersenne, MinStd, Streams


def uniform_setup(seed: int, seed2: int) -> dict[str, object]:
    """The streams of UniformReal and UniformInt."""
    return {"streams": Streams(Mersenne, (seed, seed2))}


def random_setup(seed: int, seed2: int) -> dict[str, object]:
    """The streams of the other primitives that have two seeds."""
    return {"streams": Streams(MinStd, (seed, seed2))}


def dropout_setup(keep_prob: float, Seed0: int, Seed1: int) -> dict[str, object]:
    """The streams of Dropout."""
    return random_setup(Seed0, Seed1)


def choice_setup(count: int, seed: int, seed2: int) -> dict[str, object]:
    """The streams of RandomChoiceWithMask."""
    return random_setup(seed, seed2)


def _size(name: str, shape: Any) -> tuple[int, ...]:
    if not isinstance(shape, (tuple, list)):
        raise TypeError(f"For '{name}', the 'shape' must be a tuple or a Tensor of ints, but got {shape!r}.")
    return tuple(shape)


def standard_normal(shape: Any, streams: Streams[MinStd]) -> torch.Tensor:
    """Standard normal numbers."""
    size = _size("StandardNormal", shape)
    return random_functions.normals(streams.at(size), size)


def standard_laplace(shape: Any, streams: Streams[MinStd]) -> torch.Tensor:
    """Standard Laplace numbers."""
    size = _size("StandardLaplace", shape)
    return random_functions.laplaces(streams.at(size), size)


def uniform_real(shape: Any, streams: Streams[Mersenne]) -> torch.Tensor:
    """Uniform numbers in [0, 1)."""
    size = _size("UniformReal", shape)
    return random_functions.uniforms(streams.at(size), size)


def uniform_int(shape: Any, minval: torch.Tensor, maxval: torch.Tensor, streams: Streams[Mersenne]) -> torch.Tensor:
    """Uniform whole numbers from minval to below maxval."""
    size = _size("UniformInt", shape)
    return random_functions.integers(streams.at(size), minval, maxval, size).int()


def shuffle(input: torch.Tensor, streams: Streams[MinStd]) -> torch.Tensor:
    """The first axis in a random order."""
    order = random_functions.order(streams.at((input.shape, input.dtype)), input.shape[0])
    return input.index_select(0, order.to(input.device))


def dropout_channels(input: torch.Tensor, keep_prob: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Whole channels set to 0, the others over keep_prob, and a mask of what is kept."""
    if not 0 <= keep_prob <= 1:
        raise ValueError(f"For 'Dropout2D', the 'keep_prob' must be in [0, 1], but got {keep_prob!r}.")
    shape = (*input.shape[:2], *[1] * (input.dim() - 2))
    mask = (torch.rand(shape, device=input.device) < keep_prob).expand(input.shape)
    scale = 1 / keep_prob if keep_prob else 0
    return (input * mask * scale).to(input.dtype), mask.clone()


def random_categorical(
    logits: torch.Tensor, num_sample: int, seed: int, dtype: torch.dtype, name: str = "RandomCategorical"
) -> torch.Tensor:
    """Places drawn with the logarithms of weights in each row."""
    if dtype not in (torch.int16, torch.int32, torch.int64) or not logits.is_floating_point():
        raise TypeError(f"For '{name}', the logits must be floating-point and 'dtype' an int16, int32 or int64.")
    if not isinstance(num_sample, int) or not isinstance(seed, int):
        raise TypeError(f"For '{name}', 'num_sample' and 'seed' must be ints, but got {num_sample!r} and {seed!r}.")
    if logits.dim() != 2:
        raise ValueError(f"For '{name}', the logits must have 2 dimensions, but got {tuple(logits.shape)}.")
    return random_functions.random_categorical(logits, num_sample, seed, dtype)


def choice_with_mask(input_x: torch.Tensor, count: int, streams: Streams[MinStd]) -> tuple[torch.Tensor, torch.Tensor]:
    """`count` random places of true elements, filled up with zeros, and which of them are real."""
    if input_x.dtype is not torch.bool:
        raise TypeError(f"For 'RandomChoiceWithMask', the 'input_x' must be bool, but got {input_x.dtype}.")
    if not 1 <= input_x.dim() <= 5:
        raise ValueError(f"For 'RandomChoiceWithMask', the 'input_x' must have 1 to 5 axes, but got {input_x.dim()}.")
    return random_functions.masked(streams.at(input_x.shape), input_x, count)


def _sizes(name: str, shape: torch.Tensor) -> tuple[int, ...]:
    """The numbers in a tensor that says a shape."""
    if shape.is_floating_point() or shape.dtype is torch.bool:
        raise TypeError(f"For '{name}', the 'shape' must be a Tensor of ints, but got {shape.dtype}.")
    return tuple(shape.tolist())


_SIGNED = {torch.uint32: torch.int32, torch.uint64: torch.int64}


def any_ints(shape: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    """Integers over the whole range of a dtype."""
    sizes = _sizes("NonDeterministicInts", shape)
    if dtype not in (torch.int32, torch.int64, *_SIGNED):
        raise TypeError(f"For 'NonDeterministicInts', the 'dtype' must have 32 or 64 bits, but got {dtype}.")
    if len(sizes) < 2:
        raise ValueError(f"For 'NonDeterministicInts', the 'shape' must have 2 axes or more, but got {sizes}.")
    signed = _SIGNED.get(dtype, dtype)
    return torch.empty(sizes, dtype=signed).random_(torch.iinfo(signed).min, None).view(dtype)


def _check_dtype(name: str, dtype: object, allowed: tuple[str, ...]) -> dict[str, object]:
    if str(dtype).lower() not in allowed:
        raise TypeError(f"For '{name}', the 'dtype' must be one of {allowed}, but got {dtype!r}.")
    return {}


def any_ints_setup(dtype: object) -> dict[str, object]:
    """The dtypes that NonDeterministicInts takes."""
    return _check_dtype("NonDeterministicInts", dtype, ("int32", "int64", "uint32", "uint64"))


def categorical_setup(dtype: object) -> dict[str, object]:
    """The dtypes that RandomCategorical takes."""
    return _check_dtype("RandomCategorical", dtype, ("int16", "int32", "int64"))


def multinomial_setup(seed: int, seed2: int, dtype: object) -> dict[str, object]:
    """The dtypes that Multinomial takes, and its streams."""
    return _check_dtype("Multinomial", dtype, ("int32", "int64")) | random_setup(seed, seed2)


def truncated_setup(dtype: object, seed: int, seed2: int) -> dict[str, object]:
    """The dtypes that TruncatedNormal takes."""
    return _check_dtype("TruncatedNormal", dtype, ("float16", "float32", "float64"))


def multinomial(input: torch.Tensor, num_samples: int, dtype: torch.dtype, streams: Streams[MinStd]) -> torch.Tensor:
    """Places drawn with weights, which may come again."""
    engine = streams.at((input.shape, input.dtype, num_samples))
    return random_functions.places(engine, input.float(), num_samples).to(dtype)


def multinomial_from(
    x: torch.Tensor, seed: torch.Tensor, offset: torch.Tensor, numsamples: int, replacement: bool
) -> torch.Tensor:
    """Places drawn with weights; the seed and how far the stream has gone are tensors."""
    if not x.is_floating_point():
        raise TypeError(f"For 'MultinomialWithReplacement', the 'x' must be floating-point, but got {x.dtype}.")
    if not isinstance(seed, torch.Tensor) or not isinstance(offset, torch.Tensor):
        raise TypeError(f"For 'MultinomialWithReplacement', seed and offset must be Tensors: {seed!r}, {offset!r}.")
    generator = generator_of((int(seed), int(offset)))
    return torch.multinomial(x.float(), numsamples, replacement, generator=generator)


def multinomial_with_replacement(
    x: torch.Tensor, seed: Any, offset: Any, numsamples: int, replacement: bool
) -> torch.Tensor:
    """As `multinomial_from`, the seed and offset as ints too."""
    for name, value in (("seed", seed), ("offset", offset)):
        if not isinstance(value, (int, torch.Tensor)):
            raise TypeError(f"For 'multinomial_with_replacement', the '{name}' must be an int, but got {value!r}.")
    return multinomial_from(x, torch.as_tensor(seed), torch.as_tensor(offset), numsamples, replacement)


def gamma(shape: Any, alpha: torch.Tensor, beta: torch.Tensor, seed: int, seed2: int) -> torch.Tensor:
    """Gamma numbers of shape `alpha` and rate `beta`."""
    return random_functions.gamma(_size("Gamma", shape), alpha, beta, seed * 2**31 + seed2 or None)


def poisson(shape: Any, mean: torch.Tensor, seed: int, seed2: int) -> torch.Tensor:
    """Poisson numbers, int32."""
    return random_functions.poisson(_size("Poisson", shape), mean, seed * 2**31 + seed2 or None).int()


def _between(low: torch.Tensor, high: torch.Tensor, chance: torch.Tensor) -> torch.Tensor:
    """Standard normal numbers between two bounds, from uniform ones."""
    below, above = torch.special.ndtr(low), torch.special.ndtr(high)
    return torch.special.ndtri(below + chance * (above - below)).clamp(low, high)


def truncated_normal(shape: torch.Tensor, dtype: torch.dtype, seed: int, seed2: int) -> torch.Tensor:
    """Standard normal numbers in [-2, 2]."""
    sizes = _sizes("TruncatedNormal", shape)
    chance = torch.rand(sizes, dtype=torch.float64, generator=generator_of((seed, seed2)))
    bound = torch.tensor(2.0, dtype=torch.float64)
    return _between(-bound, bound, chance).to(dtype)


def parameterized_truncated_normal(
    shape: torch.Tensor,
    mean: torch.Tensor,
    stdevs: torch.Tensor,
    min: torch.Tensor,
    max: torch.Tensor,
    seed: int,
    seed2: int,
) -> torch.Tensor:
    """Normal numbers between two bounds, of other parameters for each item of the first axis."""
    sizes = _sizes("ParameterizedTruncatedNormal", shape)
    column = (-1, *[1] * (len(sizes) - 1))
    center, spread, low, high = (value.double().view(column) for value in (mean, stdevs, min, max))
    chance = torch.rand(sizes, dtype=torch.float64, generator=generator_of((seed, seed2))).to(center.device)
    found = center + spread * _between((low - center) / spread, (high - center) / spread, chance)
    return found.to(mean.dtype)


def dropout(input: torch.Tensor, keep_prob: float, streams: Streams[MinStd]) -> tuple[torch.Tensor, torch.Tensor]:
    """Elements set to 0, the others over keep_prob; and 1 where they are kept."""
    if not input.is_floating_point():
        raise TypeError(f"For 'Dropout', the 'x' must be floating-point, but got {input.dtype}.")
    if not 0 < keep_prob <= 1:
        raise RuntimeError(f"For 'Dropout', the 'keep_prob' must be in (0, 1], but got {keep_prob}.")
    mask = random_functions.kept(streams.at((input.shape, input.dtype)), input, keep_prob)
    return input * mask / keep_prob, mask


def padded_permutation(n: torch.Tensor, max_length: int, pad: int, dtype: torch.dtype) -> torch.Tensor:
    """The numbers below n in random order, filled up to `max_length`."""
    size = int(n)
    if not 0 <= size <= max_length:
        raise ValueError(f"For 'Randperm', the 'n' must be in [0, {max_length}], but got {size}.")
    return torch.nn.functional.pad(torch.randperm(size), (0, max_length - size), value=pad).to(dtype)


def permutation(n: Any, seed: int, offset: int, dtype: torch.dtype) -> torch.Tensor:
    """The numbers below n in random order."""
    if not isinstance(n, int):
        raise TypeError(f"For 'RandpermV2', the 'n' must be an int, but got {n!r}.")
    if n <= 0:
        raise ValueError(f"For 'RandpermV2', the 'n' must be positive, but got {n}.")
    return random_functions.randperm(n, seed, offset, dtype)


def _int_shape(name: str, shape: Any) -> tuple[int, ...]:
    if not isinstance(shape, (tuple, list, torch.Tensor)):
        raise TypeError(f"For '{name}', 'shape' must be a tuple or Tensor of ints, but got {shape!r}.")
    return tuple(int(n) for n in shape)


def random_gamma(shape: torch.Tensor, alpha: torch.Tensor, seed: int, seed2: int) -> torch.Tensor:
    """Gamma numbers of the shape and then that of `alpha`."""
    return torch.distributions.Gamma(alpha, torch.ones_like(alpha)).sample(_int_shape("RandomGamma", shape))  # type: ignore[no-untyped-call, no-any-return]


def random_poisson(shape: torch.Tensor, rate: torch.Tensor, seed: int, seed2: int, dtype: torch.dtype) -> torch.Tensor:
    """Poisson numbers of the shape and then that of `rate`."""
    return torch.poisson(rate.float().expand(*_int_shape("RandomPoisson", shape), *rate.shape)).to(dtype)


def log_normal_reverse(input: torch.Tensor, mean: float, std: float) -> torch.Tensor:
    """Log-normal numbers of the input's shape and dtype."""
    return torch.empty_like(input).log_normal_(mean, std)
