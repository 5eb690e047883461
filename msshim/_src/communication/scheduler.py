"""The scheduler of a loop over MS_ROLE, or of msrun: it keeps the store in which workers meet, and ends with them.

A worker holds a connection to it for as long as it lives, so that the end of a worker is seen whatever ends it; one
that ends as a program does says so first.
"""

from __future__ import annotations

import atexit
import os
import selectors
import socket
import sys
import time
from contextlib import suppress
from typing import NoReturn

from torch.distributed import Store  # type: ignore[attr-defined]

from msshim._src.communication import meeting
from msshim._src.communication.launch import Launch

_KEY, _BYE = "scheduler", b"."


def serve(launch: Launch) -> NoReturn:
    """Keep the store until all workers have ended, then end this process.

    The exit code is 0 where all ended as programs do, else 1, with a line that names those that an exception or a
    signal ended, or says how many came in time (MS_TOPO_TIMEOUT).
    """
    store = meeting.store_of(launch)
    family = socket.AF_INET6 if ":" in launch.address else socket.AF_INET
    with socket.create_server((launch.address, 0), family=family, backlog=launch.size) as server:
        store.set(_KEY, str(server.getsockname()[1]))
        lost = _watch(server, launch.size)
    print(f"ERROR: {lost}" if lost else "All workers have ended.", file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(1 if lost else 0)  # the program behind init() is the workers'


def _watch(server: socket.socket, size: int) -> str:
    """What went wrong, once no worker is left."""
    until = time.monotonic() + meeting.patience().total_seconds()
    came, said, killed = 0, {}, []  # type: tuple[int, dict[socket.socket, bytes], list[str]]
    with selectors.DefaultSelector() as selector:
        selector.register(server, selectors.EVENT_READ)
        while came < size or said:
            for key, _ in selector.select(None if came == size else max(0.0, until - time.monotonic())):
                if key.fileobj is server:
                    worker = server.accept()[0]
                    selector.register(worker, selectors.EVENT_READ)
                    came, said[worker] = came + 1, b""
                    continue
                worker = key.fileobj  # type: ignore[assignment]
                try:
                    heard = worker.recv(64)
                except OSError:
                    heard = b""
                said[worker] += heard
                if not heard:
                    selector.unregister(worker)
                    worker.close()
                    words = said.pop(worker)
                    if not words.endswith(_BYE):
                        killed.append(words.decode())
            if came < size and time.monotonic() > until:
                return f"Of {size} workers {came} came in time."
    return f"The workers of rank {', '.join(sorted(killed))} ended by an exception or a signal." if killed else ""


def attend(launch: Launch, store: Store, rank: int) -> None:
    """Hold a connection to the scheduler while this process lives."""
    line = socket.create_connection((launch.address, int(store.get(_KEY))))
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    line.sendall(str(rank).encode())
    os.register_at_fork(after_in_child=line.close)  # a child that outlives its worker is none

    def leave() -> None:
        if not hasattr(sys, "last_type"):  # Python's own note of an exception that ended the program
            with suppress(OSError):
                line.sendall(_BYE)
        line.close()

    atexit.register(leave)
