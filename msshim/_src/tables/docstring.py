"""The docstring of a generated class or function: what goes in, what comes out and what is refused, from its row."""

from __future__ import annotations

from collections.abc import Iterator

from msshim._src.tables.model import REQUIRED, Input, Parameter, Row
from msshim._src.tables.page import notes, source

_WORDS = {
    "int": "int",
    "divisor": "int",
    "number": "int or float",
    "float": "float",
    "finite_float": "float",
    "positive": "int or float greater than 0",
    "positive_float": "float greater than 0",
    "bool": "bool",
    "choice": "str",
    "str": "str",
    "any_case_str": "str",
    "int_or_pair": "int or tuple of {length} ints",
    "int_or_triple": "int or tuple of {length} ints",
    "padding": "int or tuple of {length} ints",
    "dtype": "mindspore dtype",
    "tensor": "Tensor",
    "tensor_or_none": "Tensor or None",
    "tensor_or_number": "Tensor or number",
    "tensors": "tuple or list of Tensors",
    "ints": "int, tuple or list of ints",
    "list": "int, tuple or list of ints",
    "activation": "str, Cell, Primitive or None",
    "comparable": "number",
    "pair": "two numbers",
    "floats": "two floats",
    "float_pair": "tuple of two floats",
    "float_items": "tuple or list of two floats",
}
"""What a type word says to a reader; ``any`` and no word say nothing."""


def words(p: Parameter) -> str:
    """The type of a parameter in a reader's words; empty where it may be anything."""
    return _WORDS.get(str(p.type), "").format(length=p.length)


def _interval(p: Parameter) -> str:
    """The type of a transform's parameter with its range, as the row has it; `?` lets None pass."""
    word, _, limits = str(p.type).partition(" ")
    said = f"{word.rstrip('?')} in {limits}" if limits else ""
    return said + " or None" * (word.endswith("?") and bool(said))


def docstring(row: Row) -> str:
    """The text: summary, Args, Inputs, Returns, Raises, notes, and where its facts are from."""
    parts = [[row.summary]]
    if row.signature:
        parts.append(["Args:", *(_entry(p) for p in row.signature if p.name != "self")])
    if row.inputs:
        parts.append(["Inputs:", *(_entry(p) for p in row.inputs)])
    dtypes = f" Tried with {', '.join(row.proof.dtypes)}." if row.proof.dtypes else ""
    if row.columns:
        parts.append(["Columns:", *_columns(row)])
    if row.kind not in ("optimizer", "reader"):
        result = row.returns or ("array" if row.kind == "transform" else "Tensor")
        parts.append(["Returns:", f"    {result}.{dtypes}"])
    refused = list(_refused(row))
    if refused:
        parts.append(["Raises:", *(f"    {line}" for line in refused)])
    counterpart = [f"Counterpart: {row.counterpart}."] if row.counterpart else []
    parts.append([*notes(row), *counterpart, f"Source: {source(row)}."])
    return "\n\n".join("\n".join(lines) for lines in parts if len(lines) > 1 or lines[0][-1:] != ":") + "\n"


def _columns(row: Row) -> Iterator[str]:
    """The columns of a reader, by the argument that decides."""
    if not isinstance(row.columns, dict):
        yield f"    {', '.join(row.columns)}"
        return
    for name, by_value in row.columns.items():
        yield from (f"    {', '.join(columns)} where `{name}` is {value!r}" for value, columns in by_value.items())


def _entry(p: Parameter) -> str:
    facts = ", ".join(
        filter(None, (words(p) or _interval(p), "" if p.default is REQUIRED else f"default {p.default!r}"))
    )
    like = f"torch: {p.torch}." if p.torch and p.torch != p.name else ""
    rank = f"{_alternatives(p.rank)} dimensions." if isinstance(p, Input) and p.rank else ""
    said = " ".join(filter(None, (like, rank, p.difference)))
    return f"    {p.name}{f' ({facts})' if facts else ''}{f': {said}' if said else ''}"


def _refused(row: Row) -> Iterator[str]:
    """What the checks refuse, with MindSpore's exception class."""
    entries = [p for p in (*row.signature, *row.inputs) if p.name != "self"]
    typed = [f"`{p.name}` is no {words(p)}" for p in entries if words(p) and p.type != "choice"]
    if typed:
        yield f"TypeError: {'; '.join(typed)}."
    values = [f"`{p.name}` is none of {', '.join(map(repr, p.choices))}" for p in entries if p.choices]
    values += [f"`{p.name}` is below {p.minimum:g}" for p in entries if p.minimum is not None]
    values += [f"`{p.name}` is above {p.maximum:g}" for p in entries if p.maximum is not None]
    values += [f"`{p.name}` is not above {p.above:g}" for p in entries if p.above is not None]
    values += [f"`{p.name}` is not below {p.below:g}" for p in entries if p.below is not None]
    values += [f"`{p.name}` has not {_alternatives(p.rank)} dimensions" for p in row.inputs if p.rank]
    values += [f"the channels of `{p.name}` are not `{p.channels}`" for p in row.inputs if p.channels]
    if values:
        yield f"ValueError: {'; '.join(values)}."


def _alternatives(numbers: tuple[int, ...]) -> str:
    return " or ".join(map(str, numbers))
