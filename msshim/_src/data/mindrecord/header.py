"""The header of a MindRecord file: its schema, its pages and the names of the files beside it.

A file begins with the header's length (8 bytes, little-endian) and the header as JSON; page number i begins at
`header_size + i * page_size`. There are pages of raw data (numbers and texts) and of blobs (bytes and arrays). The rows
of one blob page are a row group; a raw page says where each group begins in it.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

VERSION = "3.0"
HEADER_SIZES, PAGE_SIZES = (1 << 14, 1 << 27), (1 << 15, 1 << 28)
SHARDS = 1000
RAW, BLOB = "RAW_DATA", "BLOB_DATA"
KINDS = ("int32", "int64", "float32", "float64", "string", "bytes")
LENGTH = struct.Struct("<Q")


@dataclass
class Page:
    """What a header says of a page; `groups` are the row groups of a raw page with their first bytes."""

    number: int
    kind: str
    kind_number: int
    first_row: int = 0
    last_row: int = 0
    groups: list[tuple[int, int]] = field(default_factory=list)
    size: int = 0

    def text(self, shard: int) -> dict[str, Any]:
        """As the JSON has it."""
        groups = self.groups if self.kind == RAW else [(0, 0)]
        return {
            "end_row_id": self.last_row,
            "page_id": self.number,
            "page_size": self.size,
            "page_type": self.kind,
            "page_type_id": self.kind_number,
            "row_group_ids": [{"id": number, "offset": offset} for number, offset in groups],
            "shard_id": shard,
            "start_row_id": self.first_row,
        }


@dataclass
class Header:
    """All that a header says."""

    schema: dict[str, dict[str, Any]]
    desc: str = ""
    index: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    shard: int = 0
    header_size: int = 1 << 24
    page_size: int = 1 << 25
    saved: int = 0
    pages: list[Page] = field(default_factory=list)
    version: str = VERSION

    @cached_property
    def blobs(self) -> list[str]:
        """The fields that stand in blob pages: bytes and arrays."""
        return sorted(name for name, one in self.schema.items() if one["type"] == "bytes" or "shape" in one)

    def start(self, page: Page) -> int:
        """Where a page begins in the file."""
        return self.header_size + page.number * self.page_size

    def encode(self) -> bytes:
        """The first bytes of the file.

        Raises:
            ValueError: They are more than `header_size`.
        """
        parts = {
            "header_size": self.header_size,
            "index_fields": [{"index_field": name, "schema_id": 0} for name in self.index] or None,
            "page": [page.text(self.shard) for page in self.pages] or None,
            "page_size": self.page_size,
            "compression_size": max(self.saved, 0),
            "schema": [{"blob_fields": self.blobs, "desc": self.desc, "schema": _in_order(self.schema)}],
            "shard_addresses": self.files,
            "shard_id": self.shard,
            "statistics": None,
            "version": self.version,
        }
        text = json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode()
        if LENGTH.size + len(text) > self.header_size:
            raise ValueError(
                f"the header has {len(text)} bytes and its place {self.header_size}; set_header_size makes it larger"
            )
        return LENGTH.pack(len(text)) + text


def _in_order(schema: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {name: dict(sorted(schema[name].items())) for name in sorted(schema)}


def decode(text: bytes, size: int) -> Header:
    """The header of a file of `size` bytes from its JSON.

    Raises:
        ValueError: It is no header, or says of the file what can not be.
    """
    try:
        return _checked(json.loads(text), size)
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(f"its header is none ({type(error).__name__}: {error})") from None


def _checked(found: dict[str, Any], size: int) -> Header:
    (schema,) = found["schema"]
    made = Header(
        schema=_fields(schema["schema"]),
        desc=_str(schema["desc"]),
        index=[_str(one["index_field"]) for one in found["index_fields"] or []],
        files=[_str(name) for name in found["shard_addresses"]],
        shard=_int(found["shard_id"]),
        header_size=_int(found["header_size"], *HEADER_SIZES),
        page_size=_int(found["page_size"], *PAGE_SIZES),
        saved=_int(found.get("compression_size", 0)),
        version=_str(found["version"]),
    )
    if len(set(made.files)) != len(made.files) or len(made.files) > SHARDS:
        raise ValueError(f"its header names a file twice, or more than {SHARDS}")
    if schema["blob_fields"] != made.blobs:
        raise ValueError("the blob fields of its header are not those of the schema")
    if not set(made.index) <= set(made.schema) - set(made.blobs):
        raise ValueError("an index field of its header is none of the schema")
    numbers = set()
    for one in found["page"] or []:
        page = Page(
            _int(one["page_id"]), _str(one["page_type"]), _int(one["page_type_id"]), _int(one["start_row_id"]),
            _int(one["end_row_id"]), [(_int(group["id"]), _int(group["offset"])) for group in one["row_group_ids"]],
            _int(one["page_size"], 0, made.page_size),
        )  # fmt: skip
        if page.kind not in (RAW, BLOB) or page.number in numbers:
            raise ValueError(f"its page {page.number} is of an unknown kind, or there twice")
        if made.start(page) + page.size > size:
            raise ValueError(f"it has {size} bytes, but its page {page.number} goes on after its end")
        if page.kind == BLOB and not 0 <= (page.last_row - page.first_row) * LENGTH.size <= page.size:
            raise ValueError(f"its page {page.number} is too short for its rows")
        numbers.add(page.number)
        made.pages.append(page)
    return made


def _fields(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    for name, one in schema.items():
        if one["type"] not in KINDS:
            raise ValueError(f"the type {one['type']!r} of its field {name!r} is unknown")
        if "shape" in one:
            if one["type"] in ("string", "bytes") or [n for n in one["shape"] if n != -1 and _int(n, 1) < 1]:
                raise ValueError(f"the shape of its field {name!r} is none")
            if one["shape"].count(-1) > 1:
                raise ValueError(f"the shape of its field {name!r} is none")
    return schema


def _int(value: Any, least: int = 0, most: int = 1 << 62) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"a number of its header must be in [{least}, {most}], but is {value!r}")
    return value


def _str(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"a name of its header must be a text, but is {value!r}")
    return value
