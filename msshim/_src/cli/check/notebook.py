"""The Python in notebooks: cells of code without IPython's own syntax, each name at the line where it stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

PYTHON = ("time", "timeit", "capture", "prun", "memit", "mprun", "scalene", "python", "python3", "pypy", "debug")
"""The magics whose cells are Python."""

_CELL = re.compile(r"%%(\w+)")
_FILE = re.compile(r"%%(?:writefile|file)\s+(?:-a\s+)?\S+\.py\s*$")
_PROMPT = re.compile(r"(?:>>> ?|\.\.\.(?= |$) ?|In \[\d+\]: ?)")
_ESCAPED = re.compile(r"\s*(?:[%!?,;]|/\w)")
_TIMED = re.compile(r"\s*%(?:time|timeit|prun|memit)\s+(?:-\w+(?:\s+\d+)?\s+)*(?=\S)")
_HELP = re.compile(r"\s*%{0,2}[\w.*\[\]'\"]+\?{1,2}\s*$")
_ASSIGNED = re.compile(r"([^'\"#=]*[^'\"#=!<>]=\s*)(?:!(?!=)|%{1,2}(?=[A-Za-z_]))")
_TEXT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"")
_COMMAND = re.compile(
    r"\s*(?:pip3?|conda|mamba|uv|cd|ls|ll|pwd|run|time|timeit|matplotlib|load_ext|mkdir|rmdir|rm|cp|mv|cat|man|less)"
    r" +(?=[\w./~\"']|-\w)(?!(?:in|is|if|else|and|or|not|as|for)\b)"
)
_TOKEN = re.compile(
    r"(?P<text>'''(?:\\.|[^\\])*?'''|\"\"\"(?:\\.|[^\\])*?\"\"\"|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\")"
    r"|(?P<comment>#[^\n]*)|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<joined>\\\n)|(?P<end>\n)",
    re.DOTALL,
)


def cells(document: Any) -> Iterator[tuple[int, str]]:
    """The cells of code of a notebook of format 3 or 4, numbered from 1 as they stand in it; none of another language.

    Raises:
        ValueError: It is no notebook.
    """
    sheets = document.get("worksheets") if isinstance(document, dict) else None
    held = [sheet for sheet in sheets if isinstance(sheet, dict)] if isinstance(sheets, list) else [document]
    if not isinstance(document, dict) or not all(isinstance(sheet.get("cells"), list) for sheet in held):
        raise ValueError("a notebook must have a list of cells")
    if not _language(document).lower().startswith(("python", "ipython")):
        return
    for number, cell in enumerate((cell for sheet in held for cell in sheet["cells"]), 1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            source = cell.get("source", cell.get("input", ""))
            yield number, "".join(map(str, source)) if isinstance(source, list) else str(source)


def _language(document: dict[str, Any]) -> str:
    """The language of the kernel; Python where none is named."""
    facts = document.get("metadata")
    for key, word in (("language_info", "name"), ("kernelspec", "language")):
        said = facts.get(key) if isinstance(facts, dict) else None
        if isinstance(said, dict) and said.get(word):
            return str(said[word])
    return "python"


def is_file(text: str) -> bool:
    """Whether a cell writes a Python file of its own, by ``%%writefile net.py``."""
    return bool(_FILE.match(text.lstrip().partition("\n")[0]))


def python(text: str) -> str:
    """The Python of a cell, line by line: what is IPython's own is taken out, and a cell of another language whole."""
    lines = text.replace("\r\n", "\n").split("\n")
    sure = True
    for place, line in enumerate(lines):
        magic = _CELL.match(line)
        if line.strip() and not magic:
            break
        if magic:
            sure = magic[1] in PYTHON or is_file(line)
            lines[place] = ""
            if not sure:
                break
    plain = _without_escapes(_bare(lines))
    return plain if sure or _is_python(plain) else ""


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _bare(lines: list[str]) -> str:
    """The lines without the prompts and the indentation that a cell may begin with."""
    first = next((line for line in lines if line.strip()), "")
    if _PROMPT.match(first.lstrip()):
        lines = [_PROMPT.sub("", line.lstrip(), count=1) if _PROMPT.match(line.lstrip()) else line for line in lines]
        first = next(line for line in lines if line.strip()) if any(map(str.strip, lines)) else ""
    indent = first[: len(first) - len(first.lstrip())]
    return "\n".join(line.removeprefix(indent) for line in lines)


def _without_escapes(text: str) -> str:
    """The text with each logical line that is IPython's own made Python, at the same place."""
    made, start = [], 0
    while start < len(text):
        end = _line_end(text, start)
        line = text[start:end].rstrip("\n")
        plain = _plain(line)
        if plain == line:
            end = _logical_end(text, start)
            made.append(text[start:end])
        else:
            while text.endswith("\\\n", start, end):  # so a command goes on
                end = _line_end(text, end)
            made.append(plain + "\n" * text.count("\n", start, end))
        start = end
    return "".join(made)


def _line_end(text: str, start: int) -> int:
    return text.find("\n", start) + 1 or len(text)


def _logical_end(text: str, start: int) -> int:
    """Where the logical line ends that starts there: at a line's end outside of brackets and texts."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if token.lastgroup == "open":
            depth += 1
        elif token.lastgroup == "close":
            depth -= 1
        elif token.lastgroup == "end" and depth <= 0:
            return token.end()
    return len(text)


def _plain(line: str) -> str:
    """The first line of a logical one, as Python."""
    indent = line[: len(line) - len(line.lstrip())]
    timed = _TIMED.match(line)
    if timed:
        statement = line[timed.end() :]
        return indent + (statement if _is_python(statement) else "pass")
    if _HELP.match(line) or _ESCAPED.match(line) or _COMMAND.match(line):
        return indent + "pass"
    assigned = _ASSIGNED.match(_TEXT.sub(lambda found: "_" * len(found[0]), line))
    return line[: assigned.end(1)] + "()" if assigned else line
