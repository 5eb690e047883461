"""This process among others, over torch.distributed. Source: mindspore.communication of 2.10.

Without a group there is one process: rank 0 of 1.
"""

from __future__ import annotations

import os

from torch import distributed

from msshim._src.runtime import device

WORLD = "hccl_world_group"
_BACKENDS = {"nccl": "nccl", "mccl": "gloo", "hccl": "hccl"}


class GlobalComm:
    """What is true of all groups."""

    BACKEND = "unknown"
    WORLD_COMM_GROUP = "nccl_world_group"
    INITED = False
    CHECK_ENVS = True


def init(backend_name: str | None = None) -> None:
    """Join the processes that a launcher such as torchrun has started.

    Args:
        backend_name: ``nccl``, ``hccl`` or ``mccl`` (gloo here); the one of the device where None.

    Raises:
        TypeError: `backend_name` is no str.
        RuntimeError: It is none of these, or no launcher has started this process.
    """
    if backend_name is not None and not isinstance(backend_name, str):
        raise TypeError(f"For 'init', the 'backend_name' must be a str, but got {type(backend_name).__name__}.")
    name = backend_name or ("nccl" if device.best() == "cuda" else "mccl")
    if name not in _BACKENDS:
        raise RuntimeError(f"For 'init', the 'backend_name' must be one of {sorted(_BACKENDS)}, but got {name!r}.")
    if "RANK" not in os.environ or "WORLD_SIZE" not in os.environ:
        raise RuntimeError(
            "For 'init', the processes must be started by a launcher, but RANK and WORLD_SIZE are not set: "
            "torchrun --nproc-per-node=N -m msshim train.py."
        )
    if not distributed.is_initialized():
        distributed.init_process_group(_BACKENDS[name])
    GlobalComm.BACKEND, GlobalComm.INITED = name, True


def is_initialized() -> bool:
    """Whether this process has joined a group."""
    return distributed.is_initialized()


def release() -> None:
    """Leave the group."""
    if distributed.is_initialized():
        distributed.destroy_process_group()
    GlobalComm.INITED = False


def _world(group: str | None) -> None:
    if group is not None and not isinstance(group, str):
        raise TypeError(f"The 'group' must be a str, but got {type(group).__name__}.")
    if group not in (None, "nccl_world_group", "hccl_world_group", "mccl_world_group"):
        raise NotImplementedError(
            f"msshim has the group of all processes alone, but got {group!r}; use torch.distributed."
        )


def get_rank(group: str = WORLD) -> int:
    """The number of this process, from 0."""
    _world(group)
    return distributed.get_rank() if distributed.is_initialized() else 0


def get_group_size(group: str = WORLD) -> int:
    """How many processes there are."""
    _world(group)
    return distributed.get_world_size() if distributed.is_initialized() else 1


def get_local_rank(group: str = WORLD) -> int:
    """The number of this process on its machine, from 0."""
    _world(group)
    return int(os.environ.get("LOCAL_RANK", 0)) if distributed.is_initialized() else 0


def get_local_rank_size(group: str = WORLD) -> int:
    """How many processes this machine has."""
    _world(group)
    return int(os.environ.get("LOCAL_WORLD_SIZE", 1)) if distributed.is_initialized() else 1
