"""Which inputs a native form takes, by the words of its row's `takes`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

ALL = "bool int8 uint8 int16 uint16 int32 uint32 int64 uint64 float16 float32 float64"
_LARGE = frozenset(["uint32", "int64", "uint64"])


def looker(takes: dict[str, Any]) -> Callable[[Any], str]:
    """A function that says what is wrong with an array; empty where nothing is.

    dtypes: the names, as one text. ranks: how many axes; `frames` where any number of images may be stacked.
    channels: how many the last axis may have; an image of two axes has one.
    """
    dtypes = frozenset(np.dtype(name) for name in takes.get("dtypes", ALL).split())
    ranks, channels = frozenset(takes.get("ranks", (2, 3))), takes.get("channels", ())
    frames = bool(takes.get("frames"))

    def look(image: Any) -> str:
        if image.dtype not in dtypes:
            return f"the input has the dtype {image.dtype}, which it does not take."
        rank = image.ndim
        if rank not in ranks and not (frames and rank > 3):
            return f"the input has {rank} axes{', it may need Decode before' if rank == 1 else ''}."
        if channels and (image.shape[-1] if rank > 2 else 1) not in channels:
            return f"the image must have {' or '.join(map(str, channels))} channels, but its shape is {image.shape}."
        return ""

    return look
