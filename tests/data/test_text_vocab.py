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


def both(call, **given):
    """What a function of `Vocab` and of a maker of datasets gives on both sides."""
    found = []
    for side in ("ours", "theirs"):
        data = SIDES[side].dataset
        made = lambda columns=ROWS, data=data: data.NumpySlicesDataset(columns, shuffle=False)  # noqa: E731
        found.append(outcome(lambda: call(data.text.Vocab, made)))
    return found


def same(call) -> bool:
    ours, theirs = both(call)
    return ours == theirs if isinstance(theirs, type) else ours == theirs and list(map(type, ours)) == list(map(type, theirs))


LISTS = ["['a'], ['b']", "['a', 'a']", "'ab'", "['a', 1]", "['a'], ['a']", "['a'], ['b', 'b']", "['a'], 'b'", "['a'], ['b'], 1", "[]", "", "['a'], None, None",
         "['a'], ['b'], False", "('a',)", "['a', 'b'], []", "np.array(['a'])", "None"]  # fmt: skip
DICTS = ["{'a': -1}", "{'a': 1.0}", "{1: 1}", "[1]", "{'a': 3}", "{'a': True}", "{'a': 2**31}", "{'a': 2**31 - 1}", "{}", "None"]
SETS = [
    "'text'", "['text', 'w']", "", "'nope'", "['nope', 'text']", "'text', (2, 3)", "'text', (None, 1)", "'text', (2, None)", "'text', (3, 2)",
    "'text', (-1, 2)", "'text', [1, 2]", "'text', (1,)", "'text', ('a', 2)", "'text', None, 2", "'text', None, 0", "'text', None, 'a'", "'text', None, 99",
    "'text', None, None, ['s']", "'text', None, None, ['s'], False", "'text', None, None, ['a']", "'text', (9, 10)", "'text', (9, 10), None, ['s']",
    "'text', None, None, ['s', 's']", "'text', None, None, None, 1", "3", "[3]", "'n'", "[]", "('text',)", "'text', (0, 0)", "'text', (-5, None)",
    "['text', 'text']", "'text', (1.5, 2)", "'text', (True, 2)", "'text', (None, -1)", "'text', None, True", "'text', (1, 1), 1, ['b']", "'w', (2, 2)",
    "'text', (2, 9), None, ['c']", "'text', None, 1, ['c']",
]  # fmt: skip
ASKED = {
    "tokens_to_ids": ["'a'", "['a', 'q']", "np.array(['a', 'b'])", "np.array([['a', 'b']])", "np.array('a')", "[]", "3", "[3]", "np.array([1])", "['a']", "None",
                      "np.str_('a')", "[np.str_('b')]", "('a',)", "''", "b'a'"],
    "ids_to_tokens": ["0", "[0, 2, 9]", "np.array([0, 1])", "np.array(1)", "-1", "[-1]", "1.0", "np.array([-1])", "np.array([1.0])", "True", "[True]", "2**31",
                      "np.array([2**40])", "np.int64(1)", "[np.int64(1)]", "[np.int32(1)]", "[]", "np.array([[1]])", "'a'", "None", "(0,)", "[1]"],
}  # fmt: skip


@pytest.mark.parametrize("arguments", LISTS)
def test_from_list(arguments: str) -> None:
    assert same(lambda vocab, made: [eval(f"vocab.from_list({arguments})", {"vocab": vocab, "np": np}).vocab()])


@pytest.mark.parametrize("arguments", DICTS)
def test_from_dict(arguments: str) -> None:
    assert same(lambda vocab, made: [eval(f"vocab.from_dict({arguments})", {"vocab": vocab}).vocab()])


@pytest.mark.parametrize("arguments", SETS)
def test_from_dataset(arguments: str) -> None:
    for columns in (ROWS, WIDE):
        call = lambda vocab, made, columns=columns: [eval(f"vocab.from_dataset(made, {arguments})", {"vocab": vocab, "made": made(columns)}).vocab()]  # noqa: E731
        assert same(call), both(call)


def test_from_steps_of_a_pipeline() -> None:
    steps = [lambda one: one.repeat(2), lambda one: one.batch(2), lambda one: one.skip(9), lambda one: one.map(lambda x: np.array(str(x) + "x"), ["text"]),
             lambda one: one.repeat(2).batch(3), lambda one: one.take(2), lambda one: one.shuffle(3)]  # fmt: skip
    for step in steps:
        call = lambda vocab, made, step=step: [vocab.from_dataset(step(made()), "text").vocab()]  # noqa: E731
        assert same(call), both(call)
    assert same(lambda vocab, made: vocab.from_dataset(3, "text"))


FILES = ["apple,1\nbanana, 2\n\ncat;3\r\nd", "a\nb\na\n", "", "a\n\n\n", "\n", "好,x\n民\n", "a b\n"]
OF_FILES = ["", ", ','", ", ',;'", ", ',', 2", ", ',', 2, ['x'], False", ", ',', 99", ", 'n', None, ['apple,1']", ", '', None, ['s']", ", 1", ", ',', 0", ", ',', -1",
            ", ',', 'a'", ", ',', 1.5", ", ',', None, 'x'", ", ',', None, ['x', 'x']", ", ',', None, ['x'], 1", ", ',', None, None, None", ", '', 2", ", '好'",
            ", ',', None, ['apple']"]  # fmt: skip


@pytest.mark.parametrize("text", FILES)
def test_from_file(text: str, tmp_path) -> None:
    path = tmp_path / "words"
    path.write_bytes(text.encode())
    for arguments in OF_FILES:
        call = lambda vocab, made, arguments=arguments: [eval(f"vocab.from_file(path{arguments})", {"vocab": vocab, "path": str(path)}).vocab()]  # noqa: E731
        assert same(call), (arguments, both(call))


def test_files_that_are_none(tmp_path) -> None:
    (tmp_path / "bytes").write_bytes(b"a\xff\nb\n")
    for path in (str(tmp_path), str(tmp_path / "no"), "", 1, None, str(tmp_path / "bytes")):
        call = lambda vocab, made, path=path: [vocab.from_file(path).vocab()]  # noqa: E731
        assert same(call), (path, both(call))


@pytest.mark.parametrize("name", ASKED)
def test_questions(name: str) -> None:
    for asked in ASKED[name]:
        for words in ("vocab.from_list(['a', 'b'], ['<s>'], False)", "vocab()", "vocab.from_dict({'a': 7})"):
            call = lambda vocab, made, asked=asked, words=words: [eval(f"{words}.{name}({asked})", {"vocab": vocab, "np": np})]  # noqa: E731
            assert same(call), (asked, words, both(call))
    assert same(lambda vocab, made: vocab().vocab())


def test_subclasses() -> None:
    def made(vocab, data):
        sub = type("Sub", (vocab,), {})
        return [type(one).__name__ for one in (sub.from_list(["a"]), sub.from_dict({"a": 1}), sub.from_dataset(data(), "text"))]

    assert same(made)


def test_operations_refuse_a_vocab_without_words() -> None:
    for name in ("Lookup", "WordpieceTokenizer", "BertTokenizer"):
        found = [outcome(lambda data=SIDES[side].dataset: getattr(data.text, name)(data.text.Vocab())("a")) for side in SIDES]
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
