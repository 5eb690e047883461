"""What MindRecord refuses, beside MindSpore: the classes of what FileWriter, FileReader and MindPage raise."""

import random

import mindspore.mindrecord
import numpy as np
import pytest
from mindrecords import rows, write

import msshim.mindrecord

OF = {"n": {"type": "string"}, "l": {"type": "int32"}, "d": {"type": "float64"}, "c": {"type": "bytes"}}
ROW = {"n": "a", "l": 1, "d": 0.5, "c": b"x"}


def writing(library, *arguments, schema=OF, data=(ROW,), index=(), sizes=(), **given):
    writer = library.FileWriter(*arguments, **given)
    if sizes:
        writer.set_header_size(sizes[0])
        writer.set_page_size(sizes[1])
    if schema is not None:
        writer.add_schema(schema)
    for one in index:
        writer.add_index(one)
    writer.write_raw_data(list(data) if isinstance(data, tuple) else data)
    writer.commit()


def schema_of(given):
    return lambda lib: lib.FileWriter("s").add_schema(given)


def page(lib, call):
    found = lib.MindPage("old", 1)
    found.category_field = "n"
    return call(found)


def twice(lib):
    writer = lib.FileWriter("new", 1, True)
    writer.add_schema(OF)
    writer.write_raw_data([dict(ROW)])
    writer.commit()
    writer.write_raw_data([dict(ROW)])


def mixed(lib):
    writer = lib.FileWriter("new", 1, True)
    writer.add_schema(OF)
    writer.write_raw_data([dict(ROW)])
    writer.write_raw_data([dict(ROW)], True)


def second_schema(lib):
    writer = lib.FileWriter("new", 1, True)
    writer.add_schema(OF)
    writer.add_schema(OF)


def no_schema(lib):
    lib.FileWriter("new", 1, True).commit()


BAD = {
    "no name": lambda lib: lib.FileWriter(None),
    "an empty name": lambda lib: lib.FileWriter(""),
    "a number as name": lambda lib: lib.FileWriter(3),
    "a folder's name": lambda lib: lib.FileWriter("a/"),
    "a sign in the name": lambda lib: lib.FileWriter("a:b"),
    "a space before the name": lambda lib: lib.FileWriter(" a"),
    "no files": lambda lib: lib.FileWriter("a", 0),
    "too many files": lambda lib: lib.FileWriter("a", 1001),
    "files as text": lambda lib: lib.FileWriter("a", "1"),
    "files as None": lambda lib: lib.FileWriter("a", None),
    "overwrite as a number": lambda lib: lib.FileWriter("a", 1, 1),
    "no folder": lambda lib: writing(lib, "nowhere/a"),
    "there already": lambda lib: writing(lib, "old"),
    "no schema": lambda lib: writing(lib, "new", schema=None, overwrite=True),
    "a commit without schema": no_schema,
    "two schemas": second_schema,
    "a desc that is none": lambda lib: lib.FileWriter("s").add_schema(OF, 3),
    **{
        f"schema {i}": schema_of(one)
        for i, one in enumerate(
            [
                {},
                [],
                None,
                3,
                {"a": 3},
                {"a": {}},
                {"a b": {"type": "int32"}},
                {"a": {"type": "int8"}},
                {"a": {"type": "int32", "shape": 3}},
                {"a": {"type": "bytes", "shape": [3]}},
                {"a": {"shape": [1]}},
                {"a": {"type": "int32", "x": 3}},
                {"a": {"type": "int32", "shape": [-1, -1]}},
                {3: {"type": "int32"}},
                {"a": {"type": "int32", "shape": [0]}},
                {"a": {"type": "string", "shape": [1]}},
            ]
        )
    },
    "an index before the schema": lambda lib: lib.FileWriter("s").add_index(["a"]),
    "no index": lambda lib: writing(lib, "new", index=[[]], overwrite=True),
    "an index as text": lambda lib: writing(lib, "new", index=["l"], overwrite=True),
    "an index of bytes": lambda lib: writing(lib, "new", index=[["c"]], overwrite=True),
    "an index of numbers": lambda lib: writing(lib, "new", index=[[3]], overwrite=True),
    "an index of nothing": lambda lib: writing(lib, "new", index=[["q"]], overwrite=True),
    "an index twice": lambda lib: writing(lib, "new", index=[["l"], ["l"]], overwrite=True),
    **{f"header size {n}": lambda lib, n=n: lib.FileWriter("s").set_header_size(n) for n in (1, 16385, 2**27 + 4, "a")},
    **{f"page size {n}": lambda lib, n=n: lib.FileWriter("s").set_page_size(n) for n in (1, 32769, 2**28 + 4, "a")},
    "a row too large": lambda lib: writing(
        lib, "new", overwrite=True, sizes=(1 << 14, 1 << 15), data=({**ROW, "c": bytes(40000)},)
    ),
    "a header too large": lambda lib: writing(
        lib, "new", overwrite=True, sizes=(1 << 14, 1 << 15), data=tuple({**ROW, "c": bytes(32000)} for _ in range(200))
    ),
    "a number as rows": lambda lib: writing(lib, "new", data=3, overwrite=True),
    "numbers as rows": lambda lib: writing(lib, "new", data=[3], overwrite=True),
    "no rows": lambda lib: writing(lib, "new", data=[], overwrite=True),
    "no row that fits": lambda lib: writing(lib, "new", data=[{"n": "a"}], overwrite=True),
    "the only blob empty": lambda lib: writing(lib, "new", data=({**ROW, "c": b""}, ROW), overwrite=True),
    "rows after commit": twice,
    "parallel sometimes": mixed,
    "parallel as a number": lambda lib: lib.FileWriter("new").write_raw_data([], 3),
    "append to nothing": lambda lib: lib.FileWriter.open_for_append("nowhere"),
    "append to no name": lambda lib: lib.FileWriter.open_for_append(None),
    "a schema while appending": lambda lib: lib.FileWriter.open_for_append("old").add_schema(OF),
    "nothing to read": lambda lib: lib.FileReader("nowhere", 1),
    "a folder to read": lambda lib: lib.FileReader("folder", 1),
    "no name to read": lambda lib: lib.FileReader("", 1),
    "no threads": lambda lib: lib.FileReader("old", 0),
    "many threads": lambda lib: lib.FileReader("old", 4000),
    "threads as text": lambda lib: lib.FileReader("old", "1"),
    "threads as None": lambda lib: lib.FileReader("old", None),
    "columns as text": lambda lib: lib.FileReader("old", 1, "n"),
    "columns of nothing": lambda lib: lib.FileReader("old", 1, ["nope"]),
    "other schemas": lambda lib: lib.FileReader(["old", "other"], 1),
    "no pages": lambda lib: lib.MindPage("nowhere", 1),
    "a field that is not indexed": lambda lib: setattr(lib.MindPage("old", 1), "category_field", "c"),
    "a field as a number": lambda lib: setattr(lib.MindPage("old", 1), "category_field", 3),
    "no field": lambda lib: lib.MindPage("old", 1).read_category_info(),
    "an id too large": lambda lib: page(lib, lambda p: p.read_at_page_by_id(99, 0, 1)),
    "an id below 0": lambda lib: page(lib, lambda p: p.read_at_page_by_id(-1, 0, 1)),
    "an id as text": lambda lib: page(lib, lambda p: p.read_at_page_by_id("a", 0, 1)),
    "a page too large": lambda lib: page(lib, lambda p: p.read_at_page_by_id(0, 99, 1)),
    "a page below 0": lambda lib: page(lib, lambda p: p.read_at_page_by_id(0, -1, 1)),
    "no rows of a page": lambda lib: page(lib, lambda p: p.read_at_page_by_id(0, 0, 0)),
    "a value that is not there": lambda lib: page(lib, lambda p: p.read_at_page_by_name("zz", 0, 1)),
    "a value as a number": lambda lib: page(lib, lambda p: p.read_at_page_by_name(3, 0, 1)),
    "a key as bytes": lambda lib: lib.set_enc_key(b"0123456789abcdef"),
    "a short key": lambda lib: lib.set_enc_key("short"),
    **{f"mode {one}": lambda lib, one=one: lib.set_enc_mode(one) for one in (3, None, "AES-CBC", "none")},
    **{f"decrypting by {one}": lambda lib, one=one: lib.set_dec_mode(one) for one in (3, "SM4-CBC", "none")},
}


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    draw = random.Random(0)
    write(mindspore.mindrecord, "old", OF, [rows(draw, OF, 5)])
    write(mindspore.mindrecord, "other", {"q": {"type": "int32"}}, [[{"q": 1}]])


@pytest.mark.parametrize("name", BAD)
def test_refused(name: str, place) -> None:
    raised = []
    for library in (mindspore.mindrecord, msshim.mindrecord):
        with pytest.raises(Exception) as caught:
            BAD[name](library)
        raised.append([one.__name__ for one in caught.type.__mro__])
    assert raised[0] == raised[1]


def test_exceptions() -> None:
    theirs = mindspore.mindrecord.common.exceptions
    ours = msshim._src.data.mindrecord.errors
    names = [
        name
        for name in vars(theirs)
        if isinstance(vars(theirs)[name], type) and issubclass(vars(theirs)[name], Exception)
    ]
    for name in names:
        made = []
        for module in (theirs, ours):
            kind = getattr(module, name)
            try:
                made.append(kind())
            except TypeError:
                try:
                    made.append(kind("one"))
                except TypeError:
                    made.append(kind("one", "two"))
            except IndexError:
                made.append(kind("one", "two") if name == "ParamTypeError" else kind("one"))
        assert (str(made[0]), made[0].error_code, made[0].error_msg) == (
            str(made[1]),
            made[1].error_code,
            made[1].error_msg,
        )
    assert len(names) > 30


def test_values_are_told_as_sqlite_does(place) -> None:
    draw = random.Random(1)
    of = {
        "n": {"type": "string"},
        "l": {"type": "int32"},
        "d": {"type": "float64"},
        "c": {"type": "bytes"},
        "f": {"type": "float32"},
    }
    some = [
        {
            "n": f"k{i % 3}",
            "l": i % 12 - 3,
            "d": draw.choice([i / 7, float(i), 1e15, 1e-7]),
            "c": b"%d" % i,
            "f": float(np.float32(i / 3)),
        }
        for i in range(30)
    ]
    write(mindspore.mindrecord, "one", of, [some], index=["n", "l", "d", "f"])
    write(mindspore.mindrecord, "many", of, [some], index=["n", "l", "d", "f"], shards=3)
    for path in ("one", "many0", ["many2", "many0"]):
        found = []
        for library in (mindspore.mindrecord, msshim.mindrecord):
            for field in library.MindPage(path, 1).candidate_fields:
                one = library.MindPage(path, 1)
                one.category_field = field
                found.append((library is msshim.mindrecord, field, one.read_category_info()))
                if field in ("n", "l"):
                    found[-1] += (
                        one.read_at_page_by_id(1, 0, 2),
                        one.read_at_page_by_name("k0" if field == "n" else "1", 0, 3),
                    )
        half = len(found) // 2
        assert [one[1:] for one in found[:half]] == [one[1:] for one in found[half:]]
