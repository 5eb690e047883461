"""What is said to a program that asks for a name of MindSpore 1.x."""

from __future__ import annotations

from msshim._src.names import asking
from msshim._src.tables import renamed


def refuse(path: str) -> None:
    """Raise, with what stands for it, where a path below `mindspore` is an old name; else do nothing.

    Raises:
        AttributeError: It is one.
        ImportError: It is one, and `from … import` asks, which would drop the words of an AttributeError.
    """
    said = renamed.message(path)
    if said is None:
        return
    if asking.from_import():
        owner, _, name = f"mindspore.{path}".rpartition(".")
        raise ImportError(f"cannot import name {name!r} from {owner!r}: {said}", name=owner)
    raise AttributeError(said)
