"""The type words of readers: folders, files, choices. Source: the validators of mindspore.dataset of 2.10."""

from __future__ import annotations

import os
from typing import Any

from msshim._src.data.transforms.checks import SIZE, integer, refuse, typed

SCENES = (
    "bedroom", "bridge", "church_outdoor", "classroom", "conference_room", "dining_room", "kitchen", "living_room",
    "restaurant", "tower",
)  # fmt: skip
"""The kinds of LSUN."""
_FORBIDDEN = set("\\/:*?\"<>|`&';")


def folder(name: str, value: Any) -> None:
    """A folder that can be read. Raises ValueError where there is none."""
    typed(name, value, str)
    if not os.path.isdir(value) or not os.access(value, os.R_OK):
        raise ValueError(f"The '{name}' must be a folder that can be read, but {value!r} is none.")


def file(name: str, value: Any) -> None:
    """A file that can be read. Raises ValueError where there is none, or its name has marks that MindSpore refuses."""
    typed(name, value, str)
    path = os.path.realpath(value)
    last = os.path.basename(path)
    if _FORBIDDEN & set(last) or last.startswith(" ") or last.endswith(" "):
        raise ValueError(f"The '{name}' must have a name without {''.join(sorted(_FORBIDDEN))}, but got {value!r}.")
    if not os.path.isfile(path) or not os.access(path, os.R_OK):
        raise ValueError(f"The '{name}' must be a file that can be read, but {value!r} is none.")


def choice(choices: tuple[str, ...], optional: bool, name: str, value: Any) -> None:
    """One of several texts."""
    if value is None and optional:
        return
    typed(name, value, str)
    if value not in choices:
        raise ValueError(f"The '{name}' must be one of {', '.join(map(repr, choices))}, but got {value!r}.")


def image_size(name: str, value: Any) -> None:
    """Three positive ints."""
    typed(name, value, list, tuple)
    if len(value) != 3:
        raise ValueError(f"The '{name}' must have 3 items, but got {len(value)}.")
    for item in value:
        integer(name, item, SIZE)


def scenes(name: str, value: Any) -> None:
    """A list of kinds of scenes."""
    typed(name, value, list)
    for item in value:
        choice(SCENES, False, name, item)


def function(name: str, value: Any) -> None:
    """What can be called."""
    if not callable(value):
        raise refuse(name, "a function", value)
