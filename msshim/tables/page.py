"""The comparison page of a row: MindSpore's "Differences with torch.…", rendered from the table."""

from __future__ import annotations

import inspect
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from msshim.tables.model import REQUIRED, STREAM, Parameter, Row
from msshim.tables.overloads import overloads


@dataclass(frozen=True)
class Line:
    """One line of the comparison table."""

    category: str
    number: str
    torch: str
    mindspore: str
    difference: str


def torch_parameters(row: Row) -> dict[str, inspect.Parameter]:
    """The parameters of the torch counterpart, from the installed torch; empty where it has no signature."""
    try:
        return dict(inspect.signature(counterpart(row)).parameters)
    except (ValueError, TypeError):
        return {}


def counterpart(row: Row) -> Any:
    """The counterpart in torch, a function, class or method; None where there is none."""
    return None if row.counterpart is None else found(row.counterpart)


def found(dotted: str) -> Any:
    """What a dotted path names."""
    first, *path = dotted.split(".")
    owner: Any = import_module(first)
    for i, part in enumerate(path):
        if not hasattr(owner, part):
            import_module(".".join([first, *path[: i + 1]]))
        owner = getattr(owner, part)
    return owner


def lines(row: Row) -> list[Line]:
    """The table: parameters in torch's order, then those that only MindSpore has, then the inputs.

    dtype and device, which the MindSpore pages do not list, come last.
    """
    order = list(torch_parameters(row))
    placed = [p for p in row.parameters if "dtype" in (p.name, p.torch) or p.torch == "device"]
    listed = [p for p in row.parameters if p not in placed]
    listed.sort(key=lambda p: order.index(p.torch) if p.torch in order else len(order))
    table = [_line("Parameters", f"Parameter {i}", p) for i, p in enumerate(listed, 1)]
    named = {p.torch for p in row.parameters} | {entry.torch or entry.name for entry in row.inputs}
    if row.kind != "cell":  # a cell's row says more of those
        rest = [name for name in order if name not in named]
        table += [
            _line("Parameters", f"Parameter {i}", Parameter(torch=name)) for i, name in enumerate(rest, len(table) + 1)
        ]
    many = len(row.inputs) > 1
    for i, entry in enumerate(row.inputs, 1):
        renamed = "Same function, other name." if entry.torch not in (None, entry.name) else ""
        text = " ".join(filter(None, (renamed, entry.difference))) or "-"
        table.append(Line("Inputs", f"Input {i}" if many else "Single input", entry.torch or "-", entry.name, text))
    return table + [_line("Placement", "-", p) for p in placed]


def _line(category: str, number: str, p: Parameter) -> Line:
    return Line(category, number, p.torch or "-", p.name or "-", " ".join(_facts(p)) or "-")


def _facts(p: Parameter) -> Iterator[str]:
    if p.torch and p.name and p.torch != p.name:
        yield "Same function, other name."
    if p.torch and p.name and p.torch_default is not REQUIRED:
        yield f"torch defaults to {p.torch_default!r}, MindSpore to {p.default!r}."
    if p.difference:
        yield p.difference
    if p.torch is None:
        yield "torch has no such parameter."
    if p.name is None:
        yield "MindSpore has no such parameter."


def mindspore_signature(row: Row) -> str:
    """MindSpore's signature as text, e.g. ``mindspore.nn.ReLU()``; of a primitive with its call."""
    path = f"mindspore.{row.qualified}"
    if row.kind == "alias":
        return f"{path}, another name of mindspore.{row.of}"
    if row.kind == "written":
        return path + _bare_signature(found(str(row.of)))
    if row.variadic:
        return f"{path}(*args, **kwargs)"
    if row.overloads:
        return "\n".join(f"{path}({_listed(one.entries)})" for one in overloads(row))
    given = row.signature[1:] if row.kind == "method" else row.signature
    call = f"({_listed(row.inputs)})" if row.kind == "primitive" else ""
    return f"{path}({_listed(given)}){call}"


def _listed(entries: Sequence[Parameter]) -> str:
    parts: list[str] = []
    for p in entries:
        if p.keyword and "*" not in "".join(parts):
            parts.append("*")
        value = f"mindspore.{p.default}" if p.type == "dtype" and isinstance(p.default, str) else repr(p.default)
        parts.append(str(p.name) if p.default is REQUIRED else f"{p.name}={value}")
    return ", ".join(parts)


def torch_signature(row: Row) -> str:
    """torch's signature as text, from the installed torch."""
    return f"{row.counterpart}{_bare_signature(counterpart(row)) or '()'}"


def _bare_signature(call: Any) -> str:
    """A signature as text, without annotations, a function as default by its name; empty where there is none."""
    try:
        signature = inspect.signature(call)
    except (ValueError, TypeError):
        return ""
    empty = inspect.Parameter.empty
    shown = [
        p.replace(annotation=empty, default=_Name(p.default.__name__) if inspect.isfunction(p.default) else p.default)
        for p in signature.parameters.values()
    ]
    return str(signature.replace(parameters=shown, return_annotation=empty))


class _Name(str):
    """A text whose repr has no quotes."""

    __repr__ = str.__str__


def markdown(row: Row) -> str:
    """The page as Markdown."""
    out = [f"# {row.qualified} and {row.counterpart or 'torch'}", "", row.summary, ""]
    table = lines(row)
    if table:
        out += ["| Category | Number | torch | MindSpore | Difference |", "| --- | --- | --- | --- | --- |"]
        out += [f"| {x.category} | {x.number} | {x.torch} | {x.mindspore} | {x.difference} |" for x in table] + [""]
    out += ["```text", *([torch_signature(row)] if row.counterpart else []), mindspore_signature(row), "```"]
    out += ["", *(f"- {note}" for note in _notes(row))]
    out += ["", f"Source: {source(row)}"]
    return "\n".join(out) + "\n"


def text(row: Row, width: int = 110) -> str:
    """The page as text for a terminal of `width` columns."""
    from rich.console import Console
    from rich.table import Table

    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    console.print(f"{row.qualified} and {row.counterpart or 'torch'}\n\n{row.summary}\n")
    if row.counterpart:
        console.print(torch_signature(row))
    console.print(mindspore_signature(row) + "\n")
    table = Table("Category", "Number", "torch", "MindSpore", "Difference", show_lines=True)
    for x in lines(row):
        table.add_row(x.category, x.number, x.torch, x.mindspore, x.difference)
    if table.row_count:
        console.print(table)
    for note in _notes(row):
        console.print(f"* {note}")
    console.print(f"\nSource: {source(row)}")
    buffer: Any = console.file
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


_SEEDED = (
    "With a seed, on the CPU, the numbers are MindSpore's own; without one, on accelerators and under torch.compile "
    "the stream is torch's."
)


def _notes(row: Row) -> list[str]:
    return [
        *(row.notes or ([_SEEDED] if row.proof.seeded else [STREAM] if row.foreign_stream else [])),
        *(f"{name}: {why}" for name, why in row.ignored.items()),
        *(f"{d.what} That is its CPU kernel's; msshim gives torch's." for d in row.departures),
        *(f"msshim accepts {d.what}; MindSpore raises {d.mindspore}. {d.why}" for d in row.deviations),
    ]


def source(row: Row) -> str:
    """Where the row's facts are from: MindSpore itself, if the row says nothing else."""
    return row.source or f"MindSpore 2.10.0, mindspore.{row.qualified}"


def docstring(row: Row) -> str:
    """The docstring of the generated class or function."""
    out = [row.summary, ""]
    if row.signature:
        out.append("Args:")
        for p in row.signature:
            facts = [f"{p.type}" if p.type else "", f"default {p.default!r}" if p.default is not REQUIRED else ""]
            like = f"torch: {p.torch}." if p.torch and p.torch != p.name else ""
            line = f"    {p.name} ({', '.join(filter(None, facts))}): {like} {p.difference}"
            out.append(" ".join(line.split()).join(("    ", "")))
        out.append("")
    if row.inputs:
        out.append("Inputs:")
        for entry in row.inputs:
            rank = f"{' or '.join(map(str, entry.rank))} dimensions. " if entry.rank else ""
            out.append(f"    {entry.name} (Tensor): {rank}{entry.difference}".rstrip(" :"))
        out.append("")
    out += [f"{note}" for note in _notes(row)]
    if row.counterpart:
        out.append(f"Counterpart: {row.counterpart}.")
    out.append(f"Source: {source(row)}.")
    return "\n".join(out).strip() + "\n"
