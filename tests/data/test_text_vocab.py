"""`Vocab` beside the real MindSpore's."""

import warnings

import numpy as np
import pytest
from images import outcome
from raising import raises
from texts import SIDES

import msshim

ROWS = {"text": ["b a", "a", "c", "a", "好"], "n": [1, 2, 3, 4, 5], "w": ["z", "b", "y", "x", "x"]}
WIDE = {"text": [["b", "a"], ["a", "d"]], "w": ["z", "b"]}


def both(expression: str, **names):
    """What an expression of `Vocab`, and of `made`, which makes a dataset, gives on both sides; ours first."""
    found = []
    for side in ("ours", "theirs"):
        data = SIDES[side].dataset
        known = {
            "np": np,
            "Vocab": data.text.Vocab,
            "made": lambda data=data: data.NumpySlicesDataset(ROWS, shuffle=False),
        }
        known["wide"] = lambda data=data: data.NumpySlicesDataset(WIDE, shuffle=False)
        found.append(outcome(lambda known=known: [eval(expression, {**known, **names})]))
    return found


def agree(expression: str, **names) -> bool:
    ours, theirs = both(expression, **names)
    return ours == theirs if isinstance(theirs, type) else ours == theirs and type(ours[0]) is type(theirs[0])


LISTS = [
    "['a'], ['b']", "['a', 'a']", "'ab'", "['a', 1]", "['a'], ['a']", "['a'], ['b', 'b']", "['a'], 'b'",
    "['a'], ['b'], 1", "[]", "", "['a'], None, None", "['a'], ['b'], False", "('a',)", "['a', 'b'], []",
    "np.array(['a'])", "None",
]  # fmt: skip
DICTS = [
    "{'a': -1}",
    "{'a': 1.0}",
    "{1: 1}",
    "[1]",
    "{'a': 3}",
    "{'a': True}",
    "{'a': 2**31}",
    "{'a': 2**31 - 1}",
    "{}",
    "None",
]
SETS = [
    "'text'", "['text', 'w']", "", "'nope'", "['nope', 'text']", "'text', (2, 3)", "'text', (None, 1)",
    "'text', (2, None)", "'text', (3, 2)", "'text', (-1, 2)", "'text', [1, 2]", "'text', (1,)", "'text', ('a', 2)",
    "'text', None, 2", "'text', None, 0", "'text', None, 'a'", "'text', None, 99", "'text', None, None, ['s']",
    "'text', None, None, ['s'], False", "'text', None, None, ['a']", "'text', (9, 10)",
    "'text', (9, 10), None, ['s']", "'text', None, None, ['s', 's']", "'text', None, None, None, 1", "3", "[3]",
    "'n'", "[]", "('text',)", "'text', (0, 0)", "'text', (-5, None)", "['text', 'text']", "'text', (1.5, 2)",
    "'text', (True, 2)", "'text', (None, -1)", "'text', None, True", "'text', (1, 1), 1, ['b']", "'w', (2, 2)",
    "'text', (2, 9), None, ['c']", "'text', None, 1, ['c']",
]  # fmt: skip
ASKED = {
    "tokens_to_ids": """
        'a' | ['a', 'q'] | np.array(['a', 'b']) | np.array([['a', 'b']]) | np.array('a') | [] | 3 | [3] | np.array([1])
        | ['a'] | None | np.str_('a') | [np.str_('b')] | ('a',) | '' | b'a'
    """,
    "ids_to_tokens": """
        0 | [0, 2, 9] | np.array([0, 1]) | np.array(1) | -1 | [-1] | 1.0 | np.array([-1]) | np.array([1.0]) | True
        | [True] | 2**31 | np.array([2**40]) | np.int64(1) | [np.int64(1)] | [np.int32(1)] | [] | np.array([[1]]) | 'a'
        | None | (0,) | [1]
    """,
}


@pytest.mark.parametrize("arguments", LISTS)
def test_from_list(arguments: str) -> None:
    assert agree(f"Vocab.from_list({arguments}).vocab()")


@pytest.mark.parametrize("arguments", DICTS)
def test_from_dict(arguments: str) -> None:
    assert agree(f"Vocab.from_dict({arguments}).vocab()")


@pytest.mark.parametrize("arguments", SETS)
@pytest.mark.parametrize("made", ["made", "wide"])
def test_from_dataset(arguments: str, made: str) -> None:
    assert agree(f"Vocab.from_dataset({made}(), {arguments}).vocab()")


@pytest.mark.parametrize(
    "step", ["repeat(2)", "batch(2)", "skip(9)", "repeat(2).batch(3)", "take(2)", "shuffle(3)", "map(len)"]
)
def test_from_steps_of_a_pipeline(step: str) -> None:
    assert agree(f"Vocab.from_dataset(made().{step}, 'text').vocab()")


def test_from_what_is_no_dataset() -> None:
    assert agree("Vocab.from_dataset(3, 'text')")


FILES = ["apple,1\nbanana, 2\n\ncat;3\r\nd", "a\nb\na\n", "", "a\n\n\n", "\n", "好,x\n民\n", "a b\n"]
OF_FILES = [
    "", ", ','", ", ',;'", ", ',', 2", ", ',', 2, ['x'], False", ", ',', 99", ", 'n', None, ['apple,1']",
    ", '', None, ['s']", ", 1", ", ',', 0", ", ',', -1", ", ',', 'a'", ", ',', 1.5", ", ',', None, 'x'",
    ", ',', None, ['x', 'x']", ", ',', None, ['x'], 1", ", ',', None, None, None", ", '', 2", ", '好'",
    ", ',', None, ['apple']",
]  # fmt: skip


@pytest.mark.parametrize("text", FILES)
def test_from_file(text: str, tmp_path) -> None:
    path = tmp_path / "words"
    path.write_bytes(text.encode())
    found = {one: both(f"Vocab.from_file(path{one}).vocab()", path=str(path)) for one in OF_FILES}
    assert {one: pair for one, pair in found.items() if pair[0] != pair[1]} == {}


def test_files_that_are_none(tmp_path) -> None:
    (tmp_path / "bytes").write_bytes(b"a\xff\nb\n")
    for path in (str(tmp_path), str(tmp_path / "no"), "", 1, None, str(tmp_path / "bytes")):
        assert agree("Vocab.from_file(path).vocab()", path=path), path


@pytest.mark.parametrize(
    "vocab", ["Vocab.from_list(['a', 'b'], ['<s>'], False)", "Vocab()", "Vocab.from_dict({'a': 7})"]
)
def test_questions(vocab: str) -> None:
    asked = [f"{vocab}.{name}({one.strip()})" for name, of in ASKED.items() for one in of.split("|")] + [
        f"{vocab}.vocab()"
    ]
    assert [one for one in asked if not agree(one)] == []


@pytest.mark.parametrize("call", ["from_list(['a'])", "from_dict({'a': 1})", "from_dataset(made(), 'text')"])
def test_subclasses(call: str) -> None:
    assert agree(f"type(type('Sub', (Vocab,), {{}}).{call}).__name__")


def test_operations_refuse_a_vocab_without_words() -> None:
    for name in ("Lookup", "WordpieceTokenizer", "BertTokenizer"):
        found = [
            outcome(lambda data=SIDES[side].dataset: getattr(data.text, name)(data.text.Vocab())("a")) for side in SIDES
        ]
        assert found[0] is found[1], (name, found)


def test_old_methods_of_datasets_still_give_a_vocab() -> None:
    data = msshim.dataset.NumpySlicesDataset(ROWS, shuffle=False)
    with pytest.warns(DeprecationWarning, match="text.Vocab.from_dataset"):
        assert data.build_vocab("text", None, None, None, True).vocab() == {"a": 0, "b a": 1, "c": 2, "好": 3}
    theirs = SIDES["theirs"].dataset.NumpySlicesDataset(ROWS, shuffle=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert theirs.build_vocab("text", None, None, None, True) is None  # of 2.10; it gave one in 1.x
    with raises(TypeError):
        data.build_vocab()
