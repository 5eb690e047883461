"""`raises`: as pytest's, but a subclass is another class."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def raises(kind: type[BaseException], match: str | None = None) -> Iterator[Any]:
    """The block must raise an exception of exactly this class, whose message has the pattern `match`."""
    with pytest.raises(kind, match=match) as raised:
        yield raised
    assert raised.type is kind, f"{raised.type} for {kind}"
