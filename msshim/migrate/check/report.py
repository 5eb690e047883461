"""What was found, in numbers, as a table for a terminal and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from msshim.migrate.check.answers import Status
from msshim.migrate.check.files import Cell, File
from msshim.migrate.check.scan import Use

STATUSES: tuple[Status, ...] = get_args(Status)
SHOWN = {"supported": "green", "differs": "yellow", "missing": "red", "unknown": "magenta"}


@dataclass(frozen=True)
class Found:
    """All uses of one name with one status for one reason."""

    name: str
    status: Status
    argument: str
    why: str
    places: tuple[str, ...]


def place(file: File, cell: Cell, use: Use) -> str:
    """Where a use stands: ``net.py:12``, or ``net.ipynb, cell 3:12``."""
    return f"{file.path}{f', cell {cell.number}' if cell.number else ''}:{use.line}"


def names(files: Sequence[File]) -> list[Found]:
    """What was found, by name; what needs work comes first."""
    places: dict[tuple[Status, str, str, str], list[str]] = {}
    for file in files:
        for cell, use in file.uses:
            places.setdefault((use.status, use.name, use.argument, use.why), []).append(place(file, cell, use))
    order = sorted(places, key=lambda key: (-STATUSES.index(key[0]), -len(places[key]), key[1]))
    return [Found(name, status, arg, why, tuple(places[key])) for key in order for status, name, arg, why in [key]]


def counts(files: Sequence[File]) -> dict[Status, int]:
    """The number of uses of each status."""
    found = Counter(use.status for file in files for _, use in file.uses)
    return {status: found[status] for status in STATUSES}


def print_table(files: Sequence[File], console: Console) -> None:
    """What needs attention, a line a name, then the numbers."""
    found = names(files)
    table = Table("name", "", "uses", "first at", "what to know", box=box.SIMPLE_HEAD, show_lines=True)
    table.columns[0].overflow = table.columns[3].overflow = "fold"
    for one in found:
        if one.status != "supported":
            name = one.name + (f"\n{one.argument}=" if one.argument else "")
            label = Text(one.status, SHOWN[one.status])
            table.add_row(Text(name), label, str(len(one.places)), Text(one.places[0]), Text(one.why))
    if table.row_count:
        console.print(table)
    for error in (f"{file.path}: {error}" for file in files for error in file.errors):
        console.print(f"not read: {error}", markup=False)
    for status, number in counts(files).items():
        distinct = len({one.name for one in found if one.status == status})
        console.print(Text(f"{status:>10}", SHOWN[status]), f"{number} uses of {distinct} names", highlight=False)
    console.print(f"in {sum(any(file.uses) for file in files)} of {len(files)} files", highlight=False)


def document(files: Sequence[File]) -> dict[str, Any]:
    """What was found, for JSON: the numbers, and each use by file."""
    return {
        "mindspore": "2.10.0",
        "counts": counts(files),
        "files": [
            {"path": file.path, "errors": list(file.errors), "uses": list(_uses(file))}
            for file in files
            if any(file.uses) or any(file.errors)
        ],
    }


def _uses(file: File) -> Iterator[dict[str, Any]]:
    for cell, use in file.uses:
        where = {"cell": cell.number} if cell.number else {}
        facts = {"name": use.name, "status": use.status, "argument": use.argument, "why": use.why}
        yield {**where, "line": use.line, "column": use.column, **{key: value for key, value in facts.items() if value}}
