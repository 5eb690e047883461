"""Shows tables, and writes them to `benchmarks/results/`: a page and a plot for each benchmark."""

from __future__ import annotations

import os
import platform
import time
from pathlib import Path

import torch
from rich import box
from rich.console import Console
from rich.table import Table as Shown

from benchmarks.timing import Table, ratio

FOLDER = Path(__file__).parent / "results"


def show(table: Table, console: Console, style: box.Box = box.SIMPLE_HEAD) -> None:
    """A line a case, a column a candidate."""
    shown = Shown("case", *(f"{name} ({table.unit})" for name in table.names), box=style)
    for case in table.rows:
        shown.add_row(case, *(table.cell(case, name) for name in table.names))
    console.print(f"{table.title}\n", highlight=False, markup=False)
    console.print(shown)


def machine() -> str:
    """The versions and the device that the numbers are of."""
    cpu = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    device = torch.cuda.get_device_name() if torch.cuda.is_available() else "no GPU"
    return (
        f"{time.strftime('%Y-%m-%d')}: {cpu or platform.machine()}, {os.cpu_count()} cores; {device}; "
        f"torch {torch.__version__}, Python {platform.python_version()}."
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def write(name: str, tables: list[Table]) -> None:
    """`results/<name>.md`, and `results/<name>.png` with each candidate's ratio to the base."""
    FOLDER.mkdir(exist_ok=True)
    console = Console(width=200, color_system=None)
    with console.capture() as captured:
        console.print(f"# {name}\n\n{machine()} Medians, and the medians of ratios to the first.\n", highlight=False)
        for table in tables:
            show(table, console, box.MARKDOWN)
    lines = [line.rstrip() for line in captured.get().splitlines()]
    lines += ["", f"![Ratios to the first]({name}.png)"]
    (FOLDER / f"{name}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _plot(tables, FOLDER / f"{name}.png")


def _plot(tables: list[Table], path: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot
    from matplotlib.ticker import NullFormatter

    heights = [1.2 + len(table.rows) * (0.08 + 0.12 * len(table.names)) for table in tables]
    figure, panels = pyplot.subplots(
        len(tables), figsize=(8, sum(heights)), squeeze=False, layout="constrained", height_ratios=heights
    )
    for table, panel in zip(tables, panels[:, 0], strict=True):
        others = [name for name in table.names if name != table.base]
        width = 0.8 / max(1, len(others))
        for i, name in enumerate(others):
            places = [j + i * width for j, times in enumerate(table.rows.values()) if name in times]
            ratios = [ratio(times, name, table.base) for times in table.rows.values() if name in times]
            panel.barh(places, [value - 1 for value in ratios], width, left=1, label=name)
        panel.axvline(1, color="black", linewidth=1)
        panel.margins(y=0.01)
        panel.set_yticks([j + 0.4 - width / 2 for j in range(len(table.rows))], list(table.rows))
        panel.invert_yaxis()
        panel.set_xscale("log")
        low, high = panel.get_xlim()
        panel.set_xlim(min(low, 0.8), max(high, 1.25))  # so that 1 % does not look like much
        panel.xaxis.set_major_formatter("×{x:g}")
        panel.xaxis.set_minor_formatter("×{x:g}" if high / low < 5 else NullFormatter())
        panel.set_xlabel(f"ratio to {table.base}: less is better")
        panel.set_title(table.title, fontsize=10)
        panel.legend(fontsize=8)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
