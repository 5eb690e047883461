"""Augmentations by a policy: AutoAugment (Cubuk 2018), RandAugment (Cubuk 2019), TrivialAugment (Mueller 2021)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from msshim._src.data.engine import Engine
from msshim._src.data.kinds import AutoAugmentPolicy, Inter
from msshim._src.data.single import f4
from msshim._src.data.vision import colour, geometry
from msshim._src.data.vision.auto_augment import POLICIES
from msshim._src.data.vision.draws import Drawn

Space = dict[str, tuple[Any, bool]]
"""For each augmentation its magnitudes, or None, and whether they have a sign."""


def _steps(low: float, high: float, count: int) -> Any:
    """`count` float32 numbers from `low` to `high`."""
    step = f4(0) if count == 1 else f4(f4(f4(high) - f4(low)) / f4(count - 1))
    return np.array([f4(f4(low) + f4(f4(i) * step)) for i in range(count)], f4)


def _space(count: int, bend: float, moves: Sequence[Any], turn: float, mix: float, cut: float, top: float) -> Space:
    bits = [f4(f4(i * f4(cut / (count - 1.0))) + f4(8)) for i in _steps(0.0, count - 1.0, count)]
    signed = {
        **dict.fromkeys(("ShearX", "ShearY"), _steps(0.0, bend, count)),
        "TranslateX": _steps(0.0, moves[0], count),
        "TranslateY": _steps(0.0, moves[1], count),
        "Rotate": _steps(0.0, turn, count),
        **dict.fromkeys(("Brightness", "Color", "Contrast", "Sharpness"), _steps(0.0, mix, count)),
    }
    return {
        **{name: (values, True) for name, values in signed.items()},
        "Posterize": (np.rint(bits), False),
        "Solarize": (_steps(top, 0.0, count), False),
        **dict.fromkeys(("AutoContrast", "Equalize", "Invert", "Identity"), (None, False)),
    }


def _moves(image: Any) -> list[Any]:
    return [f4(f4(f4(150.0) / f4(331)) * f4(size)) for size in (image.shape[1], image.shape[0])]


def _sheared(image: Any, x: float, y: float, interpolation: Inter, fill: Sequence[int]) -> Any:
    lean = [f4(float(f4(value * f4(180))) / math.pi) for value in (x, y)]
    return geometry.affine_by(image, 0.0, (0, 0), 1.0, lean, interpolation, fill)


def _moved(image: Any, x: float, y: float, interpolation: Inter, fill: Sequence[int]) -> Any:
    return geometry.affine(image, 0.0, (int(x), int(y)), 1.0, (0.0, 0.0), interpolation, fill)


_COLOURS: dict[str, Callable[[Any, Any], Any]] = {
    "Brightness": lambda image, m: colour.adjust_brightness(image, f4(1) + m),
    "Color": lambda image, m: colour.adjust_saturation(image, f4(1) + m),
    "Contrast": lambda image, m: colour.adjust_contrast(image, f4(1) + m),
    "Sharpness": lambda image, m: colour.sharpen(image, f4(1) + m),
    "Posterize": lambda image, m: colour.posterize(image, int(m)),
    "Solarize": lambda image, m: colour.solarize(image, (m, m)),
    "AutoContrast": lambda image, m: colour.auto_contrast(image),
    "Equalize": lambda image, m: colour.equalize(image),
    "Invert": lambda image, m: colour.invert(image),
    "Identity": lambda image, m: image,
}
_PLACES: dict[str, Callable[..., Any]] = {
    "ShearX": lambda image, m, *how: _sheared(image, m, 0.0, *how),
    "ShearY": lambda image, m, *how: _sheared(image, 0.0, m, *how),
    "TranslateX": lambda image, m, *how: _moved(image, m, 0, *how),
    "TranslateY": lambda image, m, *how: _moved(image, 0, m, *how),
    # MindSpore fills with green, blue, red here; `rotate` itself takes the order of blue, green, red.
    "Rotate": lambda image, m, way, fill: geometry.rotate(image, m, way, fill_value=(fill[0], fill[2], fill[1])),
}


def augment(image: Any, steps: Sequence[tuple[str, Any]], interpolation: Inter, fill_value: Sequence[int]) -> Any:
    """Augmentations of these magnitudes, one after the other."""
    for name, magnitude in steps:
        if name in _PLACES:
            image = _PLACES[name](image, magnitude, interpolation, fill_value)
        else:
            image = _COLOURS[name](image, magnitude)
    return image


def of_policy(engine: Engine, image: Any, policy: AutoAugmentPolicy) -> Drawn:
    """One pair of augmentations of a policy, each with its probability."""
    pairs = POLICIES[policy]
    pair = pairs[engine.integer(0, len(pairs) - 1)]
    chances = [engine.real(0, 1) for _ in pair]
    signs = [engine.integer(0, 1) for _ in pair]
    space = _space(10, 0.3, _moves(image), 30.0, 0.9, -4.0, 256.0)
    steps = []
    for (name, prob, level), chance, sign in zip(pair, chances, signs, strict=True):
        if chance <= f4(prob):
            values, signed = space[name]
            magnitude = f4(0) if values is None or level < 0 else values[level]
            steps.append((name, f4(-magnitude) if signed and sign == 0 else magnitude))
    return {"steps": steps}


def _picked(engine: Engine, count: int) -> int:
    """MindSpore draws one more than there are, and takes the first for it."""
    return engine.integer(0, count) % count


def at_random(engine: Engine, image: Any, num_ops: int, magnitude: int, num_magnitude_bins: int) -> Drawn:
    """Some augmentations of one magnitude."""
    space = _space(num_magnitude_bins, 0.3, _moves(image), 30.0, 0.9, -4.0, 255.0)
    names = sorted(set(space) - {"Invert"})
    steps = []
    for _ in range(num_ops):
        name = names[_picked(engine, len(names))]
        values, signed = space[name]
        amount = f4(0) if values is None else values[magnitude]
        negative = _picked(engine, 2)
        steps.append((name, f4(-amount) if signed and negative else amount))
    return {"steps": steps}


def trivially(engine: Engine, image: Any, num_magnitude_bins: int) -> Drawn:
    """One augmentation of a random magnitude."""
    space = _space(num_magnitude_bins, 0.99, (32.0, 32.0), 135.0, 0.99, -6.0, 255.0)
    names = sorted(set(space) - {"Invert"})
    name = names[_picked(engine, len(names))]
    values, signed = space[name]
    amount = f4(0) if values is None else values[_picked(engine, len(values))]
    negative = _picked(engine, 2)
    return {"steps": [(name, f4(-amount) if signed and negative else amount)]}
