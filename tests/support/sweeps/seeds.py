"""The rows' own calls as text, and the arguments in it that a sweep changes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from calls import two_calls
from rows import all_rows, draw

from msshim._src.tables.model import Row


def tried() -> list[Row]:
    """The rows that say a call."""
    return [row for row in all_rows("function", "method", "primitive", "cell") if row.calls or row.cases]


def seeds(row: Row) -> list[str]:
    """The row's calls; of a cell that has only cases, some of those."""
    return list(row.calls) or [_text(row, call) for call in draw(row, 3)]


def _text(row: Row, call: Any) -> str:
    kinds = {str(p.name): p.type for p in row.signature}
    args = [f"{k}={f'ms.{v}' if kinds.get(k) == 'dtype' and v else repr(v)}" for k, v in call.args.items()]
    inputs = ", ".join(_word(value) for value in call.inputs)
    return f"({', '.join(args)})({inputs})"


def _word(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_word, value))}]"
    low, high = (0, 2) if not value.size else (float(value.min()), float(value.max()))
    if np.issubdtype(value.dtype, np.integer):
        return f"i({', '.join(map(str, value.shape))}, low={int(low)}, high={int(high) + 1})".replace("(, ", "(")
    return f"f({', '.join(map(str, value.shape))}, low={low:.1f}, high={high + 0.1:.1f})".replace("(, ", "(")


@dataclass(frozen=True)
class Lists:
    """A call as its argument lists, each of (keyword or None, text): one of a function, two of a primitive or cell.

    tail: what the row does with the answer, such as ``[0]``.
    """

    parts: tuple[tuple[tuple[str | None, str], ...], ...]
    tail: str = ""

    @classmethod
    def of(cls, row: Row, text: str) -> Lists:
        source = f"f{text}" if two_calls(row) else f"f({text})"
        node: Any = ast.parse(source, mode="eval").body
        parts = []
        while not isinstance(node, ast.Call):  # of `()(x)[0]`, the call
            node = node.value
        tail = source[node.end_col_offset :]
        while isinstance(node, ast.Call):
            given = [(None, ast.get_source_segment(source, a) or "") for a in node.args]
            named = [(k.arg, ast.get_source_segment(source, k.value) or "") for k in node.keywords]
            parts.append((*given, *named))
            node = node.func
        return cls(tuple(reversed(parts)), tail)

    def text(self, row: Row) -> str:
        lists = [", ".join(v if k is None else f"{k}={v}" for k, v in part) for part in self.parts]
        return "".join(f"({part})" for part in lists) + self.tail if two_calls(row) else lists[0]

    def places(self) -> Iterator[tuple[int, int]]:
        """Where the arguments stand: the list, and the place in it."""
        for k, part in enumerate(self.parts):
            for n, (_, text) in enumerate(part):
                if not text.startswith("*"):
                    yield k, n

    def put(self, k: int, items: list[tuple[str | None, str]]) -> Lists:
        """The same with another list of arguments."""
        return Lists((*self.parts[:k], tuple(items), *self.parts[k + 1 :]), self.tail)

    def replace(self, k: int, n: int, text: str) -> Lists:
        """The same with another text for one argument."""
        items = list(self.parts[k])
        items[n] = (items[n][0], text)
        return self.put(k, items)
