"""The command `msshim check PATH…`."""

from __future__ import annotations

import argparse
import json
import sys

from rich.console import Console
from rich.progress import track

from msshim.checkpoint.files import whole
from msshim.migrate.check import files, report, web

HELP = "say which names of MindSpore programs use, and whether msshim has them"
EPILOG = (
    "The programs are read, not run. Exit codes: 0 all is there, 1 something is missing or not read, 2 wrong usage."
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
        print(f"msshim check: there is no {error.args[0]}")
        return 2
    stderr = Console(stderr=True)
    looked = [files.look(path) for path in track(paths, "reading", console=stderr, transient=True)]
    text = json.dumps(report.document(looked), indent=1, ensure_ascii=False) + "\n"
    if options.json == "-":
        print(text, end="")
    else:
        report.print_table(looked, Console(width=None if sys.stdout.isatty() else 140))
    for path, content in ((options.json, text), (options.html, web.page(looked) if options.html else "")):
        if path and path != "-":
            with whole(path) as file:
                file.write(content.encode("utf-8", "replace"))
    counts = report.counts(looked)
    return int(bool(counts["missing"] or counts["unknown"] or any(any(file.errors) for file in looked)))
