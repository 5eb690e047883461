"""Images in files of records of one length, or of lines of numbers."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from msshim._src.data.engine import Engine
from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Samples
from msshim._src.data.readers.files import content, lines, names
from msshim._src.data.readers.samples import joined, scalar

_CIFAR10 = {"train": "data_batch", "test": "test_batch", "all": "batch"}
_CIFAR100 = {"train": 50000, "test": 10000}
_STL10 = {
    "all": ("test", "train", "unlabeled"),
    "train+unlabeled": ("train", "unlabeled"),
    **{name: (name,) for name in ("train", "test", "unlabeled")},
}


def cifar10(dataset_dir: str, usage: str = "all") -> Samples:
    """Cifar10Dataset: files of 10,000 records."""
    found = [name for name in _bin_files(dataset_dir) if _CIFAR10[usage] in name]
    records = [_records(os.path.join(dataset_dir, name), 10000, 1) for name in found]
    return _cifar(records, 1)


def cifar100(dataset_dir: str, usage: str = "all") -> Samples:
    """Cifar100Dataset: 50,000 records to train with, 10,000 to test with."""
    records = []
    for name in _bin_files(dataset_dir):
        count = next((size for part, size in reversed(_CIFAR100.items()) if part in name), 0)
        if usage != "all" and usage not in name:
            continue
        if not count:
            raise Refused(f"Invalid file, {name} is of neither part of CIFAR-100: train or test.")
        records.append(_records(os.path.join(dataset_dir, name), count, 2))
    return _cifar(records, 2)


def _bin_files(folder: str) -> list[str]:
    found = [name for name in names(folder) if name.endswith(".bin")]
    if not found:
        raise Refused(f"Invalid folder, no .bin files are in {folder}.")
    return found


def _records(path: str, count: int, labels: int) -> Any:
    raw, width = content(path), 3072 + labels
    if len(raw) < count * width:
        raise Refused(f"Invalid file, {path} must have {count} records, but has {len(raw) / width:g}.")
    return np.frombuffer(raw, np.uint8, count * width).reshape(count, width)


def _cifar(parts: list[Any], labels: int) -> Samples:
    records = joined(parts) if parts else np.empty((0, 3072 + labels), np.uint8)
    numbers = [records[:, i].astype(np.uint32) for i in range(labels)]

    def load(i: int) -> tuple[Any, ...]:
        image = np.ascontiguousarray(records[i, labels:].reshape(3, 32, 32).transpose(1, 2, 0))
        return image, *(one[i, ...].copy() for one in numbers)

    return Samples(range(len(records)), load, labels=numbers[0])


def check_stl10(dataset_dir: str, usage: str | None) -> None:
    """Raise ValueError where a file is not there that `usage` names."""
    for part in _STL10[usage] if usage else ():
        for name in (f"{part}_X.bin", f"{part}_y.bin")[: 1 if part == "unlabeled" else 2]:
            if not os.path.isfile(os.path.join(dataset_dir, name)):
                raise ValueError(f"The 'usage' {usage!r} needs the file {name} in {dataset_dir!r}, which is not there.")


def stl10(dataset_dir: str, usage: str = "all") -> Samples:
    """STL10Dataset: images by columns; the label is -1 where there is none."""
    images, labels, wrong = [], [], ""
    for part in _STL10[usage]:
        raw = np.frombuffer(content(os.path.join(dataset_dir, f"{part}_X.bin")), np.uint8)
        count = len(raw) // (96 * 96 * 3)
        images.append(raw[: count * 96 * 96 * 3].reshape(count, 3, 96, 96))
        if part == "unlabeled":
            labels.append(np.full(count, -1, np.int32))
            continue
        path = os.path.join(dataset_dir, f"{part}_y.bin")
        given = np.frombuffer(content(path), np.int8).astype(np.int32) - 1
        if len(given) != count:
            wrong = f"Invalid file, {path} has {len(given)} labels for {count} images."
        labels.append(given)
    pictures, numbers = joined(images), joined(labels)

    def load(i: int) -> tuple[Any, Any]:
        return np.ascontiguousarray(pictures[i].transpose(2, 1, 0)), numbers[i, ...].copy()

    return Samples(range(len(numbers)), load, lambda: len(pictures), numbers, wrong=wrong)


def semeion(dataset_dir: str) -> Samples:
    """SemeionDataset: a line has 256 pixels, and ten numbers of which the one that is not 0 says the digit."""
    path = os.path.join(dataset_dir, "semeion.data")

    def load(line: str) -> tuple[Any, Any]:
        words = line.split(" ")[:-1]
        try:
            numbers = [int(float(word)) % 256 for word in words[:266]]
        except ValueError as error:
            raise Refused(f"Invalid data, {path} must have numbers, but has {line!r}.") from error
        label = next((i for i, mark in enumerate(numbers[256:]) if mark), None)
        if label is None:
            raise Refused(f"Invalid data, a line of {path} must have 256 pixels and 10 marks, but has {line!r}.")
        return np.array(numbers[:256], np.uint8).reshape(16, 16), scalar(label, np.uint32)

    return Samples(lines(path), load)


def fake_image(
    num_images: int = 1000, image_size: Any = (224, 224, 3), num_classes: int = 10, base_seed: int = 0
) -> Samples:
    """FakeImageDataset: the bytes of numbers, normally distributed and none negative, that are doubles."""
    labels = [Engine(base_seed + i).integer(0, num_classes - 1) for i in range(num_images)]
    size = int(np.prod(image_size))

    def load(i: int) -> tuple[Any, Any]:
        drawn = np.clip(Engine(base_seed + i).normal_doubles(-(-size // 8)), 0, 255)
        return drawn.view(np.uint8)[:size].reshape(image_size).copy(), scalar(labels[i], np.uint32)

    return Samples(range(num_images), load, labels=labels)
