"""SentencePiece beside the real MindSpore's: models to the byte, pieces, and what is refused."""

import random

import numpy as np
import pytest
from images import outcome, same
from raising import raises
from texts import SIDES, TEXTS

import msshim
from msshim._src.data.text import pieces

WORDS = """
    the cat sat hello world 深圳 欢迎 您 안녕 naïve token ization sub word model 中国 人民 running quick brown fox
""".split()


def lines() -> list[str]:
    rng = random.Random(3)
    return [" ".join(rng.choices(WORDS, k=rng.randint(1, 12))) + rng.choice([".", "!", "。", ""]) for _ in range(400)]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    path = tmp_path_factory.mktemp("pieces") / "corpus.txt"
    path.write_text("\n".join(lines()) + "\n", encoding="utf-8")
    return path


def trained(side: str, corpus, kind: str, size: int, *, rows=None, coverage=0.9995, params=None, folder=None):
    """A vocabulary of a file or of rows, and its model's bytes."""
    data = SIDES[side].dataset
    rest = (size, coverage, data.text.SentencePieceModel[kind], {} if params is None else params)
    if rows is None:
        made = data.text.SentencePieceVocab.from_file([str(corpus)], *rest)
    else:
        made = data.text.SentencePieceVocab.from_dataset(data.NumpySlicesDataset(rows, shuffle=False), ["text"], *rest)
    data.text.SentencePieceVocab.save_model(made, str(corpus.parent), f"{side}.model")
    return made, (corpus.parent / f"{side}.model").read_bytes()


@pytest.mark.parametrize("size", [45, 60, 200])
@pytest.mark.parametrize("kind", ["UNIGRAM", "BPE", "CHAR", "WORD"])
def test_models_are_the_same_to_the_byte(kind: str, size: int, corpus) -> None:
    for rows in (None, {"text": lines()}):
        found = [
            outcome(lambda side=side: trained(side, corpus, kind, size, rows=rows)[1]) for side in ("ours", "theirs")
        ]
        assert found[0] == found[1]


@pytest.mark.parametrize("kind", ["UNIGRAM", "BPE", "CHAR", "WORD"])
def test_pieces(kind: str, corpus) -> None:
    made = {side: trained(side, corpus, kind, 45)[0] for side in ("ours", "theirs")}
    for out in ("STRING", "INT"):
        for model in ("vocab", "file"):
            both = []
            for side in ("ours", "theirs"):
                text = SIDES[side].dataset.text
                source = made[side] if model == "vocab" else str(corpus.parent / "theirs.model")
                both.append(text.SentencePieceTokenizer(source, text.SPieceTokenizerOutType[out]))
            values = [*TEXTS, *lines()[:30], np.array(["a"]), 3, b"a"]
            found = {str(one): [outcome(lambda side=side, one=one: side(one)) for side in both] for one in values}
            assert {one: pair for one, pair in found.items() if not same(*pair)} == {}


def test_in_a_pipeline(corpus) -> None:
    found = []
    for side in ("ours", "theirs"):
        data = SIDES[side].dataset
        made = data.text.SentencePieceTokenizer(
            trained(side, corpus, "BPE", 60)[0], data.text.SPieceTokenizerOutType.INT
        )
        rows = data.NumpySlicesDataset({"text": lines()[:20]}, shuffle=False).map(made, "text", num_parallel_workers=2)
        found.append([row["text"] for row in rows.create_dict_iterator(num_epochs=1, output_numpy=True)])
    assert same(*found)


FROM_FILE = [
    "FILES, 0, 0.9995, KIND, {}", "FILES, -1, 0.9995, KIND, {}", "FILES, 'a', 0.9995, KIND, {}",
    "FILES, 60, 1, KIND, {}", "FILES, 60, 0.5, KIND, {}", "FILES, 60, 2.0, KIND, {}", "FILES, 60, 0.9995, 1, {}",
    "FILES, 60, 0.9995, 'bpe', {}", "FILES, 60, 0.9995, KIND, {'num_threads': 1}",
    "FILES, 60, 0.9995, KIND, {'nonsense': '1'}", "FILES, 60, 0.9995, KIND, []", "['no'], 60, 0.9995, KIND, {}",
    "'no', 60, 0.9995, KIND, {}", "[], 60, 0.9995, KIND, {}", "[3], 60, 0.9995, KIND, {}",
    "FILES, 60, 0.9995, KIND, {'vocab_size': '50', 'pad_id': '3'}",
    "FILES, 60, 0.9995, KIND, {'user_defined_symbols': '<a>,<b>'}", "FILES * 2, 60, 0.9995, KIND, {}",
    "None, 60, 0.9995, KIND, {}", "FILES, None, 0.9995, KIND, {}", "FILES, 60, None, KIND, {}",
    "FILES, 60, 0.9995, None, {}", "FILES, 60, 0.9995, KIND, None", "FILES, True, 0.9995, KIND, {}",
]  # fmt: skip
FROM_DATASET = [
    "['text']", "[]", "['nope']", "'text'", "None", "['n']", "['text', 'n']", "[3]", "['wide']", "['w']",
]  # fmt: skip


@pytest.mark.parametrize("arguments", FROM_FILE)
def test_from_file(arguments: str, corpus) -> None:
    found = []
    for side in ("ours", "theirs"):
        text = SIDES[side].dataset.text
        names = {"make": text.SentencePieceVocab.from_file, "FILES": [str(corpus)], "KIND": text.SentencePieceModel.BPE}
        made = outcome(lambda names=names: eval(f"make({arguments})", names))
        if not isinstance(made, type):
            text.SentencePieceVocab.save_model(made[0], str(corpus.parent), "made.model")
            made = (corpus.parent / "made.model").read_bytes()
        found.append(made)
    assert found[0] == found[1]


@pytest.mark.parametrize("columns", FROM_DATASET)
def test_from_dataset(columns: str, corpus) -> None:
    found = []
    for side in ("ours", "theirs"):
        data = SIDES[side].dataset
        rows = {"text": lines(), "n": list(range(400)), "wide": [[one] for one in lines()], "w": ["a"] * 400}
        made = outcome(
            lambda data=data, rows=rows: data.text.SentencePieceVocab.from_dataset(
                data.NumpySlicesDataset(rows, shuffle=False),
                eval(columns),
                60,
                0.9995,
                data.text.SentencePieceModel.BPE,
                {},
            )
        )
        found.append(made if isinstance(made, type) else "made")
    assert found[0] == found[1]


SAVED = [
    "vocab, FOLDER, 3",
    "vocab, 3, 'm'",
    "3, FOLDER, 'm'",
    "vocab, '/nowhere', 'm'",
    "vocab, FOLDER, 'm'",
    "None, FOLDER, 'm'",
]


@pytest.mark.parametrize("arguments", SAVED)
def test_save_model(arguments: str, corpus, tmp_path) -> None:
    found = []
    for side in ("ours", "theirs"):
        kind = SIDES[side].dataset.text.SentencePieceVocab
        names = {
            "vocab": trained(side, corpus, "CHAR", 45)[0],
            "Vocab": kind,
            "FOLDER": str(tmp_path),
            "save": kind.save_model,
        }
        found.append(outcome(lambda names=names: eval(f"save({arguments})", names)))
    assert found[0] == found[1]


def test_models_that_are_none(tmp_path) -> None:
    (tmp_path / "text").write_text("no model")
    for path in (str(tmp_path / "no"), str(tmp_path), str(tmp_path / "text"), ""):
        found = []
        for side in ("ours", "theirs"):
            text = SIDES[side].dataset.text
            found.append(
                outcome(lambda text=text: text.SentencePieceTokenizer(path, text.SPieceTokenizerOutType.INT)("a"))
            )
        assert found[0] is found[1], (path, found)
    empty = []
    for side in ("ours", "theirs"):
        text = SIDES[side].dataset.text
        empty.append(
            outcome(
                lambda text=text: text.SentencePieceTokenizer(
                    text.SentencePieceVocab(), text.SPieceTokenizerOutType.INT
                )("a")
            )
        )
    assert empty[0] is empty[1], empty


def test_without_the_package(monkeypatch, corpus) -> None:
    def refuse(name: str):
        raise ImportError(name)

    monkeypatch.setattr(pieces, "import_module", refuse)
    with raises(ImportError, match=r"package sentencepiece: pip install 'msshim\[text\]'"):
        trained("ours", corpus, "CHAR", 45)
    made = msshim.dataset.text.SentencePieceTokenizer(str(corpus), msshim.dataset.text.SPieceTokenizerOutType.INT)
    with raises(ImportError, match="sentencepiece"):
        made("a")
