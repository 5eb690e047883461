"""What the launcher said of this process: torchrun, msrun or a loop over MS_ROLE, mpirun, or a rank table.

The variables are MindSpore's (2.10), torch's and OpenMPI's own; the first launcher of this order that has left its own
counts.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PORT = 8118
"""msrun's own port, where a launcher says none."""


@dataclass(frozen=True)
class Launch:
    """This process among those that were started together."""

    size: int
    """How many workers there are."""
    rank: int | None
    """The number of this one; None where the workers number themselves as they join."""
    local: int
    """The number of its device on its machine."""
    address: str
    port: int
    store: Literal["torchrun", "scheduler", "first"]
    """Who keeps the store in which the workers find each other: torchrun, the scheduler, or rank 0."""
    scheduler: bool = False
    """Whether this is no worker but the scheduler."""


def read(said: Mapping[str, str] | None = None) -> Launch | None:
    """What the environment says, None where there was no launcher.

    Raises:
        RuntimeError: A launcher left a part of its variables only, or a rank table does not name this process.
    """
    said = os.environ if said is None else said
    for launcher in (_torchrun, _cluster, _mpi, _rank_table):
        if (launch := launcher(said)) is not None:
            return launch
    return None


def is_scheduler() -> bool:
    """Whether this process is the scheduler of a loop over MS_ROLE."""
    return os.environ.get("MS_ROLE") == "MS_SCHED"


def _number(said: Mapping[str, str], name: str) -> int:
    try:
        return int(said[name])
    except KeyError:
        raise RuntimeError(f"For 'init', the environment variable {name} must be set, but it is not.") from None
    except ValueError:
        raise RuntimeError(f"For 'init', the environment variable {name} must be a number: {said[name]!r}.") from None


def _torchrun(said: Mapping[str, str]) -> Launch | None:
    if "RANK" not in said or "WORLD_SIZE" not in said:
        return None
    if "MASTER_ADDR" not in said:
        raise RuntimeError("For 'init', MASTER_ADDR must be set beside RANK and WORLD_SIZE, but it is not.")
    rank = _number(said, "RANK")
    local = _number(said, "LOCAL_RANK") if "LOCAL_RANK" in said else rank
    return Launch(
        _number(said, "WORLD_SIZE"), rank, local, said["MASTER_ADDR"], _number(said, "MASTER_PORT"), "torchrun"
    )


def _cluster(said: Mapping[str, str]) -> Launch | None:
    if not said.get("MS_ROLE"):
        return None
    if said["MS_ROLE"] not in ("MS_SCHED", "MS_WORKER"):
        raise RuntimeError(f"For 'init', MS_ROLE must be 'MS_SCHED' or 'MS_WORKER', but it is {said['MS_ROLE']!r}.")
    name = said.get("MS_NODE_ID", "")
    rank = int(name) if name.isdecimal() else None
    return Launch(
        _number(said, "MS_WORKER_NUM"), rank, int(said.get("DEVICE_ID") or rank or 0),
        said.get("MS_SCHED_HOST", "127.0.0.1"), _number(said, "MS_SCHED_PORT"), "scheduler",
        said["MS_ROLE"] == "MS_SCHED",
    )  # fmt: skip


def _mpi(said: Mapping[str, str]) -> Launch | None:
    if "OMPI_COMM_WORLD_RANK" not in said:
        return None
    size, local_size = _number(said, "OMPI_COMM_WORLD_SIZE"), _number(said, "OMPI_COMM_WORLD_LOCAL_SIZE")
    address = said.get("MASTER_ADDR")
    if address is None and local_size != size:
        raise RuntimeError(
            "For 'init', mpirun started processes on several machines and does not say which has rank 0: "
            "mpirun -x MASTER_ADDR=ADDRESS -x MASTER_PORT=PORT ..."
        )
    job = said.get("PMIX_NAMESPACE") or said.get("OMPI_MCA_ess_base_jobid", "")
    # Jobs of one machine do not meet each other: the port is below those that the system gives out.
    port = int(said.get("MASTER_PORT") or 10000 + zlib.crc32(job.encode()) % 20000)
    rank, local = _number(said, "OMPI_COMM_WORLD_RANK"), _number(said, "OMPI_COMM_WORLD_LOCAL_RANK")
    return Launch(size, rank, local, address or "127.0.0.1", port, "first")


def _rank_table(said: Mapping[str, str]) -> Launch | None:
    path = said.get("RANK_TABLE_FILE") or said.get("MINDSPORE_HCCL_CONFIG_PATH")
    if not path:
        return None
    rank = _number(said, "RANK_ID")
    try:
        with open(path, encoding="utf-8") as file:
            servers = json.load(file)["server_list"]
        devices = [device for server in servers for device in server["device"]]
        own = next(device for device in devices if int(device["rank_id"]) == rank)
        first = next(s["server_id"] for s in servers if any(int(device["rank_id"]) == 0 for device in s["device"]))
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        raise RuntimeError(
            f"For 'init', the rank table {path} must be JSON with a server_list in which a device has the rank_id "
            f"{rank} of RANK_ID, and one 0, but: {type(error).__name__} {error}."
        ) from error
    size = int(said.get("RANK_SIZE") or len(devices))
    address = said.get("MASTER_ADDR") or ("127.0.0.1" if len(servers) == 1 else first)
    port = int(said.get("MASTER_PORT") or PORT)
    return Launch(size, rank, int(said.get("DEVICE_ID") or own["device_id"]), address, port, "first")


def tell() -> None:
    """Write RANK_ID, RANK_SIZE and DEVICE_ID, which programs read, for launchers that write others.

    MindSpore does so for mpirun's when it is imported; torchrun's are msshim's own addition, and stand back.
    """
    cluster = bool(os.environ.get("MS_ROLE"))
    for name, theirs, torchs in (
        ("RANK_ID", "OMPI_COMM_WORLD_RANK", "RANK"),
        ("DEVICE_ID", "OMPI_COMM_WORLD_LOCAL_RANK", "LOCAL_RANK"),
        ("RANK_SIZE", "OMPI_COMM_WORLD_SIZE", "WORLD_SIZE"),
    ):
        if os.environ.get(theirs):
            os.environ[name] = os.environ[theirs]
        elif not cluster and os.environ.get(torchs) and {"RANK", "WORLD_SIZE"} <= os.environ.keys():
            os.environ.setdefault(name, os.environ[torchs])
