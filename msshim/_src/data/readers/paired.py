"""Images beside images, and images beside texts."""

from __future__ import annotations

import json
import os
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Samples
from msshim._src.data.readers.checks import choice
from msshim._src.data.readers.files import content, extension, folders, image, is_image, lines, names
from msshim._src.data.readers.numbers import whole_number
from msshim._src.data.readers.samples import scalar, text

_SUFFIXES = {
    "instance": "instanceIds.png",
    "semantic": "labelIds.png",
    "color": "color.png",
    "polygon": "polygons.json",
}
_CITIES = {"fine": ("train", "test", "val"), "coarse": ("train", "train_extra", "val")}
_IMAGE_SETS = {"original": "lfw", "funneled": "lfw_funneled", "deepfunneled": "lfw-deepfunneled"}


def check_cityscapes(usage: str, quality_mode: str) -> None:
    """Raise TypeError or ValueError for a part that an annotation of this quality does not have."""
    choice((*_CITIES[quality_mode], "all"), False, "usage", usage)


def cityscapes(
    dataset_dir: str, usage: str = "train", quality_mode: str = "fine", task: str = "instance", decode: bool = False
) -> Samples:
    """CityscapesDataset: an image, and an image or the JSON of polygons."""
    quality = "gtFine" if quality_mode == "fine" else "gtCoarse"
    items = []
    for part in _CITIES[quality_mode] if usage == "all" else (usage,):
        images, tasks = (os.path.join(dataset_dir, one, part) for one in ("leftImg8bit", quality))
        if not os.path.isdir(tasks):
            raise Refused(f"Invalid folder, {tasks} is not there.")
        pairs = []
        for city in folders(images):
            for name in names(os.path.join(images, city)):
                if extension(name) != ".png":
                    continue
                other = os.path.join(tasks, city, f"{name.partition('_leftImg8bit')[0]}_{quality}_{_SUFFIXES[task]}")
                if not os.path.exists(other):
                    raise Refused(f"Invalid file, {other} is not there.")
                pairs.append((os.path.join(images, city, name), other))
        items += sorted(pairs)

    def load(item: tuple[str, str]) -> tuple[Any, Any]:
        first = image(item[0], decode)
        return first, _polygons(item[1]) if task == "polygon" else image(item[1], decode)

    return Samples(items, load, size=lambda: len(items))


def _polygons(path: str) -> Any:
    try:
        found = json.loads(content(path))
    except ValueError as error:
        raise Refused(f"Invalid file, {path} is no JSON: {error}") from error
    return text(json.dumps(found, separators=(",", ":"), sort_keys=True, ensure_ascii=False))


def check_div2k(downgrade: str, scale: int) -> None:
    """Raise ValueError for a scale that a kind of downgrade does not have."""
    if scale not in (2, 3, 4, 8):
        raise ValueError(f"The 'scale' must be 2, 3, 4 or 8, but got {scale}.")
    if (scale == 8 and downgrade != "bicubic") or (downgrade in ("mild", "difficult", "wild") and scale != 4):
        raise ValueError(f"The 'downgrade' {downgrade!r} has not the 'scale' {scale}.")


def div2k(
    dataset_dir: str, usage: str = "train", downgrade: str = "bicubic", scale: int = 2, decode: bool = False
) -> Samples:
    """DIV2KDataset: an image, and the same one smaller."""
    mark = {"mild": "m", "difficult": "d", "wild": "w"}.get(downgrade, "")
    items = []
    for part in ("train", "valid") if usage == "all" else (usage,):
        large = os.path.join(dataset_dir, f"DIV2K_{part}_HR")
        small = os.path.join(dataset_dir, f"DIV2K_{part}_LR_{'x8' if scale == 8 else downgrade}")
        if scale != 8 and not mark:
            small = os.path.join(small, f"X{scale}")
        for folder in (large, small):
            if not os.path.isdir(folder):
                raise Refused(f"Invalid folder, {folder} is not there.")
        for name in names(large):
            if extension(name) != ".png":
                continue
            other = os.path.join(small, f"{name.rpartition('.')[0]}x{scale}{mark}.png")
            if not os.path.exists(other):
                raise Refused(f"Invalid file, {other} is not there.")
            items.append((os.path.join(large, name), other))
    return Samples(items, lambda item: (image(item[0], decode), image(item[1], decode)))


def flickr(dataset_dir: str, annotation_file: str, decode: bool = False) -> Samples:
    """FlickrDataset: an image and what was said of it, of lines such as ``name.jpg#0<tab>words``."""
    found: dict[str, list[str]] = {}
    for line in filter(None, lines(annotation_file)):
        head, tab, words = line.partition("\t")
        if not tab or not head[:-2] or not words:
            raise Refused(f"Invalid file, a line of {annotation_file} must name an image and a text, but is {line!r}.")
        path = os.path.join(dataset_dir, head[:-2])
        if is_image(path):
            found.setdefault(path, []).append(words)
    return Samples(sorted(found.items()), lambda item: (image(item[0], decode), text(item[1])))


def check_sbu(dataset_dir: str) -> None:
    """Raise ValueError where a file or the folder of images is not there."""
    for name in ("urls.txt", "captions.txt"):
        if not os.path.isfile(os.path.join(dataset_dir, f"SBU_captioned_photo_dataset_{name}")):
            raise ValueError(
                f"The 'dataset_dir' must have SBU_captioned_photo_dataset_{name}, but {dataset_dir!r} has not."
            )
    if not os.path.isdir(os.path.join(dataset_dir, "sbu_images")):
        raise ValueError(f"The 'dataset_dir' must have the folder sbu_images, but {dataset_dir!r} has not.")


def sbu(dataset_dir: str, decode: bool = False) -> Samples:
    """SBUDataset: the images that are there of a list of addresses, and their captions."""
    urls, captions = (
        lines(os.path.join(dataset_dir, f"SBU_captioned_photo_dataset_{name}.txt")) for name in ("urls", "captions")
    )
    items = []
    for url, caption in zip(urls, captions, strict=False):
        if bool(url) != bool(caption):
            raise Refused(f"Invalid files, each url must have a caption, but there are {url!r} and {caption!r}.")
        path = os.path.join(dataset_dir, "sbu_images", url[23:].replace("/", "_"))
        if url and os.path.isfile(path):
            items.append((path, caption.rstrip(" ")))
    if not items:
        raise Refused(f"Invalid folder, {os.path.join(dataset_dir, 'sbu_images')} has none of the images.")
    return Samples(items, lambda item: (image(item[0], decode), text(item[1])))


def lfw(
    dataset_dir: str, task: str = "people", usage: str = "all", image_set: str = "funneled", decode: bool = False
) -> Samples:
    """LFWDataset: images of people with their number, or pairs with whether they are of one."""
    root = os.path.join(dataset_dir, _IMAGE_SETS[image_set])
    files = {"10fold": [""], "train": ["DevTrain"], "test": ["DevTest"], "all": ["DevTrain", "DevTest"]}[usage]
    tables = [[line.split() for line in lines(os.path.join(dataset_dir, f"{task}{one}.txt"))] for one in files]
    listed = [line.split() for line in lines(os.path.join(dataset_dir, "lfw-names.txt"))]
    numbers = {words[0]: i for i, words in enumerate(listed) if words}

    def path(name: str, count: str) -> str:
        return os.path.join(root, name, f"{name}_{count.zfill(4)}.jpg")

    try:
        if task == "people":
            people = [one for table in tables for one in _people(table, usage == "10fold")]
            return Samples(
                [(path(name, str(i)), numbers.get(name, 0)) for name, count in people for i in range(1, count + 1)],
                lambda item: (image(item[0], decode), scalar(item[1], np.uint32)),
            )
        pairs = [one for table in tables for one in _pairs(table, usage == "10fold")]
    except IndexError as error:
        raise Refused(f"Invalid file, a list of {task} in {dataset_dir} is shorter than it says.") from error
    return Samples(
        [(path(*first), path(*second), match) for first, second, match in pairs],
        lambda item: (image(item[0], decode), image(item[1], decode), scalar(item[2], np.uint32)),
    )


def _people(table: list[list[str]], folded: bool) -> list[tuple[str, int]]:
    found, at = [], int(folded)
    for _ in range(whole_number(table[0][0]) if folded else 1):
        count = whole_number(table[at][0])
        found += [(table[i][0], whole_number(table[i][1])) for i in range(at + 1, at + count + 1)]
        at += count + 1
    return found


def _pairs(table: list[list[str]], folded: bool) -> list[tuple[Any, Any, int]]:
    folds, count = (whole_number(table[0][0]), whole_number(table[0][1])) if folded else (1, whole_number(table[0][0]))
    found: list[tuple[Any, Any, int]] = []
    for at in range(1, 1 + 2 * folds * count, 2 * count or 1):
        found += [((row[0], row[1]), (row[0], row[2]), 1) for row in (table[i] for i in range(at, at + count))]
        later = (table[i] for i in range(at + count, at + 2 * count))
        found += [((row[0], row[1]), (row[2], row[3]), 0) for row in later]
    return found
