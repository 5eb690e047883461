"""PASCAL VOC: lists of images, and XML of what is in them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Samples
from msshim._src.data.readers.checks import file
from msshim._src.data.readers.files import content, image, lines
from msshim._src.data.readers.numbers import real_number
from msshim._src.data.readers.samples import text

_SETS = {"Segmentation": "Segmentation", "Detection": "Main"}


def check_voc(dataset_dir: str, task: str, usage: str, class_indexing: dict[str, int] | None) -> None:
    """Raise ValueError where there is no list of this part, or classes are named for a task without them."""
    if task == "Segmentation" and class_indexing is not None:
        raise ValueError("The 'class_indexing' is for the 'task' 'Detection' alone.")
    file("usage", os.path.join(os.path.realpath(dataset_dir), "ImageSets", _SETS[task], f"{usage}.txt"))


def voc(
    dataset_dir: str,
    task: str = "Segmentation",
    usage: str = "train",
    class_indexing: dict[str, int] | None = None,
    decode: bool = False,
    extra_metadata: bool = False,
    decrypt: Callable[[str], bytes] | None = None,
) -> Samples:
    """VOCDataset: an image, and either an image of what each pixel shows, or boxes with their labels."""
    listed = os.path.join(dataset_dir, "ImageSets", _SETS[task], f"{usage}.txt")
    items = [line.removesuffix("\r") for line in lines(listed)]

    def path(folder: str, name: str, kind: str) -> str:
        return os.path.join(dataset_dir, folder, name + kind)

    def first(name: str) -> Any:
        return image(path("JPEGImages", name, ".jpg"), decode, decrypt)

    def meta(name: str) -> tuple[Any, ...]:
        return (text(name),) if extra_metadata else ()

    if task == "Segmentation":
        return Samples(
            items,
            lambda name: (first(name), image(path("SegmentationClass", name, ".png"), decode, decrypt), *meta(name)),
            classes=None,
            empty=True,
        )
    known: set[str] = set()
    boxes = {name: _boxes(path("Annotations", name, ".xml"), class_indexing or {}, known) for name in items}
    items = [name for name in items if boxes[name]]
    numbers = {name: class_indexing[name] if class_indexing else i for i, name in enumerate(sorted(known))}

    def load(name: str) -> tuple[Any, ...]:
        found = np.array([numbers_of for _, numbers_of in boxes[name]], np.float32)
        labels = np.array([[numbers[label]] for label, _ in boxes[name]]).astype(np.uint32)
        marks = (found[:, i : i + 1].astype(np.uint32) for i in (4, 5))
        return first(name), found[:, :4].copy(), labels, *marks, *meta(name)

    return Samples(items, load, classes=numbers)


def _boxes(path: str, wanted: dict[str, int], known: set[str]) -> list[tuple[str, list[Any]]]:
    """The names of a file's objects with x, y, width, height, difficult, truncated; the names go to `known`."""
    try:
        root = ElementTree.fromstring(content(path))
    except ElementTree.ParseError as error:
        raise Refused(f"Invalid file, {path} is no XML: {error}") from error
    found = []
    objects = root.findall("object")
    if not objects:
        raise Refused(f"Invalid file, {path} has no object.")
    for one in objects:
        box = one.find("bndbox")
        if box is None:
            raise Refused(f"Invalid file, an object of {path} has no bndbox.")
        x0, y0, x1, y1 = (_number(box, name) for name in ("xmin", "ymin", "xmax", "ymax"))
        if not (x0 > 0 and y0 > 0 and x1 > x0 and y1 > y0):
            raise Refused(f"Invalid bndbox {x0, y0, x1, y1} in {path}.")
        name = one.findtext("name") or ""
        if name and (not wanted or name in wanted):
            found.append((name, [x0, y0, x1 - x0, y1 - y0, _number(one, "difficult"), _number(one, "truncated")]))
            known.add(name)
    return found


def _number(node: Any, name: str) -> Any:
    return np.float32(real_number(node.findtext(name) or ""))
