"""MNIST as MindRecord. The images become JPEGs, by OpenCV."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np

from msshim._src.data.mindrecord import schema
from msshim._src.data.mindrecord.converters import writing
from msshim._src.data.mindrecord.errors import SUCCESS, MSRStatus
from msshim._src.data.mindrecord.writer import FileWriter

_PARTS = {"train": "train", "test": "t10k"}


class MnistToMR:
    """MNIST's four files as MindRecord.

    Args:
        source: The folder with ``train-images-idx3-ubyte.gz`` and so on.
        destination: What the names of the MindRecord files begin with; ``_train.mindrecord`` and ``_test.mindrecord``
            follow.
        partition_number: How many files there are of each.

    Raises:
        ModuleNotFoundError: There is no cv2.
        ValueError, ParamValueError: An argument is none of these.
    """

    def __init__(self, source: str, destination: str, partition_number: int = 1) -> None:
        self._cv2 = import_module("cv2")
        schema.check_name(source)
        schema.check_name(destination)
        self.source, self.partition_number = source, writing.check_parts(partition_number)
        self.writer_train = FileWriter(f"{destination}_train.mindrecord", partition_number)
        self.writer_test = FileWriter(f"{destination}_test.mindrecord", partition_number)

    def run(self) -> MSRStatus:
        """As `transform`; says that it was done."""
        for part, writer in (("train", self.writer_train), ("test", self.writer_test)):
            images = self._read(f"{_PARTS[part]}-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28, 1)
            labels = self._read(f"{_PARTS[part]}-labels-idx1-ubyte.gz", 8)
            writer.set_page_size(1 << 26)
            writer.add_schema({"label": {"type": "int64"}, "data": {"type": "bytes"}}, "mnist_schema")
            writer.add_index(["label"])
            writing.write(writer, self._rows(images, labels), len(labels))
        return SUCCESS

    def transform(self) -> None:
        """Write the MindRecord files.

        Raises:
            OSError: A file of MNIST is not there.
            RuntimeError: A MindRecord file is there already.
        """
        self.run()

    def _read(self, name: str, head: int) -> np.ndarray[Any, Any]:
        with gzip.open(os.path.join(self.source, name), "rb") as file:
            return np.frombuffer(file.read(), np.uint8)[head:]

    def _rows(self, images: Any, labels: Any) -> Iterator[dict[str, Any]]:
        for image, label in zip(images, labels, strict=False):
            _, data = self._cv2.imencode(".jpeg", image)
            yield {"label": int(label), "data": data.tobytes()}
