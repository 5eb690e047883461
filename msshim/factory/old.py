"""What is said to a program that asks for a name of MindSpore 1.x."""

from __future__ import annotations

import sys
from opcode import opmap
from types import FrameType

from msshim.tables import renamed


def refuse(path: str) -> None:
    """Raise, with what stands for it, where a path below `mindspore` is an old name; else do nothing.

    Raises:
        AttributeError: It is one.
        ImportError: It is one, and `from … import` asks, which would drop the words of an AttributeError.
    """
    said = renamed.message(path)
    if said is None:
        return
    if _imported(sys._getframe()):
        owner, _, name = f"mindspore.{path}".rpartition(".")
        raise ImportError(f"cannot import name {name!r} from {owner!r}: {said}", name=owner)
    raise AttributeError(said)


def _imported(frame: FrameType | None) -> bool:
    """Whether the program around msshim's own frames is in a `from … import`."""
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == "msshim":
        frame = frame.f_back
    return frame is not None and frame.f_code.co_code[frame.f_lasti] == opmap["IMPORT_FROM"]
