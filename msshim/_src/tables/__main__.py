"""`python -m msshim._src.tables`: write what is made of the tables; see `generated` and `docs`."""

from __future__ import annotations

from msshim._src.tables import docs, generated


def main() -> None:
    """Write the stubs, the schema, and the pages of `docs/api` that stay in the tree."""
    generated.write()
    for path, text in docs.kept().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
