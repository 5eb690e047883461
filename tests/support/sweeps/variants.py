"""Variants of the rows' own calls, right or on the edge: other dtypes, memory layouts, sizes, numbers, forms."""

from __future__ import annotations

import ast
import random
import re
from typing import Any

import torch
from calls import DTYPES, Words, two_calls

import msshim
from msshim._src.tables.model import Row
from msshim._src.tensor.interop import to_handles
from sweeps.outcomes import Case
from sweeps.seeds import Lists, seeds

LAYOUTS = ("", "transposed", "strided", "expanded", "offset")
OF_MEMORY = ("is_contiguous", "storage_offset", "stride", "strides")  # what says how a Tensor lies in memory
NUMBERS = {int: ("0", "-1", "1", "2"), float: ("0.0", "1.0", "-0.5", "2.5")}
NUMPY = {int: ("np.int64({})", "np.int32({})"), float: ("np.float64({})", "np.float32({})")}
SCALARS = ("2", "1.5", "True", "np.int64(2)", "np.float32(1.5)")
TENSOR = re.compile(r"\b([xfil])\(([^()]*)\)")
MADE = re.compile(r"\b([xfilbp])\(([\d, ]*)")


class Laid(Words):
    """Words whose Tensors, in msshim, lie in memory in some other way than MindSpore's."""

    def __init__(self, library: Any, dtype: str, layout: str) -> None:
        super().__init__(library, dtype, self.lay if library is msshim and layout else lambda index, tensor: tensor)
        self.layout = layout

    def lay(self, _: int, tensor: Any) -> Any:
        """The same values, in the layout."""
        value = tensor._t
        if not value.ndim:
            return tensor
        if self.layout == "transposed":
            value = value.transpose(0, -1).contiguous().transpose(0, -1)
        elif self.layout == "strided":
            value = torch.stack([value, value], -1)[..., 0]
        elif self.layout == "offset":
            value = torch.cat([value[:1], value])[1:]
        elif bool((value == value[:1]).all()):
            value = value[:1].expand(value.shape)
        return to_handles(value)


def variants(row: Row, count: int, seed: int = 0) -> list[Case]:
    """`count` calls of a row, the same ones for the same seed."""
    rng = random.Random(f"{seed} {row.qualified}")
    texts = seeds(row)
    return [_variant(rng, row, rng.choice(texts)) for _ in range(count)]


def _variant(rng: random.Random, row: Row, text: str) -> Case:
    if rng.random() < 0.35:
        text = _resized(rng, text)
    if rng.random() < 0.15:
        text = _mixed(rng, text, row.kind == "method")
    lists = Lists.of(row, text)
    if rng.random() < 0.4:
        lists = _renumbered(rng, lists)
    if rng.random() < 0.3:
        lists = _named(rng, row, lists)
    dtype = rng.choice(row.proof.dtypes or DTYPES) if rng.random() < 0.6 else "float32"
    return Case(row.qualified, lists.text(row), dtype, "" if row.name in OF_MEMORY else rng.choice(LAYOUTS))


def _resized(rng: random.Random, text: str) -> str:
    """One size of the Tensors, everywhere it stands, as 0 or 1; or one axis less of each."""
    sizes = sorted({size for _, shape in MADE.findall(text) for size in re.findall(r"\d+", shape)})
    if not sizes:
        return text
    old, new = rng.choice(sizes), rng.choice(("0", "1", "1", ""))

    def resize(found: re.Match[str]) -> str:
        shape = [new if size == old else size for size in re.findall(r"\d+", found[2])]
        tail = ", " if found[2].rstrip().endswith(",") else ""
        return f"{found[1]}({', '.join(filter(None, shape))}{tail if any(shape) else ''}"

    return MADE.sub(resize, text)


def _mixed(rng: random.Random, text: str, method: bool) -> str:
    """One Tensor, of several, in another dtype, or a number in its place; never in that of a method's own."""
    found = list(TENSOR.finditer(text))
    if len(found) < 2:
        return text
    one = rng.choice(found)
    if rng.random() < 0.4 and not (method and one is found[0]):
        other = rng.choice(SCALARS)
    else:
        word = rng.choice([word for word in ("f", "i", "l", "b") if word != one[1]])
        other = f"{word}({', '.join(re.findall(r'^[0-9, ]*[0-9]', one[2])) if word == 'b' else one[2]})"
    return f"{text[: one.start()]}{other}{text[one.end() :]}"


def _renumbered(rng: random.Random, lists: Lists) -> Lists:
    """Another number for one that is an argument, or NumPy's for the same."""
    places = []
    for k, n in lists.places():
        text = lists.parts[k][n][1]
        try:
            value = ast.literal_eval(text)
        except (ValueError, SyntaxError):
            continue
        if type(value) in NUMBERS:
            places.append((k, n, text, type(value)))
    if not places:
        return lists
    k, n, text, kind = rng.choice(places)
    return lists.replace(k, n, rng.choice((*NUMBERS[kind], *(form.format(text) for form in NUMPY[kind]))))


def _named(rng: random.Random, row: Row, lists: Lists) -> Lists:
    """Some of the last arguments by name."""
    k = 0 if two_calls(row) or row.variadic else len(lists.parts) - 1
    names = [p.variable for p in row.signature if not str(p.name).startswith("*")]
    items = list(lists.parts[k])
    placed = [n for n, (name, _) in enumerate(items) if name is None]
    if row.variadic or len(placed) > len(names) or any(text.startswith("*") for _, text in items) or not placed:
        return lists
    first = max(rng.randrange(len(placed) + 1), 1 if row.kind == "method" else 0)
    named = [names[n] if name is None and n >= first else name for n, (name, _) in enumerate(items)]
    return lists.put(k, [(name, text) for name, (_, text) in zip(named, items, strict=True)])
