"""Images whose folder is their class, or whose class a list says."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Samples
from msshim._src.data.readers.checks import SCENES
from msshim._src.data.readers.files import entries, extension, folders, lines, names, words
from msshim._src.data.readers.numbers import whole_number
from msshim._src.data.readers.samples import labelled

_PLACES365 = {
    "train-standard": ("places365_train_standard.txt", "data_large_standard", "data_256_standard"),
    "train-challenge": ("places365_train_challenge.txt", "data_large_challenge", "data_256_challenge"),
    "val": ("places365_val.txt", "val_large", "val_256"),
}
"""For each part its list, and the folders of large and small images."""


def image_folder(
    dataset_dir: str,
    extensions: list[str] | None = None,
    class_indexing: dict[str, int] | None = None,
    decode: bool = False,
    decrypt: Callable[[str], bytes] | None = None,
) -> Samples:
    """ImageFolderDataset: each folder is a class. MindSpore's size counts those that `class_indexing` leaves out."""
    found = folders(dataset_dir)
    numbers = class_indexing or {name: i for i, name in enumerate(found)}
    items, size, wrong = _of_folders(dataset_dir, ((name, numbers.get(name)) for name in found), extensions)

    def count() -> int:
        lacking = [name for name in numbers if name not in found]
        if lacking:
            raise Refused(f"Invalid subdirectory, the classes {lacking} of 'class_indexing' are no folders.")
        return len(numbers)

    return labelled(items, decode, "int32", decrypt, size=lambda: size, classes=numbers, count=count, wrong=wrong)


def _of_folders(
    root: str, found: Iterable[tuple[str, Any]], extensions: Iterable[str] | None = None
) -> tuple[list[tuple[str, Any]], int, str]:
    """The files of folders with their labels, how many there are with those whose label is None, what is wrong."""
    items, size, wrong = [], 0, ""
    for folder, label in found:
        for name, is_folder in entries(os.path.join(root, folder)):
            path = os.path.join(root, folder, name)
            if extensions and extension(path) not in extensions:
                continue
            size += 1
            if label is not None:
                items.append((path, label))
                if is_folder:
                    wrong = f"Invalid file found: {path}, should be file, but got directory."
    return items, size, wrong


def _folder_samples(root: str, found: list[str], decode: bool, dtype: str, extensions: Any = None) -> Samples:
    """The samples of folders that are numbered in their order."""
    items, size, wrong = _of_folders(root, ((name, i) for i, name in enumerate(found)), extensions)
    return labelled(items, decode, dtype, size=lambda: size, count=lambda: len(found), wrong=wrong)


def caltech256(dataset_dir: str, decode: bool = False) -> Samples:
    """Caltech256Dataset."""
    return _folder_samples(dataset_dir, folders(dataset_dir), decode, "int32", (".jpg", ".JPEG"))


def lsun(dataset_dir: str, usage: str = "all", classes: list[str] | None = None, decode: bool = False) -> Samples:
    """LSUNDataset: folders such as ``bedroom_train``; the test's is one, whose size is 0 for MindSpore."""
    parts = {"train": ["_train"], "valid": ["_val"], "all": ["_train", "_val"], "test": []}[usage]
    wanted = [name + part for name in (classes or SCENES) for part in parts]
    found = ["test"] if usage == "test" else [n for n in names(dataset_dir) if any(one in n for one in wanted)]
    if usage == "test" and not os.path.isdir(os.path.join(dataset_dir, "test")):
        found = []
    made = _folder_samples(dataset_dir, found, decode, "uint32")
    classes_found = {name for name in (classes or SCENES) if any(name + p in n for n in found for p in parts)}
    made.count = lambda: len(classes_found)
    if usage == "test":
        made.size = lambda: 0
    return made


def omniglot(dataset_dir: str, background: bool = True, decode: bool = False) -> Samples:
    """OmniglotDataset: the characters of all alphabets."""
    root = os.path.join(dataset_dir, "images_background" if background else "images_evaluation")
    found = [os.path.join(one, other) for one in folders(root) for other in folders(os.path.join(root, one))]
    return _folder_samples(root, sorted(found, key=os.fsencode), decode, "int32")


def rendered_sst2(dataset_dir: str, usage: str = "all", decode: bool = False) -> Samples:
    """RenderedSST2Dataset: folders in that of a part. Classes are numbered in the order of the system."""
    parts = {"val": ["valid"], "all": ["train", "test", "valid"]}.get(usage, [usage])
    numbers: dict[str, int] = {}
    found = []
    for part in os.listdir(dataset_dir):
        place = os.path.join(dataset_dir, part)
        if part in parts and os.path.isdir(place):
            for name in os.listdir(place):
                if os.path.isdir(os.path.join(place, name)):
                    found.append((os.path.join(part, name), numbers.setdefault(name, len(numbers))))
    items, size, wrong = _of_folders(dataset_dir, sorted(found), (".png",))
    return labelled(items, decode, "uint32", size=lambda: size, count=lambda: len(numbers), wrong=wrong)


def sun397(dataset_dir: str, decode: bool = False) -> Samples:
    """SUN397Dataset: the classes that a list names, in the order of their names; their places in it are the labels."""
    listed = words(os.path.join(dataset_dir, "ClassName.txt"))
    numbers: dict[str, int] = {}
    for i, name in enumerate(listed):
        numbers.setdefault(name, i)
    items = []
    for name, label in sorted(numbers.items()):
        folder = dataset_dir + name
        found = [one for one in names(folder) if extension(one) == ".jpg" and one.startswith("sun_")]
        items += [(os.path.join(folder, one), label) for one in found]
    return labelled(items, decode, "uint32")


def places365(dataset_dir: str, usage: str = "train-standard", small: bool = True, decode: bool = False) -> Samples:
    """Places365Dataset: the images that a list names, with their labels."""
    root = os.path.realpath(dataset_dir)
    listed, large_folder, small_folder = _PLACES365[usage]
    words(os.path.join(root, "categories_places365.txt"))
    given = words(os.path.join(root, listed))
    folder = os.path.join(root, small_folder if small else large_folder)
    items = [(f"{folder}/{path}", whole_number(label)) for path, label in zip(given[::2], given[1::2], strict=False)]

    def size() -> int:
        for path, _ in items:
            if not os.path.exists(path):
                raise Refused(f"Invalid file, {path} is not there.")
        return len(items)

    return labelled(items, decode, "uint32", size=size)


def food101(dataset_dir: str, usage: str = "all", decode: bool = False) -> Samples:
    """Food101Dataset: the images that lists name; the label is the first class that stands in the name."""
    root = os.path.join(dataset_dir, "images")
    classes = folders(root)
    if not classes:
        raise Refused(f"Invalid folder, {root} has no folders.")
    parts = ["train", "test"] if usage == "all" else [usage]
    listed = [line for part in parts for line in lines(os.path.join(dataset_dir, "meta", f"{part}.txt")) if line]
    if not listed:
        raise Refused(f"Invalid files, the lists in {os.path.join(dataset_dir, 'meta')} name no image.")
    items = [(os.path.join(root, name + ".jpg"), next((one for one in classes if one in name), "")) for name in listed]
    return labelled(items, decode, str, known=False)
