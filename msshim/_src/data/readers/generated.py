"""Collections that MindSpore reads in Python: files are looked at when the dataset is made."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.base import Reader, Samples
from msshim._src.data.readers.samples import joined
from msshim._src.data.sources import GeneratorDataset
from msshim._src.data.vision.opencv import pillow
from msshim._src.data.weighted import PKSampler

_CATEGORIES = {
    "Faces": "Faces_2",
    "Faces_easy": "Faces_3",
    "Motorbikes": "Motorbikes_16",
    "airplanes": "Airplanes_Side_2",
}
"""The folders of annotations of Caltech 101 that have another name than those of images."""


class GeneratedReader(Reader, GeneratorDataset):
    """A reader whose files are looked at when it is made, with Python's own errors."""

    batch_sampler, _random_access = None, True

    def _set_up(self, values: dict[str, Any], wrong: str | None = None) -> None:
        if isinstance(values.get("sampler"), PKSampler):
            raise ValueError(f"{self._form.name} does not take a PKSampler.")
        if isinstance(values.get("sampler"), int):
            raise TypeError(f"The 'sampler' must be a Sampler or an iterable, but got {values['sampler']!r}.")
        super()._set_up(values, wrong)
        self._kept = self._form.find(**{name: self._own[name] for name in self._form.names})

    def _labels(self) -> Sequence[Any]:
        raise Refused(f"{self._form.name} does not take a PKSampler.")

    def _size(self) -> int:
        self._order()
        try:
            return super()._size()
        except RuntimeError:  # of a PKSampler that picks for another one
            return -1


def matlab(path: str) -> Any:
    """What a file of MATLAB's holds. Raises ImportError, which names msshim's extra, where SciPy is not installed."""
    try:
        return import_module("scipy.io").loadmat(path)
    except ImportError as error:
        raise ImportError("Files of MATLAB need SciPy: pip install 'msshim[matlab]'.") from error


def _image(path: str, decode: bool) -> Any:
    if not decode:
        return np.fromfile(path, np.uint8)
    with pillow("Image").open(path) as found:
        return np.array(found.convert("RGB"))


def caltech101(dataset_dir: str, target_type: str = "category", decode: bool = False) -> Samples:
    """Caltech101Dataset: an image, and its class, its outline, or both."""
    root = os.path.realpath(dataset_dir)
    images, outlines = os.path.join(root, "101_ObjectCategories"), os.path.join(root, "Annotations")
    classes = sorted(name for name in os.listdir(images) if name != "BACKGROUND_Google")
    items = []
    for label, name in enumerate(classes):
        folder = os.path.join(images, name)
        if os.path.isdir(folder) and os.access(folder, os.R_OK):
            items += [(label, number) for number in range(1, len(os.listdir(folder)) + 1)]

    def load(item: tuple[int, int]) -> tuple[Any, ...]:
        label, number = item
        name = classes[label]
        pixels = _image(_there(os.path.join(images, name, f"image_{number:04d}.jpg")), decode)
        if target_type == "category":
            return pixels, np.array(label)
        path = os.path.join(outlines, _CATEGORIES.get(name, name), f"annotation_{number:04d}.mat")
        outline = matlab(_there(path))["obj_contour"]
        return (pixels, outline) if target_type == "annotation" else (pixels, np.array(label), outline)

    return Samples(items, load, classes=dict(_named("caltech101")))


def _there(path: str) -> str:
    if not os.path.exists(path):
        raise ValueError(f"The file {path} is not there, or can not be read.")
    return path


def check_flowers102(dataset_dir: str, task: str | None) -> None:
    """Raise ValueError where a folder or file is not there that the task needs."""
    for name in ("jpg", "segmim") if task == "Segmentation" else ("jpg",):
        if not os.path.isdir(os.path.join(dataset_dir, name)):
            raise ValueError(f"The 'dataset_dir' must have the folder {name}, but {dataset_dir!r} has not.")
    for name in ("imagelabels.mat", "setid.mat"):
        if not os.path.isfile(os.path.join(dataset_dir, name)):
            raise ValueError(f"The 'dataset_dir' must have the file {name}, but {dataset_dir!r} has not.")


def flowers102(dataset_dir: str, task: str = "Classification", usage: str = "all", decode: bool = False) -> Samples:
    """Flowers102Dataset: a flower, its parts where they are asked for, and its class."""
    root = os.path.realpath(dataset_dir)
    labels = (matlab(os.path.join(root, "imagelabels.mat"))["labels"][0] - 1).astype(np.uint32)
    parts = matlab(os.path.join(root, "setid.mat"))
    keys = {"train": ["trnid"], "test": ["tstid"], "valid": ["valid"], "all": ["trnid", "tstid", "valid"]}[usage]
    items = [number for key in keys for number in parts[key][0].tolist()]

    def load(number: int) -> tuple[Any, ...]:
        folders = ["jpg/image_", "segmim/segmim_"][: 1 + (task == "Segmentation")]
        paths = [os.path.join(root, f"{folder}{number:05d}.jpg") for folder in folders]
        for path in paths:
            if not os.path.exists(path):
                raise RuntimeError(f"The file {path} is not there.")
        return *(_image(path, decode) for path in paths), labels[number - 1, ...].copy()

    return Samples(items, load, classes=dict(_named("flowers102")))


def check_svhn(dataset_dir: str, usage: str | None) -> None:
    """Raise ValueError where a file is not there that `usage` names."""
    for part in () if usage is None else ("train", "test", "extra") if usage == "all" else (usage,):
        if not os.path.isfile(os.path.join(dataset_dir, f"{part}_32x32.mat")):
            raise ValueError(f"The 'usage' {usage!r} needs {part}_32x32.mat in {dataset_dir!r}, which is not there.")


def svhn(dataset_dir: str, usage: str = "all") -> Samples:
    """SVHNDataset: numbers of houses, whose 10 is the digit 0."""
    images, labels = [], []
    for part in ("train", "test", "extra") if usage == "all" else (usage,):
        found = matlab(os.path.join(os.path.realpath(dataset_dir), f"{part}_32x32.mat"))
        images.append(found["X"].transpose(3, 0, 1, 2))
        labels.append(found["y"].astype(np.uint32).squeeze() % 10)
    pictures, numbers = joined(images), joined(labels)
    return Samples(range(len(pictures)), lambda i: (pictures[i].copy(), numbers[i, ...].copy()))


def semantic_boundaries(
    dataset_dir: str, task: str = "Boundaries", usage: str = "all", decode: bool = False
) -> Samples:
    """SBDataset: an image, and the edges of its 20 classes, or what each pixel shows."""
    items: list[str] = []
    for part in ("train", "val") if usage == "all" else (usage,):
        path = os.path.join(dataset_dir, f"{part}.txt")
        if not os.path.exists(path):
            raise FileNotFoundError(f"SBDataset: the file {path} is not there.")
        with open(path, encoding="utf-8") as file:
            items += [line.strip() for line in file]

    def load(name: str) -> tuple[Any, Any]:
        pixels = _image(os.path.join(dataset_dir, "img", name + ".jpg"), decode)
        found = matlab(os.path.join(dataset_dir, "cls", name + ".mat"))["GTcls"][0][task][0]
        return pixels, np.stack([found[i][0].toarray() for i in range(20)]) if task == "Boundaries" else found

    return Samples(items, load)


def _named(collection: str) -> dict[str, int]:
    """The numbers of a collection's classes by their names."""
    names = import_module(f"{__package__}.classes").NAMES[collection]
    return {name: i for i, name in enumerate(names)}
