"""Images of a batch put together: CutMix and MixUp. Sources: Yun et al. 2019, Zhang et al. 2018."""

from __future__ import annotations

from typing import Any

import numpy as np

from msshim._src.data.engine import Engine, Gamma
from msshim._src.data.kinds import ImageBatchFormat
from msshim._src.data.single import f4
from msshim._src.data.vision.draws import Drawn


def _checked(images: Any, labels: Any) -> None:
    if images.ndim != 4 or len(images) != len(labels):
        raise ValueError("images must be (N, H, W, C) or (N, C, H, W), with as many labels: batch them before.")
    if labels.dtype.kind not in "iu":
        raise ValueError("labels must be ints.")
    if labels.ndim not in (2, 3):
        raise ValueError("labels must be one-hot, (N, classes) or (N, rows, classes).")


def _beta(x: Any, y: Any) -> Any:
    return f4(x / f4(x + y))


def cut(engine: Engine, images: Any, image_batch_format: int, alpha: float, prob: float) -> Drawn:
    """For each image the one that a part comes from, and that part: top, left, height, width; None for no part."""
    if images.ndim != 4:
        raise ValueError(f"images must have 4 axes, but got {images.ndim}.")
    height, width = images.shape[1:3] if image_batch_format == ImageBatchFormat.NHWC else images.shape[2:]
    first, second = Gamma(engine, alpha), Gamma(engine, alpha)
    others = engine.shuffled(range(len(images)))
    parts: list[Any] = []
    for _ in others:
        lam = _beta(first.draw(), second.draw())
        if engine.share() >= float(f4(prob)):
            parts.append(None)
            continue
        side = f4(np.sqrt(f4(1) - lam))
        columns, rows = int(f4(width) * side), int(f4(height) * side)
        x, y = engine.integer(0, width), engine.integer(0, height)
        left, top = _clamp(x - columns // 2, width), _clamp(y - rows // 2, height)
        right, bottom = _clamp(x + columns // 2, width), _clamp(y + rows // 2, height)
        parts.append(
            (top, left, min(max(bottom - top, 1), max(height - 1, 1)), min(max(right - left, 1), max(width - 1, 1)))
        )
    return {"others": others, "parts": parts}


def _clamp(value: int, size: int) -> int:
    return min(max(value, 0), size - 1)


def cut_mix(images: Any, labels: Any, others: Any, parts: Any, image_batch_format: int) -> Any:
    """Images with parts of others, and their labels in proportion, float32."""
    _checked(images, labels)
    last = image_batch_format == ImageBatchFormat.NHWC
    found, shares = images.copy(), labels.astype(f4)
    height, width = images.shape[1:3] if last else images.shape[2:]
    for i, (other, part) in enumerate(zip(others, parts, strict=True)):
        if part is None:
            continue
        top, left, rows, columns = part
        place: Any = (slice(top, top + rows), slice(left, left + columns))
        place = place if last else (slice(None), *place)
        found[i][place] = images[other][place]
        share = f4(1) - f4(f4(rows * columns) / f4(height * width))
        shares[i] = share * labels[i].astype(f4) + f4(f4(1) - share) * labels[other].astype(f4)
    return found, shares


def mix(engine: Engine, images: Any, alpha: float) -> Drawn:
    """How much of each image stays, and which other one comes to it."""
    lam = _beta(Gamma(engine, alpha).draw(), Gamma(engine, alpha).draw())
    return {"lam": lam, "others": engine.shuffled(range(len(images)))}


def mix_up(images: Any, labels: Any, lam: Any, others: Any) -> Any:
    """The mean of each image and another one, and of their labels, which become float32."""
    _checked(images, labels)
    if not {images.shape[1], images.shape[3]} & {1, 3}:
        raise ValueError("images must have 1 or 3 channels.")
    rest = f4(f4(1) - lam)
    mixed = float(lam) * images.astype(float) + float(rest) * images[others].astype(float)
    mixed = np.rint(mixed) if images.dtype.kind in "iu" else mixed
    return mixed.astype(images.dtype), lam * labels.astype(f4) + rest * labels[others].astype(f4)
