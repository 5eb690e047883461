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


def choice(choices: tuple[Any, ...], optional: bool, name: str, value: Any) -> None:
    """One of several values, which may be lists. Raises ValueError for another one."""
    if value is None and optional:
        return
    if (tuple(value) if isinstance(value, list) else value) not in choices:
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
        typed(name, item, str)
        choice(SCENES, False, name, item)


def anything(name: str, value: Any) -> None:
    """Whatever it is."""


def pair(name: str, value: Any) -> None:
    """A list or tuple."""
    typed(name, value, list, tuple)


def languages(name: str, value: Any) -> None:
    """A list or tuple of texts."""
    pair(name, value)
    for item in value:
        typed(name, item, str)


def patterns(name: str, value: Any) -> None:
    """Names of files, or patterns of them: one, or a list."""
    typed(name, value, str, list)
    if not value:
        raise ValueError(f"The '{name}' must not be empty.")


def delimiter(name: str, value: Any) -> None:
    """One character, but no quote and no end of a line."""
    typed(name, value, str)
    if value in ('"', "\r", "\n") or len(value) > 1:
        raise ValueError(
            f"The '{name}' must be one character, and neither a quote nor a line's end, but got {value!r}."
        )


def defaults(name: str, value: Any) -> None:
    """A list of texts and numbers."""
    typed(name, value, list)
    for item in value:
        if not isinstance(item, (str, int, float)):
            raise refuse(name, "a list of str, int and float", value)


def strs(name: str, value: Any) -> None:
    """Texts, one after the other."""
    if not all(isinstance(item, str) for item in value):
        raise refuse(name, "a list of str", value)


def function(name: str, value: Any) -> None:
    """What can be called."""
    if not callable(value):
        raise refuse(name, "a function", value)
