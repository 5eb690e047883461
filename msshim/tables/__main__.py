"""`python -m msshim.tables nn.Conv3dTranspose`: print a comparison page; `--generate` writes stubs and `docs/api`."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from msshim.tables import docs, load, page, stubs


def main() -> None:
    """Print the page of one name, or write what is generated."""
    parser = argparse.ArgumentParser(prog="python -m msshim.tables", description=__doc__)
    parser.add_argument("name", nargs="?", help="a name such as nn.Conv3dTranspose")
    parser.add_argument("--markdown", action="store_true", help="Markdown instead of text")
    parser.add_argument("--generate", action="store_true", help="write the stubs and docs/api of this checkout")
    options = parser.parse_args()
    if options.generate:
        generate()
    else:
        namespace, _, name = (options.name or parser.error("give a name")).rpartition(".")
        namespace = namespace or "mindspore"
        if name not in load.index(namespace):
            parser.error(f"{options.name} has no row; there are {', '.join(sorted(load.index(namespace)))}")
        row = load.row(namespace, name)
        width = min(shutil.get_terminal_size((120, 24)).columns, 140)
        print(page.markdown(row) if options.markdown else page.text(row, width), end="")


def generate() -> None:
    """Write the stubs beside the modules, and the pages to `docs/api`."""
    root = load.directory().parent / "docs" / "api"
    shutil.rmtree(root, ignore_errors=True)
    for path, text in {**stubs.stubs(), **{root / path: text for path, text in docs.pages().items()}}.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
