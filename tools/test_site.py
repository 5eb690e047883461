"""The site that `make site` built, in a browser, from files and from a static server. Run by `make site-test`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

SITE = Path(os.environ.get("SITE", Path(__file__).parent.parent / "site")).resolve()
PAGES = ["index.html", "api/index.html", "api/nn/Conv3dTranspose.html", "api/nn/index.html", "differs.html"]
PAGES += ["benchmarks/results/models.html", "install.html", "processes.html"]
PHONE = {"width": 360, "height": 740}


class Quiet(SimpleHTTPRequestHandler):
    """A static server that says nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


class Found(HTMLParser):
    """The links and anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: set[str] = {"", "__codelineno"}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect them."""
        given = {name: value or "" for name, value in attrs}
        self.links |= {given[name] for name in ("href", "src") if name in given}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "no Chromium: apt-get install chromium, or CHROMIUM=path"
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=options)
        yield started
        started.close()


@pytest.fixture(scope="module", params=["file", "http"])
def root(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the site is."""
    if request.param == "file":
        yield SITE.as_uri()
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SITE)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing fails, and nothing is asked of another host."""
    said: list[str] = []
    opened = browser.new_page()
    opened.set_default_timeout(60_000)
    opened.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    opened.on("request", lambda request: said.append(request.url) if _foreign(request.url) else None)
    yield opened
    opened.close()
    assert said == []


def _foreign(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and parts.hostname != "127.0.0.1"


def search(page: Page, words: str) -> list[str]:
    """The pages that the search lists, the best first."""
    page.keyboard.press("/")  # the theme listens to keys
    page.get_by_role("textbox", name="Search").press_sequentially(words)
    results = page.locator(".md-search-result__item > a")
    results.first.wait_for()
    page.wait_for_timeout(500)  # the results of the last letters
    return [str(one.get_attribute("href")) for one in results.all()]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Conv3dTranspose", "api/nn/Conv3dTranspose.html"),
        ("nn.Conv3dTranspose", "api/nn/Conv3dTranspose.html"),
        ("ConvTranspose3d", "api/nn/Conv3dTranspose.html"),
        ("BatchNorm2d", "BatchNorm2d.html"),
        ("ops.arange", "api/ops/arange.html"),
        ("value_and_grad", "value_and_grad.html"),
        ("AdaSumByGradWrapCell", "api/nn/index.html"),  # missing
        ("checkpoints", "checkpoints.html"),
    ],
)
def test_search(page: Page, root: str, words: str, place: str) -> None:
    page.goto(f"{root}/index.html")
    first = search(page, words)[0]
    assert urlsplit(first).path.endswith(place)
    page.locator(".md-search-result__item > a").first.click()
    page.wait_for_url(f"**/*{place}*")
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("place", PAGES)
def test_fits_a_phone(page: Page, root: str, place: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{root}/{place}")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_light_and_dark(page: Page, root: str) -> None:
    page.goto(f"{root}/index.html")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[title=Dark]").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{root}/api/nn/Conv3dTranspose.html")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_no_link_is_broken() -> None:
    """Over all pages, with their anchors."""
    found = {path: Found(path.read_text(encoding="utf-8")) for path in SITE.rglob("*.html")}
    broken = set()
    for path, one in found.items():
        for link in one.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            base = SITE if parts.path.startswith("/") else path.parent  # 404.html is shown anywhere
            target = Path(os.path.normpath(base / unquote(parts.path).lstrip("/"))) if parts.path else path
            if not target.is_file() or (target in found and unquote(parts.fragment) not in found[target].anchors):
                broken.add(f"{path.relative_to(SITE)}: {link}")
    assert len(found) > 2900 and broken == set()
