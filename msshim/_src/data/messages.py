"""Rows between processes: pickles, beside which large arrays go as they are.

An array is written from where it is, and read into memory of its own: no copy is made on the way, which costs less than
shared memory of any kind, whose pages are new to both processes (see docs/architecture.md).
"""

from __future__ import annotations

import os
import pickle
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

_LARGE = 1 << 16  # bytes from which an array goes beside the pickle

Message = tuple[bytes, list[memoryview]]


def packed(value: Any) -> Message:
    """The pickle of a value, and its large arrays. Raises what pickle raises."""
    large: list[memoryview] = []

    def stays(buffer: pickle.PickleBuffer) -> bool:
        raw = buffer.raw()
        if raw.nbytes < _LARGE:
            return True
        large.append(raw)
        return False

    return pickle.dumps(value, 5, buffer_callback=stays), large


def unpacked(message: Message) -> Any:
    """The value that was packed; its arrays are the program's to change."""
    head, large = message
    return pickle.loads(head, buffers=large)


def send(connection: Connection, message: Message) -> None:
    """Send it. Raises OSError where the other process is gone."""
    head, large = message
    connection.send_bytes(pickle.dumps((head, [one.nbytes for one in large]), 5))
    for rest in large:
        while rest.nbytes:
            rest = rest[os.write(connection.fileno(), rest) :]


def receive(connection: Connection) -> Message:
    """The next one. Raises EOFError and OSError where the other process is gone."""
    head, sizes = pickle.loads(connection.recv_bytes())
    memory: list[Any] = [np.empty(size, np.uint8) for size in sizes]
    large = [memoryview(one) for one in memory]
    for rest in large:
        while rest.nbytes:
            count = os.readv(connection.fileno(), [rest])
            if not count:
                raise EOFError
            rest = rest[count:]
    return head, large
