"""What is made of the tables and not kept in the tree: the stubs beside the modules, and the tables' schema.

A build of msshim writes them, an editable install too (`hatch_build.py`); `make generate` writes them anew.
"""

from __future__ import annotations

import json
from pathlib import Path

from msshim._src.tables import load, schema, stubs


def files() -> dict[Path, str]:
    """The text of each file by its path."""
    return {**stubs.stubs(), load.directory() / "schema.json": json.dumps(schema.schema(), indent=2) + "\n"}


def write() -> None:
    """Write those that have changed."""
    for path, text in files().items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
