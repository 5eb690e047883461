"""What was found, as one page of HTML that needs no network; only its search field needs JavaScript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from msshim._src.cli.check import report
from msshim._src.cli.check.answers import Status
from msshim._src.cli.check.files import Cell, File
from msshim._src.cli.check.report import Found
from msshim._src.cli.check.scan import Use

_LABELS = {
    "supported": "supported",
    "differs": "differs here",
    "missing": "missing",
    "unknown": "not in MindSpore 2.10",
}

_SEARCH = (
    '<input type="search" placeholder="name, file or reason" aria-label="Search" oninput="'
    "for (const row of document.querySelectorAll('tr[data-status]')) row.hidden = !(row.textContent + ' ' + "
    "(row.closest('details').querySelector('summary').textContent)).toLowerCase().includes(value.trim().toLowerCase())"
    '">'
)

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --soft: #667085; --paper: #f6f7f9; --card: #fff; --line: #e3e6eb;
  --supported: #2e9e6b; --differs: #d99a1c; --missing: #d64545; --unknown: #8e5bd0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #98a2b3; --paper: #12161c; --card: #1a2028;
  --line: #2b333f; --supported: #4cc38a; --differs: #f0b849; --missing: #f07070; --unknown: #b88cf0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 40px 20px 80px; }
h1 { font-size: 26px; margin: 0; letter-spacing: -.02em; }
h2 { font-size: 17px; margin: 40px 0 12px; }
p.lead { color: var(--soft); margin: 4px 0 24px; }
.bar { display: flex; height: 14px; border-radius: 7px; overflow: hidden; background: var(--line); gap: 2px; }
.bar i { min-width: 3px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 12px; margin: 16px 0 8px; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; }
.tile b { display: block; font-size: 28px; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: 13px; }
.filter { display: flex; flex-wrap: wrap; gap: 8px; margin: 24px 0 0; }
.filter label { border: 1px solid var(--line); border-radius: 999px; padding: 4px 14px; cursor: pointer;
  background: var(--card); }
.filter label:has(input:checked) { border-color: var(--ink); font-weight: 600; }
.filter label:has(input:focus-visible) { outline: 2px solid var(--supported); outline-offset: 2px; }
.filter input[type=radio] { position: absolute; opacity: 0; }
.filter input[type=search] { flex: 1 1 200px; border: 1px solid var(--line); border-radius: 999px; padding: 4px 14px;
  background: var(--card); color: var(--ink); font: inherit; }
tr[hidden], details:has(tr[data-status]):not(:has(tr[data-status]:not([hidden]))) { display: none !important; }
details { background: var(--card); border: 1px solid var(--line); border-radius: 12px; margin: 10px 0;
  overflow: hidden; }
summary { padding: 10px 16px; cursor: pointer; font-family: ui-monospace, monospace; font-size: 13px;
  display: flex; gap: 12px; align-items: center; overflow-wrap: anywhere; }
summary .bar { width: 120px; height: 8px; margin-left: auto; flex: none; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
td, th { padding: 7px 16px; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; font-size: 13px; border-top: 0; }
td.name { min-width: 280px; }
td.n { color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; width: 1%; }
code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: 4px 0 0; color: var(--soft); font: 12.5px/1.5 ui-monospace, monospace; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.why { color: var(--soft); }
.tag { display: inline-block; border-radius: 6px; padding: 0 8px; font-size: 12px; color: #fff; white-space: nowrap; }
@media (prefers-color-scheme: dark) { .tag { color: #12161c; } }
.error { color: var(--missing); padding: 8px 16px; border-top: 1px solid var(--line); font-size: 14px; }
@media (max-width: 640px) {
  .tiles { grid-template-columns: 1fr 1fr; }
  tr { display: flex; flex-wrap: wrap; gap: 3px 10px; padding: 10px 16px; border-top: 1px solid var(--line); }
  tr:has(th) { display: none; }
  td { flex: 1 1 100%; border: 0; padding: 0; }
  td.n { flex: none; width: auto; order: -1; }
  td.name { order: -2; min-width: 0; }
}
"""


def page(files: Sequence[File]) -> str:
    """The whole page."""
    counts = report.counts(files)
    rules = "".join(
        f".{s} {{ --colour: var(--{s}); }}\n"
        f"main:has(#show-{s}:checked) tr[data-status]:not([data-status={s}]) {{ display: none; }}\n"
        f"main:has(#show-{s}:checked) details:not(:has([data-status={s}])) {{ display: none; }}\n"
        for s in report.STATUSES
    )
    lead = report.headline(files) if report.using(files) else f"No use of MindSpore in {len(files)} files."
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>msshim check</title>\n'
        f"<style>{_STYLE}.tag, .bar i {{ background: var(--colour); }}\n{rules}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>msshim check</h1>\n<p class="lead">{lead}</p>\n{_bar(counts)}\n'
        f'<div class="tiles">{_tiles(counts, report.names(files))}</div>\n'
        f'<div class="filter" role="group" aria-label="Show">{_filter()}{_SEARCH}</div>\n'
        f"<h2>Names</h2>\n{_names(files)}\n<h2>Files</h2>\n{''.join(map(_file, files))}</main>\n</body>\n</html>\n"
    )


def _bar(counts: dict[Status, int]) -> str:
    parts = (f'<i class="{s}" style="flex:{n}" title="{n} {_LABELS[s]}"></i>' for s, n in counts.items() if n)
    return f'<div class="bar">{"".join(parts)}</div>'


def _tiles(counts: dict[Status, int], found: Sequence[Found]) -> str:
    return "".join(
        f'<div class="tile {s}"><b style="color: var(--colour)">{sum(one.status == s for one in found)}</b>'
        f"<span>names {_LABELS[s]}, {n} uses</span></div>"
        for s, n in counts.items()
    )


def _filter() -> str:
    boxes = [("all", "all", " checked"), *((f"show-{s}", _LABELS[s], "") for s in report.STATUSES)]
    return "".join(
        f'<label><input type="radio" name="show" id="{key}"{checked}>{label}</label>' for key, label, checked in boxes
    )


def _names(files: Sequence[File]) -> str:
    rows = []
    for found in report.names(files):
        argument = f"<br><code>{escape(found.argument)}=</code>" if found.argument else ""
        places = escape(", ".join(found.places[:3])) + (" …" if len(found.places) > 3 else "")
        why = f"{escape(found.why)}<br>" if found.why else ""
        rows.append(
            f'<tr data-status="{found.status}" class="{found.status}">'
            f'<td class="name"><code>{escape(found.name).replace(".", ".<wbr>")}</code>{argument}</td>'
            f'<td class="n"><span class="tag">{_LABELS[found.status]}</span></td><td class="n">{len(found.places)}</td>'
            f'<td class="why">{why}<code>{places}</code></td></tr>\n'
        )
    head = "<tr><th>name</th><th>status</th><th>uses</th><th>what to know, and where</th></tr>\n"
    table = f'<div class="scroll"><table>\n{head}{"".join(rows)}</table></div>'
    return f"<details open><summary>{len(rows)} names</summary>{table}</details>"


def _file(file: File) -> str:
    rows = "".join(_rows(file))
    errors = "".join(f'<div class="error">not read: {escape(error)}</div>' for error in file.errors)
    if not rows and not errors:
        return ""
    table = f'<div class="scroll"><table>\n{rows}</table></div>' if rows else ""
    opened = " open" if errors or any(use.status != "supported" for _, use in file.uses) else ""
    summary = f"<summary>{escape(file.path)}{_bar(report.counts([file]))}</summary>"
    return f"<details{opened}>{summary}{errors}{table}</details>\n"


def _rows(file: File) -> Iterator[str]:
    for cell, use in file.uses:
        argument = f", <code>{escape(use.argument)}=</code>" if use.argument else ""
        why = f'<div class="why">{escape(use.why)}</div>' if use.why else ""
        yield (
            f'<tr data-status="{use.status}" class="{use.status}"><td class="n">{_line(cell, use)}</td>'
            f"<td><code>{escape(use.name)}</code>{argument}{why}<pre>{escape(_source(cell, use))}</pre></td>"
            f'<td class="n"><span class="tag">{_LABELS[use.status]}</span></td></tr>\n'
        )


def _line(cell: Cell, use: Use) -> str:
    return f"cell {cell.number}, {use.line}" if cell.number else str(use.line)


def _source(cell: Cell, use: Use) -> str:
    """The line of a use, cut where it is long."""
    line = cell.lines[use.line - 1].strip() if use.line <= len(cell.lines) else ""
    return line if len(line) <= 200 else line[:199] + "…"
