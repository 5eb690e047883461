"""`Generator` and the seeds around it, over torch's generator. Source: mindspore.common.generator of 2.10."""

from __future__ import annotations

import torch

from msshim._src.tensor.tensor import Tensor, wrap


class Generator(torch.Generator):
    """A stream of random numbers of its own; its numbers are torch's, and torch takes it as its own."""

    _torch: torch.Generator

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._torch = self

    def manual_seed(self, seed: int) -> Generator:
        """Start the stream at `seed`; returns this generator. Raises TypeError unless it is an int."""
        if not isinstance(seed, int) or isinstance(seed, bool):
            raise TypeError(f"For 'manual_seed', the 'seed' must be an int, but got {seed!r}.")
        torch.Generator.manual_seed(self._torch, seed)
        return self

    def seed(self) -> int:
        """Start the stream at a random seed, which is returned."""
        seed = int(torch.randint(2**32, (), generator=None, device="cpu"))
        torch.Generator.manual_seed(self._torch, seed)
        return seed

    def initial_seed(self) -> int:
        """The seed of the stream."""
        return torch.Generator.initial_seed(self._torch)

    def get_state(self) -> Tensor:  # type: ignore[override]
        """The state as a uint8 Tensor."""
        return wrap(torch.Generator.get_state(self._torch))

    def set_state(self, state: Tensor) -> None:  # type: ignore[override]
        """Go on where `get_state` was called. Raises TypeError for anything but a Tensor."""
        if not isinstance(state, Tensor):
            raise TypeError(f"For 'set_state', the 'state' must be a Tensor, but got {type(state).__name__}.")
        torch.Generator.set_state(self._torch, state._t)


default_generator = Generator()
default_generator._torch = torch.default_generator


def manual_seed(seed: int) -> Generator:
    """Seed the default generator, which is returned."""
    return default_generator.manual_seed(seed)


def seed() -> int:
    """Seed the default generator at random; returns the seed."""
    return default_generator.seed()


def initial_seed() -> int:
    """The seed of the default generator."""
    return default_generator.initial_seed()


def get_rng_state() -> Tensor:
    """The state of the default generator."""
    return default_generator.get_state()


def set_rng_state(state: Tensor) -> None:
    """Set the state of the default generator."""
    default_generator.set_state(state)
