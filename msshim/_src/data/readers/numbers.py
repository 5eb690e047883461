"""Numbers in texts, as C++ reads them."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"\s*([+-]?\d+)")
_REAL = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")


def whole_number(text: str) -> int:
    """What `atoi` reads: the digits in front, or 0."""
    found = _WHOLE.match(text)
    return int(found[1]) if found else 0


def real_number(text: str) -> float:
    """What `atof` reads: the number in front, or 0."""
    found = _REAL.match(text)
    return float(found[1]) if found else 0.0
