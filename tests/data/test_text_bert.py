"""BERT's tokenizers beside the real MindSpore's on mixed texts of a seeded generator; Unicode over all characters."""

import random

import mindspore.dataset.text as theirs
import numpy as np
import pytest
from images import same
from rows import all_rows
from texts import VOCABULARY, differing

import msshim.dataset.text as ours

ROWS = {row.name: row for row in all_rows("transform") if row.namespace == "dataset.text"}
RANGES = [
    (32, 126), (0, 31), (0x7F, 0xFF), (0x100, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x5FF),
    (0x600, 0x6FF), (0x900, 0x97F), (0xE00, 0xE7F), (0x1100, 0x11FF), (0x1E00, 0x1FFF), (0x2000, 0x206F),
    (0x2070, 0x218F), (0x2460, 0x24FF), (0x3000, 0x30FF), (0x3130, 0x318F), (0x3300, 0x33FF), (0x4E00, 0x4EFF),
    (0xAC00, 0xACFF), (0xF900, 0xFA6D), (0xFB00, 0xFB4F), (0xFE00, 0xFE6F), (0xFF00, 0xFFEE), (0x1D400, 0x1D4FF),
    (0x1F300, 0x1F5FF), (0x20000, 0x200FF), (0x2F800, 0x2F8FF), (0xE0020, 0xE007F),
]  # fmt: skip
CHARACTERS = [chr(code) for code in (*range(1, 0xD800), *range(0xE000, 0x32000), *range(0xE0000, 0xE0200))]
SIGNS = [
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "[unused1]",
    "[",
    "]",
    " ",
    "\t",
    "　",
    "##",
    "the",
    "wanted",
    "un",
    "runn",
    "ing",
    "ab",
    "好",
]


def mixed(rng: random.Random) -> str:
    parts = []
    for _ in range(rng.randint(0, 14)):
        low, high = rng.choice(RANGES)
        parts.append(
            rng.choice(SIGNS)
            if rng.random() < 0.45
            else "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 5)))
        )
    return "".join(part + " " * (rng.random() < 0.2) for part in parts)


def texts(seed: int, count: int) -> list[tuple[str]]:
    rng = random.Random(seed)
    return [(mixed(rng),) for _ in range(count)]


OF_TEXTS = """
    BasicTokenizer BertTokenizer WordpieceTokenizer WhitespaceTokenizer UnicodeScriptTokenizer UnicodeCharTokenizer
    CaseFold NormalizeUTF8 FilterWikipediaXML
"""


@pytest.mark.parametrize("name", OF_TEXTS.split())
def test_of_mixed_texts(name: str) -> None:
    row, given = ROWS[name], texts(7, 2000)
    each = len(given) // len(row.calls)
    parts = [given[i * each : (i + 1) * each] for i in range(len(row.calls))]
    assert [one for call, part in zip(row.calls, parts, strict=True) for one in differing(row, call, part)] == []


@pytest.mark.parametrize("lower", [False, True])
def test_bert_of_many_texts(lower: bool) -> None:
    arguments = ("##", 20, "[UNK]", lower, False)
    made = [lib.BertTokenizer(lib.Vocab.from_list(VOCABULARY), *arguments, with_offsets=True) for lib in (ours, theirs)]
    differ = []
    for (text,) in texts(11, 2000):
        found = []
        for one in made:
            try:
                found.append(one(text))
            except RuntimeError:
                found.append(RuntimeError)
        if not same(*found):
            differ.append((text, *found))
    assert differ == []


@pytest.mark.parametrize("name", ["CaseFold", "NormalizeUTF8", "BasicTokenizer"])
def test_of_every_character(name: str) -> None:
    row = ROWS[name]
    for call in row.calls:
        if name == "BasicTokenizer":
            values = [
                (" ".join(f"x{one}" for one in CHARACTERS[i : i + 5000]),) for i in range(0, len(CHARACTERS), 5000)
            ]
        else:
            values = [(np.array(CHARACTERS[i : i + 20000]),) for i in range(0, len(CHARACTERS), 20000)]
        assert differing(row, call, values) == []


@pytest.mark.parametrize("separator", ["", "a", "好"])
def test_scripts_of_every_character(separator: str) -> None:
    values = [(separator.join(CHARACTERS[i : i + 300]),) for i in range(0, len(CHARACTERS), 300)]
    assert differing(ROWS["UnicodeScriptTokenizer"], "True, True", values) == []
