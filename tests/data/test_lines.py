"""The readers of lines and records beside MindSpore's on the same files: columns, rows, order, sizes, from one seed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from answers import OURS, THEIRS, WRONG_ARGUMENTS, beside, failure, seen
from raising import raises
from rows import all_rows
from sample_lines import WRITERS, put

ROWS = {row.name: row for row in all_rows("reader") if row.name in WRITERS}
LEVELS = tuple(THEIRS.Shuffle.__members__)
OPTIONS = (
    "shuffle=False",
    "shuffle=None",
    "shuffle=False, num_parallel_workers=1",
    "num_samples=3, num_parallel_workers=1",
    "num_samples=3, shuffle=False",
    "num_samples=0",
    "num_samples=1000",
    "num_shards=2, shard_id=1, num_parallel_workers=1",
    "num_shards=2, shard_id=0",
    "num_shards=3, shard_id=2, shuffle=False",
    "num_shards=1, shard_id=0",
    *(f"shuffle=ds.Shuffle.{level}" for level in LEVELS),
)
"""Arguments that all of these readers have."""
WRONG = (
    *WRONG_ARGUMENTS,
    "shuffle='global'",
)


@pytest.fixture(scope="module", params=ROWS)
def collection(request, tmp_path_factory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("collection")
    WRITERS[request.param](folder)
    return request.param, folder


def schema(ds: Any) -> Any:
    made = ds.Schema()
    made.add_column("s", "string", [2])
    made.add_column("o", "int32", [])
    made.add_column("f", "float64")
    return made


def calling(name: str, call: str, folder: Path) -> Any:
    def make(ds: Any) -> Any:
        words = {
            "folder": str(folder),
            "files": [str(path) for path in sorted(folder.glob("data*"))],
            "pattern": str(folder / "data*"),
            "json": str(folder / "schema.json"),
            "ds": ds,
        }
        if "schema" in call:
            words["schema"] = schema(ds)
        return eval(f"reader({call})", {"reader": getattr(ds, name), **words})

    return make


def test_calls(collection) -> None:
    name, folder = collection
    rows = [beside(calling(name, call, folder), what=call) for call in ROWS[name].calls]
    assert not isinstance(rows[0], type) and rows[0][-1]


def test_shared_options(collection) -> None:
    name, folder = collection
    for option in OPTIONS:
        beside(calling(name, f"{ROWS[name].calls[0]}, {option}", folder), what=option)


def test_errors(collection) -> None:
    name, folder = collection
    for call in (*ROWS[name].errors, *(f"{ROWS[name].calls[0]}, {wrong}" for wrong in WRONG)):
        make = calling(name, call, folder)
        ours, theirs = (failure(seen(ds, make)) for ds in (OURS, THEIRS))
        assert ours == theirs, call
        assert isinstance(theirs, type) or any(theirs), call


def test_an_empty_collection(collection, tmp_path) -> None:
    # MindSpore's process ends where it divides by the number of the files that some of these look for.
    name, _ = collection
    if "dataset_dir" in {p.name for p in ROWS[name].parameters}:
        assert failure(seen(OURS, calling(name, "folder", tmp_path)))[-1] is RuntimeError


@pytest.mark.parametrize("seed", range(40))
def test_order(seed: int, tmp_path) -> None:
    draw = random.Random(seed)
    files = []
    for i in range(draw.randint(1, 6)):
        path = tmp_path / f"{i}.txt"
        put(path, "".join(f"{i}-{j}\n" for j in range(draw.choice([0, 1, 2, 5, 9, 30]))))
        files.append(str(path))
    draw.shuffle(files)
    shards = draw.choice([None, None, 1, 2, 3, 4])
    given = {
        "num_samples": draw.choice([None, None, 4, 30]),
        "num_parallel_workers": draw.choice([None, 1, 2]),
        "num_shards": shards,
        "shard_id": None if shards is None else draw.randrange(shards),
    }
    level = draw.choice([*LEVELS, True, False, None])

    def make(ds: Any) -> Any:
        return ds.TextFileDataset(files, shuffle=ds.Shuffle[level] if isinstance(level, str) else level, **given)

    beside(make, draw.choice([0, 1, 5, 123456, 2**32 - 1]), (given, level))


def test_steps_behind_files(tmp_path) -> None:
    for i in range(3):
        put(tmp_path / f"{i}.txt", "".join(f"{i}-{j}\n" for j in range(4)))

    def make(ds: Any) -> Any:
        return ds.TextFileDataset(str(tmp_path / "*.txt")).skip(1).batch(3).repeat(2)

    beside(make)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"a\xff\n", b"a\0b\0\n\0\n", b"\r\n\r\n", b"x" * 100000])
def test_text_of_all_kinds(content: bytes, tmp_path) -> None:
    (tmp_path / "x.txt").write_bytes(content)
    beside(lambda ds: ds.TextFileDataset(str(tmp_path / "x.txt")))


LINES = (
    '{"sentence1": "a", "sentence2": 1, "label": -1}',
    '{"sentence1": 1.5, "sentence2": ["a", "b"], "label": 3000000000}',
    '{"sentence1": [], "sentence2": "", "label": -99999999999}',
    '{"sentence1": "é\\u0041", "sentence2": 1e300, "label": 18446744073709551615}',
    '{"label": 18446744073709551616, "sentence1": "a", "sentence2": "b"}',
    '{"sentence1": "a"}',
    '{"sentence1": [1], "sentence2": "b", "label": 1}',
    "[1]",
    "{x",
    " ",
)


@pytest.mark.parametrize("line", LINES)
def test_values_of_json(line: str, tmp_path) -> None:
    put(tmp_path / "x.json", f"{line}\n{line}\n")
    beside(lambda ds: ds.CLUEDataset(str(tmp_path / "x.json"), shuffle=False))


@pytest.mark.parametrize("value", ["true", "null", "{}"])
def test_values_without_a_kind_are_refused(value: str, tmp_path) -> None:
    # MindSpore makes no tensor of them, and its iterator an AttributeError of that.
    put(tmp_path / "x.json", f'{{"sentence1": {value}, "sentence2": "b", "label": 1}}')
    with raises(RuntimeError, match="sentence1"):
        list(OURS.CLUEDataset(str(tmp_path / "x.json")))


@pytest.mark.parametrize(
    "root", ["{", "[]", "{}", '{"data": [{}]}', '{"data": [{"paragraphs": [{"qas": [{}]}]}]}', '{"data": []}']
)
def test_damaged_squad(root: str, tmp_path) -> None:
    put(tmp_path / "train-v1.1.json", root)
    ours, theirs = (failure(seen(ds, lambda ds: ds.SQuADDataset(str(tmp_path), "train"))) for ds in (OURS, THEIRS))
    assert ours[-1] is theirs[-1] is RuntimeError


def test_lines_without_tags_are_refused(tmp_path) -> None:
    # MindSpore reads memory that is not the line's.
    put(tmp_path / "train.txt", "a b c\nd e\n\n")
    with raises(RuntimeError, match="tags"):
        list(OURS.CoNLL2000Dataset(str(tmp_path), "train"))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<a>",
        "<a/>",
        "<a><b/></a>",
        "<a><b><doc><seg>x</seg></doc></b></a>",
        "<a><b><doc><seg>x & y</seg></doc></b></a>",
    ],
)
def test_damaged_xml(content: str, tmp_path) -> None:
    for language in ("de", "en"):
        put(tmp_path / f"texts/de/en/de-en/IWSLT16.TED.tst2013.de-en.{language}.xml", content)
    beside(lambda ds: ds.IWSLT2016Dataset(str(tmp_path), "valid"))


def test_no_file_matches() -> None:
    for name in ("TextFileDataset", "CSVDataset", "CLUEDataset", "TFRecordDataset"):
        with raises(ValueError, match="dataset_files.*/nowhere"):
            getattr(OURS, name)(["/nowhere/*"])
