"""The public names of MindSpore 2.10.0 that msshim does not have: `mappings/missing.yaml`, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from msshim._src.tables.load import document


@dataclass(frozen=True)
class Group:
    """Names of one namespace that are missing for one reason.

    why: the reason, a sentence. instead: what to use instead, a sentence.
    """

    names: tuple[str, ...]
    why: str
    instead: str = (
        "Write it with torch (msshim.to_torch and msshim.from_torch cross over without a copy), or add its row to "
        "mappings/ (CONTRIBUTING.md, 'Add an API in five minutes')."
    )


@cache
def _document() -> dict[str, tuple[Group, ...]]:
    return {
        namespace: tuple(Group(**{**entry, "names": tuple(entry["names"].split())}) for entry in entries)
        for namespace, entries in document("missing.yaml").items()
    }


def namespaces() -> list[str]:
    """The namespaces that lack something: ``nn``, ``Tensor`` …; ``mindspore`` is the top one."""
    return list(_document())


def groups(namespace: str) -> tuple[Group, ...]:
    """The groups of a namespace."""
    return _document().get(namespace, ())


def names(namespace: str) -> frozenset[str]:
    """The names missing from a namespace."""
    return frozenset(name for group in groups(namespace) for name in group.names)


asked: dict[str, None] = {}
"""What has been said so far, in order: `python -m msshim --profile` prints it."""


def message(namespace: str, name: str) -> str | None:
    """What to tell the person who used a name; None if MindSpore has none either, or msshim has it."""
    found = next((group for group in groups(namespace) if name in group.names), None)
    if found is None:
        return None
    owner = {"mindspore": "", "Cell": "nn.Cell"}.get(namespace, namespace)
    path = ".".join(part for part in ("mindspore", owner, name) if part)
    said = f"{path} is not in msshim: {found.why} {found.instead}"
    asked[said] = None
    return said
