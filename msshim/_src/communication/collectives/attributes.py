"""What a primitive of a group keeps beside its arguments. Source: mindspore.ops.operations.comm_ops of 2.10."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msshim._src.communication.group import GlobalComm, get_group_size, get_rank
from msshim._src.communication.groups import WORLDS
from msshim._src.tensor import dtype as mstype

_SHOWN = {
    "AllReduce": "fusion index no_eliminate",
    "AllGather": "rank_size fusion mean_flag no_eliminate",
    "AllGatherV": "rank_size mean_flag rank_id",
    "ReduceScatter": "rank_size fusion no_eliminate",
    "ReduceScatterV": "rank_size rank_id",
    "Broadcast": "no_eliminate",
    "CollectiveGather": "rank_size rank_id",
    "CollectiveScatter": "rank_id rank_size",
    "AlltoAll": "no_eliminate rank_size",
    "AlltoAllVC": "rank_size rank_id",
    "NeighborExchange": "no_eliminate",
    "NeighborExchangeV2": "no_eliminate",
}
"""What `repr` shows beside the arguments, by primitive, in order."""
_ALWAYS = {"fusion": 0, "index": 0, "mean_flag": False, "no_eliminate": True}
_RECEIVED = tuple(
    getattr(mstype, name)
    for name in [
        "float16",
        "float32",
        "float64",
        "bfloat16",
        "int8",
        "int16",
        "int32",
        "int64",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
    ]
)


def shown(group: Any, cls_name: str) -> dict[str, Any]:
    """The group's own name, and the rest by primitive.

    Raises:
        TypeError: `group` is no str.
        RuntimeError: After `init`, no group has this name.
    """
    name = named(cls_name, group)
    found = {"rank_size": get_group_size(name), "rank_id": get_rank(name), **_ALWAYS}
    kept = _SHOWN.get(cls_name, "").split()
    sizes = {key: found[key] for key in ("rank_size",) if key not in kept}
    return {"attrs": {"group": name, **{key: found[key] for key in kept}}, **sizes}


def named(who: str, group: Any) -> str:
    """A group's own name, the world's of None. Raises TypeError where it is no str."""
    if group is None or group == WORLDS[0]:
        return GlobalComm.WORLD_COMM_GROUP
    if not isinstance(group, str):
        raise TypeError(f"For '{who}', the 'group' must be a str, but got {group!r}.")
    return group


def barrier(group: Any) -> dict[str, Any]:
    """Of Barrier, whose group is looked at when it is called."""
    return {"attrs": {"side_effect_mem": True}}


def send(dest_rank: Any) -> dict[str, Any]:
    """Of Send."""
    return {"attrs": {"no_eliminate": True}, "rank": dest_rank}


def receive(src_rank: Any, sr_tag: Any, dtype: Any) -> dict[str, Any]:
    """Of Receive. Raises TypeError where `dtype` is none that is sent."""
    if dtype not in _RECEIVED:
        raise TypeError(f"For 'Receive', the 'dtype' must be one of {[*map(str, _RECEIVED)]}, but got {dtype!r}.")
    return {"attrs": {"no_eliminate": True}, "rank": src_rank, "tag": sr_tag}


def neighbors(send_rank_ids: Sequence[int], recv_rank_ids: Sequence[int], group: Any, cls_name: str) -> dict[str, Any]:
    """Of NeighborExchangeV2. Raises ValueError where a rank is neither -1 nor one of the group."""
    found = shown(group, cls_name)
    for name, ranks in (("send_rank_ids", send_rank_ids), ("recv_rank_ids", recv_rank_ids)):
        if wrong := [rank for rank in ranks if rank != -1 and not 0 <= rank < found["rank_size"]]:
            raise ValueError(f"For '{cls_name}', '{name}' must be ranks of the group or -1, but one is {wrong[0]}.")
    return found


def batch(op_types: Any, remote_ranks: Any, receive_shapes: Any, receive_dtypes: Any, group: Any) -> dict[str, Any]:
    """Of BatchISendIRecv.

    Raises:
        TypeError: An argument is no list.
        ValueError: Those that belong together differ in length.
    """
    given = {"op_types": op_types, "remote_ranks": remote_ranks}
    given |= {"receive_shapes": receive_shapes or (), "receive_dtypes": receive_dtypes or ()}
    for name, value in given.items():
        if not isinstance(value, (tuple, list)):
            raise TypeError(f"For 'BatchISendIRecv', the '{name}' must be a tuple or list, but got {value!r}.")
    for one, other in (("receive_shapes", "receive_dtypes"), ("op_types", "remote_ranks")):
        if len(given[one]) != len(given[other]):
            raise ValueError(
                f"For 'BatchISendIRecv', '{one}' and '{other}' must have one length, but got {given[one]} and "
                f"{given[other]}."
            )
    return {"attrs": {**given, "group": GlobalComm.WORLD_COMM_GROUP if group is None else group, "no_eliminate": True}}
