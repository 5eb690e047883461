"""What was found: in numbers, as lines to grep, for a terminal, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from msshim._src.cli.check.answers import Status
from msshim._src.cli.check.files import Cell, File
from msshim._src.cli.check.scan import Use

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
    """Where a use stands: ``net.py:12``, or ``net.ipynb:cell 3:12``."""
    return f"{file.path}{f':cell {cell.number}' if cell.number else ''}:{use.line}"


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


def using(files: Sequence[File]) -> list[File]:
    """The files that count: those that use MindSpore, and those that could not be read."""
    return [file for file in files if any(file.uses) or any(file.errors)]


def headline(files: Sequence[File]) -> str:
    """What matters most, as two sentences: how many files run as they are, and how many names are there."""
    counted, found = using(files), names(files)
    every = {one.name for one in found}
    ready = every - {one.name for one in found if one.status in ("missing", "unknown")}
    ran = f"{sum(file.runs for file in counted)} of {len(counted)} files run as they are."
    return f"{ran} {len(ready)} of {len(every)} names are there."


def lines(files: Sequence[File]) -> Iterator[str]:
    """A line for each use that needs attention, as linters print them, and for each file or cell that was not read."""
    for file in files:
        for cell, use in file.uses:
            if use.status != "supported":
                name = f"{use.name}({use.argument}=)" if use.argument else use.name
                yield _plain(f"{place(file, cell, use)}: {name}: {use.status}: {use.why}")
        for error in file.errors:
            yield _plain(f"not read: {file.path}: {error}")


def _plain(text: str) -> str:
    """Text on one line, whatever its characters do to a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in " ".join(text.split()))


def print_names(files: Sequence[File], console: Console) -> None:
    """What needs attention, by name: why, and all places; nothing is cut, for a terminal."""
    for one in names(files):
        if one.status != "supported":
            name = one.name + (f"({one.argument}=)" if one.argument else "")
            console.print(Text.assemble((one.status, SHOWN[one.status]), " ", (name, "bold")), soft_wrap=True)
            console.print(Padding(Text(_plain(one.why)), (0, 0, 0, 4)))
            for where in one.places:
                console.print(Text(f"    {_plain(where)}", "dim"), soft_wrap=True)
    for error in (f"{file.path}: {error}" for file in files for error in file.errors):
        console.print(Text(f"not read: {_plain(error)}"), soft_wrap=True)


def print_sums(files: Sequence[File], console: Console) -> None:
    """The numbers: files, names, and uses last."""
    console.print(Text(headline(files), "bold"), soft_wrap=True)
    found = names(files)
    for status, uses in counts(files).items():
        distinct = len({one.name for one in found if one.status == status})
        text = f"{uses} uses of {distinct} names"
        console.print(Text.assemble((f"{status:>10}", SHOWN[status]), " ", text), soft_wrap=True)
    console.print(Text(f"MindSpore is used in {sum(any(file.uses) for file in files)} of {len(files)} files."))


def document(files: Sequence[File]) -> dict[str, Any]:
    """What was found, for JSON: the numbers, and each use by file."""
    counted = using(files)
    return {
        "mindspore": "2.10.0",
        "summary": headline(files),
        "files_that_run": sum(file.runs for file in counted),
        "files_that_count": len(counted),
        "files_read": len(files),
        "names": dict(Counter(status for status, _ in {(one.status, one.name) for one in names(files)})),
        "counts": counts(files),
        "files": [
            {"path": file.path, "runs": file.runs, "errors": list(file.errors), "uses": list(_uses(file))}
            for file in counted
        ],
    }


def _uses(file: File) -> Iterator[dict[str, Any]]:
    for cell, use in file.uses:
        where = {"cell": cell.number} if cell.number else {}
        facts = {"name": use.name, "status": use.status, "argument": use.argument, "why": use.why}
        yield {**where, "line": use.line, "column": use.column, **{key: value for key, value in facts.items() if value}}
