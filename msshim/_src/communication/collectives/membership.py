"""Who is there: `init_process_group`, groups and ranks. Source: mindspore.mint.distributed of 2.10."""

from __future__ import annotations

import hashlib
import os
import re
from datetime import timedelta
from typing import Any

from torch import distributed

from msshim import log
from msshim._src.communication import group as processes
from msshim._src.communication.collectives.store import TCPStore
from msshim._src.communication.groups import find

_URL = re.compile(r"tcp://((?:\d{1,3}\.){3}\d{1,3}):(\d+)")


def init_process_group(
    backend: str = "hccl",
    init_method: str | None = None,
    timeout: timedelta | None = None,
    world_size: int = -1,
    rank: int = -1,
    store: TCPStore | None = None,
    group_name: str = "",
    pg_options: Any = None,
    device_id: Any = None,
) -> None:
    """Join the other processes: those of a launcher, or by an address or a store that all can reach.

    Args:
        backend: ``hccl``, the only word that MindSpore takes; which of torch's backends it is follows from the devices
            that are here.
        init_method: ``tcp://IP:PORT``, where rank 0 waits for the others.
        timeout: How long the processes wait for each other there, 300 seconds if nothing is said.
        world_size: How many processes there are; with an address or a store it must be said.
        rank: The number of this process, likewise.
        store: A store instead of an address.
        group_name: No effect: the group of all processes keeps its name.
        pg_options: No effect, as in MindSpore.
        device_id: No effect, as in MindSpore.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `backend` is another word, an address and a store are given, or `world_size` or `rank` is wrong.
        RuntimeError: The address can not be read, the processes do not meet, or no launcher has started them.
    """
    for name, value, kind in (
        ("init_method", init_method, str), ("timeout", timeout, timedelta), ("world_size", world_size, int),
        ("rank", rank, int), ("store", store, TCPStore), ("group_name", group_name, str),
    ):  # fmt: skip
        if value is not None and not isinstance(value, kind):
            raise TypeError(f"For 'init_process_group', the '{name}' must be a {kind.__name__}, but got {value!r}.")
    if backend != "hccl":
        raise ValueError(f"For 'init_process_group', the 'backend' must be 'hccl', but got {backend!r}.")
    if init_method is not None and store is not None:
        raise ValueError("For 'init_process_group', the 'init_method' and the 'store' must not both be given.")
    if init_method is not None or store is not None:
        _meet(init_method, store, timeout or timedelta(seconds=300), world_size, rank)
    processes.init()
    if world_size not in (-1, processes.get_group_size()):
        raise ValueError(
            f"For 'init_process_group', the 'world_size' must be {processes.get_group_size()}, but got {world_size}."
        )


def _meet(init_method: str | None, store: TCPStore | None, timeout: timedelta, size: int, rank: int) -> None:
    if size <= 0 or rank < 0:
        raise ValueError(
            f"For 'init_process_group', the 'world_size' must be positive and the 'rank' not negative, but got {size} "
            f"and {rank}."
        )
    if init_method is not None:
        found = _URL.fullmatch(init_method)
        if found is None or not 1 <= int(found[2]) <= 65535 or any(int(part) > 255 for part in found[1].split(".")):
            raise RuntimeError(f"For 'init_process_group', the 'init_method' must be tcp://IP:PORT: {init_method!r}.")
        store = TCPStore(found[1], int(found[2]), size, rank == 0, timeout)
    if store is not None and not distributed.is_initialized():
        processes.start(store.instance, rank, size, int(os.environ.get("LOCAL_RANK", rank)))


def destroy_process_group(group: str | None = None) -> None:
    """Leave all processes, or forget a group.

    Raises:
        TypeError: `group` is no str.
        KeyError: No group has this name.
        RuntimeError: Before `init_process_group`, of a group.
    """
    if group is None or group == processes.GlobalComm.WORLD_COMM_GROUP:
        processes.leave()
    else:
        processes.destroy_group(_name("destroy_process_group", group))


def is_available() -> bool:
    """Whether this torch can speak with other processes."""
    return distributed.is_available()


def get_rank(group: str | None = None) -> int:
    """The number of this process in a group, -1 outside it. Raises TypeError where `group` is no str."""
    try:
        return processes.get_rank(_name("get_rank", group))
    except RuntimeError as error:
        log.warning(error)
        return -1


def get_world_size(group: str | None = None) -> int:
    """How many processes a group has, -1 where there is none of the name. Raises as `get_rank`."""
    try:
        return processes.get_group_size(_name("get_world_size", group))
    except RuntimeError as error:
        log.warning(error)
        return -1


def new_group(
    ranks: list[int] | None = None,
    timeout: Any = None,
    backend: str | None = None,
    pg_options: Any = None,
    use_local_synchronization: bool = False,
    group_desc: str | None = None,
) -> str:
    """Make a group of ranks, sorted; only its members need to. Returns its name, '' outside it, the world's of None.

    Args:
        ranks: Ranks in the world.
        timeout: No effect, as in MindSpore.
        backend: ``hccl`` or ``mccl``, a part of the name; which of torch's it is follows from the devices.
        pg_options: Settings of HCCL; no effect.
        use_local_synchronization: No effect: always so.
        group_desc: No effect, as in MindSpore.

    Raises:
        TypeError: `ranks` is no list, or `backend` another word.
        ValueError: `ranks` is empty, or has a rank twice.
    """
    if ranks is None:
        return processes.GlobalComm.WORLD_COMM_GROUP
    if not isinstance(ranks, list):
        raise TypeError(f"For 'new_group', the 'ranks' must be a list, but got {type(ranks).__name__}.")
    if backend not in (None, "hccl", "mccl"):
        raise TypeError(f"For 'new_group', the 'backend' must be 'hccl' or 'mccl', but got {backend!r}.")
    ranks = sorted(ranks)
    listed = hashlib.sha1("_".join(map(str, ranks)).encode(), usedforsecurity=False).hexdigest()
    name = f"{backend or 'hccl'}_{len(ranks)}_{listed}"
    try:
        processes.create_group(name, ranks)
    except RuntimeError as error:
        log.warning(error)
        return ""
    return name


def get_backend(group: str | None = None) -> str:
    """The backend that a group's name says, ``hccl`` of None. Raises TypeError where `group` is no str."""
    if group is None:
        return "hccl"
    name = _name("get_backend", group)
    return next((word for word in ("hccl", "mccl") if word in name), processes.GlobalComm.BACKEND)


def get_global_rank(group: str | None, group_rank: int) -> int:
    """The rank in the world of a rank in a group.

    Raises:
        TypeError: `group` is no str, or `group_rank` no int.
        RuntimeError: There is none.
    """
    if not isinstance(group_rank, int):
        raise TypeError(f"For 'get_global_rank', the 'group_rank' must be an int, but got {group_rank!r}.")
    if group is None or group is processes.GlobalComm.WORLD_COMM_GROUP:
        return group_rank
    return processes.get_world_rank_from_group_rank(_name("get_global_rank", group), group_rank)


def get_group_rank(group: str | None, global_rank: int) -> int:
    """The rank in a group of a rank in the world.

    Raises:
        TypeError: `group` is no str, or `global_rank` no int.
        KeyError: No group has this name.
        RuntimeError: The group lacks this rank.
    """
    if not isinstance(global_rank, int):
        raise TypeError(f"For 'get_group_rank', the 'global_rank' must be an int, but got {global_rank!r}.")
    try:
        find(_name("get_group_rank", group))
    except RuntimeError as error:
        raise KeyError(str(error)) from None
    return processes.get_group_rank_from_world_rank(global_rank, _name("get_group_rank", group))


def get_process_group_ranks(group: str | None = None) -> list[int]:
    """The ranks of a group in the world. Raises TypeError where `group` is no str, RuntimeError where there is none."""
    return processes.get_process_group_ranks(_name("get_process_group_ranks", group))


def _name(who: str, group: Any) -> str:
    if group is not None and not isinstance(group, str):
        raise TypeError(f"For '{who}', the 'group' must be a str or None, but got {type(group).__name__}.")
    return processes.GlobalComm.WORLD_COMM_GROUP if group is None else group
