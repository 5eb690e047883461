"""Patches of 64 x 64 pixels in images of 16 x 16 of them."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Samples
from msshim._src.data.readers.files import names, words
from msshim._src.data.readers.numbers import whole_number
from msshim._src.data.readers.samples import scalar
from msshim._src.data.vision.opencv import cv2


def photo_tour(dataset_dir: str, name: str, usage: str = "train") -> Samples:
    """PhotoTourDataset: patches, or pairs of them with whether they show one point."""
    root = os.path.join(dataset_dir, name)
    images = [os.path.join(root, one) for one in names(root) if one.endswith("bmp")]
    points = [whole_number(word) for word in words(os.path.join(root, "info.txt"))[::2]]
    listed = [whole_number(word) for word in words(os.path.join(root, "m50_100000_100000_0.txt"))]
    matches = [(listed[i], listed[i + 3], int(listed[i + 1] == listed[i + 4])) for i in range(0, len(listed) - 4, 7)]

    @cache
    def read(number: int) -> Any:
        found = cv2.imread(images[number], 0) if number < len(images) else None
        if found is None:
            raise Refused(f"Invalid folder, {root} has no image for the patches from {number * 256}.")
        return found

    def patch(number: int) -> Any:
        y, x = divmod(number % 256, 16)
        return read(number // 256)[y * 64 : y * 64 + 64, x * 64 : x * 64 + 64, None].copy()

    if usage == "train":
        return Samples(range(len(points)), lambda i: (patch(i),), labels=points)
    return Samples(
        matches,
        lambda item: (patch(item[0]), patch(item[1]), scalar(item[2], np.uint32)),
        labels=[match for _, _, match in matches],
    )
