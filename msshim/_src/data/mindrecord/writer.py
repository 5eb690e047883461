"""`FileWriter`. Source: mindspore.mindrecord.filewriter of 2.10."""

from __future__ import annotations

import os
import random
from typing import Any

from msshim._src.data import failures
from msshim._src.data.failures import Refused
from msshim._src.data.mindrecord import encryption, schema
from msshim._src.data.mindrecord.errors import (
    MRMAddSchemaError,
    MRMDefineIndexError,
    MRMGetMetaError,
    ParamTypeError,
    ParamValueError,
)
from msshim._src.data.mindrecord.header import HEADER_SIZES, PAGE_SIZES, SHARDS, Header
from msshim._src.data.mindrecord.pages import Pages
from msshim._src.data.mindrecord.records import Records

_random = random.Random()  # not the program's own, whose numbers it would take


class FileWriter:
    """Rows written to MindRecord files, whole at `commit` or not at all.

    Args:
        file_name: The file; of several, what their names begin with.
        shard_num: How many files, from 1 to 1000.
        overwrite: Whether files that are there are replaced.

    Raises:
        ParamValueError: An argument is none of these.
        RuntimeError: Several files are to be encrypted.
    """

    def __init__(self, file_name: str, shard_num: int = 1, overwrite: bool = False) -> None:
        schema.check_name(file_name)
        if not isinstance(shard_num, int):
            raise ParamValueError(f"Parameter shard_num must be an int, but is {shard_num!r}.")
        if not 1 <= shard_num <= SHARDS:
            raise ParamValueError(f"Parameter shard_num's value: {shard_num} should between 1 and {SHARDS}.")
        if not isinstance(overwrite, bool):
            raise ParamValueError(f"Parameter overwrite must be a bool, but is {overwrite!r}.")
        if shard_num > 1 and encryption.has_key():
            raise RuntimeError("Files that are encrypted can not be cut into several: 'shard_num' must be 1.")
        width = len(str(shard_num - 1))
        self._paths = [f"{file_name}{i:0{width}d}" for i in range(shard_num)] if shard_num > 1 else [file_name]
        self._overwrite, self._appends = overwrite, False
        self._schema: dict[str, Any] | None = None
        self._desc, self._index = "", list[str]()
        self._sizes = Header({}).header_size, Header({}).page_size
        self._pages: list[Pages] | None = None
        self._parallel: bool | None = None
        self._turn = 0
        self._bare: dict[str, Any] | None = {"id": 0}
        self._done = False

    @classmethod
    def to_paths(cls, paths: list[str]) -> FileWriter:
        """A writer of new files with names of their own, which stand together."""
        made = cls(paths[0])
        if len(paths) > 1 and encryption.has_key():
            raise RuntimeError("Files that are encrypted can not be cut into several.")
        made._paths, made._bare = paths, None
        return made

    @classmethod
    def open_for_append(cls, file_name: str) -> FileWriter:
        """A writer that adds rows to a file, and to those that were written with it.

        Raises:
            ParamValueError: It is no name of a file.
            RuntimeError: It is not there, or no MindRecord file.
        """
        schema.check_name(file_name)
        with failures.shown():
            shards = Records(file_name).shards
            made = cls(file_name)
            made._appends, made._overwrite = True, True
            made._paths = [shard.path for shard in shards]
            first = shards[0].header
            made._schema, made._index = first.schema, first.index
            made._pages = [Pages(shard.path, shard.header, append=True) for shard in shards]
            made._encode = schema.Encoder(first, made._bare)
        return made

    def add_schema(self, content: dict[str, Any], desc: str | None = None) -> None:
        """Say which fields rows have: of each the ``type``, and of arrays the ``shape``, where -1 is any size.

        Args:
            content: By name of the field; types are int32, int64, float32, float64, string, bytes.
            desc: Words about it.

        Raises:
            MRMInvalidSchemaError, MRMBuildSchemaError: It is no schema.
            MRMAddSchemaError: There is one already.
            TypeError: `desc` is no str.
        """
        schema.check_schema(content)
        if desc and not isinstance(desc, str):
            raise TypeError(f"The 'desc' must be a str, but got {type(desc).__name__}.")
        if self._schema is not None:
            raise MRMAddSchemaError
        self._schema = {name: dict(one) for name, one in sorted(content.items())}
        self._desc = desc or ""

    def add_index(self, index_fields: list[str]) -> None:
        """Say by which fields MindPage finds rows; unless said, by all numbers and texts.

        Raises:
            ParamTypeError: It is no list of str.
            MRMGetMetaError: There is no schema yet.
            MRMDefineIndexError: A field holds bytes or arrays.
            RuntimeError: A field is none of the schema, or named twice.
        """
        if not index_fields or not isinstance(index_fields, list):
            raise ParamTypeError("index_fields", "list")
        if self._schema is None:
            raise MRMGetMetaError
        for name in index_fields:
            if name in Header(self._schema).blobs:
                raise MRMDefineIndexError(f"Failed to set field {name} since it's not primitive type.")
            if not isinstance(name, str):
                raise ParamTypeError("index field", "str")
        for name in index_fields:
            if name not in self._schema:
                raise RuntimeError(f"The 'index_fields' must be of {list(self._schema)}, but one is {name!r}.")
            if name in self._index:
                raise RuntimeError(f"The 'index_fields' must have no name twice, but {name!r} is.")
            self._index.append(name)

    def set_header_size(self, header_size: int) -> None:
        """Make room for a longer header than 16 MiB: from 16 KiB to 128 MiB.

        Raises:
            TypeError, RuntimeError: It is no int, not in these bounds, or not a multiple of 4.
        """
        self._sizes = _size("header_size", header_size, HEADER_SIZES), self._sizes[1]

    def set_page_size(self, page_size: int) -> None:
        """Make room for larger rows than 32 MiB: from 32 KiB to 256 MiB.

        Raises:
            TypeError, RuntimeError: It is no int, not in these bounds, or not a multiple of 4.
        """
        self._sizes = self._sizes[0], _size("page_size", page_size, PAGE_SIZES)

    def write_raw_data(self, raw_data: list[dict[str, Any]], parallel_writer: bool = False) -> None:
        """Add rows. Those that do not fit the schema are left out, and taken out of the list, with a warning.

        Args:
            raw_data: Rows, as dicts of their fields.
            parallel_writer: Whether all of them go into one file, and those of the next call into the next one.

        Raises:
            TypeError: `parallel_writer` is no bool.
            ParamTypeError: `raw_data` is no list of dicts.
            RuntimeError: No row fits, a row is larger than a page, the file is there already, there is no schema, all
                was committed, or `parallel_writer` was another one.
        """
        if not isinstance(parallel_writer, bool):
            raise TypeError(f"The 'parallel_writer' must be a bool, but got {type(parallel_writer).__name__}.")
        if self._parallel is None:
            self._parallel = parallel_writer
        if self._parallel != parallel_writer:
            raise RuntimeError("The 'parallel_writer' must be the same in all calls.")
        try:
            with failures.shown():
                self._write(raw_data)
        except ParamTypeError as error:
            if not parallel_writer:
                raise
            raise RuntimeError(str(error)) from None  # as of a worker process

    def _write(self, raw_data: Any) -> None:
        pages = self._open()
        if not isinstance(raw_data, list):
            raise ParamTypeError("raw_data", "list")
        if self._done:
            raise RuntimeError("Rows can not be written after 'commit'; 'open_for_append' opens the file again.")
        for row in raw_data:
            if not isinstance(row, dict):
                raise ParamTypeError("raw_data item", "dict")
        schema.fitting(raw_data, self._schema or {})
        if not raw_data:
            raise RuntimeError("There is no row in 'raw_data' that fits the schema; the warnings above say why.")
        encoded = [self._encode(row) for row in raw_data]
        for one in pages if not self._parallel else [pages[self._turn % len(pages)]]:
            one.header.saved += sum(saved for _, _, saved in encoded)
        rows = [(raw, blob) for raw, blob, _ in encoded]
        if self._parallel:
            pages[self._turn % len(pages)].add(rows)
            self._turn += 1
            return
        each, rest = divmod(len(rows), len(pages))
        larger, start = set(_random.sample(range(len(pages)), rest)), 0
        for i, one in enumerate(pages):
            end = start + each + (i in larger)
            if end > start:
                one.add(rows[start:end])
            start = end

    def _open(self) -> list[Pages]:
        """The files that are written; begun at the first call."""
        if self._pages is None:
            for path in self._paths:
                if os.path.exists(path) and not self._overwrite:
                    raise Refused(
                        f"Invalid file, mindrecord files already exist. Please check file path: {path}. 'overwrite' "
                        "replaces them."
                    )
                folder = os.path.dirname(os.path.abspath(path))
                if not os.path.isdir(folder):
                    raise Refused(f"Invalid dir, there is no folder for the mindrecord file: {folder}")
            if self._schema is None:
                raise Refused("Invalid data, schema is not found in header, please use 'add_schema' to add one.")
            names = [os.path.basename(path) for path in self._paths]
            blobs = Header(self._schema).blobs
            sizes = () if self._parallel else self._sizes  # MindSpore's worker processes do not get them
            self._pages = [
                Pages(
                    path,
                    Header(
                        self._schema, self._desc, self._index or [name for name in self._schema if name not in blobs],
                        [name] if self._parallel else names, 0 if self._parallel else i, *sizes,
                    ),
                )
                for i, (path, name) in enumerate(zip(self._paths, names, strict=True))
            ]  # fmt: skip
            self._encode = schema.Encoder(self._pages[0].header, self._bare)
        return self._pages

    def commit(self) -> None:
        """Put the files, and an index beside each, in their places.

        Raises:
            RuntimeError: A file is there already, there is no schema, or the header is too small.
        """
        with failures.shown():
            for pages in [] if self._done else self._open():
                pages.commit()
        self._done = True


def _size(name: str, size: Any, bounds: tuple[int, int]) -> int:
    if not isinstance(size, int):
        raise TypeError(f"The '{name}' must be an int, but got {type(size).__name__}.")
    if not bounds[0] <= size <= bounds[1] or size % 4:
        raise RuntimeError(f"The '{name}' must be in {list(bounds)} and a multiple of 4, but got {size}.")
    return size
