"""How the processes that were started together find each other: a store that all can reach."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from torch.distributed import PrefixStore, Store, TCPStore, rendezvous  # type: ignore[attr-defined]

from msshim._src.communication.launch import Launch


def patience() -> timedelta:
    """How long the processes wait for each other: MS_TOPO_TIMEOUT in seconds, half an hour where it is not set."""
    seconds = int(os.environ.get("MS_TOPO_TIMEOUT") or 1800)
    return timedelta(seconds=seconds) if seconds > 0 else timedelta(days=365)


def join(launch: Launch) -> tuple[Store, int]:
    """The store, and the number of this process, which may be one that the store gives.

    Raises:
        RuntimeError: The store could not be reached in time.
    """
    try:
        store = _store(launch)
        return store, _next(launch, store) if launch.rank is None else launch.rank
    except (RuntimeError, ValueError, OSError) as error:
        who = "a worker" if launch.rank is None else f"rank {launch.rank}"
        raise RuntimeError(
            f"For 'init', {who} of {launch.size} did not meet the others at {launch.address}:{launch.port}, where "
            f"{_keeper(launch)} keeps the store: {error}"
        ) from error


def below(store: Store, name: str) -> Store:
    """The part of a store whose keys have a name before them."""
    return PrefixStore(name, store)


def hosts(store: Store, rank: int, size: int) -> tuple[str, ...]:
    """The name of each rank's machine."""
    store.set(f"host/{rank}", socket.gethostname())
    return tuple(store.get(f"host/{other}").decode() for other in range(size))


def _keeper(launch: Launch) -> str:
    return {"torchrun": "torchrun or rank 0", "scheduler": "the scheduler", "first": "rank 0"}[launch.store]


def _store(launch: Launch) -> Store:
    if launch.store == "torchrun":  # its own store, where it keeps one
        store, _, _ = next(rendezvous("env://", timeout=patience()))
        return PrefixStore("msshim", store)
    serves = launch.scheduler if launch.store == "scheduler" else launch.rank == 0
    return TCPStore(launch.address, launch.port, is_master=serves, wait_for_workers=False, timeout=patience())


def _next(launch: Launch, store: Store) -> int:
    """A number by machine, then by the number of the device there: those of one machine follow each other."""
    ticket = store.add("tickets", 1) - 1
    store.set(f"ticket/{ticket}", f"{socket.gethostname()} {launch.local:04} {ticket:06}")
    everyone = sorted(store.get(f"ticket/{other}").decode() for other in range(launch.size))
    return next(place for place, one in enumerate(everyone) if one.endswith(f" {ticket:06}"))
