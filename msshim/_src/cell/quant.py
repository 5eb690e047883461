"""`QuantDtype`: names of the dtypes of quantised weights. Source: mindspore.QuantDtype of 2.10."""

from __future__ import annotations

from enum import Enum
from typing import Any


class _Numbered(Enum):
    def __str__(self) -> str:
        return self.name

    def value(self) -> int:  # type: ignore[override]
        """Its number, by which it is written to files."""
        return int(self._value_)


_NUMBERS = {f"{sign}INT{bits}": first + bits - 1 for sign, first in (("", 0), ("U", 100)) for bits in range(1, 17)}

QuantDtype: Any = _Numbered("QuantDtype", _NUMBERS, module=__name__)  # type: ignore[call-arg]
QuantDtype.__doc__ = "Integers of 1 to 16 bits, ``INT1`` to ``UINT16``."
