"""COCO: one file of JSON says what is in all images."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Samples
from msshim._src.data.readers.files import content, image
from msshim._src.data.readers.samples import text

Found = tuple[list[list[float]], list[list[Any]]]
"""The rows of coordinates of an image, and the rows of its other columns."""


def coco(
    dataset_dir: str,
    annotation_file: str,
    task: str = "Detection",
    decode: bool = False,
    extra_metadata: bool = False,
    decrypt: Callable[[str], bytes] | None = None,
) -> Samples:
    """CocoDataset: the images of which the file says something, in its order."""
    try:
        document = json.loads(content(annotation_file))
    except ValueError as error:
        raise Refused(f"Invalid file, {annotation_file} is no JSON: {error}") from error
    try:
        images = {one["id"]: one["file_name"] for one in document["images"]}
        listed = [one["file_name"] for one in document["images"]]
        classes = _categories(document, task) if task in ("Detection", "Panoptic") else {}
        known = {numbers[0] for numbers in classes.values()}
        found: dict[str, Found] = {}
        for one in document["annotations"]:
            coordinates, others = found.setdefault(images[one["image_id"]], ([], []))
            _ADDED[task](one, coordinates, others, known)
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise Refused(f"Invalid file, {annotation_file} lacks {error} for the task {task}.") from error
    items = [name for name in listed if name in found and (found[name][0] or task == "Captioning")]
    if not items:
        raise Refused(f"Invalid file, {annotation_file} says nothing of an image.")

    def load(name: str) -> tuple[Any, ...]:
        coordinates, others = found[name]
        pixels = image(os.path.join(dataset_dir, name), decode, decrypt)
        meta: tuple[Any, ...] = ()
        if extra_metadata:
            if "." not in name:
                raise Refused(f"Invalid name {name!r} of an image, which must have an extension.")
            meta = (text(name.partition(".")[0]),)
        if task == "Captioning":
            return pixels, np.array(others, str), *meta
        width = max(len(row) for row in coordinates)
        boxes = np.array([row + [-1.0] * (width - len(row)) for row in coordinates], np.float32)
        columns = (np.array(column, np.int64).astype(np.uint32)[:, None] for column in zip(*others, strict=True))
        return pixels, boxes, *columns, *meta

    return Samples(items, load, classes=classes if classes else None)


def _categories(document: Any, task: str) -> dict[str, list[int]]:
    listed = document["categories"]
    if not listed:
        raise Refused("Invalid file, its categories are empty.")
    return {one["name"]: [one["id"], one["isthing"]] if task == "Panoptic" else [one["id"]] for one in listed}


def _category(one: Any, known: set[int]) -> int:
    if one["category_id"] not in known:
        raise Refused(f"Invalid file, the category_id {one['category_id']} is of no category.")
    return int(one["category_id"])


def _detection(one: Any, coordinates: list[Any], others: list[Any], known: set[int]) -> None:
    _ = one["id"]
    others.append([_category(one, known), one.get("iscrowd", 0)])
    coordinates.append(list(one["bbox"]))


def _stuff(one: Any, coordinates: list[Any], others: list[Any], known: set[int]) -> None:
    _ = one["id"]
    others.append([one["iscrowd"]])
    crowd = one["iscrowd"] == 1
    coordinates += [list(one["segmentation"]["counts"])] if crowd else [list(row) for row in one["segmentation"]]


def _keypoint(one: Any, coordinates: list[Any], others: list[Any], known: set[int]) -> None:
    _ = one["id"]
    others.append([one["num_keypoints"]])
    coordinates.append(list(one["keypoints"]))


def _panoptic(one: Any, coordinates: list[Any], others: list[Any], known: set[int]) -> None:
    for segment in one["segments_info"]:
        coordinates.append(list(segment["bbox"]))
        others.append([_category(segment, known), segment["iscrowd"], segment["area"]])


def _captioning(one: Any, coordinates: list[Any], others: list[Any], known: set[int]) -> None:
    _ = one["id"]
    others.append([one["caption"]])


_ADDED = {
    "Detection": _detection,
    "Stuff": _stuff,
    "Keypoint": _keypoint,
    "Panoptic": _panoptic,
    "Captioning": _captioning,
}
