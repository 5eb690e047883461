"""How a program asks for a name: as an attribute, or by ``from … import``, which drops an AttributeError's words."""

from __future__ import annotations

import sys
from opcode import opmap
from types import FrameType


def from_import() -> bool:
    """Whether the program around msshim's own frames is in a ``from … import``."""
    frame: FrameType | None = sys._getframe()
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == "msshim":
        frame = frame.f_back
    return frame is not None and frame.f_code.co_code[frame.f_lasti] == opmap["IMPORT_FROM"]
