"""`Generator` and the seeds around it, over torch's generator. Source: mindspore.common.generator of 2.10."""

from __future__ import annotations

import torch

from msshim.core.tensor import Tensor, wrap


class Generator:
    """A stream of random numbers of its own; its numbers are torch's."""

    def __init__(self) -> None:
        self._torch = torch.Generator()

    def manual_seed(self, seed: int) -> Generator:
        """Start the stream at `seed`; returns this generator. Raises TypeError unless it is an int."""
        if not isinstance(seed, int) or isinstance(seed, bool):
            raise TypeError(f"For 'manual_seed', the 'seed' must be an int, but got {seed!r}.")
        self._torch.manual_seed(seed)
        return self

    def seed(self) -> int:
        """Start the stream at a random seed, which is returned."""
        seed = int(torch.randint(2**32, (), generator=None, device="cpu"))
        self._torch.manual_seed(seed)
        return seed

    def initial_seed(self) -> int:
        """The seed of the stream."""
        return self._torch.initial_seed()

    def get_state(self) -> Tensor:
        """The state as a uint8 Tensor."""
        return wrap(self._torch.get_state())

    def set_state(self, state: Tensor) -> None:
        """Go on where `get_state` was called. Raises TypeError for anything but a Tensor."""
        if not isinstance(state, Tensor):
            raise TypeError(f"For 'set_state', the 'state' must be a Tensor, but got {type(state).__name__}.")
        self._torch.set_state(state._t)


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
