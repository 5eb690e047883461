"""Rows of every kind that MindRecord has, drawn from a seed, and files of them written by either side."""

import copy
import json
import random
import sqlite3
import struct
from contextlib import closing

import numpy as np

KINDS = ("int32", "int64", "float32", "float64", "string", "bytes")
SHAPES = ([-1], [2, 3], [3], [-1, 2], [1])


def schema(draw: random.Random) -> dict:
    """A schema of up to six fields."""
    made = {}
    for name in draw.sample(["a", "b", "label", "Data", "x_1", "zz", "m"], draw.randint(1, 6)):
        kind = draw.choice(KINDS)
        made[name] = {"type": kind}
        if kind not in ("string", "bytes") and draw.random() < 0.5:
            made[name]["shape"] = draw.choice(SHAPES)
    return made


def value(draw: random.Random, one: dict):
    kind = one["type"]
    largest = 2**31 - 1 if kind == "int32" else 2**62
    if "shape" in one:
        shape = [draw.randint(1, 6) if size == -1 else size for size in one["shape"]]
        count = int(np.prod(shape))
        if kind.startswith("int"):
            bound = draw.choice([100, 1000, 2**20, largest])
            return np.array([draw.randint(-bound, bound) for _ in range(count)], kind).reshape(shape)
        return np.array([draw.gauss(0, 1) for _ in range(count)], kind).reshape(shape)
    if kind == "string":
        return draw.choice(["", "é", "x"]) * draw.randint(0, 300)
    if kind == "bytes":
        return draw.randbytes(draw.randint(1, 60)) * draw.choice([1, 1, 1, 90])
    if kind.startswith("int"):
        bound = draw.choice([10, 200, 40000, largest])
        return draw.randint(-bound, bound)
    return draw.choice([draw.random(), 0.5, float(draw.randint(-9, 9)), 1e10, -0.0])


def rows(draw: random.Random, of: dict, count: int) -> list[dict]:
    return [{name: value(draw, one) for name, one in of.items()} for _ in range(count)]


def write(
    library, path, of: dict, calls: list[list[dict]], *, shards=1, index=None, sizes=(), parallel=False, desc=None
):
    """A file written by `library`, a module `mindrecord`; each of `calls` has the rows of one call."""
    writer = library.FileWriter(str(path), shards, True)
    if sizes:
        writer.set_header_size(sizes[0])
        writer.set_page_size(sizes[1])
    writer.add_schema(copy.deepcopy(of), desc)
    if index:
        writer.add_index(index)
    for some in calls:
        writer.write_raw_data([dict(row) for row in some], parallel)
    writer.commit()
    return str(path)


def append(library, path, some: list[dict]) -> None:
    writer = library.FileWriter.open_for_append(str(path))
    writer.write_raw_data([dict(row) for row in some])
    writer.commit()


def index_of(path) -> tuple:
    """The columns and rows of the `.db` beside a file."""
    with closing(sqlite3.connect(f"{path}.db")) as database:
        asked = ("pragma table_info(INDEXES)", "select * from INDEXES", "select * from SHARD_NAME")
        return tuple(database.execute(one).fetchall() for one in asked)


def header_of(path) -> dict:
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        return json.loads(file.read(length))


def seen(values: dict) -> list:
    """A row, so that it can be compared."""
    found = []
    for name, one in values.items():
        array = isinstance(one, np.ndarray)
        found.append(
            (name, str(one.dtype), one.shape, one.tolist(), one.flags.writeable) if array else (name, type(one), one)
        )
    return found


def read(library, path, **given) -> list:
    reader = library.FileReader(path, 1, **given)
    found = [seen(row) for row in reader.get_next()]
    assert reader.len() == len(found)
    reader.close()
    return [reader.schema(), *found]
