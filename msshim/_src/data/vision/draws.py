"""What the native forms draw, in MindSpore's order: further arguments of what computes, or None to leave the image."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from msshim._src.data import single
from msshim._src.data.engine import Engine
from msshim._src.data.kinds import Inter
from msshim._src.data.single import f4

Drawn = dict[str, Any] | None


def coin(engine: Engine, image: Any, prob: float) -> Drawn:
    """Whether at all."""
    return {} if engine.happens(prob) else None


def colour_coin(engine: Engine, image: Any, prob: float) -> Drawn:
    """Whether at all, for an image whose channels are three, or no axis."""
    if image.ndim == 3 and image.shape[2] != 3:
        raise ValueError(f"the image must have 3 channels, but its shape is {image.shape}.")
    return coin(engine, image, prob)


def corner(engine: Engine, image: Any, size: Sequence[int], padding: Sequence[int], pad_if_needed: bool) -> Drawn:
    """Where the crop of an image with a border begins; nothing is drawn where that has the size of the crop."""
    left, top, right, bottom = padding
    shape = image.shape[-3:] if image.ndim > 3 else image.shape
    have = (shape[0] + top + bottom, shape[1] + left + right)
    if have == tuple(size):
        return {"coordinates": (0, 0)}
    if pad_if_needed:
        have = tuple(n + 2 * max(wanted - n, 0) for n, wanted in zip(have, size, strict=True))
    if have[0] < size[0] or have[1] < size[1]:
        raise ValueError(f"the crop {tuple(size)} is larger than the image {shape} with its border.")
    x = engine.integer(0, have[1] - size[1])
    return {"coordinates": (engine.integer(0, have[0] - size[0]), x)}


def box(
    engine: Engine, height: int, width: int, scale: Sequence[float], ratio: Sequence[float], max_attempts: int = 10
) -> tuple[int, int, int, int]:
    """The top, left, height and width of a part of random area and shape."""
    low, high = (single.log(f4(value)) for value in ratio)
    for _ in range(max_attempts):
        area, aspect = engine.real(*scale), math.exp(float(engine.real(low, high)))
        columns = max(_half_up(math.sqrt(height * width * float(area) * aspect)), 1)
        rows = max(_half_up(columns / aspect), 1)
        if columns <= width and rows <= height:
            x = engine.integer(0, width - columns)
            return engine.integer(0, height - rows), x, rows, columns
    rows, columns = height, width
    if width / height < float(f4(ratio[0])):
        rows = _half_up(width / float(f4(ratio[0])))
    elif width / height > float(f4(ratio[1])):
        columns = _half_up(height * float(f4(ratio[1])))
    return _half_up((height - rows) / 2.0), _half_up((width - columns) / 2.0), rows, columns


def _half_up(value: float) -> int:
    return math.floor(value + 0.5)


def part(engine: Engine, image: Any, scale: Sequence[float], ratio: Sequence[float], max_attempts: int) -> Drawn:
    """A part of random area and shape."""
    shape = image.shape[-3:] if image.ndim > 3 else image.shape
    top, left, height, width = box(engine, shape[0], shape[1], scale, ratio, max_attempts)
    return {"top": top, "left": left, "height": height, "width": width}


def adjustments(engine: Engine, image: Any, brightness: Any, contrast: Any, saturation: Any, hue: Any) -> Drawn:
    """The factors of brightness, contrast, saturation and hue in a random order, of those that are on."""
    ranges = {"brightness": brightness, "contrast": contrast, "saturation": saturation, "hue": hue}
    steps = []
    for name in engine.shuffled(ranges):
        low, high = ranges[name]
        if not low == high == (0 if name == "hue" else 1):
            steps.append((name, engine.real(low, high)))
    return {"steps": steps}


def angle(engine: Engine, image: Any, degrees: Sequence[float]) -> Drawn:
    """An angle from the middle of a range."""
    low, high = map(f4, degrees)
    part = engine.real(-1, 1)
    return {"degrees": f4(f4(f4(high + low) / f4(2)) + f4(part * f4(f4(high - low) / f4(2))))}


def between(engine: Engine, image: Any, degrees: Sequence[float]) -> Drawn:
    """A factor from the middle of a range."""
    return {"factor": (angle(engine, image, degrees) or {})["degrees"]}


def sharpness(engine: Engine, image: Any, degree: float, prob: float) -> Drawn:
    """Whether at all; the factor is given."""
    return {"factor": degree} if engine.happens(prob) else None


def saturation(engine: Engine, image: Any, degrees: Sequence[float]) -> Drawn:
    """A factor of a range."""
    return {"factor": engine.real(*degrees)}


def movement(
    engine: Engine,
    image: Any,
    degrees: Sequence[float],
    translate: Sequence[float],
    scale: Sequence[float],
    shear: Sequence[float],
) -> Drawn:
    """Angle, shift, scale and shear; of two numbers of `translate` both are of x."""
    height, width = map(f4, image.shape[:2])
    x, y = translate[:2], translate[2:] or (0.0, 0.0)
    turned = f4(math.fmod(engine.real(*degrees), 360.0))
    across = engine.real(f4(x[0]) * width, f4(x[1]) * width)
    down = engine.real(f4(y[0]) * height, f4(y[1]) * height)
    size = engine.real(*scale)
    lean = engine.real(*shear[:2]), engine.real(*shear[2:])
    return {"degrees": turned, "shift": (across, down), "scale": size, "shear": lean}


def depth(engine: Engine, image: Any, bits: Any) -> Drawn:
    """A number of bits."""
    low, high = (bits, bits) if isinstance(bits, int) else bits
    return {"bits": low if low == high else engine.integer(low, high)}


def limits(engine: Engine, image: Any, threshold: Sequence[int]) -> Drawn:
    """Two thresholds, the smaller one first."""
    return {"threshold": sorted(engine.integer(*threshold) for _ in range(2))}


def squares(engine: Engine, image: Any, length: int, num_patches: int, is_hwc: bool) -> Drawn:
    """Where the squares begin."""
    height, width = image.shape[:2] if is_hwc else image.shape[1:3]
    if length > height or length > width:
        raise ValueError(f"a square of {length} is larger than the image {image.shape}.")
    corners = []
    for _ in range(num_patches):
        y = engine.integer(0, height + length) - length
        corners.append((y, engine.integer(0, width + length) - length))
    return {"corners": corners}


def interpolation(engine: Engine, image: Any) -> Drawn:
    """One of the four ways in which OpenCV finds pixels."""
    return {"interpolation": (Inter.LINEAR, Inter.NEAREST, Inter.CUBIC, Inter.AREA)[engine.integer(0, 3)]}


def lights(engine: Engine, image: Any, alpha: float) -> Drawn:
    """Three amounts of light."""
    return {"amounts": [f4(engine.normal() * f4(alpha)) for _ in range(3)]}
