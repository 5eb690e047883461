"""Vectors of words from files, beside the real MindSpore's."""

import numpy as np
import pytest
from images import outcome, same
from texts import SIDES

FILES = {
    "vec1.txt": "ok 1 2 3\nthe 4 5.5 -6e-1\nThe 1 1 1\nok 9 9 9\n中 0.1 0.2 0.3\n",
    "vec2.txt": "3 3\nok 1 2 3\nthe 4 5 6\nx 1 2 3\n", "vec3.txt": "ok 1 2\nthe 4 5 6\n", "vec4.txt": "ok 1\n",
    "vec5.txt": "", "vec6.txt": "ok 1 abc 3x\nx .5 1e 2.5e1y\n", "vec7.txt": "ok  1 2 3\n",
    "vec8.txt": "ok 1 2 3 \n\n", "vec9.txt": "ok 1 2\tx 3\n", "vec10.txt": "3 3\n", "vec11.txt": "\nok 1 2\n",
    "vec12.txt": "2 2\n3 3\nok 1 2\nx y\n", "vec13.txt": "ok 1 2\nx 3 4", "vec14.txt": "ok 1 2\r\nx 3 4\r\n",
    "f.vec": "2 2\na 1 2\nb 3 4\n", "glove.6B.3d.txt": "a 1 2 3\nok 4 5 6\n", "glove.7B.3d.txt": "a 1 2 3\n",
    "glove.6B.txt": "a 1 2 3\n", "x.glove.6B.3d.txt": "a 1 2 3\n", "glove.6B.a.b.txt": "a 1 2 3\n",
    "a.b.vec": "a 1 2\n",
    "cn.txt": "2gram-#BEGIN#a 1 2 3\n3gram-abc 0.1 0.2 0.3\n2gram-bc 5 6 7\n2gram-c#END# 1e-8 3 1\n"
    "4gram-好b 1 0 1\n2gram-zz 0 0 0\n",
}  # fmt: skip
WORDS = [
    ["ok", "the", "The", "zz", "中"],
    "the",
    [["q", "ok"]],
    ["x"],
    [["a", "b"], ["c", "A"]],
    3,
    [1],
    b"a",
    [["abc", "", "ABC", "好b", "czz"]],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("vectors")
    for name, text in FILES.items():
        (path / name).write_bytes(text.encode())
    return path


def looked_up(kind: str, file: str, words, *limit, **options):
    """The vectors on both sides, ours first."""
    text = {side: SIDES[side].dataset.text for side in ("ours", "theirs")}
    return [
        outcome(lambda one=one: one.ToVectors(getattr(one, kind).from_file(file, *limit), **options)(words))
        for one in text.values()
    ]


@pytest.mark.parametrize("kind", ["Vectors", "FastText", "GloVe", "CharNGram"])
def test_of_files(kind: str, folder) -> None:
    for name in FILES:
        for words in WORDS:
            found = looked_up(kind, str(folder / name), words)
            assert same(*found), (name, words, found)


@pytest.mark.parametrize("kind", ["Vectors", "CharNGram"])
def test_options(kind: str, folder) -> None:
    options = [
        {"unk_init": [7, 8.5, 9]}, {"unk_init": (0.1, 0.2, 0.3), "lower_case_backup": True},
        {"lower_case_backup": True}, {"unk_init": [7]}, {"unk_init": 3}, {"unk_init": ["a"]},
        {"unk_init": [True, 2, 3]}, {"lower_case_backup": 1}, {"unk_init": []}, {"unk_init": np.ones(3)},
        {"unk_init": [1.0, 2.0, 3.0]},
    ]  # fmt: skip
    for option in options:
        for words in WORDS:
            found = looked_up(kind, str(folder / ("vec1.txt" if kind == "Vectors" else "cn.txt")), words, **option)
            assert same(*found), (option, words, found)


def test_how_many(folder) -> None:
    for limit in (0, 1, 2, 99, -1, 1.5, "a", True, None):
        for name in ("vec1.txt", "vec2.txt", "vec3.txt"):
            found = looked_up("Vectors", str(folder / name), ["ok", "the", "x", "中"], limit)
            assert same(*found), (limit, name, found)


@pytest.mark.parametrize("kind", ["Vectors", "FastText", "GloVe", "CharNGram"])
def test_files_that_are_none(kind: str, folder) -> None:
    for path in (str(folder), str(folder / "no.vec"), "", 3, None, str(folder / "glove.6B.no.txt")):
        found = looked_up(kind, path, ["a"])
        assert same(*found) and isinstance(found[0], type), (path, found)


def test_many_vectors(folder) -> None:
    rng = np.random.default_rng(1)
    path = folder / "many.txt"
    rows = rng.normal(size=(300, 20)) * 10.0 ** rng.integers(-12, 8, (300, 20))
    path.write_text(
        "".join(f"w{i} {' '.join(f'{one:.{rng.integers(1, 17)}g}' for one in row)}\n" for i, row in enumerate(rows))
    )
    assert same(*looked_up("Vectors", str(path), [f"w{i}" for i in range(310)]))
