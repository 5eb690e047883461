"""Files with one text a row: TextFile, EnWik9, PennTreebank, WikiText. Source: their nodes in minddata of 2.10."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice

from msshim._src.data.readers.serial.files import Source, count_lines, lines, text
from msshim._src.data.rows import Row


def text_file(dataset_files: list[str]) -> Source:
    """The lines that are not empty."""
    return Source(sorted(dataset_files), count_lines, _rows)


def penn_treebank(dataset_dir: str, usage: str = "all") -> Source:
    """PennTreebankDataset."""
    return text_file(of_usage(dataset_dir, usage, train="ptb.train.txt", valid="ptb.valid.txt", test="ptb.test.txt"))


def wiki_text(dataset_dir: str, usage: str = "all") -> Source:
    """WikiTextDataset."""
    names = {"train": "wiki.train.tokens", "test": "wiki.test.tokens", "valid": "wiki.valid.tokens"}
    return text_file(of_usage(dataset_dir, usage, **names))


def en_wik9(dataset_dir: str) -> Source:
    """EnWik9Dataset: all lines, also those that are empty, which MindSpore does not count where it says the size."""
    return Source([os.path.join(dataset_dir, "enwik9")], _count_all, _all_rows, told=count_lines)


def of_usage(folder: str, usage: str, **names: str) -> list[str]:
    """The files of one part of a collection, or of all."""
    return [os.path.join(folder, name) for part, name in names.items() if usage in (part, "all")]


def _rows(path: str, start: int, stop: int) -> Iterator[Row]:
    return ((text(line, path),) for line in islice(filter(None, lines(path)), start, stop))


def _all_rows(path: str, start: int, stop: int) -> Iterator[Row]:
    return ((text(line, path),) for line in islice(lines(path), start, stop))


def _count_all(path: str) -> int:
    return sum(1 for _ in lines(path))
