"""Classes drawn to stand beside true ones, and how often each is expected. Source: MindSpore 2.10."""

from __future__ import annotations

import torch

from msshim._src.kernels.random.functions import generator_of

Triple = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


def _distinct(
    weights: torch.Tensor, refused: torch.Tensor, count: int, generator: torch.Generator | None
) -> tuple[torch.Tensor, torch.Tensor]:
    """`count` different classes and the number of tries, as if drawn one by one; `refused` ones count as tries only."""
    drawn = -torch.empty(weights.shape).exponential_(generator=generator).to(weights.device).log()
    sampled = torch.where(refused, -torch.inf, weights.log() + drawn).topk(count).indices
    new = weights[sampled]
    again = (weights * refused).sum() + new.cumsum(0) - new
    chances = torch.rand(count, generator=generator).to(weights.device).clamp(min=1e-30)
    return sampled, count + (chances.log() / again.clamp(max=1 - 1e-6).log()).floor().sum()


def uniform_candidates(
    labels: torch.Tensor, count: int, classes: int, avoid: bool, generator: torch.Generator | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """`count` different classes, and how often each is expected.

    With `avoid`, no class in `labels` is drawn. Each draw that is not new counts as a try, as in MindSpore.
    """
    refused = torch.zeros(classes, dtype=torch.bool, device=labels.device)
    if avoid:
        refused = refused.index_fill(0, labels.flatten().long(), True)
    weights = torch.full((classes,), 1 / classes, device=labels.device)
    sampled, tries = _distinct(weights, refused, count, generator)
    several = -torch.expm1(tries * torch.log1p(-weights[0]))
    return sampled, torch.where(tries == count, count / classes, several)


def _fit(name: str, true_classes: torch.Tensor, num_true: int, dtypes: tuple[torch.dtype, ...]) -> None:
    if true_classes.dtype not in dtypes:
        raise TypeError(f"For '{name}', the 'true_classes' must be of {dtypes}, but got {true_classes.dtype}.")
    if true_classes.dim() != 2 or true_classes.shape[1] != num_true:
        found = tuple(true_classes.shape)
        raise ValueError(f"For '{name}', the 'true_classes' must be of shape (batch, {num_true}), but got {found}.")


def check(name: str, num_true: int, num_sampled: int, unique: bool, range_max: int, seed: int) -> dict[str, object]:
    """The ranges of the numbers; ValueError for what is outside."""
    if min(num_true, num_sampled, range_max) < 1 or seed < 0:
        given = (num_true, num_sampled, range_max, seed)
        raise ValueError(f"For '{name}', the numbers must be positive, and the seed not negative, but got {given}.")
    if unique and num_sampled > range_max:
        raise ValueError(f"For '{name}', 'num_sampled' must be at most {range_max}, but got {num_sampled}.")
    return {}


def uniform_setup(
    num_true: int, num_sampled: int, unique: bool, range_max: int, seed: int, remove_accidental_hits: bool
) -> dict[str, object]:
    """As `check`."""
    return check("UniformCandidateSampler", num_true, num_sampled, unique, range_max, seed)


def log_uniform_setup(num_true: int, num_sampled: int, unique: bool, range_max: int, seed: int) -> dict[str, object]:
    """As `check`."""
    return check("LogUniformCandidateSampler", num_true, num_sampled, unique, range_max, seed)


def uniform_sampler(
    true_classes: torch.Tensor,
    num_true: int,
    num_sampled: int,
    unique: bool,
    range_max: int,
    seed: int,
    remove_accidental_hits: bool,
) -> Triple:
    """Classes drawn with equal chances, how often true ones are expected, and how often the drawn ones are."""
    name = "UniformCandidateSampler"
    check(name, num_true, num_sampled, unique, range_max, seed)
    _fit(name, true_classes, num_true, (torch.int32, torch.int64))
    where, generator = true_classes.device, generator_of((seed, 0))
    if unique:
        sampled, expected = uniform_candidates(true_classes, num_sampled, range_max, remove_accidental_hits, generator)
    else:
        sampled = torch.randint(range_max, (num_sampled,), generator=generator).to(where)
        expected = torch.tensor(num_sampled / range_max, device=where)
    return sampled.to(true_classes.dtype), expected.repeat(true_classes.shape), expected.repeat(num_sampled)


def log_uniform_sampler(
    true_classes: torch.Tensor, num_true: int, num_sampled: int, unique: bool, range_max: int, seed: int
) -> Triple:
    """As `uniform_sampler`, with chances that fall with the class as log((k + 2) / (k + 1))."""
    name = "LogUniformCandidateSampler"
    check(name, num_true, num_sampled, unique, range_max, seed)
    _fit(name, true_classes, num_true, (torch.int64,))
    where, generator = true_classes.device, generator_of((seed, 0))
    logs = torch.arange(1, range_max + 2, device=where).log()
    weights = logs.diff() / logs[-1]
    if not unique:
        sampled = torch.multinomial(weights, num_sampled, True, generator=generator)
        return sampled, weights[true_classes] * num_sampled, weights[sampled] * num_sampled
    sampled, tries = _distinct(weights, torch.zeros_like(weights, dtype=torch.bool), num_sampled, generator)
    expected = -torch.expm1(tries * torch.log1p(-weights))
    return sampled, expected[true_classes], expected[sampled]
