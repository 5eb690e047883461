"""What `make generate` writes is what lies there: stubs beside the modules, pages in docs/api."""

from pathlib import Path

from msshim.tables import docs, load, stubs

API = load.directory().parent / "docs" / "api"


def test_stubs_are_fresh() -> None:
    stale = [str(path) for path, text in stubs.stubs().items() if not path.is_file() or path.read_text() != text]
    assert stale == [], "run `make generate`"


def test_pages_are_fresh() -> None:
    pages = docs.pages()
    assert {path.relative_to(API) for path in API.rglob("*.md")} == set(pages), "run `make generate`"
    assert [str(path) for path, text in pages.items() if (API / path).read_text() != text] == [], "run `make generate`"


def test_no_two_pages_differ_by_case_only() -> None:
    pages = [str(path).lower() for path in docs.pages()]
    assert len(pages) == len(set(pages))


def test_every_table_has_its_stub() -> None:
    assert {Path(p).suffix for p in stubs.stubs()} == {".pyi"}
