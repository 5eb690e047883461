"""The files of MNIST and its heirs: images and labels of numbers, behind a head of big-endian words."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Samples
from msshim._src.data.readers.files import content, names
from msshim._src.data.readers.samples import joined, of_arrays

_IMAGES, _LABELS, _MANY_LABELS = 2051, 2049, 3074
_PARTS = {"train": ["qmnist-train"], "nist": ["xnist"], "all": ["qmnist-train", "qmnist-test", "xnist"]}
"""Which files of QMNIST; the test's where nothing is said."""
_TESTS = {"test10k": slice(0, 10000), "test50k": slice(10000, 60000)}


def mnist(dataset_dir: str, usage: str = "all") -> Samples:
    """MnistDataset, FashionMnistDataset and KMnistDataset."""
    prefix = {"train": "train", "test": "t10k", "all": ""}[usage]
    return _of_pairs(dataset_dir, f"{prefix}-images", f"{prefix}-labels", "idx3-ubyte", "idx1-ubyte")


def emnist(dataset_dir: str, name: str, usage: str = "all") -> Samples:
    """EMnistDataset: one of the six ways in which its images are divided."""
    prefix = f"emnist-{name}" + ("" if usage == "all" else f"-{usage}")
    return _of_pairs(dataset_dir, prefix, prefix, "-images-idx3-ubyte", "-labels-idx1-ubyte")


def qmnist(dataset_dir: str, usage: str = "all", compat: bool = True) -> Samples:
    """QMnistDataset: labels are of eight numbers; `compat` keeps the first one."""
    parts, several = _PARTS.get(usage, ["qmnist-test"]), _TESTS.get(usage, slice(None))
    pairs = [
        (
            _images(os.path.join(dataset_dir, f"{part}-images-idx3-ubyte")),
            _many_labels(os.path.join(dataset_dir, f"{part}-labels-idx2-int")),
        )
        for part in parts
    ]
    size, wrong = sum(len(one) for one, _ in pairs), ""
    if usage in _TESTS:
        wrong = "" if size >= several.stop else f"Invalid file, {usage} needs {several.stop} images, but got {size}."
        size = several.stop - several.start
    images = np.concatenate([one[several] for one, _ in pairs])
    numbers = np.concatenate([one[several] for _, one in pairs])
    labels = numbers[:, 0] if compat else numbers
    return of_arrays(images, labels, labels=numbers[:, 0], size=lambda: size, wrong=wrong)


def _of_pairs(folder: str, images: str, labels: str, image_kind: str, label_kind: str) -> Samples:
    """The samples of the pairs of files in whose names these words stand."""
    found = names(folder)
    first = [name for name in found if images in name and image_kind in name]
    second = [name for name in found if labels in name and label_kind in name and name not in first]
    if len(first) != len(second):
        raise Refused(f"Invalid files, there must be as many of images as of labels, but got {first} and {second}.")
    pairs = []
    for one, other in zip(first, second, strict=True):
        pictures, numbers = _images(os.path.join(folder, one)), _labels(os.path.join(folder, other))
        if len(pictures) != len(numbers):
            raise Refused(f"Invalid files, {one} has {len(pictures)} images, but {other} {len(numbers)} labels.")
        pairs.append((pictures, numbers))
    if not pairs:
        return of_arrays(np.empty(0), size=lambda: 0)
    numbers = np.concatenate([one for _, one in pairs]).astype(np.uint32)
    pictures = joined([one for one, _ in pairs])
    return of_arrays(pictures, numbers, labels=numbers)


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


def _many_labels(path: str) -> Any:
    (count, width), data = _head(path, _MANY_LABELS, 3)
    if width != 8 or len(data) != count * 32:
        raise Refused(f"Invalid file, {path} has {len(data)} bytes of labels, but says {count} of 8 numbers.")
    return data.view(">u4").astype(np.uint32).reshape(-1, 8)


def _head(path: str, magic: int, words: int) -> tuple[list[int], Any]:
    """The words behind the first one, which must be `magic`, and the data behind them."""
    raw = content(path)
    if len(raw) < 4 * words:
        raise Refused(f"Invalid file, {path} must begin with {4 * words} bytes, but has {len(raw)}.")
    found, *head = np.frombuffer(raw, ">u4", words).tolist()
    if found != magic:
        raise Refused(f"Invalid file, {path} must begin with the number {magic}, but begins with {found}.")
    return head, np.frombuffer(raw, np.uint8, offset=4 * words)
