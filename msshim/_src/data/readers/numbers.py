"""Numbers in texts, as C++ reads them."""

from __future__ import annotations

import re

from msshim._src.data.failures import Refused

_WHOLE = re.compile(r"\s*([+-]?\d+)")
_REAL = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")


def whole_number(text: str, needed: str = "") -> int:
    """What `atoi` reads: the digits in front, or 0. needed: what must have digits, or else Refused is raised."""
    found = _WHOLE.match(text)
    if needed and not found:
        raise Refused(f"Invalid data, {needed} must be a number, but is {text[:80]!r}.")
    return int(found[1]) if found else 0


def real_number(text: str) -> float:
    """What `atof` reads: the number in front, or 0."""
    found = _REAL.match(text)
    return float(found[1]) if found else 0.0
