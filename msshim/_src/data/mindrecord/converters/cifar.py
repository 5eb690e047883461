"""CIFAR-10 and CIFAR-100, in the version for Python, as MindRecord. The images become JPEGs, by OpenCV."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np

from msshim._src.data.mindrecord import schema
from msshim._src.data.mindrecord.converters import writing
from msshim._src.data.mindrecord.errors import SUCCESS, MSRStatus, PathNotExistsError
from msshim._src.data.mindrecord.writer import FileWriter

_ALLOWED = {("numpy", "ndarray"), ("numpy", "dtype"), ("_codecs", "encode")} | {
    (f"numpy.{core}.multiarray", name) for core in ("core", "_core") for name in ("_reconstruct", "scalar")
}


class _Arrays(pickle.Unpickler):
    """Of a pickle, the arrays and plain values; no code of it runs."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of arrays")
        return super().find_class(module, name)


class _Cifar:
    """What both have in common: a training and a test file for each, and columns of labels."""

    _train: str
    _test: str
    _labels: dict[str, str]

    def __init__(self, source: str, destination: str) -> None:
        self._cv2 = import_module("cv2")
        schema.check_name(source)
        self.source = source
        found = os.listdir(source)
        for name in (self._train, self._test):
            if not any(self._is(name, one) for one in found):
                raise PathNotExistsError(name)
        schema.check_name(destination)
        self.destination = destination

    def _is(self, name: str, file: str) -> bool:
        return file.startswith(name[:-1]) if name.endswith("*") else file == name

    def run(self, fields: list[str] | None = None) -> MSRStatus:
        """As `transform`; says that it was done."""
        if fields and not isinstance(fields, list):
            raise ValueError(f"The parameter fields should be None or list, but is {fields!r}.")
        for name, path, desc in (
            (self._train, self.destination, "img_train"),
            (self._test, f"{self.destination}_test", "img_test"),
        ):
            found = [self._load(one) for one in os.listdir(self.source) if self._is(name, one)]
            kinds = {"id": "int64", **dict.fromkeys(self._labels, "int64"), "data": "bytes"}
            writer = FileWriter(path, 1)
            writer.add_schema({field: {"type": kind} for field, kind in kinds.items()}, desc)
            if fields:
                writer.add_index(fields)
            total = sum(len(one[b"data"]) for one in found)
            writing.write(writer, self._rows(found), total, batch=total)
        return SUCCESS

    def transform(self, fields: list[str] | None = None) -> None:
        """Write the training images to the destination, and those for tests beside it, with ``_test`` at the end.

        Args:
            fields: The fields that are indexed; all numbers unless said.

        Raises:
            ValueError: `fields` is no list.
            RuntimeError: A file of the source is none of CIFAR, or one of the destination is there already.
        """
        self.run(fields)

    def _load(self, name: str) -> dict[bytes, Any]:
        path = os.path.join(self.source, name)
        try:
            with open(path, "rb") as file:
                found: dict[bytes, Any] = _Arrays(file, encoding="bytes").load()
            images = found[b"data"].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1).astype(np.uint8, copy=False)
            labels = {one: found[one.encode()] for one in self._labels.values()}
        except Exception as error:  # a damaged pickle raises nearly anything
            raise RuntimeError(f"Not a valid {type(self).__name__[:-4]} Dataset: {path}. {error}") from None
        return {b"data": images, **{name.encode(): labels[one] for name, one in self._labels.items()}}

    def _rows(self, found: list[dict[bytes, Any]]) -> Iterator[dict[str, Any]]:
        number = 0
        for one in found:
            for i, image in enumerate(one[b"data"]):
                _, data = self._cv2.imencode(".jpeg", image[..., ::-1])
                yield {"id": number, "data": data.tobytes(), **{n: int(one[n.encode()][i]) for n in self._labels}}
                number += 1


class Cifar10ToMR(_Cifar):
    """CIFAR-10 as MindRecord.

    Args:
        source: The folder with ``data_batch_1`` and so on, and ``test_batch``.
        destination: The file for the training images.

    Raises:
        ModuleNotFoundError: There is no cv2.
        ParamValueError: A path is none.
        PathNotExistsError: A file of the source is not there.
    """

    _train, _test, _labels = "data_batch_*", "test_batch*", {"label": "labels"}


class Cifar100ToMR(_Cifar):
    """CIFAR-100 as MindRecord.

    Args:
        source: The folder with ``train`` and ``test``.
        destination: The file for the training images.

    Raises:
        ModuleNotFoundError: There is no cv2.
        ParamValueError: A path is none.
        PathNotExistsError: A file of the source is not there.
    """

    _train, _test = "train", "test"
    _labels = {"fine_label": "fine_labels", "coarse_label": "coarse_labels"}
