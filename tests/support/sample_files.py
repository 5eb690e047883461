"""Small collections in the formats of MindSpore's readers, one writer a reader: each fills an empty folder."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

WRITERS: dict[str, Callable[[Path], None]] = {}
"""By the reader's name."""


def writes(*names: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Mark what writes a collection for these readers."""

    def mark(writer: Callable[[Path], None]) -> Callable[[Path], None]:
        WRITERS.update(dict.fromkeys(names, writer))
        return writer

    return mark


def noise(*shape: int, seed: int = 0) -> Any:
    """Bytes from a seed."""
    return np.random.default_rng([seed, *shape]).integers(0, 256, shape).astype(np.uint8)


def picture(path: Path, height: int = 6, width: int = 8, seed: int = 0, channels: int = 3) -> None:
    """An image of noise, in the format that the name says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ok, data = cv2.imencode(path.suffix.lower() or ".jpg", noise(height, width, channels, seed=seed))
    assert ok
    path.write_bytes(data.tobytes())


def text(path: Path, content: str) -> None:
    """A file of text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


@writes("ImageFolderDataset")
def image_folder(folder: Path) -> None:
    for name in ("b", ".hid", "10", "9", "empty", "C"):
        (folder / name).mkdir()
    for i, name in enumerate(
        ("b/2.jpg", "b/10.jpg", "b/1.JPG", "b/a.png", "9/x.jpg", "10/x.bmp", ".hid/y.jpg", "C/1.jpg")
    ):
        picture(folder / name, 5 + i, seed=i)
    text(folder / "beside.jpg", "x")


def idx(folder: Path, kind: str, count: int, *, labels: int = 1) -> None:
    """A pair of files as MNIST has them."""
    images = noise(count, 28, 28, seed=count)
    (folder / f"{kind}-images-idx3-ubyte").write_bytes(struct.pack(">4I", 2051, count, 28, 28) + images.tobytes())
    numbers = np.arange(count, dtype=np.uint8) % 3
    (folder / f"{kind}-labels-idx1-ubyte").write_bytes(struct.pack(">2I", 2049, count) + numbers.tobytes())


@writes("MnistDataset")
def mnist(folder: Path) -> None:
    idx(folder, "train", 7)
    idx(folder, "t10k", 4)
