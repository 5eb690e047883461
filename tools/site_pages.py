"""The hook of mkdocs.yml: gives the site the pages that are not in `docs/`, and shows how far the build is.

They are the API's, made of the tables, and what a page links to elsewhere in the repository: CONTRIBUTING.md, the
benchmarks, examples. A file has its place in the repository on the site, too; only `docs/` is left out of it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import Any

from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

from msshim._src.tables import docs

ROOT = Path(__file__).parent.parent
HERE = "<!-- every difference, from the tables -->"
_LINK = re.compile(r"\]\(([^)#:\s]+)(#[^)]*)?\)")
_progress = Progress(*Progress.get_default_columns(), MofNCompleteColumn(), TimeElapsedColumn())
_task = _progress.add_task("pages", start=False)


def api() -> dict[str, str]:
    """The text of each page of the API by its place on the site, with a way up below its heading."""
    found = {}
    for path, text in docs.pages().items():
        heading, _, rest = text.partition("\n")
        way = ["[Every name](" + "../" * (len(path.parts) - 1) + "README.md)"]
        if path.name != "README.md":
            way.append(f"[{'.'.join(path.parent.parts)}](README.md)")
        up = f"\n{' · '.join(way)}\n{{ .up }}\n" if path != Path("README.md") else ""
        found[f"api/{path.as_posix()}"] = f"{heading}\n{up}{rest}"
    return found


def linked() -> set[str]:
    """The files outside `docs/` that its pages link to, and those that these link to, as paths in the repository."""
    pages, found = [f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")], {"CHANGELOG.md"}
    while pages:
        page = pages.pop()
        for target, _ in _LINK.findall((ROOT / page).read_text(encoding="utf-8")):
            path = _repository(page, target)
            if not path.startswith("docs/") and path not in found:
                found.add(path)
                pages += [path] * path.endswith(".md")
    return found


def relinked(text: str, page: str) -> str:
    """The text of a page of the repository, with its links as they are on the site."""
    place = os.path.dirname(page.removeprefix("docs/"))

    def site(match: re.Match[str]) -> str:
        path = _repository(page, match[1]).removeprefix("docs/")
        return f"]({PurePosixPath(os.path.relpath(path, place or '.')).as_posix()}{match[2] or ''})"

    return _LINK.sub(site, text)


def _repository(page: str, target: str) -> str:
    return os.path.normpath(os.path.join(os.path.dirname(page), target))


def on_files(files: Any, config: Any) -> Any:
    """Add the pages."""
    from mkdocs.structure.files import File

    for file in [file for file in files if file.src_uri.startswith("api/")]:  # samples, and coverage without links
        files.remove(file)
    for place, text in api().items():
        files.append(File.generated(config, place, content=text))
    for path in sorted(linked()):
        files.append(File.generated(config, path, abs_src_path=str(ROOT / path)))
    _progress.reset(_task, total=2 * len(files.documentation_pages()))
    _progress.start()
    return files


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """A name is found by its own page: by heading, summary and signatures; in a list only if it has no page."""
    html = html.replace("<dd>", "<dd data-search-exclude>")
    if not page.file.src_uri.startswith("api/"):
        return html
    page.meta["hide"] = ["toc"]
    if page.is_index:
        return re.sub(r"<tr>(?=\s*<td><a )", "<tr data-search-exclude>", html)
    return html.replace("<table>", "<table data-search-exclude>")


def on_env(env: Any, **_: Any) -> Any:
    """Leave out the empty lines of the theme's templates, a fifth of each page."""
    env.trim_blocks = env.lstrip_blocks = True
    return env


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Links as on the site, and the tables' differences."""
    place = page.file.src_uri
    _progress.advance(_task)
    if place.startswith("api/"):
        page.meta["search"] = {"boost": 2 if place.startswith("api/nn/") else 1}  # the layer before its primitive
        return markdown
    path = f"docs/{place}" if (ROOT / "docs" / place).exists() else place
    return relinked(markdown, path).replace(HERE, docs.differences())


def on_post_page(output: str, **_: Any) -> str:
    """One page more is done."""
    _progress.advance(_task)
    return output


def on_post_build(**_: Any) -> None:
    """All are."""
    _progress.stop()
