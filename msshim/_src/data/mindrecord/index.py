"""The `.db` beside a MindRecord file: where its rows are, in SQLite. MindSpore asks for it; msshim needs none."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from msshim._src.data.mindrecord import encryption
from msshim._src.data.mindrecord.shard import Shard

_KINDS = {"string": "TEXT", "int32": "INTEGER", "int64": "INTEGER", "float32": "REAL", "float64": "REAL"}
_PLACES = (
    "ROW_ID", "PAGE_ID_RAW", "PAGE_OFFSET_RAW", "PAGE_OFFSET_RAW_END", "ROW_GROUP_ID", "PAGE_ID_BLOB",
    "PAGE_OFFSET_BLOB", "PAGE_OFFSET_BLOB_END",
)  # fmt: skip


def save(shard: Shard) -> None:
    """Write the index of a file's rows beside it, encrypted where there is a key."""
    path = f"{shard.path}.db"
    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(path))) as folder:
        made = os.path.join(folder, "index")
        with closing(sqlite3.connect(made)) as database, database:
            _fill(database, shard)
        with open(made, "rb") as plain:
            encryption.save(plain, path)


def _fill(database: sqlite3.Connection, shard: Shard) -> None:
    fields, schema = shard.header.index, shard.header.schema
    columns = [f"{place} INT NOT NULL" for place in _PLACES]
    columns += [f"INC_{i} INT, {one}_0 {_KINDS[schema[one]['type']]}" for i, one in enumerate(fields)]
    key = ",".join(["ROW_ID", *(f"INC_{i}" for i in range(len(fields)))])
    database.execute(f"CREATE TABLE INDEXES({', '.join(columns)}, PRIMARY KEY({key}))")
    database.execute("CREATE TABLE SHARD_NAME(NAME TEXT NOT NULL)")
    database.execute("INSERT INTO SHARD_NAME VALUES(?)", (os.path.basename(shard.path),))
    slots = ",".join("?" * (len(_PLACES) + 2 * len(fields)))
    database.executemany(f"INSERT INTO INDEXES VALUES({slots})", _rows(shard, fields))


def _rows(shard: Shard, fields: list[str]) -> Iterator[tuple[Any, ...]]:
    row = 0
    for number, group in enumerate(shard.groups):
        places = shard.places(number)
        raw, blob = shard.header.start(group.raw), shard.header.start(group.blob)
        for i in range(group.rows):
            values = shard.raw(row) if fields else {}
            yield (
                row, group.raw.number, places.raw[i] - raw, places.raw[i + 1] - raw, group.blob.kind_number,
                group.blob.number, places.blob[i] - blob, places.blob[i + 1] - blob,
                *(value for name in fields for value in (0, values[name])),
            )  # fmt: skip
            row += 1
