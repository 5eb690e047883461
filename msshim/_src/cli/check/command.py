"""The command `msshim check PATH…`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.progress import track

from msshim._src.checkpoint.files import whole
from msshim._src.cli.check import files, report, web
from msshim._src.cli.check.files import File

HELP = "say which names of MindSpore programs use, and whether msshim has them"
EPILOG = (
    "The programs are read, not run. Piped, each use that needs attention is a line, path:line: name: status: why. "
    "Exit codes: 0 all is there, 1 something is missing or not read, 2 wrong usage, 3 there is no file to read."
)


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("path", nargs="+", help="a .py or .ipynb file, or a folder of them")
    parser.add_argument("--json", metavar="FILE", help="write what was found as JSON; - for standard output")
    parser.add_argument("--html", metavar="FILE", help="write a page to look at")


def run(options: argparse.Namespace) -> int:
    """Look at the files, report, and give the exit code."""
    try:
        paths = list(files.find(options.path))
    except FileNotFoundError as error:
        print(f"msshim check: there is no {error.args[0]}", file=sys.stderr)
        return 2
    if not paths:
        print(f"msshim check: no .py or .ipynb file is below {', '.join(options.path)}", file=sys.stderr)
        return 3
    stderr = Console(stderr=True)
    looked = [files.look(path) for path in track(paths, "reading", console=stderr, transient=True)]
    text = json.dumps(report.document(looked), indent=1, ensure_ascii=False) + "\n"
    if options.json == "-":
        print(text, end="")
    else:
        _print(looked)
    for path, content in ((options.json, text), (options.html, web.page(looked) if options.html else "")):
        if path and path != "-":
            with whole(path) as file:
                file.write(content.encode("utf-8", "replace"))
    counts = report.counts(looked)
    return int(bool(counts["missing"] or counts["unknown"] or any(any(file.errors) for file in looked)))


def _print(looked: Sequence[File]) -> None:
    """By name on a terminal; where the output goes elsewhere, a line a use."""
    console = Console(highlight=False, markup=False)
    if sys.stdout.isatty():
        report.print_names(looked, console)
    else:
        encoding = sys.stdout.encoding or "utf-8"
        for line in report.lines(looked):
            print(line.encode(encoding, "backslashreplace").decode(encoding))
    report.print_sums(looked, console)
