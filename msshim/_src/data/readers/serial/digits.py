"""USPS: lines of a label and numbered pixels. Source: minddata's USPSOp of 2.10."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.numbers import real_number, whole_number
from msshim._src.data.readers.serial.files import Source, count_lines, lines
from msshim._src.data.readers.serial.lines import of_usage
from msshim._src.data.rows import Row


def usps(dataset_dir: str, usage: str = "all") -> Source:
    """USPSDataset: written digits of 16 x 16 pixels, which are from -1 to 1 in the file."""
    return Source(of_usage(dataset_dir, usage, train="usps", test="usps.t"), count_lines, _rows)


def _rows(path: str, start: int, stop: int) -> Iterator[Row]:
    return (_row(line.decode("latin-1"), path) for line in islice(filter(None, lines(path)), start, stop))


def _row(line: str, path: str) -> tuple[Any, Any]:
    label, *pixels = line.split(" ")[:-1] or [""]
    pairs = [pixel.partition(":") for pixel in pixels]
    if len(pairs) != 256 or any(whole_number(place) != i for i, (place, _, _) in enumerate(pairs, 1)):
        raise Refused(
            f"Invalid data, a line of {path} must have a label and 256 numbered pixels, but is {line[:80]!r}."
        )
    values = np.array([real_number(value) for _, _, value in pairs], np.float32).astype(np.float64)
    image = ((values + 1.0) / 2.0 * 255.0).astype(np.uint8).reshape(16, 16, 1)
    return image, np.array((whole_number(label) - 1) % 2**32, np.uint32)
