"""Small files of rows in the formats of MindSpore's readers of lines and records: each writer fills an empty folder.

Files that a reader gets by name are called `data` and a number.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tfrecords import numbered

WRITERS: dict[str, Callable[[Path], None]] = {}
"""By the reader's name."""
PARTS = ("train", "valid", "test")


def writes(*names: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Mark what writes files for these readers."""

    def mark(writer: Callable[[Path], None]) -> Callable[[Path], None]:
        WRITERS.update(dict.fromkeys(names, writer))
        return writer

    return mark


def put(path: Path, content: str) -> None:
    """A file of text, with its line ends as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())


@writes("TextFileDataset")
def text_files(folder: Path) -> None:
    for i, count in enumerate((7, 1, 0, 12, 5)):
        put(folder / f"data{i}.txt", "".join(f"{i}-{j} é\n" + "\n" * (j % 3) for j in range(count)))
    put(folder / "data5.txt", " b \r\nlast")


@writes("CSVDataset")
def csv_files(folder: Path) -> None:
    put(folder / "data0.csv", 'a,b,c\n1,2,3.5\n\n4,"5","6"\r\n7,8, 9\n')
    put(folder / "data1.csv", 'a,b,c\n10,"11",12e3\n13,14,15')


@writes("USPSDataset")
def usps(folder: Path) -> None:
    for name, count in (("usps", 7), ("usps.t", 4)):
        rows = []
        for i in range(count):
            values = " ".join(f"{j + 1}:{(i * 37 + j * 101) % 2001 / 1000 - 1:.4f}" for j in range(256))
            rows.append(f"{i % 10 + 1} {values} \n")
        put(folder / name, "".join(rows) + "\n")


@writes("CLUEDataset")
def clue(folder: Path) -> None:
    for i in range(2):
        words = "label_des label_desc sentence sentence1 sentence2 id abst text".split()
        spans = {"span1_index": i, "span2_index": -i, "span1_text": "x", "span2_text": ""}
        values = {**{word: f"{word} {i} é" for word in words}, "keyword": ["x", "yy"], "keywords": "k", "label": 1.5}
        line = json.dumps({**values, "idx": i, "target": spans})
        put(folder / f"data{i}.json", f"{line}\n\n" * (3 + i))


@writes("TFRecordDataset")
def tfrecords(folder: Path) -> None:
    for i, count in enumerate((7, 1, 3, 12)):
        (folder / f"data{i}.tf").write_bytes(numbered(100 * i, count))
    columns = {"o": {"type": "int8", "rank": 1}, "i": {"type": "int16", "rank": 1, "shape": [3], "t_impl": "flex"}}
    put(folder / "schema.json", json.dumps({"columns": columns, "numRows": 5, "datasetType": "TF"}))


def csv_pair(folder: Path, columns: int) -> None:
    # The first field has no quotes: MindSpore puts the last field of a row that it passes over in front of such ones.
    for part in ("train", "test"):
        rows = [",".join([f"{j}", *(f'"{part}, {j} ""{i}"""' for i in range(1, columns))]) for j in range(7)]
        put(folder / f"{part}.csv", "\n".join(rows) + "\n")


@writes("AGNewsDataset", "AmazonReviewDataset", "DBpediaDataset", "SogouNewsDataset")
def three_columns(folder: Path) -> None:
    csv_pair(folder, 3)


@writes("YahooAnswersDataset")
def yahoo_answers(folder: Path) -> None:
    csv_pair(folder, 4)


@writes("YelpReviewDataset")
def yelp_review(folder: Path) -> None:
    csv_pair(folder, 2)


@writes("SST2Dataset")
def sst2(folder: Path) -> None:
    put(folder / "train.tsv", "sentence\tlabel\na b\t1\nc\t0\nd, e\t1\n")
    put(folder / "dev.tsv", "sentence\tlabel\nx\t1\ny\t0")
    put(folder / "test.tsv", "index\tsentence\n0\tab c\n1\tde\n2\tlost\n3\tf")


@writes("EnWik9Dataset")
def en_wik9(folder: Path) -> None:
    put(folder / "enwik9", "a\n\nb\n\n\nc")


@writes("PennTreebankDataset")
def penn_treebank(folder: Path) -> None:
    for part in PARTS:
        put(folder / f"ptb.{part}.txt", f" {part} a\n\n b \n c\n")


@writes("WikiTextDataset")
def wiki_text(folder: Path) -> None:
    for part in PARTS:
        put(folder / f"wiki.{part}.tokens", f" \n = {part} = \n \n x y\n\n")


def tagged(folder: Path, names: dict[str, str], mark: str) -> None:
    for part, name in names.items():
        lines = ["a b c", "d e f", "", f"g{part} h i", " ", "j k l", "m n o x", *([""] * (part != "test"))]
        put(folder / name, "".join(line.replace(" ", mark) if line.strip() else line for line in _ended(lines)))


def _ended(lines: list[str]) -> list[str]:
    return [f"{line}\n" for line in lines]


@writes("UDPOSDataset")
def udpos(folder: Path) -> None:
    names = {"train": "train", "valid": "dev", "test": "test"}
    tagged(folder, {part: f"en-ud-tag.v2.{name}.txt" for part, name in names.items()}, "\t")


@writes("CoNLL2000Dataset")
def conll2000(folder: Path) -> None:
    tagged(folder, {"train": "train.txt", "test": "test.txt"}, " ")


@writes("SQuADDataset")
def squad(folder: Path) -> None:
    for name in ("train-v1.1", "train-v2.0", "dev-v1.1"):
        several = [{"text": "x", "answer_start": 3}, {"text": "yy é", "answer_start": 0}]
        paragraphs: list[Any] = [
            {
                "context": f"{name} é",
                "qas": [{"question": "q1", "answers": several}, {"question": "q2", "answers": []}],
            },
            {"context": "c2", "qas": [{"question": "q3", "answers": [{"text": "", "answer_start": 1}]}]},
        ]
        put(folder / f"{name}.json", json.dumps({"data": [{"title": "t", "paragraphs": paragraphs}]}))


@writes("Multi30kDataset")
def multi30k(folder: Path) -> None:
    for name in ("training/train", "validation/val", "mmt16_task1_test/test"):
        put(folder / f"{name}.en", f"a{name}\nb\n\nc\nd")
        put(folder / f"{name}.de", "A\nB\n\nC\n")


def iwslt(folder: Path, year: str, sets: tuple[str, ...]) -> None:
    for language in ("de", "en"):
        tags = f"<url>u</url>\n a {language} \nb {language}\nc\n<doc x>\nd\n</doc>\n"
        put(folder / f"train.tags.de-en.{language}", tags)
        for name in sets:
            segments = "".join(f'<seg id="{i}"> {i} {language} &lt;\n</seg>\n' for i in range(3))
            document = f"<url>u</url>\n<title>t &amp; t</title>\n{segments}"
            content = f'<doc docid="1">\n{document}</doc>\n<doc docid="2">\n<seg id="1">x</seg></doc>'
            path = folder / f"{year}.TED.{name}.de-en.{language}.xml"
            put(
                path,
                f'<?xml version="1.0" encoding="UTF-8"?>\n<mteval>\n<set setid="x">\n{content}\n</set>\n</mteval>\n',
            )


@writes("IWSLT2016Dataset")
def iwslt2016(folder: Path) -> None:
    iwslt(folder / "texts/de/en/de-en", "IWSLT16", ("tst2013", "tst2014"))


@writes("IWSLT2017Dataset")
def iwslt2017(folder: Path) -> None:
    iwslt(folder / "texts/DeEnItNlRo/DeEnItNlRo/DeEnItNlRo-DeEnItNlRo", "IWSLT17", ("dev2010", "tst2010"))
