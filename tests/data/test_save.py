"""Dataset.save beside MindSpore's: the same file to the byte, or the same refusal; PaddedDataset."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from answers import OURS, THEIRS, beside, tried
from mindrecords import header_of, index_of

TYPES = (
    "bool",
    "int8",
    "uint8",
    "int16",
    "uint16",
    "int32",
    "uint32",
    "int64",
    "uint64",
    "float16",
    "float32",
    "float64",
)


def saved(ds: Any, rows: Any, columns: Any, path: Any, *given: Any) -> Any:
    """The class of what saving raises, or the file and its index."""
    made = ds.GeneratorDataset(rows, columns, shuffle=False)
    found = tried(lambda: made.save(str(path), *given))
    return found if isinstance(found, type) else (path.read_bytes(), index_of(path))


def both(tmp_path: Any, rows: Any, columns: Any) -> Any:
    found = []
    for ds, folder in ((OURS, tmp_path / "ours"), (THEIRS, tmp_path / "theirs")):
        folder.mkdir(exist_ok=True)
        found.append(saved(ds, rows, columns, folder / "x"))
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize("kind", TYPES)
def test_types(kind: str, tmp_path) -> None:
    rows = [(np.array(i, kind), np.full(i + 1, i, kind), np.full((2, 3), i, kind)) for i in range(40)]
    assert not isinstance(both(tmp_path, rows, ["a", "c", "b"]), type)
    beside(lambda ds: ds.MindDataset(str(tmp_path / "ours" / "x"), shuffle=False))


ROWS = {
    "texts and bytes": [("x é", b"y", 1.5), ("", b"zz", 2.5)],
    "arrays of texts": [(np.array(["x", "yy"]),)],
    "a size that changes": [(np.ones((2, 2)),), (np.ones((3, 2)),)],
    "another size that changes": [(np.ones((2, 2)),), (np.ones((2, 3)),)],
    "a dict": [({"a": 1},)],
    "the largest int": [(np.array(2**64 - 1, np.uint64),)],
}


@pytest.mark.parametrize("title", ROWS)
def test_rows(title: str, tmp_path) -> None:
    if not isinstance(both(tmp_path, ROWS[title], list("abc")[: len(ROWS[title][0])]), type):
        beside(lambda ds: ds.MindDataset(str(tmp_path / "ours" / "x"), shuffle=False))


@pytest.mark.parametrize("name", ["a b", "é", "a", "x_1", ""])
def test_names(name: str, tmp_path) -> None:
    for ds in (OURS, THEIRS):
        assert isinstance(tried(lambda ds=ds: saved(ds, [(1,)], [name], tmp_path / ds.__name__)), (tuple, type))
    ours, theirs = (
        tried(lambda ds=ds: saved(ds, [(1,)], [name], tmp_path / f"2{ds.__name__}")) for ds in (OURS, THEIRS)
    )
    assert isinstance(ours, type) == isinstance(theirs, type)
    assert not isinstance(ours, type) or ours is theirs


@pytest.mark.parametrize("given", [(0,), (1001,), ("1",), (1, "tfrecord"), (1, 3), (-1,)], ids=str)
def test_arguments(given: Any, tmp_path) -> None:
    ours, theirs = (saved(ds, [(1,)], ["a"], tmp_path / ds.__name__, *given) for ds in (OURS, THEIRS))
    assert isinstance(theirs, type) and ours is theirs


def test_places(tmp_path) -> None:
    (tmp_path / "x").write_text("there")
    for path in (tmp_path / "x", tmp_path / "nope" / "x"):
        assert [saved(ds, [(1,)], ["a"], path) for ds in (OURS, THEIRS)] == [RuntimeError] * 2
    assert (tmp_path / "x").read_text() == "there"


def test_no_rows(tmp_path) -> None:
    for ds in (OURS, THEIRS):
        made = ds.GeneratorDataset([(1,)], ["a"]).skip(1)
        assert tried(lambda made=made: made.save(str(tmp_path / "x"))) is RuntimeError


def test_several_files(tmp_path) -> None:
    for ds in (OURS, THEIRS):
        folder = tmp_path / ds.__name__
        folder.mkdir()
        ds.GeneratorDataset([(i,) for i in range(50)], ["a"], shuffle=False).save(str(folder / "x"), 11)
        assert sorted(path.name for path in folder.iterdir()) == sorted(
            name for i in range(11) for name in (f"x{i}", f"x{i}.db")
        )
        assert header_of(folder / "x3")["shard_addresses"] == [f"x{i}" for i in range(11)]
        for reader in (OURS, THEIRS):
            rows = reader.MindDataset(str(folder / "x0"), shuffle=False).create_dict_iterator(1, output_numpy=True)
            assert sorted(row["a"].item() for row in rows) == list(range(50))


def test_a_pipeline_is_saved_in_its_order(tmp_path) -> None:
    found = []
    for ds in (OURS, THEIRS):
        ds.config.set_seed(5)
        path = tmp_path / ds.__name__
        ds.NumpySlicesDataset({"a": list(range(20)), "b": np.ones((20, 2))}).shuffle(5).batch(3).save(str(path))
        found.append([*beside(lambda ds, path=path: ds.MindDataset(str(path), shuffle=False)), index_of(path)[1]])
    assert found[0] == found[1]


@pytest.mark.parametrize("samples", [[{"a": np.array([1, 2]), "b": 1}, {"a": np.array([3]), "b": 2}], [{"a": "x"}]])
def test_padded_dataset(samples: Any) -> None:
    beside(lambda ds: ds.PaddedDataset(samples))


@pytest.mark.parametrize("samples", [[], None, 5, [5], ({},), [{}], [{"a": 1}, {"b": 1}]], ids=str)
def test_padded_dataset_of_what_is_none(samples: Any) -> None:
    beside(lambda ds: ds.PaddedDataset(samples))


def test_padded_behind_files(tmp_path) -> None:
    beside(lambda ds: ds.NumpySlicesDataset({"a": [1, 2, 3]}) + ds.PaddedDataset([{"a": np.array(9)}]))
