"""Processes that a program starts by multiprocessing's `spawn` or `forkserver` have msshim in MindSpore's place, too.

Such a process is a new Python, which imports the program again. What it needs for that is sent to it as a pickle, and
unpickled first of all.
"""

from __future__ import annotations

import sys
from multiprocessing import spawn
from typing import Any

from msshim._src.hook import beside, importing
from msshim._src.hook.alone import folder_first


class _Hook:
    """Installs the hook where it is unpickled."""

    def __reduce__(self) -> tuple[Any, tuple[str | None]]:
        return start, (folder,)


folder: str | None = None
"""Where the program is, whose own files it gets; see `beside`."""


def start(beside_it: str | None) -> None:
    """Answer to `import mindspore` in this process, and in those that it starts."""
    global folder
    folder = beside_it
    if folder_first:
        sys.path.insert(0, "")  # as Python had it
    if folder is not None:
        beside.serve(folder)
    importing.install()
    follow()


def follow() -> None:
    """Answer to `import mindspore` in the processes that this one starts from now on, while it does so itself."""
    plain = spawn.get_preparation_data

    def get_preparation_data(name: str) -> dict[str, Any]:
        data = plain(name)
        return {"msshim": _Hook(), **data} if importing.installed() else data

    spawn.get_preparation_data = get_preparation_data
