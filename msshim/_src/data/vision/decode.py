"""Images from their files, and back: JPEG, PNG, BMP, TIFF."""

from __future__ import annotations

from typing import Any

import numpy as np

from msshim._src.data.vision.opencv import cv2, ours

_JPEG = b"\xff\xd8\xff"


def _is_jpeg(data: bytes) -> bool:
    return len(data) > 3 and data.startswith(_JPEG)


@ours
def decode(data: Any) -> Any:
    """The image (height, width, 3), RGB, of a file's bytes. Raises ValueError for what is none."""
    if not data.size:
        raise ValueError("Input Tensor has no data.")
    raw = data.tobytes()
    if _is_jpeg(raw):
        _refuse_damaged(raw)
    elif raw[:4] == b"RIFF" or raw[:3] == b"GIF":
        raise ValueError("image decode failed: WebP and GIF are not decoded.")
    found = cv2.imdecode(np.frombuffer(raw, np.uint8), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
    if found is None:
        raise ValueError("image decode failed.")
    return cv2.cvtColor(found, cv2.COLOR_BGR2RGB)


def size_of_jpeg(data: Any) -> tuple[int, int] | None:
    """The height and width that the header of a JPEG says; None where there is none."""
    raw, at = data.tobytes(), 2
    while _is_jpeg(raw) and at + 9 < len(raw):
        if raw[at] != 0xFF:
            return None
        marker = raw[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(raw[at + 5 : at + 7], "big"), int.from_bytes(raw[at + 7 : at + 9], "big")
        at += 1 if marker == 0xFF else 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
    return None


def _refuse_damaged(raw: bytes) -> None:
    """OpenCV fills what a file lacks with grey; MindSpore refuses. Raises ValueError for a JPEG without its end."""
    end = raw.rfind(b"\xff\xd9")
    start = raw.rfind(b"\xff\xda")
    if end < start or start < 0:
        raise ValueError("Error raised by libjpeg: Empty input file")
