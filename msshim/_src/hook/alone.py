"""`python -m msshim` starts with the folder that it is called in out of `sys.path`, so that msshim's own imports find
what is installed, whatever files lie there: a `yaml.py` of the program is for the program. Imported before all others.
"""

from __future__ import annotations

import sys

before = frozenset(name for name in sys.modules if name.partition(".")[0] != "msshim")
"""What plain Python has imported when it starts a program."""


def _folder_first() -> bool:
    """Whether Python has put that folder first: for `-m msshim`, or for a process that multiprocessing starts anew."""
    if sys.flags.isolated or getattr(sys.flags, "safe_path", False):
        return False
    if sys.argv[:1] == ["-m"]:
        return _module(sys.orig_argv[1:]) == "msshim"
    started = any(text in word for word in sys.orig_argv for text in ("--multiprocessing-fork", "multiprocessing.fork"))
    return started and sys.path[:1] == [""]


def _module(arguments: list[str]) -> str:
    """The module that Python was told to run, by ``-m msshim``, ``-Bm msshim`` or ``-mmsshim``."""
    for option, after in zip(arguments, [*arguments[1:], ""], strict=True):
        for place, letter in enumerate(option[1:] if option[:1] == "-" else "", 2):
            if letter in "WX":  # the rest is their value
                break
            if letter == "m":
                return option[place:] or after
    return ""


folder_first = _folder_first()
if folder_first:
    del sys.path[0]
