"""SentencePiece: vocabularies of pieces of words, and texts in pieces. Source: mindspore.dataset.text of 2.10.

Training and cutting are those of the package sentencepiece. MindSpore has its version 0.1.98; its models are the same
to the byte, and those of later versions differ in the scores of UNIGRAM.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from msshim._src.data import failures
from msshim._src.data.failures import Refused
from msshim._src.data.kinds import SentencePieceModel, SPieceTokenizerOutType
from msshim._src.data.text import checks, strings
from msshim._src.data.transforms.checks import listed, refuse, typed

_OWN = {"input", "vocab_size", "model_prefix", "character_coverage", "model_type"}


def _package() -> Any:
    try:
        return import_module("sentencepiece")
    except ImportError as error:
        raise ImportError("SentencePiece needs the package sentencepiece: pip install 'msshim[text]'.") from error


class SentencePieceVocab:
    """Pieces of words, made by `from_dataset` or `from_file`."""

    def __init__(self) -> None:
        self._model: bytes | None = None

    @classmethod
    def from_dataset(
        cls, dataset: Any, col_names: Any, vocab_size: int, character_coverage: float, model_type: Any, params: Any
    ) -> SentencePieceVocab:
        """Pieces learnt of the texts of a dataset.

        Args:
            dataset: Its rows have texts without axes.
            col_names: A list, of which the first name counts; the column ``text`` if it is empty.
            vocab_size: How many pieces.
            character_coverage: Which part of the characters the pieces cover.
            model_type: A SentencePieceModel.
            params: Further options of SentencePiece's training, str by str.

        Raises:
            TypeError: An argument has a wrong type.
            ValueError: `vocab_size` is out of range.
            RuntimeError: The column is not there or has no texts, or they do not make so many pieces.
        """
        listed("col_names", col_names, str)
        _check(vocab_size, character_coverage, model_type, params)
        with failures.shown():
            return cls._trained(
                vocab_size, character_coverage, model_type, params, sentence_iterator=_texts(dataset, col_names)
            )

    @classmethod
    def from_file(
        cls, file_path: list[str], vocab_size: int, character_coverage: float, model_type: Any, params: Any
    ) -> SentencePieceVocab:
        """Pieces learnt of the lines of the files `file_path`, a list; the other arguments are those of `from_dataset`.

        Raises: as `from_dataset`; IndexError where no file is in the list, RuntimeError for one that is not there.
        """
        typed("file_path", file_path, list)
        listed("file_path", file_path, str)
        if not file_path:
            raise IndexError("The 'file_path' must have a file, but it is empty.")
        _check(vocab_size, character_coverage, model_type, params)
        return cls._trained(vocab_size, character_coverage, model_type, params, input=",".join(file_path))

    @classmethod
    def save_model(cls, vocab: SentencePieceVocab, path: str, filename: str) -> None:
        """Write the model as SentencePiece has it.

        Args:
            vocab: The vocabulary.
            path: A folder.
            filename: The file's name in it.

        Raises:
            TypeError: An argument has a wrong type.
            AttributeError: `vocab` is None.
            RuntimeError: There is no such folder.
        """
        if vocab is None:
            raise AttributeError("The 'vocab' must be a SentencePieceVocab, but got None.")
        typed("vocab", vocab, SentencePieceVocab)
        typed("path", path, str)
        typed("filename", filename, str)
        if vocab._model is None:
            raise refuse("vocab", "a SentencePieceVocab that was made by from_dataset or from_file", vocab)
        if not Path(path).is_dir():
            raise RuntimeError(f"The 'path' must be a folder, but there is none: {path!r}.")
        Path(path, filename).write_bytes(vocab._model)

    @classmethod
    def _trained(
        cls, size: int, coverage: float, kind: Any, params: dict[str, str], **source: Any
    ) -> SentencePieceVocab:
        made, model = cls(), io.BytesIO()
        options: dict[str, Any] = {name: value for name, value in (params or {}).items() if name not in _OWN}
        options |= {"model_type": SentencePieceModel(kind).name, "vocab_size": size, "model_prefix": ""}
        options |= {"character_coverage": f"{np.float32(coverage):f}", "minloglevel": 1}
        try:
            _package().SentencePieceTrainer.train(model_writer=model, **source, **options)
        except (RuntimeError, OSError) as error:
            raise RuntimeError(f"SentencePiece says: {error}") from None
        made._model = model.getvalue()
        return made


def _check(size: Any, coverage: Any, kind: Any, params: Any) -> None:
    checks.count("vocab_size", size)
    typed("character_coverage", coverage, float)
    typed("model_type", kind, SentencePieceModel)
    typed("params", params, dict)
    for one in (item for pair in params.items() for item in pair):
        typed("params", one, str)


def _texts(dataset: Any, col_names: list[str]) -> Iterator[str]:
    there, name = dataset._columns(), (col_names or ["text"])[0]
    if name not in there:
        raise Refused(f"The 'col_names' must be of {there}, but got {name!r}.")
    place = there.index(name)
    return (strings.scalar(np.asarray(row[place])) for row in failures.rows(dataset._start()()))


class Cutter:
    """A model, of a file or a SentencePieceVocab, read at the first text."""

    def __init__(self, mode: str | SentencePieceVocab) -> None:
        self._mode = mode

    @cached_property
    def processor(self) -> Any:
        """The processor of the package."""
        model = self._mode._model if isinstance(self._mode, SentencePieceVocab) else Path(self._mode).read_bytes()
        if model is None:
            raise TypeError("the 'mode' is a SentencePieceVocab that was not made by from_dataset or from_file.")
        return _package().SentencePieceProcessor(model_proto=model)


def tokenize(array: Any, cutter: Cutter, out_type: SPieceTokenizerOutType) -> Any:
    """The pieces of a text, or their numbers."""
    text = strings.scalar(array)
    if out_type is SPieceTokenizerOutType.INT:
        return np.array(cutter.processor.encode(text), np.int32)
    return strings.array(cutter.processor.encode(text, out_type=str))
