"""Texts where MindSpore is not installed: what Python itself, its Unicode and plain definitions say of them."""

import re
import unicodedata

import numpy as np
import pytest
from raising import raises

import msshim
import msshim.dataset as ds
from msshim.dataset import text

TEXTS = ["a plain line", "  Straße\tÉcole  ", "naïve café №2", "好的 ok", "ÅNGSTRÖM ﬁn", "x", "1.5 + 2"]


@pytest.mark.parametrize("line", TEXTS)
def test_words_and_characters(line) -> None:
    assert text.WhitespaceTokenizer()(line).tolist() == line.split()
    assert text.UnicodeCharTokenizer()(line).tolist() == list(line)
    words, starts, ends = text.WhitespaceTokenizer(with_offsets=True)(line)
    coded = line.encode()
    assert [coded[a:b].decode() for a, b in zip(starts, ends, strict=True)] == words.tolist()


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("line", TEXTS)
def test_unicode(form, line) -> None:
    normal = text.NormalizeUTF8(text.NormalizeForm[form])
    assert str(normal(line)) == unicodedata.normalize(form, line)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", line).casefold())
    assert str(text.CaseFold()(line)) == folded


@pytest.mark.parametrize("line", TEXTS)
def test_expressions(line) -> None:
    assert str(text.RegexReplace(r"\s+", "_", replace_all=True)(line)) == re.sub(r"\s+", "_", line)
    assert text.RegexTokenizer(r"\s+")(line).tolist() == [part for part in re.split(r"\s+", line) if part]


def test_tables_of_words() -> None:
    vocab = text.Vocab.from_list(["good", "day", "<unk>"])
    assert vocab.vocab() == {"good": 0, "day": 1, "<unk>": 2}
    assert vocab.ids_to_tokens(vocab.tokens_to_ids(["day", "good"])) == ["day", "good"]
    assert text.Lookup(vocab, "<unk>")(np.array(["day", "night"])).tolist() == [1, 2]
    with raises(RuntimeError):
        text.Lookup(vocab)(np.array(["night"]))


def test_sequences() -> None:
    words = np.array("w x y z".split())
    assert text.Ngram(2, separator="-")(words).tolist() == ["w-x", "x-y", "y-z"]
    np.testing.assert_array_equal(
        text.SlidingWindow(3)(np.arange(5)), np.lib.stride_tricks.sliding_window_view(np.arange(5), 3)
    )
    assert text.ToNumber(msshim.int32)(np.array(["1", "-2"])).tolist() == [1, -2]
    assert [one.tolist() for one in text.TruncateSequencePair(3)(np.arange(3), np.arange(2))] == [[0, 1], [0]]


def test_pieces_of_words() -> None:
    vocab = text.Vocab.from_list("un ##break ##able [UNK]".split())
    assert text.WordpieceTokenizer(vocab)(np.array(["unbreakable", "other"])).tolist() == [
        "un", "##break", "##able", "[UNK]",
    ]  # fmt: skip


def test_a_pipeline(tmp_path) -> None:
    (tmp_path / "lines.txt").write_text("\n".join(TEXTS), encoding="utf-8")
    lines = ds.TextFileDataset(str(tmp_path / "lines.txt"), shuffle=False)
    words = lines.map(text.WhitespaceTokenizer()).create_tuple_iterator(num_epochs=1, output_numpy=True)
    assert [row[0].tolist() for row in words] == [line.split() for line in TEXTS]
    vocab = text.Vocab.from_dataset(lines.map(text.WhitespaceTokenizer()), "text")
    assert set(vocab.vocab()) == {word for line in TEXTS for word in line.split()}
