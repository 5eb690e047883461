"""The comparison page of a row: MindSpore's "Differences with torch.…", rendered from the table."""

from __future__ import annotations

import inspect
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from msshim._src.tables import torch_side, wrong
from msshim._src.tables.model import REQUIRED, STREAM, Parameter, Row
from msshim._src.tables.overloads import overloads


@dataclass(frozen=True)
class Line:
    """One line of the comparison table."""

    category: str
    number: str
    torch: str
    mindspore: str
    difference: str


def lines(row: Row) -> list[Line]:
    """The table: parameters in torch's order, then those that only MindSpore has, then the inputs.

    dtype and device, which the MindSpore pages do not list, come last.
    """
    order = torch_side.listed(row.counterpart) if row.counterpart else ()
    parameters = _parameters(row, order)
    placed = [p for p in parameters if "dtype" in (p.name, p.torch) or p.torch == "device"]
    listed = [p for p in parameters if p not in placed]
    listed.sort(key=lambda p: order.index(p.torch) if p.torch in order else len(order))
    table = [_line("Parameters", f"Parameter {i}", p) for i, p in enumerate(listed, 1)]
    if row.kind != "cell" and not row.variadic:  # a cell's row says more of those
        named = {p.torch for p in parameters} | {entry.torch or entry.name for entry in row.inputs}
        rest = [] if any(str(p.name).startswith("*") for p in parameters) else [x for x in order if x not in named]
        table += [
            _line("Parameters", f"Parameter {i}", Parameter(torch=name)) for i, name in enumerate(rest, len(table) + 1)
        ]
    many = len(row.inputs) > 1
    for i, entry in enumerate(row.inputs, 1):
        renamed = "Same function, other name." if entry.torch not in (None, entry.name) else ""
        text = " ".join(filter(None, (renamed, entry.difference))) or "-"
        table.append(Line("Inputs", f"Input {i}" if many else "Single input", entry.torch or "-", entry.name, text))
    return table + [_line("Placement", "-", p) for p in placed]


def _parameters(row: Row, order: Sequence[str]) -> list[Parameter]:
    """The row's; of what is written by hand those of its signature, as the row pairs them with torch's."""
    if row.kind != "written":
        of_torch = str(row.counterpart).startswith(torch_side.METHODS)
        given = row.parameters[1:] if row.kind == "method" and of_torch else row.parameters
        paired = {p.torch for p in (*given, *row.inputs)}
        return [
            replace(p, torch=p.name) if p.torch is None and p.name in order and p.name not in paired else p
            for p in given
        ]
    pairs = {p.name: p for p in row.parameters}
    found = []
    signature = _signature(row)
    for p in signature.parameters.values() if signature else ():
        stars = "*" if p.kind is p.VAR_POSITIONAL else "**" if p.kind is p.VAR_KEYWORD else ""
        pair = pairs.get(p.name) or Parameter(torch=p.name if p.name in order else None)
        found.append(replace(pair, name=stars + p.name))
    return found


def _signature(row: Row) -> inspect.Signature | None:
    """The signature of what a row names that is written by hand; None where there is none."""
    try:
        return inspect.signature(torch_side.found(str(row.of)))
    except (ValueError, TypeError):
        return None


def _line(category: str, number: str, p: Parameter) -> Line:
    return Line(category, number, p.torch or "-", p.name or "-", " ".join(_facts(p)) or "-")


def _facts(p: Parameter) -> Iterator[str]:
    if p.torch and p.name and p.torch != p.name:
        yield "Same function, other name."
    if p.torch and p.name and p.torch_default is not REQUIRED:
        yield f"torch defaults to {p.torch_default!r}, MindSpore to {p.default!r}."
    if p.difference:
        yield p.difference
    if p.torch is None and not str(p.name).startswith("*"):
        yield "torch has no such parameter."
    if p.name is None:
        yield "MindSpore has no such parameter."


def mindspore_signature(row: Row) -> str:
    """MindSpore's signature as text, e.g. ``mindspore.nn.ReLU()``; of a primitive with its call."""
    path = f"mindspore.{row.qualified}"
    if row.kind == "alias":
        return f"{path}, another name of mindspore.{row.of}"
    if row.kind == "written":
        return path + (torch_side.shown(signature) if (signature := _signature(row)) else "")
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
    """torch's signature as text, a line for each of its parameter lists."""
    return "\n".join(f"{row.counterpart}{text}" for text in torch_side.signatures(str(row.counterpart)) or [""])


def markdown(row: Row) -> str:
    """The page as Markdown."""
    out = [f"# {row.qualified} and {row.counterpart or 'torch'}", "", row.summary, ""]
    table = lines(row)
    if table:
        out += ["| Category | Number | torch | MindSpore | Difference |", "| --- | --- | --- | --- | --- |"]
        out += [f"| {x.category} | {x.number} | {x.torch} | {x.mindspore} | {x.difference} |" for x in table] + [""]
    out += ["```text", *([torch_signature(row)] if row.counterpart else []), mindspore_signature(row), "```"]
    out += ["", *(f"- {note}" for note in notes(row))]
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
    for note in notes(row):
        console.print(f"* {note}")
    console.print(f"\nSource: {source(row)}")
    buffer: Any = console.file
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


_SEEDED = (
    "With a seed, on the CPU, the numbers are MindSpore's own; without one, on accelerators and under torch.compile "
    "the stream is torch's."
)


def notes(row: Row) -> list[str]:
    """What differs, a sentence or two each, of all the kinds of `differences`."""
    return [note for kind in differences(row).values() for note in kind]


def differences(row: Row) -> dict[str, list[str]]:
    """The notes by their kind."""
    return {
        "Other than in MindSpore, or worth knowing": [
            *(row.notes or ([_SEEDED] if row.proof.seeded else [STREAM] if row.foreign_stream else []))
        ],
        "Taken, and without effect": [f"{name}: {why}" for name, why in row.ignored.items()],
        "Where MindSpore's CPU, or a rule of its own, gives another number than torch": [
            *dict.fromkeys(f"{d.what} {d.why}" for d in row.departures)
        ],
        "What msshim accepts and MindSpore refuses": [
            f"msshim accepts {d.what}; MindSpore raises {d.mindspore}. {d.why}" for d in row.deviations
        ],
        "Wrong arguments, as a sweep with a fixed seed finds them": wrong.sentences(row.qualified),
    }


def source(row: Row) -> str:
    """Where the row's facts are from: MindSpore itself, if the row says nothing else."""
    return row.source or f"MindSpore 2.10.0, mindspore.{row.qualified}"
