"""The pages of the API: one for each row, a list for each namespace with what is missing, and the coverage.

All of them are in the documentation site (`make site`). In the tree, below `docs/api`, are the coverage and the pages
in `SAMPLES`; a test fails when one is stale.
"""

from __future__ import annotations

from pathlib import Path

from msshim._src.tables import load, public
from msshim._src.tables.model import Row
from msshim._src.tables.page import differences as kinds
from msshim._src.tables.page import markdown

_HEAD = "<!-- Written from the tables by `make generate`; a test fails when it is stale. -->\n"
SAMPLES = (("nn", "Conv3dTranspose"), ("ops", "std"), ("experimental.optim", "SGD"))


def kept() -> dict[Path, str]:
    """The text of each page that stays in the tree by its path."""
    folder = load.directory().parent / "docs" / "api"
    found = {_place(row): _page(row) for row in (load.row(*sample) for sample in SAMPLES)}
    found[Path("README.md")] = _coverage(linked=False)
    return {folder / path: _HEAD + text for path, text in found.items()}


def pages() -> dict[Path, str]:
    """The text of each page of the site by its path. What is written by hand is imported, with what it needs."""
    found: dict[Path, str] = {}
    for namespace in [*public.namespaces(), "Cell"]:
        rows = [load.row(namespace, name) for name in load.index(namespace)] if namespace in load.namespaces() else []
        listed = []
        for row in rows:
            found[_place(row)] = _page(row)
            listed.append((row.name, f"[{row.name}]({_place(row).name})", status(row), _what(row)))
        by_hand = {*public.there(namespace)} - {row.name for row in rows}
        listed += [(name, name, "supported", "") for name in by_hand]
        for name, said in public.lacking(namespace).items():
            listed.append((name, name, "missing", f"{said[:1].upper()}{said[1:]}"))
        head = f"# {namespace}\n\n| name | status | what |\n| --- | --- | --- |\n"
        text = head + "".join(f"| {a} | {b} | {c} |\n" for _, a, b, c in sorted(listed))
        found[Path(*namespace.split("."), "README.md")] = text
    found[Path("README.md")] = _coverage(linked=True)
    return found


def _page(row: Row) -> str:
    return markdown(row) + f"\nStatus: {status(row)}\n"


def differences() -> str:
    """What the tables say of differences, each sentence with the names that it is true of; for `docs/differs.md`."""
    found: dict[str, dict[str, list[str]]] = {}
    for namespace in load.namespaces():
        for row in (load.row(namespace, name) for name in load.index(namespace)):
            page = (Path("api") / _place(row)).as_posix()
            for kind, sentences in kinds(row).items():
                said = found.setdefault(kind, {})
                for sentence in sentences:
                    said.setdefault(sentence, []).append(f"[{row.qualified}]({page})")
    parts = []
    for kind, said in found.items():
        parts.append(f"## {kind}\n")
        for sentence, names in sorted(said.items(), key=lambda item: (-len(item[1]), item[0])):
            parts.append(f"{sentence}\n: {', '.join(names)}\n")
    return "\n".join(parts)


def status(row: Row) -> str:
    """One word or two: how far the name is from MindSpore's."""
    if row.kind in ("alias", "written"):
        return "supported"
    return "supported, with differences" if row.deviations or row.departures or row.notes else "supported"


def _what(row: Row) -> str:
    return row.summary.replace("|", "\\|") or f"Another name of {row.of}."


def _place(row: Row) -> Path:
    # On some disks abs.md and Abs.md are one file, so the latter is Abs-2.md.
    alike = sorted((name for name in load.index(row.namespace) if name.lower() == row.name.lower()), reverse=True)
    place = alike.index(row.name)
    return Path(*row.namespace.split("."), f"{row.name}-{place + 1}.md" if place else f"{row.name}.md")


def coverage() -> list[tuple[str, int, int]]:
    """For each namespace how many public names msshim has, and how many MindSpore has; the last line is the sum."""
    have = [(name, len(public.there(name)), len(public.lacking(name))) for name in public.namespaces()]
    lines = [(name, ours, ours + theirs) for name, ours, theirs in have if ours + theirs]
    return [*lines, ("all", sum(line[1] for line in lines), sum(line[2] for line in lines))]


def _coverage(linked: bool) -> str:
    """The table of the namespaces; `linked` to their lists, which are in the site alone."""
    lines = []
    for name, have, all_ in coverage():
        shown = f"[{name}]({name.replace('.', '/')}/README.md)" if linked and name != "all" else name
        lines.append(f"| {shown} | {have} | {all_} | {100 * have / all_:.0f} % |\n")
    return (
        "# Coverage\n\nThe public names of MindSpore 2.10.0. Supported ones are proven against it by the test suite; a "
        "missing one\nraises `NotImplementedError` and says why. `msshim api NAME` prints the page of a name; the "
        "documentation site (`make site`)\nhas them all.\n\n"
        "| namespace | supported | of | |\n| --- | --- | --- | --- |\n" + "".join(lines)
    )
