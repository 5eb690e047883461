"""Images from their files, and back: JPEG, PNG, BMP, TIFF."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from msshim._src.data.vision.opencv import cv2, ours, pillow

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
        if _is_cmyk(raw):
            return _from_cmyk(raw)
    elif raw[:4] == b"RIFF" or raw[:3] == b"GIF":
        raise ValueError("image decode failed: WebP and GIF are not decoded.")
    found = cv2.imdecode(np.frombuffer(raw, np.uint8), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
    if found is None:
        raise ValueError("image decode failed.")
    return cv2.cvtColor(found, cv2.COLOR_BGR2RGB)


def size_of_jpeg(data: Any) -> tuple[int, int] | None:
    """The height and width that the header of a JPEG says; None where there is none."""
    found = _frame(data.tobytes())
    return None if found is None else found[:2]


def _frame(raw: bytes) -> tuple[int, int, int] | None:
    """The height, width and number of colours that the header of a JPEG says."""
    at = 2
    while _is_jpeg(raw) and at + 9 < len(raw):
        if raw[at] != 0xFF:
            return None
        marker = raw[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = (int.from_bytes(raw[at + i : at + i + 2], "big") for i in (5, 7))
            return height, width, raw[at + 9]
        at += 1 if marker == 0xFF else 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
    return None


def _refuse_damaged(raw: bytes) -> None:
    """OpenCV fills what a file lacks with grey; MindSpore refuses. Raises ValueError where a JPEG ends too early.

    One without the mark of its end may have all its pixels: PIL, which stops where data is missing, knows.
    """
    if raw.rfind(b"\xff\xd9") > raw.rfind(b"\xff\xda"):
        return
    try:
        pillow("Image").open(io.BytesIO(raw)).load()
    except OSError as error:
        raise ValueError("Error raised by libjpeg: Empty input file") from error


def _is_cmyk(raw: bytes) -> bool:
    found = _frame(raw)
    return found is not None and found[2] == 4


def _from_cmyk(raw: bytes) -> Any:
    """The colours of a JPEG for print, as MindSpore finds them: products in whole numbers."""
    inks = 255 - np.asarray(pillow("Image").open(io.BytesIO(raw)).convert("CMYK")).astype(np.int32)
    return (inks[..., :3] * inks[..., 3:] // 255).astype(np.uint8)
