"""Operations on texts in pipelines, with one worker and with two, beside the real MindSpore."""

import numpy as np
import pytest
from images import outcome, same
from rows import all_rows
from texts import SIDES, TEXTS, make, words

ROWS = {row.name: row for row in all_rows("transform") if row.namespace == "dataset.text"}
OFFSETS = ["token", "offsets_start", "offsets_limit"]


def rows(side: str, columns, workers: int, *steps):
    """The rows of a pipeline, as dicts; each step is the arguments of a map."""
    library = SIDES[side]
    dataset = library.dataset.NumpySlicesDataset(columns, shuffle=False)
    for operations, *names in steps:
        dataset = dataset.map(operations(side), *names, num_parallel_workers=workers)
    return [[*row, *row.values()] for row in dataset.create_dict_iterator(num_epochs=1, output_numpy=True)]


def agree(*arguments) -> bool:
    ours, theirs = (outcome(lambda side=side: rows(side, *arguments)) for side in ("ours", "theirs"))
    return same(ours, theirs)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.calls])
def test_in_a_pipeline(name: str, workers: int) -> None:
    texts = {"text": TEXTS}
    if name in ("AddToken", "Ngram", "SlidingWindow", "Truncate"):
        texts = {"text": [[one, "a", one[:3]] for one in TEXTS]}
    for call in ROWS[name].calls:
        offsets = "offsets" in [p.name.rpartition("_")[2] for p in ROWS[name].parameters] and call.endswith("True")
        names = OFFSETS if offsets and outputs(name, call) == 3 else ["text"]
        assert agree(texts, workers, (lambda side, call=call: make(side, ROWS[name], call), ["text"], names)), call


def outputs(name: str, call: str) -> int:
    made = outcome(lambda: make("theirs", ROWS[name], call)("a b"))
    return 1 if isinstance(made, type) else len(made)


@pytest.mark.parametrize("workers", [1, 2])
def test_one_after_the_other(workers: int) -> None:
    def chain(side: str):
        text, vocab = SIDES[side].dataset.text, words(side)["vocab"]
        return [
            text.BasicTokenizer(True),
            text.WordpieceTokenizer(vocab),
            text.AddToken("[CLS]"),
            text.Truncate(6),
            text.Lookup(vocab, "[UNK]"),
        ]

    def function(side: str):
        return [lambda text: np.array(str(text)[:9]), SIDES[side].dataset.text.CaseFold()]

    assert agree({"text": TEXTS, "n": list(range(len(TEXTS)))}, workers, (chain, "text"))
    assert agree({"text": TEXTS}, workers, (function, "text"))


def test_offsets_go_from_one_to_the_other() -> None:
    def basic(side: str):
        return SIDES[side].dataset.text.BasicTokenizer(True, with_offsets=True)

    def wordpiece(side: str):
        return SIDES[side].dataset.text.WordpieceTokenizer(words(side)["vocab"], with_offsets=True)

    for columns in (OFFSETS, ["token"]):
        assert agree({"text": TEXTS[1:20]}, 1, (basic, ["text"], OFFSETS), (wordpiece, columns, ["a", "b", "c"]))


def test_pairs() -> None:
    first, second = [["a", "bb", "c"], ["d", "e", "f"]], [["x", "y"], ["z", "wwww"]]
    numbers = {"a": [[1, 2, 3]], "b": [[4, 5]]}
    for length in range(6):
        pair = lambda side, length=length: SIDES[side].dataset.text.TruncateSequencePair(length)  # noqa: E731
        assert agree({"a": first, "b": second}, 1, (pair, ["a", "b"]))
        assert agree({"a": first, "b": second}, 1, (pair, ["a", "b"], ["c", "d"]))
        assert agree(numbers, 1, (pair, ["a", "b"]))


def test_pairs_by_themselves() -> None:
    pairs = [
        ([1, 2, 3], ["a"]),
        ([1], [2, 3, 4]),
        ("a", ["b"]),
        ([[1]], [2]),
        ([True], [0.5]),
        ([b"a", b"b"], [b"c"]),
        ([], [1]),
    ]
    for length in (-1, 0, 1, 2, 3, 9):
        for pair in pairs:
            found = [
                outcome(lambda side=side: SIDES[side].dataset.text.TruncateSequencePair(length)(*pair))
                for side in SIDES
            ]
            assert same(found[1], found[0]), (length, pair, found)
    for length in ("a", 1.5, None):
        made = [
            outcome(lambda side=side: SIDES[side].dataset.text.TruncateSequencePair(length)([1], [2])) for side in SIDES
        ]
        assert made == [TypeError, TypeError]


def test_python_tokenizer() -> None:
    def split(side: str):
        return SIDES[side].dataset.text.PythonTokenizer(lambda text: str(text).split())

    assert agree({"text": ["a b", "好 c d", "x"]}, 1, (split, "text"))
    for value in (
        np.array("a b"),
        np.array(b"a b"),
        np.array(["a b", "c d"]),
        np.array(["a b", "c"]),
        "a b",
        3,
        np.array(3),
    ):
        found = [outcome(lambda side=side: split(side)(value)) for side in SIDES]
        assert same(found[1], found[0]), (value, found)
    for wrong in (1, None):
        assert [outcome(lambda side=side: SIDES[side].dataset.text.PythonTokenizer(wrong)) for side in SIDES] == [
            TypeError
        ] * 2
