"""Texts whose folder is their class."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Samples
from msshim._src.data.readers.files import lines, names
from msshim._src.data.readers.samples import scalar, text


def imdb(dataset_dir: str, usage: str = "all") -> Samples:
    """IMDBDataset: reviews that praise (1) and that do not (0); the last line of a file that is not empty."""
    items = []
    for part in ("train", "test") if usage == "all" else (usage,):
        for label, folder in ((1, "pos"), (0, "neg")):
            root = os.path.join(dataset_dir, part, folder)
            items += [(os.path.join(root, name), label) for name in names(root)]

    def load(item: tuple[str, int]) -> tuple[Any, Any]:
        path, label = item
        found = [line for line in lines(path) if line]
        if not found:
            raise Refused(f"Invalid file, {path} is empty.")
        return text(found[-1]), scalar(label, np.int32)

    return Samples(items, load, size=lambda: len(items), labels=[label for _, label in items], count=lambda: 2)
