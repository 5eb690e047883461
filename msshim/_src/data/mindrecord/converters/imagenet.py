"""ImageNet as MindRecord."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from msshim import log
from msshim._src.data.mindrecord import schema
from msshim._src.data.mindrecord.converters import writing
from msshim._src.data.mindrecord.errors import PathNotExistsError
from msshim._src.data.mindrecord.writer import FileWriter


class ImageNetToMR:
    """Folders of JPEGs as MindRecord.

    Args:
        map_file: A file of lines with the name of a folder and its label.
        image_dir: Where these folders are.
        destination: The MindRecord file.
        partition_number: How many MindRecord files there are.

    Raises:
        ValueError, ParamValueError: An argument is none of these.
    """

    def __init__(self, map_file: str, image_dir: str, destination: str, partition_number: int = 1) -> None:
        for path in (map_file, image_dir, destination):
            schema.check_name(path)
        self.map_file, self.image_dir, self.destination = map_file, image_dir, destination
        self.partition_number = writing.check_parts(partition_number)
        self.writer = FileWriter(destination, partition_number)

    def run(self) -> int:
        """As `transform`; says that it was done."""
        kinds = {"label": "int32", "image": "bytes", "file_name": "string"}
        self.writer.set_page_size(1 << 26)
        self.writer.add_schema({name: {"type": kind} for name, kind in kinds.items()}, "imagenet_schema")
        self.writer.add_index(["label", "file_name"])
        writing.write(self.writer, self._rows(), None, parallel=True)
        return 0

    def transform(self) -> None:
        """Write the MindRecord files.

        Raises:
            OSError: There is no such map.
            PathNotExistsError: There is no folder of it.
            RuntimeError: A MindRecord file is there already.
        """
        self.run()

    def _folders(self) -> dict[int, str]:
        if not os.path.exists(self.map_file):
            raise OSError(f"map file {self.map_file} not exists")
        with open(self.map_file, encoding="utf-8") as file:
            lines = [line.split(" ") for line in file]
        found = {}
        for name, label, *_ in lines:
            folder = os.path.join(self.image_dir, name)
            if os.path.isdir(folder):
                found[int(label)] = folder
            else:
                log.warning("There is no folder %s.", folder)
        if not found:
            raise PathNotExistsError(f"not valid image dir in {self.image_dir}")
        return found

    def _rows(self) -> Iterator[dict[str, Any]]:
        for label, folder in self._folders().items():
            for name in os.listdir(folder):
                path = os.path.join(folder, name)
                if not name.endswith(("JPEG", "jpg")):
                    log.warning("%s is left out: its name does not end with JPEG or jpg.", path)
                    continue
                with open(path, "rb") as file:
                    image = file.read()
                if image:
                    yield {"file_name": path, "label": label, "image": image}
                else:
                    log.warning("%s is left out: it is empty.", path)
