"""One MindRecord file, mapped into memory: where its rows are, and their bytes.

All that a file says is compared with its length before it is used, so that a damaged one raises and takes no memory
that it does not have. Where the rows of a page begin is looked up when the first of them is asked for.
"""

from __future__ import annotations

import mmap
import os
import struct
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import IO, Any, NamedTuple

from msshim._src.data.failures import Refused
from msshim._src.data.mindrecord import encryption, header, packing
from msshim._src.data.mindrecord.header import BLOB, LENGTH, RAW, Header, Page


def damaged(path: str, why: object) -> Refused:
    """What is raised for a file that can not be read."""
    return Refused(f"Invalid file, {why}. Please check the MindRecord file: {path}")


class Group(NamedTuple):
    """The rows of one blob page, and where their raw data is."""

    raw: Page
    start: int
    end: int
    blob: Page
    rows: int


class Places(NamedTuple):
    """For each row of a group where it begins in the file, and at last where the last one ends."""

    raw: array[int]
    blob: array[int]


class Shard:
    """A file of rows.

    Args:
        path: The file.
        file: The same, where it is open already.

    Raises:
        Refused: It is no MindRecord file, or damaged.
        RuntimeError: It is encrypted and there is no key, or the other way round.
    """

    def __init__(self, path: str, file: IO[bytes] | None = None) -> None:
        self.path = path
        if file is None:
            with encryption.opened(path) as plain:
                self._map(plain)
        else:
            self._map(file)
        by_number = {page.kind_number: page for page in self.header.pages if page.kind == BLOB}
        self.groups: list[Group] = []
        for page in sorted(self.header.pages, key=lambda page: page.number):
            if page.kind == RAW:
                self._add_groups(page, by_number)
        self._firsts = [0, *accumulate(group.rows for group in self.groups)]
        self._places: dict[int, Places] = {}

    def _map(self, file: IO[bytes]) -> None:
        size = os.fstat(file.fileno()).st_size
        if size < LENGTH.size:
            raise damaged(
                self.path, f"the size of mindrecord file: {size} is smaller than the lower limit: {LENGTH.size}"
            )
        self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        (length,) = LENGTH.unpack_from(self._data)
        if length > min(size - LENGTH.size, header.HEADER_SIZES[1]):
            raise damaged(self.path, "the size of mindrecord file header is larger than the upper limit")
        try:
            self.header: Header = header.decode(self._data[LENGTH.size : LENGTH.size + length], size)
        except ValueError as error:
            raise damaged(self.path, f"failed to parse header content: {error}") from None

    def _add_groups(self, page: Page, blobs: dict[int, Page]) -> None:
        ends = [start for _, start in page.groups[1:]] + [page.size]
        for (number, start), end in zip(page.groups, ends, strict=True):
            blob = blobs.pop(number, None)
            if blob is None:
                raise damaged(self.path, f"its row group {number} has no page of blobs")
            rows = blob.last_row - blob.first_row
            if not 0 <= start <= end <= page.size or rows * LENGTH.size > end - start:
                raise damaged(self.path, f"the row group {number} is too short for its rows")
            first = self.header.start(page)
            self.groups.append(Group(page, first + start, first + end, blob, rows))

    def __len__(self) -> int:
        return self._firsts[-1]

    def places(self, number: int) -> Places:
        """Where the rows of a group are."""
        found = self._places.get(number)
        if found is None:
            group = self.groups[number]
            start = self.header.start(group.blob)
            found = Places(
                self._rows(group.start, group.end, group.rows),
                self._rows(start, start + group.blob.size, group.rows),
            )
            self._places[number] = found
        return found

    def _rows(self, place: int, end: int, count: int) -> array[int]:
        data, found, read = self._data, array("Q", (place,)), LENGTH.unpack_from
        try:
            for _ in range(count):
                place += 8 + read(data, place)[0]
                if place > end:
                    raise damaged(self.path, "a row ends after its page")
                found.append(place)
        except struct.error:
            raise damaged(self.path, "a row ends after its page") from None
        return found

    def _place(self, row: int) -> tuple[Places, int]:
        number = bisect_right(self._firsts, row) - 1
        return self.places(number), row - self._firsts[number]

    def raw(self, row: int) -> dict[str, Any]:
        """The numbers and texts of a row."""
        places, i = self._place(row)
        try:
            return packing.unpack(self._data[places.raw[i] + 8 : places.raw[i + 1]])
        except ValueError as error:
            raise damaged(self.path, f"failed to read its row {row}: {error}") from None

    def blob(self, row: int) -> tuple[mmap.mmap, list[tuple[int, int]]]:
        """The file's bytes, and where in them the parts of a row's blob begin and end, one a blob field."""
        places, i = self._place(row)
        place, end = places.blob[i] + 8, places.blob[i + 1]
        count = len(self.header.blobs)
        if count == 1:
            return self._data, [(place, end)]
        parts = []
        for _ in range(count):
            start = place + 8
            place = start + int.from_bytes(self._data[place:start], "big")
            if place > end:
                raise damaged(self.path, f"a field of its row {row} ends after it")
            parts.append((start, place))
        return self._data, parts
