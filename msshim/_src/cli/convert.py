"""The command `msshim convert a.ckpt b.safetensors`, and of MindRecord `msshim convert a.mindrecord b.parquet`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator

import torch
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from msshim._src.checkpoint import convert
from msshim._src.checkpoint.convert import Data
from msshim._src.data.mindrecord import export
from msshim._src.data.mindrecord.converters import writing

HELP = (
    "convert a checkpoint between .ckpt, .safetensors and .pt, or a MindRecord file to .parquet or .tar (WebDataset), "
    "or list what is in it"
)
ROWS = (".parquet", ".tar")
EPILOG = (
    "The target is written whole or not at all; one that is there already is replaced with --force only. "
    "Exit codes: 0 done, 1 the file can not be read or written, or the target is there, 2 wrong usage."
)


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument(
        "source",
        help="a .ckpt, .safetensors, .pt or .pth file; or a MindRecord file, with which come those written with it",
    )
    parser.add_argument("target", nargs="?", help="the file to write, in the format that its name says")
    parser.add_argument("-f", "--force", action="store_true", help="replace the target if it is there already")
    parser.add_argument("--list", action="store_true", help="print names, shapes, dtypes and sizes")
    parser.add_argument(
        "--to-torch-names", action="store_true", help="names of torch's modules: gamma becomes weight, and so on"
    )
    parser.add_argument(
        "--conv1d", metavar="PATTERN", action="append", default=[],
        help="with --to-torch-names: weights of a Conv1d, such as 'encoder.*.conv.weight', which torch keeps in 3-D",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Convert or list."""
    if options.target is None and not options.list:
        print("msshim convert: give a file to write, or --list", file=sys.stderr)
        return 2
    if options.conv1d and not options.to_torch_names:
        print("msshim convert: --conv1d goes with --to-torch-names", file=sys.stderr)
        return 2
    rows = str(options.target).endswith(ROWS) or options.source.endswith(".mindrecord")
    if rows and (options.to_torch_names or not str(options.target or ROWS[0]).endswith(ROWS)):
        print(f"msshim convert: a MindRecord file goes to {' or '.join(ROWS)}, with its own names", file=sys.stderr)
        return 2
    try:
        if rows:
            _rows(options)
            return 0
        if options.target is not None:
            convert.suffix(options.target)
        data = convert.read(options.source)
        if options.to_torch_names:
            data = convert.torch_names(data, options.conv1d)
        if options.list:
            _list(data)
        if options.target is not None:
            _check_target(options)
            _write(options.target, data)
    except (convert.FormatError, export.ExportError) as error:
        print(f"msshim convert: {error}", file=sys.stderr)
        return 1
    return 0


def _check_target(options: argparse.Namespace) -> None:
    if os.path.lexists(options.target) and not options.force:
        raise convert.FormatError(f"{options.target} is there already; --force replaces it")


def _rows(options: argparse.Namespace) -> None:
    """Convert or list the rows of MindRecord files."""
    records = export.opened(options.source)
    if options.list:
        table = Table("name", "type", "shape")
        for name, one in records.header.schema.items():
            table.add_row(name, one["type"], str(one.get("shape", "")))
        console = Console(highlight=False, markup=False)
        console.print(table)
        console.print(f"{len(records):,} rows in {len(records.shards)} files")
    if options.target is None:
        return
    _check_target(options)
    with writing.progress() as bar:
        export.write(records, options.target, lambda rows: bar.track(rows, len(records), description=options.target))


def _size(value: torch.Tensor | str) -> int:
    return value.nbytes if isinstance(value, torch.Tensor) else len(value)


def _list(data: Data) -> None:
    table = Table("name", "shape", "dtype", "bytes")
    for name, value in data.items():
        shape, dtype = (str(tuple(value.shape)), str(value.dtype)) if isinstance(value, torch.Tensor) else ("", "str")
        table.add_row(
            name if name.isprintable() else repr(name), shape, dtype.removeprefix("torch."), f"{_size(value):,}"
        )
    console = Console(highlight=False, markup=False)
    console.print(table)
    numbers = sum(value.numel() for value in data.values() if isinstance(value, torch.Tensor))
    console.print(f"{len(data)} values, {numbers:,} numbers, {sum(map(_size, data.values())):,} bytes")


def _write(path: str, data: Data) -> None:
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(path, total=sum(map(_size, data.values())))

        def each(names: Iterable[str]) -> Iterator[str]:
            for name in names:
                yield name
                progress.advance(task, _size(data[name]))

        convert.write(path, data, each)
