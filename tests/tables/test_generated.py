"""What is made of the tables: stubs and schema at a build, pages; those that stay in the tree are fresh."""

from msshim._src.tables import docs, generated


def test_pages_in_the_tree_are_fresh() -> None:
    pages = docs.kept()
    folder = min(pages, key=lambda path: len(path.parts)).parent
    assert {*folder.rglob("*.md")} == {*pages}, "run `make generate`"
    assert [str(path) for path, text in pages.items() if path.read_text() != text] == [], "run `make generate`"


def test_no_two_pages_differ_by_case_only() -> None:
    pages = [str(path).lower() for path in docs.pages()]
    assert len(pages) == len(set(pages))


def test_a_build_makes_stubs_and_the_schema() -> None:
    assert {path.suffix for path in generated.files()} == {".pyi", ".json"}
