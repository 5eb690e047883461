"""This process among others, over torch.distributed. Source: mindspore.communication of 2.10.

Without a launcher there is one process: rank 0 of 1. Before `init` ranks and sizes are what the environment says.
"""

from __future__ import annotations

import atexit
import os
import sys
from typing import TYPE_CHECKING, Any

import torch
from torch import distributed

from msshim._src.communication import faults, groups, launch
from msshim._src.runtime import context, device

if TYPE_CHECKING:
    from torch.distributed import Store  # type: ignore[attr-defined]

HCCL_WORLD_COMM_GROUP, NCCL_WORLD_COMM_GROUP, MCCL_WORLD_COMM_GROUP = groups.WORLDS
_BACKENDS = {"CPU": "mccl", "GPU": "nccl", "Ascend": "hccl", "Davinci": "hccl"}
_TORCH = {"cpu": "gloo", "cuda": "cpu:gloo,cuda:nccl", "npu": "cpu:gloo,npu:hccl"}


class GlobalComm:
    """What is true of all groups."""

    BACKEND = "hccl"
    WORLD_COMM_GROUP = HCCL_WORLD_COMM_GROUP
    INITED = False
    CHECK_ENVS = True


class GroupOptions:
    """Settings of HCCL for one group, kept: torch's backends have their own."""

    hccl_config: dict[str, Any] | None = None


class _World:
    """What is known of all processes, also after they have left."""

    rank, size = 0, 1
    met: tuple[Store, int, int, int] | None = None
    """What `start` was given, for a program that leaves and joins again."""
    joined = 0
    """How often this process has."""
    hosts: tuple[str, ...] = ()


def init(backend_name: str | None = None) -> None:
    """Join the processes that a launcher has started: torchrun, msrun, mpirun, or a loop with a rank table.

    A scheduler (MS_ROLE=MS_SCHED) waits here for the workers to end, and ends with them.

    Args:
        backend_name: ``nccl`` where the device target is GPU, ``hccl`` for Ascend, ``mccl`` for the CPU; which of
            torch's backends that is follows from the devices that are here.

    Raises:
        TypeError: `backend_name` is no str.
        RuntimeError: It is none of these or not the target's, no launcher has started this process, or the processes
            did not meet in time (MS_TOPO_TIMEOUT).
    """
    if backend_name is not None and not isinstance(backend_name, str):
        raise TypeError(f"For 'init', the 'backend_name' must be a str, but got {type(backend_name).__name__}.")
    target = context.get_context("device_target")
    name = _BACKENDS[target] if backend_name is None else backend_name
    if name not in _BACKENDS.values():
        raise RuntimeError(
            f"For 'init', the 'backend_name' must be one of 'hccl', 'nccl' and 'mccl', but got {name!r}."
        )
    if name not in (_BACKENDS[target], "mccl"):
        raise RuntimeError(
            f"For 'init', the 'backend_name' must be {_BACKENDS[target]!r} where the device target is {target}, but "
            f"got {name!r}."
        )
    if not distributed.is_initialized():
        _join()
    _World.rank, _World.size = distributed.get_rank(), distributed.get_world_size()
    GlobalComm.BACKEND, GlobalComm.WORLD_COMM_GROUP, GlobalComm.INITED = name, f"{name}_world_group", True
    if os.environ.get("RANK_TABLE_FILE"):
        os.environ.update(RANK_ID=str(_World.rank), DEVICE_ID=str(context.get_context("device_id")))
        os.environ.setdefault("RANK_SIZE", str(_World.size))


def _join() -> None:
    from msshim._src.communication import meeting, scheduler  # which torch may have been built without

    said = launch.read()
    if said is None:
        raise RuntimeError(
            "For 'init', a launcher must have started this process, but none has: "
            "msshim run --worker_num N train.py, torchrun --nproc-per-node=N -m msshim train.py, or mpirun or msrun "
            "with python -m msshim train.py."
        )
    if _World.met is not None:
        return start(*_World.met)
    if said.scheduler:
        scheduler.serve(said)
    store = meeting.store_of(said)
    rank = meeting.rank_of(said, store)
    if said.store == "scheduler":
        scheduler.attend(said, store, rank)
    start(store, rank, said.size, said.local)


def start(store: Store, rank: int, size: int, local: int) -> None:
    """Join the others that reach a store, with the device number `local` of this machine; `init` then knows of it."""
    from msshim._src.communication import meeting

    kind = device.best()
    if kind != "cpu":  # each process has a device of its own, as MindSpore gives it
        context.prefer_device(local % device.count(kind))
    if kind == "cuda":
        torch.cuda.set_device(local % device.count(kind))
    distributed.init_process_group(
        _TORCH.get(kind, "gloo"), store=meeting.below(store, f"torch/{_World.joined}"), rank=rank, world_size=size,
        timeout=meeting.patience_in_collectives(),
    )  # fmt: skip
    _World.hosts = meeting.hosts(store, rank, size)
    faults.store = store
    if not _World.joined:
        atexit.register(_leave)
    _World.met, _World.joined = (store, rank, size, local), _World.joined + 1


def _leave() -> None:
    """Let torch's threads end before Python does, where the program has ended well: no other may be waiting for it."""
    if not hasattr(sys, "last_type"):
        release()


def is_initialized() -> bool:
    """Whether this process has joined the others."""
    return distributed.is_initialized()


def release() -> None:
    """Leave the others. Ranks and sizes stay known; what speaks with the others raises RuntimeError."""
    if distributed.is_initialized():
        groups.forget()
        distributed.destroy_process_group()


def leave() -> None:
    """Leave the others, and be alone: rank 0 of 1, as MindSpore's destroy_process_group has it."""
    release()
    _World.rank, _World.size = 0, 1


def _name(call: str, group: Any) -> str:
    if not isinstance(group, str):
        raise TypeError(f"For '{call}', the argument 'group' must be a str, but got {type(group).__name__}.")
    return group


def _joined(call: str) -> None:
    if not distributed.is_initialized():
        raise RuntimeError(f"For '{call}', the processes must have joined: call init() first.")


def _number(name: str, rank: Any) -> None:
    if not isinstance(rank, int) or rank < 0:
        raise TypeError(f"The argument '{name}' must be an int of 0 or more, but got {rank!r}.")


def get_rank(group: str = HCCL_WORLD_COMM_GROUP) -> int:
    """The number of this process in a group, from 0.

    Raises:
        TypeError: `group` is no str.
        RuntimeError: No group has this name, after `init`.
    """
    name = _name("get_rank", group)
    if distributed.is_initialized():
        return groups.find(name).rank
    return _World.rank if GlobalComm.INITED else _said("RANK_ID", 0)


def get_group_size(group: str = HCCL_WORLD_COMM_GROUP) -> int:
    """How many processes a group has. Raises as `get_rank`."""
    name = _name("get_group_size", group)
    if distributed.is_initialized():
        return groups.find(name).size
    return _World.size if GlobalComm.INITED else _said("RANK_SIZE", 1)


def _said(name: str, otherwise: int) -> int:
    return otherwise if launch.is_scheduler() else int(os.environ.get(name, otherwise))


def _beside(group: str) -> tuple[int, ...]:
    """The ranks of a group that are on this process's machine."""
    ranks, hosts = groups.find(group).ranks, _World.hosts
    if not hosts:  # torch was started by the program itself
        first = distributed.get_rank() - int(os.environ.get("LOCAL_RANK", 0))
        return tuple(rank for rank in ranks if 0 <= rank - first < int(os.environ.get("LOCAL_WORLD_SIZE", 1)))
    return tuple(rank for rank in ranks if hosts[rank] == hosts[distributed.get_rank()])


def get_local_rank(group: str = HCCL_WORLD_COMM_GROUP) -> int:
    """The number of this process among those of a group on its machine, from 0. Raises as `get_rank`."""
    name = _name("get_local_rank", group)
    return _beside(name).index(distributed.get_rank()) if distributed.is_initialized() else _said("LOCAL_RANK", 0)


def get_local_rank_size(group: str = HCCL_WORLD_COMM_GROUP) -> int:
    """How many processes of a group its machine has. Raises as `get_rank`."""
    name = _name("get_local_rank_size", group)
    return len(_beside(name)) if distributed.is_initialized() else _said("LOCAL_RANK_SIZE", 1)


def create_group(group: str, rank_ids: list[int], options: Any = None) -> None:
    """Make a group of some ranks, in this order; its members call this, and no others need to.

    Args:
        group: A name.
        rank_ids: Ranks in the world. Their order is that of the group.
        options: A `GroupOptions`, whose settings are HCCL's own.

    Raises:
        TypeError: `group` is no str, `rank_ids` no list, or `options` no GroupOptions.
        ValueError: `rank_ids` is empty or has a rank twice, or the name has other ranks.
        RuntimeError: Before `init`; or there is no such rank.
    """
    name = _name("create_group", group)
    _joined("create_group")
    if options is not None and not isinstance(options, GroupOptions):
        raise TypeError(f"For 'create_group', the 'options' must be a GroupOptions, but got {type(options).__name__}.")
    groups.create(name, rank_ids)


def destroy_group(group: str) -> None:
    """Forget a group that `create_group` made.

    Raises:
        TypeError: `group` is no str.
        ValueError: It is the world's.
        KeyError: No group has this name.
        RuntimeError: Before `init`.
    """
    name = _name("destroy_group", group)
    _joined("destroy_group")
    groups.destroy(name)


def get_process_group_ranks(group: str = HCCL_WORLD_COMM_GROUP) -> list[int]:
    """The ranks of a group in the world, in its order. Raises as `get_rank`, and RuntimeError before `init`."""
    _joined("get_process_group_ranks")
    return list(groups.find(_name("get_process_group_ranks", group)).ranks)


def get_comm_name(group: str = HCCL_WORLD_COMM_GROUP) -> str:
    """HCCL's own name of a group: none here. Raises as `get_rank`, and RuntimeError before `init`."""
    name = _name("get_comm_name", group)
    _joined("get_comm_name")
    groups.find(name)
    return ""


def get_world_rank_from_group_rank(group: str, group_rank_id: int) -> int:
    """The rank in the world of a rank in a group.

    Raises:
        TypeError: `group` is no str, or `group_rank_id` no int.
        RuntimeError: Before `init`; no group has this name, or it has no such rank.
    """
    name = _name("get_world_rank_from_group_rank", group)
    _joined("get_world_rank_from_group_rank")
    _number("group_rank_id", group_rank_id)
    ranks = groups.find(name).ranks
    if group_rank_id >= len(ranks):
        raise RuntimeError(f"The 'group_rank_id' must be below the size of {name}, {len(ranks)}: {group_rank_id}.")
    return ranks[group_rank_id]


def get_group_rank_from_world_rank(world_rank_id: int, group: str) -> int:
    """The rank in a group of a rank in the world.

    Raises:
        TypeError: `group` is no str, or `world_rank_id` no int.
        RuntimeError: Before `init`; no group has this name, or it lacks this rank.
    """
    name = _name("get_group_rank_from_world_rank", group)
    _joined("get_group_rank_from_world_rank")
    _number("world_rank_id", world_rank_id)
    ranks = groups.find(name).ranks
    if world_rank_id not in ranks:
        raise RuntimeError(f"The 'world_rank_id' must be one of {name}'s ranks, {ranks}, but got {world_rank_id}.")
    return ranks.index(world_rank_id)
