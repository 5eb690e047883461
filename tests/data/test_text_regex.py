"""Regular expressions of ICU, by the package regex, beside the real MindSpore's."""

import pytest
from images import outcome, same
from raising import raises
from texts import SIDES, TEXTS

import msshim
from msshim._src.data.text import icu, unicode

CASES = {
    'a{': 'a{', 'a}': 'a}', '{': '{', '}': '}', 'a{,2}': 'aa{,2}', 'a{2,}': 'aaa', 'a{ 2}': 'aa', '\\e': '\x1b',
    '\\cA': '\x01', '\\y': 'y', '\\_': '_', '\\i': 'i', '\\pL': 'a', '\\p{L}': 'a1', '\\p{Greek}': '\u03b1a',
    '\\p{IsGreek}': '\u03b1a', '\\p{script=Greek}': '\u03b1a', '\\p{sc=Grek}': '\u03b1a', '\\p{InGreek}': '\u03b1a',
    '\\p{blk=Greek}': '\u03b1a', '\\p{Alphabetic}': 'a\u03b11', '\\p{Lu}': 'aA', '\\p{^Lu}': 'aA', '\\p{gc=Lu}': 'aA',
    '\\p{ASCII}': 'a\u03b1', '\\p{Latin}': 'a\u03b1', '\\p{Punct}': 'a.!$', '[[:punct:]]': 'a.!$',
    '\\p{punct}': 'a.!$', '[:alpha:]': 'ab:', '[[:alpha:]]': 'ab:', '[[:^alpha:]]': 'ab:', '[a-z&&[^aeiou]]': 'abe',
    '[[a-z]--[aeiou]]': 'abe', '[[a-z]-[aeiou]]': 'abe-', '[[a-z]&[aeiou]]': 'abe&', '[a-]': ['a-b', '-'],
    '[-a]': 'a-b', '[]a]': ']a', '[^]a]': ']ab', '[a&b]': 'a&b', '[a[bc]]': 'abcd', '[]': 'a', '[a||b]': 'a|b',
    '[a~~b]': 'a~b', '[\\w-]': 'a-.', '[\\d\\s]': '1 a', '[a-c-e]': 'abcde-', '[z-a]': 'z', '[a': 'a', 'a]': 'a]',
    ']': ']', 'a**': 'a', 'a*+': 'aa', 'a?+a': 'aa', '(?<n>a)b\\k<n>': 'aba', '(?P<n>a)': 'a', '(a)\\1': 'aa',
    '\\2(a)': 'aa', '(?i)\xc9': '\xe9\xc9', '(?i)\xdf': 'ss \xdf SS', '(?i)ss': '\xdf', '(?m)^a': 'a\na\ra\u2028a',
    'a$': ['a\n', 'a\r\n', 'a\na'], 'a\\Z': 'a\n', 'a\\z': 'a\n', '(?m)a$': 'a\ra\r\na', '^': 'a\nb',
    '(?m)^': 'a\nb\n', '(?m)$': 'a\r\nb\n', '$': 'a\r\n', '.': '\n\r\x0b\x0c\x85\u2028\x1ca', '(?s).': '\r\na',
    '(?x) a b # c\n d': 'abd', '(?x)[a b]': 'a b', '\\Qa.b\\E+': 'a.bb', '\\Qa': 'a', 'a(?#x)b': 'ab', '(?=a)': 'ba',
    '(?<=a)b': 'ab', '(?<=a*)b': 'ab', '(?<=a{1,3})b': 'ab', '(?<!a)b': 'ab b', '\\h': '\t \u3000\n',
    '\\v': '\n\x0b\r\u2028a', '\\R': '\r\n\n', '\\s': '\x1c\x85\xa0\u180e\u200b \u3000',
    '\\w': '_\u200d\u0301a1\u0663\u2160\xb2', '\\d': '1\u0663\xb2', '\\b': ['a b', 'e\u0301x', ' \u0301x'],
    '\\B': 'ab', '\\N{LATIN SMALL LETTER A}': 'a', '\\x{61}': 'a', '\\x61': 'a', '\\u0061': 'a', '\\U00000061': 'a',
    '\\u{61}': 'a', '\\061': '1', '\\0141': 'a', '\\07': '\x07', 'x*': 'axb', '(a|b)*?c': 'abc', '(?:': 'a',
    'a|': 'ab', '()': 'a', '*a': 'a', '+': 'a', '(?i:a)b': 'AbAB', '(?-i)a': 'a', '(?u)a': 'a', '(?a)a': 'a',
    '\\G.': 'ab', '(?|a)': 'a', '(?R)': 'a', 'a{1}{2}': 'aa', 'a{0}': 'a', 'a{2,1}': 'aa', '(a){2}': 'aa', '\\K': 'a',
    '[\\b]': 'b', '[\\Qa\\E]': 'aQ', '[a-\\d]': 'a1-', '[\\p{L}--[a-z]]': 'a\xc0', '[^\\p{L}]': 'a1',
    '[\\N{LATIN SMALL LETTER A}]': 'a', '[#]': '#', '#': '#', '&': '&', '~': '~', '-': '-', '[[]': '[', '[\\[]': '[',
    '[a&&b]': 'ab', '[[a-c]&&[b-d]e]': 'abcde', '[[a-c]e&&[b-e]]': 'abcde', '[a-c--b]': 'abc', '[a-z&&bc]': 'abc',
    '[[a-c]--b]': 'abc-', '[a-c&&b-z]': 'abcd', '[&&a]': 'a&', '[a&&]': 'a&', '[--a]': 'a-', '[a--]': 'a-',
    '[]-a]': ']^`a', '[^-a]': '-ab', '[\\]a]': ']', '[a\\-z]': 'b-', '[^]': ']', '[^^]': '^a', '[a^]': '^',
    '[[a][b]--[b]]': 'ab', '[a[b]-c]': 'abc-', '[[a]-c]': 'abc-', '[[b]-]': '-b', '\\x': 'x', '\\xg': 'xg',
    '\\u12': 'u12', '\\U1': 'U1', '[a-\\u0063]': 'b', '[\\x{61}-c]': 'b', '(?i)[a-c]': 'B', '(?i)[^a]': 'aAb',
    '\\p{Lu}+(?i)': 'aA', '(?i)\\p{Lu}': 'aA', '[\\W]': 'a ', '[^\\W\\d]': 'a1', '\\D+': 'ab1', '\\S+': 'a b',
    '\\H': 'a\t', '\\V': 'a\n', 'a(?=b)|c': 'abc', '(?<!b)c': 'bc c', '((a)(b))\\3': 'abb', '(a)|b\\1': 'ba',
    '\\8': '8', 'a{0,0}b': 'ab', '(?<x1>a)\\k<x1>': 'aa', '(?<1x>a)': 'a', '\\k<q>': 'q', '(?<a_b>a)': 'a',
    '\\p{Script=Han}': '\u597da', '\\p{Han}': '\u597da', '\\p{L}\\p{M}*': 'e\u0301a', '\\p{Nd}': '1\u0663',
    '\\p{Z}': 'a \u3000', '\\p{Sc}': '$\u20ac', '\\P{L}': 'a1', '\\p{letter}': 'a',
    '\\p{General_Category=Uppercase_Letter}': 'A', '\\p{nonsense}': 'a', '\\p{XID_Start}': 'a', '[[:Lu:]]': 'aA',
    '[[:digit:]a]': '1a', '[[:alnum:]_]+': 'a1_-', '[[:space:]]': 'a b', '[[:word:]]': 'a_-', '[[:xdigit:]]': 'fg',
    '\\p{Any}': 'a', '\\p{Cn}': 'a', '\\p{Assigned}': 'a', '(?s:.)\\n': '\n\n', '(?m:^)b': 'a\nb',
    'a(?x: b c)d': 'abcd', '(?x)a\\ b': 'a b', '(?x)\\#': '#', '[\\n\\t]': '\n', '\\ca': '\x01', '\\e\\a': '\x1b\x07',
    '(a+)+b': 'aaab', '(?>a+)b': 'aaab', 'a++a': 'aa', 'a{2}?': 'aaaa', 'a{1,2}+a': 'aa', '^\\s+|\\s+$': ' a b ',
    '[\\s,]+': 'a, b', '[^\\w\\s]': 'a,b c', '\\d{3}-\\d{4}': '555-1234', '(\\d+)\\s*(px|em)': '10 px',
    '[\u4e00-\u9fa5]': '\u4e2da', '[\\u4e00-\\u9fa5]': '\u4e2da', '[\U0001f600-\U0001f64f]': '\U0001f600',
    '[\\U0001F600-\\U0001F64F]': '\U0001f600', '\\uD83D\\uDE00': '\U0001f600', '\U0001f600+': '\U0001f600\U0001f600',
    '(?:a|b|)+': 'ab', '(?!a).': 'ab', 'a|*': 'a', '(?': 'a', '(?<': 'a', 'a(': 'a', 'a)': 'a', '\\': 'a', '[\\': 'a',
    '(?i': 'a', '(?#a': 'a', '\\Qa\\E': 'a', '\\Q\\E': 'a', 'a\\E': 'aE', '': 'a',
}  # fmt: skip
REPLACEMENTS = [
    '$0$0', '$1', '${n}', '$n', '\\$', '\\n', '\\\\', '\\', '$', '$$', '${', '${x}', '$2', '$10', '\\u0041',
    '\\U00000041', '\\u00', 'a$1b', '\\x41', '$ 1', '\\uzzb', 'a\\u00b', '\\U1', '$01', '$00', '$0x', '${n}1', '${1}',
    '\\${n}', '$1$', '\xe9\U0001f600$0', '\\\U0001f600', '\\u0zzb', '\\u000zzb', '\\Uabcdzzb',
]  # fmt: skip
PATTERNS = [
    r"\s+", r"\W+", r"\b", r"[^\w\s]", r"\p{P}", r"(\w+)\s(\w+)", r"[\u4e00-\u9fff]", r"^\s+|\s+$", ".",
    r"(?i)[a-m]+", r"\d+", "", r"(?<=\w)(?=\W)", r"[[:punct:]]|\p{M}", r"\B", r"\S*", r"\v|\h", r"(?s).{3}",
    r"(?m)^.*$", r"\p{Lu}\p{Ll}*", r"[\p{L}--[a-z]]", r"\R",
]  # fmt: skip


def both(name: str, *arguments, text: str):
    """What each library's operation makes of a text, ours first."""
    return [
        outcome(lambda side=side: getattr(SIDES[side].dataset.text, name)(*arguments)(text))
        for side in ("ours", "theirs")
    ]


def test_patterns() -> None:
    texts = {pattern: [text] if isinstance(text, str) else text for pattern, text in CASES.items()}
    found = {
        (pattern, one): both("RegexReplace", pattern, "<$0>", text=one) for pattern, of in texts.items() for one in of
    }
    assert {key: pair for key, pair in found.items() if not same(*pair)} == {}


def test_replacements() -> None:
    found = {
        (r, p): both("RegexReplace", p, r, text="xay")
        for r in REPLACEMENTS
        for p in ("(?<n>a)", "(?<n>q)", "a", "(((((((((((a)))))))))))")
    }
    assert {key: pair for key, pair in found.items() if not same(*pair)} == {}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_of_texts(pattern: str) -> None:
    calls = [
        ("RegexReplace", pattern, "_"),
        ("RegexReplace", pattern, "<$0>", False),
        ("RegexTokenizer", pattern),
        ("RegexTokenizer", pattern, r"\W", True),
    ]
    found = {(call, text): both(*call, text=text) for call in calls for text in TEXTS}
    assert {key: pair for key, pair in found.items() if not same(*pair)} == {}


def test_classes_of_every_character() -> None:
    """What the names of sets take, of the characters of Unicode 15.1: the package's may be newer."""
    codes = [chr(code) for code in range(1, 0x30000) if not 0xD800 <= code < 0xE000]
    text = "".join(one for one in codes if ord(one) not in unicode.codes("Unknown"))
    names = "w s d h v p{L} p{P} p{S} p{M} p{Lu} p{N} p{Z} p{Han} p{C}"
    classes = [*(rf"\{one}" for one in names.split()), "[[:alpha:]]", "[[:punct:]]", "(?i)i", "(?i)[k-s]"]
    assert [one for one in classes if not same(*both("RegexReplace", one, "", text=text))] == []


def test_without_the_package(monkeypatch) -> None:
    def refuse(name: str):
        raise ImportError(name)

    monkeypatch.setattr("msshim._src.data.text.icu.import_module", refuse)
    icu._regex.cache_clear()
    with raises(ImportError, match=r"package regex: pip install 'msshim\[text\]'"):
        msshim.dataset.text.RegexReplace("a|b|c", "b")("a")
    monkeypatch.undo()
    assert msshim.dataset.text.RegexReplace("a|b|c", "b")("a") == "b"
