"""The public names of MindSpore 2.10.0 that msshim does not have yet: `mappings/missing.yaml`."""

from __future__ import annotations

from functools import cache

import yaml

from msshim.tables.load import directory


@cache
def names(namespace: str) -> frozenset[str]:
    """The names missing from a namespace such as ``nn`` or ``Tensor``; the empty namespace is `mindspore` itself."""
    document = yaml.safe_load((directory() / "missing.yaml").read_text(encoding="utf-8"))
    return frozenset((document.get(namespace or "mindspore") or "").split())


def is_missing(namespace: str, name: str) -> bool:
    """Whether MindSpore has the name and msshim has not."""
    return name in names(namespace)


def member(owner: str, name: str) -> str | None:
    """What to say of a member of ``Tensor`` or ``Cell`` that is missing; None if it is not."""
    return message("nn.Cell" if owner == "Cell" else owner, name) if is_missing(owner, name) else None


def message(namespace: str, name: str) -> str:
    """What to tell the person who used it."""
    path = ".".join(part for part in ("mindspore", namespace, name) if part)
    return (
        f"{path} is not in msshim yet. Write it with torch (msshim.to_torch and msshim.from_torch cross over without "
        f"a copy), or add its row to mappings/ (CONTRIBUTING.md, 'Add an API in five minutes')."
    )
