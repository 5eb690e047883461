"""Sentences and their translations: Multi30k, IWSLT2016, IWSLT2017. Source: minddata's nodes of 2.10."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from xml.etree import ElementTree

from msshim._src.data.failures import Refused
from msshim._src.data.readers.serial.files import Source, count_lines, lines, opened, text
from msshim._src.data.readers.serial.lines import of_usage
from msshim._src.data.rows import Row

_TAGS = (b"<url", b"<keywords", b"<talkid", b"<description", b"<reviewer", b"<translator", b"<title", b"<speaker",
         b"<doc", b"</doc")  # fmt: skip
_MARK = b"#*$"
_BARE = re.compile(rb"&(?!#?\w+;)")
Pair = tuple[bytes, bytes]


def multi30k(dataset_dir: str, usage: str = "all", language_pair: Sequence[str] = ("en", "de")) -> Source:
    """Multi30kDataset: lines of an English file and of the German one beside it."""
    names = {"train": "training/train.en", "test": "mmt16_task1_test/test.en", "valid": "validation/val.en"}

    def rows(path: str, start: int, stop: int) -> Iterator[Row]:
        folder, name = os.path.split(path)
        german = os.path.join(folder, name.replace(".en", ".de", 1))
        both = (pair for pair in zip(lines(path), lines(german), strict=False) if any(pair))
        for pair in islice(both, start, stop):
            ordered = pair if language_pair[0] == "en" else pair[::-1]
            yield tuple(text(one, path) for one in ordered)

    return Source(sorted(of_usage(dataset_dir, usage, **names)), count_lines, rows)


def iwslt2016(
    dataset_dir: str,
    usage: str = "all",
    language_pair: Sequence[str] = ("de", "en"),
    valid_set: str = "tst2013",
    test_set: str = "tst2014",
) -> Source:
    """IWSLT2016Dataset."""
    source, target = language_pair
    folder = os.path.join(os.path.realpath(dataset_dir), "texts", source, target, f"{source}-{target}")
    return _iwslt(folder, "IWSLT16", usage, (source, target), (valid_set, test_set))


def iwslt2017(dataset_dir: str, usage: str = "all", language_pair: Sequence[str] = ("de", "en")) -> Source:
    """IWSLT2017Dataset."""
    folder = os.path.join(os.path.realpath(dataset_dir), "texts", "DeEnItNlRo", "DeEnItNlRo", "DeEnItNlRo-DeEnItNlRo")
    return _iwslt(folder, "IWSLT17", usage, tuple(language_pair), ("dev2010", "tst2010"))


def _iwslt(folder: str, year: str, usage: str, pair: tuple[str, ...], sets: tuple[str, str]) -> Source:
    """The files; MindSpore writes each pair of them to a new one beside them, which is not needed here."""
    between = "-".join(pair)
    parts = {"train": f"train.tags.{between}.{{}}"}
    parts |= {part: f"{year}.TED.{name}.{between}.{{}}.xml" for part, name in zip(("valid", "test"), sets, strict=True)}
    files = of_usage(folder, usage, **parts)
    kept = {file: _joined(*(file.format(language) for language in pair)) for file in files}

    def rows(file: str, start: int, stop: int) -> Iterator[Row]:
        number = 0
        for line in kept[file]:
            if number >= stop:
                break
            if number < start:
                number += 1
                continue
            both = line.strip(b"\r").split(_MARK)
            if not both[-1]:
                both.pop()
            if len(both) == len(pair):
                yield tuple(text(one, file) for one in both)
                number += 1

    return Source(files, lambda file: len(kept[file]), rows)


def _joined(source: str, target: str) -> list[bytes]:
    """Both texts of each pair in one line, as MindSpore counts and cuts them; a line's end within a text ends it."""
    joined: list[bytes] = []
    for one, other in (_segments if source.endswith(".xml") else _tagged)(source, target):
        if not one or not other:
            raise Refused(f"Invalid file, read an empty line in {source} or {target}.")
        joined += filter(None, (one.strip(b" ") + _MARK + other.strip(b" ")).split(b"\n"))
    return joined


def _tagged(source: str, target: str) -> Iterator[Pair]:
    for one, other in zip(lines(source), lines(target), strict=False):
        if not any(tag in line for tag in _TAGS for line in (one, other)):
            yield one, other


def _segments(source: str, target: str) -> Iterator[Pair]:
    for one, other in zip(_documents(source), _documents(target), strict=False):
        yield from zip(_texts(one, source), _texts(other, target), strict=False)


def _documents(path: str) -> list[ElementTree.Element]:
    with opened(path) as file:
        content = file.read()
    if b"<!ENTITY" in content:
        raise Refused(f"Invalid file, failed to load xml file: {path} declares entities.")
    try:
        root = ElementTree.fromstring(_BARE.sub(b"&amp;", content))
    except ElementTree.ParseError as error:
        raise Refused(f"Invalid file, failed to load xml file: {path}: {error}.") from None
    found = list(root[0])[_first(root[0], "doc") :] if len(root) else []
    if not found:
        raise Refused(f"Invalid data, no doc found in {path}.")
    return found


def _texts(document: ElementTree.Element, path: str) -> Iterator[bytes]:
    for segment in list(document)[_first(document, "seg") :]:
        if segment.text is None:
            raise Refused(f"Invalid file, {path} has a segment without text.")
        yield segment.text.encode()


def _first(parent: ElementTree.Element, tag: str) -> int:
    """The place of the first child with a tag; behind the last one where none has it."""
    return next((i for i, child in enumerate(parent) if child.tag == tag), len(parent))
