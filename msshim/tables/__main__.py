"""`python -m msshim.tables`: write what is generated from the tables, the stubs beside the modules and `docs/api`."""

from __future__ import annotations

import shutil
from pathlib import Path

from msshim.tables import docs, load, stubs


def main() -> None:
    """Write the stubs beside the modules, and the pages to `docs/api`."""
    root = load.directory().parent / "docs" / "api"
    shutil.rmtree(root, ignore_errors=True)
    for path, text in {**stubs.stubs(), **{root / path: text for path, text in docs.pages().items()}}.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
