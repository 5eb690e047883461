"""CSVDataset beside MindSpore's: quotes, line ends, headers, types of columns, in files drawn from seeds."""

from __future__ import annotations

import random

import pytest
from answers import OURS, THEIRS, beside, epochs
from sample_lines import put

FIELDS = ('1', '2.5', 'abc', '', '"a,b"', '"x""y"', '" "', '""', '-7', 'é', '"l\nm"', 'a b', '1x', ' 3')  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_files_of_fields(seed: int, tmp_path) -> None:
    draw = random.Random(seed)
    columns, header = draw.choice([1, 2, 3]), draw.random() < 0.6
    shards = draw.choice([None, None, None, 2, 3])
    files = []
    for i in range(draw.choice([1, 1, 2])):
        text = ",".join("abc"[:columns]) + "\n" if header else ""
        for _ in range(draw.randint(1, 6)):
            # In shards MindSpore puts other fields in front of first ones in quotes.
            first = draw.choice([one for one in FIELDS if one and not (shards and '"' in one)])
            row = [first, *draw.choices(FIELDS, k=columns - 1)]
            text += ",".join(row) + draw.choice(["\n", "\n", "\r\n", "\n\n"])
        if draw.random() < 0.3:
            text = text.rstrip("\r\n")
        if draw.random() < 0.1 and not shards:
            place = draw.randrange(len(text))
            text = text[:place] + draw.choice('",\n\rx') + text[place:]
        put(tmp_path / f"{i}.csv", text)
        files.append(str(tmp_path / f"{i}.csv"))
    given = {"shuffle": draw.choice([False, False, True]), "num_parallel_workers": draw.choice([1, 2])}
    if not header:
        given["column_names"] = list("abc"[:columns])
    if draw.random() < 0.3:
        given["column_defaults"] = [draw.choice(["", 1, 2.5]) for _ in range(draw.choice([columns, columns - 1]))]
    if shards:
        given |= {"num_shards": shards, "shard_id": draw.randrange(shards)}
    beside(lambda ds: ds.CSVDataset(files, **given), what=given)


@pytest.mark.parametrize(
    "number",
    ["1", " 1", "1abc", "+1", "-0", "2147483647", "2147483648", "-2147483649", "1.5", "", "x", "0x10", "1e3", "1e-42",
     "1e39", "inf", "-NaN", ".5", "5.", "1e", "0x1p-3", "1e-46", "3.4028236e38", "infinityx"],
)  # fmt: skip
def test_numbers(number: str, tmp_path) -> None:
    put(tmp_path / "x.csv", f"{number},{number}\n")
    for defaults in (["", 1], ["", 1.0], [True]):
        beside(
            lambda ds, defaults=defaults: ds.CSVDataset(
                str(tmp_path / "x.csv"), column_names=["a", "b"], column_defaults=defaults
            ),
            what=defaults,
        )


@pytest.mark.parametrize(
    "content",
    ["", "a,a\n1,2\n", "a,b\n", 'a,b\nx"y,z\n', 'a,b\n"x"y,z\n', 'a,b\n"xy,z\n', 'a,b\n1,2\n"xy,z\n', "a,b\n1\n",
     "a,b\n1,2,3\n",
     "a,b\n1,2\n3,4,5\n", ",b\n1,2\n", "a;b\n1;2\n", "a\n1\n2", 'a,b\n1,"2', "a,b\n\xff,\n", "a,b\r1,2\r"],
)  # fmt: skip
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_damaged(content: str, delimiter: str, tmp_path) -> None:
    (tmp_path / "x.csv").write_bytes(content.encode("latin-1"))
    beside(lambda ds: ds.CSVDataset(str(tmp_path / "x.csv"), delimiter, shuffle=False))


def test_headers_must_be_equal(tmp_path) -> None:
    for names in (("a,b", "a,c"), ("a,b", "a,b\r"), ("a,b", "a,b,"), ("a,b", "b,a")):
        for i, line in enumerate(names):
            put(tmp_path / f"{i}.csv", f"{line}\n1,2\n")
        beside(lambda ds: ds.CSVDataset(str(tmp_path / "*.csv")), what=names)


def test_a_shard_begins_with_its_own_fields(tmp_path) -> None:
    put(tmp_path / "x.csv", 'a,b\n"1","2"\n"3","4"\n')
    found = [
        epochs(ds.CSVDataset(str(tmp_path / "x.csv"), shuffle=False, num_shards=2, shard_id=1), 1)[0][0]["a"][2]
        for ds in (OURS, THEIRS)
    ]
    assert found == ["3", "23"]
