"""`repr` and `str` of a tensor as MindSpore prints them. Source: measured on mindspore 2.10."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

_EDGE = 3  # items shown at each end of an axis that is cut
_LONGEST = 1000  # a 1-d tensor is shown whole up to here, an axis of any other up to 2 * _EDGE
_PER_LINE = {"f": 12, "b": 12}  # items of a 1-d tensor; of other kinds 24


def tensor_repr(array: Array, label: str) -> str:
    """``Tensor(shape=[2], dtype=Float32, value= [...])`` of the values in `array`, whose dtype is called `label`."""
    kind = _kind(array, label)
    if array.ndim == 0:
        values = _plain(array.item(), kind)
    else:
        values = _nested(array.shape, _items(array, kind), kind, 0) if array.size else ""
    return enclosed(array.shape, label, values if array.ndim > 1 else " " + values)


def enclosed(shape: tuple[int, ...], label: str, values: str) -> str:
    """The values as text with what `repr` writes around them."""
    line = "\n" if len(shape) > 1 else ""
    return f"Tensor(shape={list(shape)}, dtype={label}, value={line}{values})"


def tensor_str(array: Array, label: str) -> str:
    """The values alone, as numpy prints them; bfloat16 with six decimals, as MindSpore's own numpy type does."""
    if _kind(array, label) == "bfloat":
        return np.array2string(array, formatter={"float_kind": "{:f}".format})
    return str(array)


def is_narrow(label: str) -> bool:
    """Whether a dtype is one that numpy lacks; its values are printed from float32."""
    return label.startswith(("BFloat", "Float8"))


def _kind(array: Array, label: str) -> str:
    return "bfloat" if is_narrow(label) else array.dtype.kind


def _plain(value: Any, kind: str) -> str:
    """One value without padding."""
    if kind == "c":
        return f"{_number(value.real, 'g')}{_number(value.imag, '+g')}j"
    if kind == "f":
        return _number(value, "g")
    return f"{value:g}" if kind == "bfloat" else str(value)


def _number(value: float, form: str) -> str:
    """`value` in a format; of a nan the sign too, which C++ writes and Python does not."""
    text = format(value, form)
    return "-nan".rjust(len(text)) if value != value and math.copysign(1, value) < 0 else text


def _items(array: Array, kind: str) -> Iterator[str]:
    """The shown items in order, padded to a common width where MindSpore does so."""
    shown = array[np.ix_(*(_shown(length, array.ndim) for length in array.shape))].ravel().tolist()
    if kind == "f":
        form = "11.4e" if array.itemsize == 2 else "15.8e"
        return (_number(value, form) for value in shown)
    if kind == "c":
        return (_plain(value, kind) for value in shown)
    texts = [_plain(value, kind) for value in shown]
    width = 5 if kind == "b" else max(map(len, texts))
    return (text.rjust(width) for text in texts)


def _is_cut(length: int, ndim: int) -> bool:
    return length > (_LONGEST if ndim == 1 else 2 * _EDGE)


def _shown(length: int, ndim: int) -> list[int]:
    if _is_cut(length, ndim):
        return [*range(_EDGE), *range(length - _EDGE, length)]
    return list(range(length))


def _nested(shape: tuple[int, ...], items: Iterator[str], kind: str, depth: int) -> str:
    length, ndim = shape[depth], len(shape)
    count = len(_shown(length, ndim))
    if depth < ndim - 1:
        rows = [_nested(shape, items, kind, depth + 1) for _ in range(count)]
        parts = [row + "," for row in rows[:-1]] + rows[-1:]
        if _is_cut(length, ndim):
            parts.insert(_EDGE, "...")
        return "[" + ("\n" + " " * (depth + 1)).join(parts) + "]"
    texts = [next(items) for _ in range(count)]
    if _is_cut(length, ndim):
        return f"[{', '.join(texts[:_EDGE])} ... {', '.join(texts[_EDGE:])}]"
    if ndim == 1:
        return f"[{_in_lines(texts, _PER_LINE.get(kind, 24))}]"
    return f"[{', '.join(texts)}]"


def _in_lines(texts: list[str], per_line: int) -> str:
    """Items with a break after every `per_line` of them, even after the last."""
    parts = [text + ", " for text in texts[:-1]] + texts[-1:]
    breaks = ("\n " if position % per_line == 0 else "" for position in range(1, len(parts) + 1))
    return "".join(part + gap for part, gap in zip(parts, breaks, strict=True))
