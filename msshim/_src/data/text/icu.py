"""Regular expressions in the syntax of ICU, by the package regex.

Source: the user guide of ICU 74 on regular expressions, and what MindSpore 2.10's answers. Not here: `\\X` and
`(?w)`, for which MindSpore's ICU has no data, so that it finds nothing; `\\N{…}`, which it refuses; Java's properties.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from msshim._src.data.text.split import SPACES

_LINES = r"\n\x0b\f\r\x85\u2028\u2029"
_WORD = r"\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d"
_TURKISH = r"[\u0130\u0131]"
_EXTENDING = r"[\p{Grapheme_Extend}\p{Cf}]"
_BEFORE = rf"[[{_WORD}]--{_EXTENDING}]{_EXTENDING}*"
_BOUNDARY = rf"(?!{_EXTENDING})(?:(?=[{_WORD}])(?<!{_BEFORE})|(?![{_WORD}])(?<={_BEFORE}))"
_CLASSES = {"d": r"\p{Nd}", "s": re.sub(r"\s", lambda one: rf"\u{ord(one[0]):04x}", SPACES), "w": _WORD,
            "h": r"\t\p{Zs}", "v": _LINES}  # fmt: skip
_CONTROLS = {"a": 7, "e": 27, "f": 12, "n": 10, "r": 13, "t": 9}
_PLACES = {
    "A": r"\A",
    "z": r"\Z",
    "Z": rf"(?=(?:\r\n|(?<!\r)\n|[{_LINES}--\n])?\Z)",
    "b": f"(?:{_BOUNDARY})",
    "B": f"(?!{_BOUNDARY})",
    "G": r"\G",
    "R": rf"(?:\r\n|[{_LINES}])",
}
_CODE = re.compile(r"x\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|0([0-7]{1,3})")
_PAIR = re.compile(r"u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_PROPERTY = re.compile(r"([pP])(\{[\w=: .-]+\})")
_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d+(?:,\d*)?\})[+?]?")
_NAMED = re.compile(r"\(\?<([A-Za-z][A-Za-z0-9]*)>")
_FLAGS = re.compile(r"\(\?([imsux]*)(?:-([imsux]*))?([:)])")
_NEVER_ENDING = re.compile(r"[*+]|\{\d+,\}")


@cache
def _regex() -> Any:
    try:
        return import_module("regex")
    except ImportError as error:
        raise ImportError("Regular expressions of ICU need the package regex: pip install 'msshim[text]'.") from error


@lru_cache(maxsize=256)
def compiled(pattern: str) -> Any:
    """The compiled pattern. Raises ValueError for what ICU does not take."""
    regex = _regex()
    try:
        return regex.compile(_Translation(pattern).whole(), regex.V1)
    except (regex.error, ValueError, OverflowError) as error:
        raise ValueError(f"the pattern {pattern!r} is not one of ICU: {error}") from None


class _Translation:
    """A pattern of ICU in the words of the package regex."""

    def __init__(self, pattern: str) -> None:
        self._text, self._at = pattern, 0
        self._flags = [""]  # of each open group: i, m, s and x
        self._behind = [False]  # whether it looks behind

    def whole(self) -> str:
        """All of it."""
        found = []
        while self._at < len(self._text):
            found.append(self._piece())
        return "".join(found)

    def _starts(self, what: str) -> bool:
        if not self._text.startswith(what, self._at):
            return False
        self._at += len(what)
        return True

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found

    def _next(self) -> str:
        if self._at == len(self._text):
            raise ValueError("it ends too early.")
        self._at += 1
        return self._text[self._at - 1]

    def _piece(self) -> str:
        if found := self._match(_QUANTIFIER):
            if self._behind[-1] and _NEVER_ENDING.match(found[0]):
                raise ValueError("what is looked at behind must have an end.")
            return found[0]
        if self._text[self._at] == "(":
            return self._group()
        one = self._next()
        flags = self._flags[-1]
        if "x" in flags and (one.isspace() or one == "#"):
            self._at = (self._text + "\n").index("\n", self._at) if one == "#" else self._at
            return ""
        if one == "\\":
            return self._escape()
        if one == "[":
            return self._without_turkish(self._set())
        if one in "{}":
            raise ValueError(f"a {one!r} must stand after a backslash, or be of a number of times.")
        if one == ")":
            self._flags.pop()
            self._behind.pop()
            if not self._flags:
                raise ValueError("a parenthesis is closed that was not opened.")
            return ")"
        if one == ".":
            return r"(?>\r\n|[\x00-\U0010ffff])" if "s" in flags else f"[^{_LINES}]"
        if one == "^":
            return rf"(?:\A|(?<=[{_LINES}])(?<!\r(?=\n))(?!\Z))" if "m" in flags else r"\A"
        if one == "$":
            return rf"(?=\Z|[{_LINES}])(?<!\r(?=\n))" if "m" in flags else _PLACES["Z"]
        if one in "iI" and "i" in flags:
            return "(?-i:[iI])"
        return one if one == "|" else re.escape(one)

    def _without_turkish(self, members: str) -> str:
        """A set in which, where case does not count, i is not one of the Turkish ones, as the package has it."""
        if "i" not in self._flags[-1]:
            return members
        return f"(?:(?!(?-i:{_TURKISH})){members}|(?-i:(?={_TURKISH}){members}))"

    def _group(self) -> str:
        if self._starts("(?#"):
            self._at = self._text.index(")", self._at) + 1
            return ""
        behind = self._behind[-1]
        opening = "("
        if found := self._match(_NAMED):
            opening = f"(?P<{found[1]}>"
        elif found := self._match(_FLAGS):
            on, off, closing = found[1], found[2] or "", found[3]
            flags = "".join({*self._flags[-1], *on} - {*off})
            case = "i" if "i" in on else "-i" if "i" in off else ""
            if closing == ")":
                self._flags[-1] = flags
                return f"(?{case})" if case else ""
            self._flags.append(flags)
            self._behind.append(behind)
            return f"(?{case}:"
        else:
            for opening in ("(?:", "(?>", "(?=", "(?!", "(?<=", "(?<!", "("):
                if self._starts(opening):
                    break
            if opening == "(" and self._text[self._at : self._at + 1] == "?":
                raise ValueError("there is no such group.")
        self._flags.append(self._flags[-1])
        self._behind.append(behind or opening in ("(?<=", "(?<!"))
        return opening

    def _escape(self) -> str:
        """What stands after a backslash."""
        if self._starts("Q"):
            literal, _, _ = self._text[self._at :].partition("\\E")
            self._at += len(literal) + 2
            return re.escape(literal)
        if self._starts("k<"):
            name, _, _ = self._text[self._at :].partition(">")
            self._at += len(name) + 1
            return f"(?P={name})"
        if (digit := self._text[self._at : self._at + 1]) and digit in "123456789":
            self._at += 1
            return f"(?:\\{digit})"
        place = _PLACES.get(digit)
        if place is not None:
            self._at += 1
            return place
        content, several = self._members()
        return f"[{content}]" if several else content

    def _members(self) -> tuple[str, bool]:
        """What an escape stands for inside brackets, and whether it may be several characters."""
        if pair := self._match(_PAIR):
            return rf"\U{ord(bytes.fromhex(pair[1] + pair[2]).decode('utf-16-be')):08x}", False
        if code := self._match(_CODE):
            digits = next(filter(None, code.groups()))
            return rf"\U{int(digits, 8 if code[5] else 16):08x}", False
        if named := self._match(_PROPERTY):
            return named[0] if named[0].startswith("\\") else "\\" + named[0], True
        one = self._next()
        if one in "pPNuUxX":
            raise ValueError(f"\\{one} is not complete, or not here.")
        if one == "c":
            return rf"\U{ord(self._next()) & 31:08x}", False
        if one.lower() in _CLASSES:
            members = _CLASSES[one.lower()]
            return (members if one.islower() else f"[^{members}]"), True
        return rf"\U{_CONTROLS.get(one, ord(one)):08x}", False

    def _set(self) -> str:
        """What stands in brackets, the first of which was read."""
        if self._starts(":"):  # [:name:]
            return self._named()
        sign = "^" if self._starts("^") else ""
        joined, members, low = "", "", ""
        while members == "" or not self._starts("]"):
            if operator := self._operator(members, low):
                joined, members, low = f"[{joined}{members}]{operator}", "", ""
                continue
            span = (
                bool(low) and self._text[self._at : self._at + 1] == "-" and not self._text.startswith("-]", self._at)
            )
            one, several = self._member()
            if span:
                stop, several = self._member()
                if several:
                    raise ValueError("a range must end with a character.")
                members, low = f"{members}-{stop}", ""
            else:
                members, low = members + one, "" if several else one
        return f"[{sign}{joined}[{members}]]" if joined else f"[{sign}{members}]"

    def _operator(self, members: str, low: str) -> str:
        """What takes two sets, if it is next: a single sign does so between brackets alone."""
        for sign, operator in (("&&", "&&"), ("--", "--"), ("&[", "&&"), ("-[", "--")):
            if not (sign[1] == "[" and (low or not members)) and self._text.startswith(sign, self._at):
                if not members:
                    raise ValueError(f"{sign!r} must have a set before it.")
                if self._text.startswith("--]", self._at):
                    return ""
                self._at += len(sign.rstrip("["))
                return operator
        return ""

    def _member(self) -> tuple[str, bool]:
        """One member of a set, and whether it is several characters."""
        one = self._next()
        while "x" in self._flags[-1] and one.isspace():
            one = self._next()
        if one == "[":
            return self._set(), True
        if one != "\\":
            return rf"\U{ord(one):08x}", False
        if self._starts("Q"):
            literal, _, _ = self._text[self._at :].partition("\\E")
            self._at += len(literal) + 2
            return "".join(rf"\U{ord(each):08x}" for each in literal), True
        return self._members()

    def _named(self) -> str:
        name, closing, _ = self._text[self._at :].partition(":]")
        if not closing:
            raise ValueError("a named set must end with ':]'.")
        self._at += len(name) + 2
        return rf"[\{'P' if name.startswith('^') else 'p'}{{{name.lstrip('^')}}}]"
