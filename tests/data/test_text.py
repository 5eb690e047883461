"""Every operation on texts that a row makes, beside the real MindSpore's: by itself, and refused."""

import numpy as np
import pytest
from images import outcome
from rows import all_rows
from texts import TEXTS, differing, make

ROWS = [row for row in all_rows("transform") if row.namespace == "dataset.text"]
TRIED = [row for row in ROWS if row.calls]
ARRAYS = [
    np.array(TEXTS[:12]), np.array(TEXTS[12:24]).reshape(2, 3, 2), np.array([TEXTS[5:8]]), np.array(["a"]),
    np.array([[["b"]]]), np.array(["x", "", "a"]), np.array([["ab", "c"], ["", "好"]]),
    np.array(["a"] * 16).reshape(2, 2, 2, 2),
]  # fmt: skip
HALVES = [(np.array("a\ud800"),), (np.array(["a", "\udfff"]),), (np.array("\ud83d\ude00"),), ("\ud800",)]
OTHERS = [
    np.array(3), np.array([1, 2, 3], np.int32), np.arange(6.0).reshape(2, 3), np.array([True, False, True]),
    np.array(b"ab"), np.array([b"a", b"bcd"]), np.zeros((2, 2, 2), np.uint8), np.array([0.5, 1], np.float16),
    np.array([], np.int64), np.array([], str), np.zeros((0, 3)), np.array([1], np.complex64), np.array([None]), None,
]  # fmt: skip


@pytest.mark.parametrize("row", TRIED, ids=lambda row: row.name)
def test_of_texts(row) -> None:
    assert [one for call in row.calls for one in differing(row, call, [(text,) for text in TEXTS])] == []


@pytest.mark.parametrize("row", TRIED, ids=lambda row: row.name)
def test_of_arrays(row) -> None:
    values = [(one,) for one in (*ARRAYS, *OTHERS)]
    assert [one for call in row.calls for one in differing(row, call, values)] == []


@pytest.mark.parametrize("row", TRIED, ids=lambda row: row.name)
def test_of_halves_of_surrogate_pairs(row) -> None:
    assert [one for call in row.calls for one in differing(row, call, HALVES)] == []


@pytest.mark.parametrize("row", TRIED, ids=lambda row: row.name)
def test_of_several_inputs(row) -> None:
    starts = np.array([5, 9, 20], np.uint32)
    values = [
        (),
        ("a", "b"),
        (np.array(["a", "b"]), np.array(["c"])),
        (np.array(["ab", "x", "好c"]), starts, starts + 3),
    ]
    assert [one for call in row.calls for one in differing(row, call, values)] == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.errors], ids=lambda row: row.name)
def test_arguments_are_refused_as_by_mindspore(row) -> None:
    made = {
        call: [outcome(lambda side=side: make(side, row, call)) for side in ("ours", "theirs")] for call in row.errors
    }
    assert {call: pair for call, pair in made.items() if pair[0] is not pair[1] or not isinstance(pair[0], type)} == {}
