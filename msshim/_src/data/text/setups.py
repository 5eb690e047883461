"""What operations on texts make of their arguments, once they were checked."""

from __future__ import annotations

from typing import Any

from msshim._src.data.kinds import JiebaMode, NormalizeForm
from msshim._src.data.text.bert import Pieces, Words
from msshim._src.data.text.jieba import Segmenter
from msshim._src.data.text.pieces import Cutter, SentencePieceVocab
from msshim._src.data.text.vocab import Vocab


def ngram(n: int | list[int]) -> dict[str, Any]:
    """One length, or several."""
    return {"ngrams": [n] if isinstance(n, int) else n}


def vectors(unk_init: Any) -> dict[str, Any]:
    """Nothing for None."""
    return {"unk_init": [] if unk_init is None else unk_init}


def basic(
    lower_case: bool, keep_whitespace: bool, normalization_form: NormalizeForm, preserve_unused_token: bool
) -> dict[str, Any]:
    """What finds words."""
    return {"finder": Words(lower_case, keep_whitespace, normalization_form, preserve_unused_token)}


def wordpiece(vocab: Vocab, suffix_indicator: str, max_bytes_per_token: int, unknown_token: str) -> dict[str, Any]:
    """The pieces of words."""
    return {"pieces": Pieces(vocab, suffix_indicator, max_bytes_per_token, unknown_token)}


def bert(
    vocab: Vocab,
    suffix_indicator: str,
    max_bytes_per_token: int,
    unknown_token: str,
    lower_case: bool,
    keep_whitespace: bool,
    normalization_form: NormalizeForm,
    preserve_unused_token: bool,
) -> dict[str, Any]:
    """Both."""
    return basic(lower_case, keep_whitespace, normalization_form, preserve_unused_token) | wordpiece(
        vocab, suffix_indicator, max_bytes_per_token, unknown_token
    )


def sentence_piece(mode: str | SentencePieceVocab) -> dict[str, Any]:
    """What cuts texts into pieces."""
    return {"cutter": Cutter(mode)}


def jieba(hmm_path: str, mp_path: str, mode: JiebaMode) -> dict[str, Any]:
    """What cuts texts into words."""
    return {"segmenter": Segmenter(hmm_path, mp_path, mode)}
