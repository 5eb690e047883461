"""The command `msshim api nn.Conv3dTranspose`: the comparison page of a name."""

from __future__ import annotations

import argparse
import difflib
import shutil
import sys

from msshim.tables import load, missing, page

HELP = "print how a name of MindSpore and its counterpart in torch compare"
EPILOG = "Exit codes: 0 printed, 1 the name is missing from msshim or unknown."


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("name", help="such as nn.Conv3dTranspose, Tensor.view or save_checkpoint")
    parser.add_argument("--markdown", action="store_true", help="Markdown instead of text")


def run(options: argparse.Namespace) -> int:
    """Print the page, or what is known of a name that has none."""
    path = options.name.removeprefix("mindspore.")
    namespace, _, name = path.rpartition(".")
    namespace = namespace or "mindspore"
    if namespace in load.namespaces() and name in load.index(namespace):
        row = load.row(namespace, name)
        width = min(shutil.get_terminal_size((120, 24)).columns, 140)
        print(page.markdown(row) if options.markdown else page.text(row, width), end="")
        return 0
    print(missing.message(namespace, name) or _near(path), file=sys.stderr)
    return 1


def _near(path: str) -> str:
    """What may be meant by a name that nobody has."""
    known = {
        (f"{namespace}.{name}" if namespace != "mindspore" else name).lower(): (namespace, name)
        for namespace in load.namespaces()
        for name in load.index(namespace)
    }
    last = path.lower().rpartition(".")[2]
    near = [key for key in known if key.rpartition(".")[2] == last]
    near += [key for key in difflib.get_close_matches(path.lower(), known, n=5, cutoff=0.75) if key not in near]
    names = [
        name if namespace == "mindspore" else f"{namespace}.{name}" for namespace, name in (known[key] for key in near)
    ]
    hint = f" Did you mean {', '.join(names[:8])}?" if names else ""
    return f"There is no row for {path}.{hint}"
