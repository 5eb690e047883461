"""`python -m msshim.tables nn.Conv3dTranspose`: print a comparison page; `--markdown` for Markdown."""

from __future__ import annotations

import argparse
import shutil

from msshim.tables import load, page


def main() -> None:
    """Print the page of one name."""
    parser = argparse.ArgumentParser(prog="python -m msshim.tables", description=__doc__)
    parser.add_argument("name", help="a name such as nn.Conv3dTranspose")
    parser.add_argument("--markdown", action="store_true", help="Markdown instead of text")
    options = parser.parse_args()
    namespace, _, name = options.name.rpartition(".")
    if name not in load.index(namespace):
        parser.error(f"{options.name} has no row; there are {', '.join(sorted(load.index(namespace or 'nn')))}")
    row = load.row(namespace, name)
    width = min(shutil.get_terminal_size((120, 24)).columns, 140)
    print(page.markdown(row) if options.markdown else page.text(row, width), end="")


if __name__ == "__main__":
    main()
