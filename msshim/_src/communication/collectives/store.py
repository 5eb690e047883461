"""`TCPStore`: values by key that all processes can reach. Source: mindspore.mint.distributed of 2.10."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from torch import distributed


class TCPStore:
    """Values by key, held by one process and reached by all; torch's own.

    Args:
        host_name: The address of the process that holds them.
        port: Its port, 0 to 65535.
        world_size: How many processes there are; 1 where None.
        is_master: Whether this process holds them.
        timeout: How long to wait for the others, and for a key.
        wait_for_workers: Whether to wait until all are there.
        multi_tenant: No effect, as in MindSpore.
        master_listen_fd: No effect, as in MindSpore.
        use_libuv: No effect, as in MindSpore.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `port` or `world_size` is out of range.
        RuntimeError: The process that holds them is not there in time.
    """

    def __init__(
        self,
        host_name: str,
        port: int,
        world_size: int | None = None,
        is_master: bool = False,
        timeout: timedelta = timedelta(seconds=300),
        wait_for_workers: bool = True,
        multi_tenant: bool = False,
        master_listen_fd: int | None = None,
        use_libuv: bool = True,
    ) -> None:
        size = 1 if world_size is None else world_size
        _look("TCPStore", "host_name", host_name, str)
        _look("TCPStore", "port", port, int)
        _look("TCPStore", "is_master", is_master, bool)
        _look("TCPStore", "timeout", timeout, timedelta)
        _look("TCPStore", "wait_for_workers", wait_for_workers, bool)
        _look("TCPStore", "world_size", size, int)
        if not 0 <= port <= 65535:
            raise ValueError(f"For 'TCPStore', the 'port' must be of 0 to 65535, but got {port}.")
        if size <= 0:
            raise ValueError(f"For 'TCPStore', the 'world_size' must be positive, but got {size}.")
        self.instance = distributed.TCPStore(  # type: ignore[attr-defined]
            host_name, port, size, is_master, timeout, wait_for_workers
        )
        self.host, self.port = host_name, port

    def add(self, key: str, amount: int) -> int:
        """Count a number up, from 0, and answer with what it is then.

        Raises:
            TypeError: `key` is no str, or `amount` no int.
            RuntimeError: Under the key stands something else than a number.
        """
        _look("TCPStore.add", "key", key, str)
        _look("TCPStore.add", "amount", amount, int)
        return self.instance.add(key, amount)

    def set(self, key: str, value: str | bytes) -> None:
        """Keep a value. Raises TypeError where `key` is no str, or `value` neither str nor bytes."""
        _look("TCPStore.set", "key", key, str)
        _look("TCPStore.set", "value", value, (str, bytes))
        self.instance.set(key, value)  # type: ignore[arg-type]

    def get(self, key: str) -> bytes:
        """The value under a key, waited for.

        Raises:
            TypeError: `key` is no str.
            RuntimeError: There is none in time.
        """
        _look("TCPStore.get", "key", key, str)
        return self.instance.get(key)

    def delete_key(self, key: str) -> bool:
        """Forget a value; whether there was one. Raises TypeError where `key` is no str."""
        _look("TCPStore.delete_key", "key", key, str)
        return self.instance.delete_key(key)


def _look(who: str, name: str, value: Any, kind: type | tuple[type, ...]) -> None:
    if not isinstance(value, kind):
        wanted = " or ".join(one.__name__ for one in (kind if isinstance(kind, tuple) else (kind,)))
        raise TypeError(f"For '{who}', the '{name}' must be of type {wanted}, but got {type(value).__name__}.")
