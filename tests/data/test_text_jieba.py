"""Chinese words by cppjieba's dictionary and model, on generated ones, beside the real MindSpore."""

import random

import pytest
from images import outcome, same
from texts import SIDES, TEXTS

HAN = "今天天气很好我们去北京大学图书馆看书中国人民银行明月光床前"
STATES = ("-0.26 -3.14e+100 -3.14e+100 -1.46", "-3.14e+100 -0.51 -0.91 -3.14e+100", "-0.58 -3.14e+100 -3.14e+100 -0.80",
          "-3.14e+100 -0.33 -1.26 -3.14e+100", "-0.72 -3.14e+100 -3.14e+100 -0.66")  # fmt: skip


def files(folder, seed: int):
    """A dictionary and a model of random words and weights."""
    rng = random.Random(seed)
    words = {HAN[i : i + n] for n in range(1, 5) for i in (rng.randrange(len(HAN) - n) for _ in range(25))} | {
        "AT&T",
        "C++",
        "a",
        "ab",
    }
    dictionary = "".join(f"{word} {rng.randint(1, 5000)} n\n" for word in sorted(words))
    emitted = [
        ",".join(f"{one}:{-rng.random() * 12:.6f}" for one in sorted(set(HAN))[: rng.randint(15, 24)]) for _ in range(4)
    ]
    model = "#start\n" + "\n".join((*STATES, *(f"#\n{one}" for one in emitted))) + "\n"
    (folder / "mp").write_text(dictionary, encoding="utf-8")
    (folder / "hmm").write_text(model, encoding="utf-8")
    return str(folder / "hmm"), str(folder / "mp")


def sentences(seed: int) -> list[str]:
    rng = random.Random(seed)
    parts = [*HAN, "abc", "a1", "3.14", "12", " ", "，", "。", "é", "😀", "AT&T", "C++", "\t", "x", ".", "-"]
    return ["".join(rng.choices(parts, k=rng.randint(0, 30))) for _ in range(150)]


@pytest.mark.parametrize("mode", ["MIX", "MP", "HMM"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_words(mode: str, seed: int, tmp_path) -> None:
    paths = files(tmp_path, seed)
    made = []
    for side in ("ours", "theirs"):
        text = SIDES[side].dataset.text
        made.append(text.JiebaTokenizer(*paths, text.JiebaMode[mode], with_offsets=seed > 1))
    found = {one: [outcome(lambda side=side, one=one: side(one)) for side in made] for one in sentences(seed) + TEXTS}
    assert {one: pair for one, pair in found.items() if not same(*pair)} == {}


ADDED = [
    "add_word('气很好')", "add_word('天气很', 10**9)", "add_word('今天天', 2**31)", "add_word('去北京大', 1)",
    "add_dict({'书馆': 10**6, 'xy': 5})", "add_word('x', -1)", "add_word('x', '1')", "add_word(None)", "add_word(3)",
    "add_word('w', 2**32)", "add_word('', 3)", "add_word('w', 1.5)", "add_dict('nofile')", "add_dict(3)",
    "add_dict({'x': -1})", "add_dict({'月光床': None})", "add_dict(FILE)", "add_word('好')",
    "add_word('我们去北京', freq=7)",
]  # fmt: skip


@pytest.mark.parametrize("call", ADDED)
def test_words_that_are_added(call: str, tmp_path) -> None:
    paths = files(tmp_path, 4)
    (tmp_path / "user").write_text(
        "今天 100\n\n# x y z\n气很\n*a* 3\nb c 3\n  去北 7  \n银行明 99999\n", encoding="utf-8"
    )
    found = []
    for side in ("ours", "theirs"):
        text = SIDES[side].dataset.text
        for mode in text.JiebaMode:
            made = text.JiebaTokenizer(*paths, mode)
            before = made("今天天气很好")
            added = outcome(lambda made=made: eval(f"made.{call}", {"made": made, "FILE": str(tmp_path / "user")}))
            after = [outcome(lambda one=one, made=made: made(one)) for one in sentences(5)[:60]]
            found.append([before, added, after, [list(one) for one in made.words]])
    for ours, theirs in zip(found[:3], found[3:], strict=True):
        assert same(ours[:3], theirs[:3]) and ours[3] == theirs[3], (ours, theirs)


DAMAGED = {
    "two columns": "今天 3\n", "empty": "", "a blank line": "今天 3 n\n\n", "four columns": "今天 3 n x\n",
    "tabs": "今天\t3\tn\n", "crlf": "今天 3 n\r\n天 2 n\r\n", "two spaces": "今天  3 n\n天 2 n\n",
    "no tag": "今天 3 \n天 2 n\n", "twice": "今天 3 n\n今天 9 n\n天 1 n\n", "fractions": "今天 0.5 n\n天 0.25 n\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", [*DAMAGED, "model", "empty model", "short model", "folder"])
def test_damaged_files(kind: str, tmp_path) -> None:
    hmm, mp = files(tmp_path, 6)
    if kind in DAMAGED:
        (tmp_path / "mp").write_bytes(DAMAGED[kind].encode())
    elif kind != "folder":
        (tmp_path / "hmm").write_text({"model": "1 2 3\n", "empty model": ""}.get(kind, "\n".join(STATES)))
    hmm = str(tmp_path) if kind == "folder" else hmm
    found = [
        outcome(lambda side=side: SIDES[side].dataset.text.JiebaTokenizer(hmm, mp)("今天天气"))
        for side in ("ours", "theirs")
    ]
    assert same(*found), found
