"""MindRecord files beside MindSpore's: equal to the byte, and each side reads the other's."""

import copy
import random
import shutil

import mindspore.mindrecord
import numpy as np
import pytest
from mindrecords import append, header_of, index_of, read, rows, schema, write

import msshim.mindrecord

THEIRS, OURS = mindspore.mindrecord, msshim.mindrecord
SMALL = (1 << 16, 1 << 15)  # sizes of header and pages, so that few rows fill many


def same_files(theirs, ours, names) -> None:
    for name in names:
        assert (theirs / name).read_bytes() == (ours / name).read_bytes(), name
        assert index_of(theirs / name) == index_of(ours / name)


def both(folder):
    found = folder / "theirs", folder / "ours"
    for one in found:
        one.mkdir()
    return found


@pytest.mark.parametrize("seed", range(30))
def test_files_are_equal_and_read_by_both(seed: int, tmp_path) -> None:
    draw = random.Random(seed)
    theirs, ours = both(tmp_path)
    of = schema(draw)
    shards = draw.choice([1, 1, 1, 2, 3])
    # A multiple of the files: what is left over goes to random ones.
    calls = [rows(draw, of, shards * draw.choice([1, 5, 40, 150])) for _ in range(draw.randint(1, 5))]
    plain = [name for name, one in of.items() if "shape" not in one and one["type"] != "bytes"]
    given = {
        "shards": shards,
        "index": draw.sample(plain, draw.randint(1, len(plain))) if plain and draw.random() < 0.5 else None,
        "sizes": draw.choice([SMALL, SMALL, ()]),
        "parallel": draw.random() < 0.15,
        "desc": draw.choice([None, 'de"sü\n']),
    }
    for library, folder in ((THEIRS, theirs), (OURS, ours)):
        write(library, folder / "f", of, calls, **given)
    names = [f"f{i}" for i in range(shards)] if shards > 1 else ["f"]
    same_files(theirs, ours, names)
    if not given["parallel"]:
        for some in [rows(draw, of, shards * draw.choice([1, 60])) for _ in range(draw.randint(0, 2))]:
            append(THEIRS, theirs / names[0], some)
            append(OURS, ours / names[0], some)
        same_files(theirs, ours, names)
    told = read(THEIRS, str(theirs / names[0]))
    for library, folder in ((OURS, theirs), (OURS, ours), (THEIRS, ours)):
        assert read(library, str(folder / names[0])) == told


def test_rows_left_over_go_to_any_file(tmp_path) -> None:
    of = {"v": {"type": "int32"}}
    write(OURS, tmp_path / "f", of, [[{"v": i} for i in range(10)]], shards=3)
    assert sorted(len(index_of(tmp_path / f"f{i}")[1]) for i in range(3)) == [3, 3, 4]
    for library in (THEIRS, OURS):
        assert [row["v"] for row in library.FileReader(str(tmp_path / "f1"), 1).get_next()] == list(range(10))


def test_columns(tmp_path) -> None:
    draw = random.Random(3)
    of = {
        "n": {"type": "string"},
        "x": {"type": "float32", "shape": [2]},
        "b": {"type": "bytes"},
        "i": {"type": "int32"},
    }
    path = write(THEIRS, tmp_path / "f", of, [rows(draw, of, 5)])
    for columns in (["x", "i"], ["i"], ["b"], [], None, ["n", "b"]):
        assert read(OURS, path, columns=columns) == read(THEIRS, path, columns=columns)


def test_no_rows(tmp_path) -> None:
    theirs, ours = both(tmp_path)
    for library, folder in ((THEIRS, theirs), (OURS, ours)):
        write(library, folder / "f", {"a": {"type": "int32"}}, [])
    same_files(theirs, ours, ["f"])
    assert read(OURS, str(theirs / "f")) == read(THEIRS, str(ours / "f"))


def test_a_row_that_does_not_fit_is_left_out(tmp_path) -> None:
    of = {"a": {"type": "int32"}, "x": {"type": "int64", "shape": [2]}}
    good = {"a": 1, "x": np.array([1, 2])}
    wrong = [
        {"a": 1}, {"a": 1.0, "x": good["x"]}, {"a": True, "x": good["x"]}, {"a": None, "x": good["x"]},
        {"a": np.int64(1), "x": good["x"]}, {"a": np.int8(1), "x": good["x"]}, {"a": 1, "x": np.array([1, 2, 3])},
        {"a": 1, "x": np.array([1, 2], np.int32)}, {"a": 1, "x": [1, 2]}, {"a": "1", "x": good["x"]},
    ]  # fmt: skip
    left = []
    for library in (THEIRS, OURS):
        writer = library.FileWriter(str(tmp_path / "f"), 1, True)
        writer.add_schema(copy.deepcopy(of))
        given = [dict(row) for row in (good, *wrong, {**good, "a": np.int32(7), "more": 3})]
        writer.write_raw_data(given)
        writer.commit()
        left.append((len(given), read(library, str(tmp_path / "f"))))
    assert left[0] == left[1]


def test_a_file_is_read_without_its_index_and_under_another_name(tmp_path) -> None:
    of = {"a": {"type": "int32"}, "b": {"type": "bytes"}}
    path = write(THEIRS, tmp_path / "f", of, [rows(random.Random(0), of, 9)])
    told = read(THEIRS, path)
    shutil.move(path, tmp_path / "other")
    assert read(OURS, str(tmp_path / "other")) == told
    page = OURS.MindPage(str(tmp_path / "other"), 1)
    page.category_field = "a"
    assert '"key":"a_0"' in page.read_category_info()


def test_a_writer_that_is_dropped_leaves_what_was_there(tmp_path) -> None:
    of = {"a": {"type": "int32"}}
    path = write(OURS, tmp_path / "f", of, [[{"a": 1}]])
    before = (tmp_path / "f").read_bytes()
    writer = OURS.FileWriter(path, 1, True)
    writer.add_schema(of)
    writer.write_raw_data([{"a": 2}])
    assert (tmp_path / "f").read_bytes() == before
    del writer
    assert (tmp_path / "f").read_bytes() == before and sorted(one.name for one in tmp_path.iterdir()) == ["f", "f.db"]


def test_permissions_and_holes(tmp_path) -> None:
    made = [
        write(library, tmp_path / library.__name__, {"a": {"type": "int32"}}, [[{"a": 1}]])
        for library in (THEIRS, OURS)
    ]
    theirs, ours = ((tmp_path / library.__name__).stat() for library in (THEIRS, OURS))
    assert (theirs.st_mode, theirs.st_size) == (ours.st_mode, ours.st_size)
    assert ours.st_blocks < 1000  # of 50 MB, nearly all is a hole
    assert {**header_of(made[0]), "shard_addresses": 0} == {**header_of(made[1]), "shard_addresses": 0}
