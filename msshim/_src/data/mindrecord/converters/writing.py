"""Many rows written, with a bar that shows how far it is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from msshim._src.data.mindrecord.writer import FileWriter

_BATCH = 256


def check_parts(partition_number: Any) -> int:
    """How many files there are. Raises ValueError for no int."""
    if not isinstance(partition_number, int):
        raise ValueError(f"The parameter partition_number must be int, but is {partition_number!r}.")
    return partition_number


def check_str(name: str, value: Any) -> None:
    """Raise ValueError for what is no str."""
    if not isinstance(value, str):
        raise ValueError(f"The parameter {name} must be str, but is {value!r}.")


def progress() -> Progress:
    """A bar of rows, on a terminal only."""
    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    console = Console(stderr=True)
    return Progress(*columns, console=console, disable=not console.is_terminal)


def write(
    writer: FileWriter, rows: Iterable[dict[str, Any]], total: int | None, parallel: bool = False, batch: int = _BATCH
) -> None:
    """Write rows, so many in a call, and commit."""
    left = iter(rows)
    with progress() as bar:
        task = bar.add_task("MindRecord", total=total)
        while some := list(islice(left, batch)):
            bar.advance(task, len(some))
            writer.write_raw_data(some, parallel)
    writer.commit()
