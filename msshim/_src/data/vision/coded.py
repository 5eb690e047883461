"""What takes the bytes of an image's file in place of an image."""

from __future__ import annotations

from typing import Any

import numpy as np

from msshim._src.data.transforms.base import ImageTensorOperation
from msshim._src.data.transforms.checks import refuse


class EncodedOperation(ImageTensorOperation):
    """A transform of bytes, or of an array of one axis."""

    def __call__(self, img: Any) -> Any:  # type: ignore[override]
        """The image. Raises TypeError for what are no bytes."""
        found = np.frombuffer(img, dtype=np.uint8) if isinstance(img, bytes) else img
        if not isinstance(found, np.ndarray) or found.dtype.kind == "U" or found.ndim != 1:
            raise refuse("img", "bytes or a numpy array of one axis", img)
        return super().__call__(found)


class CodedOperation(ImageTensorOperation):
    """A transform of an array of bytes."""

    def __call__(self, img: Any) -> Any:  # type: ignore[override]
        """The image. Raises TypeError for what are no bytes."""
        if not isinstance(img, np.ndarray) or img.ndim != 1 or img.dtype != np.uint8:
            raise refuse("img", "a numpy array of one axis, uint8", img)
        return super().__call__(img)
