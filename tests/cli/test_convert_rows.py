"""`msshim convert` of MindRecord files: the rows in Parquet and WebDataset's tar, and what is refused."""

import io
import json
import random
import sys
import tarfile
from importlib.util import find_spec

import numpy as np
import pytest
from mindrecords import rows, write

import msshim.mindrecord
from msshim._src.cli.command import main

OF = {
    "n": {"type": "string"}, "i": {"type": "int32"}, "f": {"type": "float64"}, "c": {"type": "bytes"},
    "x": {"type": "int64", "shape": [-1]}, "y": {"type": "float32", "shape": [2, -1]},
}  # fmt: skip
SUFFIXES = ["tar", *(["parquet"] if find_spec("pyarrow") else [])]


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    draw = random.Random(0)
    some = rows(draw, OF, 300)
    some[0]["c"] = b"\xff\xd8\xff\xe0 a JPEG"
    write(msshim.mindrecord, "a.mindrecord", OF, [some], sizes=(1 << 14, 1 << 15))
    write(msshim.mindrecord, "many", OF, [some], shards=3, sizes=(1 << 14, 1 << 15))
    return tmp_path


def of_parquet(path):
    from pyarrow import parquet

    for row in parquet.read_table(path).to_pylist():
        yield {name: np.array(v, OF[name]["type"]) if "shape" in OF[name] else v for name, v in row.items()}


def of_tar(path):
    found: dict = {}
    with tarfile.open(path) as archive:
        for member in archive:
            number, _, name = member.name.partition(".")
            data = archive.extractfile(member).read()
            row = found.setdefault(number, {})
            if name == "json":
                row |= json.loads(data)
            else:
                name, _, kind = name.partition(".")
                row[name] = np.load(io.BytesIO(data)) if kind == "npy" else data
    return [found[number] for number in sorted(found)]


def same(one: dict, other: dict) -> bool:
    return set(one) == set(other) and all(np.array_equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("source", ["a.mindrecord", "many0"])
def test_rows(suffix: str, source: str, place) -> None:
    assert main(["convert", source, f"b.{suffix}"]) == 0
    found = list((of_tar if suffix == "tar" else of_parquet)(f"b.{suffix}"))
    told = list(msshim.mindrecord.FileReader(source, 1).get_next())
    assert len(found) == len(told) == 300
    assert all(same(one, other) for one, other in zip(found, told, strict=True))


def test_names_in_a_tar_say_what_they_hold(place) -> None:
    assert main(["convert", "a.mindrecord", "b.tar"]) == 0
    with tarfile.open("b.tar") as archive:
        assert archive.getnames()[:5] == ["000.c.jpg", "000.x.npy", "000.y.npy", "000.json", "001.c.bin"]


def test_list(place, capsys) -> None:
    assert main(["convert", "a.mindrecord", "--list"]) == 0
    said = capsys.readouterr().out
    assert "300 rows in 1 files" in said and all(name in said for name in OF)


def test_refused(place, capsys, monkeypatch) -> None:
    (place / "there.tar").write_bytes(b"x")
    (place / "bad.mindrecord").write_bytes(b"x" * 100)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for arguments, code, part in (
        (["a.mindrecord", "there.tar"], 1, "--force"),
        (["bad.mindrecord", "b.tar"], 1, "bad.mindrecord"),
        (["nowhere.mindrecord", "b.tar"], 1, "nowhere.mindrecord"),
        (["a.mindrecord", "b.parquet"], 1, "pip install 'msshim[parquet]'"),
        (["a.mindrecord", "nowhere/b.tar"], 1, "nowhere/b.tar"),
        (["a.mindrecord", "b.ckpt"], 2, ".parquet or .tar"),
        (["a.mindrecord", "b.tar", "--to-torch-names"], 2, "own names"),
    ):
        assert main(["convert", *arguments]) == code
        assert part in capsys.readouterr().err
    assert (place / "there.tar").read_bytes() == b"x"
    assert sorted(one.name for one in place.iterdir() if "b." in one.name) == []
    assert main(["convert", "a.mindrecord", "there.tar", "--force"]) == 0


def test_a_damaged_row_leaves_no_file(place, capsys) -> None:
    data = bytearray((place / "a.mindrecord").read_bytes())
    data[(1 << 14) : (1 << 14) + 8] = b"\xff" * 8
    (place / "a.mindrecord").write_bytes(data)
    assert main(["convert", "a.mindrecord", "b.tar"]) == 1
    assert "a.mindrecord" in capsys.readouterr().err and not (place / "b.tar").exists()
