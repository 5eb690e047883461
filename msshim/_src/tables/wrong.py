"""Wrong arguments of which msshim makes something else than MindSpore: `mappings/wrong.yaml`, found by a sweep."""

from __future__ import annotations

from functools import cache

from msshim._src.tables.load import directory


@cache
def table() -> dict[str, str]:
    """By name ``taken: x (a Bool Tensor); other class: axis (a list)``, split and not parsed, for speed."""
    text = (directory() / "wrong.yaml").read_text(encoding="utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines() if line and line[0] != "#")


def sentences(name: str) -> list[str]:
    """What the table says of a row, as a note; nothing where the sweep found nothing."""
    parts = dict(part.split(": ", 1) for part in table().get(name, "").split("; ") if part)
    said = {
        "Of wrong arguments, msshim takes some that MindSpore refuses": parts.get("taken"),
        "Of wrong arguments, msshim refuses some with another class than MindSpore": parts.get("other class"),
    }
    return [f"{start}: {found}." for start, found in said.items() if found]
