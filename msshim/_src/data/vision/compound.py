"""Transforms of images that have others inside, or keep something from call to call."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

from msshim._src.data.engine import Engine
from msshim._src.data.kinds import Implementation
from msshim._src.data.single import f4
from msshim._src.data.transforms import checks
from msshim._src.data.transforms.base import ImageTensorOperation, PyTensorOperation, Step, given, refused
from msshim._src.data.transforms.compound import CompoundOperation, native, several
from msshim._src.data.vision.boxes import augment
from msshim._src.data.vision.checks import policy as check_policy

C, PY = Implementation.C, Implementation.PY


class UniformAugment(CompoundOperation):
    """Some of several transforms of images, each with a random probability.

    Args:
        transforms: A list of transforms or functions.
        num_ops: How many are chosen.

    Raises:
        TypeError: It is no list of functions, or `num_ops` no int.
        ValueError: It is empty, or `num_ops` is not positive or more than they are.
    """

    def __init__(self, transforms: list[Any], num_ops: int = 2) -> None:
        checks.typed("num_ops", num_ops, int)
        checks.within("num_ops", num_ops, checks.Range("(", 0, float("inf"), ")"))
        if num_ops > len(transforms):
            raise ValueError(f"The 'num_ops' must not be more than {len(transforms)}, but got {num_ops}.")
        checks.transforms("transforms", transforms)
        super().__init__(transforms)
        self.num_ops = num_ops
        self.random = True

    def _execute_py(self, img: Any) -> Any:
        for i in np.random.choice(len(self.transforms), size=self.num_ops, replace=False):
            chance = random.random()
            if random.random() < chance:
                img = self.transforms[i](img.copy())
        return img

    def _native(self, seed: int, worker: int | None) -> Step:
        engine, inner = Engine(seed + (worker or 0)), [native(one, seed) for one in self.transforms]

        def run(*values: Any) -> Any:
            for step in engine.sample(inner, self.num_ops):
                if not engine.integer(0, 1):
                    values = several(step(*values))
            return values[0] if len(values) == 1 else values

        return run


class RandomSelectSubpolicy(ImageTensorOperation):
    """One of several lists of transforms, each of which is applied with its probability.

    Args:
        policy: A list of lists of tuples of a transform and its probability.

    Raises:
        TypeError: It is no list of lists, or something in it no transform.
        ValueError: A list is empty, something in it no pair, or a probability not in [0, 1].
    """

    implementation = C

    def __init__(self, policy: list[Any]) -> None:
        check_policy("policy", policy)
        super().__init__()
        self.policy = policy

    def _native(self, seed: int, worker: int | None) -> Step:
        engine = Engine(seed + (worker or 0))
        parts = [[(native(one, seed), prob) for one, prob in part] for part in self.policy]

        def run(*values: Any) -> Any:
            for step, prob in parts[engine.integer(0, len(parts) - 1)]:
                if engine.share() <= prob:
                    values = several(step(*values))
            return values[0] if len(values) == 1 else values

        return run


class BoundingBoxAugment(ImageTensorOperation):
    """A transform of what is in some of the boxes of an image.

    Args:
        transform: The transform.
        ratio: The probability for each box.

    Raises:
        TypeError: `transform` is none with a native form, or `ratio` no number.
        ValueError: `ratio` is not in [0, 1].
    """

    implementation = C

    def __init__(self, transform: Any, ratio: float = 0.3) -> None:
        checks.number("ratio", ratio, checks.UNIT)
        if not hasattr(transform, "_native"):
            raise checks.refuse("transform", "a transform with a native form", transform)
        super().__init__()
        self.ratio, self.transform = ratio, transform

    def _native(self, seed: int, worker: int | None) -> Step:
        engine, inner = Engine(seed + (worker or 0)), native(self.transform, seed)

        def run(*values: Any) -> Any:
            if len(values) != 2:
                raise refused("BoundingBoxAugment", f"it takes 2 inputs, but got {len(values)}.")
            try:
                image, boxes = map(given, values)
                return augment(image, boxes, lambda: engine.part() < f4(self.ratio), inner)
            except ValueError as error:
                raise refused("BoundingBoxAugment", str(error)) from error

        return run


class MixUp(PyTensorOperation):
    """Each image of a batch mixed with the next one, or with that of the batch before.

    Args:
        batch_size: How many images a batch has.
        alpha: The shape of the beta distribution of the parts.
        is_single: Whether images of one batch are mixed.

    Raises:
        TypeError: An argument is of a wrong type.
        ValueError: `batch_size` or `alpha` is not positive.
    """

    implementation = PY

    def __init__(self, batch_size: int, alpha: float, is_single: bool = True) -> None:
        checks.typed("is_single", is_single, bool)
        checks.integer("batch_size", batch_size, checks.COUNT)
        checks.typed("alpha", alpha, int, float)
        checks.within("alpha", alpha, checks.Range("(", 0, float("inf"), ")"))
        super().__init__()
        self.image: Any = 0
        self.label: Any = 0
        self.is_first, self.random = True, False
        self.batch_size, self.alpha, self.is_single = batch_size, alpha, is_single

    def __call__(self, image: Any, label: Any) -> Any:  # type: ignore[override]
        """The mixed images and labels."""
        lam = np.random.beta(self.alpha, self.alpha, self.batch_size)
        if self.is_single:
            turned = [*range(1, self.batch_size), 0]
            other = image[turned, ...], label[turned, ...]
        else:
            if self.is_first:
                lam, self.is_first = np.ones(self.batch_size), False
            other = self.image, self.label
        across, along = lam.reshape(-1, 1, 1, 1), lam.reshape(-1, 1)
        mixed = across * image + (1 - across) * other[0], along * label + (1 - along) * other[1]
        if not self.is_single:
            self.image, self.label = mixed
        return mixed


def not_random(func: Any) -> Any:
    """Mark a function as one whose answer depends on its input alone."""
    func.random = False
    return func
