"""Members of MindSpore's classes that msshim lacks: using one says so, instead of a bare AttributeError.

The tables know which; core must not look upward, so the top package sets `message`.
"""

from __future__ import annotations

from collections.abc import Callable


def _none(owner: str, name: str) -> str | None:
    return None


message: Callable[[str, str], str | None] = _none
"""What to say of a member of a class (``'Tensor'``, ``'Cell'``) that is missing; None if MindSpore has none either."""


def check(owner: str, name: str) -> None:
    """Raise NotImplementedError if MindSpore's class has the member and msshim's has not."""
    if not name.startswith("_"):
        said = message(owner, name)
        if said is not None:
            raise NotImplementedError(said)
