"""What the hook gives the documentation site; the site itself is tried in a browser by `make site-test`."""

import re

import pytest
import yaml

from msshim._src.tables import docs, load
from tools import site_pages

LINK = re.compile(r"\]\(([^)#:\s]+)\)")


def test_each_row_has_a_page() -> None:
    pages = site_pages.api()
    rows = sum(len(load.index(namespace)) for namespace in load.namespaces())
    assert len(pages) > rows and all(text.startswith("# ") for text in pages.values())


def test_links_between_pages_of_the_api_lead_somewhere() -> None:
    pages = site_pages.api()
    for place, text in pages.items():
        for target in LINK.findall(text) if place.endswith("README.md") else ():
            assert site_pages._repository(place, target) in pages, f"{place}: {target}"
    for target in LINK.findall(docs.differences()):
        assert target in pages, target


def test_what_guides_link_to_comes_along() -> None:
    found = site_pages.linked()
    assert {"CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md", "benchmarks/results/models.png"} <= found
    assert all((site_pages.ROOT / path).is_file() for path in found)


@pytest.mark.parametrize(
    ("page", "link", "place"),
    [
        ("docs/install.md", "../CONTRIBUTING.md", "CONTRIBUTING.md"),
        ("docs/install.md", "devices.md", "devices.md"),
        ("CONTRIBUTING.md", "docs/architecture.md#the-factory", "architecture.md#the-factory"),
        ("benchmarks/README.md", "results/calls.md", "results/calls.md"),
        ("benchmarks/README.md", "../docs/faq.md", "../faq.md"),
        ("docs/faq.md", "https://pytorch.org", "https://pytorch.org"),
    ],
)
def test_links_keep_their_target(page: str, link: str, place: str) -> None:
    assert site_pages.relinked(f"[here]({link})", page) == f"[here]({place})"


def test_the_menu_has_every_guide() -> None:
    text = (site_pages.ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r"[\w/]+\.md", str(yaml.safe_load(text)["nav"]))
    assert {page.name for page in (site_pages.ROOT / "docs").glob("*.md")} <= {*listed}
