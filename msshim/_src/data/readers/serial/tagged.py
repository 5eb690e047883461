"""Files with a word and its tags a line, and an empty line behind each sentence. Source: minddata's nodes of 2.10.

A row is a sentence, but lines are counted, also to say which of them belong to a shard, and a sentence that no empty
line ends is left out: both as MindSpore has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.serial.files import Source, count_lines, lines, text
from msshim._src.data.readers.serial.lines import of_usage
from msshim._src.data.rows import Row

_COLUMNS = 3


def conll2000(dataset_dir: str, usage: str = "all") -> Source:
    """CoNLL2000Dataset: words, parts of speech, chunks."""
    files = of_usage(dataset_dir, usage, train="train.txt", test="test.txt")
    return Source(sorted(files), count_lines, partial(_sentences, b" "))


def udpos(dataset_dir: str, usage: str = "all") -> Source:
    """UDPOSDataset: words, and their parts of speech by two lists of tags."""
    names = {"train": "en-ud-tag.v2.train.txt", "test": "en-ud-tag.v2.test.txt", "valid": "en-ud-tag.v2.dev.txt"}
    files = of_usage(dataset_dir, usage, **names)
    return Source(sorted(files), count_lines, partial(_sentences, b"\t"))


def _sentences(delimiter: bytes, path: str, start: int, stop: int) -> Iterator[Row]:
    number, sentence = 0, list[list[str]]()
    for line in lines(path):
        if number < start:
            number += bool(line)
            continue
        if number >= stop:
            break
        if not (line := line.strip(b" ")):
            if sentence:
                yield _row(sentence)
            sentence = []
            continue
        fields = line.split(delimiter)
        if len(fields) < _COLUMNS:
            raise Refused(f"Invalid file, {path} must have a word and two tags a line, but has {line!r}.")
        sentence.append([text(field, path).item() for field in fields[:_COLUMNS]])
        number += 1
    else:
        return
    if sentence:
        yield _row(sentence)


def _row(sentence: list[list[str]]) -> Row:
    return tuple(np.array(column) for column in zip(*sentence, strict=True))
