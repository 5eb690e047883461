"""Files of JSON: CLUE, with an object a line, and SQuAD, with all in one. Source: minddata's nodes of 2.10."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers.serial.files import Source, count_lines, lines, opened
from msshim._src.data.rows import Row

_PAIRS = ("sentence1", "sentence2")
_SPANS = ("idx", "span1_index", "span1_text", "span2_index", "span2_text", "text")
_TASKS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "AFQMC": (_PAIRS, ("label",), ("id",)),
    "CMNLI": (_PAIRS, ("label",), ("id",)),
    "CSL": (("abst", "id", "keyword"), ("label",), ()),
    "IFLYTEK": (("sentence",), ("label", "label_des"), ("id",)),
    "TNEWS": (("keywords", "sentence"), ("label", "label_desc"), ("id",)),
    "WSC": (_SPANS, ("label",), ()),
}
"""For each task: the columns that all files have, those of files with labels, and those of files without."""


def clue(dataset_files: list[str], task: str = "AFQMC", usage: str = "train") -> Source:
    """CLUEDataset: one of the values of a line's object a column."""
    common, labelled, unlabelled = _TASKS[task]
    columns = sorted(common + (unlabelled if usage == "test" else labelled))
    keys: list[tuple[str, ...]] = [("target", name) if name.startswith("span") else (name,) for name in columns]
    return Source(sorted(dataset_files), count_lines, partial(_objects, keys), lambda: columns)


def squad(dataset_dir: str, usage: str = "all") -> Source:
    """SQuADDataset: a question a row, with its text and its answers."""
    files = []
    for part in ("train", "dev"):
        if usage in (part, "all"):
            paths = [os.path.join(os.path.realpath(dataset_dir), f"{part}-v{one}.json") for one in ("1.1", "2.0")]
            there = [path for path in paths if os.path.isfile(path)]
            if not there:
                raise Refused(f"Invalid path, failed to find SQuAD {part} data file: {dataset_dir}.")
            files += there
    return Source(files, _count_questions, _questions, parts=2 if usage == "all" else 1)


def _objects(keys: list[tuple[str, ...]], path: str, start: int, stop: int) -> Iterator[Row]:
    for line in islice(filter(None, lines(path)), start, stop):
        found = _parsed(line, path)
        yield tuple([_value(found, key, path) for key in keys])


def _parsed(source: bytes, path: str) -> Any:
    try:
        return json.loads(source)
    except (ValueError, RecursionError) as error:
        raise Refused(f"Invalid json, failed to parse {path}: {error}.") from None


def _value(found: Any, keys: tuple[str, ...], path: str) -> Any:
    for key in keys:
        found = _at(found, key, path)
    if isinstance(found, str):
        return np.array(found)
    if isinstance(found, int) and not isinstance(found, bool) and -(2**63) <= found < 2**64:
        return np.array(found & 0xFFFFFFFF, np.uint32).astype(np.uint32 if found >= 0 else np.int32)
    if isinstance(found, (int, float)) and not isinstance(found, bool):
        with np.errstate(over="ignore"):
            return np.array(found, np.float32)
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return np.array(found, np.str_)
    raise Refused(f"Invalid json file, {path} must have a str, a number or a list of str at {keys}, but has {found!r}.")


def _at(found: Any, key: str, path: str, kind: type = object) -> Any:
    if not isinstance(found, dict) or key not in found:
        raise Refused(f"Invalid json file, {path}: failed to find key {key}.")
    if not isinstance(found[key], kind):
        raise Refused(f"Invalid json file, {path}: {key} must be a {kind.__name__}, but is {found[key]!r}.")
    return found[key]


def _asked(path: str) -> Iterator[tuple[Callable[[], str], Any]]:
    """The questions of a file, each with its text."""
    with opened(path) as file:
        root = _parsed(file.read(), path)
    for one in _at(root, "data", path, list):
        for paragraph in _at(one, "paragraphs", path, list):
            for question in _at(paragraph, "qas", path, list):
                yield partial(_at, paragraph, "context", path, str), question


def _count_questions(path: str) -> int:
    return sum(1 for _ in _asked(path))


def _questions(path: str, start: int, stop: int) -> Iterator[Row]:
    for context, one in islice(_asked(path), start, stop):
        answers = _at(one, "answers", path, list)
        places = [_at(answer, "answer_start", path, int) & 0xFFFFFFFF for answer in answers] or [0xFFFFFFFF]
        yield (
            np.array(context()),
            np.array(_at(one, "question", path, str)),
            np.array([_at(answer, "text", path, str) for answer in answers] or [""]),
            np.array(places, np.uint32),
        )
