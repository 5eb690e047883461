"""What summary operators do: hand a value to the open `SummaryRecord`. Source: mindspore.ops of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torch import Tensor

receiver: Callable[[str, Any, Any], None] | None = None
"""Takes plugin, name and value; set by the SummaryRecord that is open."""


def _handing(plugin: str) -> Callable[[Any, Any], None]:
    def kernel(name: Any, value: Any) -> None:
        if receiver is not None:
            receiver(plugin, name, value.detach() if isinstance(value, Tensor) else value)

    return kernel


scalar, image, histogram, tensor = map(_handing, ("scalar", "image", "histogram", "tensor"))
