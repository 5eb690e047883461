"""Members of MindSpore's classes that msshim lacks: using one says so, instead of a bare AttributeError.

The tables know which; core must not look upward, so `msshim._src.names.methods` sets `find`.
"""

from __future__ import annotations

from collections.abc import Callable


class Missing(NotImplementedError, AttributeError):
    """MindSpore has a name that msshim has not: an AttributeError, too, so that `hasattr` answers and never raises."""


def _nothing(owner: str, name: str) -> None:
    return None


find: Callable[[str, str], None] = _nothing
"""Raises `Missing` for a member of ``'Tensor'`` or ``'Cell'`` that MindSpore has and msshim has not."""


def check(owner: str, name: str) -> None:
    """As `find`, for a public name."""
    if not name.startswith("_"):
        find(owner, name)
