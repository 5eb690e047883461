"""The files of MNIST and its heirs: images and labels of numbers, behind a head of big-endian words."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Samples, of_arrays
from msshim._src.data.readers.files import content, names

_IMAGES, _LABELS = 2051, 2049


def mnist(dataset_dir: str, usage: str = "all") -> Samples:
    """MnistDataset, and those that have its files."""
    return of_files(dataset_dir, {"train": "train", "test": "t10k", "all": ""}[usage])


def of_files(folder: str, prefix: str) -> Samples:
    """The samples of the pairs of files whose names have a prefix."""
    found = names(folder)
    images = [name for name in found if f"{prefix}-images" in name and "idx3-ubyte" in name]
    labels = [name for name in found if f"{prefix}-labels" in name and "idx1-ubyte" in name]
    if len(images) != len(labels):
        raise Refused(f"Invalid files, there must be as many of images as of labels, but got {images} and {labels}.")
    pairs = [
        (_images(os.path.join(folder, one)), _labels(os.path.join(folder, other)))
        for one, other in zip(images, labels, strict=True)
    ]
    for (pictures, numbers), one, other in zip(pairs, images, labels, strict=True):
        if len(pictures) != len(numbers):
            raise Refused(f"Invalid files, {one} has {len(pictures)} images, but {other} {len(numbers)} labels.")
    if not pairs:
        return of_arrays(np.empty(0))
    numbers = np.concatenate([one for _, one in pairs]).astype(np.uint32)
    pictures = [one for one, _ in pairs]
    return of_arrays(pictures[0] if len(pairs) == 1 else np.concatenate(pictures), numbers, labels=numbers)


def _images(path: str) -> Any:
    head, data = _head(path, _IMAGES, 4)
    if head[1:] != [28, 28] or len(data) != head[0] * 784:
        raise Refused(f"Invalid file, {path} has {len(data)} bytes of images, but says {head} of shape (28, 28).")
    return data.reshape(-1, 28, 28, 1)


def _labels(path: str) -> Any:
    (count,), data = _head(path, _LABELS, 2)
    if count != len(data):
        raise Refused(f"Invalid file, {path} has {len(data)} labels, but says {count}.")
    return data


def _head(path: str, magic: int, words: int) -> tuple[list[int], Any]:
    """The words behind the first one, which must be `magic`, and the data behind them."""
    raw = content(path)
    if len(raw) < 4 * words:
        raise Refused(f"Invalid file, {path} must begin with {4 * words} bytes, but has {len(raw)}.")
    found, *head = np.frombuffer(raw, ">u4", words).tolist()
    if found != magic:
        raise Refused(f"Invalid file, {path} must begin with the number {magic}, but begins with {found}.")
    return head, np.frombuffer(raw, np.uint8, offset=4 * words)
