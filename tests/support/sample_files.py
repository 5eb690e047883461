"""Small collections in the formats of MindSpore's readers, one writer a reader: each fills an empty folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

Writer = Callable[[Path], None]
WRITERS: dict[str, Writer] = {}
"""By the reader's name without ``Dataset``."""


def writes(*names: str) -> Callable[[Writer], Writer]:
    """Mark what writes a collection for these readers."""

    def mark(writer: Writer) -> Writer:
        WRITERS.update(dict.fromkeys(names, writer))
        return writer

    return mark


def noise(*shape: int, seed: int = 0) -> Any:
    """Bytes from a seed."""
    return np.random.default_rng([seed, *shape]).integers(0, 256, shape).astype(np.uint8)


def picture(path: Path, height: int = 6, width: int = 8, seed: int = 0, channels: int = 3) -> None:
    """An image of noise, in the format that the name says."""
    ok, data = cv2.imencode(path.suffix.lower() or ".jpg", noise(height, width, channels, seed=seed))
    assert ok
    binary(path, data.tobytes())


def pictures(folder: Path, names: str) -> None:
    """Images of different sizes and seeds."""
    for i, name in enumerate(names.split()):
        picture(folder / name, 5 + i % 7, seed=i)


def binary(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def text(path: Path, content: str) -> None:
    binary(path, content.encode())
