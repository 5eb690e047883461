"""Transforms of other transforms: one after the other, some at random, one of several.

In a pipeline the engine of such a transform is that of its worker; those of what is inside have the plain seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msshim._src.data.engine import Engine
from msshim._src.data.kinds import Implementation
from msshim._src.data.transforms import checks
from msshim._src.data.transforms.base import PyTensorOperation, Step, TensorOperation

C, PY = Implementation.C, Implementation.PY


class FuncWrapper:
    """A function of the program, as a transform."""

    implementation = C

    def __init__(self, transform: Callable[..., Any]) -> None:
        if not callable(transform):
            raise ValueError(f"The 'transform' must be a function, but got {transform!r}.")
        self.transform = transform
        self.random = getattr(transform, "random", True)

    def __call__(self, *args: Any) -> Any:
        """What the function gives."""
        return self.transform(*args)


def several(made: Any) -> tuple[Any, ...]:
    """What came out of a transform, as a tuple."""
    return made if isinstance(made, tuple) else (made,)


def native(transform: Any, seed: int, worker: int | None = None) -> Step:
    """The native form of a transform; what has none is called."""
    return transform._native(seed, worker) if hasattr(transform, "_native") else transform  # type: ignore[no-any-return]


def native_alone(transform: Any) -> bool:
    """Whether no function in Python has a part in a transform's form in a `map`."""
    if not hasattr(transform, "_native") or transform.implementation is Implementation.PY:
        return False
    inner = [*getattr(transform, "transforms", ())]
    if hasattr(transform, "transform"):
        inner.append(transform.transform)
    policy = getattr(transform, "policy", None)
    if isinstance(policy, list):
        inner += [one for part in policy for one, _ in part]
    return all(native_alone(one) for one in inner)


def chained(steps: Iterable[Step], *values: Any) -> Any:
    """What steps give one after the other."""
    for step in steps:
        values = several(step(*values))
    return values[0] if len(values) == 1 else values


def decided(transforms: Iterable[Any]) -> list[Any]:
    """The transforms of a `map`, those inside `Compose` among them, functions wrapped."""
    found: list[Any] = []
    for one in transforms:
        if isinstance(one, Compose):
            found += decided(one.transforms)
        else:
            found.append(one if hasattr(one, "implementation") else FuncWrapper(one))
    return found


def steps(transforms: Iterable[Any], seed: int, worker: int) -> list[Step]:
    """What a worker of a `map` calls: a transform with both forms takes the one of the transform before it."""
    found: list[Step] = []
    before = C
    for one in decided(transforms):
        form = one.implementation
        form = (PY if before is PY else C) if form is None else form
        if form is PY:
            found.append(getattr(one, "_execute_py", one))
        else:
            found.append(native(one, seed, worker))
        before = form
    return found


class CompoundOperation(TensorOperation, PyTensorOperation):
    """A transform of others.

    Args:
        transforms: The others; functions are wrapped.
    """

    def __init__(self, transforms: Sequence[Any]) -> None:
        super().__init__()
        self.transforms = [one if hasattr(one, "implementation") else FuncWrapper(one) for one in transforms]
        forms = [one.implementation for one in self.transforms]
        said = {form for form in forms if form is not None}
        if said == {C, PY} and None in forms:
            self.implementation = None
        elif said:
            self.implementation = PY if said == {PY} else C


class Compose(CompoundOperation):
    """Transforms one after the other.

    Args:
        transforms: A list of transforms or functions.

    Raises:
        TypeError: It is no list of functions.
        ValueError: It is empty, or has a class.
    """

    def __init__(self, transforms: list[Any]) -> None:
        checks.transforms("transforms", transforms)
        super().__init__(transforms)
        self.transforms = decided(self.transforms)
        if all(getattr(one, "random", True) is False for one in self.transforms):
            self.random = False

    def __call__(self, *args: Any) -> Any:
        """What the last one gives."""
        if any(one.implementation == PY for one in self.transforms):
            self.implementation = PY
        return super().__call__(*args)

    def _execute_py(self, *args: Any) -> Any:
        if not args:
            raise TypeError("Compose was called without an input.")
        for transform in self.transforms:
            args = several(transform(*args))
        return args

    def _native(self, seed: int, worker: int | None) -> Step:
        inner = [native(one, seed, worker) for one in self.transforms]
        return lambda *values: chained(inner, *values)


class RandomApply(CompoundOperation):
    """Transforms one after the other, with a probability.

    Args:
        transforms: A list of transforms or functions.
        prob: The probability.

    Raises:
        TypeError: It is no list of functions, or `prob` no number.
        ValueError: It is empty, or `prob` is not in [0, 1].
    """

    def __init__(self, transforms: list[Any], prob: float = 0.5) -> None:
        checks.transforms("transforms", transforms)
        checks.number("prob", prob, checks.UNIT)
        super().__init__(transforms)
        self.prob = prob

    def _execute_py(self, img: Any) -> Any:
        if self.prob < random.random():
            return img
        for transform in self.transforms:
            img = transform(img)
        return img

    def _native(self, seed: int, worker: int | None) -> Step:
        engine, inner = Engine(seed + (worker or 0)), [native(one, seed) for one in self.transforms]

        def run(*values: Any) -> Any:
            if engine.share() <= self.prob:
                return chained(inner, *values)
            return values[0] if len(values) == 1 else values

        return run


class RandomChoice(CompoundOperation):
    """One of several transforms.

    Args:
        transforms: A list of transforms or functions.

    Raises:
        TypeError: It is no list of functions.
        ValueError: It is empty.
    """

    def __init__(self, transforms: list[Any]) -> None:
        checks.transforms("transforms", transforms)
        super().__init__(transforms)

    def _execute_py(self, img: Any) -> Any:
        return random.choice(self.transforms)(img)

    def _native(self, seed: int, worker: int | None) -> Step:
        engine, inner = Engine(seed + (worker or 0)), [native(one, seed) for one in self.transforms]
        return lambda *values: inner[engine.integer(0, len(inner) - 1)](*values)


class RandomOrder(PyTensorOperation):
    """Transforms one after the other in a random order.

    Args:
        transforms: A list of transforms or functions.

    Raises:
        TypeError: It is no list of functions.
        ValueError: It is empty.
    """

    implementation = PY

    def __init__(self, transforms: list[Any]) -> None:
        checks.transforms("transforms", transforms)
        super().__init__()
        self.transforms = transforms

    def _execute_py(self, img: Any) -> Any:
        random.shuffle(self.transforms)
        for transform in self.transforms:
            img = transform(img)
        return img
