"""What the tests of operations on texts share: texts, both libraries' words, and pipelines."""

from __future__ import annotations

from functools import cache
from typing import Any

import mindspore
import mindspore.dataset
import mindspore.dataset.text
import numpy as np
from images import outcome, same

import msshim
import msshim.dataset
import msshim.dataset.text

SIDES = {"theirs": mindspore, "ours": msshim}
VOCABULARY = (
    "[UNK] [CLS] [SEP] a b c ab ##b ##c bc the ##he want ##want ##ed wa un runn ##ing , low est 好 ##好 人 ##民 é ##e "
    "ß ss 한 ##국 م ##ر 😀 ##😀 [ cls ] hello ##llo ! ## ﬁ fi １ 1 ##1"
).split()
TEXTS = [
    "", " ", "a", "ab", "abc", "the wanted runner, lowest!", "Hello World", "  two  spaces\tand\ttabs\r\nlines\n\n",
    "[CLS] the [SEP] ab[MASK]", "[UNK][PAD] [unused1] [unused] [unused99]x", "[[CLS] a", "[a[CLS]", "x[CLS", "]x[",
    "Straße GROẞ ﬁne ﬂow", "Ünïcödé CAFÉ café cafe\u0301 NAÏVE", "好人民。深圳欢迎您！", "今天天气很好，我们去北京。",
    "中文 and English混排 text", "日本語のテキスト、カタカナ ｶﾀｶﾅ", "한국어 텍스트 한국", "\u1112\u1161\u11ab 한",
    "مرحبا بالعالم، كيف", "שָׁלוֹם עולם", "नमस्ते दुनिया।", "ภาษาไทย", "Ελληνικά ΣΊΣΥΦΟΣ ς σ", "Привет, МИР! ё й",
    "İstanbul ıI i̇", "ǅ Ǆ ǆ ŉ ǰ ΐ", "😀 a😀b 👨‍👩‍👧 🇨🇳 👍🏽", "𝐁𝐨𝐥𝐝 ℌ ① ² ½ ﷺ",
    "e\u0301\u0327 a\u0308\u0301 \u0301x", "q\u0323\u0307 \u1e69 \u0073\u0323\u0307", "\u212b \u2126 \ufb01 \uff21",
    "a\x00b", "\x01\x02 \x1c\x1d\x1e\x1f\x7f\x80\x85", "zero\u200bwidth\u200c\u200d\ufeffx\u00adsoft",
    "nb\u00a0sp \u3000ideo \u2028line\u2029para \u205f\u1680x", "\u202eright\u202c \u2066x\u2069",
    "tag \U000e0061 var\ufe0f", "a_b-c.d/e\\f|g~h`i'j\"k", "$1 €2 £3 +4 <5> =6 ^7",
    "«quoted» “double” ‘single’ … — –", "、。〈〉《》「」『』【】〔〕（）！？",
    "\U00020000\U0002a6d6 \U0002f800 \uf900", "\u3400\u4dbf\u9fff\u4dc0", "x" * 101, "好" * 40, "a" * 300 + " b",
    "123 4567 ١٢٣ १२३ ４５", "<b>Bold</b> &amp; R 12 #x\n\n[http:a b]{c}|thumb", "#REDIRECT x", "#redirect y",
    "A<x\ny>B <c> D", "the THE tHe", "\u0130\u0131\u017f\u212a", "ﬀ ﬃ ﬅ ẖ ẞ", "\ufdfa \ufe70 \u3392 \u32ff",
    "\u0958 \u2adc \u1d15e \U0001d15e",
]  # fmt: skip


@cache
def words(side: str) -> dict[str, Any]:
    """The names that a row's calls may use."""
    text = SIDES[side].dataset.text
    kinds = "JiebaMode NormalizeForm SentencePieceModel SPieceTokenizerOutType".split()
    return {
        "np": np,
        "ms": SIDES[side],
        "vocab": text.Vocab.from_list(VOCABULARY),
        **{name: getattr(text, name) for name in kinds},
    }


def make(side: str, row: Any, call: str) -> Any:
    """The operation of a row, made with the arguments that a text says."""
    operation = getattr(SIDES[side].dataset.text, row.name)
    return operation(*eval(f"args({call})", {**words(side), "args": lambda *given: given}))


def both(row: Any, call: str, *inputs: Any) -> list[Any]:
    """What each library makes of inputs."""
    return [outcome(lambda side=side: make(side, row, call)(*inputs)) for side in ("ours", "theirs")]


def differing(row: Any, call: str, values: Any) -> list[Any]:
    """The inputs, each a tuple, of which the libraries make something else."""
    made = {side: outcome(lambda side=side: make(side, row, call)) for side in SIDES}
    if any(isinstance(one, type) for one in made.values()):
        return [] if made["ours"] == made["theirs"] else [("made", made)]
    found = []
    for value in values:
        ours, theirs = (outcome(lambda side=side: made[side][0](*value)) for side in ("ours", "theirs"))
        if not same(ours, theirs):
            found.append((call, value, ours, theirs))
    return found
