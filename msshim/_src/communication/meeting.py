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


def patience_in_collectives() -> timedelta | None:
    """How long a collective waits for the others: HCCL_EXEC_TIMEOUT in seconds, torch's own time if it is not set."""
    seconds = os.environ.get("HCCL_EXEC_TIMEOUT")
    return timedelta(seconds=int(seconds)) if seconds else None


def store_of(launch: Launch) -> Store:
    """The store in which the processes find each other; who keeps it makes it.

    Raises:
        RuntimeError: It could not be reached in time.
    """
    try:
        if launch.store == "torchrun":  # its own, where it keeps one
            store, _, _ = next(rendezvous("env://", timeout=patience()))
            return below(store, "msshim")
        serves = launch.scheduler if launch.store == "scheduler" else launch.rank == 0
        return TCPStore(launch.address, launch.port, is_master=serves, wait_for_workers=False, timeout=patience())
    except (RuntimeError, ValueError, OSError) as error:
        who = "the scheduler" if launch.scheduler else f"rank {launch.rank}" if launch.rank is not None else "a worker"
        keeper = {"torchrun": "torchrun or rank 0", "scheduler": "the scheduler", "first": "rank 0"}[launch.store]
        raise RuntimeError(
            f"For 'init', {who} of {launch.size} did not meet the others at {launch.address}:{launch.port}, where "
            f"{keeper} keeps the store: {error}"
        ) from error


def rank_of(launch: Launch, store: Store) -> int:
    """The number of this process: the launcher's, or else by machine, then by the number of its device there."""
    if launch.rank is not None:
        return launch.rank
    ticket = store.add("tickets", 1) - 1
    store.set(f"ticket/{ticket}", f"{socket.gethostname()} {launch.local:04} {ticket:06}")
    everyone = sorted(store.get(f"ticket/{other}").decode() for other in range(launch.size))
    return next(place for place, one in enumerate(everyone) if one.endswith(f" {ticket:06}"))


def below(store: Store, name: str) -> Store:
    """The part of a store whose keys have a name before them."""
    return PrefixStore(name, store)


def hosts(store: Store, rank: int, size: int) -> tuple[str, ...]:
    """The name of each rank's machine."""
    store.set(f"host/{rank}", socket.gethostname())
    return tuple(store.get(f"host/{other}").decode() for other in range(size))
