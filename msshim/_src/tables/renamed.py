"""The names of MindSpore 1.x that 2.10.0 does not have any more: `mappings/renamed.yaml`, with what stands for each."""

from __future__ import annotations

from functools import cache

from msshim._src.tables.load import document


@cache
def table() -> dict[str, dict[str, str]]:
    """By the old path below `mindspore`: `now`, the path that stands for it, or `how`, a sentence, or both."""
    found: dict[str, dict[str, str]] = document("renamed.yaml")
    return found


def message(path: str) -> str | None:
    """What to tell the person who used an old name, or a name of an old module; None for other names."""
    old = path
    while old and old not in table():
        old = old.rpartition(".")[0]
    if not old:
        return None
    entry = table()[old]
    now = f"mindspore.{entry['now']} has its place." if "now" in entry else "it is of an older version."
    return " ".join(filter(None, (f"MindSpore 2.10.0 has no mindspore.{old}; {now}", entry.get("how"))))
