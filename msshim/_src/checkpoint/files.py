"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
import socket
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

try:
    import fcntl
except ImportError:  # Windows, where a file that is open can not be removed
    fcntl = None  # type: ignore[assignment]

_BEGUN, _DAY = ".msshim-", 24 * 3600


@contextmanager
def whole(path: str, permissions: int | None = None) -> Iterator[IO[bytes]]:
    """A file to write to, which takes the place of `path` when all is written and on the disk.

    An exception, or the end of the process, leaves what was at `path` as it was. What killed processes had begun to
    write in the folder is removed. A link is followed; a device or pipe is written to as it is.

    Args:
        path: The file.
        permissions: Those of the file; None for those of any new file, what the umask leaves of 0666.
    """
    path = os.path.realpath(path)
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as special:
            yield special
        return
    folder = os.path.dirname(path)
    begun = os.path.join(folder, f"{_BEGUN}{zlib.crc32(socket.gethostname().encode()):08x}-")
    _remove_abandoned(folder, begun)
    temporary, file = _begin(begun, 0o666 if permissions is None else 0o600)
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if permissions is not None:
                os.chmod(temporary, permissions)
            if fcntl is not None:
                os.replace(temporary, path)  # still locked
        if fcntl is None:
            os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    _sync_folder(folder)


def _begin(start: str, permissions: int) -> tuple[str, IO[bytes]]:
    """A new file whose name begins with `start`, locked while it is open."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        name = f"{start}{secrets.token_hex(4)}.tmp"
        file = open(os.open(name, flags, permissions), "wb")  # noqa: SIM115 it is the caller's
        if fcntl is not None:
            with suppress(OSError):  # where the disk knows no locks, no file is taken for abandoned
                fcntl.flock(file, fcntl.LOCK_EX)
        if os.path.exists(name):
            return name, file
        file.close()  # another process had seen it before it was locked


def _remove_abandoned(folder: str, own: str) -> None:
    """Remove the unfinished files in a folder that nobody has locked; those of other machines after a day."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.startswith(_BEGUN) and entry.name.endswith(".tmp"):
                with suppress(OSError):  # it is locked, finished by now, or another user's
                    old = entry.path.startswith(own) or entry.stat().st_mtime < time.time() - _DAY
                    if old and entry.is_file(follow_symlinks=False):
                        _remove_unlocked(entry.path)


def _remove_unlocked(path: str) -> None:
    if fcntl is None:
        os.unlink(path)
        return
    with open(path, "rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(path)


def _sync_folder(folder: str) -> None:
    """Make the new name last through a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
