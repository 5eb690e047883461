"""How rows are laid out in the pages of one file that is written, page for page as MindSpore does it.

The rows of one call go together: first into the last row group while they fit, then into new pages of blobs, then their
raw data into the last raw page or a new one. A row group's raw data stays together; where it outgrows its page
it moves to a new one.
"""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import IO

from msshim._src.checkpoint.files import whole
from msshim._src.data.failures import Refused
from msshim._src.data.mindrecord import encryption, index
from msshim._src.data.mindrecord.header import BLOB, LENGTH, RAW, Header, Page
from msshim._src.data.mindrecord.shard import Shard

Rows = Sequence[tuple[bytes, bytes]]


def _size(part: bytes) -> int:
    """How much of a page the raw data or the blob of a row takes."""
    return LENGTH.size + len(part)


class Pages:
    """The pages of a file while it is written, in a temporary file; `commit` puts it in its place.

    Args:
        path: The file.
        header: Its header, whose pages are filled.
        append: Whether it begins with what the file has.
    """

    def __init__(self, path: str, header: Header, append: bool = False) -> None:
        self.path, self.header = path, header
        self._secret = encryption.has_key()
        self._begun = ExitStack()  # dropped before `commit`, it leaves what was at `path`
        kept = tempfile.TemporaryFile() if self._secret else whole(path, 0o600)  # noqa: SIM115 the stack closes it
        self._file: IO[bytes] = self._begun.enter_context(kept)
        if append:
            with encryption.opened(path) as plain:
                encryption.copy(plain, self._file)

    def __del__(self) -> None:
        self._begun.__exit__(GeneratorExit, GeneratorExit(), None)  # nothing is left to end after `commit`

    def _last(self, kind: str) -> Page | None:
        return next((page for page in reversed(self.header.pages) if page.kind == kind), None)

    def _next(self, kind: str, kind_number: int, first_row: int = 0) -> Page:
        page = Page(len(self.header.pages), kind, kind_number, first_row, first_row)
        self.header.pages.append(page)
        return page

    def _append(self, page: Page, parts: Iterable[bytes]) -> None:
        """Write rows, each with its length before it, at the end of a page."""
        self._file.seek(self.header.start(page) + page.size)
        for part in parts:
            self._file.write(LENGTH.pack(len(part)))
            self._file.write(part)
            page.size += _size(part)

    def add(self, rows: Rows) -> None:
        """Write rows of raw data and blobs.

        Raises:
            Refused: A row does not fit into a page.
        """
        largest = max((_size(part) for row in rows for part in row), default=0)
        if largest > self.header.page_size:
            raise Refused(
                f"Invalid data, Page size: {self.header.page_size} is too small to save a row of {largest} bytes. "
                "Please use 'set_page_size' to enable a larger page size."
            )
        raw_page, blob_page = self._last(RAW), self._last(BLOB)
        appended, *fresh = self._cut(rows, raw_page, blob_page)
        if appended and blob_page:
            self._append(blob_page, (blob for _, blob in appended))
            blob_page.last_row += len(appended)
        for group in fresh:
            number, row = (blob_page.kind_number + 1, blob_page.last_row) if blob_page else (0, 0)
            blob_page = self._next(BLOB, number, row)
            self._append(blob_page, (blob for _, blob in group))
            blob_page.last_row += len(group)
        if appended and raw_page:
            raw_page = self._roomy(raw_page, sum(_size(raw) for raw, _ in appended))
        number = raw_page.groups[-1][0] if raw_page else -1
        for i, group in enumerate([appended, *fresh]):
            if not group:
                continue
            size = sum(_size(raw) for raw, _ in group)
            if raw_page is None or raw_page.size + size > self.header.page_size:
                raw_page = self._next(RAW, raw_page.number + 1 if raw_page else 0)
            if i:
                number += 1
                raw_page.groups.append((number, raw_page.size))
            self._append(raw_page, (raw for raw, _ in group))

    def _cut(self, rows: Rows, raw_page: Page | None, blob_page: Page | None) -> list[list[tuple[bytes, bytes]]]:
        """The rows that go into the last row group, then those of each new one."""
        blobs = blob_page.size if blob_page else 0
        raws = raw_page.size - raw_page.groups[-1][1] if raw_page else 0
        groups: list[list[tuple[bytes, bytes]]] = [[]]
        for raw, blob in rows:
            if not blobs or max(blobs + _size(blob), raws + _size(raw)) > self.header.page_size:
                groups.append([])
                blobs = raws = 0
            groups[-1].append((raw, blob))
            blobs, raws = blobs + _size(blob), raws + _size(raw)
        return groups

    def _roomy(self, page: Page, size: int) -> Page:
        """The raw page with the last row group, moved to a new one where `size` bytes more do not fit."""
        if page.size + size <= self.header.page_size:
            return page
        number, start = page.groups.pop()
        self._file.flush()
        first = self.header.start(page)
        with mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            moved = data[first + start : first + page.size]
        page.size = start
        fresh = self._next(RAW, page.number + 1)
        fresh.groups.append((number, 0))
        self._file.seek(self.header.start(fresh))
        self._file.write(moved)
        fresh.size = len(moved)
        return fresh

    def commit(self) -> None:
        """Write the header, and put the file and its index in their places.

        Raises:
            Refused: The header is too small for what it must say.
        """
        try:
            head = self.header.encode()
        except ValueError as error:
            raise Refused(f"Invalid data, {error}: {self.path}") from None
        if self._secret != encryption.has_key():
            raise RuntimeError(f"The key must not come or go while a file is written: {self.path}")
        self._file.seek(0)
        self._file.write(head)
        self._file.flush()
        if self._secret:
            encryption.save(self._file, self.path)
            index.save(Shard(self.path, self._file))
        self._begun.close()
        if not self._secret:
            index.save(Shard(self.path))
