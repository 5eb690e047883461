"""Images with boxes, attributes or labels that files say."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Samples
from msshim._src.data.readers.files import extension, folders, image, is_image, lines, names
from msshim._src.data.readers.numbers import real_number, whole_number
from msshim._src.data.weighted import PKSampler

_PARTITION = "list_eval_partition.txt"
_PARTS = {"train": "0", "valid": "1", "test": "2"}


def check_celeba(dataset_dir: str, usage: str | None, sampler: Any) -> str:
    """What is wrong with a part whose list is not there. Raises ValueError for the sampler that asks for classes."""
    check_sampler(sampler)
    needed = usage not in ("all", None) and not os.path.exists(os.path.join(dataset_dir, _PARTITION))
    return f"The 'usage' {usage!r} needs the file {_PARTITION} in {dataset_dir!r}, which is not there." * needed


def check_sampler(sampler: Any) -> None:
    """Raise ValueError for the sampler that asks for classes."""
    if isinstance(sampler, PKSampler):
        raise ValueError("The 'sampler' must be no PKSampler: the labels are no classes.")


def celeba(
    dataset_dir: str,
    usage: str = "all",
    decode: bool = False,
    extensions: list[str] | None = None,
    decrypt: Callable[[str], bytes] | None = None,
) -> Samples:
    """CelebADataset: an image and its attributes, of which 1 is there and all else is not."""
    path = os.path.join(dataset_dir, "list_attr_celeba.txt")
    head, _, *rows = [*lines(path), "", ""]
    size = whole_number(head, f"the first line of {path}")
    rows = [row for row in rows if row]
    if usage != "all":
        parts = [line.split()[1:2] for line in lines(os.path.join(dataset_dir, _PARTITION))]
        rows = [row for row, part in zip(rows, parts, strict=False) if part == [_PARTS[usage]]]
        size = min(size, parts.count([_PARTS[usage]]))
    items = [row.split() for row in rows]
    items = [item for item in items if not extensions or extension(item[0]) in extensions]

    def load(item: list[str]) -> tuple[Any, Any]:
        attributes = np.array([word == "1" for word in item[1:]], np.uint32)
        return image(os.path.join(dataset_dir, item[0]), decode, decrypt), attributes

    return Samples(items, load, size=lambda: size)


def check_manifest(usage: str | None) -> str:
    """What is wrong with a part that manifests do not have."""
    parts = ("train", "eval", "inference")
    return "" if usage in (*parts, None) else f"The 'usage' must be one of {parts}, but got {usage!r}."


def manifest(
    dataset_file: str, usage: str = "train", class_indexing: dict[str, int] | None = None, decode: bool = False
) -> Samples:
    """ManifestDataset: a line of JSON for each image, with one or several names of classes."""
    items: list[tuple[str, list[str]]] = []
    for line in lines(dataset_file):
        try:
            found = json.loads(line)
            path, part = str(found.get("source", "")), str(found.get("usage", ""))
            if not is_image(path) or part.lower() != usage.lower():
                continue
            given = [str(one.get("name", "")) for one in found["annotation"]]
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise Refused(f"Invalid file, a line of {dataset_file} is no entry: {line!r}.") from error
        if "" in given:
            raise Refused(f"Invalid file, an annotation of {path} in {dataset_file} has no name.")
        kept = [name for name in given if not class_indexing or name in class_indexing]
        if kept:
            items.append((path, kept))
    known = sorted({name for _, several in items for name in several})
    numbers = {name: class_indexing[name] if class_indexing else i for i, name in enumerate(known)}

    def load(item: tuple[str, list[str]]) -> tuple[Any, Any]:
        found = [numbers[name] for name in item[1]]
        return image(item[0], decode), np.array(found if len(found) > 1 else found[0], np.int32)

    return Samples(
        items,
        load,
        labels=[[numbers[name] for name in several] for _, several in items],
        classes=class_indexing or numbers,
        count=lambda: len(numbers),
    )


def kitti(dataset_dir: str, usage: str = "train", decode: bool = False) -> Samples:
    """KITTIDataset: images that are numbered, and what is in those to train with."""
    part = "training" if usage == "train" else "testing"
    root = os.path.join(dataset_dir, "data_object_image_2", part, "image_2")
    numbered = [f"{i:06d}" for i in range(len(names(root)))]
    if usage == "test":
        return Samples(numbered, lambda name: (image(os.path.join(root, name + ".png"), decode),))
    items = []
    for name in numbered:
        path = os.path.join(dataset_dir, "data_object_label_2", part, "label_2", name + ".txt")
        rows = [line.split() for line in lines(path)]
        if any(len(row) < 15 for row in rows):
            raise Refused(f"Invalid file, a line of {path} must have 15 words.")
        if rows:
            items.append(
                (name, [row[0] for row in rows], np.array([[*map(real_number, row[1:15])] for row in rows], "f4"))
            )
    numbers = {name: i for i, name in enumerate(sorted({name for _, several, _ in items for name in several}))}

    def load(item: tuple[str, list[str], Any]) -> tuple[Any, ...]:
        name, several, found = item
        labels = np.array([[numbers[one]] for one in several], np.uint32)
        columns = (found[:, :1], found[:, 1:2].astype(np.int64).astype(np.uint32), found[:, 2:3], found[:, 3:7],
                   found[:, 7:10], found[:, 10:13], found[:, 13:14])  # fmt: skip
        return image(os.path.join(root, name + ".png"), decode), labels, *(one.copy() for one in columns)

    return Samples(items, load)


def wider_face(dataset_dir: str, usage: str = "all", decode: bool = False) -> Samples:
    """WIDERFaceDataset: images, and the faces in those of the parts that are not the test's."""
    items: list[str] = []
    found: dict[str, list[int]] = {}
    seen: set[str] = set()
    for part in {"all": ("train", "val"), "valid": ("val",)}.get(usage, (usage,)):
        root = os.path.join(dataset_dir, f"WIDER_{part}", "images")
        seen |= set(folders(root))
        for folder in sorted(seen, key=os.fsencode):
            place = os.path.join(root, folder)
            items += [os.path.join(place, name) for name in os.listdir(place) if extension(name) == ".jpg"]
        if not items:
            raise Refused(f"Invalid folder, {root} has no .jpg files.")
        if part != "test":
            found |= _faces(os.path.join(dataset_dir, "wider_face_split", f"wider_face_{part}_bbx_gt.txt"), root)
    if usage == "test":
        return Samples(items, lambda path: (image(path, decode),))

    def load(path: str) -> tuple[Any, ...]:
        numbers = np.array(found.get(path, []), np.int32)
        if len(numbers) % 10:
            raise Refused(f"Invalid data, each face of {path} must have 10 numbers, but there are {len(numbers)}.")
        rows = numbers.reshape(-1, 10)
        return image(path, decode), rows[:, :4].copy(), *(rows[:, i].copy() for i in range(4, 10))

    return Samples(items, load)


def _faces(path: str, root: str) -> dict[str, list[int]]:
    """The numbers of each image: a line names it, one says how many faces it has, then a line has one; one at least."""
    found: dict[str, list[int]] = {}
    rows = iter(lines(path) if os.path.exists(path) else [])
    try:
        for name in rows:
            count = int(next(rows).split()[0])
            numbers = [int(word) for _ in range(max(count, 1)) for word in next(rows).split()]
            found[os.path.join(root, name)] = numbers
    except StopIteration:
        pass
    except (ValueError, IndexError) as error:
        raise Refused(f"Invalid file, {path} must have numbers below the names of images: {error}") from error
    return found
