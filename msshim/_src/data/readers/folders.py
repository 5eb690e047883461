"""Images whose folder is their class."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Samples, scalar
from msshim._src.data.readers.files import image, names


def image_folder(
    dataset_dir: str,
    extensions: list[str] | None = None,
    class_indexing: dict[str, int] | None = None,
    decode: bool = False,
    decrypt: Callable[[str], bytes] | None = None,
) -> Samples:
    """ImageFolderDataset: each folder is a class. MindSpore's size counts those that `class_indexing` leaves out."""
    folders = [name for name in names(dataset_dir) if os.path.isdir(os.path.join(dataset_dir, name))]
    numbers = class_indexing or {name: i for i, name in enumerate(folders)}
    items, size, wrong = [], 0, ""
    for folder in folders:
        for name in names(os.path.join(dataset_dir, folder)):
            path = os.path.join(dataset_dir, folder, name)
            # As MindSpore has it, an extension goes from the last point of the whole path.
            if extensions and path[path.rfind(".") :] * ("." in path) not in extensions:
                continue
            size += 1
            if folder in numbers:
                items.append((path, numbers[folder]))
                if os.path.isdir(path):
                    wrong = f"Invalid file found: {path}, should be file, but got directory."

    def load(item: Any) -> Any:
        path, label = item
        return image(path, decode, decrypt), scalar(label, "int32")

    return Samples(items, load, size, [label for _, label in items], numbers, lambda: _count(folders, numbers), wrong)


def _count(folders: list[str], numbers: dict[str, int]) -> int:
    lacking = [name for name in numbers if name not in folders]
    if lacking:
        raise Refused(f"Invalid subdirectory, the classes {lacking} of 'class_indexing' are no folders.")
    return len(numbers)
